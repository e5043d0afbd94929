//! Every decision of a press, without doing anything: [`update`] takes an event and returns the effects to carry out,
//! [`view`] says what to show. Names and shape are those of the Elm architecture.

mod bitbucket;
mod check;
mod cicd;
mod refresh;
mod rules;
mod unclear;
mod view;
mod words;

use zeroize::Zeroizing;

use crate::cicd::is_service_page;
use crate::cicd::read::{Nothing, Refused, Warning};
use crate::guard::{Case, Guard, RuleName};
use crate::held::{Consent, Fit, Held, Time};
use crate::page::plan::{Command, Outcome, Outcomes, PageError, Problem, Values};
use crate::page::snapshot::{Address, Handle, Snapshot};
use crate::scm::bitbucket_server::hindrance::Hindrance;
use crate::scm::bitbucket_server::repository::Page;
use crate::scm::bitbucket_server::rest::{Reply, Request, Trouble};
use crate::scm::form::{Form, FormField, FormProblem};
use crate::settings::{SettingName, Settings};
use crate::webhook::{CredentialName, Secret, WebhookData, origin_of};

pub use check::CHECK_PATIENCE;
pub use refresh::AT_ONCE;
pub use unclear::{Shown, Unclear};
pub use view::{Button, HeldRow, Pointing, Row, State, View, view};
pub use words::{Key, Message, Value};

/// How long a page may take until it is there, and its form.
pub const PATIENCE: f64 = 5_000.0;
/// How long to wait between two looks at a page whose form is not there yet.
pub const LOOK_AGAIN: f64 = 100.0;

/// How long after a fill it is looked at once more: a page may change a field when it has thought about it.
pub const CHECK_AFTER: f64 = 100.0;

/// What happened.
pub enum Event {
    /// The popup has opened, and this is what is held and set.
    Opened {
        /// From `storage.session`.
        held: Held,
        /// From `storage.local` and a policy.
        settings: Settings,
        /// Where the tab is, if the browser says so.
        address: Option<Address>,
    },
    /// An answer to [`Command::Look`].
    Looked(Result<Snapshot, PageError>),
    /// An answer to [`Command::Read`].
    Read(Result<Values, PageError>),
    /// An answer to [`Command::Act`].
    Acted(Result<Outcomes, PageError>),
    /// An answer to [`Command::Check`], which belongs to the look of that nonce.
    Checked(String, Result<Outcomes, PageError>),
    /// An answer to [`Command::Undo`].
    Undone(Result<Outcomes, PageError>),
    /// What the server's answer to [`Effect::Ask`] means.
    Answered(Request, Result<Reply, Trouble>),
    /// The time of [`Effect::Wait`] is over.
    Waited,
    /// The admin has chosen the first button.
    Primary(Answers),
    /// The admin has chosen the second button.
    Secondary,
    /// The admin has chosen *Forget*.
    Forget,
    /// The admin has chosen to forget what is held of one repository: its place in [`View::held`].
    ForgetOne(usize),
    /// An effect could not be carried out.
    Failed(Failure),
}

/// What the admin has entered in the popup, where it asks for anything.
#[derive(Default)]
pub struct Answers {
    /// What stands in the input for the secret.
    pub typed: Zeroizing<String>,
    /// Whether a yes is to hold for good.
    pub remember: bool,
    /// The fields that she has pointed at.
    pub chosen: Vec<(FormField, Handle)>,
}

/// What could not be done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Failure {
    /// What is held or set could not be loaded.
    Load,
    /// What is held could not be stored.
    Store,
    /// A page could not be opened.
    Open,
    /// A description could not be copied.
    Copy,
}

/// What is to be done.
#[derive(Clone, PartialEq)]
pub enum Effect {
    /// Send a command to the page, and feed its answer back.
    Send(Command),
    /// Look again after that many milliseconds.
    LookAgain(f64),
    /// Send a command after that many milliseconds, and feed its answer back only if it is an error: nothing is to be
    /// said of what is still so.
    CheckLater(f64, Command),
    /// Ask the server, and feed back what its answer means. Nothing else waits for it.
    Ask(Request),
    /// Say so after that many milliseconds.
    Wait(f64),
    /// Store what is held now: [`Model::held`].
    Store,
    /// Keep a setting as it is now: [`Model::settings`].
    StoreSetting(SettingName),
    /// Copy the description that is shown.
    CopyDescription,
    /// Open an address: in a new tab, and close the popup.
    OpenTab(String),
    /// Lead the tab to an address, and close the popup.
    Navigate(String),
    /// Close the popup.
    Close,
}

