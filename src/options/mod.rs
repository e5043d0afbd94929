//! The options page: carries out what [`crate::settings::page`] wants ([`run`]), and shows it ([`show`]).

pub mod run;
pub mod show;
