//! `storage.session`: memory, which no page's script can read, gone with the browser.

use wasm_bindgen::prelude::*;

use super::data;
use crate::held::Held;

/// The one key; `extension/background.js` knows it too.
const KEY: &str = "held";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = get, catch)]
    async fn get(key: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = set, catch)]
    async fn set(items: &JsValue) -> Result<(), JsValue>;
}

/// What is held. What cannot be understood counts as nothing.
///
/// # Errors
/// The browser would not hand it over.
pub async fn load() -> Result<Held, JsValue> {
    let items = get(KEY).await?;
    let held = js_sys::Reflect::get(&items, &KEY.into())?;
    Ok(data::decode(held).unwrap_or_default())
}

/// Holds it, in place of what was held before.
///
/// # Errors
/// The browser would not keep it.
pub async fn store(held: &Held) -> Result<(), JsValue> {
    let items = js_sys::Object::new();
    js_sys::Reflect::set(&items, &KEY.into(), &data::encode(held).map_err(|data::Unreadable| JsValue::UNDEFINED)?)?;
    set(&items).await
}
