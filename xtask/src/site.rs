//! The practice site: SAP's and Bitbucket's pages, built by their own npm scripts.

use std::process::Command;

use crate::{
    paths,
    steps::{Lane, Step},
};

/// The steps that build it; each npm script leaves things alone that are as they should be.
pub fn steps() -> Vec<Step> {
    [
        ("the practice CI/CD UI", "build:cicd"),
        ("the practice Bitbucket", "build:bitbucket"),
    ]
    .map(|(name, script)| {
        let mut npm = Command::new("npm");
        npm.args(["run", "--silent", script])
            .current_dir(paths::root());
        Step::command(Lane::Node, name, npm).after(&["npm ci"])
    })
    .into()
}
