//! Shows a [`View`]: the popup's page is made anew from it, but for the sentence, which a screen reader follows.

use js_sys::Intl::RelativeTimeFormat;
use js_sys::{Array, Date, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, FocusOptions, HtmlElement};

use crate::page::snapshot::Snapshot;
use crate::plain::Write;
use crate::press::{Button, HeldRow, Key, Message, Pointing, Row, State, Value, View};

/// Id of the sentence.
pub const STATUS: &str = "status";
/// Id of what is made anew.
pub const CONTENT: &str = "content";
/// Id of the list of details.
pub const DETAILS: &str = "details";
/// Id of the input for the secret.
pub const SECRET: &str = "secret";
/// Id of the first button.
pub const PRIMARY: &str = "primary";
/// Id of the second button.
pub const SECONDARY: &str = "secondary";
/// Id of the button that forgets.
pub const FORGET: &str = "forget";

/// Id of the check box that makes a yes hold for good.
pub const REMEMBER: &str = "remember";
/// Id of the description of a page.
pub const DESCRIPTION: &str = "description";
/// Id of the list of what is held.
pub const HELD: &str = "held";
/// What a button is marked with that forgets one line of that list: the line's place.
pub const FORGET_ONE: &str = "data-forget";

/// Gives the message of a name, with values in it: in the extension, [`crate::browser::language::message`].
pub type Language = fn(&str, &[String]) -> String;

/// Shows it, and puts the focus where the admin goes on: the input, the first button, or the sentence; and after a line
/// was forgotten, and nothing else, on the next line.
///
/// # Errors
/// The document is not the popup's.
pub fn show(document: &Document, view: &View, language: Language) -> Result<(), JsValue> {
    let focused = focused(document)?;
    let is_the_same = draw(document, view, language)?;
    let line = focused.as_ref().filter(|_| is_the_same).and_then(line);
    // A press mostly settles in a moment: the focus waits for that, unless it was on something that is gone.
    if view.state != State::Working || focused.is_some() { focus(document, line) } else { Ok(()) }
}

/// Shows what has come to be known without the admin's doing: what has the focus keeps it, if it is still there.
///
/// # Errors
/// The document is not the popup's.
pub fn refresh(document: &Document, view: &View, language: Language) -> Result<(), JsValue> {
    let focused = focused(document)?;
    let is_the_same = draw(document, view, language)?;
    match focused {
        None if is_the_same => Ok(()),
        Some(element) if is_the_same => {
            let id = element.id();
            focus(document, line(&element).or_else(|| (!id.is_empty()).then(|| format!("#{id}"))))
        }
        _ => focus(document, None),
    }
}

/// Draws the list of what is held anew, and nothing else: what is typed elsewhere stays.
///
/// # Errors
/// The document is not the popup's.
pub fn refresh_held(document: &Document, view: &View, language: Language) -> Result<(), JsValue> {
    let Some(list) = document.get_element_by_id(HELD) else { return Ok(()) };
    let line = focused(document)?.filter(|focused| list.contains(Some(focused))).as_ref().and_then(line);
    list.replace_with_with_node_1(held(document, &view.held, language)?.as_ref())?;
    if line.is_some() { focus(document, line) } else { Ok(()) }
}

/// Puts the focus where the admin goes on, if nothing has it.
///
/// # Errors
/// The document is not the popup's.
pub fn focus_if_lost(document: &Document) -> Result<(), JsValue> {
    let body = document.body().map(Element::from);
    if document.active_element() == body { focus(document, None) } else { Ok(()) }
}

/// What has the focus, if it is drawn anew.
fn focused(document: &Document) -> Result<Option<Element>, JsValue> {
    let content = document.get_element_by_id(CONTENT).ok_or("no content")?;
    Ok(document.active_element().filter(|element| content.contains(Some(element))))
}

/// A line of what is held, by its button: the line that is in its place now, or the last.
fn line(button: &Element) -> Option<String> {
    let place = button.get_attribute(FORGET_ONE)?;
    Some(format!("[{FORGET_ONE}='{place}'], #{HELD} li:last-child button"))
}

