//! A press on Bitbucket's pages: the form is filled, or the way to it is shown.

use std::iter;

use super::unclear::{Unclear, kind_of};
use super::{
    CHECK_AFTER, Effect, Fill, LOOK_AGAIN, Model, PATIENCE, Phase, Situation, Way, check, failure_of, refresh,
};
use crate::guard::{self, Case, RuleName};
use crate::held::{Fit, Time};
use crate::page::plan::{Command, Outcome, Outcomes, PageError, Step, Values};
use crate::page::snapshot::Snapshot;
use crate::scm::bitbucket_server::form::FORM;
use crate::scm::bitbucket_server::hindrance::hindrance;
use crate::scm::bitbucket_server::repository::{Page, PageKind};
use crate::scm::form::{Form, FormField, FormProblem};
use crate::webhook::WebhookData;

pub(super) fn looked(model: &mut Model, snapshot: Snapshot, page: Page, now: Time) -> Vec<Effect> {
    let mut effects = Vec::new();
    if snapshot.top {
        effects.extend(ask(model, &page, Some(&snapshot.document), now));
        refresh::begin(model, &page);
    }
    effects.extend(understand(model, snapshot, page, now));
    effects
}

/// Asks the server how the webhook is, on a page of its repository. The form of one that is there shows that itself.
pub(super) fn ask(model: &mut Model, page: &Page, document: Option<&str>, now: Time) -> Vec<Effect> {
    let form = document.filter(|_| page.kind == PageKind::CreateWebhook);
    match data_for(model, page, form) {
        Ok((data, _)) if page.kind != PageKind::EditWebhook => check::begin(model, page, &data, now),
        _ => Vec::new(),
    }
}

fn understand(model: &mut Model, snapshot: Snapshot, page: Page, now: Time) -> Vec<Effect> {
    if model.guard.refusal(&Case::Place(&page)).is_none() {
        return form_page(model, snapshot, page, now);
    }
    let situation = match &page.kind {
        PageKind::ProjectWebhooks { key } => match model.held.best_in_project(&model.settings, &page.base, key) {
            None => no_fit(model, &page, None),
            Some(data) => open_form(&page, data, Way::ProjectPage),
        },
        // Any product may have a page at such an address.
        PageKind::Login => match model.held.at(&model.settings, &page.base).next().cloned() {
            None => Situation::UnknownPage,
            Some(data) => Situation::OpenForm { data, way: Way::LogIn, address: None },
        },
        PageKind::CreateWebhook
        | PageKind::EditWebhook
        | PageKind::WebhookList
        | PageKind::WebhookDetails { .. }
        | PageKind::Other => way_to_form(model, &snapshot, &page),
    };
    match (&page.kind, situation) {
        (
            PageKind::WebhookList | PageKind::WebhookDetails { .. },
            Situation::OpenForm { data, way: way @ Way::OtherPage, address },
        ) if snapshot.top && model.held.was_filled(&data) => {
            let otherwise = Box::new(Situation::OpenForm { data: data.clone(), way, address });
            model.phase = Phase::Checking { data, otherwise };
            vec![Effect::Wait(PATIENCE)]
        }
        (_, situation) => model.settle(situation),
    }
}

fn way_to_form(model: &Model, snapshot: &Snapshot, page: &Page) -> Situation {
    match data_for(model, page, None) {
        Err(situation) => *situation,
        Ok((data, _)) => match hindrance(snapshot) {
            Some(hindrance) => Situation::OpenForm { data, way: Way::Hindered(hindrance), address: None },
            None => open_form(page, &data, Way::OtherPage),
        },
    }
}

/// Where the form of the data's repository is, on the server of a page.
fn open_form(page: &Page, data: &WebhookData, way: Way) -> Situation {
    let target = data.repository.target.as_ref();
    let address = target.map(|target| page.base.create_page(&target.repository));
    Situation::OpenForm { data: data.clone(), way, address }
}

