//! How a repository's webhook is: what was saved against what was meant, and what came of its last delivery.

use super::rest::{Delivered, Found, Invocation, PUSH, Reply, Trouble, Unclear, Verdict, Webhook};
use crate::held::Time;
use crate::plain::Named;

/// How a repository's webhook is, in one word.
#[derive(Clone, Debug, PartialEq)]
pub enum Health {
    /// It is there, and nothing that the server says is wrong.
    Registered,
    /// It is there, but sends nothing.
    Inactive,
    /// It is there, but does not send pushes.
    PushMissing,
    /// It is there, and something else is wrong.
    Differs,
    /// It is not there.
    Missing,
    /// The server does not say, and why.
    Unsaid(Trouble),
}

/// How a webhook is, among several: what is left to do about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// It is there, as meant as far as the server says.
    Registered,
    /// It is there, but sends nothing.
    Inactive,
    /// It is there, but does not send pushes.
    PushMissing,
    /// It is there, and something else is wrong.
    Differs,
    /// It is not there.
    Missing,
    /// Whoever is logged in may not see it.
    NotPermitted,
    /// Nobody is logged in.
    NotLoggedIn,
    /// The server does not say, or was not reached.
    Unsaid,
}

impl Named for Standing {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("registered", Self::Registered),
        ("inactive", Self::Inactive),
        ("pushMissing", Self::PushMissing),
        ("differs", Self::Differs),
        ("missing", Self::Missing),
        ("notPermitted", Self::NotPermitted),
        ("notLoggedIn", Self::NotLoggedIn),
        ("unsaid", Self::Unsaid),
    ];
}

impl From<&Health> for Standing {
    fn from(health: &Health) -> Self {
        match health {
            Health::Registered => Self::Registered,
            Health::Inactive => Self::Inactive,
            Health::PushMissing => Self::PushMissing,
            Health::Differs => Self::Differs,
            Health::Missing => Self::Missing,
            Health::Unsaid(Trouble::NotPermitted { .. }) => Self::NotPermitted,
            Health::Unsaid(Trouble::NotLoggedIn) => Self::NotLoggedIn,
            Health::Unsaid(_) => Self::Unsaid,
        }
    }
}

/// One thing in which a webhook can differ from what was meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Line {
    /// Its URL.
    Url,
    /// It is active.
    Active,
    /// It sends pushes.
    Push,
    /// The certificate of the URL's host is verified.
    Certificates,
    /// Its secret.
    Secret,
    /// It is the only one with its URL: a second one would start everything twice.
    Single,
}

/// What was found about a repository's webhook.
#[derive(Clone, Debug, PartialEq)]
pub struct Examination {
    /// In one word.
    pub health: Health,
    /// The webhook, if there is one; of several the one with the URL and the fewest faults.
    pub webhook: Option<Webhook>,
    /// What was saved, against what was meant; nothing without a webhook.
    pub lines: Vec<(Line, Verdict)>,
}

impl Examination {
    /// Looks for the webhook with the URL that is meant, or else the name.
    #[must_use]
    pub fn of_list(found: Result<Found, Trouble>) -> Self {
        let Found { webhooks, all } = match found {
            Ok(found) => found,
            Err(trouble) => return Self::without(Health::Unsaid(trouble)),
        };
        let single = match (webhooks.iter().filter(|webhook| webhook.has_url).count(), all) {
            (0, _) | (1, false) => Verdict::Unknown,
            (1, true) => Verdict::Right,
            _ => Verdict::Wrong,
        };
        let faults = |webhook: &Webhook| lines(webhook, single).iter().filter(|line| line.1 == Verdict::Wrong).count();
        match webhooks.into_iter().min_by_key(|webhook| (!webhook.has_url, faults(webhook))) {
            Some(webhook) => Self::of(webhook, single),
            None => Self::without(Health::Missing),
        }
    }

