//! `cargo xtask setup`: installs what is missing, in the versions that are written here.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{
    paths,
    steps::{self, Lane, Step},
};

/// What a command may need on this machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    WasmTarget,
    RustSource,
    NpmPackages,
    WasmBindgen,
    WasmPack,
    Geckodriver,
    Chromium,
    Chromedriver,
    Firefox,
    CargoDeny,
}

use Need::*;

/// To build the extension and the practice site.
pub const TO_BUILD: &[Need] = &[WasmTarget, RustSource, NpmPackages, WasmBindgen];
/// To show them in one browser.
pub const FOR_CHROMIUM: &[Need] = &[WasmTarget, RustSource, NpmPackages, WasmBindgen, Chromium];
/// To show them in the other.
pub const FOR_FIREFOX: &[Need] = &[WasmTarget, RustSource, NpmPackages, WasmBindgen, Geckodriver, Firefox];
/// To start the tests in both browsers.
pub const TO_START_TESTS: &[Need] =
    &[WasmTarget, RustSource, NpmPackages, WasmBindgen, Chromium, Chromedriver, Firefox];
/// To end them.
pub const TO_END_TESTS: &[Need] = &[Geckodriver, WasmPack];
/// All of that.
pub const EVERYTHING: &[&[Need]] = &[TO_START_TESTS, TO_END_TESTS];

/// The target that the extension is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// What of the compiler's own parts is needed, where it is among its libraries, and how `rustup` brings it.
type RustPart = (Need, &'static str, &'static str, &'static [&'static str]);

const RUST_PARTS: &[RustPart] = &[
    (WasmTarget, WASM_TARGET, "rustup target add", &["target", "add", WASM_TARGET]),
    (RustSource, "src/rust/library", "rustup component add", &["component", "add", "rust-src"]),
];

/// A Rust program that `cargo install` builds into `target/tools`.
struct RustTool {
    need: Need,
    krate: &'static str,
    version: Version,
    options: &'static [&'static str],
}

