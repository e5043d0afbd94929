//! No script of the extension makes code out of a text: neither our own, nor the glue that `wasm-bindgen` writes.

use std::{fs, path::Path};

use anyhow::{Result, ensure};

use crate::package;

/// What makes code out of a text.
const MAKERS: &[&str] = &["new Function", "Function(", "eval(", "import(", "createContextualFragment"];

/// Fails with the first file and line in which it is made.
pub fn check(dist: &Path) -> Result<()> {
    let scripts: Vec<_> = package::files(dist)?.into_iter().filter(|file| is_script(file)).collect();
    ensure!(!scripts.is_empty(), "there is no script in {}", dist.display());
    for file in scripts {
        let script = fs::read_to_string(&file)?;
        if let Some((number, line)) = first_maker(&script) {
            anyhow::bail!("{}:{number} makes code out of a text: {line}", file.display());
        }
    }
    Ok(())
}

fn is_script(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "js")
}

/// The first line that makes code, counted from 1.
fn first_maker(script: &str) -> Option<(usize, &str)> {
    let makes = |line: &str| MAKERS.iter().any(|maker| line.match_indices(maker).any(|(at, _)| is_a_word(line, at)));
    script.lines().enumerate().find(|(_, line)| makes(line)).map(|(at, line)| (at + 1, line.trim()))
}

/// Whether a word begins there: `isFunction(` and `retrieval(` make nothing.
fn is_a_word(line: &str, at: usize) -> bool {
    let before = line[..at].chars().next_back();
    !before.is_some_and(|before| before.is_alphanumeric() || before == '_' || before == '$')
}

#[cfg(test)]
mod tests {
    use super::first_maker;

    #[test]
    fn sees_what_makes_code_of_a_text() {
        for line in ["const f = new Function(text);", "Function('return this')()", "eval(text)", "await import(name)"] {
            assert_eq!(first_maker(&format!("'use strict';\n  {line}\n")), Some((2, line)));
        }
    }

    #[test]
    fn lets_other_words_be() {
        for line in ["import init from './x.js';", "isFunction(value)", "retrieval(1)", "typeof f === 'function'"] {
            assert_eq!(first_maker(line), None);
        }
    }
}
