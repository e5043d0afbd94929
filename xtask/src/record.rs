//! `cargo xtask record`: what `page.js` says of the practice site's pages, stored for the native tests.

use anyhow::Result;

use crate::{setup, site};

/// The script that visits the pages.
pub const SCRIPT: &str = "tests/fixtures/record.mjs";

/// `cargo xtask record [--check]`.
pub fn command(arguments: &[String]) -> Result<()> {
    site::visit(setup::FOR_CHROMIUM, SCRIPT, arguments)
}