/// All that a press knows.
pub struct Model {
    held: Held,
    settings: Settings,
    guard: Guard,
    /// When the popup was opened, or its last button pressed: from then on a page has [`PATIENCE`].
    asked: Time,
    phase: Phase,
    check: Option<check::Check>,
    refresh: Option<refresh::Refresh>,
    /// Whether what the server has said is noted, and not stored yet.
    is_noted: bool,
}

/// Where a press is.
enum Phase {
    /// What is held is being loaded.
    Opening,
    /// The page is being looked at, or will be in a moment.
    Looking,
    /// The fields of a credential are being read.
    Reading(ReadingCredential),
    /// What stands in the form's field for the URL is being read.
    ReadingUrl(Fill),
    /// The form is understood, and the server was asked whether there is such a webhook.
    Waiting(Fill),
    /// The server was asked how the webhook is that was filled in before. What is shown if it does not say.
    Checking { data: WebhookData, otherwise: Box<Situation> },
    /// The form is being filled.
    Filling(Fill),
    /// What was filled is being put back.
    Undoing(Fill),
    /// The press has ended, and this is how.
    Settled(Situation),
}

struct ReadingCredential {
    origin: String,
    name: Handle,
    secret: Handle,
}

/// A fill: of which look, with which data.
struct Fill {
    snapshot: Snapshot,
    page: Page,
    data: WebhookData,
    form: Form,
    fit: Fit,
}

/// How a page is on the way to the form.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// It is another page of the repository.
    OtherPage,
    /// It is about the webhooks of a whole project.
    ProjectPage,
    /// The admin is not logged in.
    LogIn,
    /// There is something that keeps her from making a webhook.
    Hindered(Hindrance),
}

/// How a press ended.
enum Situation {
    /// Webhook data is held.
    Captured { data: WebhookData, warnings: Vec<Warning> },
    /// A secret is held.
    SecretCaptured { origin: String, credential: CredentialName, length: usize, captured: Time, trimmed: bool },
    /// Nothing to take on a page of the service.
    NothingHere(Nothing),
    /// Webhook data that is not taken.
    Refused(Refused),
    /// A secret that is not taken.
    BadSecret(RuleName),
    /// The form is as it is meant to be.
    Filled { fill: Box<Fill>, done: Vec<(FormField, Outcome)>, captured: Option<Time> },
    /// The form was filled, but is not as it was meant to be any more. No field: it is not the same page any more.
    Altered { fill: Box<Fill>, field: Option<FormField> },
    /// What was filled was put back.
    Undone,
    /// No secret is held.
    NeedsSecret { data: WebhookData, problem: Option<RuleName> },
    /// Data is held, but not for this repository.
    WrongRepository {
        page: Page,
        held: Vec<WebhookData>,
        /// The form's document, on a page with the form.
        form: Option<String>,
    },
    /// Nothing is held that fits Bitbucket Server.
    NoData,
    /// Everything that was held is forgotten.
    Forgotten,
    /// What was held of this repository is forgotten, the rest is not.
    ForgottenOne { repository_name: String },
    /// A page on the way to the form, which is at that address if there is a way.
    OpenForm { data: WebhookData, way: Way, address: Option<String> },
    /// A rule wants a yes before anything is taken: about a page's origin, or about a webhook's URL.
    ConfirmSource { rule: RuleName, document: String, about: String },
    /// A rule wants a yes. `url` is what stands in the form.
    Confirm { rule: RuleName, data: WebhookData, page: Page, document: String, url: String },
    /// There is a webhook with that URL already.
    Exists { data: WebhookData, document: String },
    /// What was saved after a fill of ours can be compared with what was meant.
    Saved { data: WebhookData },
    /// The form is not as it is known.
    AmbiguousForm { problem: FormProblem, unclear: Box<Unclear> },
    /// Several things on SAP's page could be meant.
    AmbiguousData(Box<Unclear>),
    /// The form did not come.
    NoForm(Box<Unclear>),
    /// A page of neither product.
    UnknownPage,
    /// A page where the browser lets no extension run.
    Unreadable,
    /// The form is in a frame.
    Framed,
    /// A field could not be filled.
    StepFailed { field: Option<FormField>, problem: Problem, restored: bool, unclear: Box<Unclear> },
    /// The page would not do what it was told.
    PageFailed(PageError),
    /// The browser would not.
    BrowserFailed(Failure),
}

