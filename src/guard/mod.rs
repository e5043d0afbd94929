//! Every safety rule of the product, one function and one sentence of reason each, in one table: [`RULES`].
//!
//! A rule speaks at one point of a press ([`Check`]), and says go, ask or refuse. What it refuses is neither taken nor
//! written, and what it asks about not before the admin has said yes. A rule about a control is a condition in the
//! plan, which `act` in `extension/page.js` tests. Which control is which is for [`crate::scm::form`] to find.

mod rules;

use crate::held::Fit;
use crate::page::plan::Problem;
use crate::page::snapshot::{Address, Snapshot};
use crate::plain::Named;
use crate::scm::bitbucket_server::repository::Page;
use crate::webhook::WebhookData;

pub use rules::RULES;

/// A rule.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its name.
    pub name: RuleName,
    /// When it speaks, and what it says then.
    pub check: Check,
    /// Why it is there. For readers and tests: the extension's module goes without it.
    #[cfg(not(target_arch = "wasm32"))]
    pub reason: &'static str,
}

/// When a rule speaks.
#[derive(Clone, Copy)]
pub enum Check {
    /// On a page of either product, before anything of it is taken or filled.
    Page(fn(&Snapshot) -> Verdict),
    /// On a page like SAP's, before any of its fields is read or anything of it is held.
    Source(fn(&Address) -> Verdict),
    /// About a webhook's URL as the browser parsed it, and the text that is shown of it, before it is taken.
    Url(fn(&Address, &str) -> Verdict),
    /// About texts of these kinds, before they are taken.
    Text(&'static [TextKind], fn(&str) -> Verdict),
    /// About webhook data that was understood, before it is held.
    Data(fn(&WebhookData) -> Verdict),
    /// On a page of Bitbucket, before a form is looked for on it.
    Place(fn(&Page) -> Verdict),
    /// About the data to be filled in, before it is chosen.
    Choice(fn(Fit) -> Verdict),
    /// About a fill, before a plan is made.
    Fill(fn(&Fill) -> Verdict),
    /// In the page: a control in that condition is not written.
    Control(Problem),
    /// In the page: at another address than that of the look nothing is read or written.
    Address,
}

/// What a text is to become.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TextKind {
    /// A webhook's URL.
    Url,
    /// The name of a credential.
    CredentialName,
    /// The name of a repository, which goes into that of its webhook.
    RepositoryName,
    /// A secret, from wherever it is.
    Secret,
    /// A text in the place where a page may show a secret.
    ShownSecret,
}

