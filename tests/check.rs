//! What a press makes of that which the server says: before a fill, after it, and on the pages around.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{Press, Server, held_from, held_with_secret, moved, recorded};
use webhook_autofill::held::{Held, Time};
use webhook_autofill::page::plan::{Command, Outcome, Outcomes};
use webhook_autofill::page::snapshot::{Address, Snapshot};
use webhook_autofill::press::{Button, CHECK_PATIENCE, Effect, Event, State};
use webhook_autofill::scm::bitbucket_server::rest::{HttpError, Trouble};
use webhook_autofill::settings::Settings;

const DETAILS: &str = "https://bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/details/7";

fn form() -> Snapshot {
    recorded!("bitbucket-current-create")
}

fn list() -> Snapshot {
    recorded!("bitbucket-current-list")
}

fn orders() -> Held {
    held_with_secret(recorded!("cicd-current-section"))
}

/// What is held after the form was filled.
fn after_a_fill() -> Held {
    let mut press = Press::over(form(), orders());
    press.answer_act(Outcome::Filled);
    press.stored().unwrap().clone()
}

fn is_filling(press: &Press) -> bool {
    matches!(press.command(), Some(Command::Act { .. }))
}

/// A press over a page, whose server has answered that.
fn answered(page: Snapshot, held: Held, answers: &[&str]) -> Press {
    let mut press = Press::unanswered(page, held);
    answers.iter().for_each(|answer| press.answer_asked(answer));
    press
}

/// The same, whatever it is asked.
fn always_answered(page: Snapshot, held: Held, answer: &str) -> Press {
    let mut press = Press::unanswered(page, held);
    while !press.asked.is_empty() {
        press.answer_asked(answer);
    }
    press
}

// ---- before a fill ----

#[test]
fn the_server_is_asked_at_once_and_the_fill_waits_for_a_second_at_most() {
    let mut press = Press::unanswered(form(), orders());
    assert_eq!(press.asked.len(), 1);
    assert!(press.effects == [Effect::Wait(CHECK_PATIENCE)]);
    assert_eq!(press.view().state, State::Working);
    press.tell(Event::Waited);
    assert!(is_filling(&press));
    press.answer_act(Outcome::Filled);
    assert_eq!((press.view().state, press.notes()[0].as_str()), (State::Filled, NOT_YET));
}

const NOT_YET: &str = "Not checked yet whether there is such a webhook already.";

/// A popup that has just opened over a tab at an address, whose page was not looked at yet.
fn opened_at(address: Address) -> Press {
    let mut press = Press::closed(Time(1_000_000.0));
    press.server = Server::Silent;
    press.tell(Event::Opened { held: orders(), settings: Settings::default(), address: Some(address) });
    press
}

#[test]
fn the_question_goes_out_with_the_look_and_only_once() {
    let mut press = opened_at(form().address);
    assert_eq!((press.asked.len(), press.effects.len()), (1, 1));
    assert!(matches!(press.command(), Some(Command::Look {})));
    press.answer_asked("list-empty");
    assert_eq!(press.view().state, State::Working);
    press.tell(Event::Looked(Ok(form())));
    assert!(is_filling(&press) && press.asked.is_empty(), "the server was faster than the page");
}

#[test]
fn what_a_tab_shows_counts_and_not_where_it_was() {
    let mut press = opened_at(form().address);
    press.asked.clear();
    press.tell(Event::Looked(Ok(recorded!("bitbucket-classic-create"))));
    assert_eq!((press.view().state, press.asked.len()), (State::WrongRepository, 0));
}

#[test]
fn nothing_is_asked_at_an_address_of_no_repository_that_is_held() {
    for page in
        [recorded!("cicd-current-section"), recorded!("bitbucket-classic-create"), recorded!("bitbucket-current-edit")]
    {
        assert!(opened_at(page.address).asked.is_empty());
    }
}