/// Draws it, and says whether the state is the same as before.
fn draw(document: &Document, view: &View, language: Language) -> Result<bool, JsValue> {
    let status = document.get_element_by_id(STATUS).ok_or("no status")?;
    let content = document.get_element_by_id(CONTENT).ok_or("no content")?;
    let body = document.body().ok_or("no body")?;
    let sentence = text(&view.sentence, language);
    let is_the_same = body.get_attribute("data-state").as_deref() == Some(view.state.name());
    // Written again, it would be read out again.
    if status.text_content().as_deref() != Some(&sentence) {
        status.set_text_content(Some(&sentence));
    } else if is_the_same && view.state == State::Working {
        // There is nothing else to see, and the admin waits.
        return Ok(true);
    }
    content.set_text_content(None);
    if !view.notes.is_empty() {
        append(&content, &notes(document, &view.notes, language)?)?;
    }
    if !view.rows.is_empty() {
        append(&content, &details(document, &view.rows, language)?)?;
    }
    if let Some(description) = &view.description {
        append(&content, &described(document, description)?)?;
    }
    append(&content, &form(document, view, language)?)?;
    if !view.held.is_empty() {
        append(&content, &held(document, &view.held, language)?)?;
    }
    body.set_attribute("data-state", view.state.name())?;
    Ok(is_the_same)
}

/// Puts the focus on what was chosen, or else where the admin goes on.
fn focus(document: &Document, chosen: Option<String>) -> Result<(), JsValue> {
    let chosen = match &chosen {
        Some(chosen) => document.query_selector(chosen)?,
        None => None,
    };
    let options = FocusOptions::new();
    // What can be done is in sight anyway, and the sentence above it must stay so.
    options.set_prevent_scroll(chosen.is_none());
    let element = match chosen {
        Some(chosen) => Some(chosen),
        None => document.query_selector("#secret, select, #primary")?.or_else(|| document.get_element_by_id(STATUS)),
    };
    match element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        Some(element) => element.focus_with_options(&options),
        None => Ok(()),
    }
}

fn details(document: &Document, rows: &[Row], language: Language) -> Result<Element, JsValue> {
    let list = element(document, "dl", "")?;
    list.set_id(DETAILS);
    for row in rows {
        let group = element(document, "div", "")?;
        group.set_attribute("data-field", row.field)?;
        if let Some(outcome) = row.outcome {
            group.set_attribute("data-outcome", outcome)?;
        }
        append(&group, &element(document, "dt", &text(&row.label, language))?)?;
        append(&group, &breakable(document, "dd", &value(&row.value, language))?)?;
        append(&list, &group)?;
    }
    Ok(list)
}

pub(crate) fn text(message: &Message, language: Language) -> String {
    let values: Vec<_> = message.values.iter().map(|it| value(it, language)).collect();
    language(message.key.name(), &values)
}

pub(crate) fn value(value: &Value, language: Language) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Message(message) => text(message, language),
        Value::Time(time) => {
            let options = options("timeStyle", "short");
            let date = Date::new(&time.0.into());
            if date.to_date_string() != Date::new_0().to_date_string() {
                drop(Reflect::set(&options, &"dateStyle".into(), &"short".into()));
            }
            date.to_locale_string("default", &options).into()
        }
        Value::Age(time) => {
            let minutes = ((Date::now() - time.0) / 60_000.0).max(0.0);
            let (count, unit) = match minutes {
                ..60.0 => (minutes, "minute"),
                ..1440.0 => (minutes / 60.0, "hour"),
                _ => (minutes / 1440.0, "day"),
            };
            RelativeTimeFormat::new(&Array::new(), &options("numeric", "auto")).format(-count.floor(), unit).into()
        }
    }
}

/// How the browser is to write something.
fn options(name: &str, value: &str) -> Object {
    let options = Object::new();
    // A new object takes every member.
    drop(Reflect::set(&options, &name.into(), &value.into()));
    options
}

fn notes(document: &Document, notes: &[Message], language: Language) -> Result<Element, JsValue> {
    let list = element(document, "ul", "")?;
    list.set_id("notes");
    for note in notes {
        append(&list, &element(document, "li", &text(note, language))?)?;
    }
    Ok(list)
}

/// A description is read before it is copied, so it is shown as it will be copied.
fn described(document: &Document, description: &Snapshot) -> Result<Element, JsValue> {
    let words = JSON::stringify_with_replacer_and_space(&description.write(), &JsValue::NULL, &1.into())?;
    let shown = element(document, "pre", &String::from(words))?;
    shown.set_id(DESCRIPTION);
    // So that it can be scrolled by keys.
    shown.set_attribute("tabindex", "0")?;
    shown.set_attribute("role", "region")?;
    shown.set_attribute("aria-labelledby", STATUS)?;
    Ok(shown)
}

