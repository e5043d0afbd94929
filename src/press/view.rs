//! What a press shows: one state, one sentence, a few rows, at most two buttons. In which
//! words is for the language files to say.

mod check;

use super::check::Check;
use super::rules::{question, refusal, safely, secret_refusal, source_question};
use super::unclear::{Shown, Unclear};
use super::words::{Key, Message, Value};
use super::{Failure, Model, Phase, Situation, Way};
use crate::cicd::read::{Nothing, Part, Refused, Warning};
use crate::guard::RuleName;
use crate::page::plan::{Outcome, PageError, Problem};
use crate::page::snapshot::{Handle, Snapshot};
use crate::scm::ScmSystem;
use crate::scm::bitbucket_server::form::FORM;
use crate::scm::bitbucket_server::health::Health;
use crate::scm::bitbucket_server::hindrance::Hindrance;
use crate::scm::bitbucket_server::repository::Page;
use crate::scm::bitbucket_server::rest::Trouble;
use crate::scm::form::{FormField, FormProblem, Mention};
use crate::scm::pointed::{Choice, choices};
use crate::webhook::{CredentialName, Objection, WebhookData, origin_of};

/// What the popup shows.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The state of the contract.
    pub state: State,
    /// What happened, and what to do.
    pub sentence: Message,
    /// The details.
    pub rows: Vec<Row>,
    /// What else the admin should know.
    pub notes: Vec<Message>,
    /// The label of the input for the secret, where there is one.
    pub secret: Option<Message>,
    /// The first button, which Enter presses.
    pub primary: Option<Button>,
    /// The second button.
    pub secondary: Option<Button>,
    /// The button that forgets all that is held, if there is anything.
    pub forget: Option<Key>,
    /// What is held, if it is of more than one repository.
    pub held: Vec<HeldRow>,
    /// What a yes can hold for good for: the label of a check box.
    pub remember: Option<Message>,
    /// What may be told of the page.
    pub description: Option<Snapshot>,
    /// The fields of a form that are to be pointed at.
    pub pointing: Vec<Pointing>,
}

/// A field of the form, and what it may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Pointing {
    /// What is asked for.
    pub field: FormField,
    /// What it is called.
    pub label: Key,
    /// The controls that it may be, as a person sees them.
    pub choices: Vec<(Handle, Message)>,
}

/// A repository that webhook data is held of. Its place in the list is what [`super::Event::ForgetOne`] wants.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldRow {
    /// The repository's name in the CI/CD service.
    pub repository: String,
    /// Its address, as SAP's page showed it.
    pub address: String,
    /// Where that page was.
    pub origin: String,
    /// Whether the secret of its credential is held.
    pub secret: Key,
}

/// The states that a press can be in; `data-state` of the popup's body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State {
    /// Not settled yet.
    Working,
    /// Webhook data is held.
    Captured,
    /// A secret is held.
    SecretCaptured,
    /// A known page, nothing to take.
    NothingHere,
    /// The form is as meant.
    Filled,
    /// What was filled was put back.
    Undone,
    /// The secret must be typed.
    NeedsSecret,
    /// Data is held, none for this repository.
    WrongRepository,
    /// Nothing is held.
    NoData,
    /// Another page of the repository.
    OpenForm,
    /// The webhook is there already.
    Exists,
    /// What was saved is as meant, as far as the server says.
    Verified,
    /// What was saved is not as meant.
    Differs,
    /// A rule wants a yes.
    Confirm,
    /// A page that cannot be understood safely.
    Ambiguous,
    /// A page that is not known.
    UnknownPage,
    /// Something went wrong.
    Error,
}

