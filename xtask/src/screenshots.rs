//! `cargo xtask screenshots`: pictures of the popup in every state, to be looked at.

use anyhow::Result;

use crate::{setup, site};

/// `cargo xtask screenshots [--browser chromium|firefox] [--language de]`. The script checks what it is given.
pub fn command(arguments: &[String]) -> Result<()> {
    let is_firefox = arguments.iter().any(|argument| argument == "firefox");
    let needs = if is_firefox { setup::FOR_FIREFOX } else { setup::FOR_CHROMIUM };
    site::visit(needs, "tests/e2e/screenshots.mjs", arguments)
}
