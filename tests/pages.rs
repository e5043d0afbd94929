//! Bitbucket's pages besides the form for a new webhook: the form of one that is there, and the ways to either.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{Press, held_from, held_with_secret, moved, recorded};
use webhook_autofill::held::{Held, Time};
use webhook_autofill::page::plan::{Command, Outcome, PageError, Write};
use webhook_autofill::page::snapshot::{Item, Snapshot};
use webhook_autofill::plain::json;
use webhook_autofill::press::{Button, Effect, Event, LOOK_AGAIN, PATIENCE, State};

const WEBHOOKS: &str = "https://bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP";
const ORDERS_FORM: &str = "https://bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/create";

// ---- a webhook that is there ----

/// A press on the form of a webhook of `orders`, that has read what stands in the URL.
fn on_the_edit_page(held: Held, url: &str) -> Press {
    let mut press = Press::over(recorded!("bitbucket-current-edit"), held);
    assert!(matches!(press.command(), Some(Command::Read { handles, .. }) if handles.len() == 1), "the URL alone");
    press.answer_read(&[url]);
    press
}

fn our_url(held: &Held) -> String {
    held.data[0].url.as_str().to_owned()
}

#[test]
fn a_webhook_with_our_url_is_brought_up_to_what_is_meant() {
    for form in [recorded!("bitbucket-current-edit"), recorded!("bitbucket-classic-edit")] {
        let data = match form.address.host() {
            "classic.example.com" => recorded!("cicd-current-section-classic"),
            _ => recorded!("cicd-current-section"),
        };
        let held = held_with_secret(data);
        let url = our_url(&held);
        let mut press = Press::over(form, held);
        press.answer_read(&[&url]);
        let Some(Command::Act { steps, .. }) = press.command() else { panic!("the form is not filled") };
        assert_eq!(steps.len(), 5);
        assert!(matches!(steps[2].write, Write::Secret(_)));
        press.answer_act(Outcome::Right);
        assert_eq!((press.view().state, press.view().secondary), (State::Filled, None));
    }
}

#[test]
fn a_secret_that_is_not_held_is_not_asked_for_there_and_stays() {
    let held = held_from(recorded!("cicd-current-section"));
    let url = our_url(&held);
    let mut press = on_the_edit_page(held, &url);
    let Some(Command::Act { steps, .. }) = press.command() else { panic!("the form is not filled") };
    assert!(steps.iter().all(|step| !matches!(step.write, Write::Secret(_))) && steps.len() == 4);
    press.answer_act(Outcome::Filled);
    assert_eq!(press.view().state, State::Filled);
    assert_eq!(press.row("secret"), "stays as it is: no secret is held");
}

#[test]
fn a_webhook_with_another_url_is_not_touched_without_a_yes_that_shows_both() {
    let held = held_with_secret(recorded!("cicd-current-section"));
    let url = our_url(&held);
    let mut press = on_the_edit_page(held.clone(), "https://builds.example.com/hook");
    let view = press.view();
    assert_eq!((view.state, view.primary, view.secondary), (State::Confirm, Some(Button::Yes), Some(Button::No)));
    assert_eq!((press.row("found").as_str(), press.row("url")), ("https://builds.example.com/hook", url));
    press.primary("");
    press.tell(Event::Looked(Ok(recorded!("bitbucket-current-edit"))));
    press.answer_read(&["https://builds.example.com/hook"]);
    assert!(matches!(press.command(), Some(Command::Act { .. })));

    let mut no = on_the_edit_page(held, "https://builds.example.com/hook");
    no.tell(Event::Secondary);
    assert!(no.effects == [Effect::Close]);
}

#[test]
fn a_url_of_somebody_else_is_shown_in_short() {
    let long = format!("https://builds.example.com/{}", "x".repeat(5_000));
    let press = on_the_edit_page(held_with_secret(recorded!("cicd-current-section")), &long);
    assert!(press.row("found").len() < 250);
}

#[test]
fn a_form_that_goes_away_while_its_url_is_read_is_an_error() {
    let mut press =
        Press::over(recorded!("bitbucket-current-edit"), held_with_secret(recorded!("cicd-current-section")));
    press.tell(Event::Read(Err(PageError::Changed)));
    assert_eq!(press.view().state, State::Error);
    assert!(press.effects.is_empty());
}

#[test]
fn a_page_below_the_webhooks_without_a_form_leads_to_it_after_five_seconds() {
    let page = || moved(recorded!("bitbucket-current-create-not-mounted"), &format!("{WEBHOOKS}/repos/orders/edit/7"));
    let mut press = Press::over(page(), held_from(recorded!("cicd-current-section")));
    assert!(press.effects == [Effect::LookAgain(LOOK_AGAIN)]);
    press.wait(PATIENCE);
    press.tell(Event::Looked(Ok(page())));
    assert_eq!((press.view().state, press.view().primary), (State::OpenForm, Some(Button::OpenForm)));
}

