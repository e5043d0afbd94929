//! One GET, two ways: from the popup itself, or from the tab's page.
//!
//! | from | needs | carries |
//! |---|---|---|
//! | the popup | Chromium: the press alone; Firefox: a permission for the host | the browser's cookies |
//! | the page | the press alone | the tab's own login, also in a container |
//!
//! Measured with Chromium 156 and Firefox 153. In Firefox a page's policy (`connect-src`) can forbid the second way.

use gloo_net::http;
use js_sys::JSON;
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, RequestCache, RequestCredentials, RequestRedirect};
use zeroize::Zeroizing;

use super::tabs::{Done, Tab};
use crate::plain::{Read, Value, plain};
use crate::scm::bitbucket_server::rest::{Answer, Browser, HttpError, Request, Transport};

/// Asks the server that the tab shows a page of.
///
/// # Errors
/// Why there is no answer.
pub async fn get(tab: &Tab, request: &Request) -> Result<Answer, HttpError> {
    if tab.is_reached().await {
        match FromPopup.get(request).await {
            // The login may be in a container, or where the popup does not get to.
            Ok(Answer { status: 401, user: None, .. }) | Err(HttpError::NoConnection) => {}
            answer => return answer,
        }
    }
    FromPage(tab).get(request).await
}

/// The popup itself: its question ends when it closes.
struct FromPopup;

impl Transport for FromPopup {
    async fn get(&self, request: &Request) -> Result<Answer, HttpError> {
        let signal = AbortSignal::timeout_with_u32(Request::PATIENCE);
        let asked = http::Request::get(&request.address())
            .header("accept", "application/json")
            .cache(RequestCache::NoStore)
            .credentials(RequestCredentials::Include)
            .redirect(RequestRedirect::Manual)
            .abort_signal(Some(&signal));
        let answered = async {
            let response = asked.send().await?;
            let (status, headers) = (response.status(), response.headers());
            let body = Zeroizing::new(response.text().await?);
            let user = headers.get("x-ausername");
            let content_type = headers.get("content-type").unwrap_or_default();
            let is_short = u32::try_from(body.len()).is_ok_and(|length| length <= Request::LIMIT);
            Ok(Answer { status, user, content_type, body: is_short.then_some(body) })
        };
        answered.await.map_err(|_: gloo_net::Error| match signal.aborted() {
            true => HttpError::TimedOut,
            false => HttpError::NoConnection,
        })
    }
}

/// `extension/get.js` in the tab's page: its question ends when the popup closes, too.
struct FromPage<'a>(&'a Tab);

impl Transport for FromPage<'_> {
    async fn get(&self, request: &Request) -> Result<Answer, HttpError> {
        let origin = request.subject.base.origin();
        let wanted = Wanted { origin, path: request.path(), limit: Request::LIMIT, patience: Request::PATIENCE };
        match self.0.get(&wanted).await.and_then(Done::decode) {
            Ok(Got::Answer(answer)) => Ok(answer),
            Ok(Got::Late(true)) => Err(HttpError::TimedOut),
            Ok(Got::Late(false)) => Err(HttpError::NoConnection),
            Err(_) => Err(HttpError::NotAllowed),
        }
    }
}

/// What `get.js` is given.
struct Wanted {
    origin: String,
    path: String,
    limit: u32,
    patience: u32,
}

plain!(write Wanted { origin, path, limit, patience });

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