impl State {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Working,
        Self::Captured,
        Self::SecretCaptured,
        Self::NothingHere,
        Self::Filled,
        Self::Undone,
        Self::NeedsSecret,
        Self::WrongRepository,
        Self::NoData,
        Self::OpenForm,
        Self::Exists,
        Self::Verified,
        Self::Differs,
        Self::Confirm,
        Self::Ambiguous,
        Self::UnknownPage,
        Self::Error,
    ];

    /// Its name in `data-state`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Working => "working",
            Self::Captured => "captured",
            Self::SecretCaptured => "secret-captured",
            Self::NothingHere => "nothing-here",
            Self::Filled => "filled",
            Self::Undone => "undone",
            Self::NeedsSecret => "needs-secret",
            Self::WrongRepository => "wrong-repository",
            Self::NoData => "no-data",
            Self::OpenForm => "open-form",
            Self::Exists => "exists",
            Self::Verified => "verified",
            Self::Differs => "differs",
            Self::Confirm => "confirm",
            Self::Ambiguous => "ambiguous",
            Self::UnknownPage => "unknown-page",
            Self::Error => "error",
        }
    }
}

/// A detail.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is about, for tests and style sheets: `data-field`.
    pub field: &'static str,
    /// What was done to it: `data-outcome`.
    pub outcome: Option<&'static str>,
    /// What it is called.
    pub label: Message,
    /// What there is to say of it.
    pub value: Value,
}

/// A button.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Button {
    /// Opens the form of the repository in a new tab.
    OpenInBitbucket,
    /// Leads this tab to the form.
    OpenForm,
    /// Leads this tab to the webhook that is there.
    GoThere,
    /// Fills with the secret that was typed.
    Fill,
    /// Fills once more, after an undo.
    FillAgain,
    /// Fills though the repository is another one, or though there is such a webhook.
    FillAllTheSame,
    /// Puts back what was filled.
    Undo,
    /// Says yes.
    Yes,
    /// Says no.
    No,
    /// Looks again.
    TryAgain,
    /// Shows what may be told of the page.
    CopyDescription,
    /// Copies what is shown.
    Copy,
    /// Shows the form's fields, to be pointed at.
    PointAtIt,
    /// Goes back to what was wrong.
    Back,
}

impl Button {
    /// Its label.
    #[must_use]
    pub fn label(self) -> Key {
        match self {
            Self::OpenInBitbucket => Key::ButtonOpenInBitbucket,
            Self::OpenForm => Key::ButtonOpenForm,
            Self::GoThere => Key::ButtonGoThere,
            Self::Fill => Key::ButtonFill,
            Self::FillAgain => Key::ButtonFillAgain,
            Self::FillAllTheSame => Key::ButtonFillAllTheSame,
            Self::Undo => Key::ButtonUndo,
            Self::Yes => Key::ButtonYes,
            Self::No => Key::ButtonNo,
            Self::TryAgain => Key::ButtonTryAgain,
            Self::CopyDescription => Key::ButtonCopyDescription,
            Self::Copy => Key::ButtonCopy,
            Self::PointAtIt => Key::ButtonPointAtIt,
            Self::Back => Key::ButtonBack,
        }
    }
}

/// Whether the first button of a state looks again.
pub(super) fn can_try_again(model: &Model, situation: &Situation) -> bool {
    matches!(buttons(model, situation).0, Some(Button::TryAgain | Button::FillAgain))
}

/// Whether it leads to the form.
pub(super) fn can_open_form(model: &Model, situation: &Situation) -> bool {
    buttons(model, situation).0 == Some(Button::OpenForm)
}

/// Whether its second button puts back what was filled.
pub(super) fn can_undo(model: &Model, situation: &Situation) -> bool {
    matches!(buttons(model, situation).1, Some(Button::Undo))
}

/// What to show.
#[must_use]
pub fn view(model: &Model) -> View {
    match &model.phase {
        Phase::Opening
        | Phase::Looking
        | Phase::Reading(_)
        | Phase::ReadingUrl(_)
        | Phase::Waiting(_)
        | Phase::Checking { .. }
        | Phase::Filling(_)
        | Phase::Undoing(_) => View {
            state: State::Working,
            sentence: Key::Working.into(),
            rows: Vec::new(),
            notes: Vec::new(),
            secret: None,
            primary: None,
            secondary: None,
            forget: None,
            held: Vec::new(),
            remember: None,
            description: None,
            pointing: Vec::new(),
        },
        Phase::Settled(situation) => {
            let (primary, secondary) = buttons(model, situation);
            View {
                state: state(model, situation),
                sentence: sentence(model, situation),
                rows: rows(model, situation),
                notes: notes(model, situation),
                secret: match situation {
                    Situation::NeedsSecret { data, .. } => {
                        let credential = data.credential.as_ref().map(CredentialName::as_str);
                        Some(Key::SecretOf.about(credential.unwrap_or(&data.repository_name).into()))
                    }
                    _ => None,
                },
                primary,
                secondary,
                forget: match model.held.data.len() {
                    _ if model.held.is_empty() => None,
                    0 | 1 => Some(Key::ButtonForget),
                    _ => Some(Key::ButtonForgetAll),
                },
                held: held(model),
                remember: remember(situation),
                description: situation.unclear().and_then(Unclear::description),
                pointing: situation.unclear().map(pointing).unwrap_or_default(),
            }
        }
    }
}

