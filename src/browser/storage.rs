//! What is held, in `storage.session`: memory, which no page's script can read, gone with the browser. What is set, in
//! `storage.local` on the disk and in `storage.managed`, which a policy fills.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::held::Held;
use crate::plain::{Read, Write};
use crate::settings::read::{Reading, VERSION};
use crate::settings::{SettingName, Settings};

/// The key of what is held; `extension/background.js` and `extension/load.js` know it, too.
const HELD: &str = "held";
/// The key of what is set.
const SETTINGS: &str = "settings";
const SETTINGS_VERSION: &str = "version";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = set, catch)]
    fn set_session(items: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = set, catch)]
    fn set_local(items: &JsValue) -> Result<Promise, JsValue>;

    /// Calls a function whenever something of it has changed.
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "onChanged"], js_name = addListener)]
    pub fn on_changed(listener: &Function);
}

/// What is held – what cannot be understood counts as nothing – and what is set: from what `extension/load.js` has
/// asked for.
///
/// # Errors
/// The browser would not hand it over.
pub async fn loaded(loading: Promise) -> Result<Loaded, JsValue> {
    let [items, settings, managed] = &*settled(Ok(loading)).await?.unchecked_into::<Array>().to_vec() else {
        return Err(JsValue::UNDEFINED);
    };
    let held = Reflect::get(items, &HELD.into())?;
    let local = Reflect::get(settings, &SETTINGS.into())?;
    let reading = Settings::read(&local, managed);
    let kept = Kept { stored: local, managed: reading.managed.clone() };
    Ok(Loaded { held: Held::read(&held).unwrap_or_default(), reading, kept })
}

/// What was loaded.
pub struct Loaded {
    /// What is held.
    pub held: Held,
    /// What is set.
    pub reading: Reading,
    /// Where it can be changed.
    pub kept: Kept,
}

/// What is set, as it was found in `storage.local`.
#[derive(Default)]
pub struct Kept {
    stored: JsValue,
    managed: Vec<SettingName>,
}

impl Kept {
    /// Keeps one setting, and leaves everything else that is stored as it was found: also what could not be understood.
    /// What a policy has set is not kept, so that it ends with the policy. The promise is of nothing.
    ///
    /// # Errors
    /// The browser has no such storage.
    pub fn store(&mut self, settings: &Settings, setting: SettingName) -> Result<Promise, JsValue> {
        if self.managed.contains(&setting) {
            return Ok(Promise::resolve(&JsValue::UNDEFINED));
        }
        if !self.stored.is_object() {
            self.stored = Object::new().into();
        }
        Reflect::set(&self.stored, &setting.key().into(), &settings.written(setting))?;
        Reflect::set(&self.stored, &SETTINGS_VERSION.into(), &VERSION.into())?;
        set_local(&object(SETTINGS, &self.stored)?)
    }
}

/// Holds it, in place of what was held before. The promise is of nothing.
///
/// # Errors
/// The browser has no such storage.
pub fn store(held: &Held) -> Result<Promise, JsValue> {
    set_session(&object(HELD, &held.write())?)
}

/// Waits for what was promised, if it was.
///
/// # Errors
/// The promise was not made, or broken.
pub async fn settled(promise: Result<Promise, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(promise?).await
}

fn object(key: &str, value: &JsValue) -> Result<JsValue, JsValue> {
    let object = Object::new();
    Reflect::set(&object, &key.into(), value)?;
    Ok(object.into())
}
