//! A press as a conversation: an event, the effects it asks for, their answers, and what is shown at the end.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::{Value as Json, json};
use support::{Press, SECRET, held_from, held_with_secret, recorded, recorded_json, snapshot, text};
use webhook_autofill::held::{Held, Time};
use webhook_autofill::page::plan::{Command, Done, Outcome, Outcomes, PageError, Problem, Step, Values, Write};
use webhook_autofill::page::snapshot::Snapshot;
use webhook_autofill::press::{Button, CHECK_AFTER, Effect, Event, Failure, LOOK_AGAIN, PATIENCE, State, Value};
use webhook_autofill::settings::{Minutes, Settings};

const ORDERS_FORM: &str = "https://bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/create";

// ---- SAP's pages ----

#[test]
fn captures_the_pop_up_and_offers_the_form_of_exactly_that_repository() {
    let mut press = Press::over(recorded!("cicd-older-pop-up"), Held::default());
    assert_eq!(press.stored().map(|held| held.data.len()), Some(1));
    let view = press.view();
    assert_eq!((view.state, view.primary), (State::Captured, Some(Button::OpenInBitbucket)));
    assert_eq!(row(&press, "repository"), "orders");
    assert_eq!(row(&press, "address"), "https://bitbucket.example.com/scm/shop/orders.git");
    assert_eq!(row(&press, "credential"), "webhook-credential");
    assert_eq!(row(&press, "type"), "Bitbucket Server");
    assert_eq!(row(&press, "secret"), "not held: you will be asked for it once");
    press.primary("");
    assert!(press.effects == [Effect::OpenTab(ORDERS_FORM.to_owned())]);
}

#[test]
fn captures_the_section_and_says_that_the_secret_is_held() {
    let held = held_with_secret(recorded!("cicd-current-section"));
    let press = Press::over(recorded!("cicd-current-section"), held);
    assert_eq!(press.view().state, State::Captured);
    assert_eq!(row(&press, "secret"), "held");
}

#[test]
fn a_state_that_is_off_is_captured_all_the_same_with_a_warning() {
    for (page, is_off) in [
        (recorded!("cicd-current-section-ssh"), true),
        (recorded!("cicd-older-pop-up-ssh"), true),
        (recorded!("cicd-current-section"), false),
        (recorded!("cicd-older-pop-up"), false),
    ] {
        let press = Press::over(page, Held::default());
        assert_eq!((press.view().state, press.stored().is_some()), (State::Captured, true));
        assert_eq!(press.notes().concat().contains("Its State is OFF"), is_off);
    }
}

#[test]
fn a_second_capture_replaces_the_first_of_the_same_repository_only() {
    let held = held_from(recorded!("cicd-current-section"));
    let held = Press::over(recorded!("cicd-current-section-classic"), held).stored().unwrap().clone();
    let held = Press::over(recorded!("cicd-current-section"), held).stored().unwrap().clone();
    let names: Vec<_> = held.data.iter().map(|data| data.repository_name.as_str()).collect();
    assert_eq!(names, ["orders", "catalog"]);
}

#[test]
fn an_ssh_address_leads_to_no_form_before_its_web_address_was_learnt() {
    let page = || recorded!("cicd-current-section-ssh");
    assert_eq!(Press::over(page(), Held::default()).view().primary, None);
    let mut fill = Press::over(form_of("checkout"), held_with_secret(page()));
    fill.answer_act(Outcome::Filled);
    let learnt = fill.stored().unwrap().clone();
    let mut press = Press::over(page(), learnt);
    assert_eq!(press.view().primary, Some(Button::OpenInBitbucket));
    press.primary("");
    assert!(press.effects == [Effect::OpenTab(ORDERS_FORM.replace("orders", "checkout"))]);
}

#[test]
fn another_source_system_is_captured_but_leads_nowhere() {
    for (page, system) in [
        (recorded!("cicd-current-section-github"), "GitHub"),
        (recorded!("cicd-current-section-gitlab"), "GitLab"),
        (recorded!("cicd-current-section-bitbucket-cloud"), "Bitbucket Cloud"),
        (recorded!("cicd-current-section-azure-repos"), "Azure Repos"),
    ] {
        let press = Press::over(page, Held::default());
        let view = press.view();
        assert_eq!((view.state, view.primary), (State::Captured, None), "{system}");
        let sentence = press.sentence();
        assert!(sentence.contains(&format!("source system is {system}, which is not supported yet")), "{sentence}");
        for form in [recorded!("bitbucket-current-create"), recorded!("bitbucket-classic-create")] {
            let form = Press::over(form, press_held(&press));
            assert_eq!(form.view().state, State::NoData, "{system}");
        }
    }
}

