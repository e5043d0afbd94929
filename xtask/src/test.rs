//! `cargo xtask test`: everything that must be green, in two lanes side by side.

use std::{path::PathBuf, process::Command, time::Instant};

use anyhow::{Context, Result};

use crate::{
    build, paths, record, setup, site,
    steps::{self, Lane, Step},
};

/// `cargo xtask test`.
pub fn command(_: &[String]) -> Result<()> {
    let started = Instant::now();
    let (done, failed) = steps::run_to_the_first_failure(all_steps()?)?;
    let count = |words: Words, output: &str| counted(words, output).max(1);
    let failures = failed.as_ref().map_or(0, |step| count(FAILED, &step.output));
    let passed: usize = done.iter().map(|step| count(PASSED, &step.output)).sum();
    let passed = passed + failed.as_ref().map_or(0, |step| counted(PASSED, &step.output));
    println!("\n{passed} passed, {failures} failed ({} s)", started.elapsed().as_secs());
    match failed {
        None => Ok(()),
        Some(step) => Err(step.error.context(step.name)),
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

/// The words of the test runners before and after a count. A step without such words is one check.
type Words = &'static [(&'static str, &'static str)];
const PASSED: Words = &[("test result: ok. ", " passed"), ("ℹ pass ", ""), ("test result: FAILED. ", " passed")];
const FAILED: Words = &[(" passed; ", " failed"), ("ℹ fail ", "")];

fn counted(words: Words, output: &str) -> usize {
    output.lines().flat_map(|line| words.iter().filter_map(move |words| count_in(line, words))).sum()
}

fn count_in(line: &str, (before, after): &(&str, &str)) -> Option<usize> {
    let (_, rest) = line.split_once(before)?;
    let count = if after.is_empty() { rest } else { rest.split_once(after)?.0 };
    count.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{FAILED, PASSED, counted};

    #[test]
    fn counts_what_the_runners_print() {
        let output = "test result: FAILED. 7 passed; 2 failed; 0 ignored\ntest result: ok. 3 passed; 0 failed;\n\
            ℹ tests 5\nℹ pass 4\nℹ fail 1\n";
        assert_eq!(counted(PASSED, output), 14);
        assert_eq!(counted(FAILED, output), 3);
    }
}
