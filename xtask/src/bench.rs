//! `cargo xtask bench`: sizes, the time of a look, and the time from a press to the filled form.

use anyhow::Result;

use crate::{paths, setup, site, sizes, steps::Output};

/// `cargo xtask bench [--before DIR]`. The script checks what it is given.
pub fn command(arguments: &[String]) -> Result<()> {
    site::visit(&setup::EVERYTHING.concat(), "tests/e2e/bench.mjs", arguments)?;
    let output = Output::default();
    sizes::check(&paths::dist("chromium"), &output)?;
    println!("\nSizes\n{}", output.text());
    Ok(())
}
