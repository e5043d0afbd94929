//! The tab that the button was pressed for: commands to its page, and where it is led.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;

use super::storage::settled;
use crate::page::plan::{Command, PageError};
use crate::plain::{Read, Write};

#[wasm_bindgen(module = "/extension/page.js")]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = page)]
    static PAGE: Function;
}

#[wasm_bindgen(module = "/extension/get.js")]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = get)]
    static GET: Function;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = create, catch)]
    fn create(tab: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = update, catch)]
    fn update(tab: &JsValue, changes: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "scripting"], js_name = executeScript, catch)]
    fn execute_script(injection: &JsValue) -> Result<Promise, JsValue>;
}

/// A tab of the browser.
#[derive(Clone)]
pub struct Tab(JsValue);

impl Tab {
    /// The tab that is in front of the popup: the first of those that `chrome.tabs.query` was asked for.
    ///
    /// # Errors
    /// There is none.
    pub async fn active(asked: Promise) -> Result<Self, JsValue> {
        let tab = Array::from(&settled(Ok(asked)).await?).get(0);
        Ok(Self(Reflect::get(&tab, &"id".into())?))
    }

    /// Runs `page(command)` in the tab's top frame, in the extension's isolated world.
    ///
    /// # Errors
    /// What the page said, [`PageError::NotAllowed`] where the browser refuses, [`PageError::Gone`] without an answer.
    pub async fn send(&self, command: &Command) -> Result<Done, PageError> {
        self.run(PAGE.with(Function::clone), command.write()).await
    }

    /// Runs `get(wanted)` there.
    ///
    /// # Errors
    /// As those of [`Tab::send`].
    pub async fn get(&self, wanted: &impl Write) -> Result<Done, PageError> {
        self.run(GET.with(Function::clone), wanted.write()).await
    }

    async fn run(&self, function: Function, given: JsValue) -> Result<Done, PageError> {
        let injection =
            self.injection(&function, &given).map_err(|_| PageError::Failed("UnreadableCommand".to_owned()))?;
        let results = settled(execute_script(&injection)).await.map_err(|_| PageError::NotAllowed)?;
        // On pages of its own Firefox does not refuse, but runs the script nowhere (`about:config`, Firefox 153).
        let result = Array::from(&results).get(0);
        answer(Reflect::get(&result, &"result".into()))
    }

    fn injection(&self, function: &Function, given: &JsValue) -> Result<JsValue, JsValue> {
        let target = object(&[("tabId", &self.0)])?;
        object(&[("target", &target), ("func", function), ("args", &Array::of1(given))])
    }

    /// Leads the tab to an address.
    ///
    /// # Errors
    /// The browser would not.
    pub async fn navigate(&self, address: &str) -> Result<(), JsValue> {
        settled(update(&self.0, &object(&[("url", &address.into())])?)).await.map(drop)
    }
}

/// Opens an address in a new tab, in front.
///
/// # Errors
/// The browser would not.
pub async fn open(address: &str) -> Result<(), JsValue> {
    settled(create(&object(&[("url", &address.into())])?)).await.map(drop)
}

/// What a function of the extension's has answered: `{ok}` or `{error}`.
pub(super) fn answer(answer: Result<JsValue, JsValue>) -> Result<Done, PageError> {
    let answer = answer.map_err(|_| PageError::NotAllowed)?;
    let member = |name: &str| Reflect::get(&answer, &name.into()).map_err(|_| PageError::Gone);
    let error = member("error")?;
    if error.is_undefined() { Ok(Done(member("ok")?)) } else { Err(Done(error).decode()?) }
}

/// What a command has brought, not yet understood.
pub struct Done(JsValue);

impl Done {
    /// Understands it. What it means depends on the command.
    ///
    /// # Errors
    /// It is something else.
    pub fn decode<T: Read>(self) -> Result<T, PageError> {
        T::read(&self.0).ok_or_else(|| PageError::Failed("UnreadableAnswer".to_owned()))
    }
}

fn object(members: &[(&str, &JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object.into())
}
