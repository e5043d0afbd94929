//! The popup: carries out effects ([`run`]) and shows states ([`show`]). It decides nothing.

pub mod run;
pub mod show;