    fn of(webhook: Webhook, single: Verdict) -> Self {
        let lines = lines(&webhook, single);
        let health = lines.iter().find_map(|line| match line {
            (Line::Url | Line::Certificates | Line::Secret | Line::Single, Verdict::Wrong) => Some(Health::Differs),
            (Line::Active, Verdict::Wrong) => Some(Health::Inactive),
            (Line::Push, Verdict::Wrong) => Some(Health::PushMissing),
            (_, Verdict::Right | Verdict::Unknown) => None,
        });
        Self { health: health.unwrap_or(Health::Registered), webhook: Some(webhook), lines }
    }

    fn without(health: Health) -> Self {
        Self { health, webhook: None, lines: Vec::new() }
    }
}

/// The lines in the order in which they matter: whoever reads the first wrong one knows what to do first.
fn lines(webhook: &Webhook, single: Verdict) -> Vec<(Line, Verdict)> {
    let verdict = |is_right: Option<bool>| match is_right {
        Some(true) => Verdict::Right,
        Some(false) => Verdict::Wrong,
        None => Verdict::Unknown,
    };
    vec![
        (Line::Url, verdict(Some(webhook.has_url))),
        (Line::Active, verdict(webhook.active)),
        (Line::Push, verdict(webhook.pushes)),
        (Line::Certificates, verdict(webhook.verifies_certificates)),
        (Line::Secret, webhook.secret),
        (Line::Single, single),
    ]
}

/// What is known of the last delivery of a push. A test of the connection never counts: Bitbucket does not sign it, so
/// it can fail though all is right, and pass though the secret is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum LastDelivery {
    /// There was one.
    Made {
        /// What came of it.
        result: DeliveryResult,
        /// When, or why that cannot be told.
        at: Result<Time, Unclear>,
    },
    /// None yet: something must be pushed.
    NoneYet,
    /// None since the webhook was last changed: what came of those before proves nothing.
    NoneSinceChange,
    /// It was not to be had.
    Unknown(Trouble),
}

/// What came of a delivery.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DeliveryResult {
    /// SAP's service accepted it.
    Accepted,
    /// Refused with 401 or 403: the secret is probably wrong.
    WrongSecret(u16),
    /// Refused with another status, where the server tells it.
    Refused(Option<u16>),
    /// Never answered.
    NoAnswer,
}

/// How far a server's clock may be ahead, in milliseconds.
const AHEAD: f64 = 5.0 * 60_000.0;

impl LastDelivery {
    /// Understands the reply to [`super::rest::Ask::Latest`] of a webhook.
    #[must_use]
    pub fn of(reply: Result<Reply, Trouble>, webhook: &Webhook, now: Time) -> Self {
        match reply {
            Err(trouble) => Self::Unknown(trouble),
            Ok(Reply::Latest(None)) => Self::NoneYet,
            Ok(Reply::Latest(Some(Invocation { start: Some(start), .. }))) if webhook.updated > Some(start) => {
                Self::NoneSinceChange
            }
            Ok(Reply::Latest(Some(Invocation { event, to_url, start, result })))
                if event == PUSH && to_url != Some(false) =>
            {
                Self::Made { result: DeliveryResult::of(result), at: moment(start, now) }
            }
            Ok(_) => Self::Unknown(Unclear::OtherSubject.into()),
        }
    }
}

impl DeliveryResult {
    fn of(delivered: Delivered) -> Self {
        match delivered {
            Delivered::Accepted => Self::Accepted,
            Delivered::Refused(Some(status @ (401 | 403))) => Self::WrongSecret(status),
            Delivered::Refused(status) => Self::Refused(status),
            Delivered::NoAnswer => Self::NoAnswer,
        }
    }
}

fn moment(time: Option<Time>, now: Time) -> Result<Time, Unclear> {
    match time {
        Some(time) if time > now.plus(AHEAD) => Err(Unclear::Clock),
        Some(time) => Ok(time),
        None => Err(Unclear::OtherShape),
    }
}