#[test]
fn says_what_is_missing_on_pages_with_nothing_to_take() {
    for (page, words) in [
        (recorded!("cicd-current-detail-view"), "scroll to Webhook Data, press again"),
        (recorded!("cicd-older-detail-view"), "Choose Webhook Data"),
        (recorded!("cicd-current-repositories"), "Open a repository"),
        (recorded!("cicd-current-create-credential-empty"), "no name yet"),
        (recorded!("cicd-current-create-credential-named"), "no secret yet"),
        (recorded!("cicd-current-create-credential-other-type"), "'Basic Authentication'"),
    ] {
        let press = Press::over(page, Held::default());
        let view = press.view();
        assert_eq!(view.state, State::NothingHere, "{words}");
        assert!(press.sentence().contains(words), "{}", press.sentence());
        assert!(press.effects.is_empty(), "no field is read and nothing is stored: {words}");
    }
}

#[test]
fn captures_a_secret_and_never_shows_it() {
    let mut press = Press::over(recorded!("cicd-current-create-credential"), Held::default());
    assert!(matches!(press.command(), Some(Command::Read { handles, .. }) if handles.len() == 2));
    press.answer_read(&["webhook-credential", SECRET]);
    assert_eq!(press.stored().map(|held| held.secrets.len()), Some(1));
    let view = press.view();
    assert_eq!(view.state, State::SecretCaptured);
    assert!(press.sentence().contains("'webhook-credential' is held. Now choose Create"), "{}", press.sentence());
    assert_eq!(row(&press, "length"), "18 characters");
    assert_eq!(row(&press, "origin"), "https://acme.eu10.cicd.cloud.sap");
    assert!(view.rows.iter().any(|row| row.value == Value::Time(press.now)));
    assert!(!format!("{view:?}").contains(SECRET));
}

#[test]
fn a_second_generate_replaces_the_first_secret() {
    let held = held_with_secret(recorded!("cicd-current-section"));
    let mut press = Press::over(recorded!("cicd-current-create-credential"), held);
    press.answer_read(&["webhook-credential", "the second one"]);
    let secrets = &press.stored().unwrap().secrets;
    assert_eq!(secrets.iter().map(|held| held.secret.length()).collect::<Vec<_>>(), [14]);
}

#[test]
fn refuses_what_is_no_secret_or_no_name() {
    for (name, secret, words) in [
        ("webhook-credential", "••••••••", "masked"),
        ("webhook-credential", "", "no secret"),
        ("webhook-credential", "two\nlines", "line end"),
        ("two words", SECRET, "name is not taken"),
    ] {
        let mut press = Press::over(recorded!("cicd-current-create-credential"), Held::default());
        press.answer_read(&[name, secret]);
        assert_eq!(press.view().state, State::Error, "{words}");
        assert!(press.sentence().contains(words), "{}", press.sentence());
        assert!(press.effects.is_empty(), "nothing is held: {words}");
    }
}

#[test]
fn refuses_webhook_data_that_makes_no_sense() {
    let url = |text: &str| edited(recorded_json("cicd-older-pop-up"), "/regions/0/items/7/text", address_item(text));
    let link = |text: &str| edited(recorded_json("cicd-older-pop-up"), "/regions/0/items/3/link", address_item(text));
    for (page, state, words) in [
        (url("http://cicd-service.cfapps.eu10.hana.ondemand.com/v2"), State::Error, "https"),
        (
            url("https://cicd-service.cfapps.eu10.hana.ondemand.com.evil.test/v2"),
            State::Confirm,
            "https://cicd-service.cfapps.eu10.hana.ondemand.com.evil.test, which is none of SAP",
        ),
        (url("https://cicd-service.cfapps.eu10.hana.ondemand.com/{x}"), State::Error, "braces"),
        (link("https://bitbucket.example.com/nowhere"), State::Error, "not one of Bitbucket"),
        (
            edited(recorded_json("cicd-older-pop-up"), "/regions/0/items/7/text", json!({"text": "loading …"})),
            State::NothingHere,
            "the URL is missing",
        ),
    ] {
        let press = Press::over(page, Held::default());
        assert_eq!(press.view().state, state, "{words}");
        assert!(press.sentence().contains(words), "{}", press.sentence());
        assert!(press.effects.is_empty(), "nothing is held: {words}");
    }
}

#[test]
fn two_webhook_urls_on_one_page_are_ambiguous() {
    let mut page = recorded_json("cicd-older-pop-up");
    let items = page.pointer_mut("/regions/0/items").and_then(Json::as_array_mut).unwrap();
    let rows = items[6..11].to_vec();
    items.extend(rows);
    let press = Press::over(snapshot(&page.to_string()), Held::default());
    assert_eq!(press.view().state, State::Ambiguous);
    assert!(press.effects.is_empty());
}

