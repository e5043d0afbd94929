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

/// What is held, as the storage takes it.
///
/// # Errors
/// Never: what is held is plain data.
pub fn items(held: &Held) -> Result<JsValue, JsValue> {
    let items = js_sys::Object::new();
    let held = data::encode(held).map_err(|data::Unreadable| JsValue::UNDEFINED)?;
    js_sys::Reflect::set(&items, &KEY.into(), &held)?;
    Ok(items.into())
}

/// Holds it, in place of what was held before.
///
/// # Errors
/// The browser would not keep it.
pub async fn store(items: Result<JsValue, JsValue>) -> Result<(), JsValue> {
    set(&items?).await
}
