//! Source systems, as data: which there are, and what their webhook forms look like.
//!
//! A further system is one more folder here, with a parser of addresses and a [`form::FormSpec`]; nothing else changes.

pub mod bitbucket_server;
pub mod form;
pub mod pointed;
pub mod witness;

pub use bitbucket_server::repository::RepositoryAddress;

use crate::plain::Named;

/// The source systems that SAP's service knows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ScmSystem {
    /// Bitbucket Server, also called Data Center.
    BitbucketServer,
    /// Bitbucket Cloud: another product with another form.
    BitbucketCloud,
    /// GitHub.
    GitHub,
    /// GitLab.
    GitLab,
    /// Azure Repos.
    AzureRepos,
}

impl Named for ScmSystem {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("BitbucketServer", Self::BitbucketServer),
        ("BitbucketCloud", Self::BitbucketCloud),
        ("GitHub", Self::GitHub),
        ("GitLab", Self::GitLab),
        ("AzureRepos", Self::AzureRepos),
    ];
}

/// What SAP's pages call the systems. "Bitbucket Server" stands in SAP's documentation (2026-04-09), "GitHub" on every
/// picture; the others are the products' own names.
const NAMES: &[(&str, ScmSystem)] = &[
    ("Bitbucket Server", ScmSystem::BitbucketServer),
    ("Bitbucket Cloud", ScmSystem::BitbucketCloud),
    ("GitHub", ScmSystem::GitHub),
    ("GitLab", ScmSystem::GitLab),
    ("Azure Repos", ScmSystem::AzureRepos),
];

impl ScmSystem {
    /// The system of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim())).map(|(_, system)| *system)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(_, system)| *system == self).map_or("", |(name, _)| name)
    }
}
