//! The shapes of answers, as far as they are understood. What no version leaves out must be there; anything else may be
//! missing or null. What is of another kind makes the whole answer one of another shape; what there is beyond is not
//! looked at.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};
use zeroize::Zeroizing;

/// A page of webhooks.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    pub values: Vec<Saved>,
    pub start: Option<u32>,
    pub is_last_page: Option<bool>,
    pub next_page_start: Option<u32>,
}

/// A webhook, as it was saved.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    pub id: u32,
    pub url: String,
    pub name: Option<String>,
    pub active: Option<bool>,
    pub events: Option<Vec<String>>,
    pub scope_type: Option<String>,
    pub ssl_verification_required: Option<bool>,
    pub configuration: Option<Configuration>,
    pub updated_date: Option<f64>,
}

/// What a webhook was given beside.
#[derive(Deserialize)]
pub struct Configuration {
    /// Older servers give it in clear; how newer ones mask it is not known, so anything may stand there.
    #[serde(deserialize_with = "if_text")]
    pub secret: Option<Zeroizing<String>>,
}

/// A delivery. The members of its result are not in Atlassian's document: their names are those of its Java interface
/// (`DetailedInvocationResponse`).
#[derive(Deserialize)]
pub struct Delivery {
    pub event: String,
    pub start: Option<f64>,
    pub request: Option<Sent>,
    pub result: Received,
}

/// What was sent.
#[derive(Deserialize)]
pub struct Sent {
    pub url: Option<String>,
}

/// What came of it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Received {
    pub outcome: Option<String>,
    pub description: Option<String>,
    pub status_code: Option<u16>,
}

/// A refusal in Bitbucket's own format.
#[derive(Deserialize)]
pub struct Refusal {
    pub errors: Vec<Problem>,
}

/// One reason of it.
#[derive(Deserialize)]
pub struct Problem {
    pub message: Option<String>,
}

/// A text; nothing of anything else.
fn if_text<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Zeroizing<String>>, D::Error> {
    struct IfText;

    impl Visitor<'_> for IfText {
        type Value = Option<Zeroizing<String>>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a text")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
            self.visit_string(text.to_owned())
        }

        fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
            Ok(Some(Zeroizing::new(text)))
        }

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
    }

    value.deserialize_any(IfText)
}
