//! `cargo xtask test`: everything that must be green, in two lanes side by side.

use std::{path::PathBuf, process::Command, time::Instant};

use anyhow::{Context, Result, ensure};

use crate::{
    build, glue, paths, record, setup, site,
    steps::{self, Lane, Output, Step},
};

/// The steps that are one test each, without a runner that counts.
const CHECKS: &[&str] =
    &["sizes", "format", "clippy", "clippy (wasm32)", "fixtures", "types", "add-on lint", NO_CODE_OF_TEXT];

const NO_CODE_OF_TEXT: &str = "no code made of text";

/// `cargo xtask test`.
pub fn command(_: &[String]) -> Result<()> {
    let started = Instant::now();
    let (done, failed) = steps::run_to_the_first_failure(all_steps()?)?;
    let failures = failed.as_ref().map_or(0, |step| counted(FAILED, &step.output).max(1));
    let checks = done.iter().filter(|step| CHECKS.contains(&step.name.as_str())).count();
    let outputs = done.iter().map(|step| &step.output).chain(failed.iter().map(|step| &step.output));
    let passed = checks + outputs.map(|output| counted(PASSED, output)).sum::<usize>();
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
        wasm_pack("page and views in Chromium", &CHROME)?.after(&["apt-get"]),
        wasm_pack("page and views in Firefox", &FIREFOX)?,
        Step::command(Lane::Node, "types", npm(&["run", "--silent", "typecheck"])),
        Step::command(Lane::Node, "add-on lint", web_ext_lint()).after(&[build::EXTENSION]),
        Step::new(Lane::Node, NO_CODE_OF_TEXT, no_code_of_text).after(&[build::EXTENSION]),
        Step::command(Lane::Node, "site tests", node_tests("tests/*.test.mjs")),
        Step::command(Lane::Node, "end to end in Chromium", end_to_end("chromium")).after(&["apt-get"]),
        // One browser at a time: two of them beside `cargo` would keep each other waiting for longer than tests wait.
        Step::command(Lane::Other, "end to end in Firefox", end_to_end("firefox")).after(&[
            "end to end in Chromium",
            build::EXTENSION,
            site::CICD,
            site::BITBUCKET,
            "geckodriver",
        ]),
        // What pages show while they arrange themselves depends on who else is at work.
        Step::command(Lane::Other, "fixtures", fixtures()).after(&["end to end in Firefox"]),
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

fn no_code_of_text(_: &Output) -> Result<()> {
    build::BROWSERS.iter().try_for_each(|browser| glue::check(&paths::dist(browser)))
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

/// A browser as `wasm-pack` knows it.
struct Browser {
    option: &'static str,
    /// What its runner calls it.
    name: &'static str,
    driver_variable: &'static str,
    driver: fn() -> PathBuf,
}

const CHROME: Browser = Browser {
    option: "--chrome",
    name: "Chrome",
    driver_variable: "CHROMEDRIVER",
    driver: || PathBuf::from("/usr/bin/chromedriver"),
};
const FIREFOX: Browser = Browser {
    option: "--firefox",
    name: "Firefox",
    driver_variable: "GECKODRIVER",
    driver: || paths::tool("geckodriver"),
};

/// `wasm-pack` would download the driver and the bindings' tools; here they are given. Of the drivers only the one that
/// is meant: the runner takes the first that it knows of, whatever browser it was asked for.
fn wasm_pack(name: &str, browser: &'static Browser) -> Result<Step> {
    let path = std::env::var_os("PATH").context("there is no PATH")?;
    let tools = std::iter::once(paths::tools().join("bin")).chain(std::env::split_paths(&path));
    let mut pack = Command::new(paths::tool("wasm-pack"));
    pack.args(["test", "--headless", "--mode", "no-install", browser.option])
        .env("PATH", std::env::join_paths(tools)?)
        .env_remove(CHROME.driver_variable)
        .env_remove(FIREFOX.driver_variable)
        .env(browser.driver_variable, (browser.driver)())
        .current_dir(paths::root());
    Ok(Step::new(Lane::Cargo, name, move |output| {
        output.run(&mut pack)?;
        let said = format!("Running headless tests in {}", browser.name);
        ensure!(output.text().contains(&said), "the tests did not run in {}", browser.name);
        Ok(())
    }))
}

/// The words of the test runners before and after a count.
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
