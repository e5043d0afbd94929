//! Bitbucket Server, also called Data Center.

pub mod form;
pub mod repository;
