//! A press to which anything may happen, and what must be true after everything that did.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use webhook_autofill::cicd::{is_service_origin, is_service_page};
use webhook_autofill::held::{Held, Time};
use webhook_autofill::page::plan::{Command, Done, Outcome, Outcomes, PageError, Problem, Step, Value, Values, Write};
use webhook_autofill::page::snapshot::{Address, Field, FieldKind, Handle, Item, RegionKind, Snapshot};
use webhook_autofill::press::{Effect, Event, Failure, State};
use webhook_autofill::scm::bitbucket_server::repository::{Page, PageKind, Server, Target};
use zeroize::Zeroizing;

use crate::support::{Press, SECRET, held_from, held_with_secret, recorded, recorded_json, snapshot};

/// Pages of both products, as they were recorded; the form is what stories are about, so it is there more than once.
pub static PAGES: LazyLock<Vec<Snapshot>> = LazyLock::new(|| {
    let pages = [
        "bitbucket-current-create",
        "bitbucket-current-create",
        "bitbucket-current-create",
        "bitbucket-current-create",
        "bitbucket-current-create",
        "bitbucket-classic-create",
        "bitbucket-current-create-http",
        "bitbucket-current-edit",
        "bitbucket-current-list",
        "bitbucket-current-create-not-mounted",
        "cicd-current-section",
        "cicd-older-pop-up",
        "cicd-oldest-pop-up",
        "cicd-current-create-credential",
        "cicd-older-create-credential",
    ];
    pages.iter().map(|name| snapshot(&recorded_json(name).to_string())).collect()
});

/// What may be held when a press begins; mostly what fits the form.
pub static HELD: LazyLock<Vec<Held>> = LazyLock::new(|| {
    let fitting = held_with_secret(recorded!("cicd-current-section"));
    vec![
        fitting.clone(),
        fitting.clone(),
        fitting.clone(),
        fitting,
        held_with_secret(recorded!("cicd-current-section-classic")),
        held_with_secret(recorded!("cicd-current-section-ssh")),
        held_with_secret(recorded!("cicd-current-section-http")),
        held_with_secret(recorded!("cicd-current-section-virtual-host")),
        held_from(recorded!("cicd-current-section")),
        Held::default(),
    ]
});

/// Where a page may pretend to be.
const ADDRESSES: &[&str] = &[
    "https://bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/create",
    "https://bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/edit/7",
    "https://bitbucket.example.com/projects/SHOP/repos/orders/browse",
    "https://bitbucket.example.com:8443/plugins/servlet/webhooks/projects/SHOP/repos/orders/create",
    "https://bitbucket.example.com.evil.test/plugins/servlet/webhooks/projects/SHOP/repos/orders/create",
    "https://evil.test/bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/create",
    "http://bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/create",
    "https://acme.eu10.cicd.cloud.sap/ui/index.html",
    "https://acme.eu10.cicd.cloud.sap.evil.test/ui/index.html",
    "https://evil.test/",
];

/// Words that mean something to a reader, and some that should not.
const WORDS: &[&str] = &[
    "Name",
    "URL",
    "Secret",
    "Push",
    "Active",
    "Webhook Data",
    "Create Credential",
    "Type",
    "Webhook Secret",
    "orders",
    "********",
    "••••••••",
    "Navigate to the Bitbucket Server repository",
    "",
    "\u{202e}terceS",
    "\u{fffd}",
    "𝓢ecret",
    "Use the secret of the webhook credential 'webhook-credential'",
    "https://evil.test/{x}",
];

