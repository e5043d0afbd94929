//! `cargo xtask build`: Rust → WASM → the unpacked extensions of both browsers.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value};

use crate::{
    names, paths, setup, sizes,
    steps::{self, Lane, Output, Step},
};

/// The browsers that are built for; each has its own `manifest.<browser>.json`.
pub const BROWSERS: [&str; 2] = ["chromium", "firefox"];

/// What the optimiser may use, named one by one: with `--all-features` it emits modules that Chromium refuses.
const WASM_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// The standard library is compiled along with the module, for size as it is: the one that comes with the compiler is
/// made for speed, and for panics that tell where they were.
const STANDARD_LIBRARY: &[&str] = &["-Zbuild-std=std", "-Zbuild-std-features=optimize_for_size"];

/// A panic is the module's end at once. `failure.js` says so to the admin; the panic's own words, which name the file
/// that it is in, were written nowhere. With [`STANDARD_LIBRARY`] that is 8 kB of 196, 2.9 of 74.6 with brotli.
const PANIC: &[&str] = &["-Zunstable-options", "-Cpanic=immediate-abort"];

/// What the optimiser does. The second time it finds a little more; what the tools note of themselves is left out.
const SHRINK: &[&str] = &[
    // Nothing stands at the lowest addresses: they are where the stack would end.
    "--low-memory-unused",
    // A function grown out of many has far more places for its values, and its code compresses worse.
    "--one-caller-inline-max-function-size=20",
    "-Oz",
    "-Oz",
    "--strip-producers",
    "--strip-target-features",
];

/// `cargo xtask build`.
pub fn command(_: &[String]) -> Result<()> {
    let mut all = setup::steps(setup::TO_BUILD)?;
    all.extend(steps());
    let done = steps::run(all)?;
    done.iter().filter(|step| step.name == SIZES).for_each(|step| print!("{}", step.output));
    Ok(())
}

/// The step after which `dist/` is complete.
pub const EXTENSION: &str = "the extension";
const GLUE: &str = "webhook_autofill.js";
/// What the pages and the background begin with. What it imports is put into it: a popup that asks for one script and
/// one sheet is there sooner than one that asks for ten, by more than 20 ms of a press (2 cores, 2026-11-29).
const ENTRIES: &[&str] = &["background.js", "options.css", "options.js", "popup.css", "popup.js"];
const MODULE: &str = "cargo rustc (wasm32, release)";
const SIZES: &str = "sizes";

/// The steps that leave `dist/chromium` and `dist/firefox`.
pub fn steps() -> Vec<Step> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["rustc", "--release", "--lib", "--package", "webhook-autofill", "--target", setup::WASM_TARGET])
        // Of a library that is made for Rust too, Cargo leaves the optimisation across crates out: 22 kB of 184.
        .args(["--crate-type", "cdylib"])
        .args(STANDARD_LIBRARY)
        .env("CARGO_ENCODED_RUSTFLAGS", PANIC.join("\u{1f}"))
        // So a stable compiler takes what it still calls unstable. No other step needs that, nor another compiler.
        .env("RUSTC_BOOTSTRAP", "1")
        .current_dir(paths::root());
    vec![
        Step::command(Lane::Cargo, MODULE, cargo),
        Step::new(Lane::Cargo, EXTENSION, extension).after(&["npm ci"]),
        Step::new(Lane::Node, SIZES, |output| sizes::check(&paths::dist("chromium"), output)).after(&[EXTENSION]),
    ]
}

fn extension(output: &Output) -> Result<()> {
    let bound = bind(output)?;
    let optimised = optimise(&bound.join(sizes::WASM), output)?;
    let written = fs::read_to_string(bound.join(GLUE))?;
    let glue = names::shorten(&beside(&written)?, &fs::read_to_string(optimised.with_extension("json"))?)?;
    let parts = paths::target().join("extension");
    clear(&parts)?;
    copy_folder(&paths::extension(), &parts, &|_| true)?;
    fs::write(parts.join(GLUE), &glue)?;
    for browser in BROWSERS {
        let dist = paths::dist(browser);
        clear(&dist)?;
        copy_folder(&parts, &dist, &is_shipped)?;
        bundle(&parts, &dist, output)?;
        fs::copy(&optimised, dist.join(sizes::WASM))?;
        fs::write(dist.join("manifest.json"), manifest(browser)?)?;
    }
    Ok(())
}

/// Writes each of [`ENTRIES`] with all that it imports. It notes where each part came from, as seen from the folder
/// that it runs in: from this one that is the same on every machine.
fn bundle(from: &Path, to: &Path, output: &Output) -> Result<()> {
    let mut esbuild = Command::new(paths::npm_program("esbuild"));
    esbuild.args(ENTRIES).args(["--bundle", "--format=esm", "--target=esnext", "--charset=utf8"]);
    output.run(esbuild.args(["--log-level=warning", &format!("--outdir={}", to.display())]).current_dir(from))
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() { Ok(fs::remove_dir_all(folder)?) } else { Ok(()) }
}