/// A yes to a webhook or repository is one for this time.
fn remember(situation: &Situation) -> Option<Message> {
    match situation {
        Situation::Confirm { rule: RuleName::SameHost, .. } => Some(Key::RememberAddress.into()),
        Situation::Confirm { rule, page, .. } if rule.may_be_allowed() => {
            Some(Key::RememberYes.about(page.base.origin().into()))
        }
        Situation::ConfirmSource { about, .. } => Some(Key::RememberYes.about(origin_of(about).into())),
        _ => None,
    }
}

fn pointing(unclear: &Unclear) -> Vec<Pointing> {
    let choice = |choice: Choice| {
        let number = choice.number.to_string().into();
        let label = match choice.label.as_str() {
            "" => Key::FieldChoiceUnlabelled.about(number),
            label => Key::FieldChoice.with(vec![number, safely(label).into()]),
        };
        (choice.handle, label)
    };
    let point = |(field, _): &(FormField, _)| Pointing {
        field: *field,
        label: field_label(*field).1,
        choices: choices(&FORM, &unclear.snapshot, *field).into_iter().map(choice).collect(),
    };
    match unclear.shown {
        Shown::Fields { .. } => FORM.fields.iter().map(point).collect(),
        Shown::Problem | Shown::Description { .. } => Vec::new(),
    }
}

fn held(model: &Model) -> Vec<HeldRow> {
    let row = |data: &WebhookData| HeldRow {
        repository: data.repository_name.clone(),
        address: safely(&data.repository.shown),
        origin: data.origin.clone(),
        secret: held_secret(model, data),
    };
    match model.held.data.as_slice() {
        [] | [_] => Vec::new(),
        several => several.iter().map(row).collect(),
    }
}

fn held_secret(model: &Model, data: &WebhookData) -> Key {
    match model.held.secret_for(data) {
        Some(_) => Key::SecretIsHeld,
        None => Key::SecretIsNotHeld,
    }
}

fn state(model: &Model, situation: &Situation) -> State {
    match situation {
        Situation::Captured { .. } => State::Captured,
        Situation::SecretCaptured { .. } => State::SecretCaptured,
        Situation::NothingHere(_) => State::NothingHere,
        Situation::Filled { .. } => State::Filled,
        Situation::Undone => State::Undone,
        Situation::NeedsSecret { .. } => State::NeedsSecret,
        Situation::WrongRepository { .. } => State::WrongRepository,
        Situation::NoData | Situation::Forgotten | Situation::ForgottenOne { .. } => State::NoData,
        Situation::OpenForm { .. } => State::OpenForm,
        Situation::Exists { .. } => State::Exists,
        Situation::Saved { .. } if model.check.as_ref().is_some_and(Check::is_right) => State::Verified,
        Situation::Saved { .. } => State::Differs,
        Situation::Confirm { .. } | Situation::ConfirmSource { .. } => State::Confirm,
        Situation::AmbiguousForm { .. } | Situation::AmbiguousData(_) => State::Ambiguous,
        Situation::NoForm(_) | Situation::UnknownPage | Situation::Unreadable => State::UnknownPage,
        Situation::Altered { .. }
        | Situation::Refused(_)
        | Situation::BadSecret(_)
        | Situation::Framed
        | Situation::StepFailed { .. }
        | Situation::PageFailed(_)
        | Situation::BrowserFailed(_) => State::Error,
    }
}

