//! A press on SAP's pages: what is there is taken and held.

use super::unclear::Unclear;
use super::{Effect, Model, Phase, ReadingCredential, Situation};
use crate::cicd::read::{Reading, Refused, Warning, read_under};
use crate::guard::{Case, TextKind};
use crate::held::Time;
use crate::page::plan::{Command, PageError, Values};
use crate::page::snapshot::{Handle, Snapshot};
use crate::webhook::{CredentialName, Objection, Secret, WebhookData};

pub(super) fn looked(model: &mut Model, mut snapshot: Snapshot, now: Time) -> Vec<Effect> {
    let (document, origin) = (snapshot.document.clone(), snapshot.address.origin());
    let question = model.objection(&Case::Source(&snapshot.address), &document, &origin, &origin);
    let reading = read_under(model.guard, &mut snapshot);
    let is_known = matches!(reading, Reading::Webhook { .. } | Reading::Credential { .. });
    if question.is_some() && !is_known {
        return model.settle(Situation::UnknownPage);
    }
    if model.guard.refusal(&Case::Page(&snapshot)).is_some() {
        return model.settle(Situation::Framed);
    }
    if let Some(rule) = question {
        return model.settle(Situation::ConfirmSource { rule, document, about: origin });
    }
    match reading {
        Reading::Webhook { data, secret, warnings } => take_data(model, data, secret, warnings, document, now),
        Reading::Credential { name, secret } => {
            model.phase = Phase::Reading(ReadingCredential { origin, name, secret });
            vec![Effect::Send(Command::read(model.guard, &snapshot, vec![name, secret]))]
        }
        Reading::Nothing(nothing) => model.settle(Situation::NothingHere(nothing)),
        Reading::Refused(why) => model.settle(Situation::Refused(why)),
        Reading::Ambiguous => model.settle(Situation::AmbiguousData(Unclear::page(snapshot))),
    }
}

fn take_data(
    model: &mut Model,
    data: Box<WebhookData>,
    secret: Option<Secret>,
    warnings: Vec<Warning>,
    document: String,
    now: Time,
) -> Vec<Effect> {
    if let Some(rule) = model.guard.refusal(&Case::Text(TextKind::RepositoryName, &data.repository_name)) {
        return model.settle(Situation::Refused(Refused::ByRule(Objection { rule, value: data.repository_name })));
    }
    let url = data.url.as_str();
    if let Some(rule) = model.objection(&Case::Data(&data), &document, url, data.url.origin()) {
        return model.settle(Situation::ConfirmSource { rule, document, about: url.to_owned() });
    }
    if let Some(secret) = secret {
        let minutes = model.settings.secret_minutes;
        model.held.put_secret(&data.origin, data.secret_key(), secret, minutes, now);
    }
    model.held.put_data((*data).clone(), now);
    model.phase = Phase::Settled(Situation::Captured { data: *data, warnings });
    vec![Effect::Store]
}

pub(super) fn take_credential(
    model: &mut Model,
    asked: ReadingCredential,
    answer: Result<Values, PageError>,
    now: Time,
) -> Vec<Effect> {
    let mut values = match answer {
        Ok(values) => values,
        Err(error) => return model.settle(Situation::PageFailed(error)),
    };
    let mut take = |handle: Handle| {
        let value = values.values.iter_mut().find(|value| value.handle == handle);
        value.map(|value| std::mem::take(&mut *value.value)).unwrap_or_default()
    };
    let (name, secret) = (take(asked.name), Secret::under(model.guard, take(asked.secret)));
    match (CredentialName::under(model.guard, &name), secret) {
        (Err(objection), _) => model.settle(Situation::Refused(Refused::ByRule(objection))),
        (_, Err(rule)) => model.settle(Situation::BadSecret(rule)),
        (Ok(credential), Ok(secret)) => {
            let (length, trimmed) = (secret.length(), credential.as_str() != name);
            let minutes = model.settings.secret_minutes;
            model.held.put_secret(&asked.origin, credential.as_str(), secret, minutes, now);
            model.settle(Situation::SecretCaptured {
                origin: asked.origin,
                credential,
                length,
                captured: now,
                trimmed,
            });
            vec![Effect::Store]
        }
    }
}
