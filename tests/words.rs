//! The language files, whichever there are: each says everything that the popup has to say, and nothing else.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value as Json;
use webhook_autofill::press::Key;

/// The messages that other files of the extension take.
const ELSEWHERE: &[(&str, &[&str])] = &[
    ("manifest.json", &["name", "description"]),
    ("popup.js", &["language", "name"]),
    ("popup.html", &["name", "openSettings"]),
    ("failure.js", &["failure", "buttonTryAgain"]),
    ("options.js", &["language", "settingsTitle"]),
    (
        "options.html",
        &[
            "settingsTitle",
            "settingsHint",
            "secretMinutes",
            "secretMinutesHint",
            "nameTemplate",
            "nameTemplateHint",
            "allowedTitle",
            "allowedHint",
            "allowedEmpty",
            "learntTitle",
            "learntHint",
            "learntEmpty",
            "pointedTitle",
            "pointedHint",
            "pointedEmpty",
            "hostsTitle",
            "hostsHint",
            "hostsEmpty",
            "allowHost",
            "allowHostHint",
            "buttonAllow",
        ],
    ),
];

type Messages = BTreeMap<String, String>;

fn extension(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("extension").join(file)).expect(file)
}

fn messages(language: &str) -> Messages {
    let text = extension(&format!("_locales/{language}/messages.json"));
    let file: BTreeMap<String, Json> = serde_json::from_str(&text).expect(language);
    assert_eq!(text.matches("\"message\":").count(), file.len(), "{language} names a message twice");
    file.into_iter()
        .map(|(name, message)| {
            let message = message["message"].as_str().unwrap_or_else(|| panic!("{language}: {name} has no message"));
            (name, message.to_owned())
        })
        .collect()
}

fn languages() -> Vec<(String, Messages)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("extension/_locales");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    entries.map(|language| (language.clone(), messages(&language))).collect()
}

/// Every message that is needed, with the number of values that stand in it.
fn needed() -> BTreeMap<&'static str, usize> {
    let elsewhere = ELSEWHERE.iter().flat_map(|(_, names)| names.iter().map(|name| (*name, 0)));
    elsewhere.chain(Key::ALL.iter().map(|key| (key.name(), key.takes().len()))).collect()
}

/// The places for values, in order: 1 for `$1`.
fn places(message: &str) -> Vec<usize> {
    let mut places: Vec<usize> = message
        .split('$')
        .skip(1)
        .map(|rest| {
            // The browsers do not agree on what `$12`, `$$` and `$name$` mean, so nothing looks like one of them.
            let mut characters = rest.chars();
            let place = characters.next().and_then(|digit| digit.to_digit(10)).expect(message);
            assert!(characters.next().is_none_or(|next| !next.is_alphanumeric() && next != '_'), "{message}");
            usize::try_from(place).unwrap()
        })
        .collect();
    places.sort_unstable();
    places
}

#[test]
fn every_language_says_everything_and_nothing_else() {
    let needed: Vec<_> = needed().into_keys().collect();
    let languages = languages();
    assert!(languages.len() >= 2);
    for (language, messages) in &languages {
        let missing: Vec<_> = needed.iter().filter(|name| !messages.contains_key(**name)).collect();
        let unused: Vec<_> = messages.keys().filter(|name| !needed.contains(&name.as_str())).collect();
        assert!(missing.is_empty() && unused.is_empty(), "{language} lacks {missing:?}, nobody needs {unused:?}");
    }
}

#[test]
fn the_same_values_stand_in_a_message_in_every_language() {
    for (language, messages) in languages() {
        for (name, count) in needed() {
            let expected: Vec<_> = (1..=count).collect();
            assert_eq!(places(&messages[name]), expected, "{language}: {name}");
        }
    }
}

#[test]
fn no_message_is_empty_and_each_file_names_its_own_language() {
    for (language, messages) in languages() {
        assert!(messages.values().all(|message| !message.trim().is_empty()), "{language}");
        assert_eq!(messages["language"], language.replace('_', "-"));
    }
}

/// Chromium's store shows no more of it, and its browser refuses it.
#[test]
fn no_description_is_too_long_for_a_manifest() {
    for (language, messages) in languages() {
        assert!(messages["description"].chars().count() <= 132, "{language}");
    }
}

/// The browsers do not tell capitals from small letters in a name.
#[test]
fn no_two_messages_have_the_same_name() {
    let names = Key::ALL.iter().map(|key| key.name().to_ascii_lowercase());
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Key::ALL.len());
}

#[test]
fn what_a_language_lacks_is_said_in_english() {
    let manifest: Json = serde_json::from_str(&extension("manifest.json")).unwrap();
    assert_eq!(manifest["default_locale"], "en");
    assert!(languages().iter().any(|(language, _)| language == "en"));
}

#[test]
fn other_files_take_the_messages_that_are_said_to_be_taken_there() {
    for (file, names) in ELSEWHERE {
        let text = extension(file);
        let taken = |before: &str, after: &str| -> Vec<String> {
            let rests = text.split(before).skip(1).map(|rest| rest.split_once(after).expect(file).0.to_owned());
            rests.collect()
        };
        let mut taken = [taken("__MSG_", "__"), taken("say('", "')"), taken("data-say=\"", "\"")].concat();
        taken.sort_unstable();
        taken.dedup();
        let mut names = names.to_vec();
        names.sort_unstable();
        assert_eq!(taken, names, "{file}");
    }
}
