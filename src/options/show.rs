//! Shows a [`View`] in the page, whose fixed parts stand in `extension/options.html`. The lists are made anew; what has
//! the focus keeps it.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement};

use crate::popup::show::{Language, append, element, text, value};
use crate::press::{Key, Message};
use crate::settings::page::{Input, InputView, List, ListView, View};

/// Id of the sentence that says what happened.
pub const STATUS: &str = "status";
/// Id of the list of what was left out.
pub const PROBLEMS: &str = "problems";
/// Id of the name that the template gives.
pub const PREVIEW: &str = "name_template-preview";
/// Id of the input for an address to allow.
pub const HOST: &str = "host";
/// Id of the button that allows it.
pub const ALLOW: &str = "allow-host";
/// Attribute of an entry's button: its place in the list.
pub const PLACE: &str = "data-place";

/// Shows it.
///
/// # Errors
/// The document is not the options page.
pub fn show(document: &Document, view: &View, language: Language) -> Result<(), JsValue> {
    let drawing = Drawing { document, language };
    let problems = drawing.emptied(PROBLEMS)?;
    for problem in &view.problems {
        drawing.add(&problems, "li", &drawing.words(problem))?;
    }
    for (input, shown) in Input::ALL.into_iter().zip(&view.inputs) {
        drawing.input(input, shown)?;
    }
    drawing.say(PREVIEW, view.preview.as_ref())?;
    for (list, shown) in List::ALL.into_iter().zip(&view.lists) {
        drawing.list(list, shown)?;
    }
    drawing.say(STATUS, view.status.as_ref())
}

/// The input of that id.
///
/// # Errors
/// There is none.
pub fn input(document: &Document, id: &str) -> Result<HtmlInputElement, JsValue> {
    Ok(part(document, id)?.dyn_into()?)
}

fn part(document: &Document, id: &str) -> Result<Element, JsValue> {
    document.get_element_by_id(id).ok_or_else(|| id.into())
}

struct Drawing<'a> {
    document: &'a Document,
    language: Language,
}

impl Drawing<'_> {
    fn words(&self, message: &Message) -> String {
        text(message, self.language)
    }

    /// The element of that id, without what was in it.
    fn emptied(&self, id: &str) -> Result<Element, JsValue> {
        let element = part(self.document, id)?;
        element.set_text_content(None);
        Ok(element)
    }

    fn add(&self, parent: &Element, name: &str, text: &str) -> Result<Element, JsValue> {
        let element = element(self.document, name, text)?;
        append(parent, &element)?;
        Ok(element)
    }

    fn say(&self, id: &str, message: Option<&Message>) -> Result<(), JsValue> {
        let element = self.emptied(id)?;
        if let Some(message) = message {
            element.set_text_content(Some(&self.words(message)));
        }
        Ok(())
    }

    fn input(&self, of: Input, shown: &InputView) -> Result<(), JsValue> {
        let input = input(self.document, of.id())?;
        // Setting it would move the cursor.
        if input.value() != shown.value {
            input.set_value(&shown.value);
        }
        input.set_read_only(shown.is_managed);
        input.set_attribute("aria-invalid", if shown.problem.is_some() { "true" } else { "false" })?;
        self.note(of.id(), shown.is_managed, shown.problem.as_ref())
    }

    fn note(&self, id: &str, is_managed: bool, problem: Option<&Message>) -> Result<(), JsValue> {
        let managed = is_managed.then(|| Key::SetByPolicy.into());
        self.say(&format!("{id}-note"), managed.as_ref().or(problem))
    }

    fn list(&self, of: List, shown: &ListView) -> Result<(), JsValue> {
        let place = self.focused(of);
        let list = self.emptied(of.id())?;
        for (place, entry) in shown.entries.iter().enumerate() {
            let item = self.add(&list, "li", "")?;
            let id = format!("{}-{place}", of.id());
            self.add(&item, "span", &value(entry, self.language))?.set_id(&id);
            if !shown.is_managed {
                let button = self.add(&item, "button", &self.words(&of.button().into()))?;
                let own = format!("{id}-button");
                button.set_id(&own);
                button.set_attribute(PLACE, &place.to_string())?;
                // "Remove" alone does not say what.
                button.set_attribute("aria-labelledby", &format!("{own} {id}"))?;
            }
        }
        self.note(of.id(), shown.is_managed, None)?;
        match place {
            Some(place) => self.focus_near(&list, of, &place),
            None => Ok(()),
        }
    }

    /// The place of the entry whose button has the focus.
    fn focused(&self, of: List) -> Option<String> {
        let button = self.document.active_element()?;
        (button.closest("ul").ok()??.id() == of.id()).then(|| button.get_attribute(PLACE))?
    }

    /// The entry that had the focus may be gone: the next one takes it, or the last, or the list's title.
    fn focus_near(&self, list: &Element, of: List, place: &str) -> Result<(), JsValue> {
        let target = match list.query_selector(&format!("[{PLACE}='{place}'], li:last-child button"))? {
            Some(button) => button,
            None => part(self.document, &format!("{}-title", of.id()))?,
        };
        target.dyn_into::<HtmlElement>()?.focus()
    }
}