#[test]
fn only_what_is_left_of_the_second_is_waited_for_when_the_form_comes_late() {
    let mut press = Press::unanswered(recorded!("bitbucket-current-create-not-mounted"), orders());
    assert_eq!(press.asked.len(), 1, "before there is a form");
    press.wait(400.0);
    press.tell(Event::Looked(Ok(form())));
    assert!(press.effects == [Effect::Wait(CHECK_PATIENCE - 400.0)]);
    assert_eq!(press.asked.len(), 1, "once is enough");
}

#[test]
fn nothing_is_waited_for_once_the_second_is_over() {
    let mut press = Press::unanswered(recorded!("bitbucket-current-create-not-mounted"), orders());
    press.wait(CHECK_PATIENCE);
    press.tell(Event::Looked(Ok(form())));
    assert!(is_filling(&press));
}

#[test]
fn a_form_is_filled_as_soon_as_there_is_no_such_webhook() {
    let mut press = answered(form(), orders(), &["list-empty"]);
    assert!(is_filling(&press));
    press.answer_act(Outcome::Filled);
    assert_eq!((press.view().state, press.notes().len(), press.asked.len()), (State::Filled, 0, 0));
    press.tell(Event::Waited);
    assert!(press.effects.is_empty());
}

#[test]
fn what_the_server_said_is_stored_with_the_fill_and_not_once_more() {
    let mut press = Press::unanswered(form(), orders());
    press.answer_asked("list-empty");
    press.answer_act(Outcome::Filled);
    assert_eq!(press.effects.iter().filter(|effect| **effect == Effect::Store).count(), 1);
}

#[test]
fn a_webhook_with_that_url_is_shown_instead_of_a_second_one() {
    let mut press = answered(form(), orders(), &["search-newer"]);
    let view = press.view();
    assert_eq!(view.state, State::Exists);
    assert_eq!((view.primary, view.secondary), (Some(Button::GoThere), Some(Button::FillAllTheSame)));
    assert!(press.sentence().contains("'SAP CI/CD – orders'"), "{}", press.sentence());
    assert_eq!(press.row("delivery"), "Bitbucket is being asked …");
    press.now = Time(1_795_500_200_000.0);
    press.answer_asked("latest-accepted");
    assert_eq!(press.row("delivery"), "SAP accepted it");
    assert_eq!(press.row("time"), "1795500100000");
    assert_eq!((press.row("active").as_str(), press.row("push").as_str()), ("as meant", "as meant"));
    assert_eq!(press.row("secret"), "unknown: Bitbucket does not say");
    press.primary("");
    assert!(press.effects == [Effect::Navigate(DETAILS.to_owned())]);
}

#[test]
fn an_older_server_is_asked_at_most_three_times() {
    let mut press = answered(form(), orders(), &["no-search", "list-older", "latest-none"]);
    assert_eq!((press.view().state, press.asked.len()), (State::Exists, 0));
    assert_eq!(press.row("delivery"), "none yet: push once");
    press.tell(Event::Waited);
    assert_eq!(press.view().state, State::Exists);
}

#[test]
fn an_inherited_webhook_is_shown_where_the_project_has_it() {
    let mut press = answered(form(), orders(), &["search-inherited"]);
    assert!(press.sentence().contains("inherits"), "{}", press.sentence());
    press.primary("");
    let project = "https://bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP";
    assert!(press.effects == [Effect::Navigate(project.to_owned())]);
}

#[test]
fn a_second_webhook_is_filled_in_after_a_yes_that_holds_for_the_document() {
    let mut press = answered(form(), orders(), &["search-newer", "latest-none"]);
    press.tell(Event::Secondary);
    press.tell(Event::Looked(Ok(form())));
    assert!(is_filling(&press));
    assert!(press.asked.is_empty(), "the server has said it");
    press.answer_act(Outcome::Filled);
    assert!(press.sentence().starts_with("The form is filled"), "she knows of the other: {}", press.sentence());
    let held = press.model.held().clone();
    assert!(is_filling(&answered(form(), held.clone(), &["search-newer"])));
    let mut other = form();
    other.document = "another".to_owned();
    assert_eq!(answered(other, held, &["search-newer"]).view().state, State::Exists);
}

