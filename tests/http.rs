//! One GET, two ways: both bring the same, and the right one is taken.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use webhook_autofill::browser::http::get;
use webhook_autofill::browser::tabs::Tab;
use webhook_autofill::plain::Read;
use webhook_autofill::scm::bitbucket_server::repository::{Base, Repository};
use webhook_autofill::scm::bitbucket_server::rest::{Answer, Ask, HttpError, Request, Subject};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/tests/network.js")]
extern "C" {
    fn install(address: &str, permitted: bool, serve: &str);
    fn port() -> u16;
    fn log() -> String;
    fn forbid();
    fn close() -> u32;
}

#[wasm_bindgen(module = "/extension/tabs.js")]
extern "C" {
    fn front() -> js_sys::Promise;
    #[wasm_bindgen(js_name = isReached)]
    fn is_reached(tab: &JsValue) -> js_sys::Promise;
}

const CHROMIUM: (&str, bool) = ("chrome-extension://abc/", false);
const FIREFOX: (&str, bool) = ("moz-extension://abc/", false);
const PERMITTED_FIREFOX: (&str, bool) = ("moz-extension://abc/", true);
/// Without the port: Firefox knows none in a permission.
const ASKS_FOR_PERMISSION: &str = "permission: http://127.0.0.1/*";
const FROM_POPUP: &str = "popup: /ctx/rest/api/latest/projects/SHOP/repos/orders/webhooks/7/latest\
    ?event=repo:refs_changed include manual no-store application/json";
const FROM_PAGE: &str = "page: /ctx/rest/api/latest/projects/SHOP/repos/orders/webhooks/7/latest\
    ?event=repo:refs_changed same-origin manual no-store application/json";

// ---- helpers --------------------------------------------------------------------------------------------------------

/// A request to the server of the tests' own page.
fn request(context: &str) -> Request {
    let url = Read::read(&JsValue::from_str("https://cicd-service.cfapps.eu10.hana.ondemand.com/v2")).unwrap();
    let base = Base { secure: false, host: "127.0.0.1".into(), port: Some(port()), context: context.into() };
    let repository = Repository { key: "SHOP".into(), slug: "orders".into() };
    Request { subject: Subject { base, repository, url, name: None, secret: None }.into(), ask: Ask::Latest { id: 7 } }
}

/// A tab in a browser whose network answers like that.
async fn tab(browser: (&str, bool), serve: &str) -> Tab {
    install(browser.0, browser.1, serve);
    let tab = JsFuture::from(front()).await.unwrap();
    Tab::front(js_sys::Promise::resolve(&tab), is_reached(&tab)).await.unwrap().0
}

async fn ask(browser: (&str, bool), serve: &str) -> Result<Answer, HttpError> {
    let tab = tab(browser, serve).await;
    get(&tab, &request("/ctx")).await
}

/// In a few words.
fn said(answer: &Result<Answer, HttpError>) -> String {
    match answer {
        Ok(Answer { status, user, content_type, body }) => {
            let body = body.as_ref().map_or("too long".to_owned(), |body| match body.len() {
                0..=100 => body.to_string(),
                length => length.to_string(),
            });
            format!("{status} {} {content_type}: {body}", user.as_deref().unwrap_or("nobody"))
        }
        Err(HttpError::NoConnection) => "no connection".to_owned(),
        Err(HttpError::TimedOut) => "timed out".to_owned(),
        Err(HttpError::NotAllowed) => "not allowed".to_owned(),
    }
}

fn asked() -> Vec<String> {
    log().lines().map(str::to_owned).collect()
}

const JSON: &str = "return new Response('{\"ä\":1}', \
    { status: 201, headers: { 'x-ausername': 'jdoe', 'content-type': 'application/json' } })";

// ---- which way ------------------------------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn chromium_asks_from_the_popup_by_the_press_alone() {
    assert_eq!(said(&ask(CHROMIUM, JSON).await), "201 jdoe application/json: {\"ä\":1}");
    assert_eq!(asked(), [FROM_POPUP]);
}

#[wasm_bindgen_test]
async fn firefox_asks_from_the_page_as_long_as_nothing_is_permitted() {
    assert_eq!(said(&ask(FIREFOX, JSON).await), "201 jdoe application/json: {\"ä\":1}");
    assert_eq!(asked(), [ASKS_FOR_PERMISSION, FROM_PAGE]);
}

#[wasm_bindgen_test]
async fn firefox_asks_from_the_popup_with_a_permission_for_the_host() {
    assert_eq!(said(&ask(PERMITTED_FIREFOX, JSON).await), "201 jdoe application/json: {\"ä\":1}");
    assert_eq!(asked(), [ASKS_FOR_PERMISSION, FROM_POPUP]);
}