enum Version {
    Pinned(&'static str),
    /// The version that Cargo.lock has of the named crate: the two must be equal.
    Of(&'static str),
}

const RUST_TOOLS: &[RustTool] = &[
    RustTool {
        need: WasmBindgen,
        krate: "wasm-bindgen-cli",
        version: Version::Of("wasm-bindgen"),
        // Its own lock file names versions that not every mirror of the registry still has.
        options: &["--no-default-features"],
    },
    RustTool { need: Geckodriver, krate: "geckodriver", version: Version::Pinned("0.37.1"), options: &["--locked"] },
    RustTool { need: WasmPack, krate: "wasm-pack", version: Version::Pinned("0.15.1"), options: &["--locked"] },
    RustTool { need: CargoDeny, krate: "cargo-deny", version: Version::Pinned("0.20.2"), options: &["--locked"] },
];

/// A program that comes as a package of Debian; its version is the distribution's.
struct DebianPackage {
    need: Need,
    package: &'static str,
    program: &'static str,
}

const DEBIAN_PACKAGES: &[DebianPackage] = &[
    DebianPackage { need: Chromium, package: "chromium", program: "chromium" },
    DebianPackage { need: Chromedriver, package: "chromium-driver", program: "chromedriver" },
    DebianPackage { need: Firefox, package: "firefox-esr", program: "firefox-esr" },
];

/// `cargo xtask setup`.
pub fn command(_: &[String]) -> Result<()> {
    let missing = steps(&EVERYTHING.concat())?;
    if missing.is_empty() {
        println!("setup: nothing is missing");
        return Ok(());
    }
    println!("setup: {} to do", missing.len());
    steps::run(missing).map(drop)
}

/// The steps that install what is needed and missing.
pub fn steps(needs: &[Need]) -> Result<Vec<Step>> {
    let mut steps = Vec::new();
    steps.extend(debian_packages(needs)?);
    if needs.contains(&NpmPackages) && !npm_packages_are_right() {
        let mut npm = Command::new("npm");
        npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(paths::root());
        steps.push(Step::command(Lane::Node, "npm ci", npm));
    }
    let libraries = rust_libraries()?;
    for (need, place, name, arguments) in RUST_PARTS {
        if needs.contains(need) && !libraries.join(place).exists() {
            let mut rustup = Command::new("rustup");
            rustup.args(*arguments).current_dir(paths::root());
            steps.push(Step::command(Lane::Cargo, name, rustup));
        }
    }
    for tool in RUST_TOOLS.iter().filter(|tool| needs.contains(&tool.need)) {
        steps.extend(rust_tool(tool)?);
    }
    Ok(steps)
}

fn debian_packages(needs: &[Need]) -> Result<Option<Step>> {
    let missing: Vec<_> = DEBIAN_PACKAGES
        .iter()
        .filter(|row| needs.contains(&row.need) && paths::on_path(row.program).is_none())
        .map(|row| row.package)
        .collect();
    if missing.is_empty() {
        return Ok(None);
    }
    if !Path::new("/etc/debian_version").exists() || !is_root()? {
        bail!("please install {} (Debian's names); only root on Debian can have it done here", missing.join(", "));
    }
    Ok(Some(Step::new(Lane::Other, "apt-get", move |output| {
        output.run(apt_get().arg("update"))?;
        output.run(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(missing))
    })))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").arg("--quiet");
    command
}

fn is_root() -> Result<bool> {
    let id = Command::new("id").arg("-u").output().context("'id' cannot be started")?;
    Ok(id.stdout.trim_ascii() == b"0")
}

fn rust_libraries() -> Result<PathBuf> {
    let rustc = Command::new("rustc").args(["--print", "sysroot"]).current_dir(paths::root()).output()?;
    let sysroot = String::from_utf8_lossy(&rustc.stdout);
    Ok(Path::new(sysroot.trim()).join("lib/rustlib"))
}

/// What npm says it has installed is what the lock file wants, package by package.
fn npm_packages_are_right() -> bool {
    let read = |path: &Path| -> Option<Value> { serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok() };
    let wanted = read(&paths::root().join("package-lock.json"));
    let installed = read(&paths::root().join("node_modules/.package-lock.json"));
    let (Some(wanted), Some(installed)) = (wanted, installed) else {
        return false;
    };
    let Some(packages) = wanted["packages"].as_object() else {
        return false;
    };
    packages.iter().filter(|(place, _)| !place.is_empty()).all(|(place, package)| {
        package["optional"] == true || package["version"] == installed["packages"][place]["version"]
    })
}

fn rust_tool(tool: &RustTool) -> Result<Option<Step>> {
    let version = match tool.version {
        Version::Pinned(version) => version.to_owned(),
        Version::Of(krate) => locked_version(krate)?,
    };
    let installed = std::fs::read_to_string(paths::tools().join(".crates.toml")).unwrap_or_default();
    if installed.contains(&format!("\"{} {version} ", tool.krate)) {
        return Ok(None);
    }
    let mut cargo = Command::new("cargo");
    cargo
        .args(["install", "--debug", "--root"])
        .arg(paths::tools())
        .arg(format!("{}@{version}", tool.krate))
        .args(tool.options)
        // Debug builds are fast enough here and four times as fast to build; one folder shares what they share.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_TARGET_DIR", paths::tools().join("build"));
    Ok(Some(Step::command(Lane::Cargo, tool.krate, cargo)))
}

/// The version that Cargo.lock has of a crate.
pub fn locked_version(krate: &str) -> Result<String> {
    let lock = std::fs::read_to_string(paths::root().join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    lock.split_once(&format!("name = \"{krate}\"\nversion = \""))
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(version, _)| version.to_owned())
        .with_context(|| format!("Cargo.lock does not name {krate}"))
}
