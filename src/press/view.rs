//! What a press shows: one state, one sentence, a few rows, at most two buttons. In which
//! words is for the language files to say.

mod check;
mod details;
mod sentence;

use super::check::Check;
use super::rules::safely;
use super::unclear::{Shown, Unclear};
use super::words::{Key, Message, Value};
use super::{Model, Phase, Situation, Way};
use crate::guard::RuleName;
use crate::page::plan::Outcome;
use crate::page::snapshot::{Handle, Snapshot};
use crate::scm::ScmSystem;
use crate::scm::bitbucket_server::form::FORM;
use crate::scm::bitbucket_server::health::Health;
use crate::scm::bitbucket_server::hindrance::Hindrance;
use crate::scm::bitbucket_server::rest::Trouble;
use crate::scm::form::FormField;
use crate::scm::pointed::{Choice, choices};
use crate::webhook::{CredentialName, WebhookData, origin_of};

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
    /// How the webhook is, the repository's address, where its data was taken from and when, and whether the secret is
    /// held.
    pub rows: Vec<Row>,
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
                sentence: sentence::sentence(model, situation),
                rows: details::rows(model, situation),
                notes: details::notes(model, situation),
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
        label: details::field_label(*field).1,
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
        rows: details::held_rows(model, data),
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

#[inline(never)]
fn row(field: &'static str, label: Key, value: Value) -> Row {
    Row { field, outcome: None, label: label.into(), value }
}
