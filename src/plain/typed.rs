//! Reads plain data with `serde`: what other programs say is described by types that derive [`serde::Deserialize`].
//!
//! `serde-wasm-bindgen` does this for JavaScript's values and has a sentence for every refusal: 32 kB of the module, 14
//! with brotli (2026-11-29), of which nobody would read a word. Here a refusal has none.

use std::fmt;

use serde::de::value::SeqDeserializer;
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::{Read, Value};

/// Reads a value.
///
/// # Errors
/// It is of another shape.
pub fn read<'de, T: Deserialize<'de>>(value: impl Value) -> Result<T, OtherShape> {
    T::deserialize(Typed(value))
}

/// The value is of another shape.
#[derive(Debug)]
pub struct OtherShape;

impl std::error::Error for OtherShape {}

impl fmt::Display for OtherShape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the value is of another shape")
    }
}

impl Error for OtherShape {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// A value, as `serde` asks for it: each type that is read says first what it takes.
struct Typed<P>(P);

impl<P: Value> IntoDeserializer<'_, OtherShape> for Typed<P> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de, P: Value> Deserializer<'de> for Typed<P> {
    type Error = OtherShape;

    /// Nothing is read without saying first what it takes, and whatever is not read below is not needed so far.
    fn deserialize_any<T: Visitor<'de>>(self, _: T) -> Result<T::Value, OtherShape> {
        Err(OtherShape)
    }

    fn deserialize_bool<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, OtherShape> {
        visitor.visit_bool(self.0.to_bool().ok_or(OtherShape)?)
    }

    fn deserialize_u16<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, OtherShape> {
        visitor.visit_u16(u16::read(&self.0).ok_or(OtherShape)?)
    }

    fn deserialize_u32<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, OtherShape> {
        visitor.visit_u32(u32::read(&self.0).ok_or(OtherShape)?)
    }

    fn deserialize_f64<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, OtherShape> {
        visitor.visit_f64(self.0.to_number().ok_or(OtherShape)?)
    }

    fn deserialize_string<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, OtherShape> {
        visitor.visit_string(self.0.to_text().ok_or(OtherShape)?)
    }

    fn deserialize_option<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, OtherShape> {
        if self.0.is_null() || self.0.is_nothing() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, OtherShape> {
        let Self(list) = self;
        let places = 0..list.length().ok_or(OtherShape)?;
        visitor.visit_seq(SeqDeserializer::new(places.map(|place| Typed(list.element(place)))))
    }

    /// As the list of the members that the type has: so it compares no names, 3 kB of the module. What is missing is no
    /// value, which an option takes for none.
    fn deserialize_struct<T: Visitor<'de>>(
        self,
        _: &'static str,
        members: &'static [&'static str],
        visitor: T,
    ) -> Result<T::Value, OtherShape> {
        let Self(object) = self;
        visitor.visit_seq(SeqDeserializer::new(members.iter().map(|name| Typed(object.at(name)))))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u64 u128 f32 char str bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct map enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use serde_json::{Value as Json, json};

    use super::*;

    #[derive(Debug, PartialEq, serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Letter {
        to: String,
        page_count: u16,
        stamps: Option<Vec<f64>>,
        is_read: Option<bool>,
    }

    fn letter(json: Json) -> Option<Letter> {
        read(Some(json)).ok()
    }

    #[test]
    fn a_record_is_read_by_the_names_of_its_members_in_any_order() {
        let json = json!({ "pageCount": 2, "isRead": true, "weight": { "kg": 1 }, "stamps": [0.5, 1], "to": "me" });
        let read = Letter { to: "me".to_owned(), page_count: 2, stamps: Some(vec![0.5, 1.0]), is_read: Some(true) };
        assert_eq!(letter(json), Some(read));
    }

    #[test]
    fn what_need_not_be_there_may_be_missing_or_null_and_nothing_else() {
        let read = Letter { to: "me".to_owned(), page_count: 2, stamps: None, is_read: None };
        assert_eq!(letter(json!({ "to": "me", "pageCount": 2, "stamps": null })), Some(read));
        assert_eq!(letter(json!({ "to": "me", "pageCount": 2, "isRead": "yes" })), None);
        assert_eq!(letter(json!({ "to": "me", "pageCount": 2, "stamps": [0.5, "one"] })), None);
    }

    #[test]
    fn what_must_be_there_is_refused_if_it_is_missing_or_of_another_kind() {
        for json in [
            json!({ "pageCount": 2 }),
            json!({ "to": "me" }),
            json!({ "to": 7, "pageCount": 2 }),
            json!({ "to": "me", "pageCount": -1 }),
            json!({ "to": "me", "pageCount": 65_536 }),
            json!(["me", 2]),
            json!(null),
        ] {
            assert_eq!(letter(json.clone()), None, "{json}");
        }
    }
}
