//! `cargo xtask test`: everything that must be green, in two lanes side by side.

use std::{path::PathBuf, process::Command, time::Instant};

use anyhow::{Context, Result};

use crate::{
    build, paths, record, setup, site,
    steps::{self, Done, Lane, Step},
};

/// `cargo xtask test`.
pub fn command(_: &[String]) -> Result<()> {
    let started = Instant::now();
    let result = all_steps().and_then(steps::run);
    let seconds = started.elapsed().as_secs();
    match result {
        Ok(done) => {
            let passed: usize = done.iter().map(tests_in).sum();
            println!("\n{passed} passed, 0 failed ({seconds} s)");
            Ok(())
        }
        Err(error) => {
            println!("\nstopped at the first failure, after {seconds} s");
            Err(error)
        }
    }
}

/// Once everything is there the browsers are the longest way; before that, the tools that `cargo` builds. So what the
/// browsers need comes first, and the tools that only the last steps need come after it.
fn all_steps() -> Result<Vec<Step>> {
    let mut all = setup::steps(setup::TO_START_TESTS)?;
    all.extend(build::steps());
    all.extend(site::steps());
    all.extend(setup::steps(setup::TO_END_TESTS)?);
    all.extend([
        cargo("format", &["fmt", "--all", "--check"]),
        cargo("clippy", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        cargo("clippy (wasm32)", CLIPPY_WASM),
        cargo("native tests", &["test", "--workspace"]),
        cargo_step("page and views in Chromium", wasm_pack("chrome")?).after(&["apt-get"]),
        cargo_step("page and views in Firefox", wasm_pack("firefox")?),
        cargo_step("fixtures", fixtures()).after(&[site::CICD, site::BITBUCKET]),
        Step::command(Lane::Node, "types", npm(&["run", "--silent", "typecheck"])),
        Step::command(Lane::Node, "add-on lint", web_ext_lint()).after(&[build::EXTENSION]),
        Step::command(Lane::Node, "site tests", node_tests("tests/*.test.mjs")),
        Step::command(Lane::Node, "end to end in Chromium", end_to_end("chromium")).after(&["apt-get"]),
        Step::command(Lane::Other, "end to end in Firefox", end_to_end("firefox")).after(&[
            build::EXTENSION,
            site::CICD,
            site::BITBUCKET,
            "geckodriver",
        ]),
    ]);
    Ok(all)
}

const CLIPPY_WASM: &[&str] = &[
    "clippy",
    "--package",
    "webhook-autofill",
    "--all-targets",
    "--target",
    setup::WASM_TARGET,
    "--",
    "-D",
    "warnings",
];

fn cargo(name: &str, arguments: &[&str]) -> Step {
    let mut cargo = Command::new("cargo");
    cargo.args(arguments).current_dir(paths::root());
    cargo_step(name, cargo)
}

fn cargo_step(name: &str, command: Command) -> Step {
    Step::command(Lane::Cargo, name, command)
}

fn npm(arguments: &[&str]) -> Command {
    let mut npm = Command::new("npm");
    npm.args(arguments).current_dir(paths::root());
    npm
}

fn web_ext_lint() -> Command {
    let mut lint = Command::new("node");
    lint.arg(paths::npm_program("web-ext"))
        .args(["lint", "--no-config-discovery", "--warnings-as-errors", "--source-dir"])
        .arg(paths::dist("firefox"));
    lint
}

fn fixtures() -> Command {
    let mut check = site::script_command(record::SCRIPT);
    check.arg("--check");
    check
}

fn node_tests(files: &str) -> Command {
    let mut node = Command::new("node");
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).current_dir(paths::root());
    node.args(matching(files));
    node
}

fn end_to_end(browser: &str) -> Command {
    let mut node = node_tests("tests/e2e/*.test.mjs");
    node.env("BROWSER", browser);
    node
}

/// The files of one folder that a pattern with one star names: Node 20 knows no patterns.
fn matching(pattern: &str) -> Vec<PathBuf> {
    let (folder, end) = pattern.split_once('*').unwrap_or((pattern, ""));
    let entries = std::fs::read_dir(paths::root().join(folder)).into_iter().flatten().flatten();
    let mut files: Vec<_> =
        entries.map(|entry| entry.path()).filter(|path| path.to_string_lossy().ends_with(end)).collect();
    files.sort();
    files
}

/// `wasm-pack` would download the driver and the bindings' tools; here they are given.
fn wasm_pack(browser: &str) -> Result<Command> {
    let path = std::env::var_os("PATH").context("there is no PATH")?;
    let tools = std::iter::once(paths::tools().join("bin")).chain(std::env::split_paths(&path));
    let mut pack = Command::new(paths::tool("wasm-pack"));
    pack.args(["test", "--headless", "--mode", "no-install"])
        .arg(format!("--{browser}"))
        .env("PATH", std::env::join_paths(tools)?)
        .env("CHROMEDRIVER", "/usr/bin/chromedriver")
        .env("GECKODRIVER", paths::tool("geckodriver"))
        .current_dir(paths::root());
    Ok(pack)
}

/// How a test runner says how many tests passed; a step without such a line is one check.
const COUNTS: &[(&str, &str)] = &[("test result: ok. ", " passed"), ("ℹ pass ", "")];

fn tests_in(step: &Done) -> usize {
    let counted: usize = step
        .output
        .lines()
        .filter_map(|line| {
            let (before, after) = COUNTS.iter().find(|(before, _)| line.trim_start().starts_with(before))?;
            let rest = line.trim_start().strip_prefix(before)?;
            rest.split(if after.is_empty() { " " } else { after }).next()?.trim().parse::<usize>().ok()
        })
        .sum();
    counted.max(1)
}
