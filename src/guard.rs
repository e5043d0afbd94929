//! Every safety rule of a fill, one function and one sentence of reason each, in one table.
//!
//! What concerns a control (there, unique, shown, uncovered, enabled, writable) is for [`crate::scm::form`], which
//! finds it, and for `act` in `extension/page.js`, which checks it before anything is written.

use serde::{Deserialize, Serialize};

use crate::held::{Consent, Fit};
use crate::page::snapshot::Snapshot;
use crate::scm::bitbucket_server::repository::Page;
use crate::settings::Settings;
use crate::webhook::WebhookData;

/// What a rule looks at.
pub struct Case<'a> {
    /// The page with the form.
    pub snapshot: &'a Snapshot,
    /// What its address says.
    pub page: &'a Page,
    /// What is to be filled.
    pub data: &'a WebhookData,
    /// How the two fit.
    pub fit: Fit,
    /// What stands in the form's field for the URL, once it was read: on the form of a webhook that is there already.
    pub url: Option<&'a str>,
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

/// A rule.
pub struct Rule {
    /// Its name.
    pub name: RuleName,
    /// Looks, and says.
    pub check: fn(&Case) -> Verdict,
    /// Why it is there.
    pub reason: &'static str,
}

/// Names a rule.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum RuleName {
    /// The form is in the top frame.
    TopFrame,
    /// The form is of the repository that the data belongs to.
    SameRepository,
    /// The form's page came by https.
    Https,
    /// The form's host is the one of the clone address.
    SameHost,
    /// The webhook that is there already is ours.
    SameWebhook,
}

/// The rules, in the order in which they speak.
pub const RULES: &[Rule] = &[
    Rule { name: RuleName::TopFrame, check: top_frame, reason: "A frame may belong to anybody." },
    Rule {
        name: RuleName::SameRepository,
        check: same_repository,
        reason: "A webhook's URL belongs to one repository; in another it would start the wrong builds.",
    },
    Rule { name: RuleName::Https, check: https, reason: "By http anybody on the way reads the secret." },
    Rule {
        name: RuleName::SameHost,
        check: same_host,
        reason: "SAP's page does not show the name under which a browser knows this server.",
    },
    Rule {
        name: RuleName::SameWebhook,
        check: same_webhook,
        reason: "A webhook that calls another address belongs to somebody else.",
    },
];

/// The first rule that is not content, with what it says. A yes that the admin gave for this document and data counts,
/// and one that holds for the page's origin for good.
#[must_use]
pub fn judge(case: &Case, consents: &[Consent], settings: &Settings) -> Option<(RuleName, Verdict)> {
    let origin = case.page.base.origin();
    RULES.iter().map(|rule| (rule.name, (rule.check)(case))).find(|(name, verdict)| match verdict {
        Verdict::Go => false,
        Verdict::Ask => {
            !is_agreed(consents, *name, &case.snapshot.document, case.data) && !settings.allows(*name, &origin)
        }
        Verdict::Refuse => true,
    })
}

/// Whether the admin said yes to a rule's question, for that document and data.
#[must_use]
pub fn is_agreed(consents: &[Consent], rule: RuleName, document: &str, data: &WebhookData) -> bool {
    consents.iter().any(|yes| yes.rule == rule && yes.document == document && yes.url == data.url.as_str())
}

fn top_frame(case: &Case) -> Verdict {
    if case.snapshot.top { Verdict::Go } else { Verdict::Refuse }
}

/// A repository that was renamed or moved is still the right one: only the admin can know.
fn same_repository(case: &Case) -> Verdict {
    match case.fit {
        Fit::Same | Fit::OtherHost => Verdict::Go,
        Fit::None => Verdict::Ask,
    }
}

fn https(case: &Case) -> Verdict {
    if case.page.base.secure { Verdict::Go } else { Verdict::Ask }
}

fn same_host(case: &Case) -> Verdict {
    match case.fit {
        Fit::OtherHost => Verdict::Ask,
        Fit::Same | Fit::None => Verdict::Go,
    }
}

/// An empty form belongs to nobody.
fn same_webhook(case: &Case) -> Verdict {
    match case.url {
        None | Some("") => Verdict::Go,
        Some(url) if url == case.data.url.as_str() => Verdict::Go,
        Some(_) => Verdict::Ask,
    }
}
