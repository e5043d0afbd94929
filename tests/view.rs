//! What the popup shows in every state, in a real browser, in the popup's own page and style.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{Press, SECRET, english, german, held_from, held_with_secret, recorded};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, HtmlElement, HtmlInputElement};
use webhook_autofill::held::{Held, Time};
use webhook_autofill::page::plan::{Outcome, Outcomes, PageError};
use webhook_autofill::page::snapshot::Snapshot;
use webhook_autofill::popup::show::{Language, focus_if_lost, refresh, refresh_held, show};
use webhook_autofill::press::{Event, State};

wasm_bindgen_test_configure!(run_in_browser);

/// A way into each state, with the labels of the two buttons there.
type Row = (State, fn() -> Press, Option<&'static str>, Option<&'static str>);

const STATES: &[Row] = &[
    (State::Working, || Press::open(Held::default(), Time(0.0)), None, None),
    (State::Captured, captured, Some("Open in Bitbucket"), None),
    (State::SecretCaptured, secret_captured, None, None),
    (
        State::NothingHere,
        || Press::over(recorded!("cicd-current-create-credential-empty"), Held::default()),
        None,
        None,
    ),
    (State::Filled, filled, None, Some("Undo")),
    (State::Undone, undone, Some("Fill again"), None),
    (State::NeedsSecret, needs_secret, Some("Fill"), None),
    (
        State::WrongRepository,
        || Press::over(recorded!("bitbucket-classic-create"), held_from(recorded!("cicd-current-section"))),
        None,
        Some("Fill all the same"),
    ),
    (State::NoData, || Press::over(recorded!("bitbucket-current-create"), Held::default()), None, None),
    (
        State::OpenForm,
        || Press::over(recorded!("bitbucket-current-browse"), held_from(recorded!("cicd-current-section"))),
        Some("Open form"),
        None,
    ),
    (State::Exists, || with_webhook(recorded!("bitbucket-current-create"), true), Some("Go there"), FILL_ALL_THE_SAME),
    (State::Verified, || with_webhook(recorded!("bitbucket-current-list"), true), None, Some("Go there")),
    (State::Differs, || with_webhook(recorded!("bitbucket-current-list"), false), None, Some("Go there")),
    (State::Confirm, confirm, Some("Yes"), Some("No")),
    (State::Ambiguous, ambiguous, Some("Copy page description"), Some("Point at it")),
    (State::UnknownPage, || unreadable(PageError::NotAllowed), None, None),
    (State::Error, || unreadable(PageError::Changed), Some("Try again"), None),
];

const FILL_ALL_THE_SAME: Option<&str> = Some("Fill all the same");

#[wasm_bindgen_test]
fn every_state_is_shown_in_german_with_nothing_left_in_english() {
    for (state, press, ..) in STATES {
        for part in ["#status", "#primary", "#secondary", "#forget", "#popup label"] {
            let [in_english, in_german] = [english, german].map(|language| text(&shown_in(&press(), language), part));
            assert_eq!(in_english.is_some(), in_german.is_some(), "{} {part}", state.name());
            assert!(in_english.is_none() || in_english != in_german, "{} {part}: {in_german:?}", state.name());
        }
    }
}

#[wasm_bindgen_test]
fn every_state_is_shown_with_its_sentence_and_its_buttons() {
    let mut reached = Vec::new();
    for (state, press, primary, secondary) in STATES {
        let (document, name) = (shown(&press()), state.name());
        assert_eq!(document.body().unwrap().get_attribute("data-state").as_deref(), Some(name));
        assert!(!text(&document, "#status").unwrap().is_empty(), "{name}");
        assert_eq!(text(&document, "#primary").as_deref(), *primary, "{name}");
        assert_eq!(text(&document, "#secondary").as_deref(), *secondary, "{name}");
        reached.push(*state);
    }
    assert_eq!(reached, State::ALL, "every state of the contract is reached");
}

#[wasm_bindgen_test]
fn the_focus_is_where_the_admin_goes_on() {
    for (state, press, primary, _) in STATES {
        let document = shown(&press());
        let focused = document.active_element().map(|element| element.id()).unwrap_or_default();
        let expected = match (state, primary) {
            (State::Working, _) => "",
            (State::NeedsSecret, _) => "secret",
            (_, Some(_)) => "primary",
            (_, None) => "status",
        };
        assert_eq!(focused, expected, "{}", state.name());
    }
}

