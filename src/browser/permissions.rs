//! The hosts that the extension may reach at any time: none, until the admin allows one on the options page.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;

use super::storage::settled;
use crate::plain::Read;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = getAll, catch)]
    fn get_all() -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = request, catch)]
    fn request_permissions(permissions: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = remove, catch)]
    fn remove_permissions(permissions: &JsValue) -> Result<Promise, JsValue>;
}

/// Their match patterns.
///
/// # Errors
/// The browser would not say.
pub async fn hosts() -> Result<Vec<String>, JsValue> {
    let origins = Reflect::get(&settled(get_all()).await?, &"origins".into())?;
    Ok(Vec::read(&origins).unwrap_or_default())
}

/// Asks the admin for one. The promise is of a boolean. To be called while a click is being handled, before anything
/// is waited for: otherwise Firefox refuses.
///
/// # Errors
/// The browser takes no such pattern.
pub fn request(pattern: &str) -> Result<Promise, JsValue> {
    request_permissions(&origins(pattern)?)
}

/// Gives one back. The promise is of a boolean.
///
/// # Errors
/// The browser takes no such pattern.
pub fn remove(pattern: &str) -> Result<Promise, JsValue> {
    remove_permissions(&origins(pattern)?)
}

fn origins(pattern: &str) -> Result<JsValue, JsValue> {
    let permissions = Object::new();
    Reflect::set(&permissions, &"origins".into(), &Array::of1(&pattern.into()))?;
    Ok(permissions.into())
}
