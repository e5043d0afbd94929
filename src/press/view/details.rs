//! What stands below the sentence: the rows of what is known, and the notes.

use super::{Row, check, held_secret, row};
use crate::cicd::read::{Refused, Warning};
use crate::guard::RuleName;
use crate::held::Time;
use crate::page::plan::Outcome;
use crate::press::rules::safely;
use crate::press::words::{Key, Message, Value};
use crate::press::{Model, Situation, Way};
use crate::scm::ScmSystem;
use crate::scm::bitbucket_server::health::Standing;
use crate::scm::form::{FormField, Mention};
use crate::webhook::{Objection, WebhookData};

fn credential_row(data: &WebhookData) -> Option<Row> {
    data.credential.as_ref().map(|credential| row("credential", Key::LabelCredential, credential.as_str().into()))
}

pub(super) fn rows(model: &Model, situation: &Situation) -> Vec<Row> {
    match situation {
        Situation::Captured { data, .. } => {
            let mut rows = vec![
                row("url", Key::LabelUrl, data.url.as_str().into()),
                row("repository", Key::LabelRepository, (&data.repository_name).into()),
                row("address", Key::LabelAddress, safely(&data.repository.shown).into()),
            ];
            rows.extend(credential_row(data));
            rows.extend([
                row("secret", Key::LabelItsSecret, held_secret(model, data).into()),
                row("type", Key::LabelType, data.system.name().into()),
                row("origin", Key::LabelTakenFrom, (&data.origin).into()),
            ]);
            rows
        }
        Situation::Refused(Refused::ByRule(Objection { value, .. }) | Refused::Repository(value)) => {
            vec![row("found", Key::LabelOnThisPage, safely(value).into())]
        }
        Situation::ConfirmSource { about, .. } => vec![row("found", Key::LabelOnThisPage, safely(about).into())],
        Situation::SecretCaptured { origin, credential, length, captured, .. } => vec![
            row("credential", Key::LabelCredential, credential.as_str().into()),
            row("length", Key::LabelSecret, Key::Characters.about((*length).into()).into()),
            row("time", Key::LabelTakenAt, (*captured).into()),
            row("origin", Key::LabelTakenFrom, origin.into()),
        ],
        Situation::Filled { fill, done, captured } => {
            let mut rows: Vec<Row> = done.iter().map(|(field, outcome)| filled_row(*field, *outcome)).collect();
            rows.extend(captured.map(|time| row("time", Key::LabelSecretTakenAt, time.into())));
            rows.push(row("origin", Key::LabelTakenFrom, (&fill.data.origin).into()));
            rows
        }
        Situation::Confirm { rule: RuleName::SameWebhook, data, url, .. } => vec![
            row("found", Key::LabelInTheForm, safely(url).into()),
            row("url", Key::LabelMeant, data.url.as_str().into()),
        ],
        Situation::NeedsSecret { data, .. } => data_rows(data),
        Situation::OpenForm { data, way, .. } => {
            let mut rows = data_rows(data);
            rows.extend(checked(model, matches!(way, Way::Hindered(_))));
            rows
        }
        Situation::Exists { .. } | Situation::Saved { .. } => checked(model, false),
        Situation::Confirm { data, page, .. } => vec![
            row("address", Key::LabelRepository, safely(&data.repository.shown).into()),
            row("page", Key::LabelThisPage, page.base.to_string().into()),
        ],
        Situation::WrongRepository { page, held, .. } => {
            let here = page.repository.as_ref().map(|here| row("page", Key::LabelThisPage, here.to_string().into()));
            let held = match held.as_slice() {
                [data] => Some(row("repository", Key::LabelHeld, safely(&data.repository.shown).into())),
                _ => None,
            };
            here.into_iter().chain(held).collect()
        }
        _ => Vec::new(),
    }
}

fn data_rows(data: &WebhookData) -> Vec<Row> {
    let mut rows = vec![row("repository", Key::LabelRepository, (&data.repository_name).into())];
    rows.extend(credential_row(data));
    rows.push(row("origin", Key::LabelTakenFrom, (&data.origin).into()));
    rows
}

