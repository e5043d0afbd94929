//! How large the parts of the extension may be, and how large they are.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{package, paths, steps::Output};

/// A part, what is measured of it, and the bytes it may have.
struct Limit {
    part: &'static str,
    at_most: usize,
    measure: fn(&Path) -> Result<usize>,
}

const LIMITS: &[Limit] = &[
    Limit { part: "WASM", at_most: 200_000, measure: |dist| Ok(wasm(dist)?.len()) },
    Limit { part: "WASM, brotli", at_most: 75_000, measure: |dist| node("brotli", &dist.join(WASM)) },
    Limit { part: "page.js, bare", at_most: 12_000, measure: |_| node("bare", &paths::extension().join("page.js")) },
    Limit { part: "packed extension", at_most: 200_000, measure: |dist| Ok(package::pack(dist)?.len()) },
];

/// The module's name in the extension.
pub const WASM: &str = "webhook_autofill_bg.wasm";

/// Prints every size and fails when one is passed.
pub fn check(dist: &Path, output: &Output) -> Result<()> {
    let mut passed = Vec::new();
    for limit in LIMITS {
        let bytes = (limit.measure)(dist)?;
        output.line(&format!("{:<18} {:>8} bytes of {:>8}", limit.part, bytes, limit.at_most));
        if bytes > limit.at_most {
            passed.push(format!("{} has {bytes} bytes and may have {}", limit.part, limit.at_most));
        }
    }
    if !passed.is_empty() {
        bail!("too large: {}", passed.join("; "));
    }
    Ok(())
}

fn wasm(dist: &Path) -> Result<Vec<u8>> {
    std::fs::read(dist.join(WASM)).with_context(|| format!("{WASM} cannot be read"))
}

/// Asks `measure.mjs`, which has the compressor of Node and esbuild's printer.
fn node(what: &str, file: &Path) -> Result<usize> {
    let measured = Command::new("node").arg(paths::root().join("xtask/measure.mjs")).arg(what).arg(file).output()?;
    let answer: Value = serde_json::from_slice(&measured.stdout)
        .with_context(|| format!("measure.mjs: {}", String::from_utf8_lossy(&measured.stderr)))?;
    answer.as_u64().and_then(|bytes| usize::try_from(bytes).ok()).context("measure.mjs printed no number")
}