/// Writes the JavaScript that loads the module.
fn bind(output: &Output) -> Result<PathBuf> {
    let module = paths::target().join(setup::WASM_TARGET).join("release/webhook_autofill.wasm");
    let bound = paths::target().join("wasm-bindgen");
    clear(&bound)?;
    let mut bindgen = Command::new(paths::tool("wasm-bindgen"));
    output.run(bindgen.args(["--target", "web", "--out-dir"]).arg(&bound).arg(module))?;
    Ok(bound)
}

/// Makes the module small, unless that was done with the very same module in the same way the last time. Beside it
/// stand the names that it has then.
fn optimise(module: &Path, output: &Output) -> Result<PathBuf> {
    let folder = paths::target().join("wasm-opt");
    let (input, optimised) = (folder.join("input.wasm"), folder.join("output.wasm"));
    let (names, way) = (optimised.with_extension("json"), optimised.with_extension("txt"));
    let bytes = fs::read(module)?;
    let is_the_same = fs::read(&input).is_ok_and(|last| last == bytes)
        && fs::read_to_string(&way).is_ok_and(|last| last == SHRINK.join(" "));
    if is_the_same && optimised.exists() && names.exists() {
        return Ok(optimised);
    }
    fs::create_dir_all(&folder)?;
    let mut node = Command::new("node");
    // The names are printed.
    node.arg(paths::npm_program("wasm-opt")).args(SHRINK).arg(names::PASS).args(WASM_FEATURES);
    let printed = node.arg(module).arg("-o").arg(&optimised).output()?;
    output.line(&String::from_utf8_lossy(&printed.stderr));
    ensure!(printed.status.success(), "wasm-opt ended with {}", printed.status);
    fs::write(names, printed.stdout)?;
    fs::write(way, SHRINK.join(" "))?;
    fs::write(input, bytes)?;
    Ok(optimised)
}

/// The glue with its imports of our own scripts from where they stand, which is beside it: of each `wasm-bindgen` makes
/// a copy in a folder with a number for a name, and the pages of the extension would have both.
fn beside(glue: &str) -> Result<String> {
    let beside = |line: &str| match line.split_once("'./snippets/") {
        None => Ok(format!("{line}\n")),
        Some((before, copy)) => {
            let (_, script) = copy.split_once("/extension/").with_context(|| format!("not our own script: {line}"))?;
            Ok(format!("{before}'./{script}\n"))
        }
    };
    glue.lines().map(beside).collect()
}

/// Manifests are merged, drawings come as PNG, scripts and sheets in [`ENTRIES`].
fn is_shipped(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !(name.starts_with("manifest.") || [".svg", ".js", ".css"].iter().any(|end| name.ends_with(end)))
}

fn copy_folder(from: &Path, to: &Path, wanted: &dyn Fn(&Path) -> bool) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let (source, target) = entry.map(|entry| (entry.path(), to.join(entry.file_name())))?;
        if source.is_dir() {
            copy_folder(&source, &target, wanted)?;
        } else if wanted(&source) {
            fs::copy(&source, &target)?;
        }
    }
    Ok(())
}

/// The base, what differs for the browser, and the version of Cargo.toml.
fn manifest(browser: &str) -> Result<String> {
    let mut manifest = read_object("manifest.json")?;
    merge(&mut manifest, read_object(&format!("manifest.{browser}.json"))?);
    manifest.insert("version".to_owned(), setup::locked_version("webhook-autofill")?.into());
    Ok(serde_json::to_string_pretty(&manifest)?)
}

fn read_object(name: &str) -> Result<Map<String, Value>> {
    let text = fs::read_to_string(paths::extension().join(name)).with_context(|| format!("{name} cannot be read"))?;
    serde_json::from_str(&text).with_context(|| format!("{name} is no JSON object"))
}

fn merge(base: &mut Map<String, Value>, over: Map<String, Value>) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(Value::Object(inner)), Value::Object(more)) => merge(inner, more),
            (_, value) => drop(base.insert(key, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn imports_our_own_scripts_from_where_they_stand() {
        let glue = "import { get } from './snippets/webhook-autofill-0123456789abcdef/extension/get.js';\nget();\n";
        assert_eq!(beside(glue).unwrap(), "import { get } from './get.js';\nget();\n");
    }

    #[test]
    fn fails_for_a_script_that_is_not_our_own() {
        assert!(beside("import { get } from './snippets/other-0123456789abcdef/inline0.js';\n").is_err());
    }
}
