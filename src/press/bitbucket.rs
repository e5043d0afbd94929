//! A press on Bitbucket's pages: the form is filled, or the way to it is shown.

use super::{Effect, Fill, LOOK_AGAIN, Model, PATIENCE, Phase, Situation, failure_of};
use crate::guard::{self, Case, RuleName, Verdict};
use crate::held::{Fit, Time};
use crate::page::plan::{Command, Outcomes, PageError};
use crate::page::snapshot::Snapshot;
use crate::scm::bitbucket_server::form::FORM;
use crate::scm::bitbucket_server::repository::{Page, PageKind};
use crate::scm::form::{Form, FormProblem};
use crate::webhook::WebhookData;

pub(super) fn looked(model: &mut Model, snapshot: Snapshot, page: Page, now: Time) -> Vec<Effect> {
    match page.kind {
        PageKind::CreateWebhook => create_page(model, snapshot, page, now),
        PageKind::EditWebhook
        | PageKind::WebhookList
        | PageKind::WebhookDetails { .. }
        | PageKind::ProjectWebhooks { .. }
        | PageKind::Other => other_page(model, &page),
        PageKind::Login => model.settle(Situation::UnknownPage),
    }
}

fn other_page(model: &mut Model, page: &Page) -> Vec<Effect> {
    let situation = match data_for(model, page, None) {
        Err(situation) => *situation,
        Ok((data, _)) => {
            let address = page.repository.as_ref().map(|repository| page.base.create_page(repository));
            Situation::OpenForm { data, address: address.unwrap_or_default() }
        }
    };
    model.settle(situation)
}

/// What several findings on one page amount to follows the contract's order: first what the form is like, then whose
/// data there is, then the secret, then the guard's questions.
fn create_page(model: &mut Model, snapshot: Snapshot, page: Page, now: Time) -> Vec<Effect> {
    let is_patient = now < model.asked.plus(PATIENCE);
    match (Form::find(&FORM, &snapshot), data_for(model, &page, Some(&snapshot.document))) {
        (Ok(form), Ok((data, fit))) => fill(model, snapshot, page, form, data, fit),
        // Nobody waits for a form that nothing can be filled into.
        (Ok(_) | Err(FormProblem::Absent), Err(situation)) => model.settle(*situation),
        (Err(FormProblem::Absent | FormProblem::Missing(_)), _) if is_patient => {
            model.phase = Phase::Looking;
            vec![Effect::LookAgain(LOOK_AGAIN)]
        }
        (Err(FormProblem::Absent), Ok(_)) => model.settle(Situation::NoForm),
        (Err(problem), _) => model.settle(Situation::AmbiguousForm(problem)),
    }
}

fn fill(model: &mut Model, snapshot: Snapshot, page: Page, form: Form, data: WebhookData, fit: Fit) -> Vec<Effect> {
    let Some(secret) = model.held.secret_for(&data).map(|held| held.secret.clone()) else {
        return model.settle(Situation::NeedsSecret { data, problem: None });
    };
    let case = Case { snapshot: &snapshot, page: &page, data: &data, fit };
    match guard::judge(&case, &model.held.consents) {
        None => {
            let act =
                Command::act(&snapshot, form.steps(&data, &secret, &model.settings.name_template.name_for(&data)));
            model.phase = Phase::Filling(Fill { snapshot, page, data, form });
            vec![Effect::Send(act)]
        }
        Some((rule, Verdict::Ask)) => {
            let document = snapshot.document;
            model.settle(Situation::Confirm { rule, data, page, document })
        }
        Some((_, Verdict::Refuse | Verdict::Go)) => model.settle(Situation::Framed),
    }
}

/// The data that fits a page best, or the state that says why none does. On a form (its document is given) data of
/// another repository fits if the admin has said so.
fn data_for(model: &Model, page: &Page, form: Option<&str>) -> Result<(WebhookData, Fit), Box<Situation>> {
    let held = || model.held.for_bitbucket_server();
    let has_consent = |data: &&WebhookData| {
        form.is_some_and(|document| guard::is_agreed(&model.held.consents, RuleName::SameRepository, document, data))
    };
    match (model.held.best_for(&model.settings, page), held().find(has_consent)) {
        ((fit, Some(data)), _) => Ok((data.clone(), fit)),
        ((fit, None), Some(data)) => Ok((data.clone(), fit)),
        ((_, None), None) if held().next().is_none() => Err(Box::new(Situation::NoData)),
        ((_, None), None) => Err(Box::new(Situation::WrongRepository {
            page: page.clone(),
            held: held().cloned().collect(),
            form: form.map(str::to_owned),
        })),
    }
}

pub(super) fn filled(model: &mut Model, fill: Fill, answer: Result<Outcomes, PageError>, now: Time) -> Vec<Effect> {
    match answer {
        Err(error) => {
            let situation = failure_of(&fill.form, error);
            model.settle(situation)
        }
        Ok(Outcomes { outcomes }) => {
            let done =
                outcomes.iter().filter_map(|done| Some((fill.form.field_of(done.handle)?, done.outcome))).collect();
            let captured = model.held.secret_for(&fill.data).map(|held| held.captured);
            model.held.use_secret(&fill.data, model.settings.secret_minutes, now);
            model.held.learn(&fill.data, &fill.page.base);
            model.phase = Phase::Settled(Situation::Filled { fill: Box::new(fill), done, captured });
            vec![Effect::Store]
        }
    }
}