#[wasm_bindgen_test]
fn the_focus_is_on_the_sentence_while_what_had_it_is_gone() {
    let document = shown(&needs_secret());
    show(&document, &Press::open(Held::default(), Time(0.0)).view(), english).unwrap();
    assert_eq!(document.active_element().map(|element| element.id()).as_deref(), Some("status"));
}

#[wasm_bindgen_test]
fn while_a_press_goes_on_nothing_is_drawn_again() {
    let working = Press::open(Held::default(), Time(0.0));
    let document = shown(&working);
    let drawn = document.query_selector("#content > *").unwrap().unwrap();
    show(&document, &working.view(), english).unwrap();
    assert!(drawn.is_connected());
    show(&document, &captured().view(), english).unwrap();
    assert!(!drawn.is_connected());
}

#[wasm_bindgen_test]
fn after_a_line_of_several_is_forgotten_the_focus_is_on_the_next_as_long_as_there_is_one() {
    let mut press = several();
    let document = shown(&press);
    for (place, next) in [(1, "Forget 'checkout'"), (2, "Forget 'checkout'"), (0, "status")] {
        let button = document.query_selector(&format!("#held [data-forget='{place}']")).unwrap().unwrap();
        button.unchecked_into::<HtmlElement>().focus().unwrap();
        press.tell(Event::ForgetOne(place));
        show(&document, &press.view(), english).unwrap();
        let element = document.active_element().unwrap();
        assert_eq!(element.get_attribute("aria-label").unwrap_or_else(|| element.id()), next);
    }
}

#[wasm_bindgen_test]
fn the_focus_stays_where_it_is_when_an_answer_of_the_server_comes() {
    let (page, held) = (|| recorded!("bitbucket-current-browse"), || held_from(recorded!("cicd-current-section")));
    for id in ["status", "primary", "forget"] {
        let document = shown(&Press::unanswered(page(), held()));
        let asked = text(&document, "[data-field=health]");
        let element = document.get_element_by_id(id).unwrap();
        element.unchecked_into::<HtmlElement>().focus().unwrap();
        refresh(&document, &Press::over(page(), held()).view(), english).unwrap();
        assert_ne!(text(&document, "[data-field=health]"), asked);
        assert_eq!(document.active_element().map(|element| element.id()).as_deref(), Some(id));
    }
}

#[wasm_bindgen_test]
fn the_focus_is_put_where_the_admin_goes_on_if_nothing_has_it() {
    let document = shown(&captured());
    let focused = || document.active_element().map(|element| element.id()).unwrap_or_default();
    let element = |id| document.get_element_by_id(id).unwrap().unchecked_into::<HtmlElement>();
    element("primary").blur().unwrap();
    assert_eq!(focused(), "");
    focus_if_lost(&document).unwrap();
    assert_eq!(focused(), "primary");
    element("forget").focus().unwrap();
    focus_if_lost(&document).unwrap();
    assert_eq!(focused(), "forget");
}

#[wasm_bindgen_test]
fn an_answer_about_another_repository_changes_the_list_alone() {
    let held = || several().model.held().clone();
    let document = shown(&Press::unanswered(recorded!("bitbucket-current-create"), held()));
    let secret: HtmlInputElement = document.get_element_by_id("secret").unwrap().unchecked_into();
    secret.set_value("half of a sec");
    let last = "#held li:last-child [data-field=webhook]";
    assert_eq!(text(&document, last).unwrap(), "Webhook: not looked up yet");
    let answered = Press::over(recorded!("bitbucket-current-create"), held()).view();
    refresh_held(&document, &answered, english).unwrap();
    let webhook = text(&document, last).unwrap();
    assert!(webhook.starts_with("Webhook: not there yet ("), "{webhook}");
    assert_eq!(secret.value(), "half of a sec");
    assert_eq!(document.active_element().map(|element| element.id()).as_deref(), Some("secret"));
    let second = document.query_selector("#held [data-forget='1']").unwrap().unwrap();
    second.unchecked_into::<HtmlElement>().focus().unwrap();
    refresh_held(&document, &answered, english).unwrap();
    let focused = document.active_element().unwrap().get_attribute("data-forget");
    assert_eq!(focused.as_deref(), Some("1"), "in the new list");
}