#[wasm_bindgen_test]
async fn asks_from_the_page_too_if_the_popup_is_not_logged_in() {
    let container = "return new Response('', from === 'popup' ? { status: 401 } \
        : { status: 200, headers: { 'x-ausername': 'jdoe' } })";
    assert!(said(&ask(PERMITTED_FIREFOX, container).await).starts_with("200 jdoe"));
    assert_eq!(asked(), [ASKS_FOR_PERMISSION, FROM_POPUP, FROM_PAGE]);
    let unreachable = "if (from === 'popup') throw new TypeError('no'); return new Response('')";
    assert!(said(&ask(CHROMIUM, unreachable).await).starts_with("200 nobody"));
    assert_eq!(asked(), [FROM_POPUP, FROM_PAGE]);
}

#[wasm_bindgen_test]
async fn a_page_at_an_address_that_firefox_does_not_tell_is_not_reached_by_the_popup() {
    install(PERMITTED_FIREFOX.0, PERMITTED_FIREFOX.1, JSON);
    let tab = js_sys::JSON::parse(r#"{"id": 1}"#).unwrap();
    assert_eq!(JsFuture::from(is_reached(&tab)).await, Ok(JsValue::FALSE));
    assert_eq!(log(), "");
}

#[wasm_bindgen_test]
async fn does_not_ask_again_who_may_not() {
    let not_permitted = "return new Response('', { status: 401, headers: { 'x-ausername': 'jdoe' } })";
    assert!(said(&ask(CHROMIUM, not_permitted).await).starts_with("401 jdoe"));
    assert_eq!(asked(), [FROM_POPUP]);
}

// ---- what comes back ------------------------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn both_ways_bring_the_same() {
    let limit = Request::LIMIT;
    for (serve, expected) in [
        ("return new Response(null, { status: 204 })", "204 nobody : ".to_owned()),
        ("return new Response('no', { status: 500 })", "500 nobody text/plain;charset=UTF-8: no".to_owned()),
        ("return Response.error()", "0 nobody : ".to_owned()),
        ("return new Response(new Blob(['{', '}']))", "200 nobody : {}".to_owned()),
        ("throw new TypeError('no')", "no connection".to_owned()),
        (
            "return new Promise((_, no) => signal.addEventListener('abort', () => no(signal.reason)))",
            "timed out".to_owned(),
        ),
        (
            "const stream = new ReadableStream({ start(way) { way.enqueue(new Uint8Array([123])); \
                signal.addEventListener('abort', () => way.error(signal.reason)); } }); return new Response(stream)",
            "timed out".to_owned(),
        ),
        (&format!("return new Response('x'.repeat({limit}))"), format!("200 nobody text/plain;charset=UTF-8: {limit}")),
        (
            &format!("return new Response('x'.repeat({limit} + 1))"),
            "200 nobody text/plain;charset=UTF-8: too long".to_owned(),
        ),
        ("return new Response(new Blob(['x'.repeat(1e7)]))", "200 nobody : too long".to_owned()),
    ] {
        for browser in [CHROMIUM, FIREFOX] {
            assert_eq!(said(&ask(browser, serve).await), expected, "{serve} {}", browser.0);
        }
    }
}

#[wasm_bindgen_test]
async fn a_body_that_is_no_text_is_nonsense() {
    let bytes = "return new Response(new Uint8Array([123, 255, 125]))";
    for browser in [CHROMIUM, FIREFOX] {
        assert_eq!(said(&ask(browser, bytes).await), "200 nobody : {\u{fffd}}");
    }
}

#[wasm_bindgen_test]
async fn what_a_page_was_asked_for_ends_when_the_popup_closes() {
    let closing = "setTimeout(close); \
        return new Promise((_, no) => signal.addEventListener('abort', () => no(signal.reason)))";
    assert_eq!(said(&ask(FIREFOX, closing).await), "no connection");
    assert!(ask(FIREFOX, JSON).await.is_ok());
    assert_eq!(close(), 0, "nobody listens any more");
}

// ---- the page -------------------------------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn the_page_s_own_server_is_asked_whatever_the_path_looks_like() {
    let tab = tab(FIREFOX, JSON).await;
    assert!(get(&tab, &request("//evil.test")).await.is_ok());
    assert!(log().contains("page: //evil.test/rest/api"), "{}", log());
}

#[wasm_bindgen_test]
async fn a_page_of_another_server_by_now_is_not_asked() {
    let tab = tab(FIREFOX, JSON).await;
    let mut before = request("/ctx");
    Rc::make_mut(&mut before.subject).base.host = "git.example.com".into();
    assert_eq!(said(&get(&tab, &before).await), "not allowed");
    assert_eq!(asked(), [ASKS_FOR_PERMISSION]);
}

#[wasm_bindgen_test]
async fn says_so_if_no_script_may_run_in_the_page() {
    let tab = tab(FIREFOX, JSON).await;
    forbid();
    assert_eq!(said(&get(&tab, &request("/ctx")).await), "not allowed");
}
