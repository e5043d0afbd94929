//! The tab that the button was pressed for: commands to its page, and where it is led. What only JavaScript says in a
//! few words is in `extension/tabs.js`.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

use super::storage::settled;
use crate::page::plan::{Command, PageError};
use crate::page::snapshot::Address;
use crate::plain::{Read, Value, Write};

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

#[wasm_bindgen(module = "/extension/tabs.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn run(tab: &JsValue, function: &Function, given: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_name = open, catch)]
    fn create(address: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch)]
    fn lead(tab: &JsValue, address: &str) -> Result<Promise, JsValue>;
}

/// A tab of the browser.
pub struct Tab {
    tab: JsValue,
    reached: Promise,
}

impl Tab {
    /// The tab that is in front of the popup, and where it is if the browser says so: what `front` and `isReached` of
    /// `extension/tabs.js` bring.
    ///
    /// # Errors
    /// There is none.
    pub async fn front(asked: Promise, reached: Promise) -> Result<(Self, Option<Address>), JsValue> {
        let tab = settled(Ok(asked)).await?;
        let address = tab.member("address");
        Ok((Self { tab, reached }, address))
    }

    /// Runs `page(command)` in the tab's page.
    ///
    /// # Errors
    /// What the page or the browser said.
    pub async fn send(&self, command: &Command) -> Result<Done, PageError> {
        answered(run(&self.tab, &PAGE.with(Function::clone), &command.write())).await
    }

    /// Runs `get(wanted)` there.
    ///
    /// # Errors
    /// As those of [`Tab::send`].
    pub async fn get(&self, wanted: &impl Write) -> Result<Done, PageError> {
        answered(run(&self.tab, &GET.with(Function::clone), &wanted.write())).await
    }

    /// Whether what the popup itself asks the tab's server for carries the browser's cookies.
    pub async fn is_reached(&self) -> bool {
        settled(Ok(self.reached.clone())).await.is_ok_and(|reached| reached.is_truthy())
    }

    /// Leads the tab to an address.
    ///
    /// # Errors
    /// The browser would not.
    pub async fn navigate(&self, address: &str) -> Result<(), JsValue> {
        settled(lead(&self.tab, address)).await.map(drop)
    }
}

/// Opens an address in a new tab, in front.
///
/// # Errors
/// The browser would not.
pub async fn open(address: &str) -> Result<(), JsValue> {
    settled(create(address)).await.map(drop)
}

/// Waits for what a function of the extension's brings.
///
/// # Errors
/// As those of [`Tab::send`].
pub async fn answered(promise: Result<Promise, JsValue>) -> Result<Done, PageError> {
    let answer = settled(promise).await.map_err(|_| PageError::NotAllowed)?;
    match answer.to_variant() {
        Some((name, done)) if name == "ok" => Ok(Done(done)),
        Some((_, error)) => Err(Done(error).decode()?),
        None => Err(PageError::Gone),
    }
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
