//! What tests of a press share: recorded pages, and a press that is told what the browser would answer.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test uses a part of it")]

#[cfg(not(target_arch = "wasm32"))]
mod bench;
#[cfg(not(target_arch = "wasm32"))]
mod server;

use std::sync::LazyLock;

use serde_json::Value as Json;
#[cfg(not(target_arch = "wasm32"))]
use webhook_autofill::guard::{Guard, RuleName};
use webhook_autofill::held::{Held, Time};
use webhook_autofill::page::plan::{self, Command, Done, Outcome, Outcomes, Values};
use webhook_autofill::page::snapshot::{Handle, Snapshot};
use webhook_autofill::press::{Answers, Effect, Event, Message, Model, Value, View, update, view};
use webhook_autofill::scm::bitbucket_server::rest::{Ask, Reply, Request, Scope, Verdict, Webhook};
use webhook_autofill::scm::form::FormField;
use webhook_autofill::settings::Settings;
use zeroize::Zeroizing;

/// A page as it was recorded by `cargo xtask record`.
macro_rules! recorded {
    ($name:literal) => {
        $crate::support::snapshot(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/", $name, ".json")))
    };
}
#[allow(unused_imports, reason = "each test uses a part of it")]
pub(crate) use recorded;

/// The same as plain data, to be changed.
#[cfg(not(target_arch = "wasm32"))]
pub fn recorded_json(name: &str) -> Json {
    let file = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(file).expect(name)).expect(name)
}

#[cfg(not(target_arch = "wasm32"))]
pub fn snapshot(json: &str) -> Snapshot {
    webhook_autofill::plain::json::read(serde_json::from_str(json).expect("JSON")).expect("a snapshot")
}

#[cfg(target_arch = "wasm32")]
pub fn snapshot(json: &str) -> Snapshot {
    let plain = js_sys::JSON::parse(json).expect("JSON");
    webhook_autofill::plain::Read::read(&plain).expect("a snapshot")
}

pub const SECRET: &str = "m0st-Secret.of_all";

static ENGLISH: LazyLock<Json> = LazyLock::new(|| language(include_str!("../../extension/_locales/en/messages.json")));
static GERMAN: LazyLock<Json> = LazyLock::new(|| language(include_str!("../../extension/_locales/de/messages.json")));

fn language(file: &str) -> Json {
    serde_json::from_str(file).expect("a language file")
}

/// What `chrome.i18n.getMessage` answers where the browser speaks English.
pub fn english(name: &str, values: &[String]) -> String {
    message(&ENGLISH, name, values)
}

/// What it answers where the browser speaks German.
pub fn german(name: &str, values: &[String]) -> String {
    message(&GERMAN, name, values)
}

fn message(language: &Json, name: &str, values: &[String]) -> String {
    let message = language[name]["message"].as_str().unwrap_or_else(|| panic!("no message {name}"));
    let mut parts = message.split('$');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (place, rest) = part.split_at(1);
        text += &values[place.parse::<usize>().expect("the place of a value") - 1];
        text += rest;
    }
    text
}

/// What a message says in English.
pub fn text(message: &Message) -> String {
    let values: Vec<_> = message.values.iter().map(value_text).collect();
    assert_eq!(values.len(), message.key.takes().len(), "values of {}", message.key.name());
    english(message.key.name(), &values)
}

/// What a value says in English; a time in milliseconds.
pub fn value_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Message(message) => text(message),
        Value::Time(time) => time.0.to_string(),
        Value::Age(time) => format!("since {}", time.0),
    }
}

/// A popup from its opening on, with what it has asked for and was not yet answered.
pub struct Press {
    pub model: Model,
    /// Without questions to the server, and without waiting for its answers.
    pub effects: Vec<Effect>,
    /// What the server was asked.
    pub asked: Vec<Request>,
    pub now: Time,
    pub server: Server,
}