/// What is done to a recorded page.
#[derive(Clone, Debug)]
enum Change {
    At(&'static str),
    Framed,
    Behind(Index),
    IsDialog(Index),
    Drop(Index),
    Double(Index),
    Swap(Index, Index),
    Says(Index, String),
    Label(Index, String),
    Kind(Index, FieldKind),
    Hidden(Index),
    Role(Index, &'static str),
    Empty(Index, bool),
    Handle(Index, u32),
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![4 => select(WORDS).prop_map(str::to_owned), 1 => any::<String>()]
}

fn change() -> impl Strategy<Value = Change> {
    use FieldKind::{Checkbox, Other, Password, Text, Url};
    let kinds = select(vec![Text, Password, Url, Checkbox, Other]);
    let roles = select(vec!["", "textbox", "searchbox", "combobox", "switch"]);
    let place = any::<Index>;
    prop_oneof![
        6 => select(ADDRESSES).prop_map(Change::At),
        1 => Just(Change::Framed),
        1 => place().prop_map(Change::Behind),
        1 => place().prop_map(Change::IsDialog),
        1 => place().prop_map(Change::Drop),
        1 => place().prop_map(Change::Double),
        1 => (place(), place()).prop_map(|(one, other)| Change::Swap(one, other)),
        1 => (place(), words()).prop_map(|(place, words)| Change::Says(place, words)),
        1 => (place(), words()).prop_map(|(place, words)| Change::Label(place, words)),
        1 => (place(), kinds).prop_map(|(place, kind)| Change::Kind(place, kind)),
        1 => place().prop_map(Change::Hidden),
        1 => (place(), roles).prop_map(|(place, role)| Change::Role(place, role)),
        1 => (place(), any::<bool>()).prop_map(|(place, empty)| Change::Empty(place, empty)),
        1 => (place(), 0..12_u32).prop_map(|(place, handle)| Change::Handle(place, handle)),
    ]
}

impl Change {
    fn make(&self, page: &mut Snapshot) {
        match self {
            Self::At(href) => page.address = Address::of(*href),
            Self::Framed => page.top = false,
            Self::Behind(place) => {
                let region = place.get_mut(&mut page.regions);
                region.behind = !region.behind;
            }
            Self::IsDialog(place) => place.get_mut(&mut page.regions).kind = RegionKind::Dialog,
            Self::Drop(place) => drop(items(page).map(|items| items.remove(place.index(items.len())))),
            Self::Double(place) => {
                if let Some(items) = items(page) {
                    let at = place.index(items.len());
                    items.insert(at, items[at].clone());
                }
            }
            Self::Swap(one, other) => {
                if let Some(items) = items(page) {
                    let (one, other) = (one.index(items.len()), other.index(items.len()));
                    items.swap(one, other);
                }
            }
            Self::Says(place, words) => {
                if let Some(Item::Heading(said) | Item::Label(said) | Item::Text(said) | Item::Link(said)) =
                    items(page).map(|items| place.get_mut(items.as_mut_slice()))
                {
                    said.text.clone_from(words);
                }
            }
            Self::Label(place, words) => on_field(page, place, |field| field.labels = vec![words.clone()]),
            Self::Kind(place, kind) => on_field(page, place, |field| field.kind = *kind),
            Self::Hidden(place) => on_field(page, place, |field| field.hidden = true),
            Self::Role(place, role) => on_field(page, place, |field| field.role = (*role).to_owned()),
            Self::Empty(place, empty) => on_field(page, place, |field| field.empty = *empty),
            Self::Handle(place, handle) => on_field(page, place, |field| field.handle = Handle(*handle)),
        }
    }
}

/// The items of the first region that has any.
fn items(page: &mut Snapshot) -> Option<&mut Vec<Item>> {
    page.regions.iter_mut().map(|region| &mut region.items).find(|items| !items.is_empty())
}

fn on_field(page: &mut Snapshot, place: &Index, change: impl Fn(&mut Field)) {
    let items = page.regions.iter_mut().flat_map(|region| region.items.iter_mut());
    let mut fields: Vec<&mut Field> = items
        .filter_map(|item| match item {
            Item::Field(field) => Some(field),
            _ => None,
        })
        .collect();
    if !fields.is_empty() {
        change(fields.swap_remove(place.index(fields.len())));
    }
}

pub fn page() -> impl Strategy<Value = Snapshot> {
    let changes = prop_oneof![1 => Just(Vec::new()), 1 => vec(change(), 1..4)];
    (any::<Index>(), changes).prop_map(|(which, changes)| {
        let mut page = which.get(&PAGES).clone();
        changes.iter().for_each(|change| change.make(&mut page));
        page
    })
}

/// What happens to a press.
#[derive(Clone, Debug)]
pub enum Happening {
    /// The page answers what it was asked, as it is asked to be.
    Answers(Box<Snapshot>, Vec<String>, Outcome),
    /// An answer comes, whether or not there was a question.
    Looked(Result<Box<Snapshot>, PageError>),
    Read(Result<Vec<String>, PageError>),
    Acted(Result<Outcome, PageError>),
    Checked(Result<(), PageError>),
    Undone(Result<(), PageError>),
    Primary(String),
    Secondary,
    Forget,
    ForgetOne(usize),
    Fails(Failure),
    Waits(f64),
}

/// What stands in the fields that are read: a name or a URL, then a secret.
fn values() -> impl Strategy<Value = Vec<String>> {
    let some = |texts: Vec<&'static str>| prop_oneof![6 => select(texts).prop_map(str::to_owned), 1 => any::<String>()];
    let first = some(vec!["webhook-credential", "", "two words", "https://jenkins.example.com/hook"]);
    let second = some(vec![SECRET, SECRET, "", "••••", "two\nlines", "half-\u{fffd}"]);
    (first, second, 0..3_usize).prop_map(|(first, second, count)| {
        let mut values = vec![first, second];
        values.truncate(count);
        values
    })
}

fn error() -> impl Strategy<Value = PageError> {
    let step = |problem| PageError::Step { handle: Handle(1), problem, restored: true };
    select(vec![
        PageError::Changed,
        PageError::TooLarge,
        PageError::NotAllowed,
        PageError::Gone,
        PageError::Failed("no".to_owned()),
        step(Problem::Covered),
        step(Problem::Gone),
    ])
}

fn result<T: Clone + std::fmt::Debug>(ok: impl Strategy<Value = T>) -> impl Strategy<Value = Result<T, PageError>> {
    prop_oneof![3 => ok.prop_map(Ok), 1 => error().prop_map(Err)]
}

pub fn happening() -> impl Strategy<Value = Happening> {
    let outcome = || select(vec![Outcome::Filled, Outcome::Right, Outcome::Kept, Outcome::Restored]);
    let failure = select(vec![Failure::Load, Failure::Store, Failure::Open]);
    let page = || page().prop_map(Box::new);
    let typed = select(vec![TYPED, "", "••••", "two\nlines"]);
    prop_oneof![
        16 => (page(), values(), outcome()).prop_map(|(page, values, done)| Happening::Answers(page, values, done)),
        2 => result(page()).prop_map(Happening::Looked),
        1 => result(values()).prop_map(Happening::Read),
        1 => result(outcome()).prop_map(Happening::Acted),
        1 => result(Just(())).prop_map(Happening::Checked),
        1 => result(Just(())).prop_map(Happening::Undone),
        3 => typed.prop_map(|typed| Happening::Primary(typed.to_owned())),
        2 => Just(Happening::Secondary),
        1 => Just(Happening::Forget),
        1 => (0..3_usize).prop_map(Happening::ForgetOne),
        1 => failure.prop_map(Happening::Fails),
        1 => (0.0..4_000_000.0).prop_map(Happening::Waits),
    ]
}

/// A secret that the admin types.
pub const TYPED: &str = "typed-Secret.0f-hers";

/// A press with all that is known of it from outside.
pub struct Story {
    pub press: Press,
    /// What it waits for.
    pending: Option<Effect>,
    /// The page that was looked at last.
    seen: Option<Snapshot>,
    /// How many looks there were.
    looks: usize,
    /// Whether the admin has said yes to anything.
    agreed: bool,
    /// How often fields were read.
    pub read: u32,
    /// How often a form was filled.
    pub filled: u32,
}

impl Story {
    pub fn begin(held: Held) -> Self {
        let press = Press::open(held, Time(1_000_000.0));
        let mut story = Self { press, pending: None, seen: None, looks: 0, agreed: false, read: 0, filled: 0 };
        story.check();
        story
    }

    fn tell(&mut self, event: Event) {
        self.press.tell(event);
        self.check();
    }

    fn waits_for_a_look(&self) -> bool {
        matches!(self.pending, Some(Effect::Send(Command::Look {}) | Effect::LookAgain(_)))
    }

    fn look(&mut self, page: &Snapshot) {
        self.looks += 1;
        let page = Snapshot { nonce: self.looks.to_string(), ..page.clone() };
        // An answer that nobody asked for is not a look.
        if self.waits_for_a_look() {
            self.seen = Some(page.clone());
        }
        self.tell(Event::Looked(Ok(page)));
    }

    fn read(&mut self, values: &[String]) {
        let handles = match &self.pending {
            Some(Effect::Send(Command::Read { handles, .. })) => handles.clone(),
            _ => vec![Handle(1), Handle(2)],
        };
        let value =
            |(handle, value): (&Handle, &String)| Value { handle: *handle, value: Zeroizing::new(value.clone()) };
        self.tell(Event::Read(Ok(Values { values: handles.iter().zip(values).map(value).collect() })));
    }

    fn act(&mut self, outcome: Outcome) {
        let handles: Vec<Handle> = match &self.pending {
            Some(Effect::Send(Command::Act { steps, .. })) => steps.iter().map(|step| step.handle).collect(),
            _ => vec![Handle(1)],
        };
        let outcomes = handles.into_iter().map(|handle| Done { handle, outcome }).collect();
        self.tell(Event::Acted(Ok(Outcomes { outcomes })));
    }

    pub fn happens(&mut self, happening: &Happening) {
        match happening {
            Happening::Answers(page, values, outcome) => match &self.pending {
                Some(Effect::Send(Command::Look {}) | Effect::LookAgain(_)) => self.look(page),
                Some(Effect::Send(Command::Read { .. })) => self.read(values),
                Some(Effect::Send(Command::Act { .. })) => self.act(*outcome),
                Some(Effect::Send(Command::Undo { .. })) => {
                    self.tell(Event::Undone(Ok(Outcomes { outcomes: Vec::new() })));
                }
                _ => {}
            },
            Happening::Looked(Ok(page)) => self.look(page),
            Happening::Looked(Err(error)) => self.tell(Event::Looked(Err(error.clone()))),
            Happening::Read(Ok(values)) => self.read(values),
            Happening::Read(Err(error)) => self.tell(Event::Read(Err(error.clone()))),
            Happening::Acted(Ok(outcome)) => self.act(*outcome),
            Happening::Acted(Err(error)) => self.tell(Event::Acted(Err(error.clone()))),
            Happening::Checked(answer) => {
                let nonce = self.seen.as_ref().map(|page| page.nonce.clone()).unwrap_or_default();
                let outcomes = answer.clone().map(|()| Outcomes { outcomes: Vec::new() });
                self.tell(Event::Checked(nonce, outcomes));
            }
            Happening::Undone(Ok(())) => self.tell(Event::Undone(Ok(Outcomes { outcomes: Vec::new() }))),
            Happening::Undone(Err(error)) => self.tell(Event::Undone(Err(error.clone()))),
            Happening::Primary(typed) => {
                self.agreed |= self.press.view().state == State::Confirm;
                self.press.primary(typed);
                self.check();
            }
            Happening::Secondary => {
                self.agreed |= self.press.view().state == State::WrongRepository;
                self.tell(Event::Secondary);
            }
            Happening::Forget => self.tell(Event::Forget),
            Happening::ForgetOne(place) => self.tell(Event::ForgetOne(*place)),
            Happening::Fails(failure) => self.tell(Event::Failed(*failure)),
            Happening::Waits(milliseconds) => self.press.wait(*milliseconds),
        }
    }

    /// What must be true after every event.
    fn check(&mut self) {
        let asks = |effect: &&Effect| matches!(effect, Effect::Send(_) | Effect::LookAgain(_));
        if let Some(effect) = self.press.effects.iter().rfind(asks) {
            self.pending = Some(effect.clone());
        } else if self.press.view().state != State::Working {
            self.pending = None;
        }
        let shown = format!("{:?}", self.press.view());
        assert!(!shown.contains(SECRET) && !shown.contains(TYPED), "a secret is shown");
        for effect in &self.press.effects {
            if let Effect::CheckLater(_, Command::Check { nonce, address, steps }) = effect {
                self.check_act(nonce, address, steps);
            }
        }
        match self.press.command() {
            Some(Command::Read { nonce, address, handles }) => {
                self.check_read(nonce, address, handles);
                self.read += 1;
            }
            Some(Command::Act { nonce, address, conditions, steps }) => {
                assert_eq!(conditions.len(), 6);
                self.check_act(nonce, address, steps);
                self.filled += 1;
            }
            _ => {}
        }
    }

    fn page(&self, nonce: &str, address: &Option<String>) -> &Snapshot {
        let page = self.seen.as_ref().expect("a look");
        assert_eq!((nonce, address.as_ref()), (page.nonce.as_str(), Some(&page.address.href)));
        assert!(page.top, "a frame is read or filled");
        page
    }

    fn check_read(&self, nonce: &str, address: &Option<String>, handles: &[Handle]) {
        let page = self.page(nonce, address);
        let in_front = |handle: &Handle| page.front().flat_map(|region| region.fields()).any(|it| it.handle == *handle);
        assert!(handles.iter().all(in_front), "a field behind a dialog is read");
        let is_edit_page = Page::at(&page.address).is_some_and(|page| page.kind == PageKind::EditWebhook);
        assert!(is_edit_page || is_service_page(&page.address) || self.agreed, "a field of an unknown page is read");
    }

    fn check_act(&self, nonce: &str, address: &Option<String>, steps: &[Step]) {
        let page = self.page(nonce, address);
        let here = Page::at(&page.address).expect("a page of Bitbucket");
        assert!(matches!(here.kind, PageKind::CreateWebhook | PageKind::EditWebhook));
        let held = self.press.model.held();
        let data = held
            .data
            .iter()
            .find(|data| steps.iter().any(|step| step.write == Write::Text(data.url.as_str().to_owned())));
        let data = data.expect("the URL of webhook data that is held");
        let all = |handle: Handle| -> Vec<&Field> {
            let regions = page.front().filter(|region| region.kind == RegionKind::Page);
            regions.flat_map(|region| region.fields()).filter(|field| field.handle == handle).collect()
        };
        for step in steps {
            let fields = all(step.handle);
            assert!(fields.iter().any(|field| !field.hidden), "what is written is not on the page");
            if let Write::Secret(secret) = &step.write {
                let takes = |field: &&&Field| matches!(field.kind, FieldKind::Text | FieldKind::Password);
                assert!(fields.iter().filter(takes).any(|field| field.role.is_empty() || field.role == "textbox"));
                assert!(held.secret_for(data).is_some_and(|held| held.secret == *secret), "another one's secret");
            }
        }
        if !self.agreed {
            assert!(here.base.secure, "by http without a question");
            assert!(is_service_origin(&data.origin) && data.url.is_of_service(), "not SAP's without a question");
            let Target { repository, server } = data.repository.target.clone().expect("a repository");
            assert_eq!(here.repository, Some(repository));
            assert_eq!(here.base.host, server.host());
            if let Server::Web(base) = server {
                assert_eq!((here.base.port, &here.base.context), (base.port, &base.context));
            }
        }
    }
}