/// What several findings on one page amount to follows the contract's order: first what the form is like, then whose
/// data there is, then the secret, then the guard's questions.
fn form_page(model: &mut Model, snapshot: Snapshot, page: Page, now: Time) -> Vec<Effect> {
    if model.guard.refusal(&Case::Page(&snapshot)).is_some() {
        return model.settle(Situation::Framed);
    }
    let is_patient = now < model.asked.plus(PATIENCE);
    match (find_form(model, &snapshot, &page), data_for(model, &page, Some(&snapshot.document))) {
        (Ok(form), Ok((data, fit))) => fill(model, Fill { snapshot, page, data, form, fit }, now),
        // Nobody waits for a form that nothing can be filled into.
        (Ok(_) | Err(FormProblem::Absent), Err(situation)) => model.settle(*situation),
        (Err(FormProblem::Absent), Ok(_)) if hindrance(&snapshot).is_some() => {
            let situation = way_to_form(model, &snapshot, &page);
            model.settle(situation)
        }
        (Err(FormProblem::Absent | FormProblem::Missing(_)), _) if is_patient => {
            model.phase = Phase::Looking;
            vec![Effect::LookAgain(LOOK_AGAIN)]
        }
        // Below the webhooks of a repository any page may be the form for a change, or none.
        (Err(FormProblem::Absent), Ok(_)) if page.kind == PageKind::EditWebhook => {
            let situation = way_to_form(model, &snapshot, &page);
            model.settle(situation)
        }
        (Err(FormProblem::Absent), Ok(_)) => model.settle(Situation::NoForm(Unclear::form(snapshot, page))),
        (Err(problem), _) => model.settle(Situation::AmbiguousForm { problem, unclear: Unclear::form(snapshot, page) }),
    }
}

/// Where the admin has pointed at the fields, that counts.
fn find_form(model: &Model, snapshot: &Snapshot, page: &Page) -> Result<Form, FormProblem> {
    let pointed = model.settings.pointed_at(&page.base, kind_of(page));
    let remembered = pointed.and_then(|pointed| Form::remembered(&FORM, snapshot, &pointed.fields));
    remembered.map_or_else(|| Form::find(&FORM, snapshot), Ok)
}

/// A new webhook needs its secret; one that is there has one, which stays if none is held.
fn fill(model: &mut Model, fill: Fill, now: Time) -> Vec<Effect> {
    let is_edit = fill.page.kind == PageKind::EditWebhook;
    if !is_edit && model.held.secret_for(&fill.data).is_none() {
        return model.settle(Situation::NeedsSecret { data: fill.data, problem: None });
    }
    match judge(model, &fill, None) {
        Some(situation) => model.settle(situation),
        None if is_edit => {
            let url = fill.form.handle_of(FormField::Url).into_iter().collect();
            let read = Command::read(model.guard, &fill.snapshot, url);
            model.phase = Phase::ReadingUrl(fill);
            vec![Effect::Send(read)]
        }
        None => match check::wait(model, now) {
            Some(milliseconds) => {
                model.phase = Phase::Waiting(fill);
                vec![Effect::Wait(milliseconds)]
            }
            None => act(model, fill),
        },
    }
}

/// Once the server has answered.
pub(super) fn go_on(model: &mut Model, fill: Fill) -> Vec<Effect> {
    match judge(model, &fill, None) {
        Some(situation) => model.settle(situation),
        None => act(model, fill),
    }
}

/// What is to be filled replaces what stands in the form, so whose webhook it is comes first.
pub(super) fn read_url(model: &mut Model, fill: Fill, answer: Result<Values, PageError>) -> Vec<Effect> {
    match answer {
        Err(error) => model.settle(Situation::PageFailed(error)),
        Ok(Values { values }) => {
            let url = values.first().map(|value| value.value.as_str()).unwrap_or_default();
            match judge(model, &fill, Some(url)) {
                Some(situation) => model.settle(situation),
                None => act(model, fill),
            }
        }
    }
}

