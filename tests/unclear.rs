//! A page that is not as it is known: what may be told of it, and how its fields are pointed at.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::json;
use support::{Press, held_with_secret, recorded, recorded_json, snapshot};
use webhook_autofill::held::{Held, Time};
use webhook_autofill::page::plan::{Command, Outcome, PageError, Problem};
use webhook_autofill::page::snapshot::{Handle, Snapshot};
use webhook_autofill::plain;
use webhook_autofill::press::{Button, Effect, Event, Failure, PATIENCE, State};
use webhook_autofill::scm::bitbucket_server::form::FORM;
use webhook_autofill::scm::form::{Form, FormField, FormProblem};
use webhook_autofill::settings::{FormKind, SettingName, Settings};

/// A form that nobody knows: a fourth line of text before the others, no word of ours, and nothing marked.
fn unknown_form() -> Snapshot {
    let mut page = recorded_json("bitbucket-current-create");
    let items = page["regions"][0]["items"].as_array_mut().unwrap();
    for item in items.iter_mut() {
        let Some(field) = item.get_mut("field").and_then(|field| field.as_object_mut()) else { continue };
        field.remove("required");
        field.remove("group");
        let number = field["handle"].as_u64().unwrap();
        field.insert("labels".to_owned(), json!([format!("Feld {number}")]));
    }
    items.insert(0, json!({"field": {"handle": 999, "kind": "text", "labels": ["Feld 999"]}}));
    snapshot(&page.to_string())
}

/// The controls of the recorded form, which the unknown one has, too.
fn controls() -> Vec<(FormField, Handle)> {
    Form::find(&FORM, &recorded!("bitbucket-current-create")).unwrap().fields().collect()
}

fn over_the_unknown_form(settings: &Settings) -> Press {
    let mut press =
        Press::open_with(held_with_secret(recorded!("cicd-current-section")), settings.clone(), Time(1_000_000.0));
    press.tell(Event::Looked(Ok(unknown_form())));
    if matches!(press.effects.as_slice(), [Effect::LookAgain(_)]) {
        press.wait(PATIENCE);
        press.tell(Event::Looked(Ok(unknown_form())));
    }
    press
}

#[test]
fn words_that_contradict_the_order_are_said_to_do_so_and_not_to_be_there_twice() {
    let mut page = recorded_json("bitbucket-current-create").to_string();
    for (from, to) in [("\"Name", "\"Adreso"), ("\"URL", "\"Name")] {
        assert!(page.contains(from));
        page = page.replace(from, to);
    }
    let held = held_with_secret(recorded!("cicd-current-section"));
    let press = Press::over(snapshot(&page), held);
    assert_eq!(press.view().state, State::Ambiguous);
    assert!(press.sentence().contains("the field Name stands in another place than usual"), "{}", press.sentence());
}

// ---- the description ----

#[test]
fn a_description_is_read_before_it_is_copied() {
    let mut press = over_the_unknown_form(&Settings::default());
    let view = press.view();
    assert_eq!((view.state, view.primary), (State::Ambiguous, Some(Button::CopyDescription)));
    assert!(view.description.is_none());
    press.primary("");
    assert!(press.effects.is_empty(), "nothing is copied before she has seen it");
    assert_eq!((press.view().state, press.view().primary), (State::Ambiguous, Some(Button::Copy)));
    assert!(press.view().description.is_some());
    press.primary("");
    assert!(press.effects == [Effect::CopyDescription]);
    assert!(press.sentence().contains("Copied"), "{}", press.sentence());
    press.tell(Event::Failed(Failure::Copy));
    assert_eq!(press.view().state, State::Error);
}

#[test]
fn a_description_has_no_values_no_hosts_and_no_names() {
    for page in ["bitbucket-current-create", "bitbucket-classic-create", "cicd-current-section", "cicd-older-pop-up"] {
        let description = described(&recorded_json(page).to_string()).to_lowercase();
        for private in ["orders", "catalog", "shop", "example", "acme", "jdoe", "webhook-credential", "eu10"] {
            assert!(!description.contains(private), "{page}: {private}");
        }
    }
}

