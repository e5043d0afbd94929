//! The options page as a conversation: what happens, what is to be done, and what is shown.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{text, value_text};
use webhook_autofill::guard::RuleName;
use webhook_autofill::held::Learnt;
use webhook_autofill::page::snapshot::FieldKind;
use webhook_autofill::press::{Key, Value};
use webhook_autofill::scm::bitbucket_server::repository::Base;
use webhook_autofill::scm::form::FormField;
use webhook_autofill::scm::pointed::PointedField;
use webhook_autofill::settings::page::{Effect, Ending, Event, Input, List, ListView, Page};
use webhook_autofill::settings::read::{Place, Reading, SettingProblem};
use webhook_autofill::settings::template::NameTemplate;
use webhook_autofill::settings::{FormKind, Pointed, SettingName, Settings};

#[test]
fn shows_what_is_set_and_what_a_webhook_will_be_called() {
    let page = open(Reading::default());
    let view = page.view();
    assert_eq!(view.inputs[0].value, "15");
    assert_eq!(view.inputs[1].value, "SAP CI/CD – {repository}");
    assert!(text(&view.preview.unwrap()).contains("SAP CI/CD – orders"));
    assert!(view.inputs.iter().all(|input| input.problem.is_none() && !input.is_managed));
    assert!(view.problems.is_empty() && view.status.is_none());
}

#[test]
fn what_is_entered_is_kept_and_then_said() {
    let mut page = open(Reading::default());
    assert_eq!(
        page.update(Event::Entered(Input::Minutes, " 5 ".into())),
        Some(Effect::Store(SettingName::SecretMinutes))
    );
    let template = "{project}/{slug}".to_owned();
    assert_eq!(page.update(Event::Entered(Input::Template, template)), Some(Effect::Store(SettingName::NameTemplate)));
    assert_eq!(page.settings().secret_minutes.number(), 5);
    assert_eq!(page.settings().name_template.as_str(), "{project}/{slug}");
    assert!(page.view().status.is_none(), "nothing is said before it is so");
    for (ending, words) in [(Ending::Saved, "Saved"), (Ending::NotSaved, "the browser did not keep it")] {
        assert_eq!(page.update(Event::Ended(ending)), None);
        assert!(status(&page).contains(words), "{}", status(&page));
    }
}

#[test]
fn what_is_typed_is_tried_at_once_and_kept_only_when_it_is_entered() {
    let mut page = open(Reading::default());
    assert_eq!(page.update(Event::Typed(Input::Template, "CI {slug}".into())), None);
    assert!(text(&page.view().preview.unwrap()).contains("CI orders"));
    assert_eq!(page.settings(), &Settings::default());
}

#[test]
fn what_cannot_be_meant_is_not_kept_and_says_why() {
    for (input, typed, words) in [
        (Input::Minutes, "", "from 1 to 60"),
        (Input::Minutes, "0", "from 1 to 60"),
        (Input::Minutes, "61", "from 1 to 60"),
        (Input::Minutes, "1.5", "from 1 to 60"),
        (Input::Minutes, "-1", "from 1 to 60"),
        (Input::Minutes, "soon", "from 1 to 60"),
        (Input::Template, "", "would be empty"),
        (Input::Template, &*"x".repeat(256), "at most 255"),
        (Input::Template, "{name}", "Braces"),
        (Input::Template, "a\u{200b}b", "invisible"),
    ] {
        let mut page = open(Reading::default());
        assert_eq!(page.update(Event::Entered(input, typed.to_owned())), None, "{typed}");
        assert_eq!(page.settings(), &Settings::default(), "{typed}");
        let shown = Input::ALL.into_iter().zip(page.view().inputs).find(|(shown, _)| *shown == input).unwrap().1;
        assert_eq!(shown.value, typed, "it stays to be corrected");
        assert!(text(&shown.problem.unwrap()).contains(words), "{typed}");
        assert!(status(&page).starts_with("Not saved") && status(&page).contains(words), "{}", status(&page));
        assert_eq!(page.view().preview.is_none(), input == Input::Template, "{typed}");
    }
}

#[test]
fn what_is_being_typed_stays_when_something_else_has_changed() {
    let mut page = open(Reading::default());
    page.update(Event::Typed(Input::Template, "half a templ".into()));
    let with_name = |template: &str| {
        let name_template = NameTemplate::new(template).unwrap();
        Reading { settings: Settings { name_template, ..everything_set() }, ..Reading::default() }
    };
    page.update(read(with_name("SAP CI/CD – {repository}"), &[]));
    assert_eq!(page.view().inputs[1].value, "half a templ");
    page.update(read(with_name("of a policy"), &[]));
    assert_eq!(page.view().inputs[1].value, "of a policy");
}