impl Situation {
    /// The page that is not as it is known, if it is about one.
    fn unclear(&self) -> Option<&Unclear> {
        match self {
            Self::AmbiguousForm { unclear, .. }
            | Self::AmbiguousData(unclear)
            | Self::NoForm(unclear)
            | Self::StepFailed { unclear, .. } => Some(unclear),
            _ => None,
        }
    }

    fn unclear_mut(&mut self) -> Option<&mut Unclear> {
        match self {
            Self::AmbiguousForm { unclear, .. }
            | Self::AmbiguousData(unclear)
            | Self::NoForm(unclear)
            | Self::StepFailed { unclear, .. } => Some(unclear),
            _ => None,
        }
    }
}

impl Model {
    /// A press that has just begun.
    #[must_use]
    pub fn new(now: Time) -> Self {
        let (held, settings, guard) = (Held::default(), Settings::default(), Guard::default());
        Self { held, settings, guard, asked: now, phase: Phase::Opening, check: None, refresh: None, is_noted: false }
    }

    /// The same under another guard: so a test can see what each rule is for.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn guarded_by(self, guard: Guard) -> Self {
        Self { guard, ..self }
    }

    /// What is held.
    #[must_use]
    pub fn held(&self) -> &Held {
        &self.held
    }

    /// What is set.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether the press has ended, for now.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self.phase, Phase::Settled(_))
    }

    /// Whether an answer of the server changes what is shown.
    #[must_use]
    pub fn shows_check(&self) -> bool {
        matches!(
            &self.phase,
            Phase::Settled(
                Situation::OpenForm { .. }
                    | Situation::Exists { .. }
                    | Situation::Saved { .. }
                    | Situation::Filled { .. }
            )
        )
    }

    fn settle(&mut self, situation: Situation) -> Vec<Effect> {
        self.phase = Phase::Settled(situation);
        Vec::new()
    }

    fn look(&mut self) -> Vec<Effect> {
        self.phase = Phase::Looking;
        vec![Effect::Send(Command::Look {})]
    }

    /// Whether the admin has said yes: in this document about just that ([`Consent::about`]), or for good at that
    /// origin.
    fn is_agreed(&self, rule: RuleName, document: &str, about: &str, origin: &str) -> bool {
        let here = |yes: &Consent| yes.rule == rule && yes.document == document && yes.about == about;
        self.held.consents.iter().any(here) || (rule.may_be_allowed() && self.settings.allows(rule, origin))
    }

    /// The first rule that is not content, though what the admin has said counts.
    fn objection(&self, case: &Case, document: &str, about: &str, origin: &str) -> Option<RuleName> {
        self.guard.judge(case, &|rule| self.is_agreed(rule, document, about, origin))
    }

    /// Keeps a yes at an origin for good.
    fn allow(&mut self, rule: RuleName, origin: &str) -> Vec<Effect> {
        if !rule.may_be_allowed() {
            return Vec::new();
        }
        self.settings.allow(rule, origin);
        vec![Effect::StoreSetting(SettingName::Allowed)]
    }

    /// Keeps for good where the pages of a server are that SAP's page knows by another name.
    fn keep_address(&mut self, data: &WebhookData, page: &Page) -> Vec<Effect> {
        self.held.learn(data, &page.base);
        let learnt = self.held.to_keep(&self.settings, data).cloned();
        learnt.into_iter().for_each(|learnt| self.settings.keep(learnt));
        vec![Effect::StoreSetting(SettingName::Learnt)]
    }

    fn agree(&mut self, rule: RuleName, document: &str, about: &str) -> Vec<Effect> {
        self.held.consents.push(Consent { rule, document: document.to_owned(), about: about.to_owned() });
        self.store_and_look()
    }

    fn store_and_look(&mut self) -> Vec<Effect> {
        self.phase = Phase::Looking;
        vec![Effect::Store, Effect::Send(Command::Look {})]
    }
}

/// Takes an event, and returns what is to be done, in this order: what is to be stored comes first. An event that does
/// not belong to the phase changes nothing: it answers a question that is not asked any more.
pub fn update(model: &mut Model, event: Event, now: Time) -> Vec<Effect> {
    let effects = decide(model, event, now);
    if !model.is_settled() {
        return effects;
    }
    // The list of what is held comes after all that the admin waits for.
    let mut all = refresh::go_on(model);
    if std::mem::take(&mut model.is_noted) && !effects.contains(&Effect::Store) {
        all.push(Effect::Store);
    }
    all.extend(effects);
    all
}