#[test]
fn a_description_is_understood_as_the_page_was() {
    for name in ["bitbucket-current-create", "bitbucket-classic-create"] {
        let page = snapshot(&recorded_json(name).to_string());
        let told = snapshot(&described(&recorded_json(name).to_string()));
        let fields = |page: &Snapshot| Form::find(&FORM, page).unwrap().fields().collect::<Vec<_>>();
        assert_eq!(fields(&told), fields(&page), "{name}");
    }
}

/// The description of a page: its items stand behind those of a form that is not as it is known.
fn described(page: &str) -> String {
    let mut unknown = unknown_form();
    let before = unknown.regions[0].items.len();
    unknown.regions[0].items.extend(snapshot(page).regions.into_iter().flat_map(|region| region.items));
    let held = held_with_secret(recorded!("cicd-current-section"));
    let mut press = Press::open_with(held, Settings::default(), Time(0.0));
    press.wait(PATIENCE + 1.0);
    press.tell(Event::Looked(Ok(unknown)));
    press.primary("");
    let mut told = press.view().description.expect("a description");
    told.regions[0].items.drain(..before);
    plain::json::write(&told).to_string()
}

// ---- pointing ----

#[test]
fn the_fields_are_listed_as_she_sees_them() {
    let mut press = over_the_unknown_form(&Settings::default());
    assert_eq!(press.view().secondary, Some(Button::PointAtIt));
    press.tell(Event::Secondary);
    let view = press.view();
    assert_eq!((view.state, view.primary, view.secondary), (State::Ambiguous, Some(Button::Fill), Some(Button::Back)));
    assert_eq!(view.pointing.len(), 5);
    let first = view.pointing.iter().find(|pointing| pointing.field == FormField::Name).unwrap();
    assert_eq!(support::text(&first.choices[0].1), "Field 1: 'Feld 999'");
    press.tell(Event::Secondary);
    assert_eq!(press.view().primary, Some(Button::CopyDescription));
}

#[test]
fn what_she_points_at_is_filled_and_remembered_by_its_labels() {
    let mut press = over_the_unknown_form(&Settings::default());
    press.tell(Event::Secondary);
    press.point(controls());
    assert!(press.effects == [Effect::StoreSetting(SettingName::Pointed), Effect::Send(Command::Look {})]);
    press.tell(Event::Looked(Ok(unknown_form())));
    let Some(Command::Act { steps, .. }) = press.command() else { panic!("the form is not filled") };
    let handles: Vec<_> = steps.iter().map(|step| step.handle).collect();
    assert_eq!(handles, controls().into_iter().map(|(_, handle)| handle).collect::<Vec<_>>());
    press.answer_act(Outcome::Filled);
    assert_eq!(press.view().state, State::Filled);

    let settings = press.model.settings().clone();
    let page = webhook_autofill::scm::bitbucket_server::repository::Page::at(&unknown_form().address).unwrap();
    let pointed = settings.pointed_at(&page.base, FormKind::Create).unwrap();
    assert_eq!(pointed.fields[0].labels, [format!("Feld {}", handles[0].0)]);
    let again = over_the_unknown_form(&settings);
    assert!(matches!(again.command(), Some(Command::Act { .. })), "she is not asked a second time");
}

#[test]
fn a_form_with_other_fields_than_she_pointed_at_is_not_filled() {
    let mut press = over_the_unknown_form(&Settings::default());
    press.tell(Event::Secondary);
    press.point(controls());
    let settings = press.model.settings().clone();
    let mut changed = unknown_form();
    let doubled = changed.regions[0].items[0].clone();
    changed.regions[0].items.extend([doubled.clone(), doubled]);
    let name = controls()[0].1;
    let fields = changed.regions[0].items.iter_mut().filter_map(|item| match item {
        webhook_autofill::page::snapshot::Item::Field(field) if field.handle == name => Some(field),
        _ => None,
    });
    fields.for_each(|field| field.labels = vec!["Feld 999".to_owned()]);
    let mut press = Press::open_with(held_with_secret(recorded!("cicd-current-section")), settings.clone(), Time(0.0));
    press.wait(PATIENCE + 1.0);
    press.tell(Event::Looked(Ok(changed)));
    assert_eq!(press.view().state, State::Ambiguous);
}

