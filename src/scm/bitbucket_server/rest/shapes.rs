//! The shapes of answers, as far as they are understood. What no version leaves out must be there; of anything else is
//! taken what is said in the way that is known. What there is beyond is not looked at. Dates are in milliseconds since
//! 1970.

use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

/// What a server says, if it says it, and in this way: versions differ. Of what is of another kind nothing is taken,
/// where an `Option` would refuse the whole answer.
pub struct Said<T>(pub Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Said<T> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        Ok(Self(T::deserialize(value).ok()))
    }
}

/// A page of webhooks.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    pub values: Vec<Saved>,
    pub start: Said<u32>,
    pub is_last_page: Said<bool>,
    pub next_page_start: Said<u32>,
}

/// A webhook, as it was saved.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    pub id: u32,
    pub url: String,
    pub name: Said<String>,
    pub active: Said<bool>,
    pub events: Said<Vec<String>>,
    pub scope_type: Said<String>,
    pub ssl_verification_required: Said<bool>,
    pub configuration: Said<Configuration>,
    pub updated_date: Said<f64>,
}

/// What a webhook was given beside.
#[derive(Deserialize)]
pub struct Configuration {
    /// Older servers give it in clear; how newer ones mask it is not known, so anything may stand there.
    pub secret: Said<Zeroizing<String>>,
}

/// A delivery. The members of its result are not in Atlassian's document: their names are those of its Java interface
/// (`DetailedInvocationResponse`).
#[derive(Deserialize)]
pub struct Delivery {
    pub event: String,
    pub start: Said<f64>,
    pub request: Said<Sent>,
    pub result: Received,
}

/// What was sent.
#[derive(Deserialize)]
pub struct Sent {
    pub url: Said<String>,
}

/// What came of it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Received {
    pub outcome: Said<String>,
    pub description: Said<String>,
    pub status_code: Said<u16>,
}

/// A refusal in Bitbucket's own format.
#[derive(Deserialize)]
pub struct Refusal {
    pub errors: Vec<Problem>,
}

/// One reason of it.
#[derive(Deserialize)]
pub struct Problem {
    pub message: Said<String>,
}
