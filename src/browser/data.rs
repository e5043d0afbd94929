//! Plain data as JavaScript has it.

use std::cell::RefCell;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::plain::Value;

thread_local! {
    /// The names of members that were asked for, as JavaScript has them: thousands of items ask for the same few.
    static NAMES: RefCell<Vec<(&'static str, JsValue)>> = const { RefCell::new(Vec::new()) };
}

#[wasm_bindgen]
extern "C" {
    /// An object of plain data: it has no getter that could throw, as `Reflect.get` must reckon with.
    type Members;

    #[wasm_bindgen(method, structural, indexing_getter)]
    fn member(this: &Members, name: &JsValue) -> JsValue;
}

fn with_known<T>(name: &'static str, work: impl FnOnce(&JsValue) -> T) -> T {
    NAMES.with_borrow_mut(|names| {
        let place = names.iter().position(|(known, _)| std::ptr::eq(*known, name)).unwrap_or_else(|| {
            names.push((name, JsValue::from_str(name)));
            names.len() - 1
        });
        work(&names[place].1)
    })
}

// What a type's own code calls is marked `inline(never)`: otherwise it is repeated for each of the thirty types.
impl Value for JsValue {
    fn nothing() -> Self {
        Self::UNDEFINED
    }

    fn from_bool(it: bool) -> Self {
        Self::from_bool(it)
    }

    fn from_number(it: f64) -> Self {
        Self::from_f64(it)
    }

    fn from_text(it: &str) -> Self {
        Self::from_str(it)
    }

    fn list() -> Self {
        Array::new().into()
    }

    #[inline(never)]
    fn push(&mut self, element: Self) {
        self.unchecked_ref::<Array>().push(&element);
    }

    fn object() -> Self {
        Object::new().into()
    }

    /// Objects that were just made refuse no member.
    #[inline(never)]
    fn set(&mut self, name: &'static str, member: Self) {
        drop(with_known(name, |name| Reflect::set(self, name, &member)));
    }

    fn is_nothing(&self) -> bool {
        self.is_undefined()
    }

    fn is_null(&self) -> bool {
        self.is_null()
    }

    fn to_bool(&self) -> Option<bool> {
        self.as_bool()
    }

    fn to_number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn to_text(&self) -> Option<String> {
        self.as_string()
    }

    #[inline(never)]
    fn length(&self) -> Option<u32> {
        self.dyn_ref::<Array>().map(Array::length)
    }

    #[inline(never)]
    fn element(&self, place: u32) -> Self {
        self.unchecked_ref::<Array>().get(place)
    }

    #[inline(never)]
    fn get(&self, name: &'static str) -> Option<Self> {
        self.is_object().then(|| with_known(name, |name| self.unchecked_ref::<Members>().member(name)))
    }

    #[inline(never)]
    fn to_variant(&self) -> Option<(String, Self)> {
        if let Some(name) = self.as_string() {
            return Some((name, Self::UNDEFINED));
        }
        let name = Object::keys(self.dyn_ref::<Object>()?).get(0);
        Some((name.as_string()?, Reflect::get(self, &name).ok()?))
    }
}
