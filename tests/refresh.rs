//! The list of all that is held: what is left to do for each repository, and how old that knowledge is.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;

use serde_json::json;
use support::{Press, held_with_secret, moved, recorded, value_text};
use webhook_autofill::held::{Held, Time};
use webhook_autofill::page::plan::{Outcome, Outcomes};
use webhook_autofill::page::snapshot::{Address, Snapshot};
use webhook_autofill::plain::json::read;
use webhook_autofill::press::{AT_ONCE, Effect, Event, State};
use webhook_autofill::scm::RepositoryAddress;
use webhook_autofill::scm::bitbucket_server::rest::{Ask, HttpError, Trouble};

const FIRST: Ask = Ask::Search { start: 0 };
const FIRST_OF_OLDER: Ask = Ask::List { start: 0 };

/// Webhook data of so many more repositories on the server of "orders", which is the latest.
fn orders_and(others: usize) -> Held {
    let orders = held_with_secret(recorded!("cicd-current-section"));
    let mut held = orders.clone();
    for number in (1..=others).rev() {
        let mut data = orders.data[0].clone();
        data.repository_name = format!("service-{number}");
        data.repository = of_address(&format!("https://bitbucket.example.com/scm/shop/service-{number}.git"));
        data.url = read(json!(format!("{}/{number}", data.url.as_str()))).unwrap();
        held.put_data(data, Time(number as f64));
    }
    held.put_data(orders.data[0].clone(), Time(0.0));
    held
}

fn of_address(address: &str) -> RepositoryAddress {
    RepositoryAddress::from_address(&Address::of(address))
}

fn browse() -> Snapshot {
    recorded!("bitbucket-current-browse")
}

/// A page of that server that is of no repository.
fn dashboard() -> Snapshot {
    moved(browse(), "https://bitbucket.example.com/dashboard")
}

/// Who is asked about now, and what.
fn asked(press: &Press) -> Vec<(String, Ask)> {
    press.asked.iter().map(|request| (request.subject.repository.slug.clone(), request.ask)).collect()
}

/// What the list says of the webhook of a repository.
fn standing(press: &Press, repository: &str) -> String {
    let held = press.view().held;
    let line = held.iter().find(|line| line.repository == repository).expect(repository);
    value_text(&line.rows.iter().find(|row| row.field == "webhook").expect("its webhook").value)
}

#[test]
fn each_of_twenty_repositories_is_asked_about_once_and_four_at_once() {
    let mut press = Press::unanswered(browse(), orders_and(19));
    assert_eq!(asked(&press), [("orders".to_owned(), FIRST)], "the repository of the page comes first");
    press.answer_asked("list-empty");
    let (mut most, mut all) = (0, BTreeSet::new());
    while !press.asked.is_empty() {
        most = most.max(press.asked.len());
        let request = press.asked.last().unwrap();
        assert!(all.insert(request.subject.repository.slug.clone()), "{} again", request.subject.repository.slug);
        press.answer_asked(if all.len() % 2 == 0 { "list-empty" } else { "search-newer" });
        assert!(press.stored().is_some(), "what is known is kept");
    }
    assert_eq!((most, all.len()), (AT_ONCE, 19));
    let view = press.view();
    let texts = view.held.iter().map(|line| value_text(&line.rows[0].value));
    let (there, missing): (Vec<_>, Vec<_>) = texts.partition(|text| text.starts_with("there, as meant"));
    assert_eq!((there.len(), missing.len()), (10, 10));
    assert!(missing.iter().all(|text| text == "not there yet (since 1000000)"), "{missing:?}");
}

#[test]
fn a_fill_comes_before_the_list() {
    let mut press = Press::unanswered(recorded!("bitbucket-current-create"), orders_and(2));
    assert_eq!(asked(&press), [("orders".to_owned(), FIRST)]);
    press.answer_asked("list-empty");
    assert!(press.asked.is_empty(), "it is being filled");
    press.answer_act(Outcome::Filled);
    assert_eq!((press.view().state, asked(&press).len()), (State::Filled, 2));
}

