//! `cargo xtask record`: what `page.js` says of the practice site's pages, stored for the native tests; and what people
//! have described of pages that nobody here can open.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::{paths, setup, site};

/// The script that visits the pages.
pub const SCRIPT: &str = "tests/fixtures/record.mjs";

/// `cargo xtask record [--check | --from FILE]`.
pub fn command(arguments: &[String]) -> Result<()> {
    match arguments {
        [from, file] if from == "--from" => keep_description(Path::new(file)),
        [from] if from == "--from" => bail!("--from wants the file with a page's description"),
        _ => site::visit(setup::FOR_CHROMIUM, SCRIPT, arguments),
    }
}

/// Stores what *Copy page description* has copied, and runs the test that fails until somebody says what the page is.
fn keep_description(file: &Path) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let description: Value = serde_json::from_str(&text)
        .with_context(|| format!("{} is no description of a page: it is no JSON", file.display()))?;
    ensure!(is_description(&description), "{} is no description of a page", file.display());
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let name: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let fixture = paths::root().join("tests/fixtures/described").join(format!("{}.json", name.to_ascii_lowercase()));
    ensure!(!fixture.exists(), "{} is there already: give the file another name", fixture.display());
    fs::write(&fixture, format!("{}\n", serde_json::to_string(&description)?))?;
    println!("{} is stored. A row of tests/described.rs has to say what it is to be taken for:\n", fixture.display());
    // It fails, and shows the row that is missing.
    Command::new("cargo").args(["test", "--quiet", "--test", "described"]).current_dir(paths::root()).status()?;
    Ok(())
}

fn is_description(value: &Value) -> bool {
    let is_item = |item: &Value| item.as_object().is_some_and(|item| item.len() == 1);
    let is_region = |region: &Value| {
        region["kind"].is_string() && region["items"].as_array().is_some_and(|items| items.iter().all(is_item))
    };
    let regions = value["regions"].as_array();
    value["address"].is_string() && regions.is_some_and(|all| !all.is_empty() && all.iter().all(is_region))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::is_description;

    #[test]
    fn takes_no_other_file_for_a_description() {
        let region = json!({"kind": "page", "items": [{"text": {"text": "xxx"}}]});
        assert!(is_description(&json!({"address": "https://x/", "regions": [region]})));
        for other in [
            json!(null),
            json!([]),
            json!({"name": "webhook-autofill"}),
            json!({"address": "https://x/", "regions": []}),
            json!({"address": "https://x/", "regions": [{"kind": "page", "items": ["text"]}]}),
            json!({"address": {"path": "/"}, "regions": [region]}),
        ] {
            assert!(!is_description(&other), "{other}");
        }
    }
}
