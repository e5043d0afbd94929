//! What each rule of the guard is for: a table of what a hostile page, or a mistake, does to a press, with the rule
//! that answers. Without that rule, and without no other, the press would end in another way.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::Value as Json;
use support::{ELSEWHERE, Press, SECRET, Server, held_from, held_from_elsewhere, held_with_secret};
use support::{recorded_json, snapshot};
use webhook_autofill::guard::{Guard, RULES, Rule, RuleName};
use webhook_autofill::held::{Held, Time};
use webhook_autofill::page::plan::{Command, Outcome, PageError, Problem};
use webhook_autofill::page::snapshot::Snapshot;
use webhook_autofill::press::{Effect, Event, PATIENCE, State};

/// What is done to a press.
struct Row {
    /// The rule that answers.
    rule: RuleName,
    /// What it is, as a person would say it.
    says: &'static str,
    /// The page that is met: a recorded one, and what is changed in it.
    page: (&'static str, &'static [Change]),
    /// What is held before.
    held: Holds,
    /// What happens after the page was looked at.
    then: Then,
    /// How the press ends.
    ends: State,
}

/// A change in a recorded page.
enum Change {
    /// It is at another address.
    At(&'static str),
    /// It stands in a frame.
    Framed,
    /// A text in its JSON is another one, everywhere.
    Says(&'static str, &'static str),
    /// The webhook's URL in the older pop-up is that text, with its own address.
    Url(&'static str),
    /// The webhook's URL in the older pop-up is a link with that text, which leads to the address that was there.
    UrlLink(&'static str),
}

/// What is held.
#[derive(Clone, Copy)]
enum Holds {
    Nothing,
    /// Webhook data from that recorded page.
    Data(&'static str),
    /// And the secret of its credential.
    WithSecret(&'static str),
    /// Both, from a host that is not SAP's.
    FromElsewhere,
}

/// What happens after the page was looked at.
enum Then {
    Nothing,
    /// The page answers so when fields are read.
    Reads(&'static [&'static str]),
    /// The server says that there is a webhook with that URL.
    Exists,
    /// The admin types that secret.
    Types(&'static str),
    /// A control is in that condition.
    Meets(Problem),
    /// The page is at another address.
    Leaves,
}

use Change::{At, Framed, Says, Url, UrlLink};
use Holds::{Data, FromElsewhere, WithSecret};
use RuleName as R;
use Then::{Leaves, Meets, Reads, Types};

const SECTION: &str = "cicd-current-section";
const POP_UP: &str = "cicd-older-pop-up";
const CREDENTIAL: &str = "cicd-current-create-credential";
const OLDEST: &str = "cicd-oldest-pop-up";
const FORM: &str = "bitbucket-current-create";
const EDIT: &str = "bitbucket-current-edit";

/// The secret that the oldest pop-up shows.
const SHOWN: &str = "Practice-Secret-1";

/// A page like one of SAP's.
const fn take(
    rule: RuleName,
    says: &'static str,
    page: &'static str,
    changes: &'static [Change],
    then: Then,
    ends: State,
) -> Row {
    Row { rule, says, page: (page, changes), held: Holds::Nothing, then, ends }
}

/// A form.
const fn fill(
    rule: RuleName,
    says: &'static str,
    page: &'static str,
    changes: &'static [Change],
    held: Holds,
    then: Then,
    ends: State,
) -> Row {
    Row { rule, says, page: (page, changes), held, then, ends }
}

/// A control that is found, but is in a condition in which nobody writes into it.
const fn control(rule: RuleName, says: &'static str, problem: Problem) -> Row {
    fill(rule, says, FORM, &[], WithSecret(SECTION), Meets(problem), State::Error)
}

const GO: Then = Then::Nothing;
const NAME_AND_SECRET: Then = Reads(&["webhook-credential", SECRET]);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // Where are we? Frames.
    take(R::TopFrame, "the section in a frame", SECTION, &[Framed], GO, State::Error),
    take(R::TopFrame, "the pop-up in a frame", POP_UP, &[Framed], GO, State::Error),
    take(R::TopFrame, "a credential in a frame", CREDENTIAL, &[Framed], NAME_AND_SECRET, State::Error),
    fill(R::TopFrame, "the form in a frame", FORM, &[Framed], WithSecret(SECTION), GO, State::Error),

    // Where are we? Hosts that are not SAP's.
    take(R::SapHost, "the section on another site", SECTION, &[At(ELSEWHERE)], GO, State::Confirm),
    take(R::SapHost, "the pop-up on another site", POP_UP, &[At(ELSEWHERE)], GO, State::Confirm),
    take(R::SapHost, "a credential on another site", CREDENTIAL, &[At(ELSEWHERE)], NAME_AND_SECRET, State::Confirm),
    take(R::SapHost, "a secret that the pop-up shows on another site", OLDEST, &[At(ELSEWHERE)], GO, State::Confirm),
    take(R::SapHost, "SAP's host before another one", SECTION,
        &[At("https://acme.eu10.cicd.cloud.sap.evil.test/ui/index.html")], GO, State::Confirm),
    take(R::SapHost, "SAP's host as a path", SECTION,
        &[At("https://evil.test/acme.eu10.cicd.cloud.sap/ui/index.html")], GO, State::Confirm),
    take(R::SapHost, "a sibling of SAP's domain", SECTION,
        &[At("https://acme.eu10.evilcicd.cloud.sap/ui/index.html")], GO, State::Confirm),
    take(R::SapHost, "a customer's own app below cfapps", SECTION,
        &[At("https://acme.cfapps.eu10.hana.ondemand.com/ui/index.html")], GO, State::Confirm),
    take(R::SapHost, "one label too many", SECTION,
        &[At("https://a.acme.eu10.cicd.cloud.sap/ui/index.html")], GO, State::Confirm),
    take(R::SapHost, "a trailing dot", SECTION,
        &[At("https://acme.eu10.cicd.cloud.sap./ui/index.html")], GO, State::Confirm),
    take(R::SapHost, "an international look-alike", SECTION,
        &[At("https://acme.eu10.cicd.xn--clud-0ra.sap/ui/index.html")], GO, State::Confirm),
    take(R::SapHost, "another port", SECTION,
        &[At("https://acme.eu10.cicd.cloud.sap:8443/ui/index.html")], GO, State::Confirm),
    take(R::SapHost, "by http", SECTION, &[At("http://acme.eu10.cicd.cloud.sap/ui/index.html")], GO, State::Confirm),

    // What is read? The webhook's URL.
    take(R::UrlHttps, "a URL by http", POP_UP,
        &[Url("http://cicd-service.cfapps.eu10.hana.ondemand.com/v2")], GO, State::Error),
    take(R::UrlAsShown, "a link that says another address than it leads to", POP_UP,
        &[UrlLink("https://evil.test/v2")], GO, State::Error),
    take(R::UrlAsShown, "a link that says SAP's host before another one", POP_UP,
        &[UrlLink("https://cicd-service.cfapps.eu10.hana.ondemand.com.evil.test/v2")], GO, State::Error),
    take(R::UrlAsShown, "a link that says SAP's host as a user", POP_UP,
        &[UrlLink("https://cicd-service.cfapps.eu10.hana.ondemand.com@evil.test/v2")], GO, State::Error),
    take(R::UrlCharacters, "a URL with braces, which Bitbucket expands", POP_UP,
        &[Url("https://cicd-service.cfapps.eu10.hana.ondemand.com/v2?x={pullRequest.id}")], GO, State::Error),
    take(R::UrlCharacters, "a URL with a zero-width character", POP_UP,
        &[Url("https://cicd-service.cfapps.eu10.hana.ondemand.com/v\u{200b}2")], GO, State::Error),
    take(R::UrlCharacters, "a URL with a letter that is not drawn", POP_UP,
        &[Url("https://cicd-service.cfapps.eu10.hana.ondemand.com/v\u{3164}2")], GO, State::Error),
    take(R::UrlCharacters, "a URL that turns its direction", POP_UP,
        &[Url("https://cicd-service.cfapps.eu10.hana.ondemand.com/v\u{202e}2")], GO, State::Error),
    take(R::UrlCharacters, "a URL with a blank", POP_UP,
        &[Url("https://cicd-service.cfapps.eu10.hana.ondemand.com/v 2")], GO, State::Error),
    take(R::WholeCharacters, "a URL with half a character", POP_UP,
        &[Url("https://cicd-service.cfapps.eu10.hana.ondemand.com/v\u{fffd}2")], GO, State::Error),
    take(R::SapReceiver, "a URL on another host", POP_UP, &[Url("https://evil.test/v2")], GO, State::Confirm),
    take(R::SapReceiver, "a URL on SAP's host before another one", POP_UP,
        &[Url("https://cicd-service.cfapps.eu10.hana.ondemand.com.evil.test/v2")], GO, State::Confirm),
    take(R::SapReceiver, "a URL on a customer's own app", POP_UP,
        &[Url("https://evil.cfapps.eu10.hana.ondemand.com/v2")], GO, State::Confirm),
    take(R::SapReceiver, "a URL on another port", POP_UP,
        &[Url("https://cicd-service.cfapps.eu10.hana.ondemand.com:8443/v2")], GO, State::Confirm),
    take(R::SapReceiver, "a URL on a sibling of SAP's domain", POP_UP,
        &[Url("https://evilcicd.cloud.sap/v2")], GO, State::Confirm),
    take(R::SapReceiver, "a URL with a trailing dot", POP_UP,
        &[Url("https://cicd-service.cfapps.eu10.hana.ondemand.com./v2")], GO, State::Confirm),
    take(R::SapReceiver, "a URL on an international look-alike", POP_UP,
        &[Url("https://hooks.cicd.xn--clud-0ra.sap/v2")], GO, State::Confirm),

    // What is read? Names.
    take(R::RepositoryCharacters, "a repository whose name turns its direction", POP_UP,
        &[Says("\"text\":\"orders\"", "\"text\":\"or\u{202e}ders\"")], GO, State::Error),
    take(R::RepositoryCharacters, "a repository with a zero-width character in its name", POP_UP,
        &[Says("\"text\":\"orders\"", "\"text\":\"orders\u{200b}\"")], GO, State::Error),
    take(R::RepositoryCharacters, "a repository with a space in its name that is none", POP_UP,
        &[Says("\"text\":\"orders\"", "\"text\":\"orders\u{2003}x\"")], GO, State::Error),
    take(R::RepositoryCharacters, "a repository with braces in its name", POP_UP,
        &[Says("\"text\":\"orders\"", "\"text\":\"{orders}\"")], GO, State::Error),
    take(R::WholeCharacters, "a repository with half a character in its name", POP_UP,
        &[Says("\"text\":\"orders\"", "\"text\":\"orders\u{fffd}\"")], GO, State::Error),
    take(R::CredentialCharacters, "a credential's name of two words", CREDENTIAL, &[],
        Reads(&["webhook credential", SECRET]), State::Error),
    take(R::CredentialCharacters, "a credential's name with a letter that looks like another", CREDENTIAL, &[],
        Reads(&["wеbhook-credential", SECRET]), State::Error),
    take(R::CredentialCharacters, "a credential's name with a zero-width character", CREDENTIAL, &[],
        Reads(&["webhook\u{200b}-credential", SECRET]), State::Error),

    // What is read? Secrets.
    take(R::SecretThere, "a field that is empty after all", CREDENTIAL, &[],
        Reads(&["webhook-credential", ""]), State::Error),
    take(R::SecretLength, "a secret that Bitbucket would cut", CREDENTIAL, &[],
        Reads(&["webhook-credential", TOO_LONG]), State::Error),
    take(R::SecretUnmasked, "dots in the place of a secret", CREDENTIAL, &[],
        Reads(&["webhook-credential", "••••••••"]), State::Error),
    take(R::SecretUnmasked, "circles in the place of a secret", CREDENTIAL, &[],
        Reads(&["webhook-credential", "⬤⬤⬤⬤⬤⬤⬤⬤"]), State::Error),
    take(R::SecretUnmasked, "stars in the place of a secret", CREDENTIAL, &[],
        Reads(&["webhook-credential", "********"]), State::Error),
    fill(R::SecretUnmasked, "dots that she types", FORM, &[], Data(SECTION), Types("••••"), State::NeedsSecret),
    take(R::SecretCharacters, "a secret of two lines", CREDENTIAL, &[],
        Reads(&["webhook-credential", "two\nlines"]), State::Error),
    take(R::SecretCharacters, "a secret that turns its direction", CREDENTIAL, &[],
        Reads(&["webhook-credential", "right\u{202e}left"]), State::Error),
    fill(R::SecretCharacters, "a line end that she pastes", FORM, &[], Data(SECTION), Types("pasted\n"),
        State::NeedsSecret),
    take(R::WholeCharacters, "a secret with half a character", CREDENTIAL, &[],
        Reads(&["webhook-credential", "half-\u{fffd}"]), State::Error),
    take(R::SecretNoInformation, "a sentence in the place of a secret", OLDEST,
        &[Says(SHOWN, "Use secret 12345678")], GO, State::Captured),
    take(R::SecretNoInformation, "a secret that the page has masked half", OLDEST,
        &[Says(SHOWN, "ab12cd34****")], GO, State::Captured),
    take(R::SecretNoInformation, "a placeholder", OLDEST, &[Says(SHOWN, "unavailable")], GO, State::Captured),

    // Where is it written? Pages.
    fill(R::FormPath, "the form at the address of another page", FORM,
        &[At("https://bitbucket.example.com/projects/SHOP/repos/orders/browse")], WithSecret(SECTION), GO,
        State::OpenForm),
    fill(R::FormPath, "the form at the address of the list", FORM,
        &[At("https://bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders")],
        WithSecret(SECTION), GO, State::OpenForm),
    fill(R::FormPath, "the form below its own address", FORM,
        &[At("https://bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/create/x")],
        WithSecret(SECTION), GO, State::OpenForm),
    fill(R::SameRepository, "the form of another repository", FORM, &[], WithSecret("cicd-current-section-classic"),
        GO, State::WrongRepository),
    fill(R::SameRepository, "the form of a repository of that name in another project", FORM,
        &[Says("/SHOP/", "/STORE/")], WithSecret(SECTION), GO, State::WrongRepository),
    fill(R::SameRepository, "the form on a host that begins alike", FORM,
        &[Says("//bitbucket.example.com", "//bitbucket.example.com.evil.test")], WithSecret(SECTION), GO,
        State::WrongRepository),
    fill(R::SameRepository, "the form on an international look-alike", FORM,
        &[Says("bitbucket.example.com", "xn--bitbuket-c1h.example.com")], WithSecret(SECTION), GO,
        State::WrongRepository),
    fill(R::SameRepository, "the form on a host with a trailing dot", FORM,
        &[Says("bitbucket.example.com", "bitbucket.example.com.")], WithSecret(SECTION), GO, State::WrongRepository),
    fill(R::SameRepository, "the form on a sibling", FORM,
        &[Says("bitbucket.example.com", "evil.example.com")], WithSecret(SECTION), GO, State::WrongRepository),
    fill(R::SameRepository, "the form on another port", FORM,
        &[At("https://bitbucket.example.com:8443/plugins/servlet/webhooks/projects/SHOP/repos/orders/create")],
        WithSecret(SECTION), GO, State::WrongRepository),
    fill(R::SameRepository, "the form under another context path", FORM,
        &[At("https://bitbucket.example.com/evil/plugins/servlet/webhooks/projects/SHOP/repos/orders/create")],
        WithSecret(SECTION), GO, State::WrongRepository),
    fill(R::Https, "the form by http", "bitbucket-current-create-http", &[], WithSecret("cicd-current-section-http"),
        GO, State::Confirm),
    fill(R::Https, "the form by http though the clone address is by https", FORM,
        &[At("http://bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/create")],
        WithSecret(SECTION), GO, State::Confirm),
    fill(R::SameHost, "the form of a virtual host", FORM,
        &[Says("/repos/orders", "/repos/warehouse")], WithSecret("cicd-current-section-virtual-host"), GO,
        State::Confirm),
    fill(R::SameHost, "the form on another host than that of the ssh address", FORM,
        &[Says("bitbucket.example.com", "evil.test"), Says("/repos/orders", "/repos/checkout")],
        WithSecret("cicd-current-section-ssh"), GO, State::Confirm),
    fill(R::SameHost, "the form on another port, of an ssh address", FORM,
        &[At("https://bitbucket.example.com:8443/plugins/servlet/webhooks/projects/SHOP/repos/checkout/create")],
        WithSecret("cicd-current-section-ssh"), GO, State::Confirm),
    fill(R::SapSource, "data from another host than SAP's", FORM, &[], FromElsewhere, GO, State::Confirm),
    fill(R::SameWebhook, "a webhook that is somebody else's", EDIT, &[], WithSecret(SECTION),
        Reads(&["https://jenkins.example.com/bitbucket-hook"]), State::Confirm),
    fill(R::SameWebhook, "a webhook of another repository", EDIT, &[], WithSecret(SECTION),
        Reads(&["https://cicd-service.cfapps.eu10.hana.ondemand.com/v2/bitbucket_events/another"]), State::Confirm),
    fill(R::SingleWebhook, "a webhook that is there already", FORM, &[], WithSecret(SECTION), Then::Exists,
        State::Exists),

    // Where is it written? Between look, read and act.
    fill(R::SameAddress, "a page that has gone elsewhere before it is filled", FORM, &[], WithSecret(SECTION),
        Leaves, State::Error),
    take(R::SameAddress, "a page that has gone elsewhere before it is read", CREDENTIAL, &[], Leaves, State::Error),

    // Where is it written? Controls.
    control(R::Fitting, "a list where a text is meant", Problem::Refused),
    control(R::Enabled, "a control that is disabled", Problem::Disabled),
    control(R::Writable, "a control that takes no input", Problem::ReadOnly),
    control(R::LongEnough, "a control that would cut the value", Problem::TooLong),
    control(R::Shown, "a control that is transparent, clipped or of no size", Problem::Hidden),
    control(R::Uncovered, "a control with something on it, or out of reach", Problem::Covered),
];

/// Of 256 characters.
const TOO_LONG: &str = "\
    0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\
    0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\
    0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\
    0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

// ---- the proof ------------------------------------------------------------------------------------------------------

#[test]
fn every_row_ends_as_it_says_and_nothing_is_taken_or_written() {
    for row in ROWS {
        let stage = Stage::of(row);
        let end = stage.end(Guard::default());
        assert_eq!(end.state, row.ends, "{}", row.says);
        assert!(!end.wrote, "{}: something was written", row.says);
        assert!(row.rule != R::SapHost || !end.read, "{}: a field was read", row.says);
        let may_hold_data = row.ends == State::Captured;
        let (before, after) = (&stage.held, &end.held);
        assert_eq!(after.secrets.len(), before.secrets.len(), "{}: a secret was taken", row.says);
        assert_eq!(after.data.len(), before.data.len() + usize::from(may_hold_data), "{}", row.says);
    }
}

#[test]
fn every_rule_is_what_answers_its_own_rows_and_no_others() {
    let stages: Vec<Stage> = ROWS.iter().map(Stage::of).collect();
    let ends: Vec<End> = stages.iter().map(|stage| stage.end(Guard::default())).collect();
    for rule in RULES {
        let without = Guard::of(without(rule.name));
        let rows = stages.iter().zip(&ends);
        let changed: Vec<_> =
            rows.filter(|(stage, end)| stage.end(without) != **end).map(|(stage, _)| stage.row.says).collect();
        let own: Vec<_> = ROWS.iter().filter(|row| row.rule == rule.name).map(|row| row.says).collect();
        assert!(!own.is_empty(), "{:?} has no row", rule.name);
        assert_eq!(changed, own, "without {:?}", rule.name);
    }
}

#[test]
fn every_row_has_its_rule_and_every_rule_its_reason() {
    for row in ROWS {
        assert!(RULES.iter().any(|rule| rule.name == row.rule), "{} has no rule", row.says);
    }
    for (place, rule) in RULES.iter().enumerate() {
        assert!(rule.reason.ends_with('.') && rule.reason.len() > 20, "{:?}", rule.name);
        assert!(RULES[..place].iter().all(|other| other.name != rule.name), "{:?} is there twice", rule.name);
    }
}

fn without(name: RuleName) -> &'static [Rule] {
    RULES.iter().filter(|rule| rule.name != name).copied().collect::<Vec<_>>().leak()
}

// ---- a press over a row ---------------------------------------------------------------------------------------------

/// A row, ready to be played.
struct Stage {
    row: &'static Row,
    page: Snapshot,
    held: Held,
}

/// How a press ended.
#[derive(PartialEq)]
struct End {
    state: State,
    held: Held,
    /// Whether a field was read.
    read: bool,
    /// Whether anything was written.
    wrote: bool,
}

impl Stage {
    fn of(row: &'static Row) -> Self {
        let (name, changes) = row.page;
        let mut page = recorded_json(name);
        changes.iter().for_each(|change| page = change.made_in(&page));
        Self { row, page: snapshot(&page.to_string()), held: row.held.held() }
    }

    /// Plays it to its end: the page answers what it is asked, and the admin says nothing but what the row says.
    fn end(&self, guard: Guard) -> End {
        let mut press = Press::open_under(guard, self.held.clone(), Time(1_000_000.0));
        if matches!(self.row.then, Then::Exists) {
            press.server = Server::Has { is_active: true };
        }
        let (mut read, mut wrote) = (false, false);
        let mut typed = match self.row.then {
            Types(typed) => Some(typed),
            _ => None,
        };
        loop {
            let is_elsewhere = |address: &Option<String>| matches!(self.row.then, Leaves) && address.is_some();
            match press.effects.last().cloned() {
                Some(Effect::Send(Command::Look {})) => press.tell(Event::Looked(Ok(self.page.clone()))),
                Some(Effect::LookAgain(_)) => {
                    press.wait(PATIENCE);
                    press.tell(Event::Looked(Ok(self.page.clone())));
                }
                Some(Effect::Send(Command::Read { address, .. } | Command::Act { address, .. }))
                    if is_elsewhere(&address) =>
                {
                    let is_read = matches!(press.command(), Some(Command::Read { .. }));
                    press.tell(match is_read {
                        true => Event::Read(Err(PageError::Changed)),
                        false => Event::Acted(Err(PageError::Changed)),
                    });
                }
                Some(Effect::Send(Command::Read { .. })) => {
                    let answers: &[&str] = match &self.row.then {
                        Reads(answers) => answers,
                        _ => &["webhook-credential", SECRET],
                    };
                    read = true;
                    press.answer_read(answers);
                }
                Some(Effect::Send(Command::Act { conditions, steps, .. })) => match self.row.then {
                    Meets(problem) if conditions.contains(&problem) => {
                        let handle = steps[0].handle;
                        press.tell(Event::Acted(Err(PageError::Step { handle, problem, restored: true })));
                    }
                    _ => {
                        wrote = true;
                        press.answer_act(Outcome::Filled);
                    }
                },
                _ if press.view().state == State::NeedsSecret && typed.is_some() => {
                    press.primary(typed.take().unwrap_or_default());
                }
                _ => break,
            }
        }
        End { state: press.view().state, held: press.model.held().clone(), read, wrote }
    }
}

impl Change {
    fn made_in(&self, page: &Json) -> Json {
        let mut changed = page.clone();
        match self {
            At(href) => changed["address"] = (*href).into(),
            Framed => changed["top"] = false.into(),
            Says(before, after) => {
                let text = page.to_string();
                assert!(text.contains(before), "{before} is not on the page");
                changed = serde_json::from_str(&text.replace(before, after)).unwrap();
            }
            Url(text) => {
                changed["regions"][0]["items"][7] = serde_json::json!({"text": {"text": text, "address": text}});
            }
            UrlLink(text) => {
                let address = page["regions"][0]["items"][7]["text"]["address"].clone();
                assert!(address.is_string());
                changed["regions"][0]["items"][7] = serde_json::json!({"link": {"text": text, "address": address}});
            }
        }
        assert!(changed != *page, "nothing is changed");
        changed
    }
}

impl Holds {
    fn held(self) -> Held {
        match self {
            Self::Nothing => Held::default(),
            Data(page) => held_from(snapshot(&recorded_json(page).to_string())),
            WithSecret(page) => held_with_secret(snapshot(&recorded_json(page).to_string())),
            FromElsewhere => held_from_elsewhere(),
        }
    }
}
