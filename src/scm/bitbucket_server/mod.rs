//! Bitbucket Server, also called Data Center.

pub mod form;
pub mod health;
pub mod repository;
pub mod rest;
