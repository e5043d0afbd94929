//! A press on SAP's pages: what is there is taken and held.

use super::unclear::Unclear;
use super::{Effect, Model, Phase, ReadingCredential, Situation};
use crate::cicd::read::{Reading, read};
use crate::held::Time;
use crate::page::plan::{Command, PageError, Values};
use crate::page::snapshot::{Handle, Snapshot};
use crate::webhook::{CredentialName, Secret};

pub(super) fn looked(model: &mut Model, mut snapshot: Snapshot, now: Time) -> Vec<Effect> {
    if !snapshot.top {
        return model.settle(Situation::Framed);
    }
    match read(&mut snapshot) {
        Reading::Webhook { data, secret, warnings } => {
            if let Some(secret) = secret {
                let minutes = model.settings.secret_minutes;
                model.held.put_secret(&data.origin, data.credential.clone(), secret, minutes, now);
            }
            model.held.put_data((*data).clone());
            model.phase = Phase::Settled(Situation::Captured { data: *data, warnings });
            vec![Effect::Store]
        }
        Reading::Credential { name, secret } => {
            model.phase = Phase::Reading(ReadingCredential { origin: snapshot.address.origin(), name, secret });
            vec![Effect::Send(Command::read(&snapshot, vec![name, secret]))]
        }
        Reading::Nothing(nothing) => model.settle(Situation::NothingHere(nothing)),
        Reading::Refused(why) => model.settle(Situation::Refused(why)),
        Reading::Ambiguous => model.settle(Situation::AmbiguousData(Unclear::page(snapshot))),
    }
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
    let (name, secret) = (take(asked.name), Secret::new(take(asked.secret)));
    match (CredentialName::new(&name), secret) {
        (None, _) => model.settle(Situation::BadCredentialName),
        (_, Err(problem)) => model.settle(Situation::BadSecret(problem)),
        (Some(credential), Ok(secret)) => {
            let length = secret.length();
            let minutes = model.settings.secret_minutes;
            model.held.put_secret(&asked.origin, credential.clone(), secret, minutes, now);
            model.phase = Phase::Settled(Situation::SecretCaptured { credential, length, captured: now });
            vec![Effect::Store]
        }
    }
}