/// What the guard has against a fill. `url` is what stands in the form.
fn judge(model: &Model, fill: &Fill, url: Option<&str>) -> Option<Situation> {
    let Fill { snapshot, page, data, fit, .. } = fill;
    let exists =
        page.kind == PageKind::CreateWebhook && model.check.as_ref().is_some_and(|check| check.webhook().is_some());
    let case = Case::Fill(guard::Fill { page, data, fit: *fit, url, exists });
    let rule = model.objection(&case, &snapshot.document, data.url.as_str(), &page.base.origin())?;
    let (data, document) = (data.clone(), snapshot.document.clone());
    Some(match rule {
        RuleName::SingleWebhook => Situation::Exists { data, document },
        rule => {
            let url = url.unwrap_or_default().to_owned();
            Situation::Confirm { rule, data, page: page.clone(), document, url }
        }
    })
}

/// What is to be written where.
fn steps(model: &Model, fill: &Fill) -> Vec<Step> {
    let secret = model.held.secret_for(&fill.data).map(|held| &held.secret);
    fill.form.steps(&fill.data, secret, &model.settings.name_template.name_for(&fill.data))
}

pub(super) fn act(model: &mut Model, fill: Fill) -> Vec<Effect> {
    let act = Command::act(model.guard, &fill.snapshot, steps(model, &fill));
    model.phase = Phase::Filling(fill);
    vec![Effect::Send(act)]
}

/// The data that fits a page best, or the state that says why none does. On a form (its document is given) data of
/// another repository fits if the admin has said so.
fn data_for(model: &Model, page: &Page, form: Option<&str>) -> Result<(WebhookData, Fit), Box<Situation>> {
    let held = || model.held.for_bitbucket_server();
    let may_be_chosen = |data: &&WebhookData| {
        let (document, url) = (form.unwrap_or_default(), data.url.as_str());
        model.objection(&Case::Choice(Fit::None), document, url, &page.base.origin()).is_none()
    };
    match (model.held.best_for(&model.settings, page), held().find(may_be_chosen)) {
        ((fit, Some(data)), _) => Ok((data.clone(), fit)),
        ((fit, None), Some(data)) => Ok((data.clone(), fit)),
        ((_, None), None) => Err(Box::new(no_fit(model, page, form))),
    }
}

fn no_fit(model: &Model, page: &Page, form: Option<&str>) -> Situation {
    let held: Vec<WebhookData> = model.held.for_bitbucket_server().cloned().collect();
    match held.as_slice() {
        [] => Situation::NoData,
        _ => Situation::WrongRepository { page: page.clone(), held, form: form.map(str::to_owned) },
    }
}

pub(super) fn filled(model: &mut Model, fill: Fill, answer: Result<Outcomes, PageError>, now: Time) -> Vec<Effect> {
    match answer {
        Err(error) => {
            let situation = failure_of(fill, error);
            model.settle(situation)
        }
        Ok(Outcomes { outcomes }) => {
            let done = fill.form.fields().map(|(field, handle)| {
                let done = outcomes.iter().find(|done| done.handle == handle);
                (field, done.map_or(Outcome::Kept, |done| done.outcome))
            });
            let done: Vec<_> = done.collect();
            let check = check(model, &fill, &done);
            let captured = model.held.secret_for(&fill.data).map(|held| held.captured);
            model.held.use_secret(&fill.data, model.settings.secret_minutes, now);
            model.held.learn(&fill.data, &fill.page.base);
            model.held.note_filled(&fill.data.url, true, now);
            model.phase = Phase::Settled(Situation::Filled { fill: Box::new(fill), done, captured });
            iter::once(Effect::Store).chain(check).collect()
        }
    }
}

/// Looks once more at what was written. A name of the admin's own is left to her.
fn check(model: &Model, fill: &Fill, done: &[(FormField, Outcome)]) -> Option<Effect> {
    let became = |outcome: Outcome| done.iter().filter(move |(_, became)| *became == outcome).map(|(field, _)| *field);
    let is_hers = |step: &Step| became(Outcome::Kept).any(|field| fill.form.handle_of(field) == Some(step.handle));
    let steps = steps(model, fill).into_iter().filter(|step| !is_hers(step));
    let steps = steps.map(|step| Step { keep: false, ..step }).collect();
    became(Outcome::Filled)
        .next()
        .is_some()
        .then(|| Effect::CheckLater(CHECK_AFTER, Command::check(model.guard, &fill.snapshot, steps)))
}