/// What is judged: there is one for each [`Check`] that is not for the page.
pub enum Case<'a> {
    /// See [`Check::Page`].
    Page(&'a Snapshot),
    /// See [`Check::Source`].
    Source(&'a Address),
    /// See [`Check::Url`].
    Url(&'a Address, &'a str),
    /// See [`Check::Text`].
    Text(TextKind, &'a str),
    /// See [`Check::Data`].
    Data(&'a WebhookData),
    /// See [`Check::Place`].
    Place(&'a Page),
    /// See [`Check::Choice`].
    Choice(Fit),
    /// See [`Check::Fill`].
    Fill(Fill<'a>),
}

/// A fill, before it is done.
pub struct Fill<'a> {
    /// What the address of the form's page says.
    pub page: &'a Page,
    /// What is to be filled.
    pub data: &'a WebhookData,
    /// How the two fit.
    pub fit: Fit,
    /// What stands in the form's field for the URL, once it was read: on the form of a webhook that is there already.
    pub url: Option<&'a str>,
    /// Whether the repository has a webhook with that URL already, on the form for a new one.
    pub exists: bool,
}

/// What a rule says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// Nothing against it.
    Go,
    /// Only if the admin says yes.
    Ask,
    /// Not at all.
    Refuse,
}

/// Names a rule: what it wants to be so. Those that ask can be stored with the answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RuleName {
    /// The page is in the top frame.
    TopFrame,
    /// The page that shows webhook data or a secret is one of SAP's.
    SapHost,
    /// The webhook's URL begins with https.
    UrlHttps,
    /// The webhook's URL leads where its text says.
    UrlAsShown,
    /// The webhook's URL has only characters that a person sees, and none that Bitbucket replaces.
    UrlCharacters,
    /// The webhook's URL is one of SAP's event receiver.
    SapReceiver,
    /// No character of a text was lost.
    WholeCharacters,
    /// A credential's name is one that SAP allows.
    CredentialCharacters,
    /// A repository's name has only characters that a person sees.
    RepositoryCharacters,
    /// There is a secret.
    SecretThere,
    /// The secret is not longer than Bitbucket takes.
    SecretLength,
    /// The secret is not a mask.
    SecretUnmasked,
    /// The secret has only characters that a person sees.
    SecretCharacters,
    /// What a page shows in the place of a secret is no information about it.
    SecretNoInformation,
    /// The page is one that has the form.
    FormPath,
    /// The form is of the repository that the data belongs to.
    SameRepository,
    /// The form's page came by https.
    Https,
    /// The form's host is the one of the clone address.
    SameHost,
    /// The data was taken from SAP's own page.
    SapSource,
    /// The webhook that is there already is ours.
    SameWebhook,
    /// The webhook that is to be made is the only one with its URL.
    SingleWebhook,
    /// The page is still at the address at which it was looked at.
    SameAddress,
    /// A control takes what it is given.
    Fitting,
    /// A control is enabled.
    Enabled,
    /// A control takes input.
    Writable,
    /// A control does not cut the text.
    LongEnough,
    /// A control can be seen.
    Shown,
    /// Nothing lies on a control.
    Uncovered,
}

impl Named for RuleName {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("SapHost", Self::SapHost),
        ("SapReceiver", Self::SapReceiver),
        ("SameRepository", Self::SameRepository),
        ("Https", Self::Https),
        ("SameHost", Self::SameHost),
        ("SapSource", Self::SapSource),
        ("SameWebhook", Self::SameWebhook),
        ("SingleWebhook", Self::SingleWebhook),
    ];
}

impl RuleName {
    /// Whether a yes to its question can hold for good at an origin. Of one repository or webhook nothing follows for
    /// the next, what was not taken from SAP is worth a look every time, and of a server's other name it is the address
    /// that is kept ([`crate::held::Held::to_keep`]).
    #[must_use]
    pub fn may_be_allowed(self) -> bool {
        matches!(self, Self::SapHost | Self::SapReceiver | Self::Https)
    }
}

/// The rules under which a press decides. Without any word it is all of them.
#[derive(Clone, Copy)]
pub struct Guard {
    rules: &'static [Rule],
}

impl Default for Guard {
    fn default() -> Self {
        Self { rules: RULES }
    }
}

impl Guard {
    /// A guard with other rules: so a test can see what each one is for.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn of(rules: &'static [Rule]) -> Self {
        Self { rules }
    }

    /// The first rule that is not content. `is_agreed` tells to which questions the admin has said yes.
    pub fn judge(self, case: &Case, is_agreed: &dyn Fn(RuleName) -> bool) -> Option<RuleName> {
        let objects = |rule: &&Rule| match verdict(rule.check, case) {
            Verdict::Go => false,
            Verdict::Ask => !is_agreed(rule.name),
            Verdict::Refuse => true,
        };
        self.rules.iter().find(objects).map(|rule| rule.name)
    }

    /// The first rule that refuses; questions are for another time.
    #[must_use]
    pub fn refusal(self, case: &Case) -> Option<RuleName> {
        self.judge(case, &|_| true)
    }

    /// What `act` has to look for before it writes into a control, the first to be said first.
    #[must_use]
    pub fn conditions(self) -> Vec<Problem> {
        let condition = |rule: &Rule| match rule.check {
            Check::Control(problem) => Some(problem),
            _ => None,
        };
        self.rules.iter().filter_map(condition).collect()
    }

    /// The address at which a page must still be, for it to be read or written.
    #[must_use]
    pub fn address(self, snapshot: &Snapshot) -> Option<String> {
        let is_tested = self.rules.iter().any(|rule| matches!(rule.check, Check::Address));
        is_tested.then(|| snapshot.address.href.clone())
    }
}

fn verdict(check: Check, case: &Case) -> Verdict {
    match (check, case) {
        (Check::Page(check), Case::Page(snapshot)) => check(snapshot),
        (Check::Source(check), Case::Source(address)) => check(address),
        (Check::Url(check), Case::Url(address, text)) => check(address, text),
        (Check::Text(kinds, check), Case::Text(kind, text)) if kinds.contains(kind) => check(text),
        (Check::Data(check), Case::Data(data)) => check(data),
        (Check::Place(check), Case::Place(page)) => check(page),
        (Check::Choice(check), Case::Choice(fit)) => check(*fit),
        (Check::Fill(check), Case::Fill(fill)) => check(fill),
        _ => Verdict::Go,
    }
}
