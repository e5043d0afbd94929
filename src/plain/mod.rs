//! Plain data – objects, lists, texts, numbers, booleans –, and the types that are made of it: what crosses to
//! JavaScript and back, and what is stored.
//!
//! `serde` does this for every format, and has a reason for every refusal. Here nobody reads those, and it made the
//! module 20 kB larger (2026-11-24). What other programs say is read with it all the same ([`typed`]).

#[cfg(any(test, not(target_arch = "wasm32")))]
pub mod json;
pub mod typed;

use zeroize::Zeroizing;

/// A value on the other side: JavaScript's in a browser, JSON's in native tests.
pub trait Value: Sized {
    /// No value at all: JavaScript's `undefined`.
    fn nothing() -> Self;
    /// A boolean.
    fn from_bool(it: bool) -> Self;
    /// A number.
    fn from_number(it: f64) -> Self;
    /// A text.
    fn from_text(it: &str) -> Self;
    /// A list without elements.
    fn list() -> Self;
    /// Puts an element at the end of a list.
    fn push(&mut self, element: Self);
    /// An object without members.
    fn object() -> Self;
    /// Gives an object a member.
    fn set(&mut self, name: &'static str, member: Self);

    /// Whether it is no value at all.
    fn is_nothing(&self) -> bool;
    /// Whether it is JavaScript's `null`.
    fn is_null(&self) -> bool;
    /// The boolean that it is.
    fn to_bool(&self) -> Option<bool>;
    /// The number that it is.
    fn to_number(&self) -> Option<f64>;
    /// The text that it is.
    fn to_text(&self) -> Option<String>;
    /// How many elements it has, if it is a list.
    fn length(&self) -> Option<u32>;
    /// The element at that place of a list.
    fn element(&self, place: u32) -> Self;
    /// The member of that name, if it is an object; nothing if the object has none.
    fn get(&self, name: &'static str) -> Option<Self>;
    /// The name of its one member, and that member; of a text the text, and nothing.
    fn to_variant(&self) -> Option<(String, Self)>;

    /// The member of that name; nothing if there is none, or if it is no object.
    fn at(&self, name: &'static str) -> Self {
        self.get(name).unwrap_or_else(Self::nothing)
    }

    /// Reads a member of an object.
    #[inline(never)]
    fn member<T: Read>(&self, name: &'static str) -> Option<T> {
        T::read(&self.get(name)?)
    }

    /// The same of a member that need not be there.
    #[inline(never)]
    fn optional_member<T: Read + Default>(&self, name: &'static str) -> Option<T> {
        let member = self.get(name)?;
        if member.is_nothing() { Some(T::default()) } else { T::read(&member) }
    }

    /// The object with one more member.
    #[must_use]
    fn with<T: Write>(mut self, name: &'static str, member: &T) -> Self {
        self.set(name, member.write());
        self
    }

    /// The same with a member that need not be there.
    #[must_use]
    fn with_optional<T: Write>(self, name: &'static str, member: &T) -> Self {
        if member.is_empty() { self } else { self.with(name, member) }
    }

    /// A variant that has data.
    fn variant(name: &'static str, data: Self) -> Self {
        let mut object = Self::object();
        object.set(name, data);
        object
    }
}

/// A type that is read from plain data.
pub trait Read: Sized {
    /// Reads it; nothing if the value is of another shape.
    fn read<V: Value>(value: &V) -> Option<Self>;
}

/// A type that is written as plain data.
pub trait Write {
    /// Writes it.
    fn write<V: Value>(&self) -> V;

    /// Whether it is false, empty or nothing: as a member that need not be there it is left out then.
    fn is_empty(&self) -> bool {
        false
    }
}

/// A type whose values have names: texts, as plain data. A value that has none is never stored.
pub trait Named: Copy + PartialEq + 'static {
    /// The names.
    const NAMES: &'static [(&'static str, Self)];
    /// What any other name stands for.
    const OTHERWISE: Option<Self> = None;
}

impl<T: Named> Read for T {
    fn read<V: Value>(value: &V) -> Option<Self> {
        let text = value.to_text()?;
        T::NAMES.iter().find(|(name, _)| *name == text).map(|(_, named)| *named).or(T::OTHERWISE)
    }
}

impl<T: Named> Write for T {
    fn write<V: Value>(&self) -> V {
        T::NAMES.iter().find(|(_, named)| named == self).map_or_else(V::nothing, |(name, _)| V::from_text(name))
    }
}

