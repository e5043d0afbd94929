//! Settings, as they are found in the browser's storage and in a policy: whatever stands there, something sensible is
//! made of it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::{Value as Json, json};
use support::{Press, SECRET, held_from, held_with_secret, recorded};
use webhook_autofill::guard::RuleName;
use webhook_autofill::held::{Held, Learnt, Time};
use webhook_autofill::page::plan::{Command, Outcome, Write};
use webhook_autofill::page::snapshot::FieldKind;
use webhook_autofill::page::snapshot::Snapshot;
use webhook_autofill::press::{Button, Event, State};
use webhook_autofill::scm::bitbucket_server::repository::Base;
use webhook_autofill::scm::form::FormField;
use webhook_autofill::scm::pointed::PointedField;
use webhook_autofill::settings::read::{Place, Reading, SettingProblem, VERSION};
use webhook_autofill::settings::template::{NameTemplate, SAMPLE, Subject, TemplateProblem};
use webhook_autofill::settings::{FormKind, Minutes, Pointed, SettingName, Settings};

// ---- what is stored ----

#[test]
fn nothing_stored_means_the_defaults() {
    for nothing in [Json::Null, json!({}), json!({"version": VERSION})] {
        let reading = read(nothing.clone(), Json::Null);
        assert_eq!(reading.settings, Settings::default(), "{nothing}");
        assert_eq!((reading.problems, reading.managed), (vec![], vec![]), "{nothing}");
    }
    assert_eq!(Settings::default().secret_minutes.number(), 15);
    assert_eq!(Settings::default().name_template.as_str(), "SAP CI/CD – {repository}");
}

#[test]
fn what_was_stored_is_read_again() {
    let settings = everything_set();
    let reading = read(written(&settings), Json::Null);
    assert_eq!(reading.settings, settings);
    assert_eq!(reading.problems, []);
}

#[test]
fn the_data_of_an_old_version_is_read_and_one_that_is_newer_too() {
    for (version, expected) in [(Json::Null, 0), (json!(1), 1), (json!(7), 7), (json!("1"), 0)] {
        let reading = read(json!({"version": version, "secret_minutes": 5, "of_a_later_version": [1]}), Json::Null);
        assert_eq!((reading.version, reading.settings.secret_minutes.number()), (expected, 5), "{version}");
        assert_eq!(reading.problems, [], "{version}");
    }
}

/// What is of the wrong type or out of bounds, by the key that it stands under.
fn wrong() -> Vec<(SettingName, Json)> {
    let anywhere = [json!(null), json!(true), json!({}), json!({"length": 1}), json!(1.5), json!(-1)];
    let everywhere = SettingName::ALL.iter().flat_map(|name| anywhere.iter().map(|value| (*name, value.clone())));
    let others = [
        (SettingName::SecretMinutes, json!("15")),
        (SettingName::SecretMinutes, json!([15])),
        (SettingName::SecretMinutes, json!(0)),
        (SettingName::SecretMinutes, json!(61)),
        (SettingName::SecretMinutes, json!(4_294_967_311_u64)),
        (SettingName::NameTemplate, json!("")),
        (SettingName::NameTemplate, json!("  ")),
        (SettingName::NameTemplate, json!("x".repeat(256))),
        (SettingName::NameTemplate, json!("{repo}")),
        (SettingName::NameTemplate, json!("two\nlines")),
        (SettingName::NameTemplate, json!(["SAP"])),
        (SettingName::Allowed, json!("http://bitbucket.example.com")),
        (SettingName::Allowed, json!(["http://bitbucket.example.com"])),
        (SettingName::Allowed, json!([{"rule": "NoSuchRule", "origin": "http://bitbucket.example.com"}])),
        (SettingName::Allowed, json!([{"rule": "Https"}])),
        (SettingName::Allowed, json!([{"rule": "Https", "origin": "bitbucket.example.com"}])),
        (SettingName::Allowed, json!([{"rule": "Https", "origin": "http://bitbucket.example.com/path"}])),
        (SettingName::Learnt, json!([{"origin": "https://acme.eu10.cicd.cloud.sap", "host": "virtual"}])),
        (SettingName::Learnt, json!([learnt_json("https://git.example.com", "")])),
        (SettingName::Learnt, json!([learnt_json("git.example.com@evil.test", "")])),
        (SettingName::Learnt, json!([learnt_json("git.example.com", "bitbucket")])),
        (SettingName::Learnt, json!([null])),
        (SettingName::Pointed, json!([{"kind": "Delete"}])),
        (SettingName::Pointed, json!([[]])),
    ];
    everywhere.chain(others).collect()
}

