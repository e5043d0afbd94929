//! `cargo xtask audit`: the crates' licences, doubles and sources, and what is known against them. `deny.toml` says
//! what is allowed. It is no part of `cargo xtask test`: it asks the network, and its answer changes by the day.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{
    paths, setup,
    steps::{self, Lane, Step},
};

/// What needs nothing but the crates themselves.
const AT_HOME: &[&str] = &["licenses", "bans", "sources"];
/// The public collection of what is known against crates.
const DATABASE: &str = "https://github.com/RustSec/advisory-db";

/// `cargo xtask audit`.
pub fn command(_: &[String]) -> Result<()> {
    let mut all = setup::steps(&[setup::Need::CargoDeny])?;
    let mut deny = cargo_deny();
    deny.arg("check").args(AT_HOME);
    all.push(Step::command(Lane::Cargo, &AT_HOME.join(", "), deny));
    steps::run(all)?;
    advisories()
}

fn cargo_deny() -> Command {
    let mut deny = Command::new(paths::tool("cargo-deny"));
    deny.args(["--workspace", "--locked"]).current_dir(paths::root());
    deny
}

/// Without the database nothing is known: that is said, and is no failure.
fn advisories() -> Result<()> {
    let fetched = cargo_deny().args(["fetch", "db"]).output().context("cargo-deny cannot be started")?;
    if !fetched.status.success() {
        println!("  advisories: NOT CHECKED, the database cannot be reached ({DATABASE})");
        print!("{}", String::from_utf8_lossy(&fetched.stderr));
        return Ok(());
    }
    let checked = cargo_deny().args(["check", "advisories"]).status().context("cargo-deny cannot be started")?;
    ensure!(checked.success(), "something is known against a crate, or nothing could be found out");
    println!("  advisories: nothing is known against any crate");
    Ok(())
}
