//! What a press shows: one state, one sentence, a few rows, at most two buttons. All English words stand here.

use super::{Failure, Model, Phase, Situation};
use crate::cicd::read::{Nothing, Part, Refused, Warning};
use crate::guard::RuleName;
use crate::held::Time;
use crate::page::plan::{Outcome, PageError, Problem};
use crate::scm::bitbucket_server::repository::Page;
use crate::scm::form::{FormField, FormProblem, Mention};
use crate::scm::{RepositoryAddress, ScmSystem};
use crate::webhook::{Secret, SecretProblem, WebhookData, WebhookUrlProblem};

/// What the popup shows.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The state of the contract.
    pub state: State,
    /// What happened, and what to do.
    pub sentence: String,
    /// The details.
    pub rows: Vec<Row>,
    /// What else the admin should know.
    pub notes: Vec<String>,
    /// The input for the secret.
    pub secret: Option<SecretInput>,
    /// The first button, which Enter presses.
    pub primary: Option<Button>,
    /// The second button.
    pub secondary: Option<Button>,
    /// Whether there is something to forget.
    pub forget: bool,
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
    pub label: &'static str,
    /// What there is to say of it.
    pub value: RowValue,
}

/// What a detail says.
#[derive(Clone, Debug, PartialEq)]
pub enum RowValue {
    /// Words.
    Text(String),
    /// A moment, which the popup writes as the admin's browser does.
    Time(Time),
}

/// The input for a secret.
#[derive(Clone, Debug, PartialEq)]
pub struct SecretInput {
    /// Its label.
    pub label: String,
}

/// A button.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Button {
    /// Opens the form of the repository in a new tab.
    OpenInBitbucket,
    /// Leads this tab to the form.
    OpenForm,
    /// Fills with the secret that was typed.
    Fill,
    /// Fills once more, after an undo.
    FillAgain,
    /// Fills though the repository is another one.
    FillAllTheSame,
    /// Puts back what was filled.
    Undo,
    /// Says yes.
    Yes,
    /// Says no.
    No,
    /// Looks again.
    TryAgain,
}

impl Button {
    /// Its label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::OpenInBitbucket => "Open in Bitbucket",
            Self::OpenForm => "Open form",
            Self::Fill => "Fill",
            Self::FillAgain => "Fill again",
            Self::FillAllTheSame => "Fill all the same",
            Self::Undo => "Undo",
            Self::Yes => "Yes",
            Self::No => "No",
            Self::TryAgain => "Try again",
        }
    }
}

/// Whether the first button of a state looks again.
pub(super) fn can_try_again(situation: &Situation) -> bool {
    matches!(buttons(situation, false).0, Some(Button::TryAgain | Button::FillAgain))
}

/// What to show.
#[must_use]
pub fn view(model: &Model) -> View {
    let forget = !model.held.is_empty();
    match &model.phase {
        Phase::Opening | Phase::Looking | Phase::Reading(_) | Phase::Filling(_) | Phase::Undoing(_) => View {
            state: State::Working,
            sentence: "Looking at the page …".to_owned(),
            rows: Vec::new(),
            notes: Vec::new(),
            secret: None,
            primary: None,
            secondary: None,
            forget: false,
        },
        Phase::Settled(situation) => {
            let knows_address = match situation {
                Situation::Captured { data, .. } => model.held.create_page(&data.origin, &data.repository).is_some(),
                _ => false,
            };
            let (primary, secondary) = buttons(situation, knows_address);
            View {
                state: state(situation),
                sentence: sentence(model, situation),
                rows: rows(model, situation),
                notes: notes(situation),
                secret: match situation {
                    Situation::NeedsSecret { data, .. } => {
                        Some(SecretInput { label: format!("Secret of '{}'", data.credential) })
                    }
                    _ => None,
                },
                primary,
                secondary,
                forget,
            }
        }
    }
}