#[test]
fn what_cannot_be_right_is_said_and_nothing_is_remembered() {
    let mut chosen = controls();
    chosen[0].1 = chosen[1].1;
    let mut lacking = controls();
    lacking.truncate(4);
    let mut of_another_kind = controls();
    of_another_kind[2].1 = of_another_kind[3].1;
    for (chosen, words) in [
        (chosen, "the field URL is chosen for something else, too"),
        (lacking, "the switch Active is not chosen yet"),
        (of_another_kind, "the field Secret is not chosen yet"),
    ] {
        let mut press = over_the_unknown_form(&Settings::default());
        press.tell(Event::Secondary);
        press.point(chosen);
        assert!(press.effects.is_empty());
        assert_eq!(press.sentence(), format!("That cannot be right: {words}. Choose again."));
        assert!(press.model.settings().pointed.is_empty());
    }
}

#[test]
fn nobody_can_point_at_the_user_name_or_the_password_of_another_login() {
    for label in ["Username", "Password *"] {
        let mut page = unknown_form();
        let secret = controls()[2].1;
        let items = page.regions.iter_mut().flat_map(|region| region.items.iter_mut());
        let fields = items.filter_map(|item| match item {
            webhook_autofill::page::snapshot::Item::Field(field) if field.handle == secret => Some(field),
            _ => None,
        });
        fields.for_each(|field| field.labels = vec![label.to_owned()]);
        assert_eq!(Form::chosen(&FORM, &page, &controls()).err(), Some(FormProblem::Missing(FormField::Secret)));
    }
}

#[test]
fn the_guard_applies_to_a_form_that_was_pointed_at() {
    let mut press = over_the_unknown_form(&Settings::default());
    press.tell(Event::Secondary);
    press.point(controls());
    let mut framed = unknown_form();
    framed.top = false;
    press.tell(Event::Looked(Ok(framed)));
    assert_eq!(press.view().state, State::Error);
    assert!(press.command().is_none());
}

#[test]
fn a_failed_step_can_be_described_and_pointed_at() {
    let mut press =
        Press::over(recorded!("bitbucket-current-create"), held_with_secret(recorded!("cicd-current-section")));
    let failed = PageError::Step { handle: controls()[1].1, problem: Problem::Refused, restored: true };
    press.tell(Event::Acted(Err(failed)));
    let buttons = |press: &Press| (press.view().state, press.view().primary, press.view().secondary);
    assert_eq!(buttons(&press), (State::Error, Some(Button::TryAgain), Some(Button::CopyDescription)));
    press.tell(Event::Secondary);
    assert_eq!(buttons(&press), (State::Error, Some(Button::Copy), Some(Button::PointAtIt)));
    press.tell(Event::Secondary);
    assert_eq!(buttons(&press), (State::Error, Some(Button::Fill), Some(Button::Back)));
}

#[test]
fn a_page_that_should_have_a_form_can_be_described_and_one_of_another_product_cannot() {
    let page = || recorded!("bitbucket-current-create-not-mounted");
    let mut press = Press::over(page(), held_with_secret(recorded!("cicd-current-section")));
    press.wait(PATIENCE);
    press.tell(Event::Looked(Ok(page())));
    let view = press.view();
    assert_eq!((view.state, view.primary, view.secondary), (State::UnknownPage, Some(Button::CopyDescription), None));

    let other = Press::over(support::moved(page(), "https://news.example.com/today"), Held::default());
    assert_eq!((other.view().state, other.view().primary), (State::UnknownPage, None));
}

// ---- a yes for good ----

#[test]
fn a_yes_to_http_holds_for_good_if_she_says_so() {
    let form = || recorded!("bitbucket-current-create-http");
    let held = held_with_secret(recorded!("cicd-current-section-http"));
    let mut press = Press::over(form(), held.clone());
    assert_eq!(press.view().state, State::Confirm);
    assert!(press.view().remember.is_some());
    press.primary_for_good();
    assert!(press.effects.contains(&Effect::StoreSetting(SettingName::Allowed)));
    let settings = press.model.settings().clone();
    assert_eq!(settings.allowed[0].origin, "http://bitbucket.example.com:7990");

    let mut later = Press::open_with(held.clone(), settings.clone(), Time(1_000_000.0));
    later.tell(Event::Looked(Ok(form())));
    assert!(matches!(later.command(), Some(Command::Act { .. })));

    let mut without = Press::over(form(), held);
    without.primary("");
    assert!(without.model.settings().allowed.is_empty());
}
