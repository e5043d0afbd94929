//! The language files, `extension/_locales`: the browser takes the one of its own language. What is missing there it
//! takes from that of the manifest's `default_locale`.

use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    fn get_message(name: &str, values: &Array) -> String;
}

/// The message of that name with these values in it, at most nine. What looks like a place for a value in one of them
/// stays as it is.
#[must_use]
pub fn message(name: &str, values: &[String]) -> String {
    get_message(name, &values.iter().map(|value| JsValue::from_str(value)).collect())
}