#[wasm_bindgen_test]
fn an_age_is_said_in_minutes_hours_and_days() {
    let now = js_sys::Date::now();
    for (minutes, words) in
        [(0.0, "this minute"), (1.5, "1 minute ago"), (125.0, "2 hours ago"), (3000.0, "2 days ago")]
    {
        let mut held = several().model.held().clone();
        held.progress.iter_mut().for_each(|progress| progress.taken = Time(now - minutes * 60_000.0));
        let document = shown(&Press::over(recorded!("cicd-current-detail-view"), held));
        let taken = text(&document, "#held [data-field=origin]").unwrap();
        assert!(taken.ends_with(&format!("({words})")), "{taken}");
    }
}

#[wasm_bindgen_test]
fn an_answer_that_leads_on_puts_the_focus_where_the_admin_goes_on() {
    let document = shown(&Press::open(Held::default(), Time(0.0)));
    refresh(&document, &captured().view(), english).unwrap();
    assert_eq!(document.active_element().map(|element| element.id()).as_deref(), Some("primary"));
}

#[wasm_bindgen_test]
fn enter_presses_the_first_button() {
    for (state, press, primary, _) in STATES {
        let document = shown(&press());
        let Some(button) = document.query_selector("#primary").unwrap() else { continue };
        assert!(primary.is_some());
        assert_eq!(button.get_attribute("type").as_deref(), Some("submit"), "{}", state.name());
        assert!(button.closest("form").unwrap().is_some(), "{}", state.name());
    }
}

#[wasm_bindgen_test]
fn nothing_is_wider_than_the_popup() {
    for language in [english, german] {
        for (state, press, ..) in STATES {
            let document = shown_in(&press(), language);
            let main = document.query_selector("#popup main").unwrap().unwrap();
            assert_eq!(main.client_width(), 360, "{}", state.name());
            for width in [360, 320] {
                // As where the page is enlarged, or a scroll bar leaves less.
                document
                    .get_element_by_id("popup")
                    .unwrap()
                    .set_attribute("style", &format!("width: {width}px"))
                    .unwrap();
                assert!(main.scroll_width() <= width, "{} is {} wide", state.name(), main.scroll_width());
            }
        }
    }
}

#[wasm_bindgen_test]
fn the_secret_is_typed_masked_and_named() {
    let document = shown(&needs_secret());
    let input: HtmlInputElement = document.query_selector("#secret").unwrap().unwrap().dyn_into().unwrap();
    assert_eq!(input.type_(), "password");
    let label = document.query_selector("label[for=secret]").unwrap().unwrap();
    assert_eq!(label.text_content().as_deref(), Some("Secret of 'webhook-credential'"));
}

#[wasm_bindgen_test]
fn a_secret_that_is_held_stands_nowhere_in_the_popup() {
    for (state, press, ..) in STATES {
        let document = shown(&press());
        let everything = document.get_element_by_id("popup").unwrap().outer_html();
        assert!(!everything.contains(SECRET), "{}", state.name());
    }
}

#[wasm_bindgen_test]
fn each_field_says_what_was_done_to_it() {
    let document = shown(&filled());
    for field in ["name", "url", "secret", "push", "active"] {
        let row = document.query_selector(&format!("#details [data-field={field}]")).unwrap().unwrap();
        assert_eq!(row.get_attribute("data-outcome").as_deref(), Some("filled"), "{field}");
        assert!(row.text_content().unwrap().ends_with("filled"), "{field}");
    }
}

#[wasm_bindgen_test]
fn a_description_is_shown_as_it_is_copied() {
    let mut press = ambiguous();
    press.primary("");
    let document = shown(&press);
    let words = text(&document, "#description").unwrap();
    let described: serde_json::Value = serde_json::from_str(&words).unwrap();
    assert_eq!(described["regions"][0]["kind"], "page");
    assert!(!words.contains("example"));
}

#[wasm_bindgen_test]
fn fields_are_pointed_at_by_a_labelled_choice_for_each() {
    let mut press = ambiguous();
    press.tell(Event::Secondary);
    let document = shown(&press);
    for label in ["labelName", "labelUrl", "labelSecret", "labelPush", "labelActive"] {
        assert!(text(&document, &format!("label[for={label}]")).is_some_and(|words| !words.is_empty()), "{label}");
        assert!(text(&document, &format!("select#{label}")).is_some_and(|words| words.contains("Field ")), "{label}");
    }
}