#[test]
fn a_wrong_value_is_named_and_costs_no_other_setting() {
    for (setting, value) in wrong() {
        let mut stored = written(&everything_set());
        stored[setting.key()] = value.clone();
        let reading = read(stored, Json::Null);
        let named = SettingProblem { place: Place::Local, setting: Some(setting) };
        assert_eq!(reading.problems, [named], "{value} as {}", setting.key());
        assert_eq!(reading.settings, with_default(everything_set(), setting), "{value} as {}", setting.key());
    }
}

#[test]
fn a_wrong_entry_costs_no_other_of_its_list() {
    for setting in [SettingName::Allowed, SettingName::Learnt, SettingName::Pointed] {
        let mut stored = written(&everything_set());
        stored[setting.key()].as_array_mut().unwrap().insert(0, json!({"neither": "nor"}));
        let reading = read(stored, Json::Null);
        assert_eq!(reading.settings, everything_set());
        assert_eq!(reading.problems, [SettingProblem { place: Place::Local, setting: Some(setting) }]);
    }
}

#[test]
fn something_else_than_settings_means_the_defaults_and_is_said() {
    for value in [json!("settings"), json!(1), json!(true)] {
        let reading = read(value.clone(), Json::Null);
        assert_eq!(reading.settings, Settings::default(), "{value}");
        assert_eq!(reading.problems, [SettingProblem { place: Place::Local, setting: None }], "{value}");
    }
}

// ---- what a policy says ----

#[test]
fn a_policy_counts_more_than_what_the_admin_has_set() {
    for setting in SettingName::ALL {
        let mut policy = json!({});
        policy[setting.key()] = written(&everything_set())[setting.key()].clone();
        let local = json!({"secret_minutes": 3, "name_template": "mine"});
        let reading = read(local, policy.clone());
        assert_eq!(reading.managed, [*setting]);
        let read = written(&reading.settings);
        assert_eq!(read[setting.key()], policy[setting.key()]);
        if *setting != SettingName::NameTemplate {
            assert_eq!(reading.settings.name_template.as_str(), "mine", "the rest stays hers");
        }
    }
}

#[test]
fn a_policy_of_a_wrong_type_is_named_and_leaves_the_setting_to_the_admin() {
    for (setting, value) in wrong().into_iter().filter(|(_, value)| !value.is_array()) {
        let mut policy = json!({});
        policy[setting.key()] = value.clone();
        let reading = read(written(&everything_set()), policy);
        assert_eq!(reading.settings, everything_set(), "{value} as {}", setting.key());
        assert_eq!(reading.problems, [SettingProblem { place: Place::Managed, setting: Some(setting) }]);
        assert_eq!(reading.managed, []);
    }
}

#[test]
fn a_policy_may_leave_a_list_empty() {
    let reading = read(written(&everything_set()), json!({"allowed": []}));
    assert_eq!((reading.settings.allowed.len(), reading.managed), (0, vec![SettingName::Allowed]));
}