#[test]
fn reads_the_pop_up_by_its_structure_where_its_words_are_not_known() {
    let mut page = recorded_json("cicd-older-pop-up").to_string();
    for (known, unknown) in [
        ("\"Webhook Creation\"", "\"Webhook anlegen\""),
        ("Navigate to the Bitbucket Server repository", "Wechseln Sie zum Bitbucket-Server-Repository"),
        ("\"Webhook Data\"", "\"Webhook-Daten\""),
        ("\"URL\"", "\"Adresse\""),
        ("\"Secret\"", "\"Geheimnis\""),
    ] {
        assert!(page.contains(known), "{known}");
        page = page.replace(known, unknown);
    }
    let press = Press::over(snapshot(&page), Held::default());
    assert_eq!(press.view().state, State::Captured);
    assert_eq!(row(&press, "address"), "https://bitbucket.example.com/scm/shop/orders.git");
}

// ---- Bitbucket's form ----

#[test]
fn fills_both_generations_of_the_form_with_what_was_meant() {
    for (form, data) in [
        (recorded!("bitbucket-current-create"), recorded!("cicd-current-section")),
        (recorded!("bitbucket-classic-create"), recorded!("cicd-current-section-classic")),
    ] {
        let held = held_with_secret(data);
        let (name, url) = (held.data[0].repository_name.clone(), held.data[0].url.clone());
        let mut press = Press::over(form, held);
        let Some(Command::Act { steps, .. }) = press.command() else { panic!("the form is not filled") };
        assert!(steps[0].keep && steps[0].write == Write::Text(format!("SAP CI/CD – {name}")));
        assert!(steps[1].write == Write::Text(url.as_str().to_owned()));
        assert!(matches!(&steps[2].write, Write::Secret(secret) if secret.length() == SECRET.len()));
        assert!(steps[3..].iter().all(|step| step.write == Write::Check(true)) && steps.len() == 5);
        press.answer_act(Outcome::Filled);
        let view = press.view();
        assert_eq!((view.state, view.secondary), (State::Filled, Some(Button::Undo)));
        let fields: Vec<_> = view.rows.iter().map(|row| (row.field, row.outcome)).take(5).collect();
        let filled = Some("filled");
        assert_eq!(
            fields,
            [("name", filled), ("url", filled), ("secret", filled), ("push", filled), ("active", filled)]
        );
        assert!(!format!("{view:?}").contains(SECRET));
    }
}

#[test]
fn a_form_that_is_right_already_is_said_to_be_so() {
    let mut press = filling();
    press.answer_act(Outcome::Right);
    let view = press.view();
    assert_eq!((view.state, view.secondary), (State::Filled, None));
    assert!(press.sentence().contains("nothing was touched"), "{}", press.sentence());
}

#[test]
fn a_name_that_she_typed_stays() {
    let mut press = filling();
    let Some(Command::Act { steps, .. }) = press.command() else { panic!("the form is not filled") };
    let outcome = |step: &Step| if step.keep { Outcome::Kept } else { Outcome::Filled };
    let outcomes = steps.iter().map(|step| Done { handle: step.handle, outcome: outcome(step) }).collect();
    press.tell(Event::Acted(Ok(Outcomes { outcomes })));
    assert_eq!(row(&press, "name"), "stays as you typed it");
}

#[test]
fn mentions_what_else_is_set_in_the_form() {
    let form = recorded_json("bitbucket-current-create").to_string();
    let ticked = |form: String, label: &str| {
        let field = format!("\"labels\":[{label}]");
        assert!(form.contains(&field), "{field}");
        form.replacen(&field, &format!("{field},\"checked\":true"), 1)
    };
    let form = ticked(ticked(form, "\"SSL/TLS\",\"Skip certificate verification\""), "\"Forked\"");
    let form = form.replace("\"text\":\"None\"", "\"text\":\"Basic\"");
    let mut press = Press::over(snapshot(&form), held_with_secret(recorded!("cicd-current-section")));
    press.answer_act(Outcome::Filled);
    let notes = press.notes().join("\n");
    for words in ["'Skip certificate verification' is ticked", "'Forked' is ticked", "Authentication is 'Basic'"] {
        assert!(notes.contains(words), "{notes}");
    }
    let mut press = filling();
    press.answer_act(Outcome::Filled);
    assert!(press.view().notes.is_empty());
}

#[test]
fn a_form_that_is_not_there_yet_is_looked_at_again_for_five_seconds() {
    let page = || recorded!("bitbucket-current-create-not-mounted");
    let mut press = Press::over(page(), held_with_secret(recorded!("cicd-current-section")));
    let mut looks = 0;
    while press.effects == [Effect::LookAgain(LOOK_AGAIN)] {
        assert_eq!(press.view().state, State::Working);
        press.wait(LOOK_AGAIN);
        press.tell(Event::Looked(Ok(page())));
        looks += 1;
    }
    assert_eq!(f64::from(looks) * LOOK_AGAIN, PATIENCE);
    assert_eq!(press.view().state, State::UnknownPage);

    let mut press = Press::over(page(), held_with_secret(recorded!("cicd-current-section")));
    press.wait(LOOK_AGAIN);
    press.tell(Event::Looked(Ok(recorded!("bitbucket-current-create"))));
    assert!(press.command().is_some());
}