fn state(situation: &Situation) -> State {
    match situation {
        Situation::Captured { .. } => State::Captured,
        Situation::SecretCaptured { .. } => State::SecretCaptured,
        Situation::NothingHere(_) => State::NothingHere,
        Situation::Filled { .. } => State::Filled,
        Situation::Undone => State::Undone,
        Situation::NeedsSecret { .. } => State::NeedsSecret,
        Situation::WrongRepository { .. } => State::WrongRepository,
        Situation::NoData | Situation::Forgotten => State::NoData,
        Situation::OpenForm { .. } => State::OpenForm,
        Situation::Confirm { .. } => State::Confirm,
        Situation::AmbiguousForm(_) | Situation::AmbiguousData => State::Ambiguous,
        Situation::NoForm | Situation::UnknownPage | Situation::Unreadable => State::UnknownPage,
        Situation::Refused(_)
        | Situation::BadSecret(_)
        | Situation::BadCredentialName
        | Situation::Framed
        | Situation::StepFailed { .. }
        | Situation::PageFailed(_)
        | Situation::BrowserFailed(_) => State::Error,
    }
}

fn buttons(situation: &Situation, knows_address: bool) -> (Option<Button>, Option<Button>) {
    match (state(situation), situation) {
        (State::Captured, Situation::Captured { data, .. })
            if knows_address && data.system == ScmSystem::BitbucketServer =>
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
        (State::OpenForm, _) => (Some(Button::OpenForm), None),
        (State::Confirm, _) => (Some(Button::Yes), Some(Button::No)),
        (State::Error, _) => (Some(Button::TryAgain), None),
        (
            State::Working
            | State::Captured
            | State::SecretCaptured
            | State::NothingHere
            | State::Filled
            | State::WrongRepository
            | State::NoData
            | State::Ambiguous
            | State::UnknownPage,
            _,
        ) => (None, None),
    }
}

fn sentence(model: &Model, situation: &Situation) -> String {
    match situation {
        Situation::Captured { data, .. } => captured(model, data),
        Situation::SecretCaptured { credential, .. } => {
            format!("The secret of '{credential}' is held. Now choose Create; if you generate again, press again.")
        }
        Situation::NothingHere(nothing) => nothing_here(nothing),
        Situation::Refused(why) => refused(*why).to_owned(),
        Situation::BadSecret(problem) => {
            format!("The secret on this page is not taken: {}. Nothing is held of it.", secret_problem(*problem))
        }
        Situation::BadCredentialName => "The credential's name is not taken: SAP allows lower-case letters, digits, \
            hyphens and dots. Correct it and press again."
            .to_owned(),
        Situation::Filled { done, .. } if done.iter().all(|(_, outcome)| *outcome != Outcome::Filled) => {
            "Everything is right already; nothing was touched. Now choose Create or Save.".to_owned()
        }
        Situation::Filled { .. } => "The form is filled. Look at it, then choose Create or Save.".to_owned(),
        Situation::Undone => "What was filled in is put back as it was before.".to_owned(),
        Situation::NeedsSecret { problem: Some(problem), .. } => {
            format!("That is not taken: {}.", secret_problem(*problem))
        }
        Situation::NeedsSecret { data, problem: None } => format!(
            "No secret is held for the credential '{}'. Type or paste it once; it is filled in at once.",
            data.credential
        ),
        Situation::WrongRepository { page, held, .. } => wrong_repository(page, held),
        Situation::NoData => "No webhook data is held for Bitbucket Server. Open the repository in SAP Continuous \
            Integration and Delivery, go to its Webhook Data and press this button there."
            .to_owned(),
        Situation::Forgotten => "Everything that was held is forgotten. To start again, press this button at the \
            Webhook Data in SAP Continuous Integration and Delivery."
            .to_owned(),
        Situation::OpenForm { data, .. } => format!(
            "Webhook data of '{}' is held for this repository. Open the form, then press this button there.",
            data.repository_name
        ),
        Situation::Confirm { rule, data, page, .. } => question(*rule, data, page),
        Situation::AmbiguousForm(problem) => form_problem(*problem),
        Situation::AmbiguousData => "This page shows more than one thing that could be meant, so nothing was taken. \
            Close what is not needed and press again."
            .to_owned(),
        Situation::NoForm => "The Create webhook form did not appear within five seconds. Reload the page and press \
            again, or fill in the form by hand."
            .to_owned(),
        Situation::UnknownPage => "This is neither a page of SAP Continuous Integration and Delivery nor of a \
            repository in Bitbucket Server. Go to one of them and press again."
            .to_owned(),
        Situation::Unreadable => "The browser lets no extension read this page. Go to SAP Continuous Integration and \
            Delivery or to Bitbucket Server and press again."
            .to_owned(),
        Situation::Framed => "The page stands in a frame of another page, so nothing was read or filled. Open it in \
            a tab of its own and press again."
            .to_owned(),
        Situation::StepFailed { field, problem, restored } => step_failed(*field, *problem, *restored),
        Situation::PageFailed(error) => page_failed(error),
        Situation::BrowserFailed(failure) => match failure {
            Failure::Load => "The browser did not hand over what is held. Try again, or restart the browser.",
            Failure::Store => "The browser did not keep what was taken. Try again, or restart the browser.",
            Failure::Open => "The browser did not open the page. Try again, or open it by hand.",
        }
        .to_owned(),
    }
}