#[test]
fn a_late_hit_is_said_and_can_be_undone() {
    let mut press = Press::unanswered(form(), orders());
    press.tell(Event::Waited);
    press.answer_act(Outcome::Filled);
    press.answer_asked("search-newer");
    assert_eq!((press.view().state, press.view().secondary), (State::Filled, Some(Button::Undo)));
    assert!(press.sentence().contains("Choose Undo"), "it is read out: {}", press.sentence());
    assert!(press.notes().is_empty());
    press.tell(Event::Secondary);
    assert!(matches!(press.command(), Some(Command::Undo { .. })));
}

#[test]
fn of_a_late_hit_where_nothing_had_to_be_filled_nothing_can_be_undone() {
    let mut press = Press::unanswered(form(), orders());
    press.tell(Event::Waited);
    press.answer_act(Outcome::Right);
    press.answer_asked("search-newer");
    assert_eq!((press.view().state, press.view().secondary), (State::Filled, None));
    assert!(press.sentence().contains("'SAP CI/CD – orders'"), "{}", press.sentence());
    assert!(!press.sentence().contains("Undo"), "{}", press.sentence());
}

#[test]
fn what_the_server_says_comes_after_the_questions_about_the_form() {
    let held = held_from(recorded!("cicd-current-section"));
    let mut press = answered(form(), held, &["search-newer"]);
    assert_eq!(press.view().state, State::NeedsSecret);
    assert!(!press.model.shows_check(), "what is typed is not lost");
    press.primary("typed");
    press.tell(Event::Looked(Ok(form())));
    assert_eq!(press.view().state, State::Exists);
}

#[test]
fn no_trouble_with_the_server_stops_a_fill() {
    for (answer, words) in TROUBLES {
        let mut press = always_answered(form(), orders(), answer);
        assert!(is_filling(&press), "{answer}");
        press.answer_act(Outcome::Filled);
        assert_eq!(press.view().state, State::Filled);
        assert!(press.notes()[0].contains(words), "{answer}: {:?}", press.notes());
    }
    for error in [HttpError::NoConnection, HttpError::TimedOut, HttpError::NotAllowed] {
        let mut press = Press::unanswered(form(), orders());
        let request = press.asked[0].clone();
        press.tell(Event::Answered(request, Err(Trouble::Unreachable(error))));
        assert!(is_filling(&press));
        press.answer_act(Outcome::Filled);
        assert!(press.notes()[0].starts_with("Not checked"), "{:?}", press.notes());
    }
}

const TROUBLES: &[(&str, &str)] = &[
    ("not-logged-in", "nobody is logged in"),
    ("not-permitted", "jdoe may not see"),
    ("no-repository", "knows no such repository"),
    ("refused-in-words", "refuses its REST API"),
    ("login-page", "a web page answered"),
    ("proxy-error", "refuses its REST API"),
    ("half", "was not understood"),
    ("id-no-number", "was not understood"),
    ("of-another-shape", "was not understood"),
];

#[test]
fn an_answer_that_nobody_waits_for_changes_nothing() {
    let mut press = answered(form(), orders(), &["list-empty"]);
    let mut request = Press::unanswered(form(), orders()).asked.remove(0);
    std::rc::Rc::make_mut(&mut request.subject).repository.slug = "another".to_owned();
    press.tell(Event::Answered(request, Err(Trouble::NotLoggedIn)));
    assert!(press.effects.is_empty());
    press.tell(Event::Waited);
    assert!(press.effects.is_empty());
}

#[test]
fn where_nothing_is_held_or_a_webhook_is_changed_nobody_is_asked() {
    assert!(Press::unanswered(form(), Held::default()).asked.is_empty());
    assert!(Press::unanswered(form(), held_from(recorded!("cicd-current-section-classic"))).asked.is_empty());
    assert!(Press::unanswered(recorded!("bitbucket-current-edit"), orders()).asked.is_empty());
    let mut framed = form();
    framed.top = false;
    assert!(Press::unanswered(framed, orders()).asked.is_empty());
}