#[test]
fn nobody_waits_for_a_form_that_nothing_can_be_filled_into() {
    let page = || recorded!("bitbucket-current-create-not-mounted");
    assert_eq!(Press::over(page(), Held::default()).view().state, State::NoData);
    let other = held_from(recorded!("cicd-current-section-classic"));
    assert_eq!(Press::over(page(), other).view().state, State::WrongRepository);
}

#[test]
fn a_form_with_a_control_missing_doubled_or_hidden_is_ambiguous() {
    let form = recorded_json("bitbucket-current-create").to_string();
    let url = "\"labels\":[\"URL*\"]";
    assert!(form.contains(url));
    let missing = form.replace(&format!("\"kind\":\"text\",{url}"), "\"kind\":\"email\",\"labels\":[\"Mail\"]");
    assert_ne!(missing, form);
    let doubled = form.replace("\"labels\":[\"Name*\"]", url);
    let hidden = form.replace(url, &format!("{url},\"hidden\":true"));
    for (form, words) in [(missing, "URL was not found"), (doubled, "more than once"), (hidden, "URL is hidden")] {
        let mut press = Press::over(snapshot(&form), held_with_secret(recorded!("cicd-current-section")));
        if press.effects == [Effect::LookAgain(LOOK_AGAIN)] {
            press.wait(PATIENCE);
            press.tell(Event::Looked(Ok(snapshot(&form))));
        }
        assert_eq!(press.view().state, State::Ambiguous, "{words}");
        assert!(press.sentence().contains(words), "{}", press.sentence());
        assert!(press.command().is_none());
    }
}

#[test]
fn a_form_whose_words_are_not_known_is_filled_by_its_structure() {
    for (name, data) in [
        ("bitbucket-current-create", recorded!("cicd-current-section")),
        ("bitbucket-classic-create", recorded!("cicd-current-section-classic")),
    ] {
        let known = recorded_json(name).to_string();
        let mut unknown = known.clone();
        for word in ["Name", "URL", "Secret", "Push", "Active"] {
            for (before, after) in [("\"", "\""), ("\"", "*\""), ("\"", "(required)\""), ("\"", " (required)\"")] {
                let other: String = word.chars().rev().collect();
                unknown = unknown.replace(&format!("{before}{word}{after}"), &format!("{before}{other}{after}"));
            }
        }
        assert_ne!(unknown, known);
        let steps = |form: &str| {
            let press = Press::over(snapshot(form), held_with_secret(data.clone()));
            let Some(Command::Act { steps, .. }) = press.command() else { panic!("{name} is not filled") };
            steps.clone()
        };
        assert!(steps(&unknown) == steps(&known), "{name}");
    }
}

#[test]
fn structure_alone_never_chooses_among_more_fields_than_it_knows() {
    let form = recorded_json("bitbucket-current-create").to_string().replace("\"Secret\"", "\"Geheimnis\"");
    let another = "{\"field\":{\"handle\":99,\"kind\":\"password\",\"labels\":[\"Kennwort\"]}},{\"button\"";
    let form = form.replacen("{\"button\"", another, 1);
    let mut press = Press::over(snapshot(&form), held_with_secret(recorded!("cicd-current-section")));
    press.wait(PATIENCE);
    press.tell(Event::Looked(Ok(snapshot(&form))));
    assert_eq!(press.view().state, State::Ambiguous);
}

#[test]
fn asks_once_for_a_secret_that_is_not_held_and_goes_on() {
    let mut press = Press::over(recorded!("bitbucket-current-create"), held_from(recorded!("cicd-current-section")));
    let view = press.view();
    assert_eq!((view.state, view.primary), (State::NeedsSecret, Some(Button::Fill)));
    assert_eq!(view.secret.as_ref().map(text).as_deref(), Some("Secret of 'webhook-credential'"));
    for (typed, words) in [("", "no secret"), ("••••", "masked")] {
        press.primary(typed);
        assert_eq!(press.view().state, State::NeedsSecret);
        assert!(press.sentence().contains(words), "{}", press.sentence());
        assert!(press.effects.is_empty());
    }
    press.primary(SECRET);
    assert!(press.stored().is_some_and(|held| held.secrets.len() == 1));
    press.tell(Event::Looked(Ok(recorded!("bitbucket-current-create"))));
    press.answer_act(Outcome::Filled);
    assert_eq!(press.view().state, State::Filled);
}