/// What is said of it in the list of all that is held.
pub(super) fn held_rows(model: &Model, data: &WebhookData) -> Vec<Row> {
    let progress = model.held.progress_of(data);
    let with_age = |words: Value, since: Option<Time>| match since {
        Some(time) => Key::WithAge.with(vec![words, Value::Age(time)]).into(),
        None => words,
    };
    let said = progress.and_then(|progress| progress.said);
    let standing = match said {
        Some(said) => standing(said.standing),
        None if model.held.was_filled(data) => Key::StandingFilled,
        None => Key::StandingUnasked,
    };
    let webhook = row("webhook", Key::LabelWebhook, with_age(standing.into(), said.map(|said| said.at)));
    let taken = progress.map(|progress| progress.taken);
    let more = [
        row("address", Key::LabelAddress, safely(&data.repository.shown).into()),
        row("origin", Key::LabelTakenFrom, with_age((&data.origin).into(), taken)),
        row("secret", Key::LabelSecret, held_secret(model, data).into()),
    ];
    let is_supported = data.system == ScmSystem::BitbucketServer;
    is_supported.then_some(webhook).into_iter().chain(more).collect()
}

pub(super) fn standing(standing: Standing) -> Key {
    match standing {
        Standing::Registered => Key::StandingRegistered,
        Standing::Inactive => Key::StandingInactive,
        Standing::PushMissing => Key::StandingPushMissing,
        Standing::Differs => Key::StandingDiffers,
        Standing::Missing => Key::StandingMissing,
        Standing::NotPermitted => Key::StandingNotPermitted,
        Standing::NotLoggedIn => Key::StandingNotLoggedIn,
        Standing::Unsaid => Key::StandingUnsaid,
    }
}

fn checked(model: &Model, is_hindered: bool) -> Vec<Row> {
    model.check.as_ref().map(|check| check::rows(check, is_hindered)).unwrap_or_default()
}

pub(super) fn field_label(field: FormField) -> (&'static str, Key) {
    match field {
        FormField::Name => ("name", Key::LabelName),
        FormField::Url => ("url", Key::LabelUrl),
        FormField::Secret => ("secret", Key::LabelSecret),
        FormField::Push => ("push", Key::LabelPush),
        FormField::Active => ("active", Key::LabelActive),
    }
}

fn filled_row(field: FormField, outcome: Outcome) -> Row {
    let (id, label) = field_label(field);
    let (outcome, words) = match outcome {
        Outcome::Kept if field == FormField::Secret => ("kept", Key::OutcomeSecretStays),
        Outcome::Filled => ("filled", Key::OutcomeFilled),
        Outcome::Right => ("right", Key::OutcomeRight),
        Outcome::Kept => ("kept", Key::OutcomeKept),
        Outcome::Restored => ("restored", Key::OutcomeRestored),
    };
    Row { outcome: Some(outcome), ..row(id, label, words.into()) }
}

pub(super) fn notes(model: &Model, situation: &Situation) -> Vec<Message> {
    match situation {
        Situation::Filled { fill, .. } => {
            let checked = model.check.as_ref().and_then(check::note);
            checked.into_iter().chain(fill.form.mentions.iter().map(mention)).collect()
        }
        Situation::SecretCaptured { trimmed: true, .. } => vec![Key::NameTrimmed.into()],
        Situation::Captured { warnings, .. } => warnings.iter().map(|warning| warned(*warning).into()).collect(),
        _ => Vec::new(),
    }
}

fn warned(warning: Warning) -> Key {
    match warning {
        Warning::NoEventReceiver => Key::NoEventReceiver,
        Warning::StateOff => Key::StateOff,
        Warning::NoJobs => Key::NoJobs,
    }
}

fn mention(mention: &Mention) -> Message {
    match mention {
        Mention::OtherEvent(label) => Key::OtherEvent.about(safely(label).into()),
        Mention::CertificateVerificationSkipped => Key::VerificationSkipped.into(),
        Mention::Authentication(chosen) => Key::Authentication.about(safely(chosen).into()),
    }
}
