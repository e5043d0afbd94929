//! Plain data as JSON, for everything that is no browser: pages are recorded so, and tests say so what they mean.

use serde_json::{Map, Value as Json};

use super::{Read, Value, Write};

/// Reads a value; nothing if it is of another shape.
#[must_use]
pub fn read<T: Read>(json: Json) -> Option<T> {
    T::read(&Some(json))
}

/// Writes a value.
#[must_use]
pub fn write<T: Write>(it: &T) -> Json {
    it.write::<Option<Json>>().unwrap_or_default()
}

/// JSON has no way to say that there is nothing.
impl Value for Option<Json> {
    fn nothing() -> Self {
        None
    }

    fn from_bool(it: bool) -> Self {
        Some(it.into())
    }

    /// JSON tells whole numbers from others, JavaScript does not.
    fn from_number(it: f64) -> Self {
        #[allow(clippy::cast_possible_truncation, reason = "compared right after")]
        let whole = it as i64;
        #[allow(clippy::cast_precision_loss, clippy::float_cmp, reason = "a number that is not whole stays what it is")]
        let is_whole = whole as f64 == it;
        Some(if is_whole { whole.into() } else { it.into() })
    }

    fn from_text(it: &str) -> Self {
        Some(it.into())
    }

    fn list() -> Self {
        Some(Json::Array(Vec::new()))
    }

    fn push(&mut self, element: Self) {
        if let Some(Json::Array(elements)) = self {
            elements.push(element.unwrap_or_default());
        }
    }

    fn object() -> Self {
        Some(Json::Object(Map::new()))
    }

    fn set(&mut self, name: &'static str, member: Self) {
        if let (Some(Json::Object(members)), Some(member)) = (self, member) {
            members.insert(name.to_owned(), member);
        }
    }

    fn is_nothing(&self) -> bool {
        self.is_none()
    }

    fn is_null(&self) -> bool {
        *self == Some(Json::Null)
    }

    fn to_bool(&self) -> Option<bool> {
        self.as_ref()?.as_bool()
    }

    fn to_number(&self) -> Option<f64> {
        self.as_ref()?.as_f64()
    }

    fn to_text(&self) -> Option<String> {
        self.as_ref()?.as_str().map(str::to_owned)
    }

    fn length(&self) -> Option<u32> {
        self.as_ref()?.as_array()?.len().try_into().ok()
    }

    fn element(&self, place: u32) -> Self {
        self.as_ref()?.get(usize::try_from(place).ok()?).cloned()
    }

    fn get(&self, name: &'static str) -> Option<Self> {
        Some(self.as_ref()?.as_object()?.get(name).cloned())
    }

    fn to_variant(&self) -> Option<(String, Self)> {
        match self.as_ref()? {
            Json::String(name) => Some((name.clone(), None)),
            Json::Object(members) => members.iter().next().map(|(name, member)| (name.clone(), Some(member.clone()))),
            _ => None,
        }
    }
}
