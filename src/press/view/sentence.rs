//! The one sentence of every situation: what happened, and what to do.

use super::{check, way_on};
use crate::cicd::read::{Nothing, Part, Refused};
use crate::page::plan::{Outcome, PageError, Problem};
use crate::press::check::Check;
use crate::press::rules::{question, refusal, safely, secret_refusal, source_question};
use crate::press::unclear::Shown;
use crate::press::words::{Key, Message, Value};
use crate::press::{Failure, Model, Situation, Way};
use crate::scm::ScmSystem;
use crate::scm::bitbucket_server::hindrance::Hindrance;
use crate::scm::bitbucket_server::repository::Page;
use crate::scm::form::{FormField, FormProblem};
use crate::webhook::{Objection, WebhookData, origin_of};

pub(super) fn sentence(model: &Model, situation: &Situation) -> Message {
    match situation.unclear().map(|unclear| unclear.shown) {
        Some(Shown::Description { copied: false }) => return Key::Description.into(),
        Some(Shown::Description { copied: true }) => return Key::DescriptionCopied.into(),
        Some(Shown::Fields { problem: None }) => return Key::PointAtFields.into(),
        Some(Shown::Fields { problem: Some(problem) }) => {
            return Key::ChosenWrongly.about(chosen_wrongly(problem).into());
        }
        Some(Shown::Problem) | None => {}
    }
    match situation {
        Situation::Captured { data, .. } => captured(model, data),
        Situation::SecretCaptured { credential, .. } => Key::SecretCaptured.about(credential.as_str().into()),
        Situation::NothingHere(nothing) => nothing_here(nothing),
        Situation::Refused(Refused::ByRule(Objection { rule, .. })) => refusal(*rule),
        Situation::Refused(Refused::Repository(_)) => Key::RepositoryRefused.into(),
        Situation::BadSecret(rule) => Key::SecretRefused.about(secret_refusal(*rule).into()),
        Situation::Filled { fill, done, .. } => {
            let wrote = done.iter().any(|(_, outcome)| *outcome == Outcome::Filled);
            match (check::late_hit(model, fill), wrote) {
                (Some(webhook), true) => Key::ExistsAfterFill.about(safely(&webhook.name).into()),
                (Some(webhook), false) => check::exists(webhook),
                (None, true) => Key::Filled.into(),
                (None, false) => Key::RightAlready.into(),
            }
        }
        Situation::Altered { field, .. } => altered(*field),
        Situation::Undone => Key::Undone.into(),
        Situation::NeedsSecret { problem: Some(problem), .. } => {
            Key::TypedSecretRefused.about(secret_refusal(*problem).into())
        }
        Situation::NeedsSecret { data, problem: None } => match &data.credential {
            Some(credential) => Key::NeedsSecret.about(credential.as_str().into()),
            None => Key::NeedsSecretOnly.about((&data.repository_name).into()),
        },
        Situation::WrongRepository { page, held, .. } => wrong_repository(page, held),
        Situation::NoData => Key::NoData.into(),
        Situation::Forgotten => Key::Forgotten.into(),
        Situation::ForgottenOne { repository_name } => Key::ForgottenOne.about(repository_name.into()),
        Situation::OpenForm { data, way, .. } => way_to_form(way_on(model, *way)).about((&data.repository_name).into()),
        Situation::Exists { .. } => {
            model.check.as_ref().and_then(Check::webhook).map_or(Key::UnknownPage.into(), check::exists)
        }
        Situation::Saved { .. } => model.check.as_ref().map_or(Key::NotSaved, check::saved).into(),
        Situation::Confirm { rule, data, page, .. } => question(*rule, data, page),
        Situation::ConfirmSource { rule, about, .. } => source_question(*rule, origin_of(about)),
        Situation::AmbiguousForm { problem, .. } => Key::AmbiguousForm.about(form_problem(*problem).into()),
        Situation::AmbiguousData(_) => Key::AmbiguousData.into(),
        Situation::NoForm(_) => Key::NoForm.into(),
        Situation::UnknownPage => Key::UnknownPage.into(),
        Situation::Unreadable => Key::Unreadable.into(),
        Situation::Framed => Key::Framed.into(),
        Situation::StepFailed { field, problem, restored, .. } => step_failed(*field, *problem, *restored),
        Situation::PageFailed(error) => page_failed(error),
        Situation::BrowserFailed(failure) => match failure {
            Failure::Load => Key::LoadFailed.into(),
            Failure::Store => Key::StoreFailed.into(),
            Failure::Open => Key::OpenFailed.into(),
            Failure::Copy => Key::CopyFailed.into(),
        },
    }
}