#[test]
fn what_is_kept_is_listed_and_can_be_removed() {
    let mut page = open(Reading { settings: everything_set(), ..Reading::default() });
    for (list, setting, words) in [
        (List::Allowed, SettingName::Allowed, "http://bitbucket.example.com:7990, though it is not encrypted"),
        (List::Learnt, SettingName::Learnt, "virtual is https://git.example.com:8443/bitbucket, for https://acme."),
        (List::Pointed, SettingName::Pointed, "https://git.example.com:8443/bitbucket: form of a new webhook"),
    ] {
        let entries = shown(&page, list).entries;
        assert_eq!(entries.len(), 1);
        assert!(value_text(&entries[0]).starts_with(words), "{}", value_text(&entries[0]));
        assert_eq!(page.update(Event::Removed(list, 0)), Some(Effect::Store(setting)));
        assert!(shown(&page, list).entries.is_empty());
    }
}

#[test]
fn a_policy_is_shown_and_nothing_of_it_can_be_changed() {
    let managed = SettingName::ALL.to_vec();
    let mut page = open(Reading { settings: everything_set(), managed, ..Reading::default() });
    for (input, typed) in [(Input::Minutes, "5"), (Input::Template, "mine")] {
        assert_eq!(page.update(Event::Entered(input, typed.into())), None);
    }
    for list in [List::Allowed, List::Learnt, List::Pointed] {
        assert_eq!(page.update(Event::Removed(list, 0)), None);
        assert!(shown(&page, list).is_managed);
    }
    assert_eq!(page.settings(), &everything_set());
    assert!(page.view().inputs.iter().all(|input| input.is_managed));
    assert!(!shown(&page, List::Hosts).is_managed, "no policy gives access to a site here");
}

#[test]
fn what_was_left_out_is_said_by_its_name() {
    for (place, setting, words) in [
        (Place::Local, Some(SettingName::SecretMinutes), "stored under 'Minutes that a secret is held'"),
        (Place::Local, Some(SettingName::Pointed), "stored under 'Forms that you have explained'"),
        (Place::Local, None, "stored under 'all settings'"),
        (Place::Managed, Some(SettingName::NameTemplate), "policy says under 'Name of a webhook'"),
        (Place::Managed, Some(SettingName::Allowed), "policy says under 'Allowed for good'"),
        (Place::Managed, Some(SettingName::Learnt), "policy says under 'Bitbucket addresses'"),
    ] {
        let problems = vec![SettingProblem { place, setting }];
        let problems = open(Reading { problems, ..Reading::default() }).view().problems;
        assert!(text(&problems[0]).contains(words), "{}", text(&problems[0]));
    }
}

#[test]
fn access_to_a_site_is_listed_and_given_back() {
    let mut page = Page::default();
    page.update(read(Reading::default(), &["https://git.example.com/*"]));
    assert_eq!(shown(&page, List::Hosts).entries, [Value::from("https://git.example.com/*")]);
    let revoke = Effect::Revoke("https://git.example.com/*".to_owned());
    assert_eq!(page.update(Event::Removed(List::Hosts, 0)), Some(revoke));
    assert_eq!(page.update(Event::Removed(List::Hosts, 1)), None);
    assert_eq!(shown(&page, List::Hosts).entries.len(), 1, "it is there until the browser says so");
    for (ending, key) in [
        (Ending::Revoked, Key::HostRevoked),
        (Ending::NotRevoked, Key::HostNotRevoked),
        (Ending::Allowed, Key::HostAllowed),
        (Ending::NotAllowed, Key::HostNotAllowed),
        (Ending::NoAddress, Key::HostIsNoAddress),
    ] {
        page.update(Event::Ended(ending));
        assert_eq!(page.view().status, Some(key.into()));
    }
}

// ---- helpers ----

fn open(reading: Reading) -> Page {
    let mut page = Page::default();
    page.update(read(reading, &[]));
    page
}

fn read(reading: Reading, hosts: &[&str]) -> Event {
    Event::Read { reading: Box::new(reading), hosts: hosts.iter().map(ToString::to_string).collect() }
}

fn shown(page: &Page, list: List) -> ListView {
    List::ALL.into_iter().zip(page.view().lists).find(|(shown, _)| *shown == list).unwrap().1
}

fn status(page: &Page) -> String {
    text(&page.view().status.expect("something is said"))
}

fn everything_set() -> Settings {
    let base = Base { secure: true, host: "git.example.com".into(), port: Some(8443), context: "/bitbucket".into() };
    let mut settings = Settings::default();
    settings.allow(RuleName::Https, "http://bitbucket.example.com:7990");
    let origin = "https://acme.eu10.cicd.cloud.sap".to_owned();
    settings.keep(Learnt { origin, host: "virtual".into(), base: base.clone() });
    let fields =
        vec![PointedField { field: FormField::Url, kind: FieldKind::Text, labels: Vec::new(), place: 0, of: 1 }];
    settings.point(Pointed { base, kind: FormKind::Create, fields });
    settings
}