#[test]
fn a_form_has_its_five_seconds_anew_after_the_secret_was_typed() {
    let mut press = Press::over(recorded!("bitbucket-current-create"), held_from(recorded!("cicd-current-section")));
    press.wait(4.0 * PATIENCE);
    press.primary(SECRET);
    press.tell(Event::Looked(Ok(recorded!("bitbucket-current-create-not-mounted"))));
    assert!(press.effects == [Effect::LookAgain(LOOK_AGAIN)]);
}

#[test]
fn a_secret_that_expired_is_asked_for() {
    let held = held_with_secret(recorded!("cicd-current-section"));
    let later = held.secrets[0].captured.plus(Minutes::default().milliseconds());
    let mut press = Press::open(held, later);
    assert!(press.stored().is_some_and(|held| held.secrets.is_empty() && held.data.len() == 1));
    press.tell(Event::Looked(Ok(recorded!("bitbucket-current-create"))));
    assert_eq!(press.view().state, State::NeedsSecret);
}

#[test]
fn a_secret_that_expires_while_the_popup_is_open_is_gone_too() {
    let held = held_with_secret(recorded!("cicd-current-section"));
    let mut press = Press::over(recorded!("bitbucket-current-browse"), held);
    press.wait(Minutes::default().milliseconds());
    press.tell(Event::Secondary);
    assert!(press.stored().is_some_and(|held| held.secrets.is_empty()));
}

#[test]
fn a_form_of_another_repository_is_not_filled() {
    let held = held_with_secret(recorded!("cicd-current-section-classic"));
    let press = Press::over(recorded!("bitbucket-current-create"), held);
    let view = press.view();
    assert_eq!(view.state, State::WrongRepository);
    assert!(press.effects.is_empty());
    for words in
        ["SHOP/orders", "https://bitbucket.example.com", "https://classic.example.com/bitbucket/scm/shop/catalog"]
    {
        assert!(press.sentence().contains(words), "{}", press.sentence());
    }
}

#[test]
fn a_renamed_repository_is_filled_deliberately() {
    let form = || recorded!("bitbucket-current-create");
    let mut press = Press::over(form(), held_with_secret(recorded!("cicd-current-section-classic")));
    assert_eq!((press.view().primary, press.view().secondary), (None, Some(Button::FillAllTheSame)));
    press.tell(Event::Secondary);
    assert!(press.stored().is_some());
    press.tell(Event::Looked(Ok(form())));
    press.answer_act(Outcome::Filled);
    assert_eq!(press.view().state, State::Filled);
    let reloaded = edited(recorded_json("bitbucket-current-create"), "/document", json!("another"));
    assert_eq!(Press::over(reloaded, press.model.held().clone()).view().state, State::WrongRepository);
}

#[test]
fn of_several_repositories_none_is_chosen_for_a_form_of_another() {
    let held = held_with_secret(recorded!("cicd-current-section-classic"));
    let held = Press::over(recorded!("cicd-current-section-ssh"), held).stored().unwrap().clone();
    let mut press = Press::over(recorded!("bitbucket-current-create"), held);
    assert_eq!((press.view().state, press.view().secondary), (State::WrongRepository, None));
    press.tell(Event::Secondary);
    assert!(press.effects.is_empty());
}

#[test]
fn another_page_of_the_repository_is_one_press_away_from_the_form() {
    for page in [
        recorded!("bitbucket-current-browse"),
        recorded!("bitbucket-current-settings"),
        recorded!("bitbucket-current-list"),
    ] {
        let mut press = Press::over(page, held_from(recorded!("cicd-current-section")));
        assert_eq!((press.view().state, press.view().primary), (State::OpenForm, Some(Button::OpenForm)));
        press.primary("");
        assert!(press.effects == [Effect::Navigate(ORDERS_FORM.to_owned())]);
    }
}

#[test]
fn nothing_held_says_what_to_do_next() {
    let press = Press::over(recorded!("bitbucket-current-browse"), Held::default());
    assert_eq!(press.view().state, State::NoData);
    assert!(press.sentence().contains("press this button there"));
}

// ---- the guard ----

#[test]
fn http_wants_a_yes_that_counts_for_this_document_and_data() {
    let form = || recorded!("bitbucket-current-create-http");
    let mut press = Press::over(form(), held_with_secret(recorded!("cicd-current-section-http")));
    let view = press.view();
    assert_eq!((view.state, view.primary, view.secondary), (State::Confirm, Some(Button::Yes), Some(Button::No)));
    assert!(press.sentence().contains("http://bitbucket.example.com:7990 is not encrypted"), "{}", press.sentence());
    press.primary("");
    let agreed = press.stored().unwrap().clone();
    press.tell(Event::Looked(Ok(form())));
    assert!(matches!(press.command(), Some(Command::Act { .. })));

    let again = Press::over(form(), agreed.clone());
    assert!(matches!(again.command(), Some(Command::Act { .. })), "the same document is not asked about again");
    let reloaded = edited(recorded_json("bitbucket-current-create-http"), "/document", json!("another"));
    assert_eq!(Press::over(reloaded, agreed).view().state, State::Confirm);
}