fn captured(model: &Model, data: &WebhookData) -> Message {
    let name = (&data.repository_name).into();
    if data.system != ScmSystem::BitbucketServer {
        return Key::CapturedUnsupported.with(vec![name, data.system.name().into()]);
    }
    match model.held.create_page(&model.settings, &data.origin, &data.repository) {
        Some(_) => Key::CapturedOpenForm.about(name),
        None => Key::CapturedGoToForm.about(name),
    }
}

fn nothing_here(nothing: &Nothing) -> Message {
    match nothing {
        Nothing::NameEmpty => Key::NameEmpty.into(),
        Nothing::SecretEmpty => Key::SecretEmpty.into(),
        Nothing::OtherType(shown) => Key::OtherType.about(safely(shown).into()),
        Nothing::OtherDialog(title) if title.is_empty() => Key::UntitledDialog.into(),
        Nothing::OtherDialog(title) => Key::OtherDialog.about(safely(title).into()),
        Nothing::ScrollToWebhookData => Key::ScrollToWebhookData.into(),
        Nothing::OpenWebhookData => Key::OpenWebhookData.into(),
        Nothing::NoEventReceiver => Key::AddEventReceiver.into(),
        Nothing::Incomplete(part) => {
            let part = match part {
                Part::Url => Key::PartUrl,
                Part::Repository => Key::PartRepository,
                Part::Credential => Key::PartCredential,
                Part::System => Key::PartSystem,
            };
            Key::Incomplete.about(part.into())
        }
        Nothing::OtherPage => Key::NothingToTake.into(),
    }
}

fn wrong_repository(page: &Page, held: &[WebhookData]) -> Message {
    let names: Value = match held {
        [data] => safely(&data.repository.shown).into(),
        // The list of what is held names them.
        _ => Key::RepositoriesBelow.into(),
    };
    match &page.repository {
        Some(here) => Key::WrongRepository.with(vec![here.to_string().into(), page.base.to_string().into(), names]),
        None => Key::NoRepository.with(vec![page.base.to_string().into(), names]),
    }
}

fn way_to_form(way: Way) -> Key {
    match way {
        Way::OtherPage => Key::OpenForm,
        Way::ProjectPage => Key::OpenFormProject,
        Way::LogIn => Key::OpenFormLogIn,
        Way::Hindered(Hindrance::Archived) => Key::OpenFormArchived,
        Way::Hindered(Hindrance::NoPermission) => Key::OpenFormNoPermission,
    }
}

fn form_problem(problem: FormProblem) -> Message {
    match problem {
        FormProblem::Absent => Key::FieldsAbsent.into(),
        FormProblem::Missing(field) => Key::FieldMissing.about(field_name(field).into()),
        FormProblem::Hidden(field) => Key::FieldHidden.about(field_name(field).into()),
        FormProblem::Doubled(field) => Key::FieldDoubled.about(field_name(field).into()),
        FormProblem::Contradicted(field) => Key::FieldContradicted.about(field_name(field).into()),
    }
}

/// The same of what she has chosen.
fn chosen_wrongly(problem: FormProblem) -> Message {
    match problem {
        FormProblem::Missing(field) => Key::FieldNotChosen.about(field_name(field).into()),
        FormProblem::Doubled(field) => Key::FieldChosenTwice.about(field_name(field).into()),
        problem => form_problem(problem),
    }
}

fn step_failed(field: Option<FormField>, problem: Problem, restored: bool) -> Message {
    let field = field.map_or(Key::SomeField, field_name);
    let problem = match problem {
        Problem::Gone => Key::FieldGone,
        Problem::Hidden => Key::FieldUnseen,
        Problem::Covered => Key::FieldCovered,
        Problem::Disabled => Key::FieldDisabled,
        Problem::ReadOnly => Key::FieldReadOnly,
        Problem::TooLong => Key::FieldTooShort,
        Problem::Refused => Key::FieldRefused,
    };
    let sentence = if restored { Key::StepFailed } else { Key::StepFailedPartly };
    sentence.about(problem.about(field.into()).into())
}

fn altered(field: Option<FormField>) -> Message {
    let what = match field {
        Some(field) => Key::FieldAltered.about(field_name(field).into()),
        None => Key::AnotherPage.into(),
    };
    Key::Altered.about(what.into())
}

fn page_failed(error: &PageError) -> Message {
    match error {
        PageError::Changed | PageError::Gone => Key::PageChanged.into(),
        PageError::TooLarge => Key::PageTooLarge.into(),
        PageError::NotAllowed => Key::PageNotAllowed.into(),
        PageError::Step { problem, restored, .. } => step_failed(None, *problem, *restored),
        PageError::Failed(cause) => Key::PageFailed.about(cause.into()),
    }
}

fn field_name(field: FormField) -> Key {
    match field {
        FormField::Name => Key::TheFieldName,
        FormField::Url => Key::TheFieldUrl,
        FormField::Secret => Key::TheFieldSecret,
        FormField::Push => Key::TheEventPush,
        FormField::Active => Key::TheSwitchActive,
    }
}