fn buttons(model: &Model, situation: &Situation) -> (Option<Button>, Option<Button>) {
    if let Some(unclear) = situation.unclear() {
        let point = unclear.has_fields().then_some(Button::PointAtIt);
        return match (unclear.shown, situation) {
            (Shown::Problem, Situation::StepFailed { .. }) => (Some(Button::TryAgain), Some(Button::CopyDescription)),
            (Shown::Problem, _) => (Some(Button::CopyDescription), point),
            (Shown::Description { .. }, _) => (Some(Button::Copy), point),
            (Shown::Fields { .. }, _) => (Some(Button::Fill), Some(Button::Back)),
        };
    }
    let go_there = || model.check.as_ref().and_then(Check::way_there).map(|_| Button::GoThere);
    match (state(model, situation), situation) {
        (State::Captured, Situation::Captured { data, .. })
            if data.system == ScmSystem::BitbucketServer
                && model.held.create_page(&model.settings, &data.origin, &data.repository).is_some() =>
        {
            (Some(Button::OpenInBitbucket), None)
        }
        (State::Filled, Situation::Filled { done, .. }) => {
            let wrote = done.iter().any(|(_, outcome)| *outcome == Outcome::Filled);
            (None, wrote.then_some(Button::Undo))
        }
        (State::WrongRepository, Situation::WrongRepository { held, form: Some(_), .. }) if held.len() == 1 => {
            (None, Some(Button::FillAllTheSame))
        }
        (State::Undone, _) => (Some(Button::FillAgain), None),
        (State::NeedsSecret, _) => (Some(Button::Fill), None),
        (State::OpenForm, Situation::OpenForm { address, way, .. }) => {
            let open = address.is_some() && way_on(model, *way) != Way::Hindered(Hindrance::NoPermission);
            (open.then_some(Button::OpenForm), go_there())
        }
        (State::Exists, _) => (Some(Button::GoThere), Some(Button::FillAllTheSame)),
        (State::Verified | State::Differs, _) => (None, go_there()),
        (State::Confirm, _) => (Some(Button::Yes), Some(Button::No)),
        (State::Error, Situation::Altered { field: Some(_), .. }) => (Some(Button::TryAgain), Some(Button::Undo)),
        (State::Error, _) => (Some(Button::TryAgain), None),
        (
            State::Working
            | State::Captured
            | State::SecretCaptured
            | State::NothingHere
            | State::Filled
            | State::WrongRepository
            | State::NoData
            | State::OpenForm
            | State::Ambiguous
            | State::UnknownPage,
            _,
        ) => (None, None),
    }
}

fn sentence(model: &Model, situation: &Situation) -> Message {
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
        Situation::Filled { done, .. } if done.iter().all(|(_, outcome)| *outcome != Outcome::Filled) => {
            Key::RightAlready.into()
        }
        Situation::Filled { .. } => Key::Filled.into(),
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

/// The way, after what the server has said.
fn way_on(model: &Model, way: Way) -> Way {
    let examination = model.check.as_ref().and_then(|check| check.examination.as_ref());
    match examination.map(|examination| &examination.health) {
        Some(Health::Unsaid(Trouble::NotPermitted { .. })) if way == Way::OtherPage => {
            Way::Hindered(Hindrance::NoPermission)
        }
        _ => way,
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

#[inline(never)]
fn row(field: &'static str, label: Key, value: Value) -> Row {
    Row { field, outcome: None, label: label.into(), value }
}

fn credential_row(data: &WebhookData) -> Option<Row> {
    data.credential.as_ref().map(|credential| row("credential", Key::LabelCredential, credential.as_str().into()))
}

fn rows(model: &Model, situation: &Situation) -> Vec<Row> {
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
        Situation::OpenForm { data, .. } => [data_rows(data), checked(model)].concat(),
        Situation::Exists { .. } | Situation::Saved { .. } => checked(model),
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

fn checked(model: &Model) -> Vec<Row> {
    model.check.as_ref().map(check::rows).unwrap_or_default()
}

fn field_label(field: FormField) -> (&'static str, Key) {
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

fn notes(model: &Model, situation: &Situation) -> Vec<Message> {
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