fn captured(model: &Model, data: &WebhookData) -> String {
    let held = format!("The webhook data of '{}' is held.", data.repository_name);
    if data.system != ScmSystem::BitbucketServer {
        return format!(
            "{held} Its source system is {}, which is not supported yet: only Bitbucket Server is.",
            data.system.name()
        );
    }
    match model.held.create_page(&data.origin, &data.repository) {
        Some(_) => format!("{held} Open the form and press this button again there."),
        None => format!("{held} Now open the repository's Create webhook page in Bitbucket and press there."),
    }
}

fn nothing_here(nothing: &Nothing) -> String {
    match nothing {
        Nothing::NameEmpty => "The credential has no name yet. Type it and press again.".to_owned(),
        Nothing::SecretEmpty => "The credential has no secret yet. Type or generate it and press again.".to_owned(),
        Nothing::OtherType(shown) => format!(
            "This credential's type is '{shown}'. Only the secret of the type 'Webhook Secret' belongs to a webhook."
        ),
        Nothing::OtherDialog(title) if title.is_empty() => {
            "A dialog without webhook data is open. Close it and press again.".to_owned()
        }
        Nothing::OtherDialog(title) => {
            format!("The dialog '{title}' is open and has no webhook data. Close it and press again.")
        }
        Nothing::ScrollToWebhookData => {
            "The webhook data is not on the page yet: scroll to Webhook Data, press again.".to_owned()
        }
        Nothing::OpenWebhookData => "Choose Webhook Data on this page, then press again.".to_owned(),
        Nothing::Incomplete(part) => format!(
            "The webhook data is not complete: {} is missing. Wait until the page shows it, then press again.",
            match part {
                Part::Url => "the URL",
                Part::Repository => "the repository's address",
                Part::Credential => "the name of the webhook credential",
                Part::System => "the type of the source system",
            }
        ),
        Nothing::OtherPage => {
            "Nothing to take here. Open a repository and its Webhook Data, then press again.".to_owned()
        }
    }
}

fn refused(why: Refused) -> &'static str {
    match why {
        Refused::Url(WebhookUrlProblem::NotHttps) => {
            "The webhook's URL on this page does not begin with https, so nothing was taken. Reload the page; if it \
             stays so, ask SAP's support."
        }
        Refused::Url(WebhookUrlProblem::ForeignHost) => {
            "The webhook's URL on this page is not one of SAP Continuous Integration and Delivery, so nothing was \
             taken. Reload the page; if it stays so, ask SAP's support."
        }
        Refused::Url(WebhookUrlProblem::ForbiddenCharacter) => {
            "The webhook's URL on this page has blanks, braces or invisible characters in it, so nothing was taken. \
             Reload the page and press again."
        }
        Refused::Repository => {
            "The repository's address on this page is not one of Bitbucket Server's, so nothing was taken. Correct \
             the repository's clone URL and press again."
        }
    }
}

