//! What the module and its glue call each other: short names instead of long ones with a number in them, which are 8 kB
//! of the module, and 2 kB of what is downloaded.
//!
//! `wasm-opt` gives the names and says which are which; the glue that `wasm-bindgen` has written must follow.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// The pass of `wasm-opt`. It prints what [`shorten`] is given.
pub const PASS: &str = "--minify-imports-and-exports-and-modules";

/// How the glue calls the module's exports.
const MODULE: &str = "wasm.";

/// The glue with the new names, each of which is put in the place of the old one wherever that stands.
///
/// # Errors
/// A name is missing in the glue or in the list: they are not of the same module.
pub fn shorten(glue: &str, printed: &str) -> Result<String> {
    let printed: Value = serde_json::from_str(printed).context("the names are no JSON")?;
    let rows = |kind: &str| printed[kind].as_array().context("no names");
    let word = |row: &Value, place: usize| row[place].as_str().map(str::to_owned).context("no name");
    let mut imports = BTreeMap::new();
    let mut from = None;
    for row in rows("imports")? {
        from = Some(word(row, 0)?);
        imports.insert(word(row, 1)?, word(row, 2)?);
    }
    let mut exports = BTreeMap::new();
    for row in rows("exports")? {
        exports.insert(word(row, 0)?, word(row, 1)?);
    }
    let from = format!("\"{}\":", from.context("nothing is imported")?);
    ensure!(glue.matches(&from).count() == 1, "{from} is not in the glue just once");

    let mut shortened = String::new();
    let mut found = 0;
    for (before, word, after) in words(&glue.replace(&from, "\"a\":")) {
        let name = match (imports.get(word), exports.get(word)) {
            (Some(name), _) if after.starts_with(':') => {
                found += 1;
                name
            }
            (_, Some(name)) if before.ends_with(MODULE) => name,
            (None, None) if before.ends_with(MODULE) => anyhow::bail!("'{word}' is no export"),
            _ => word,
        };
        shortened.push_str(name);
        shortened.push_str(&after[..after.find(is_of_word).unwrap_or(after.len())]);
    }
    ensure!(found == imports.len(), "{found} of {} imports are in the glue", imports.len());
    Ok(shortened)
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$'
}

/// Every word, with all that stands before and behind it. What is before the first belongs to an empty word.
fn words(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    let mut at = 0;
    let mut is_first = true;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let start = if std::mem::take(&mut is_first) { 0 } else { rest.find(is_of_word)? };
        let word = &rest[start..];
        let word = &word[..word.find(|character| !is_of_word(character)).unwrap_or(word.len())];
        let (before, after) = (&text[..at + start], &text[at + start + word.len()..]);
        at += start + word.len();
        Some((before, word, after))
    })
}

#[cfg(test)]
mod tests {
    use super::shorten;

    const GLUE: &str = "const it = { __wbg_new_12: function() { return wasm.memory; }, };\n\
        return { \"./it.js\": it }; const __wbg_new_12 = memory; wasm.start();";
    const NAMES: &str = r#"{"imports": [["./it.js", "__wbg_new_12", "b"]],
        "exports": [["memory", "c"], ["start", "d"]]}"#;

    #[test]
    fn gives_the_glue_the_module_s_new_names_and_nothing_else() {
        let shortened = "const it = { b: function() { return wasm.c; }, };\n\
            return { \"a\": it }; const __wbg_new_12 = memory; wasm.d();";
        assert_eq!(shorten(GLUE, NAMES).unwrap(), shortened);
    }

    #[test]
    fn fails_where_a_name_is_missing() {
        for glue in [
            GLUE.replace("__wbg_new_12:", "__wbg_new_13:"),
            GLUE.replace("wasm.start", "wasm.stop"),
            GLUE.replace("./it.js", "./other.js"),
        ] {
            assert!(shorten(&glue, NAMES).is_err(), "{glue}");
        }
    }
}