#[test]
fn an_older_server_is_asked_in_its_own_way_from_the_second_repository_on() {
    let mut press = Press::unanswered(dashboard(), orders_and(3));
    assert_eq!(asked(&press), [("orders".to_owned(), FIRST)], "one alone, until it is known how");
    press.answer_asked("no-search");
    assert_eq!(asked(&press), [("orders".to_owned(), FIRST_OF_OLDER)]);
    press.answer_asked("list-older");
    assert!(asked(&press).iter().all(|(_, ask)| *ask == FIRST_OF_OLDER) && press.asked.len() == 3);
    assert!(standing(&press, "orders").starts_with("there, as meant"));
    assert_eq!(standing(&press, "service-1"), "not looked up yet");
}

#[test]
fn the_page_of_another_repository_refreshes_the_list_too() {
    let press = Press::unanswered(recorded!("bitbucket-current-browse"), {
        let mut held = orders_and(2);
        held.forget(0);
        held
    });
    assert_eq!((press.view().state, asked(&press)), (State::WrongRepository, vec![("service-1".to_owned(), FIRST)]));
}

#[test]
fn of_one_repository_alone_there_is_no_list() {
    let press = Press::unanswered(dashboard(), orders_and(0));
    assert!(press.view().held.is_empty() && press.asked.is_empty());
}

#[test]
fn only_the_server_of_the_page_is_asked() {
    let mut held = orders_and(1);
    for (place, address) in [
        "https://git.example.com/scm/shop/elsewhere.git",
        "https://bitbucket.example.com:8443/scm/shop/elsewhere.git",
        "https://bitbucket.example.com/stash/scm/shop/elsewhere.git",
        "http://virtual/scm/shop/elsewhere.git",
        "https://github.com/shop/elsewhere.git",
    ]
    .iter()
    .enumerate()
    {
        let mut data = held.data[0].clone();
        data.repository = of_address(address);
        data.url = read(json!(format!("{}/elsewhere/{place}", data.url.as_str()))).unwrap();
        held.put_data(data, Time(0.0));
    }
    let mut press = Press::unanswered(dashboard(), held.clone());
    press.answer_asked("list-empty");
    press.answer_asked("list-empty");
    assert!(press.asked.is_empty(), "{:?}", asked(&press));
    let elsewhere = moved(browse(), "https://example.org/dashboard");
    assert!(Press::unanswered(elsewhere, held.clone()).asked.is_empty());
    let login = moved(browse(), "https://bitbucket.example.com/login");
    assert!(Press::unanswered(login, held.clone()).asked.is_empty());
    let mut framed = dashboard();
    framed.top = false;
    assert!(Press::unanswered(framed, held).asked.is_empty());
}

#[test]
fn a_server_that_cannot_be_asked_about_one_is_not_asked_about_the_next() {
    let mut press = Press::unanswered(dashboard(), orders_and(9));
    press.answer_asked("not-logged-in");
    assert!(press.asked.is_empty());
    assert_eq!(standing(&press, "orders"), "unknown: nobody is logged in (since 1000000)");
    assert_eq!(standing(&press, "service-1"), "not looked up yet");

    let mut press = Press::unanswered(dashboard(), orders_and(9));
    let request = press.asked.remove(0);
    press.tell(Event::Answered(request, Err(Trouble::Unreachable(HttpError::TimedOut))));
    assert!(press.asked.is_empty());
    assert_eq!(standing(&press, "orders"), "unknown: Bitbucket does not say (since 1000000)");
}

#[test]
fn one_that_she_may_not_see_says_nothing_of_the_next() {
    let mut press = Press::unanswered(dashboard(), orders_and(2));
    press.answer_asked("not-permitted");
    assert_eq!(press.asked.len(), 2);
    assert_eq!(standing(&press, "orders"), "you may not see it (since 1000000)");
}