#[test]
fn a_no_closes_the_popup_and_fills_nothing() {
    let held = held_with_secret(recorded!("cicd-current-section-http"));
    let mut press = Press::over(recorded!("bitbucket-current-create-http"), held);
    press.tell(Event::Secondary);
    assert!(press.effects == [Effect::Close]);
}

#[test]
fn a_virtual_host_is_asked_about_naming_both_addresses_and_then_known() {
    let virtual_host = || {
        let section = recorded_json("cicd-current-section").to_string();
        let known = "\"https://bitbucket.example.com/scm/shop/orders.git\"";
        assert!(section.contains(known));
        snapshot(&section.replace(known, "\"http://virtual-host:8080/scm/shop/orders.git\""))
    };
    let form = || recorded!("bitbucket-current-create");
    let mut press = Press::over(form(), held_with_secret(virtual_host()));
    assert_eq!(press.view().state, State::Confirm);
    for words in ["http://virtual-host:8080/scm/shop/orders.git", "https://bitbucket.example.com"] {
        assert!(press.sentence().contains(words), "{}", press.sentence());
    }
    press.primary("");
    press.tell(Event::Looked(Ok(form())));
    press.answer_act(Outcome::Filled);
    let learnt = press.stored().unwrap().clone();
    let mut press = Press::over(virtual_host(), learnt);
    press.primary("");
    assert!(press.effects == [Effect::OpenTab(ORDERS_FORM.to_owned())]);
}

#[test]
fn a_page_in_a_frame_is_neither_read_nor_filled() {
    let held = held_with_secret(recorded!("cicd-current-section"));
    for page in ["bitbucket-current-create", "cicd-current-section", "cicd-current-create-credential"] {
        let press = Press::over(edited(recorded_json(page), "/top", json!(false)), held.clone());
        assert_eq!(press.view().state, State::Error, "{page}");
        assert!(press.effects.is_empty(), "{page}");
    }
}

// ---- what goes wrong ----

#[test]
fn a_field_that_could_not_be_filled_is_named_and_nothing_that_is_held_is_lost() {
    for (problem, words) in [
        (Problem::Gone, "went away"),
        (Problem::Hidden, "cannot be seen"),
        (Problem::Covered, "covered"),
        (Problem::Disabled, "disabled"),
        (Problem::ReadOnly, "takes no input"),
        (Problem::TooLong, "cut"),
        (Problem::Refused, "did not keep"),
    ] {
        let mut press = filling();
        let Some(Command::Act { steps, .. }) = press.command() else { panic!("the form is not filled") };
        let failed = PageError::Step { handle: steps[1].handle, problem, restored: true };
        press.tell(Event::Acted(Err(failed)));
        let view = press.view();
        assert_eq!((view.state, view.primary), (State::Error, Some(Button::TryAgain)), "{words}");
        assert!(press.sentence().contains("the field URL"), "{}", press.sentence());
        let said = press.sentence();
        assert!(said.contains(words) && said.contains("Nothing was changed"), "{said}");
        press.primary("");
        press.tell(Event::Looked(Ok(recorded!("bitbucket-current-create"))));
        assert!(matches!(press.command(), Some(Command::Act { .. })), "what is held is held still");
    }
}

#[test]
fn what_could_not_be_put_back_is_said() {
    let mut press = filling();
    let Some(Command::Act { steps, .. }) = press.command() else { panic!("the form is not filled") };
    let failed = PageError::Step { handle: steps[1].handle, problem: Problem::Refused, restored: false };
    press.tell(Event::Acted(Err(failed)));
    assert!(press.sentence().contains("Not everything could be put back"), "{}", press.sentence());
}

#[test]
fn undo_puts_back_and_offers_to_fill_again() {
    let mut press = filling();
    press.answer_act(Outcome::Filled);
    press.tell(Event::Secondary);
    assert!(matches!(press.command(), Some(Command::Undo { .. })));
    press.tell(Event::Undone(Ok(Outcomes { outcomes: Vec::new() })));
    let view = press.view();
    assert_eq!((view.state, view.primary), (State::Undone, Some(Button::FillAgain)));
    press.primary("");
    assert!(matches!(press.command(), Some(Command::Look {})));

    let mut press = filling();
    press.answer_act(Outcome::Filled);
    press.tell(Event::Secondary);
    press.tell(Event::Undone(Err(PageError::Changed)));
    assert_eq!(press.view().state, State::Error);
}

/// The look at the form, after its fill: the nonce, and what is looked for.
fn checked_later(press: &Press) -> Option<(String, Vec<Step>)> {
    press.effects.iter().find_map(|effect| match effect {
        Effect::CheckLater(CHECK_AFTER, Command::Check { nonce, address: Some(_), steps }) => {
            Some((nonce.clone(), steps.clone()))
        }
        _ => None,
    })
}

