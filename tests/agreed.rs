//! What the admin's yes to a question of the guard is good for, what goes stale, and what is shown of what is refused.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::json;
use support::{ELSEWHERE, moved, recorded, recorded_json, snapshot, text, value_text};
use support::{Press, SECRET, held_from, held_from_elsewhere, held_with_secret};
use webhook_autofill::guard::RuleName;
use webhook_autofill::held::{Held, Time};
use webhook_autofill::page::plan::Outcome;
use webhook_autofill::page::snapshot::Snapshot;
use webhook_autofill::press::{Answers, Button, Effect, Event, State};
use webhook_autofill::settings::{SettingName, Settings};

/// The older pop-up with that text in the place of the webhook's URL.
fn pop_up_with(url: &str) -> Snapshot {
    let mut page = recorded_json("cicd-older-pop-up");
    page["regions"][0]["items"][7] = json!({"text": {"text": url, "address": url}});
    snapshot(&page.to_string())
}

// ---- what a yes is good for -----------------------------------------------------------------------------------------

#[test]
fn a_yes_to_another_host_holds_for_that_document() {
    let page = || moved(recorded!("cicd-current-section"), ELSEWHERE);
    let mut press = Press::over(page(), Held::default());
    assert_eq!((press.view().primary, press.view().secondary), (Some(Button::Yes), Some(Button::No)));
    assert!(press.sentence().contains("https://cicd.acme.test, which is none of SAP's"), "{}", press.sentence());
    press.primary("");
    assert!(press.stored().is_some_and(|held| held.data.is_empty()), "the yes alone is held");
    press.tell(Event::Looked(Ok(page())));
    assert_eq!(press.view().state, State::Captured);
    assert_eq!(press.row("origin"), "https://cicd.acme.test");

    let held = press.stored().expect("webhook data").clone();
    assert_eq!(Press::over(page(), held.clone()).view().state, State::Captured);
    let reloaded = Snapshot { document: "another".to_owned(), ..page() };
    assert_eq!(Press::over(reloaded, held.clone()).view().state, State::Confirm);
    assert_eq!(Press::over(moved(page(), "https://evil.test/ui/index.html"), held).view().state, State::Confirm);
}

#[test]
fn a_yes_for_good_holds_for_that_host_alone() {
    let mut settings = Settings::default();
    settings.allow(RuleName::SapHost, "https://cicd.acme.test");
    for (href, expected) in [
        (ELSEWHERE, State::Captured),
        ("http://cicd.acme.test/ui/index.html", State::Confirm),
        ("https://cicd.acme.test:8443/ui/index.html", State::Confirm),
        ("https://cicd.acme.test.evil.test/ui/index.html", State::Confirm),
    ] {
        let mut press = Press::open_with(Held::default(), settings.clone(), Time(0.0));
        press.tell(Event::Looked(Ok(moved(recorded!("cicd-current-section"), href))));
        assert_eq!(press.view().state, expected, "{href}");
    }
}

#[test]
fn a_yes_is_kept_for_good_where_she_says_so() {
    for (page, origin, rule) in [
        (moved(recorded!("cicd-current-section"), ELSEWHERE), "https://cicd.acme.test", RuleName::SapHost),
        (pop_up_with("https://hooks.acme.test/v2"), "https://hooks.acme.test", RuleName::SapReceiver),
    ] {
        let mut press = Press::over(page, Held::default());
        assert_eq!(press.view().remember.as_ref().map(text), Some(format!("Do not ask again for {origin}")));
        press.tell(Event::Primary(Answers { remember: true, ..Answers::default() }));
        assert!(press.effects.contains(&Effect::StoreSetting(SettingName::Allowed)));
        assert!(press.model.settings().allows(rule, origin) && press.model.settings().allowed.len() == 1);
    }
}

#[test]
fn a_no_to_another_host_takes_nothing() {
    let mut press = Press::over(moved(recorded!("cicd-oldest-pop-up"), ELSEWHERE), Held::default());
    press.tell(Event::Secondary);
    assert!(press.effects == [Effect::Close] && press.model.held().is_empty());
}

#[test]
fn a_page_of_another_host_that_only_resembles_sap_s_is_unknown() {
    for page in ["cicd-current-repositories", "cicd-current-detail-view", "cicd-current-create-credential-empty"] {
        let press = Press::over(moved(snapshot(&recorded_json(page).to_string()), ELSEWHERE), Held::default());
        assert_eq!(press.view().state, State::UnknownPage, "{page}");
    }
}

#[test]
fn a_webhook_url_that_leads_elsewhere_is_taken_after_a_yes_that_names_it() {
    let page = || pop_up_with("https://hooks.acme.test/v2");
    let mut press = Press::over(page(), Held::default());
    assert!(press.sentence().contains("leads to https://hooks.acme.test"), "{}", press.sentence());
    press.primary("");
    press.tell(Event::Looked(Ok(page())));
    assert_eq!(press.stored().expect("webhook data").data[0].url.as_str(), "https://hooks.acme.test/v2");
    let other = pop_up_with("https://hooks.evil.test/v2");
    assert_eq!(
        Press::over(other, press.model.held().clone()).view().state,
        State::Confirm,
        "of another URL it says no"
    );
}