/// What a server says that is asked.
#[derive(Clone, Copy)]
pub enum Server {
    /// Nothing: it is for the test to answer what is in [`Press::asked`].
    Silent,
    /// At once, that the repository has no webhook.
    HasNone,
    /// At once, that the webhook is there, and was never delivered.
    Has { is_active: bool },
}

impl Server {
    fn reply(self, request: &Request) -> Option<Reply> {
        let webhook = |is_active| Webhook {
            id: 7,
            has_url: true,
            name: "SAP CI/CD – orders".to_owned(),
            active: Some(is_active),
            pushes: Some(true),
            scope: Scope::Repository,
            verifies_certificates: Some(true),
            secret: Verdict::Unknown,
            updated: None,
        };
        Some(match (self, request.ask) {
            (Self::Silent, _) => return None,
            (_, Ask::Latest { .. }) => Reply::Latest(None),
            (Self::HasNone, _) => Reply::Webhooks(Vec::new(), None),
            (Self::Has { is_active }, _) => Reply::Webhooks(vec![webhook(is_active)], None),
        })
    }
}

impl Press {
    /// Opens the popup.
    pub fn open(held: Held, now: Time) -> Self {
        Self::open_with(held, Settings::default(), now)
    }

    /// Before the popup has opened.
    pub fn closed(now: Time) -> Self {
        Self { model: Model::new(now), effects: Vec::new(), asked: Vec::new(), now, server: Server::HasNone }
    }

    /// Opens the popup of an admin who has set something.
    pub fn open_with(held: Held, settings: Settings, now: Time) -> Self {
        let mut press = Self::closed(now);
        press.tell(Event::Opened { held, settings, address: None });
        press
    }

    /// Opens the popup under another guard.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn open_under(guard: Guard, held: Held, now: Time) -> Self {
        let mut press = Self { model: Model::new(now).guarded_by(guard), ..Self::closed(now) };
        press.tell(Event::Opened { held, settings: Settings::default(), address: None });
        press
    }

    /// Opens the popup over a page, with what is held already.
    pub fn over(page: Snapshot, held: Held) -> Self {
        let mut press = Self::open(held, Time(1_000_000.0));
        press.tell(Event::Looked(Ok(page)));
        press
    }

    /// Opens the popup over a page of a server that does not answer.
    pub fn unanswered(page: Snapshot, held: Held) -> Self {
        let mut press = Self::open(held, Time(1_000_000.0));
        press.server = Server::Silent;
        press.tell(Event::Looked(Ok(page)));
        press
    }

    pub fn tell(&mut self, event: Event) {
        let mut effects = update(&mut self.model, event, self.now);
        let mut asked = Vec::new();
        effects.retain(|effect| match effect {
            Effect::Ask(request) => {
                asked.push(request.clone());
                false
            }
            Effect::Wait(_) => matches!(self.server, Server::Silent),
            _ => true,
        });
        self.effects = effects;
        for request in asked {
            match self.server.reply(&request) {
                None => self.asked.push(request),
                Some(reply) => {
                    let before = std::mem::take(&mut self.effects);
                    self.tell(Event::Answered(request, Ok(reply)));
                    self.effects.splice(0..0, before);
                }
            }
        }
    }

    /// Opens the popup over a page of a server that has the webhook.
    pub fn with_webhook(page: Snapshot, held: Held, is_active: bool) -> Self {
        let mut press = Self::open(held, Time(1_000_000.0));
        press.server = Server::Has { is_active };
        press.tell(Event::Looked(Ok(page)));
        press
    }

    pub fn wait(&mut self, milliseconds: f64) {
        self.now = self.now.plus(milliseconds);
    }

    pub fn primary(&mut self, typed: &str) {
        self.tell(Event::Primary(Answers { typed: Zeroizing::new(typed.to_owned()), ..Answers::default() }));
    }

    /// Chooses the first button, with a tick at what makes a yes hold for good.
    pub fn primary_for_good(&mut self) {
        self.tell(Event::Primary(Answers { remember: true, ..Answers::default() }));
    }

    /// Chooses the first button, with fields pointed at.
    pub fn point(&mut self, chosen: Vec<(FormField, Handle)>) {
        self.tell(Event::Primary(Answers { chosen, ..Answers::default() }));
    }

    pub fn view(&self) -> View {
        view(&self.model)
    }

    /// The sentence that it shows, in English.
    pub fn sentence(&self) -> String {
        text(&self.view().sentence)
    }

    /// What else it shows, in English.
    pub fn notes(&self) -> Vec<String> {
        self.view().notes.iter().map(text).collect()
    }

    /// What a detail says.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn row(&self, field: &str) -> String {
        let view = self.view();
        let row = view.rows.iter().find(|row| row.field == field).unwrap_or_else(|| panic!("no row {field}"));
        value_text(&row.value)
    }

    /// What it wants to be stored.
    pub fn stored(&self) -> Option<&Held> {
        self.effects.contains(&Effect::Store).then(|| self.model.held())
    }

    pub fn command(&self) -> Option<&Command> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Send(command) => Some(command),
            _ => None,
        })
    }

    /// Answers a command that reads the fields of a credential, in the order in which they were asked for.
    pub fn answer_read(&mut self, texts: &[&str]) {
        let Some(Command::Read { handles, .. }) = self.command() else { panic!("nothing is read") };
        let value = |(handle, text): (&Handle, &&str)| plan::Value {
            handle: *handle,
            value: Zeroizing::new((*text).to_owned()),
        };
        let values = handles.iter().zip(texts).map(value).collect();
        self.tell(Event::Read(Ok(Values { values })));
    }

    /// Answers a command that fills: each field in the same way.
    pub fn answer_act(&mut self, outcome: Outcome) {
        let Some(Command::Act { steps, .. }) = self.command() else { panic!("nothing is filled") };
        let outcomes = steps.iter().map(|step| Done { handle: step.handle, outcome }).collect();
        self.tell(Event::Acted(Ok(Outcomes { outcomes })));
    }
}

