//! `cargo xtask demo`: the journey on the practice site, in a window where there is a display, told step by step where
//! there is none.

use anyhow::{Result, bail};

use crate::{setup, site};

/// `cargo xtask demo [--browser chromium|firefox]`.
pub fn command(arguments: &[String]) -> Result<()> {
    let needs = match arguments {
        [] => setup::FOR_CHROMIUM,
        [option, browser] if option == "--browser" && browser == "chromium" => setup::FOR_CHROMIUM,
        [option, browser] if option == "--browser" && browser == "firefox" => setup::FOR_FIREFOX,
        _ => bail!("it takes --browser chromium or --browser firefox"),
    };
    site::visit(needs, "tests/e2e/demo.mjs", arguments)
}
