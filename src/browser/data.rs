//! Plain data – objects, arrays, strings, numbers, booleans – between JavaScript and Rust's types.
//!
//! `serde-wasm-bindgen` does this too, but puts every error into words and prints numbers in them. That made the module
//! a third larger (219 kB instead of 170 kB, 2026-11-24), and nobody reads them: both sides of this border are ours.

use std::cell::RefCell;
use std::fmt;

use js_sys::{Array, Object, Reflect};
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde::ser::{self, Impossible, Serialize};
use wasm_bindgen::prelude::*;

/// The data is not of that type, or the type is none of plain data.
#[derive(Clone, Copy, Debug)]
pub struct Unreadable;

/// Turns plain data into a type.
///
/// # Errors
/// It is not of that type.
pub fn decode<T: DeserializeOwned>(value: JsValue) -> Result<T, Unreadable> {
    T::deserialize(Data(value))
}

/// Turns a value into plain data.
///
/// # Errors
/// It is made of something else: bytes, tuples, maps.
pub fn encode<T: Serialize>(value: &T) -> Result<JsValue, Unreadable> {
    value.serialize(Plain)
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unreadable")
    }
}

impl std::error::Error for Unreadable {}

/// Every error is the same, so that none is put into words.
impl de::Error for Unreadable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

impl ser::Error for Unreadable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

// ---- from JavaScript ----
//
// What does not depend on a type is marked `inline(never)`: otherwise it is repeated for each of the thirty types.

struct Data(JsValue);

impl Data {
    fn number(&self) -> Result<f64, Unreadable> {
        self.0.as_f64().ok_or(Unreadable)
    }
}

impl<'de> de::Deserializer<'de> for Data {
    type Error = Unreadable;