/// What is held after the webhook data of a page was captured.
pub fn held_from(page: Snapshot) -> Held {
    Press::over(page, Held::default()).stored().expect("webhook data is captured").clone()
}

/// What is held after a credential's secret was captured, too.
pub fn held_with_secret(page: Snapshot) -> Held {
    let mut press = Press::over(recorded!("cicd-current-create-credential"), held_from(page));
    press.answer_read(&["webhook-credential", SECRET]);
    press.stored().expect("a secret is captured").clone()
}

/// A page as it was recorded, at another address.
#[cfg(not(target_arch = "wasm32"))]
pub fn moved(mut page: Snapshot, href: &str) -> Snapshot {
    page.address = webhook_autofill::page::snapshot::Address::of(href);
    page
}

/// A page like SAP's on a host that is not SAP's.
#[cfg(not(target_arch = "wasm32"))]
pub const ELSEWHERE: &str = "https://cicd.acme.test/ui/index.html";

/// What is held after webhook data and its secret were captured there.
#[cfg(not(target_arch = "wasm32"))]
pub fn held_from_elsewhere() -> Held {
    let mut settings = Settings::default();
    settings.allow(RuleName::SapHost, "https://cicd.acme.test");
    let open = |held| Press::open_with(held, settings.clone(), Time(1_000_000.0));
    let mut data = open(Held::default());
    data.tell(Event::Looked(Ok(moved(recorded!("cicd-current-section"), ELSEWHERE))));
    let mut secret = open(data.stored().expect("data from elsewhere").clone());
    secret.tell(Event::Looked(Ok(moved(recorded!("cicd-current-create-credential"), ELSEWHERE))));
    secret.answer_read(&["webhook-credential", SECRET]);
    secret.stored().expect("a secret from elsewhere").clone()
}
