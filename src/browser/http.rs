//! One GET, two ways: from the popup itself, or from the tab's page.
//!
//! | from | needs | carries |
//! |---|---|---|
//! | the popup | Chromium: the press alone; Firefox: a permission for the host | the browser's cookies |
//! | the page | the press alone | the tab's own login, also in a container |
//!
//! Measured with Chromium 156 and Firefox 153. In Firefox a page's policy (`connect-src`) can forbid the second way.

use js_sys::{JSON, Promise};
use wasm_bindgen::prelude::*;

use super::tabs::{self, Done, Tab};
use crate::page::plan::PageError;
use crate::plain::{Read, Value, Write, plain};
use crate::scm::bitbucket_server::rest::{Answer, Browser, HttpError, Request};

#[wasm_bindgen(module = "/extension/get.js")]
extern "C" {
    #[wasm_bindgen(js_name = get, catch)]
    fn get_here(wanted: &JsValue) -> Result<Promise, JsValue>;
}

/// Asks the server that the tab shows a page of.
///
/// # Errors
/// Why there is no answer.
pub async fn get(tab: &Tab, request: &Request) -> Result<Answer, HttpError> {
    if tab.is_reached().await {
        let wanted = wanted(request, true).write::<JsValue>();
        match understood(tabs::answered(get_here(&wanted)).await) {
            // The login may be in a container, or where the popup does not get to.
            Ok(Answer { status: 401, user: None, .. }) | Err(HttpError::NoConnection) => {}
            answer => return answer,
        }
    }
    understood(tab.get(&wanted(request, false)).await)
}

/// What `extension/get.js` is given.
struct Wanted {
    popup: bool,
    origin: String,
    path: String,
    limit: u32,
    patience: u32,
}

plain!(write Wanted { popup, origin, path, limit, patience });

fn wanted(request: &Request, popup: bool) -> Wanted {
    let origin = request.subject.base.origin();
    Wanted { popup, origin, path: request.path(), limit: Request::LIMIT, patience: Request::PATIENCE }
}

/// What it brings.
enum Got {
    Answer(Answer),
    /// There is none: because it took too long, or for another reason.
    Late(bool),
}

impl Read for Got {
    fn read<V: Value>(value: &V) -> Option<Self> {
        let (name, value) = value.to_variant()?;
        match name.as_str() {
            "answer" => Answer::read(&value).map(Self::Answer),
            "late" => bool::read(&value).map(Self::Late),
            _ => None,
        }
    }
}

fn understood(done: Result<Done, PageError>) -> Result<Answer, HttpError> {
    match done.and_then(Done::decode) {
        Ok(Got::Answer(answer)) => Ok(answer),
        Ok(Got::Late(true)) => Err(HttpError::TimedOut),
        Ok(Got::Late(false)) => Err(HttpError::NoConnection),
        Err(_) => Err(HttpError::NotAllowed),
    }
}

/// This browser.
pub struct ThisBrowser;

impl Browser for ThisBrowser {
    type Json = JsValue;

    fn json(text: &str) -> Option<JsValue> {
        JSON::parse(text).ok()
    }

    fn href(url: &str) -> Option<String> {
        web_sys::Url::new(url).ok().map(|url| url.href())
    }
}