fn secret_problem(problem: SecretProblem) -> String {
    match problem {
        SecretProblem::Empty => "there is no secret".to_owned(),
        SecretProblem::TooLong => format!("Bitbucket takes secrets of at most {} characters", Secret::LIMIT),
        SecretProblem::Mask => "these are the dots or stars of a masked secret, not the secret".to_owned(),
        SecretProblem::ForbiddenCharacter => "it has a line end or an invisible character in it".to_owned(),
    }
}

fn wrong_repository(page: &Page, held: &[WebhookData]) -> String {
    let here = match &page.repository {
        Some(repository) => format!("This page is of {repository} on {}", page.base),
        None => format!("This page of {} is of no repository", page.base),
    };
    let names: Vec<String> = held.iter().map(|data| shown_repository(&data.repository)).collect();
    format!(
        "{here}, but webhook data is held for {}. Nothing was filled. Go to the right repository, or take its webhook \
         data first.",
        names.join(" and ")
    )
}

fn question(rule: RuleName, data: &WebhookData, page: &Page) -> String {
    match rule {
        RuleName::SameHost => format!(
            "SAP's page shows the repository as {}, this page is on {}. Are they the same repository?",
            data.repository.shown, page.base
        ),
        RuleName::Https | RuleName::TopFrame | RuleName::SameRepository => format!(
            "{} is not encrypted: by http anybody on the way can read the secret. Fill in the form all the same?",
            page.base
        ),
    }
}

fn form_problem(problem: FormProblem) -> String {
    let found = match problem {
        FormProblem::Absent => "no field of it was found".to_owned(),
        FormProblem::Missing(field) => format!("{} was not found", field_name(field)),
        FormProblem::Hidden(field) => format!("{} is hidden", field_name(field)),
        FormProblem::Doubled(field) => format!("{} is there more than once", field_name(field)),
    };
    format!("The form is not as it is known: {found}. Nothing was filled. Fill it in by hand, with care.")
}

fn step_failed(field: Option<FormField>, problem: Problem, restored: bool) -> String {
    let field = field.map_or("a field", field_name);
    let found = match problem {
        Problem::Gone => "went away while the form was being filled",
        Problem::Hidden => "cannot be seen",
        Problem::Covered => "is covered by something else",
        Problem::Disabled => "is disabled",
        Problem::ReadOnly => "takes no input",
        Problem::TooLong => "would cut the text",
        Problem::Refused => "did not keep what was written",
    };
    let rest = if restored { "Nothing was changed." } else { "Not everything could be put back: reload the page." };
    format!("It did not work: {field} {found}. {rest} Try again, or fill in the form by hand.")
}

fn page_failed(error: &PageError) -> String {
    match error {
        PageError::Changed | PageError::Gone => {
            "The page changed or went away meanwhile. Nothing was taken or filled. Try again.".to_owned()
        }
        PageError::TooLarge => {
            "The page has too many fields and buttons to be read safely. Close parts of it and try again.".to_owned()
        }
        PageError::NotAllowed => "The browser does not let the extension read this page any more. Close this and \
            press the button again."
            .to_owned(),
        PageError::Step { problem, restored, .. } => step_failed(None, *problem, *restored),
        PageError::Failed(what) => format!("The page could not be used. {what} Try again."),
    }
}

fn field_name(field: FormField) -> &'static str {
    match field {
        FormField::Name => "the field Name",
        FormField::Url => "the field URL",
        FormField::Secret => "the field Secret",
        FormField::Push => "the event Push",
        FormField::Active => "the switch Active",
    }
}