    /// Rust's side always knows what it wants.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unreadable> {
        Err(Unreadable)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_bool(self.0.as_bool().ok_or(Unreadable)?)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_u32(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let number = self.number()?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "compared right after")]
        let whole = number as u32;
        if f64::from(whole) == number { visitor.visit_u32(whole) } else { Err(Unreadable) }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_f64(self.number()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_string(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_string(self.0.as_string().ok_or(Unreadable)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.is_undefined() || self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(Elements { array: self.0.dyn_into().map_err(|_| Unreadable)?, next: 0 })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        if !self.0.is_object() {
            return Err(Unreadable);
        }
        visitor.visit_seq(Members { object: self.0, fields: fields.iter() })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(Variant::of(self.0)?)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u64 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct map identifier
        ignored_any
    }
}

fn member(object: &JsValue, name: &str) -> Result<JsValue, Unreadable> {
    Reflect::get(object, &name.into()).map_err(|_| Unreadable)
}

thread_local! {
    /// The names of members that were asked for, as JavaScript has them: thousands of items ask for the same few.
    static NAMES: RefCell<Vec<(&'static str, JsValue)>> = const { RefCell::new(Vec::new()) };
}

#[inline(never)]
fn known_member(object: &JsValue, name: &'static str) -> Result<JsValue, Unreadable> {
    NAMES.with_borrow_mut(|names| {
        if let Some((_, known)) = names.iter().find(|(known, _)| std::ptr::eq(*known, name)) {
            return Reflect::get(object, known).map_err(|_| Unreadable);
        }
        names.push((name, name.into()));
        member(object, name)
    })
}

struct Elements {
    array: Array,
    next: u32,
}

impl Elements {
    #[inline(never)]
    fn advance(&mut self) -> Option<Data> {
        let element = (self.next < self.array.length()).then(|| Data(self.array.get(self.next)));
        self.next += 1;
        element
    }
}

impl<'de> de::SeqAccess<'de> for Elements {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unreadable> {
        self.advance().map(|element| seed.deserialize(element)).transpose()
    }
}

/// The members of an object that the type knows, in the order in which it knows them: the type need not look names up
/// then, which every type would have code of its own for. One that is undefined is not there; then the type takes its
/// default, and fails if the member has none.
struct Members {
    object: JsValue,
    fields: std::slice::Iter<'static, &'static str>,
}

impl Members {
    #[inline(never)]
    fn advance(&mut self) -> Result<Option<Data>, Unreadable> {
        let Some(field) = self.fields.next() else { return Ok(None) };
        let value = known_member(&self.object, field)?;
        Ok((!value.is_undefined()).then_some(Data(value)))
    }
}

impl<'de> de::SeqAccess<'de> for Members {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unreadable> {
        self.advance()?.map(|value| seed.deserialize(value)).transpose()
    }
}

struct Variant {
    name: String,
    value: Option<JsValue>,
}

impl Variant {
    /// A string names a variant without data; an object has the variant's name as its one member.
    #[inline(never)]
    fn of(value: JsValue) -> Result<Self, Unreadable> {
        if let Some(name) = value.as_string() {
            return Ok(Self { name, value: None });
        }
        let object: &Object = value.dyn_ref().ok_or(Unreadable)?;
        let name = Object::keys(object).get(0).as_string().ok_or(Unreadable)?;
        let value = Some(member(&value, &name)?);
        Ok(Self { name, value })
    }
}

impl<'de> de::EnumAccess<'de> for Variant {
    type Error = Unreadable;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Unreadable> {
        let name: StrDeserializer<'_, Unreadable> = self.name.as_str().into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> de::VariantAccess<'de> for Variant {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        if self.value.is_none() { Ok(()) } else { Err(Unreadable) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unreadable> {
        seed.deserialize(Data(self.value.ok_or(Unreadable)?))
    }

    /// No type of ours has such variants.
    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Unreadable> {
        Err(Unreadable)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        de::Deserializer::deserialize_struct(Data(self.value.ok_or(Unreadable)?), "", fields, visitor)
    }
}

// ---- to JavaScript ----

struct Plain;

impl Plain {
    /// An object with one member.
    fn object(name: &str, value: &JsValue) -> Result<JsValue, Unreadable> {
        let object = Object::new();
        Reflect::set(&object, &name.into(), value).map_err(|_| Unreadable)?;
        Ok(object.into())
    }
}

/// What the types of this crate never are.
macro_rules! not_plain {
    ($($method:ident($($kind:ty),*)),* $(,)?) => {
        $(fn $method(self, $(_: $kind),*) -> Result<JsValue, Unreadable> { Err(Unreadable) })*
    };
}

impl ser::Serializer for Plain {
    type Ok = JsValue;
    type Error = Unreadable;
    type SerializeSeq = List;
    type SerializeTuple = Impossible<JsValue, Unreadable>;
    type SerializeTupleStruct = Impossible<JsValue, Unreadable>;
    type SerializeTupleVariant = Impossible<JsValue, Unreadable>;
    type SerializeMap = Impossible<JsValue, Unreadable>;
    type SerializeStruct = Record;
    type SerializeStructVariant = Record;

    not_plain! {
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64), serialize_u8(u8),
        serialize_u64(u64), serialize_f32(f32), serialize_char(char), serialize_bytes(&[u8]), serialize_unit(),
        serialize_unit_struct(&'static str),
    }

    fn serialize_bool(self, value: bool) -> Result<JsValue, Unreadable> {
        Ok(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<JsValue, Unreadable> {
        Ok(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<JsValue, Unreadable> {
        Ok(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<JsValue, Unreadable> {
        Ok(value.into())
    }

    fn serialize_str(self, value: &str) -> Result<JsValue, Unreadable> {
        Ok(value.into())
    }

    fn serialize_none(self) -> Result<JsValue, Unreadable> {
        Ok(JsValue::UNDEFINED)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<JsValue, Unreadable> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<JsValue, Unreadable> {
        Ok(name.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<JsValue, Unreadable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<JsValue, Unreadable> {
        Self::object(name, &value.serialize(self)?)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List, Unreadable> {
        Ok(List(Array::new()))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unreadable> {
        Err(Unreadable)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Unreadable> {
        Err(Unreadable)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unreadable> {
        Err(Unreadable)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Unreadable> {
        Err(Unreadable)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Record, Unreadable> {
        Ok(Record { object: Object::new(), variant: None })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Record, Unreadable> {
        Ok(Record { object: Object::new(), variant: Some(variant) })
    }
}

struct List(Array);

impl ser::SerializeSeq for List {
    type Ok = JsValue;
    type Error = Unreadable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unreadable> {
        self.0.push(&value.serialize(Plain)?);
        Ok(())
    }

    fn end(self) -> Result<JsValue, Unreadable> {
        Ok(self.0.into())
    }
}

/// An object; that of an enum's variant is the one member of another.
struct Record {
    object: Object,
    variant: Option<&'static str>,
}

impl Record {
    fn set(&self, name: &str, value: &JsValue) -> Result<(), Unreadable> {
        Reflect::set(&self.object, &name.into(), value).map(drop).map_err(|_| Unreadable)
    }

    fn finish(self) -> Result<JsValue, Unreadable> {
        match self.variant {
            None => Ok(self.object.into()),
            Some(name) => Plain::object(name, &self.object),
        }
    }
}

/// The two traits ask for the same.
macro_rules! record {
    ($($structure:ident),*) => {
        $(impl ser::$structure for Record {
            type Ok = JsValue;
            type Error = Unreadable;

            fn serialize_field<T>(&mut self, name: &'static str, value: &T) -> Result<(), Unreadable>
            where
                T: Serialize + ?Sized,
            {
                self.set(name, &value.serialize(Plain)?)
            }

            fn end(self) -> Result<JsValue, Unreadable> {
                self.finish()
            }
        })*
    };
}

record!(SerializeStruct, SerializeStructVariant);