// ---- after a fill ----

#[test]
fn what_was_saved_as_meant_and_delivered_is_proven() {
    let press = answered(list(), after_a_fill(), &["no-search", "list-older", "latest-accepted"]);
    assert_eq!((press.view().state, press.view().primary), (State::Verified, None));
    assert!(press.sentence().contains("SAP has accepted"), "{}", press.sentence());
    for line in ["url", "active", "push", "secret", "single"] {
        assert_eq!(press.row(line), "as meant", "{line}");
    }
    assert_eq!(press.row("certificates"), "unknown: Bitbucket does not say");
}

#[test]
fn what_was_saved_as_meant_and_not_delivered_yet_asks_for_a_push() {
    let press = answered(recorded!("bitbucket-current-details"), after_a_fill(), &["search-newer", "latest-none"]);
    assert_eq!(press.view().state, State::Verified);
    assert!(press.sentence().contains("Push once"), "{}", press.sentence());
    assert_eq!(press.row("secret"), "unknown: Bitbucket does not say");
}

#[test]
fn a_delivery_that_was_refused_for_its_signature_differs() {
    let press = answered(list(), after_a_fill(), &["search-newer", "latest-unauthorized"]);
    assert_eq!(press.view().state, State::Differs);
    assert!(press.row("delivery").contains("401: probably the wrong secret"));
}

/// A change of the answer, the line that is wrong then, and the words.
type Wrong = (fn(String) -> String, &'static str, &'static str);

const WRONG: &[Wrong] = &[
    (|answer| answer.replace("\"active\":true", "\"active\":false"), "active", "not active"),
    (|answer| answer.replace("repo:refs_changed", "repo:modified"), "push", "not ticked"),
    (|answer| answer.replace("m0st-Secret.of_all", "another-secret"), "secret", "another secret"),
];

#[test]
fn each_difference_is_said_in_words() {
    for (change, line, words) in WRONG {
        let mut press = answered(list(), after_a_fill(), &["no-search"]);
        press.answer_changed("list-older", *change);
        press.answer_asked("latest-accepted");
        assert_eq!(press.view().state, State::Differs, "{line}");
        assert!(press.row(line).contains(words), "{}", press.row(line));
        assert_eq!(press.view().secondary, Some(Button::GoThere));
        press.tell(Event::Secondary);
        assert!(matches!(&press.effects[..], [Effect::Navigate(_)]));
    }
}

#[test]
fn a_webhook_that_was_not_saved_differs() {
    let press = answered(list(), after_a_fill(), &["list-empty"]);
    assert_eq!(press.view().state, State::Differs);
    assert!(press.sentence().contains("has no webhook with SAP's URL"), "{}", press.sentence());
}

/// Our webhook with another URL.
fn with_another_url(answer: String) -> String {
    let mut answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    let webhook = answer["values"].as_array_mut().unwrap().iter_mut().find(|webhook| webhook["id"] == 7).unwrap();
    webhook["url"] = "https://cicd-service.cfapps.eu10.hana.ondemand.com/v2/cut-off".into();
    answer.to_string()
}

#[test]
fn a_webhook_that_was_saved_with_another_url_is_known_by_its_name_after_a_fill() {
    let mut press = answered(list(), after_a_fill(), &["no-search"]);
    press.answer_changed("list-older", with_another_url);
    assert_eq!((press.view().state, press.asked.len()), (State::Differs, 0), "its deliveries prove nothing");
    assert_eq!(press.row("url"), "another address than SAP's");
    assert_eq!((press.row("active").as_str(), press.row("secret").as_str()), ("as meant", "as meant"));
    assert!(press.view().rows.iter().all(|row| row.field != "delivery"));
    press.tell(Event::Secondary);
    assert!(press.effects == [Effect::Navigate(DETAILS.to_owned())]);
}

