//! Bitbucket Server, also called Data Center.

pub mod form;
pub mod health;
pub mod hindrance;
pub mod repository;
pub mod rest;