// ---- the ways to the form ----

#[test]
fn a_project_s_webhooks_lead_to_the_repository_that_the_webhook_belongs_to() {
    let page = || moved(recorded!("bitbucket-current-list"), WEBHOOKS);
    let mut press = Press::over(page(), held_from(recorded!("cicd-current-section")));
    assert_eq!((press.view().state, press.view().primary), (State::OpenForm, Some(Button::OpenForm)));
    assert!(press.sentence().contains("belongs to one repository"), "{}", press.sentence());
    press.primary("");
    assert!(press.effects == [Effect::Navigate(ORDERS_FORM.to_owned())]);

    let other = Press::over(page(), held_from(recorded!("cicd-current-section-classic")));
    assert_eq!(other.view().state, State::WrongRepository);
    assert_eq!(Press::over(page(), Held::default()).view().state, State::NoData);
}

#[test]
fn the_login_page_of_that_bitbucket_says_to_log_in() {
    let page = |href| moved(recorded!("bitbucket-current-browse"), href);
    let held = || held_from(recorded!("cicd-current-section"));
    let press = Press::over(page("https://bitbucket.example.com/login"), held());
    assert_eq!((press.view().state, press.view().primary), (State::OpenForm, None));
    assert!(press.sentence().contains("Log in first"), "{}", press.sentence());

    let elsewhere = Press::over(page("https://shop.example.com/login"), held());
    assert_eq!(elsewhere.view().state, State::UnknownPage);
}

#[test]
fn a_page_that_takes_no_webhook_offers_no_way_and_says_why() {
    for (said, why) in [
        ("This repository is archived. Nothing can be changed.", "archived"),
        ("You are not permitted to view this page", "may not change"),
    ] {
        for page in [recorded!("bitbucket-current-browse"), recorded!("bitbucket-current-create-not-mounted")] {
            let press = Press::over(saying(page, said), held_from(recorded!("cicd-current-section")));
            assert_eq!((press.view().state, press.view().primary), (State::OpenForm, None));
            assert!(press.sentence().contains(why), "{}", press.sentence());
            assert_eq!(press.row("health"), "not there yet", "nor a way to it");
        }
    }
}

fn saying(mut page: Snapshot, words: &str) -> Snapshot {
    let text: Item = json::read(serde_json::json!({"text": {"text": words}})).unwrap();
    page.regions[0].items.insert(0, text);
    page
}

// ---- several repositories ----

/// Data of three repositories, of which two share the credential's secret.
fn several() -> Held {
    let held = held_with_secret(recorded!("cicd-current-section"));
    let held = Press::over(recorded!("cicd-current-section-ssh"), held).stored().unwrap().clone();
    Press::over(recorded!("cicd-current-section-classic"), held).stored().unwrap().clone()
}

#[test]
fn of_several_repositories_the_one_that_fits_the_page_is_taken() {
    for (form, slug) in
        [(recorded!("bitbucket-current-create"), "orders"), (recorded!("bitbucket-classic-create"), "catalog")]
    {
        let press = Press::over(form, several());
        let Some(Command::Act { steps, .. }) = press.command() else { panic!("the form is not filled") };
        assert!(steps[0].write == Write::Text(format!("SAP CI/CD – {slug}")));
    }
}

#[test]
fn one_list_shows_what_is_held_and_each_can_be_forgotten() {
    let mut press = Press::over(recorded!("bitbucket-current-browse"), several());
    let names = |press: &Press| press.view().held.iter().map(|row| row.repository.clone()).collect::<Vec<_>>();
    assert_eq!(names(&press), ["catalog", "checkout", "orders"]);
    press.tell(Event::ForgetOne(1));
    assert_eq!(names(&press), ["catalog", "orders"]);
    assert_eq!(press.stored().map(|held| held.secrets.len()), Some(1), "the secret is needed still");
    assert_eq!(press.view().state, State::OpenForm, "what is shown is about another one");

    press.tell(Event::ForgetOne(1));
    assert!(press.sentence().contains("'orders' is forgotten"), "{}", press.sentence());
    assert_eq!((press.view().state, names(&press).len()), (State::NoData, 0));
    press.tell(Event::ForgetOne(7));
    assert!(press.effects.is_empty());
}

#[test]
fn the_last_repository_of_a_credential_takes_its_secret_along() {
    let mut held = held_with_secret(recorded!("cicd-current-section"));
    assert!(held.forget(0).is_some());
    assert!(held.is_empty());
    assert!(held.secrets.is_empty() && held.forget(0).is_none());
    assert!(!held.expire(Time(0.0)));
}