fn shown_repository(repository: &RepositoryAddress) -> String {
    repository.shown.clone()
}

fn rows(model: &Model, situation: &Situation) -> Vec<Row> {
    let text = |field, label, value: String| Row { field, outcome: None, label, value: RowValue::Text(value) };
    match situation {
        Situation::Captured { data, .. } => {
            let secret = match model.held.secret_for(data) {
                Some(_) => "held",
                None => "not held: you will be asked for it once",
            };
            vec![
                text("url", "URL", data.url.to_string()),
                text("repository", "Repository", data.repository_name.clone()),
                text("address", "Address", shown_repository(&data.repository)),
                text("credential", "Credential", data.credential.to_string()),
                text("secret", "Its secret", secret.to_owned()),
                text("type", "Type", data.system.name().to_owned()),
            ]
        }
        Situation::SecretCaptured { credential, length, captured } => vec![
            text("credential", "Credential", credential.to_string()),
            text("length", "Secret", format!("{length} characters")),
            Row { field: "time", outcome: None, label: "Taken at", value: RowValue::Time(*captured) },
        ],
        Situation::Filled { done, captured, .. } => {
            let secret_s_age = captured.map(|time| Row {
                field: "time",
                outcome: None,
                label: "Secret taken at",
                value: RowValue::Time(time),
            });
            done.iter().map(|(field, outcome)| filled_row(*field, *outcome)).chain(secret_s_age).collect()
        }
        Situation::NeedsSecret { data, .. } | Situation::OpenForm { data, .. } => vec![
            text("repository", "Repository", data.repository_name.clone()),
            text("credential", "Credential", data.credential.to_string()),
            text("origin", "Taken from", data.origin.clone()),
        ],
        Situation::Confirm { data, page, .. } => vec![
            text("address", "Repository", shown_repository(&data.repository)),
            text("page", "This page", page.base.to_string()),
        ],
        Situation::WrongRepository { page, held, .. } => {
            let here = page.repository.as_ref().map(|here| text("page", "This page", here.to_string()));
            let held = held.iter().map(|data| text("repository", "Held", shown_repository(&data.repository)));
            here.into_iter().chain(held).collect()
        }
        _ => Vec::new(),
    }
}

fn filled_row(field: FormField, outcome: Outcome) -> Row {
    let (id, label) = match field {
        FormField::Name => ("name", "Name"),
        FormField::Url => ("url", "URL"),
        FormField::Secret => ("secret", "Secret"),
        FormField::Push => ("push", "Event Push"),
        FormField::Active => ("active", "Active"),
    };
    let (outcome, words) = match outcome {
        Outcome::Filled => ("filled", "filled"),
        Outcome::Right => ("right", "was right already"),
        Outcome::Kept => ("kept", "stays as you typed it"),
        Outcome::Restored => ("restored", "put back"),
    };
    Row { field: id, outcome: Some(outcome), label, value: RowValue::Text(words.to_owned()) }
}

fn notes(situation: &Situation) -> Vec<String> {
    match situation {
        Situation::Filled { fill, .. } => fill.form.mentions.iter().map(mention).collect(),
        Situation::Captured { warning: Some(Warning::StateOff), .. } => {
            vec![
                "Its State is OFF: SAP receives events, but starts no build. Edit the repository to switch it on."
                    .into(),
            ]
        }
        _ => Vec::new(),
    }
}

fn mention(mention: &Mention) -> String {
    match mention {
        Mention::OtherEvent(label) => format!("'{label}' is ticked too and stays so: SAP needs the event Push only."),
        Mention::CertificateVerificationSkipped => {
            "'Skip certificate verification' is ticked and stays so: better untick it.".to_owned()
        }
        Mention::Authentication(chosen) => {
            format!("Authentication is '{chosen}' and stays so: SAP's service needs none.")
        }
    }
}