#[test]
fn data_from_another_host_is_asked_about_at_every_form() {
    let held = held_from_elsewhere();
    let mut settings = Settings::default();
    settings.allow(RuleName::SapSource, "https://bitbucket.example.com");
    settings.allow(RuleName::SapSource, "https://cicd.acme.test");
    let mut press = Press::open_with(held, settings, Time(1_000_000.0));
    press.tell(Event::Looked(Ok(recorded!("bitbucket-current-create"))));
    assert_eq!(press.view().state, State::Confirm);
    for words in ["https://cicd.acme.test", "https://bitbucket.example.com"] {
        assert!(press.sentence().contains(words), "{}", press.sentence());
    }
    press.primary("");
    press.tell(Event::Looked(Ok(recorded!("bitbucket-current-create"))));
    press.answer_act(Outcome::Filled);
    assert_eq!((press.view().state, press.row("origin")), (State::Filled, "https://cicd.acme.test".to_owned()));
}

// ---- what goes stale ------------------------------------------------------------------------------------------------

#[test]
fn the_secret_of_a_credential_of_the_same_name_in_another_subaccount_is_not_used() {
    let other = moved(recorded!("cicd-current-create-credential"), "https://other.eu10.cicd.cloud.sap/ui/index.html");
    let mut press = Press::over(other, held_from(recorded!("cicd-current-section")));
    press.answer_read(&["webhook-credential", "the-other-one"]);
    let held = press.stored().expect("a secret").clone();
    assert_eq!(Press::over(recorded!("bitbucket-current-create"), held).view().state, State::NeedsSecret);
}

#[test]
fn a_fill_says_where_its_data_is_from_and_when_its_secret_was_taken() {
    let held = held_with_secret(recorded!("cicd-current-section"));
    let captured = held.secrets[0].captured;
    let mut press = Press::over(recorded!("bitbucket-current-create"), held);
    press.answer_act(Outcome::Filled);
    assert_eq!(press.row("time"), captured.0.to_string());
    assert_eq!(press.row("origin"), recorded!("cicd-current-section").address.origin());
}

// ---- what is shown --------------------------------------------------------------------------------------------------

#[test]
fn what_is_refused_is_shown_so_that_it_can_do_no_harm() {
    let long = "a".repeat(300);
    for (text, shown) in [
        ("https://cicd-service.cfapps.eu10.hana.ondemand.com/\u{202e}x{y}", "hana.ondemand.com/\u{fffd}x{y}"),
        (&format!("https://cicd-service.cfapps.eu10.hana.ondemand.com/{{}}{long}"), "a …"),
    ] {
        let press = Press::over(pop_up_with(text), Held::default());
        assert_eq!(press.view().state, State::Error);
        assert!(press.row("found").ends_with(shown), "{}", press.row("found"));
    }
}

#[test]
fn a_repository_s_address_that_is_refused_is_shown() {
    let mut page = recorded_json("cicd-older-pop-up");
    page["regions"][0]["items"][3] =
        json!({"link": {"text": "orders", "address": "https://bitbucket.example.com/\u{202e}nowhere"}});
    let press = Press::over(snapshot(&page.to_string()), Held::default());
    assert_eq!(press.view().state, State::Error);
    assert_eq!(press.row("found"), "https://bitbucket.example.com/\u{fffd}nowhere");
}

#[test]
fn each_of_several_repositories_says_where_its_data_is_from() {
    let other = moved(recorded!("cicd-current-section"), "https://other.eu10.cicd.cloud.sap/ui/index.html");
    let press = Press::over(other, held_from(recorded!("cicd-current-section")));
    let origins: Vec<_> = press.view().held.iter().map(|line| value_text(&line.rows[2].value)).collect();
    let expected = ["https://other.eu10.cicd.cloud.sap", "https://acme.eu10.cicd.cloud.sap"];
    assert_eq!(origins, expected.map(|origin| format!("{origin} (since 1000000)")));
}

#[test]
fn a_secret_that_is_refused_is_not_shown() {
    let mut press = Press::over(recorded!("cicd-current-create-credential"), Held::default());
    press.answer_read(&["webhook-credential", "my-secret\n"]);
    assert_eq!(press.view().state, State::Error);
    assert!(!format!("{:?}", press.view()).contains("my-secret"));
}

#[test]
fn spaces_around_a_credential_s_name_are_left_out_and_that_is_said() {
    let mut press = Press::over(recorded!("cicd-current-create-credential"), Held::default());
    press.answer_read(&[" webhook-credential ", SECRET]);
    assert_eq!(press.view().state, State::SecretCaptured);
    assert_eq!(press.notes(), ["The spaces around the credential's name were left out."]);
}
