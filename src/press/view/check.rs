//! What is shown of that which the server says of the repository's webhook.

use super::details::standing;
use super::{Row, row};
use crate::guard::RuleName;
use crate::press::check::Check;
use crate::press::rules::safely;
use crate::press::words::{Key, Message};
use crate::press::{Fill, Model};
use crate::scm::bitbucket_server::health::{DeliveryResult, Examination, Health, LastDelivery, Line};
use crate::scm::bitbucket_server::rest::{HttpError, Scope, Trouble, Unclear, Verdict, Webhook};

/// That the webhook is there already.
pub(super) fn exists(webhook: &Webhook) -> Message {
    let key = if webhook.scope == Scope::Project { Key::ExistsInProject } else { Key::Exists };
    key.about(safely(&webhook.name).into())
}

/// How what was saved compares with what was meant.
pub(super) fn saved(check: &Check) -> Key {
    match &check.last {
        _ if check.webhook().is_none() => Key::NotSaved,
        _ if !check.is_right() => Key::Differs,
        Some(LastDelivery::Made { result: DeliveryResult::Accepted, .. }) => Key::Proven,
        _ => Key::Verified,
    }
}

/// A webhook that the server told of when the form was filled already: the fill did not wait for ever. One that she
/// wants a second time is none.
pub(super) fn late_hit<'a>(model: &'a Model, fill: &Fill) -> Option<&'a Webhook> {
    let (document, url) = (&fill.snapshot.document, fill.data.url.as_str());
    let webhook = model.check.as_ref().and_then(Check::webhook)?;
    (!model.is_agreed(RuleName::SingleWebhook, document, url, &fill.page.base.origin())).then_some(webhook)
}

/// What else is said after a fill: whether there was an answer.
pub(super) fn note(check: &Check) -> Option<Message> {
    match &check.examination {
        None => Some(Key::NotCheckedYet.into()),
        Some(Examination { health: health @ Health::Unsaid(_), .. }) => {
            Some(Key::NotChecked.about(in_words(health).into()))
        }
        Some(_) => None,
    }
}

/// All that is known by now. Where something keeps her from a webhook, what is to be done about it is said above.
pub(super) fn rows(check: &Check, is_hindered: bool) -> Vec<Row> {
    let Some(found) = &check.examination else {
        return vec![row("health", Key::LabelWebhook, Key::HealthAsked.into())];
    };
    let health = if is_hindered { standing((&found.health).into()).into() } else { in_words(&found.health) };
    let mut rows = vec![row("health", Key::LabelWebhook, health.into())];
    if let Some(webhook) = &found.webhook {
        rows.push(row("name", Key::LabelName, safely(&webhook.name).into()));
        rows.extend(found.lines.iter().map(|(line, verdict)| line_row(*line, *verdict)));
        if webhook.has_url {
            rows.push(row("delivery", Key::LabelDelivery, delivery(check.last.as_ref()).into()));
        }
        if let Some(LastDelivery::Made { at: Ok(at), .. }) = check.last {
            rows.push(row("time", Key::LabelDeliveredAt, at.into()));
        }
    }
    rows
}

fn in_words(health: &Health) -> Message {
    let key = match health {
        Health::Registered => Key::HealthRegistered,
        Health::Inactive => Key::HealthInactive,
        Health::PushMissing => Key::HealthPushMissing,
        Health::Differs => Key::HealthDiffers,
        Health::Missing => Key::HealthMissing,
        Health::Unsaid(trouble) => return trouble_in_words(trouble),
    };
    key.into()
}

fn trouble_in_words(trouble: &Trouble) -> Message {
    let key = match trouble {
        Trouble::NotPermitted { user } => return Key::HealthNotPermitted.about(safely(user).into()),
        Trouble::NotLoggedIn => Key::HealthNotLoggedIn,
        Trouble::NotFound => Key::HealthNoRepository,
        Trouble::Unreachable(HttpError::TimedOut) => Key::HealthTimedOut,
        Trouble::Unreachable(HttpError::NoConnection) => Key::HealthNoConnection,
        Trouble::Unreachable(HttpError::NotAllowed) => Key::HealthNotAllowed,
        Trouble::Refused { status, message } => {
            let words = if message.is_empty() { "–" } else { message };
            return Key::HealthRefused.with(vec![usize::from(*status).into(), words.into()]);
        }
        Trouble::Unclear(Unclear::WebPage | Unclear::Redirected) => Key::HealthWebPage,
        Trouble::Unclear(_) => Key::HealthUnknown,
    };
    key.into()
}

fn line_row(line: Line, verdict: Verdict) -> Row {
    let (field, label, wrong) = match line {
        Line::Url => ("url", Key::LabelUrl, Key::WrongUrl),
        Line::Active => ("active", Key::LabelActive, Key::WrongActive),
        Line::Push => ("push", Key::LabelPush, Key::WrongPush),
        Line::Certificates => ("certificates", Key::LabelCertificates, Key::WrongCertificates),
        Line::Secret => ("secret", Key::LabelSecret, Key::WrongSecret),
        Line::Single => ("single", Key::LabelSingle, Key::WrongSingle),
    };
    let (outcome, words) = match verdict {
        Verdict::Right => ("right", Key::VerdictRight),
        Verdict::Wrong => ("wrong", wrong),
        Verdict::Unknown => ("unknown", Key::VerdictUnknown),
    };
    Row { outcome: Some(outcome), ..row(field, label, words.into()) }
}

fn delivery(last: Option<&LastDelivery>) -> Message {
    let key = match last {
        None => Key::HealthAsked,
        Some(LastDelivery::NoneYet) => Key::DeliveryNone,
        Some(LastDelivery::NoneSinceChange) => Key::DeliveryNoneSinceChange,
        Some(LastDelivery::Unknown(_)) => Key::DeliveryUnknown,
        Some(LastDelivery::Made { result, .. }) => match result {
            DeliveryResult::Accepted => Key::DeliveryAccepted,
            DeliveryResult::NoAnswer => Key::DeliveryUnanswered,
            DeliveryResult::Refused(None) => Key::DeliveryRefused,
            DeliveryResult::WrongSecret(status) => return with_status(Key::DeliveryWrongSecret, *status),
            DeliveryResult::Refused(Some(status)) => return with_status(Key::DeliveryRefusedWith, *status),
        },
    };
    key.into()
}

fn with_status(key: Key, status: u16) -> Message {
    key.about(usize::from(status).into())
}
