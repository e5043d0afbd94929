//! The practice site – SAP's and Bitbucket's pages – and the Node scripts that visit it.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{
    build, paths, setup,
    setup::Need,
    steps::{self, Lane, Step},
};

/// The steps that build the site; each npm script leaves things alone that are as they should be.
pub fn steps() -> Vec<Step> {
    [(CICD, "build:cicd"), (BITBUCKET, "build:bitbucket")]
        .map(|(name, script)| {
            let mut npm = Command::new("npm");
            npm.args(["run", "--silent", script]).current_dir(paths::root());
            Step::command(Lane::Node, name, npm).after(&["npm ci"])
        })
        .into()
}

/// The names of the two steps.
pub const CICD: &str = "the practice CI/CD UI";
pub const BITBUCKET: &str = "the practice Bitbucket";

/// Installs what is missing, builds the extension and the site, and then runs a script with what it prints shown.
pub fn visit(needs: &[Need], script: &str, arguments: &[String]) -> Result<()> {
    let mut all = setup::steps(needs)?;
    all.extend(steps());
    all.extend(build::steps());
    steps::run(all)?;
    println!();
    let status = script_command(script).args(arguments).status().context("'node' cannot be started")?;
    ensure!(status.success(), "{script} ended with {status}");
    Ok(())
}

/// The command for a script of this repository.
pub fn script_command(script: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(paths::root().join(script)).current_dir(paths::root());
    node
}