#[test]
fn a_name_alone_makes_no_webhook_ours() {
    let mut before_a_fill = answered(list(), orders(), &["no-search"]);
    before_a_fill.answer_changed("list-older", with_another_url);
    assert!(before_a_fill.row("health").starts_with("is not there yet"), "{}", before_a_fill.row("health"));
    let mut on_the_form = answered(form(), after_a_fill(), &["no-search"]);
    on_the_form.answer_changed("list-older", with_another_url);
    assert!(is_filling(&on_the_form));
    let mut renamed = answered(list(), after_a_fill(), &["no-search"]);
    renamed.answer_changed("list-older", |answer| with_another_url(answer).replace("SAP CI/CD – orders", "Builds"));
    assert!(renamed.sentence().contains("has no webhook with SAP's URL"), "{}", renamed.sentence());
}

#[test]
fn nothing_is_claimed_where_the_server_does_not_say() {
    for (answer, words) in TROUBLES {
        let press = always_answered(list(), after_a_fill(), answer);
        assert_eq!(press.view().state, State::OpenForm, "{answer}");
        assert!(press.row("health").contains(words), "{answer}: {}", press.row("health"));
    }
    let mut press = Press::unanswered(list(), after_a_fill());
    assert_eq!(press.view().state, State::Working);
    press.tell(Event::Waited);
    assert_eq!(press.view().state, State::OpenForm);
}

#[test]
fn what_was_put_back_or_forgotten_was_not_filled() {
    let mut press = Press::over(form(), orders());
    press.answer_act(Outcome::Filled);
    press.tell(Event::Secondary);
    press.tell(Event::Undone(Ok(Outcomes { outcomes: Vec::new() })));
    let held = press.stored().expect("that is kept").clone();
    assert_eq!(answered(list(), held, &["list-older", "latest-none"]).view().state, State::OpenForm);
    let mut held = after_a_fill();
    assert!(held.forget(0).is_some());
    assert!(held.progress.is_empty());
}

// ---- without a fill ----

#[test]
fn the_health_stands_on_every_page_of_the_repository() {
    for page in [list(), recorded!("bitbucket-current-browse"), recorded!("bitbucket-current-details")] {
        let mut press = Press::unanswered(page, orders());
        assert_eq!((press.view().state, press.view().primary), (State::OpenForm, Some(Button::OpenForm)));
        assert_eq!(press.row("health"), "Bitbucket is being asked …");
        press.answer_asked("search-newer");
        assert!(press.model.shows_check() && press.row("health").starts_with("is there, as meant"));
    }
}

#[test]
fn an_inactive_webhook_is_led_to() {
    let mut press = Press::unanswered(recorded!("bitbucket-current-browse"), orders());
    press.answer_changed("search-newer", |answer| answer.replace("\"active\":true", "\"active\":false"));
    assert!(press.row("health").contains("choose Edit"), "{}", press.row("health"));
    assert_eq!(press.view().secondary, Some(Button::GoThere));
    press.tell(Event::Secondary);
    assert!(press.effects == [Effect::Navigate(DETAILS.to_owned())]);
    let there = answered(moved(recorded!("bitbucket-current-details"), DETAILS), orders(), &["search-newer"]);
    assert_eq!((there.view().state, there.view().secondary), (State::OpenForm, None), "it is there already");
}

#[test]
fn who_may_not_see_webhooks_is_led_to_no_form() {
    let mut press = answered(recorded!("bitbucket-current-browse"), orders(), &["not-permitted"]);
    assert_eq!((press.view().state, press.view().primary), (State::OpenForm, None));
    assert!(press.sentence().contains("may not change"), "{}", press.sentence());
    press.primary("");
    assert!(press.effects.is_empty());
    let logged_out = answered(recorded!("bitbucket-current-browse"), orders(), &["not-logged-in"]);
    assert_eq!(logged_out.view().primary, Some(Button::OpenForm));
}