fn altered(field: usize, steps: &[Step]) -> Result<Outcomes, PageError> {
    Err(PageError::Step { handle: steps[field].handle, problem: Problem::Refused, restored: true })
}

#[test]
fn what_a_page_changes_after_the_fill_is_said_and_can_be_undone() {
    for (field, words) in [(1, "the field URL no longer holds"), (2, "the field Secret no longer holds")] {
        let mut press = filling();
        press.answer_act(Outcome::Filled);
        assert_eq!(press.view().state, State::Filled, "nobody waits for the second look");
        let (nonce, steps) = checked_later(&press).expect("a second look");
        let held = press.model.held().clone();
        press.tell(Event::Checked(nonce, altered(field, &steps)));
        let view = press.view();
        assert_eq!(
            (view.state, view.primary, view.secondary),
            (State::Error, Some(Button::TryAgain), Some(Button::Undo))
        );
        assert!(press.sentence().contains(words), "{}", press.sentence());
        assert!(*press.model.held() == held && press.effects.is_empty(), "nothing that is held is lost");
        press.tell(Event::Secondary);
        assert!(matches!(press.command(), Some(Command::Undo { .. })));
    }
    let mut press = filling();
    press.answer_act(Outcome::Filled);
    let (nonce, _) = checked_later(&press).expect("a second look");
    press.tell(Event::Checked(nonce, Err(PageError::Changed)));
    assert_eq!((press.view().state, press.view().secondary), (State::Error, None));
    assert!(press.sentence().contains("not the same page"), "{}", press.sentence());
}

#[test]
fn a_second_look_says_nothing_where_all_is_well_or_not_asked_any_more() {
    let mut press = filling();
    press.answer_act(Outcome::Filled);
    let (nonce, steps) = checked_later(&press).expect("a second look");
    let filled = press.view();
    press.tell(Event::Checked(nonce.clone(), Ok(Outcomes { outcomes: Vec::new() })));
    press.tell(Event::Checked("that of another fill".to_owned(), altered(1, &steps)));
    assert!(press.view() == filled && press.effects.is_empty());
    press.tell(Event::Secondary);
    press.tell(Event::Checked(nonce.clone(), altered(1, &steps)));
    press.tell(Event::Undone(Ok(Outcomes { outcomes: Vec::new() })));
    press.tell(Event::Checked(nonce, altered(1, &steps)));
    assert_eq!(press.view().state, State::Undone);
}

#[test]
fn a_second_look_is_at_what_was_meant_to_be_there_and_not_at_the_admins_own_words() {
    let mut press = filling();
    press.answer_act(Outcome::Right);
    assert!(checked_later(&press).is_none(), "what was not written is the page's");

    let mut press = filling();
    let Some(Command::Act { steps, .. }) = press.command() else { panic!("the form is not filled") };
    let steps = steps.clone();
    let done = |(place, step): (usize, &Step)| {
        let outcome = [Outcome::Kept, Outcome::Right, Outcome::Filled][place.min(2)];
        Done { handle: step.handle, outcome }
    };
    press.tell(Event::Acted(Ok(Outcomes { outcomes: steps.iter().enumerate().map(done).collect() })));
    let (_, checked) = checked_later(&press).expect("a second look");
    assert!(checked == steps[1..]);

    let mut press = filling();
    press.answer_act(Outcome::Filled);
    let (_, checked) = checked_later(&press).expect("a second look");
    assert!(checked.len() == steps.len() && checked.iter().all(|step| !step.keep), "our own name is not hers");
}

#[test]
fn a_page_that_cannot_be_read_ends_in_a_sentence() {
    for (error, state, words) in [
        (PageError::NotAllowed, State::UnknownPage, "lets no extension read"),
        (PageError::Changed, State::Error, "changed"),
        (PageError::TooLarge, State::Error, "too many fields"),
        (PageError::Failed("It stopped.".to_owned()), State::Error, "It stopped."),
    ] {
        let mut press = Press::open(Held::default(), Time(0.0));
        press.tell(Event::Looked(Err(error)));
        assert_eq!(press.view().state, state, "{words}");
        assert!(press.sentence().contains(words), "{}", press.sentence());
    }
}

#[test]
fn a_page_that_is_just_being_replaced_is_looked_at_again() {
    let mut press = Press::open(Held::default(), Time(0.0));
    press.tell(Event::Looked(Err(PageError::Gone)));
    assert!(press.effects == [Effect::LookAgain(LOOK_AGAIN)]);
    press.wait(LOOK_AGAIN);
    press.tell(Event::Looked(Ok(recorded!("cicd-current-section"))));
    assert_eq!(press.view().state, State::Captured);

    let mut press = Press::open(Held::default(), Time(0.0));
    press.wait(PATIENCE);
    press.tell(Event::Looked(Err(PageError::Gone)));
    assert_eq!(press.view().state, State::UnknownPage);
}