/// All that is held, in a list of which each line can be forgotten.
fn held(document: &Document, rows: &[HeldRow], language: Language) -> Result<Element, JsValue> {
    let section = element(document, "section", "")?;
    section.set_id(HELD);
    let title = Key::HeldRepositories.about(rows.len().into());
    append(&section, &element(document, "h2", &text(&title, language))?)?;
    let list = element(document, "ul", "")?;
    for (place, row) in rows.iter().enumerate() {
        let line = element(document, "li", "")?;
        append(&line, &element(document, "strong", &row.repository)?)?;
        for row in &row.rows {
            let words = format!("{}: {}", text(&row.label, language), value(&row.value, language));
            let said = breakable(document, "span", &words)?;
            said.set_attribute("data-field", row.field)?;
            append(&line, &said)?;
        }
        let button = element(document, "button", &text(&Key::ButtonForget.into(), language))?;
        button.set_attribute("type", "button")?;
        button.set_attribute(FORGET_ONE, &place.to_string())?;
        let name = Key::ButtonForgetOne.about((&row.repository).into());
        button.set_attribute("aria-label", &text(&name, language))?;
        append(&line, &button)?;
        append(&list, &line)?;
    }
    append(&section, &list)?;
    Ok(section)
}

/// The input and the buttons. In a form, so that Enter presses the first button.
fn form(document: &Document, view: &View, language: Language) -> Result<Element, JsValue> {
    let form = element(document, "form", "")?;
    if let Some(label) = &view.secret {
        let label = element(document, "label", &text(label, language))?;
        label.set_attribute("for", SECRET)?;
        let input = element(document, "input", "")?;
        input.set_id(SECRET);
        // "new-password" keeps password managers from offering what they know.
        for (name, value) in [("type", "password"), ("autocomplete", "new-password"), ("spellcheck", "false")] {
            input.set_attribute(name, value)?;
        }
        append(&form, &label)?;
        append(&form, &input)?;
    }
    for pointing in &view.pointing {
        point(document, &form, pointing, language)?;
    }
    if let Some(label) = &view.remember {
        let input = element(document, "input", "")?;
        input.set_id(REMEMBER);
        input.set_attribute("type", "checkbox")?;
        let words = element(document, "span", &text(label, language))?;
        let label = element(document, "label", "")?;
        label.set_class_name("choice");
        append(&label, &input)?;
        append(&label, &words)?;
        append(&form, &label)?;
    }
    let buttons = [
        (view.primary.map(Button::label), PRIMARY, "submit"),
        (view.secondary.map(Button::label), SECONDARY, "button"),
        (view.forget, FORGET, "button"),
    ];
    for (label, id, kind) in buttons {
        let Some(label) = label else { continue };
        let button = element(document, "button", &text(&label.into(), language))?;
        button.set_id(id);
        button.set_attribute("type", kind)?;
        if id == FORGET {
            button.set_attribute("title", &text(&Key::ButtonForgetHint.into(), language))?;
        }
        append(&form, &button)?;
    }
    Ok(form)
}

/// One choice among the controls that a field of the form may be.
fn point(document: &Document, form: &Element, pointing: &Pointing, language: Language) -> Result<(), JsValue> {
    let id = pointing.label.name();
    let label = element(document, "label", &text(&pointing.label.into(), language))?;
    label.set_attribute("for", id)?;
    let select = element(document, "select", "")?;
    select.set_id(id);
    append(&select, &element(document, "option", &text(&Key::NoFieldChosen.into(), language))?)?;
    for (handle, choice) in &pointing.choices {
        let option = element(document, "option", &text(choice, language))?;
        option.set_attribute("value", &handle.0.to_string())?;
        append(&select, &option)?;
    }
    append(form, &label)?;
    append(form, &select)
}

/// A text that may be a long address: it breaks at its slashes first.
fn breakable(document: &Document, name: &str, text: &str) -> Result<Element, JsValue> {
    let element = element(document, name, "")?;
    for (place, part) in text.split_inclusive('/').enumerate() {
        if place > 0 {
            append(&element, &document.create_element("wbr")?)?;
        }
        element.append_with_str_1(part)?;
    }
    Ok(element)
}

pub(crate) fn append(parent: &Element, child: &Element) -> Result<(), JsValue> {
    parent.append_child(child).map(drop)
}

pub(crate) fn element(document: &Document, name: &str, text: &str) -> Result<Element, JsValue> {
    let element = document.create_element(name)?;
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Ok(element)
}