/// Makes a record of plain data: `plain!(Point { x, y, label? })`. A member with `?` need not be there. One that has
/// another name there is written `is_lit? = "isLit"`. `plain!(Line(Vec<Point>))` is plain data as its one member is.
/// After `read` or `write` it goes in that direction alone.
///
/// Each direction of each type is a function of its own, and so is the reading of a member: grown into one another they
/// are a little shorter, but 1 % more of the module when it is compressed.
macro_rules! plain {
    // `$never` is there to say whether there was a `?`.
    (read $type:ident { $($member:ident $(? $($never:lifetime)?)? $(= $name:literal)?),* $(,)? }) => {
        impl $crate::plain::Read for $type {
            #[inline(never)]
            fn read<V: $crate::plain::Value>(value: &V) -> Option<Self> {
                Some(Self { $(
                    $member: $crate::plain::plain!(
                        $($($never)? optional)? member value, $crate::plain::plain!(name $member $($name)?)
                    )?
                ),* })
            }
        }
    };
    (write $type:ident { $($member:ident $(? $($never:lifetime)?)? $(= $name:literal)?),* $(,)? }) => {
        impl $crate::plain::Write for $type {
            #[inline(never)]
            fn write<V: $crate::plain::Value>(&self) -> V {
                let object = V::object();
                $(let object = $crate::plain::plain!(
                    $($($never)? optional)? with object, $crate::plain::plain!(name $member $($name)?), &self.$member
                );)*
                object
            }
        }
    };
    (read $type:ident ($of:ty)) => {
        impl $crate::plain::Read for $type {
            fn read<V: $crate::plain::Value>(value: &V) -> Option<Self> {
                <$of>::read(value).map(Self)
            }
        }
    };
    (write $type:ident ($of:ty)) => {
        impl $crate::plain::Write for $type {
            fn write<V: $crate::plain::Value>(&self) -> V {
                self.0.write()
            }
        }
    };
    (member $value:ident, $name:expr) => { $value.member($name) };
    (optional member $value:ident, $name:expr) => { $value.optional_member($name) };
    (with $object:ident, $name:expr, $member:expr) => { $object.with($name, $member) };
    (optional with $object:ident, $name:expr, $member:expr) => { $object.with_optional($name, $member) };
    (name $member:ident) => { stringify!($member) };
    (name $member:ident $name:literal) => { $name };
    ($type:ident $members:tt) => {
        $crate::plain::plain!(read $type $members);
        $crate::plain::plain!(write $type $members);
    };
}
pub(crate) use plain;

impl Read for bool {
    fn read<V: Value>(value: &V) -> Option<Self> {
        value.to_bool()
    }
}

impl Write for bool {
    fn write<V: Value>(&self) -> V {
        V::from_bool(*self)
    }

    fn is_empty(&self) -> bool {
        !self
    }
}

impl Read for f64 {
    fn read<V: Value>(value: &V) -> Option<Self> {
        value.to_number()
    }
}

impl Write for f64 {
    fn write<V: Value>(&self) -> V {
        V::from_number(*self)
    }
}

impl Read for u32 {
    fn read<V: Value>(value: &V) -> Option<Self> {
        let number = value.to_number()?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "compared right after")]
        let whole = number as Self;
        (f64::from(whole) == number).then_some(whole)
    }
}

impl Write for u32 {
    fn write<V: Value>(&self) -> V {
        V::from_number((*self).into())
    }
}

impl Read for u16 {
    fn read<V: Value>(value: &V) -> Option<Self> {
        u32::read(value)?.try_into().ok()
    }
}

impl Write for u16 {
    fn write<V: Value>(&self) -> V {
        V::from_number((*self).into())
    }
}

impl Read for String {
    fn read<V: Value>(value: &V) -> Option<Self> {
        value.to_text()
    }
}

impl Write for String {
    fn write<V: Value>(&self) -> V {
        V::from_text(self)
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// Such a text is not written: of the types that hold a secret, only [`crate::webhook::Secret`] is.
impl Read for Zeroizing<String> {
    fn read<V: Value>(value: &V) -> Option<Self> {
        String::read(value).map(Self::new)
    }
}

impl<T: Read> Read for Option<T> {
    fn read<V: Value>(value: &V) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::read(value).map(Some) }
    }
}

impl<T: Write> Write for Option<T> {
    fn write<V: Value>(&self) -> V {
        self.as_ref().map_or_else(V::nothing, T::write)
    }

    fn is_empty(&self) -> bool {
        self.is_none()
    }
}

impl<T: Read> Read for Vec<T> {
    fn read<V: Value>(value: &V) -> Option<Self> {
        let mut list = Self::new();
        for place in 0..value.length()? {
            list.push(T::read(&value.element(place))?);
        }
        Some(list)
    }
}

impl<T: Write> Write for Vec<T> {
    fn write<V: Value>(&self) -> V {
        let mut list = V::list();
        for element in self {
            list.push(element.write());
        }
        list
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}