#[test]
fn what_is_wrong_stands_in_the_list() {
    for (change, words) in [
        ((|answer| answer.replace("\"active\":true", "\"active\":false")) as fn(String) -> String, "but not active"),
        (|answer| answer.replace("repo:refs_changed", "repo:modified"), "without the push event"),
        (|answer| answer.replace("m0st-Secret.of_all", "another-secret"), "but not as meant"),
    ] {
        let mut press = Press::unanswered(browse(), orders_and(1));
        press.answer_asked("no-search");
        press.answer_changed("list-older", change);
        assert!(standing(&press, "orders").contains(words), "{}", standing(&press, "orders"));
    }
}

#[test]
fn what_was_filled_and_not_looked_up_since_says_so() {
    let mut press = Press::unanswered(recorded!("bitbucket-current-create"), orders_and(1));
    press.tell(Event::Waited);
    press.answer_act(Outcome::Filled);
    assert_eq!(standing(&press, "orders"), "filled in, not looked up since");
    let section = Press::over(recorded!("cicd-current-section-classic"), press.stored().unwrap().clone());
    assert_eq!(standing(&section, "orders"), "filled in, not looked up since", "on every page");
}

#[test]
fn what_the_list_said_is_still_there_on_another_page_with_its_age() {
    let mut press = Press::unanswered(browse(), orders_and(1));
    press.answer_asked("list-empty");
    press.answer_asked("search-newer");
    let held = press.stored().unwrap().clone();
    let mut press = Press::open(held, Time(2_000_000.0));
    press.tell(Event::Looked(Ok(recorded!("cicd-current-repositories"))));
    assert_eq!(standing(&press, "orders"), "not there yet (since 1000000)");
    assert_eq!(standing(&press, "service-1"), "there, as meant as far as Bitbucket says (since 1000000)");
    assert!(press.asked.is_empty());
}

#[test]
fn data_that_is_taken_again_is_young_again() {
    let held = orders_and(1);
    let press = Press::over(recorded!("cicd-current-section"), held);
    let taken: Vec<_> = press.view().held.iter().map(|line| value_text(&line.rows[2].value)).collect();
    assert_eq!(
        taken,
        ["https://acme.eu10.cicd.cloud.sap (since 1000000)", "https://acme.eu10.cicd.cloud.sap (since 1)"]
    );
}

#[test]
fn what_is_forgotten_meanwhile_is_not_asked_about_nor_noted() {
    let mut press = Press::unanswered(dashboard(), orders_and(6));
    press.answer_asked("list-empty");
    assert_eq!(press.asked.len(), AT_ONCE);
    press.tell(Event::ForgetOne(1));
    press.tell(Event::ForgetOne(5));
    let late = press.asked.remove(0);
    press.tell(Event::Answered(late, Err(Trouble::NotFound)));
    assert!(press.stored().is_none());
    let names = |press: &Press| asked(press).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(&press), ["service-2", "service-3", "service-4", "service-5"]);
    assert_eq!(press.model.held().progress.len(), 5);
    press.tell(Event::Forget);
    while let Some(request) = press.asked.pop() {
        press.tell(Event::Answered(request, Err(Trouble::NotFound)));
        assert!(!press.effects.iter().any(|effect| matches!(effect, Effect::Ask(_))));
    }
    assert!(press.model.held().progress.is_empty() && press.asked.is_empty());
}

#[test]
fn an_undo_notes_nothing_of_what_was_forgotten_after_the_fill() {
    let mut press = Press::over(recorded!("bitbucket-current-create"), orders_and(1));
    press.answer_act(Outcome::Filled);
    press.tell(Event::ForgetOne(0));
    press.tell(Event::Secondary);
    press.tell(Event::Undone(Ok(Outcomes { outcomes: Vec::new() })));
    assert_eq!((press.model.held().data.len(), press.model.held().progress.len()), (1, 1));
}
