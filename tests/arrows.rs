//! The map of a press: from every state, the state that each button leads to, and what each answer of the page leads
//! to while it works. `tests/press.rs` and `tests/pages.rs` say what is done on the way.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;

use State::{
    Ambiguous, Captured, Confirm, Differs, Error, Exists, Filled, NeedsSecret, NoData, NothingHere, OpenForm,
    SecretCaptured, Undone, UnknownPage, Verified, Working, WrongRepository,
};
use Then::{Absent, Closes, To};
use support::{ELSEWHERE, Press, SECRET, held_from, held_with_secret, moved, recorded};
use webhook_autofill::held::{Held, Time};
use webhook_autofill::page::plan::{Command, Outcome, Outcomes, PageError, Problem, Step};
use webhook_autofill::page::snapshot::Snapshot;
use webhook_autofill::press::{Answers, Effect, Event, Failure, PATIENCE, State, View};
use webhook_autofill::settings::Settings;
use zeroize::Zeroizing;

/// What a button leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Then {
    /// That state.
    To(State),
    /// Another page, or none: the popup closes.
    Closes,
    /// There is no such button.
    Absent,
}

/// A button: its name, whether it is shown, and the event that it sends.
type Deed = (&'static str, fn(&View) -> bool, fn() -> Event);

const DEEDS: [Deed; 4] = [
    ("the first button", |view| view.primary.is_some(), with_the_secret_typed),
    ("the second button", |view| view.secondary.is_some(), || Event::Secondary),
    ("Forget", |view| view.forget.is_some(), || Event::Forget),
    ("Forget in the first line of several", |view| !view.held.is_empty(), || Event::ForgetOne(0)),
];

fn with_the_secret_typed() -> Event {
    Event::Primary(Answers { typed: Zeroizing::new(SECRET.to_owned()), ..Answers::default() })
}

/// A state, a way into it, and what each of [`DEEDS`] leads to.
type Shown = (State, fn() -> Press, [Then; 4]);

const SHOWN: &[Shown] = &[
    (Working, opening, [Absent, Absent, Absent, Absent]),
    (Working, || looking(Held::default()), [Absent, Absent, Absent, Absent]),
    (Working, || looking(several()), [Absent, Absent, Absent, Absent]),
    (Working, reading_a_credential, [Absent, Absent, Absent, Absent]),
    (Working, reading_the_url, [Absent, Absent, Absent, Absent]),
    (Working, filling, [Absent, Absent, Absent, Absent]),
    (Working, undoing, [Absent, Absent, Absent, Absent]),
    (Captured, || Press::over(section(), Held::default()), [Closes, Absent, To(NoData), Absent]),
    (Captured, || Press::over(section(), several()), [Closes, Absent, To(NoData), To(NoData)]),
    (Captured, captured_and_no_form_known, [Absent, Absent, To(NoData), Absent]),
    (Captured, captured_of_github, [Absent, Absent, To(NoData), Absent]),
    (SecretCaptured, || secret_captured(Held::default()), [Absent, Absent, To(NoData), Absent]),
    (SecretCaptured, || secret_captured(several()), [Absent, Absent, To(NoData), To(SecretCaptured)]),
    (NothingHere, || Press::over(detail_view(), Held::default()), [Absent, Absent, Absent, Absent]),
    (NothingHere, || Press::over(detail_view(), several()), [Absent, Absent, To(NoData), To(NothingHere)]),
    (Filled, || filled(orders_and_secret()), [Absent, To(Working), To(NoData), Absent]),
    (Filled, || filled(several()), [Absent, To(Working), To(NoData), To(Filled)]),
    (Filled, right_already, [Absent, Absent, To(NoData), Absent]),
    (Undone, || undone(orders_and_secret()), [To(Working), Absent, To(NoData), Absent]),
    (Undone, || undone(several()), [To(Working), Absent, To(NoData), To(Undone)]),
    (NeedsSecret, || Press::over(form(), orders()), [To(Working), Absent, To(NoData), Absent]),
    (NeedsSecret, || Press::over(form(), orders_on_top()), [To(Working), Absent, To(NoData), To(NoData)]),
    (NeedsSecret, || Press::over(form(), orders_below()), [To(Working), Absent, To(NoData), To(NeedsSecret)]),
    (WrongRepository, || Press::over(form(), catalog()), [Absent, To(Working), To(NoData), Absent]),
    (WrongRepository, || Press::over(browse(), catalog()), [Absent, Absent, To(NoData), Absent]),
    (WrongRepository, two_wrong_repositories, [Absent, Absent, To(NoData), To(WrongRepository)]),
    (WrongRepository, a_wrong_repository_and_github, [Absent, To(Working), To(NoData), To(NoData)]),
    (NoData, || Press::over(form(), Held::default()), [Absent, Absent, Absent, Absent]),
    (NoData, no_data_but_a_secret, [Absent, Absent, To(NoData), Absent]),
    (NoData, forgotten, [Absent, Absent, Absent, Absent]),
    (NoData, forgotten_one_of_three, [Absent, Absent, To(NoData), To(NoData)]),
    (OpenForm, || Press::over(browse(), orders()), [Closes, Absent, To(NoData), Absent]),
    (OpenForm, || Press::over(browse(), orders_on_top()), [Closes, Absent, To(NoData), To(NoData)]),
    (OpenForm, || Press::over(browse(), orders_below()), [Closes, Absent, To(NoData), To(OpenForm)]),
    (OpenForm, || Press::over(login(), orders()), [Absent, Absent, To(NoData), Absent]),
    (OpenForm, || Press::with_webhook(browse(), orders(), false), [Closes, Closes, To(NoData), Absent]),
    (Exists, || exists(orders_and_secret()), [Closes, To(Working), To(NoData), Absent]),
    (Exists, || exists(several()), [Closes, To(Working), To(NoData), To(Exists)]),
    (Exists, || exists(orders_on_top_and_secret()), [Closes, To(Working), To(NoData), To(NoData)]),
    (Verified, || saved(true), [Absent, Closes, To(NoData), Absent]),
    (Differs, || saved(false), [Absent, Closes, To(NoData), Absent]),
    (Differs, || Press::over(list(), after_a_fill()), [Absent, Absent, To(NoData), Absent]),
    (Confirm, http, [To(Working), Closes, To(NoData), Absent]),
    (Confirm, http_among_several, [To(Working), Closes, To(NoData), To(NoData)]),
    (Confirm, another_webhook, [To(Working), Closes, To(NoData), Absent]),
    (Confirm, || Press::over(elsewhere(), Held::default()), [To(Working), Closes, Absent, Absent]),
    (Confirm, || Press::over(elsewhere(), several()), [To(Working), Closes, To(NoData), To(Confirm)]),
    (Ambiguous, || Press::over(doubled(section()), Held::default()), [To(Ambiguous), Absent, Absent, Absent]),
    (Ambiguous, || Press::over(doubled(form()), several()), [To(Ambiguous), To(Ambiguous), To(NoData), To(Ambiguous)]),
    (Ambiguous, described, [To(Ambiguous), To(Ambiguous), To(NoData), To(Ambiguous)]),
    (Ambiguous, pointing, [To(Ambiguous), To(Ambiguous), To(NoData), To(Ambiguous)]),
    (UnknownPage, || failed_look(Held::default(), PageError::NotAllowed), [Absent, Absent, Absent, Absent]),
    (UnknownPage, || failed_look(several(), PageError::NotAllowed), [Absent, Absent, To(NoData), To(UnknownPage)]),
    (UnknownPage, no_form, [To(UnknownPage), Absent, To(NoData), Absent]),
    (Error, || failed_look(Held::default(), PageError::Changed), [To(Working), Absent, Absent, Absent]),
    (Error, || failed_look(several(), PageError::TooLarge), [To(Working), Absent, To(NoData), To(Error)]),
    (Error, failed_step, [To(Working), To(Error), To(NoData), Absent]),
    (Error, || altered(orders_and_secret()), [To(Working), To(Working), To(NoData), Absent]),
    (Error, || altered(several()), [To(Working), To(Working), To(NoData), To(Error)]),
    (Error, || left(orders_and_secret()), [To(Working), Absent, To(NoData), Absent]),
];

/// Something that is under way, the answer that comes, and the state that it leads to.
type Answer = (fn() -> Press, fn(&mut Press), State);

const ANSWERS: &[Answer] = &[
    (opening, |press| press.tell(opened()), Working),
    (opening, |press| press.tell(Event::Failed(Failure::Load)), Error),
    // A page of the service is looked at.
    (|| looking(Held::default()), |press| looked(press, section()), Captured),
    (|| looking(Held::default()), |press| looked(press, recorded!("cicd-older-pop-up")), Captured),
    (|| looking(Held::default()), |press| looked(press, doubled(section())), Ambiguous),
    (|| looking(Held::default()), |press| looked(press, elsewhere()), Confirm),
    (|| looking(Held::default()), |press| looked(press, detail_view()), NothingHere),
    (|| looking(Held::default()), |press| looked(press, framed(section())), Error),
    (|| looking(Held::default()), |press| looked(press, recorded!("cicd-current-create-credential")), Working),
    (reading_a_credential, |press| press.answer_read(&["webhook-credential", SECRET]), SecretCaptured),
    (reading_a_credential, |press| press.answer_read(&["webhook-credential", "••••••••"]), Error),
    (reading_a_credential, |press| press.answer_read(&["two words", SECRET]), Error),
    (reading_a_credential, |press| press.tell(Event::Read(Err(PageError::Gone))), Error),
    // A page of Bitbucket is looked at.
    (|| looking(Held::default()), |press| looked(press, form()), NoData),
    (|| looking(Held::default()), |press| looked(press, browse()), NoData),
    (|| looking(Held::default()), |press| looked(press, login()), UnknownPage),
    (|| looking(orders()), |press| looked(press, browse()), OpenForm),
    (|| looking(orders()), |press| looked(press, login()), OpenForm),
    (|| looking(orders()), |press| looked(press, form()), NeedsSecret),
    (|| looking(orders()), |press| looked(press, doubled(form())), Ambiguous),
    (|| looking(orders()), |press| looked(press, not_mounted()), Working),
    (|| waited(orders()), |press| looked(press, not_mounted()), UnknownPage),
    (|| looking(orders()), |press| looked(press, recorded!("bitbucket-current-edit")), Working),
    (|| looking(catalog()), |press| looked(press, form()), WrongRepository),
    (|| looking(catalog()), |press| looked(press, browse()), WrongRepository),
    (|| looking(orders_and_secret()), |press| looked(press, form()), Working),
    (|| looking(notes_and_secret()), |press| looked(press, recorded!("bitbucket-current-create-http")), Confirm),
    (reading_the_url, |press| press.answer_read(&["https://builds.example.com/hook"]), Confirm),
    (reading_the_url, |press| press.answer_read(&[""]), Working),
    (reading_the_url, |press| press.tell(Event::Read(Err(PageError::Changed))), Error),
    (filling, |press| press.answer_act(Outcome::Filled), Filled),
    (filling, |press| press.answer_act(Outcome::Right), Filled),
    (filling, |press| press.tell(Event::Acted(Err(PageError::Gone))), Error),
    (filling, fail_at_a_step, Error),
    (waiting, |press| press.tell(Event::Waited), Working),
    (waiting, |press| press.answer_asked("list-empty"), Working),
    (waiting, |press| press.answer_asked("search-newer"), Exists),
    (waiting, |press| press.answer_asked("not-logged-in"), Working),
    (checking, |press| press.answer_asked("list-empty"), Differs),
    (checking, |press| press.answer_asked("search-newer"), Working),
    (checking, |press| press.answer_asked("not-logged-in"), OpenForm),
    (checking, |press| press.tell(Event::Waited), OpenForm),
    (delivering, |press| press.answer_asked("latest-accepted"), Verified),
    (delivering, |press| press.answer_asked("latest-unauthorized"), Differs),
    (delivering, |press| press.answer_asked("half"), Verified),
    (delivering, |press| press.tell(Event::Waited), Verified),
    (undoing, |press| press.tell(Event::Undone(Ok(Outcomes { outcomes: Vec::new() }))), Undone),
    (undoing, |press| press.tell(Event::Undone(Err(PageError::Changed))), Error),
    // A page that cannot be looked at, or is nobody's.
    (|| looking(orders()), |press| looked(press, moved(form(), "https://example.com/")), UnknownPage),
    (|| looking(orders()), |press| press.tell(Event::Looked(Err(PageError::NotAllowed))), UnknownPage),
    (|| looking(orders()), |press| press.tell(Event::Looked(Err(PageError::TooLarge))), Error),
    (|| looking(orders()), |press| press.tell(Event::Looked(Err(PageError::Gone))), Working),
    (|| waited(orders()), |press| press.tell(Event::Looked(Err(PageError::Gone))), UnknownPage),
];

#[test]
fn every_state_is_reached_and_every_state_is_left() {
    let names = |states: &mut dyn Iterator<Item = State>| states.map(State::name).collect::<BTreeSet<_>>();
    let all = names(&mut State::ALL.iter().copied());
    let by_answers = ANSWERS.iter().map(|(.., to)| *to);
    let by_buttons = SHOWN.iter().flat_map(|(.., then)| then).filter_map(|then| match then {
        To(state) => Some(*state),
        Closes | Absent => None,
    });
    assert_eq!(names(&mut by_answers.chain(by_buttons)), all, "reached");
    assert_eq!(names(&mut SHOWN.iter().map(|(state, ..)| *state)), all, "left");
}

#[test]
fn every_state_is_looked_at_in_the_browsers() {
    let (steps, _) = include_str!("e2e/states.mjs").split_once("FURTHER").expect("the steps");
    for state in State::ALL {
        assert!(steps.contains(&format!("state: '{}',", state.name())), "no step to {}", state.name());
    }
}

#[test]
fn each_button_of_each_state_leads_where_the_map_says() {
    for (row, (state, way, all)) in SHOWN.iter().enumerate() {
        assert_eq!(way().view().state, *state, "row {row}");
        for ((name, is_shown, event), then) in DEEDS.iter().zip(all) {
            let mut press = way();
            let before = press.view();
            assert_eq!(is_shown(&before), *then != Absent, "{name} in row {row}, {}", state.name());
            if *then == Absent {
                continue;
            }
            press.tell(event());
            let then_is = if closes(&press) { Closes } else { To(press.view().state) };
            assert_eq!(then_is, *then, "{name} in row {row}, {}", state.name());
        }
    }
}

#[test]
fn where_there_is_no_button_its_event_changes_nothing() {
    for (row, (state, way, all)) in SHOWN.iter().enumerate() {
        for ((name, _, event), _) in DEEDS[..2].iter().zip(all).filter(|(_, then)| **then == Absent) {
            let mut press = way();
            let before = press.view();
            press.tell(event());
            assert!(press.view() == before && press.effects.is_empty(), "{name} in row {row}, {}", state.name());
        }
    }
}

#[test]
fn each_answer_leads_where_the_map_says() {
    for (row, (way, answer, state)) in ANSWERS.iter().enumerate() {
        let mut press = way();
        assert_eq!(press.view().state, Working, "row {row}");
        answer(&mut press);
        assert_eq!(press.view().state, *state, "row {row}");
        let is_asked = *state == Working && !press.asked.is_empty();
        let is_later = |effect: &Effect| matches!(effect, Effect::Store | Effect::CheckLater(..));
        let goes_on = press.effects.iter().any(|effect| !is_later(effect)) || is_asked;
        assert_eq!(goes_on, *state == Working, "what works waits for something, and what is settled does not: {row}");
    }
}

#[test]
fn what_the_browser_refuses_is_an_error_in_every_state() {
    for (state, way, _) in SHOWN {
        let mut press = way();
        press.tell(Event::Failed(Failure::Store));
        assert_eq!(press.view().state, Error, "{}", state.name());
    }
}

#[test]
fn no_sentence_has_a_gap_where_a_name_should_be() {
    for (_, way, all) in SHOWN {
        has_no_gap(&way().sentence());
        for ((_, _, event), _) in DEEDS.iter().zip(all).filter(|(_, then)| **then != Absent) {
            let mut press = way();
            press.tell(event());
            has_no_gap(&press.sentence());
        }
    }
}

fn has_no_gap(sentence: &str) {
    for gap in ["''", "  ", " .", " ,"] {
        assert!(!sentence.contains(gap), "{sentence}");
    }
}

fn closes(press: &Press) -> bool {
    press.effects.iter().any(|effect| match effect {
        Effect::OpenTab(_) | Effect::Navigate(_) | Effect::Close => true,
        Effect::Send(_)
        | Effect::LookAgain(_)
        | Effect::CheckLater(..)
        | Effect::Ask(_)
        | Effect::Wait(_)
        | Effect::Store
        | Effect::StoreSetting(_)
        | Effect::CopyDescription => false,
    })
}

// ---- what is under way ----

fn opening() -> Press {
    Press::closed(Time(0.0))
}

fn opened() -> Event {
    Event::Opened { held: Held::default(), settings: Settings::default(), address: None }
}

fn looking(held: Held) -> Press {
    Press::open(held, Time(1_000_000.0))
}

/// For as long as a page may take.
fn waited(held: Held) -> Press {
    let mut press = looking(held);
    press.wait(PATIENCE);
    press
}

fn looked(press: &mut Press, page: Snapshot) {
    press.tell(Event::Looked(Ok(page)));
}

fn failed_look(held: Held, error: PageError) -> Press {
    let mut press = looking(held);
    press.tell(Event::Looked(Err(error)));
    press
}

fn reading_a_credential() -> Press {
    Press::over(recorded!("cicd-current-create-credential"), Held::default())
}

fn reading_the_url() -> Press {
    Press::over(recorded!("bitbucket-current-edit"), orders_and_secret())
}

fn filling() -> Press {
    Press::over(form(), orders_and_secret())
}

fn waiting() -> Press {
    Press::unanswered(form(), orders_and_secret())
}

fn checking() -> Press {
    Press::unanswered(list(), after_a_fill())
}

/// The webhook is there, and its last delivery is asked for.
fn delivering() -> Press {
    let mut press = checking();
    press.answer_asked("search-newer");
    press
}

fn undoing() -> Press {
    let mut press = filled(orders_and_secret());
    press.tell(Event::Secondary);
    press
}

fn fail_at_a_step(press: &mut Press) {
    let Some(Command::Act { steps, .. }) = press.command() else { panic!("the form is not filled") };
    let error = PageError::Step { handle: steps[1].handle, problem: Problem::Covered, restored: true };
    press.tell(Event::Acted(Err(error)));
}

// ---- ways into states ----

fn captured_and_no_form_known() -> Press {
    Press::over(recorded!("cicd-current-section-ssh"), Held::default())
}

fn captured_of_github() -> Press {
    Press::over(recorded!("cicd-current-section-github"), Held::default())
}

fn secret_captured(held: Held) -> Press {
    let mut press = Press::over(recorded!("cicd-current-create-credential"), held);
    press.answer_read(&["webhook-credential", SECRET]);
    press
}

fn filled(held: Held) -> Press {
    let mut press = Press::over(form(), held);
    press.answer_act(Outcome::Filled);
    press
}

fn exists(held: Held) -> Press {
    Press::with_webhook(form(), held, true)
}

fn saved(is_active: bool) -> Press {
    Press::with_webhook(list(), after_a_fill(), is_active)
}

fn right_already() -> Press {
    let mut press = filling();
    press.answer_act(Outcome::Right);
    press
}

fn undone(held: Held) -> Press {
    let mut press = filled(held);
    press.tell(Event::Secondary);
    press.tell(Event::Undone(Ok(Outcomes { outcomes: Vec::new() })));
    press
}

fn two_wrong_repositories() -> Press {
    Press::over(form(), also(recorded!("cicd-current-section-ssh"), catalog()))
}

fn a_wrong_repository_and_github() -> Press {
    let github = held_from(recorded!("cicd-current-section-github"));
    Press::over(form(), also(recorded!("cicd-current-section-classic"), github))
}

fn no_data_but_a_secret() -> Press {
    Press::over(browse(), secret_captured(Held::default()).model.held().clone())
}

fn forgotten() -> Press {
    let mut press = Press::over(browse(), orders());
    press.tell(Event::Forget);
    press
}

fn forgotten_one_of_three() -> Press {
    let mut press = Press::over(section(), several());
    press.tell(Event::ForgetOne(0));
    press
}

fn http() -> Press {
    Press::over(recorded!("bitbucket-current-create-http"), notes_and_secret())
}

fn http_among_several() -> Press {
    let held = also(recorded!("cicd-current-section-http"), several());
    Press::over(recorded!("bitbucket-current-create-http"), held)
}

fn another_webhook() -> Press {
    let mut press = reading_the_url();
    press.answer_read(&["https://builds.example.com/hook"]);
    press
}

fn no_form() -> Press {
    let mut press = waited(orders());
    looked(&mut press, not_mounted());
    press
}

fn described() -> Press {
    let mut press = Press::over(doubled(form()), several());
    press.primary("");
    press
}

/// Where nothing was chosen it is said that something is missing.
fn pointing() -> Press {
    let mut press = described();
    press.tell(Event::Secondary);
    press
}

fn failed_step() -> Press {
    let mut press = filling();
    fail_at_a_step(&mut press);
    press
}

/// A field was changed after the fill.
fn altered(held: Held) -> Press {
    later(held, |steps| PageError::Step { handle: steps[1].handle, problem: Problem::Refused, restored: true })
}

/// The page went away after the fill.
fn left(held: Held) -> Press {
    later(held, |_| PageError::Gone)
}

fn later(held: Held, error: fn(&[Step]) -> PageError) -> Press {
    let mut press = filled(held);
    let Some((nonce, steps)) = press.effects.iter().find_map(|effect| match effect {
        Effect::CheckLater(_, Command::Check { nonce, steps, .. }) => Some((nonce.clone(), steps.clone())),
        _ => None,
    }) else {
        panic!("it is not looked at once more")
    };
    press.tell(Event::Checked(nonce, Err(error(&steps))));
    press
}

// ---- pages ----

fn section() -> Snapshot {
    recorded!("cicd-current-section")
}

/// The same on a host that is none of SAP's.
fn elsewhere() -> Snapshot {
    moved(section(), ELSEWHERE)
}

fn detail_view() -> Snapshot {
    recorded!("cicd-current-detail-view")
}

fn form() -> Snapshot {
    recorded!("bitbucket-current-create")
}

fn not_mounted() -> Snapshot {
    recorded!("bitbucket-current-create-not-mounted")
}

fn browse() -> Snapshot {
    recorded!("bitbucket-current-browse")
}

fn list() -> Snapshot {
    recorded!("bitbucket-current-list")
}

fn login() -> Snapshot {
    moved(browse(), "https://bitbucket.example.com/login")
}

/// Everything on it stands there twice.
fn doubled(mut page: Snapshot) -> Snapshot {
    page.regions.iter_mut().for_each(|region| region.items.extend(region.items.clone()));
    page
}

fn framed(mut page: Snapshot) -> Snapshot {
    page.top = false;
    page
}

// ---- what is held ----

fn orders() -> Held {
    held_from(section())
}

fn orders_and_secret() -> Held {
    held_with_secret(section())
}

fn after_a_fill() -> Held {
    filled(orders_and_secret()).stored().expect("that it was filled is held").clone()
}

fn orders_on_top_and_secret() -> Held {
    also(section(), several())
}

fn catalog() -> Held {
    held_from(recorded!("cicd-current-section-classic"))
}

fn notes_and_secret() -> Held {
    held_with_secret(recorded!("cicd-current-section-http"))
}

/// Data of three repositories and the secret of their credential; `orders` is the last of them.
fn several() -> Held {
    let held = also(recorded!("cicd-current-section-ssh"), orders_and_secret());
    also(recorded!("cicd-current-section-classic"), held)
}

fn orders_on_top() -> Held {
    also(section(), catalog())
}

fn orders_below() -> Held {
    also(recorded!("cicd-current-section-classic"), orders())
}

fn also(page: Snapshot, held: Held) -> Held {
    Press::over(page, held).stored().expect("webhook data is captured").clone()
}