#[test]
fn a_page_that_went_away_meanwhile_is_an_error_and_nothing_is_lost() {
    let mut press = Press::over(recorded!("cicd-current-create-credential"), Held::default());
    press.tell(Event::Read(Err(PageError::Gone)));
    assert_eq!(press.view().state, State::Error);

    let mut press = filling();
    press.tell(Event::Acted(Err(PageError::Changed)));
    assert_eq!(press.view().state, State::Error);
    assert!(press.view().forget.is_some(), "the data is held still");
}

#[test]
fn what_the_browser_refuses_is_said() {
    for failure in [Failure::Load, Failure::Store, Failure::Open] {
        let mut press = Press::over(recorded!("cicd-current-section"), Held::default());
        press.tell(Event::Failed(failure));
        assert_eq!((press.view().state, press.view().primary), (State::Error, Some(Button::TryAgain)));
        press.primary("");
        assert!(matches!(press.command(), Some(Command::Look {})));
    }
}

#[test]
fn pages_of_neither_product_are_unknown() {
    for href in ["https://example.com/", "https://bitbucket.org/acme/orders/admin/webhooks"] {
        let page = edited(recorded_json("bitbucket-current-create"), "/address", json!(href));
        let press = Press::over(page, held_with_secret(recorded!("cicd-current-section")));
        assert_eq!(press.view().state, State::UnknownPage, "{href}");
        assert!(press.effects.is_empty());
    }
}

#[test]
fn the_ci_cd_pages_look_alike_on_another_host_is_not_read_before_a_yes() {
    let href = "https://acme.eu10.cicd.cloud.sap.evil.test/ui/index.html";
    for page in ["cicd-current-section", "cicd-current-create-credential"] {
        let press = Press::over(edited(recorded_json(page), "/address", json!(href)), Held::default());
        assert_eq!(press.view().state, State::Confirm, "{page}");
        assert!(press.sentence().contains("https://acme.eu10.cicd.cloud.sap.evil.test, which"), "{}", press.sentence());
        assert!(press.effects.is_empty(), "{page}");
    }
}

#[test]
fn an_answer_that_nobody_asked_for_changes_nothing() {
    let mut press = filling();
    press.answer_act(Outcome::Filled);
    for event in [
        Event::Opened { held: Held::default(), settings: Settings::default(), address: None },
        Event::Looked(Ok(recorded!("bitbucket-current-create"))),
        Event::Read(Ok(Values { values: Vec::new() })),
        Event::Acted(Err(PageError::Changed)),
        Event::Undone(Ok(Outcomes { outcomes: Vec::new() })),
    ] {
        press.tell(event);
        assert_eq!(press.view().state, State::Filled);
        assert!(press.effects.is_empty());
    }
}

#[test]
fn a_press_fills_once_however_often_its_buttons_are_pressed() {
    let mut press = filling();
    press.primary("");
    press.tell(Event::Secondary);
    assert!(press.effects.is_empty());
    press.effects = Vec::new();
    press.tell(Event::Looked(Ok(recorded!("bitbucket-current-create"))));
    assert!(press.effects.is_empty());
}

#[test]
fn forget_drops_all_that_is_held() {
    for page in [recorded!("cicd-current-section"), recorded!("bitbucket-current-browse")] {
        let mut press = Press::over(page, held_with_secret(recorded!("cicd-current-section")));
        assert!(press.view().forget.is_some());
        press.tell(Event::Forget);
        assert!(press.stored().is_some_and(Held::is_empty));
        assert_eq!((press.view().state, press.view().forget), (State::NoData, None));
    }
}

// ---- helpers ----

/// A press that is just filling the form of `orders`.
fn filling() -> Press {
    let press = Press::over(recorded!("bitbucket-current-create"), held_with_secret(recorded!("cicd-current-section")));
    assert!(matches!(press.command(), Some(Command::Act { .. })));
    press
}

/// The form of another repository on the same server.
fn form_of(slug: &str) -> Snapshot {
    let form = recorded_json("bitbucket-current-create").to_string();
    snapshot(&form.replace("/repos/orders", &format!("/repos/{slug}")))
}

fn press_held(press: &Press) -> Held {
    press.stored().unwrap().clone()
}

fn row(press: &Press, field: &str) -> String {
    press.row(field)
}

fn edited(mut page: Json, pointer: &str, value: Json) -> Snapshot {
    *page.pointer_mut(pointer).unwrap_or_else(|| panic!("nothing at {pointer}")) = value;
    snapshot(&page.to_string())
}

/// A text or link whose words are an address.
fn address_item(href: &str) -> Json {
    json!({"text": href, "address": href})
}