fn decide(model: &mut Model, event: Event, now: Time) -> Vec<Effect> {
    let mut effects = if model.held.expire(now) { vec![Effect::Store] } else { Vec::new() };
    let phase = std::mem::replace(&mut model.phase, Phase::Opening);
    effects.extend(match (phase, event) {
        (Phase::Opening, Event::Opened { held, settings, address }) => {
            model.held = held;
            model.settings = settings;
            open(model, address, now)
        }
        (_, Event::Failed(failure)) => model.settle(Situation::BrowserFailed(failure)),
        (Phase::Looking, Event::Looked(Ok(snapshot))) => looked(model, snapshot, now),
        // One document is just being replaced by another: that settles in a moment.
        (Phase::Looking, Event::Looked(Err(PageError::Gone))) if now < model.asked.plus(PATIENCE) => {
            model.phase = Phase::Looking;
            vec![Effect::LookAgain(LOOK_AGAIN)]
        }
        (Phase::Looking, Event::Looked(Err(error))) => model.settle(match error {
            PageError::NotAllowed | PageError::Gone => Situation::Unreadable,
            error => Situation::PageFailed(error),
        }),
        (Phase::Reading(asked), Event::Read(answer)) => cicd::take_credential(model, asked, answer, now),
        (Phase::ReadingUrl(fill), Event::Read(answer)) => bitbucket::read_url(model, fill, answer),
        (Phase::Filling(fill), Event::Acted(answer)) => bitbucket::filled(model, fill, answer, now),
        (Phase::Settled(Situation::Filled { fill, .. }), Event::Checked(nonce, Err(error)))
            if fill.snapshot.nonce == nonce =>
        {
            let field = match error {
                PageError::Step { handle, .. } => fill.form.field_of(handle),
                _ => None,
            };
            model.settle(Situation::Altered { fill, field })
        }
        (Phase::Undoing(fill), Event::Undone(Ok(_))) => {
            model.held.note_filled(&fill.data.url, false, now);
            model.phase = Phase::Settled(Situation::Undone);
            vec![Effect::Store]
        }
        (Phase::Undoing(fill), Event::Undone(Err(error))) => {
            let situation = failure_of(fill, error);
            model.settle(situation)
        }
        (phase, Event::Answered(request, reply)) => match refresh::answered(model, request, reply, now) {
            Ok(effects) => {
                model.phase = phase;
                effects
            }
            Err((request, reply)) => check::answered(model, phase, request, reply, now),
        },
        (Phase::Waiting(fill), Event::Waited) => bitbucket::act(model, fill),
        (Phase::Checking { data, otherwise }, Event::Waited) => check::end(model, data, *otherwise),
        (Phase::Settled(mut situation), event) => {
            let effects = chosen(model, &mut situation, event, now);
            // Whatever does not lead on stays, perhaps a little different.
            if matches!(model.phase, Phase::Opening) {
                model.phase = Phase::Settled(situation);
            }
            effects
        }
        (phase, _) => {
            model.phase = phase;
            Vec::new()
        }
    });
    effects
}

/// What the admin has chosen in a popup that shows that.
fn chosen(model: &mut Model, situation: &mut Situation, event: Event, now: Time) -> Vec<Effect> {
    match event {
        Event::Primary(mut answers) => {
            model.asked = now;
            primary(model, situation, &mut answers, now)
        }
        Event::Secondary => {
            model.asked = now;
            secondary(model, situation)
        }
        Event::Forget => {
            model.held = Held::default();
            model.refresh = None;
            *situation = Situation::Forgotten;
            vec![Effect::Store]
        }
        Event::ForgetOne(place) => forget_one(model, situation, place),
        _ => Vec::new(),
    }
}

/// What is shown stays, unless it is about what is forgotten.
fn forget_one(model: &mut Model, situation: &mut Situation, place: usize) -> Vec<Effect> {
    let Some(forgotten) = model.held.forget(place) else { return Vec::new() };
    let is_about_it = match situation {
        Situation::Captured { data, .. }
        | Situation::NeedsSecret { data, .. }
        | Situation::OpenForm { data, .. }
        | Situation::Confirm { data, .. }
        | Situation::Exists { data, .. }
        | Situation::Saved { data } => *data == forgotten,
        Situation::WrongRepository { held, .. } => {
            held.retain(|data| *data != forgotten);
            held.is_empty()
        }
        _ => false,
    };
    if is_about_it {
        *situation = Situation::ForgottenOne { repository_name: forgotten.repository_name };
    }
    vec![Effect::Store]
}