/// Chromium takes a policy only as this file describes it; Firefox wants no such file.
#[test]
fn the_schema_describes_what_is_read() {
    let extension = |file: &str| -> Json {
        let file = format!("{}/extension/{file}", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
    };
    let schema = extension("managed.json");
    assert_eq!(extension("manifest.chromium.json")["storage"]["managed_schema"], "managed.json");
    assert_eq!(extension("manifest.firefox.json")["storage"], Json::Null);
    assert_described(&written(&everything_set()), &schema, &schema["properties"]["learnt"]);
    let minutes = &schema["properties"]["secret_minutes"];
    assert_eq!((&minutes["minimum"], &minutes["maximum"]), (&json!(Minutes::LEAST), &json!(Minutes::MOST)));
}

/// Whether a value is as a schema describes it, and the schema describes nothing else; the one place that another
/// refers to is in `learnt`.
fn assert_described(value: &Json, schema: &Json, learnt: &Json) {
    let schema = match &schema["$ref"] {
        Json::Null => schema,
        reference => {
            let server = &learnt["items"]["properties"]["base"];
            assert_eq!(&server["id"], reference);
            server
        }
    };
    let is_one_of = |values: &Json| values.as_array().is_none_or(|values| values.contains(value));
    assert!(is_one_of(&schema["enum"]), "{value} is none of {}", schema["enum"]);
    match (value, schema["type"].as_str().unwrap()) {
        (Json::Object(members), "object") => {
            let described = schema["properties"].as_object().unwrap();
            assert_eq!(members.keys().collect::<Vec<_>>(), described.keys().collect::<Vec<_>>());
            members.iter().for_each(|(name, member)| assert_described(member, &described[name], learnt));
        }
        (Json::Array(entries), "array") => {
            assert!(!entries.is_empty());
            entries.iter().for_each(|entry| assert_described(entry, &schema["items"], learnt));
        }
        (Json::String(_), "string") | (Json::Number(_), "integer") | (Json::Bool(_), "boolean") => {}
        (value, kind) => panic!("{value} is no {kind}"),
    }
}

// ---- the name of a webhook ----

#[test]
fn a_template_gives_a_name() {
    let notes = Subject { repository: "My notes", project: "~jdoe", slug: "notes" };
    for (template, expected) in [
        ("SAP CI/CD – {repository}", "SAP CI/CD – My notes"),
        ("{project}/{slug}: {repository}", "~jdoe/notes: My notes"),
        ("{slug}{slug}", "notesnotes"),
        ("the same for all", "the same for all"),
    ] {
        assert_eq!(NameTemplate::new(template).unwrap().name(notes), expected);
    }
}

#[test]
fn a_text_that_gives_no_good_name_is_no_template() {
    let long = "x".repeat(250);
    for (text, problem) in [
        ("", TemplateProblem::Blank),
        (" \u{a0} ", TemplateProblem::Blank),
        (&*format!("{long}{{repository}}"), TemplateProblem::TooLong),
        (&*"🗝".repeat(128), TemplateProblem::TooLong),
        ("{repo}", TemplateProblem::Braces),
        ("{ repository }", TemplateProblem::Braces),
        ("{repository", TemplateProblem::Braces),
        ("repository}", TemplateProblem::Braces),
        ("{repository}}", TemplateProblem::Braces),
        ("{{repository}}", TemplateProblem::Braces),
        ("{}", TemplateProblem::Braces),
        ("two\nlines", TemplateProblem::ForbiddenCharacter),
        ("back\u{202e}wards", TemplateProblem::ForbiddenCharacter),
    ] {
        assert_eq!(NameTemplate::new(text), Err(problem), "{text}");
    }
    for (text, units) in [("x".repeat(255), 255), (format!("{}{{slug}}", "x".repeat(249)), 255)] {
        assert_eq!(NameTemplate::new(&text).unwrap().name(SAMPLE).len(), units);
    }
}

#[test]
fn a_name_is_never_longer_than_bitbucket_takes_and_never_blank() {
    let name = NameTemplate::default().name(Subject { repository: &"🗝".repeat(200), ..SAMPLE });
    assert!(name.encode_utf16().count() <= 255);
    assert!(name.ends_with('🗝'));
    let nameless = Subject { repository: "orders", project: "", slug: "" };
    assert_eq!(NameTemplate::new("{project}").unwrap().name(nameless), "SAP CI/CD – orders");
}

// ---- what is noted ----

#[test]
fn what_is_noted_again_takes_the_place_of_what_was_noted_before() {
    let mut settings = everything_set();
    let (learnt, pointed) = (settings.learnt[0].clone(), settings.pointed[0].clone());
    let moved = Base { host: "moved.example.com".into(), ..learnt.base.clone() };
    settings.keep(Learnt { base: moved.clone(), ..learnt });
    assert_eq!(settings.learnt.iter().map(|kept| &kept.base).collect::<Vec<_>>(), [&moved]);
    settings.point(Pointed { fields: Vec::new(), ..pointed.clone() });
    settings.point(Pointed { kind: FormKind::Edit, ..pointed.clone() });
    assert_eq!(settings.pointed_at(&pointed.base, FormKind::Create).map(|it| it.fields.len()), Some(0));
    assert_eq!(settings.pointed_at(&pointed.base, FormKind::Edit).map(|it| it.fields.len()), Some(1));
    assert_eq!(settings.pointed_at(&moved, FormKind::Edit), None);
    settings.allow(RuleName::Https, &settings.allowed[0].origin.clone());
    assert_eq!(settings.allowed.len(), 1);
    assert!(!settings.allows(RuleName::SameHost, &settings.allowed[0].origin));
}

#[test]
fn an_entry_is_taken_off_its_list_and_only_once() {
    let mut settings = everything_set();
    for setting in SettingName::ALL {
        settings.remove(*setting, 0);
        settings.remove(*setting, 0);
    }
    let Settings { secret_minutes, name_template, .. } = everything_set();
    assert_eq!(settings, Settings { secret_minutes, name_template, ..Settings::default() });
}

// ---- a press ----

#[test]
fn a_fill_uses_the_template() {
    let template = "CI: {project}/{slug} ({repository})";
    let settings = Settings { name_template: NameTemplate::new(template).unwrap(), ..Settings::default() };
    let held = held_with_secret(recorded!("cicd-current-section"));
    let press = over(recorded!("bitbucket-current-create"), held, settings);
    let Some(Command::Act { steps, .. }) = press.command() else { panic!("nothing is filled") };
    assert!(steps.iter().any(|step| step.write == Write::Text("CI: SHOP/orders (orders)".to_owned())));
}

#[test]
fn a_secret_is_held_for_as_long_as_is_set() {
    let settings = || Settings { secret_minutes: Minutes::new(2).unwrap(), ..Settings::default() };
    let mut press = over(recorded!("cicd-current-create-credential"), Held::default(), settings());
    press.answer_read(&["webhook-credential", SECRET]);
    assert_eq!(expiry(&press), press.now.plus(120_000.0));

    let mut press =
        over(recorded!("bitbucket-current-create"), held_from(recorded!("cicd-current-section")), settings());
    assert_eq!(press.view().state, State::NeedsSecret);
    press.primary(SECRET);
    assert_eq!(expiry(&press), press.now.plus(120_000.0));
    press.tell(Event::Looked(Ok(recorded!("bitbucket-current-create"))));
    press.wait(60_000.0);
    press.answer_act(Outcome::Filled);
    assert_eq!(expiry(&press), press.now.plus(120_000.0), "its use counts");
}

#[test]
fn a_shorter_life_holds_for_what_is_held_already() {
    let held = held_with_secret(recorded!("cicd-current-section"));
    let now = held.secrets[0].captured.plus(1_000.0);
    let settings = Settings { secret_minutes: Minutes::new(1).unwrap(), ..Settings::default() };
    let press = Press::open_with(held, settings, now);
    assert_eq!(expiry(&press), now.plus(60_000.0));
}

#[test]
fn an_address_that_is_kept_leads_to_the_form_the_next_time() {
    let page = || recorded!("cicd-current-section-ssh");
    assert_eq!(Press::over(page(), Held::default()).view().primary, None);
    let mut settings = Settings::default();
    let Press { model, .. } = Press::over(page(), Held::default());
    let data = &model.held().data[0];
    let host = data.repository.target.as_ref().unwrap().server.host().to_owned();
    let base = Base { secure: true, host: "bitbucket.example.com".into(), port: None, context: String::new() };
    settings.keep(Learnt { origin: data.origin.clone(), host, base });
    let press = over(page(), Held::default(), settings);
    assert_eq!(press.view().primary, Some(Button::OpenInBitbucket));
}

fn over(page: Snapshot, held: Held, settings: Settings) -> Press {
    let mut press = Press::open_with(held, settings, Time(1_000_000.0));
    press.tell(Event::Looked(Ok(page)));
    press
}

fn expiry(press: &Press) -> Time {
    press.stored().expect("something is stored").secrets[0].expires
}

// ---- helpers ----

fn read(local: Json, managed: Json) -> Reading {
    let stored = |json: Json| (json != Json::Null).then_some(json);
    Settings::read(&stored(local), &stored(managed))
}

/// All settings, as they are stored.
fn written(settings: &Settings) -> Json {
    let written = |setting: &SettingName| (setting.key(), settings.written::<Option<Json>>(*setting).unwrap());
    SettingName::ALL.iter().map(written).collect()
}

fn everything_set() -> Settings {
    let base = Base { secure: true, host: "git.example.com".into(), port: Some(8443), context: "/bitbucket".into() };
    let labels = vec!["Adresse".to_owned(), "URL *".to_owned()];
    let mut settings = Settings {
        secret_minutes: Minutes::new(5).unwrap(),
        name_template: NameTemplate::new("{project}/{slug}").unwrap(),
        ..Settings::default()
    };
    settings.allow(RuleName::Https, "http://bitbucket.example.com:7990");
    let origin = "https://acme.eu10.cicd.cloud.sap".to_owned();
    settings.keep(Learnt { origin, host: "virtual".into(), base: base.clone() });
    settings.point(Pointed {
        base,
        kind: FormKind::Create,
        fields: vec![PointedField { field: FormField::Url, kind: FieldKind::Text, labels, place: 0, of: 1 }],
    });
    settings
}

fn with_default(settings: Settings, setting: SettingName) -> Settings {
    let default = Settings::default();
    match setting {
        SettingName::SecretMinutes => Settings { secret_minutes: default.secret_minutes, ..settings },
        SettingName::NameTemplate => Settings { name_template: default.name_template, ..settings },
        SettingName::Allowed => Settings { allowed: default.allowed, ..settings },
        SettingName::Learnt => Settings { learnt: default.learnt, ..settings },
        SettingName::Pointed => Settings { pointed: default.pointed, ..settings },
    }
}

fn learnt_json(host: &str, context: &str) -> Json {
    let base = json!({"secure": true, "host": host, "context": context});
    json!({"origin": "https://acme.eu10.cicd.cloud.sap", "host": "virtual", "base": base})
}
