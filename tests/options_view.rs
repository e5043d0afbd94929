//! What the options page shows, in a real browser, in its own page and style.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{english, german};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, HtmlElement, HtmlInputElement};
use webhook_autofill::guard::RuleName;
use webhook_autofill::options::show::show;
use webhook_autofill::popup::show::Language;
use webhook_autofill::settings::page::{Event, Input, List, Page};
use webhook_autofill::settings::read::{Place, Reading, SettingProblem};
use webhook_autofill::settings::{SettingName, Settings};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_inputs_hold_what_is_set_and_say_what_is_wrong() {
    let mut page = page(vec![]);
    let document = opened(&page, english);
    assert_eq!(input(&document, "secret_minutes").value(), "15");
    assert_eq!(input(&document, "name_template").value(), "SAP CI/CD – {repository}");
    assert!(text(&document, "#name_template-preview").contains("SAP CI/CD – orders"));

    page.update(Event::Entered(Input::Template, "{".into()));
    show(&document, &page.view(), english).unwrap();
    assert_eq!(input(&document, "name_template").get_attribute("aria-invalid").as_deref(), Some("true"));
    assert!(text(&document, "#name_template-note").contains("Braces"));
    assert_eq!(text(&document, "#name_template-preview"), "");
    assert!(text(&document, "#status").starts_with("Not saved"));
}

#[wasm_bindgen_test]
fn every_input_and_list_has_a_name_and_what_describes_it_is_there() {
    let document = opened(&page(vec![]), english);
    for id in ["secret_minutes", "name_template", "host"] {
        assert_eq!(document.query_selector_all(&format!("label[for='{id}']")).unwrap().length(), 1, "{id}");
    }
    let described = document.query_selector_all("#options [aria-describedby], #options [aria-labelledby]").unwrap();
    assert!(described.length() > 6);
    for place in 0..described.length() {
        let element: HtmlElement = described.item(place).unwrap().dyn_into().unwrap();
        let names = ["aria-describedby", "aria-labelledby"].map(|name| element.get_attribute(name).unwrap_or_default());
        for id in names.join(" ").split_whitespace() {
            assert!(document.get_element_by_id(id).is_some(), "{id} of {}", element.id());
        }
    }
}

#[wasm_bindgen_test]
fn the_focus_goes_on_to_what_took_the_place_of_what_was_removed() {
    let mut page = page(vec![]);
    let document = opened(&page, english);
    for expected in ["allowed-1-button", "allowed-0-button", "allowed-title"] {
        let place = if expected == "allowed-1-button" { 1 } else { 0 };
        focus(&document, &format!("allowed-{place}-button"));
        page.update(Event::Removed(List::Allowed, place));
        show(&document, &page.view(), english).unwrap();
        assert_eq!(document.active_element().map(|element| element.id()).as_deref(), Some(expected));
    }
}

#[wasm_bindgen_test]
fn what_has_the_focus_keeps_it_while_it_is_shown_again() {
    let page = page(vec![]);
    let document = opened(&page, english);
    for id in ["allowed-2-button", "name_template"] {
        focus(&document, id);
        show(&document, &page.view(), english).unwrap();
        assert_eq!(document.active_element().map(|element| element.id()).as_deref(), Some(id));
    }
}

#[wasm_bindgen_test]
fn what_a_policy_has_set_has_no_way_to_change_it() {
    let document = opened(&page(SettingName::ALL.to_vec()), english);
    for id in ["secret_minutes", "name_template"] {
        assert!(input(&document, id).read_only(), "{id}");
    }
    for setting in SettingName::ALL {
        assert!(text(&document, &format!("#{}-note", setting.key())).contains("policy"), "{}", setting.key());
    }
    assert!(document.query_selector("#allowed button, #learnt button, #pointed button").unwrap().is_none());
}

#[wasm_bindgen_test]
fn what_was_left_out_stands_above_all_settings() {
    let document = opened(&page(vec![]), english);
    assert!(text(&document, "#problems").contains("Minutes that a secret is held"));
    let [in_english, in_german] = [english, german].map(|language| text(&opened(&page(vec![]), language), "#problems"));
    assert_ne!(in_english, in_german);
}

#[wasm_bindgen_test]
fn nothing_is_wider_than_a_narrow_window() {
    for language in [english, german] {
        let document = opened(&page(vec![]), language);
        let options: HtmlElement = document.get_element_by_id("options").unwrap().dyn_into().unwrap();
        options.set_attribute("style", "width: 320px").unwrap();
        assert!(options.scroll_width() <= 320, "{}", options.scroll_width());
    }
}

// ---- the page ----

/// Three entries of a list, and something that was left out.
fn page(managed: Vec<SettingName>) -> Page {
    let mut settings = Settings::default();
    for port in ["7990", "7991", "7992"] {
        settings.allow(RuleName::Https, &format!("http://bitbucket.example.com:{port}"));
    }
    let problems = vec![SettingProblem { place: Place::Local, setting: Some(SettingName::SecretMinutes) }];
    let reading = Box::new(Reading { settings, managed, problems, version: 1 });
    let mut page = Page::default();
    page.update(Event::Read { reading, hosts: vec!["https://git.example.com/*".to_owned()] });
    page
}

/// The options page's own page and style, made anew; beside it stands the test runner's own output.
fn opened(page: &Page, language: Language) -> Document {
    let document = web_sys::window().unwrap().document().unwrap();
    let html = include_str!("../extension/options.html");
    let body = html.split_once("<body>").unwrap().1.split_once("</body>").unwrap().0;
    let style = concat!(include_str!("../extension/shared.css"), include_str!("../extension/options.css"));
    if let Some(before) = document.get_element_by_id("options") {
        before.remove();
    }
    let options = document.create_element("div").unwrap();
    options.set_id("options");
    options.set_inner_html(&format!("<style>{style}</style>{body}"));
    document.body().unwrap().append_child(&options).unwrap();
    show(&document, &page.view(), language).unwrap();
    document
}

fn input(document: &Document, id: &str) -> HtmlInputElement {
    document.get_element_by_id(id).unwrap().dyn_into().unwrap()
}

fn focus(document: &Document, id: &str) {
    document.get_element_by_id(id).unwrap().dyn_into::<HtmlElement>().unwrap().focus().unwrap();
}

fn text(document: &Document, selector: &str) -> String {
    document.query_selector(selector).unwrap().unwrap().text_content().unwrap_or_default()
}