#[wasm_bindgen_test]
fn a_yes_can_be_made_to_hold_for_good() {
    let document = shown(&confirm());
    let input: HtmlInputElement = document.query_selector("label #remember").unwrap().unwrap().dyn_into().unwrap();
    assert_eq!((input.type_().as_str(), input.checked()), ("checkbox", false));
}

#[wasm_bindgen_test]
fn a_screen_reader_follows_the_sentence() {
    let document = shown(&captured());
    let status = document.query_selector("#status").unwrap().unwrap();
    assert_eq!(status.get_attribute("role").as_deref(), Some("status"));
    show(&document, &filled().view(), english).unwrap();
    assert!(status.is_connected(), "the element stays, so that its change is announced");
}

#[wasm_bindgen_test]
fn what_is_held_can_be_forgotten_wherever_it_is() {
    assert!(text(&shown(&captured()), "#forget").is_some());
    assert!(text(&shown(&unreadable(PageError::Changed)), "#forget").is_none());
}

// ---- the way into a state ----

fn captured() -> Press {
    Press::over(recorded!("cicd-current-section"), Held::default())
}

fn secret_captured() -> Press {
    let mut press = Press::over(recorded!("cicd-current-create-credential"), Held::default());
    press.answer_read(&["webhook-credential", SECRET]);
    press
}

/// After a fill, over a page of a server that has the webhook.
fn with_webhook(page: Snapshot, is_active: bool) -> Press {
    Press::with_webhook(page, filled().model.held().clone(), is_active)
}

fn filled() -> Press {
    let mut press =
        Press::over(recorded!("bitbucket-current-create"), held_with_secret(recorded!("cicd-current-section")));
    press.answer_act(Outcome::Filled);
    press
}

fn undone() -> Press {
    let mut press = filled();
    press.tell(Event::Secondary);
    press.tell(Event::Undone(Ok(Outcomes { outcomes: Vec::new() })));
    press
}

fn needs_secret() -> Press {
    Press::over(recorded!("bitbucket-current-create"), held_from(recorded!("cicd-current-section")))
}

fn confirm() -> Press {
    Press::over(recorded!("bitbucket-current-create-http"), held_with_secret(recorded!("cicd-current-section-http")))
}

/// Nothing to take, and four repositories held: `notes`, `catalog`, `checkout`, `orders`.
fn several() -> Press {
    let mut held = held_from(recorded!("cicd-current-section"));
    for page in [
        recorded!("cicd-current-section-ssh"),
        recorded!("cicd-current-section-classic"),
        recorded!("cicd-current-section-http"),
    ] {
        held = Press::over(page, held).stored().unwrap().clone();
    }
    Press::over(recorded!("cicd-current-detail-view"), held)
}

fn ambiguous() -> Press {
    let mut form = recorded!("bitbucket-current-create");
    form.regions.iter_mut().for_each(|region| region.items.extend(region.items.clone()));
    Press::over(form, held_with_secret(recorded!("cicd-current-section")))
}

fn unreadable(error: PageError) -> Press {
    let mut press = Press::open(Held::default(), Time(0.0));
    press.tell(Event::Looked(Err(error)));
    press
}

// ---- the popup's page ----

/// The popup's own page and style, made anew, with what is shown; beside it stands the test runner's own output.
fn shown(press: &Press) -> Document {
    shown_in(press, english)
}

fn shown_in(press: &Press, language: Language) -> Document {
    let document = web_sys::window().unwrap().document().unwrap();
    let page = include_str!("../extension/popup.html");
    let main = page.split_once("<main>").unwrap().1.split_once("</main>").unwrap().0;
    let style = concat!(include_str!("../extension/shared.css"), include_str!("../extension/popup.css"));
    if let Some(before) = document.get_element_by_id("popup") {
        before.remove();
    }
    let popup = document.create_element("div").unwrap();
    popup.set_id("popup");
    popup.set_inner_html(&format!("<style>{style}</style><main>{main}</main>"));
    document.body().unwrap().append_child(&popup).unwrap();
    show(&document, &press.view(), language).unwrap();
    document
}

fn text(document: &Document, selector: &str) -> Option<String> {
    document.query_selector(selector).unwrap().and_then(|element| element.text_content())
}
