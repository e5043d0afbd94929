//! Where things are.

use std::path::{Path, PathBuf};

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").components().fold(PathBuf::new(), |path, part| match part {
        std::path::Component::ParentDir => path.parent().map(Path::to_path_buf).unwrap_or_default(),
        other => path.join(other),
    })
}

/// The extension's own files, before anything is built.
pub fn extension() -> PathBuf {
    root().join("extension")
}

/// The unpacked extension for one browser.
pub fn dist(browser: &str) -> PathBuf {
    root().join("dist").join(browser)
}

/// Everything that is built and not kept.
pub fn target() -> PathBuf {
    root().join("target")
}

/// Where `cargo install` puts the tools of this project.
pub fn tools() -> PathBuf {
    target().join("tools")
}

/// A tool that set-up installed.
pub fn tool(name: &str) -> PathBuf {
    tools().join("bin").join(name)
}

/// A program of an npm package.
pub fn npm_program(name: &str) -> PathBuf {
    root().join("node_modules").join(".bin").join(name)
}

/// Finds a program on the `PATH`.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}