fn open(model: &mut Model, address: Option<Address>, now: Time) -> Vec<Effect> {
    let shortened = model.held.shorten(model.settings.secret_minutes, now);
    let look = if model.held.expire(now) || shortened { model.store_and_look() } else { model.look() };
    // The server has the time of the look for its answer.
    let page = address.and_then(|address| bitbucket_page(model, &address));
    let mut effects = page.map(|page| bitbucket::ask(model, &page, None, now)).unwrap_or_default();
    effects.extend(look);
    effects
}

fn looked(model: &mut Model, snapshot: Snapshot, now: Time) -> Vec<Effect> {
    match bitbucket_page(model, &snapshot.address) {
        Some(page) => bitbucket::looked(model, snapshot, page, now),
        // SAP's pages may be at other addresses than are known.
        None => cicd::looked(model, snapshot, now),
    }
}

fn bitbucket_page(model: &Model, address: &Address) -> Option<Page> {
    if is_service_page(address) {
        return None;
    }
    Page::at(address).or_else(|| model.held.page_at(&model.settings, address))
}

fn primary(model: &mut Model, situation: &mut Situation, answers: &mut Answers, now: Time) -> Vec<Effect> {
    match situation {
        Situation::Exists { .. } => go_there(model),
        Situation::OpenForm { .. } if !view::can_open_form(model, situation) => Vec::new(),
        Situation::OpenForm { address, .. } => address.iter().cloned().map(Effect::Navigate).collect(),
        Situation::Captured { data, .. } => {
            let address = model.held.create_page(&model.settings, &data.origin, &data.repository);
            address.map(Effect::OpenTab).into_iter().collect()
        }
        Situation::NeedsSecret { data, problem } => {
            match Secret::under(model.guard, std::mem::take(&mut *answers.typed)) {
                Err(found) => {
                    *problem = Some(found);
                    Vec::new()
                }
                Ok(secret) => {
                    let minutes = model.settings.secret_minutes;
                    model.held.put_secret(&data.origin, data.secret_key(), secret, minutes, now);
                    model.store_and_look()
                }
            }
        }
        Situation::Confirm { rule, data, page, document, .. } => {
            let mut effects = match *rule {
                _ if !answers.remember => Vec::new(),
                RuleName::SameHost => model.keep_address(data, page),
                rule => model.allow(rule, &page.base.origin()),
            };
            effects.extend(model.agree(*rule, document, data.url.as_str()));
            effects
        }
        Situation::ConfirmSource { rule, document, about } => {
            let mut effects = if answers.remember { model.allow(*rule, origin_of(about)) } else { Vec::new() };
            effects.extend(model.agree(*rule, document, about));
            effects
        }
        situation if view::can_try_again(model, situation) => model.look(),
        situation => unclear::primary(model, situation, &answers.chosen),
    }
}

fn secondary(model: &mut Model, situation: &mut Situation) -> Vec<Effect> {
    let can_undo = view::can_undo(model, situation);
    match situation {
        Situation::Exists { data, document } => model.agree(RuleName::SingleWebhook, document, data.url.as_str()),
        Situation::OpenForm { .. } | Situation::Saved { .. } => go_there(model),
        Situation::Filled { .. } | Situation::Altered { .. } if can_undo => {
            match std::mem::replace(situation, Situation::Undone) {
                Situation::Filled { fill, .. } | Situation::Altered { fill, .. } => {
                    let undo = Command::undo(model.guard, &fill.snapshot);
                    model.phase = Phase::Undoing(*fill);
                    vec![Effect::Send(undo)]
                }
                _ => Vec::new(),
            }
        }
        Situation::Confirm { .. } | Situation::ConfirmSource { .. } => vec![Effect::Close],
        Situation::WrongRepository { held, form: Some(document), .. } => match held.as_slice() {
            [data] => model.agree(RuleName::SameRepository, document, data.url.as_str()),
            // Which of them is meant nobody can know.
            _ => Vec::new(),
        },
        // Its first button tries again.
        Situation::StepFailed { unclear, .. } if unclear.shown == Shown::Problem => {
            unclear.shown = Shown::Description { copied: false };
            Vec::new()
        }
        situation => {
            unclear::secondary(situation);
            Vec::new()
        }
    }
}

/// To the webhook that is there.
fn go_there(model: &Model) -> Vec<Effect> {
    model.check.as_ref().and_then(check::Check::way_there).map(Effect::Navigate).into_iter().collect()
}

fn failure_of(fill: Fill, error: PageError) -> Situation {
    match error {
        PageError::Step { handle, problem, restored } => {
            let field = fill.form.field_of(handle);
            Situation::StepFailed { field, problem, restored, unclear: Unclear::form(fill.snapshot, fill.page) }
        }
        error => Situation::PageFailed(error),
    }
}
