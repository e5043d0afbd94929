//! What is held, in `storage.session`: memory, which no page's script can read, gone with the browser. What is set, in
//! `storage.local` on the disk and in `storage.managed`, which a policy fills.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::held::Held;
use crate::plain::{Read, Write};
use crate::settings::read::{Given, Reading, Stored, VERSION};
use crate::settings::{SettingName, Settings};

/// The key of what is held; `extension/background.js` knows it too.
const HELD: &str = "held";
/// The key of what is set.
const SETTINGS: &str = "settings";
const SETTINGS_VERSION: &str = "version";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = get, catch)]
    fn get_session(key: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = set, catch)]
    async fn set_session(items: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = get, catch)]
    fn get_local(key: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = set, catch)]
    async fn set_local(items: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "managed"], js_name = get, catch)]
    fn get_managed(all: &JsValue) -> Result<Promise, JsValue>;
}

/// What is held and set, on its way from three places at once.
pub struct Loading {
    session: JsFuture,
    local: JsFuture,
    managed: Option<JsFuture>,
}

impl Loading {
    /// Asks for it.
    ///
    /// # Errors
    /// The browser has no such storage.
    pub fn start() -> Result<Self, JsValue> {
        Ok(Self {
            session: get_session(HELD)?.into(),
            local: get_local(SETTINGS)?.into(),
            managed: get_managed(&JsValue::NULL).ok().map(JsFuture::from),
        })
    }

    /// What is held – what cannot be understood counts as nothing – and what is set.
    ///
    /// # Errors
    /// The browser would not hand it over.
    pub async fn finish(self) -> Result<(Held, Reading), JsValue> {
        let held = Reflect::get(&self.session.await?, &HELD.into())?;
        let local = Reflect::get(&self.local.await?, &SETTINGS.into())?;
        // Firefox refuses where there is no policy.
        let managed = match self.managed {
            Some(managed) => managed.await.unwrap_or_default(),
            None => JsValue::UNDEFINED,
        };
        Ok((Held::read(&held).unwrap_or_default(), Settings::read(given(&local), given(&managed))))
    }
}

fn given(stored: &JsValue) -> Given<Stored> {
    if stored.is_undefined() { Given::Absent } else { Given::read(stored).unwrap_or_default() }
}

/// What is held, as the storage takes it.
///
/// # Errors
/// Never: what is held is plain data.
pub fn items(held: &Held) -> Result<JsValue, JsValue> {
    object(HELD, &held.write())
}

/// Holds it, in place of what was held before.
///
/// # Errors
/// The browser would not keep it.
pub async fn store(items: Result<JsValue, JsValue>) -> Result<(), JsValue> {
    set_session(&items?).await
}

/// Keeps one setting, and leaves everything else that is stored as it is: also what could not be understood.
///
/// # Errors
/// The browser would not keep it.
pub async fn store_setting(settings: &Settings, setting: SettingName) -> Result<(), JsValue> {
    let value = Reflect::get(&settings.write::<JsValue>(), &setting.key().into())?;
    let stored = Reflect::get(&JsFuture::from(get_local(SETTINGS)?).await?, &SETTINGS.into())?;
    let stored = if stored.is_object() { stored } else { Object::new().into() };
    Reflect::set(&stored, &setting.key().into(), &value)?;
    Reflect::set(&stored, &SETTINGS_VERSION.into(), &VERSION.into())?;
    set_local(&object(SETTINGS, &stored)?).await
}

fn object(key: &str, value: &JsValue) -> Result<JsValue, JsValue> {
    let object = Object::new();
    Reflect::set(&object, &key.into(), value)?;
    Ok(object.into())
}
