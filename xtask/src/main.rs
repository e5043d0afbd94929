//! The project's own commands: `cargo xtask <command>`.
//!
//! Every command is a list of [`steps::Step`]s, put together from the lists of the others: what is missing on this
//! machine ([`setup`]), the extension ([`build`]), the practice site ([`site`]). [`steps::run`] does them, two lanes
//! side by side, and prints how long each took.

mod audit;
mod bench;
mod build;
mod demo;
mod glue;
mod names;
mod package;
mod paths;
mod record;
mod screenshots;
mod setup;
mod site;
mod sizes;
mod steps;
mod test;

use std::process::ExitCode;

/// A command: its name, what it does, and the function that does it with the remaining arguments.
type Command = (&'static str, &'static str, fn(&[String]) -> anyhow::Result<()>);

const COMMANDS: &[Command] = &[
    ("setup", "install whatever is missing for all other commands", setup::command),
    ("build", "leave the unpacked extensions in dist/chromium and dist/firefox", build::command),
    ("package", "the same, and packed as dist/*.zip", package::command),
    ("demo", "show the journey on the practice site [--browser chromium|firefox]", demo::command),
    ("test", "everything that must be green", test::command),
    ("record", "record the practice site's pages as tests/fixtures [--check | --from FILE]", record::command),
    ("audit", "what the crates are made of: licences, doubles, sources, advisories", audit::command),
    ("screenshots", "a picture of each state in target/screenshots [--browser chromium|firefox]", screenshots::command),
    ("bench", "sizes, and times in both browsers [--before DIR: beside those of another dist]", bench::command),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let asked = arguments.first().map(String::as_str).unwrap_or_default();
    let Some((.., command)) = COMMANDS.iter().find(|(name, ..)| *name == asked) else {
        eprintln!("{}", usage());
        return ExitCode::from(2);
    };
    match command(&arguments[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{asked}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> String {
    let rows: Vec<_> = COMMANDS.iter().map(|(name, does, _)| format!("  cargo xtask {name:<11} {does}")).collect();
    format!("Usage:\n{}", rows.join("\n"))
}
