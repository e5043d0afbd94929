//! The table of rules, and what each one looks at.

use super::Check::{Address, Choice, Control, Data, Fill, Page, Place, Source, Text, Url};
use super::{Check, Rule, RuleName, TextKind, Verdict};
use crate::cicd;
use crate::held::Fit;
use crate::page::plan::Problem;
use crate::page::snapshot;
use crate::scm::bitbucket_server::repository::{self, PageKind};
use crate::webhook::{CredentialName, Secret, WebhookData};

#[cfg_attr(target_arch = "wasm32", allow(unused_variables))]
const fn rule(name: RuleName, check: Check, reason: &'static str) -> Rule {
    Rule {
        name,
        check,
        #[cfg(not(target_arch = "wasm32"))]
        reason,
    }
}

/// Every rule. Of those that speak at the same point the first that is not content is the one that is heard.
pub const RULES: &[Rule] = &[
    // Where from, and where to.
    rule(RuleName::TopFrame, Page(top_frame), "A frame may belong to anybody."),
    rule(RuleName::SapHost, Source(sap_host), "Any site can show a page that looks like SAP's."),
    // What is taken.
    rule(RuleName::UrlHttps, Url(url_https), "By http anybody on the way reads what was pushed."),
    rule(RuleName::UrlAsShown, Url(url_as_shown), "The text is what is taken, but the address is what is judged."),
    rule(
        RuleName::UrlCharacters,
        Text(&[TextKind::Url], url_characters),
        "What a person does not see must not be copied, and Bitbucket expands what stands in braces.",
    ),
    rule(
        RuleName::SecretNoInformation,
        Text(&[TextKind::ShownSecret], secret_no_information),
        "A page that shows no secret may say something about it in its place; taken for one, every event would fail.",
    ),
    rule(RuleName::SecretThere, Text(&[TextKind::Secret], secret_there), "Without a secret nothing is signed."),
    rule(
        RuleName::SecretLength,
        Text(&[TextKind::Secret], secret_length),
        "Bitbucket takes 255 characters; a secret that was cut fails at every event.",
    ),
    rule(
        RuleName::SecretUnmasked,
        Text(&[TextKind::Secret], secret_unmasked),
        "Dots and stars are what is shown in the place of a secret.",
    ),
    rule(
        RuleName::SecretCharacters,
        Text(&[TextKind::Secret], secret_characters),
        "A line end or an invisible character came along by mistake.",
    ),
    rule(
        RuleName::RepositoryCharacters,
        Text(&[TextKind::RepositoryName], repository_characters),
        "What a person does not see makes one name look like another, and braces are for what is put in their place.",
    ),
    rule(
        RuleName::WholeCharacters,
        Text(&[TextKind::Url, TextKind::RepositoryName, TextKind::Secret, TextKind::ShownSecret], whole_characters),
        "Half a character does not survive its way to us: what arrives is another text than the page has.",
    ),
    rule(
        RuleName::CredentialCharacters,
        Text(&[TextKind::CredentialName], credential_characters),
        "A secret is found again by the name, so it must be one that SAP has.",
    ),
    rule(RuleName::SapReceiver, Data(sap_receiver), "All that is pushed would be told to another server."),
    // What is filled, and where.
    rule(RuleName::FormPath, Place(form_path), "On any other page what looks like the form is something else."),
    rule(
        RuleName::SameRepository,
        Choice(same_repository),
        "A webhook's URL belongs to one repository; in another it would start the wrong builds.",
    ),
    rule(RuleName::Https, Fill(https), "By http anybody on the way reads the secret."),
    rule(
        RuleName::SapSource,
        Fill(sap_source),
        "Where the data is not SAP's, neither is the clone address with which the form is compared.",
    ),
    rule(
        RuleName::SameHost,
        Fill(same_host),
        "SAP's page does not show the name under which a browser knows this server.",
    ),
    rule(RuleName::SameWebhook, Fill(same_webhook), "A webhook that calls another address belongs to somebody else."),
    rule(RuleName::SingleWebhook, Fill(single_webhook), "A second webhook with the same URL starts every build twice."),
    // In the page.
    rule(RuleName::SameAddress, Address, "What is at another address was not looked at."),
    rule(RuleName::Fitting, Control(Problem::Refused), "A control of another kind is not the one that was found."),
    rule(RuleName::Enabled, Control(Problem::Disabled), "The page does not want it to be changed."),
    rule(RuleName::Writable, Control(Problem::ReadOnly), "The page does not want it to be changed."),
    rule(RuleName::LongEnough, Control(Problem::TooLong), "What is cut is another value."),
    rule(RuleName::Shown, Control(Problem::Hidden), "What the admin does not see she cannot check."),
    rule(RuleName::Uncovered, Control(Problem::Covered), "What lies on it may be what she believes to fill."),
];

// ---- where from ----

fn top_frame(snapshot: &snapshot::Snapshot) -> Verdict {
    if snapshot.top { Verdict::Go } else { Verdict::Refuse }
}

fn sap_host(address: &snapshot::Address) -> Verdict {
    if cicd::is_service_page(address) { Verdict::Go } else { Verdict::Ask }
}

// ---- what is taken ----

fn url_https(address: &snapshot::Address, _: &str) -> Verdict {
    refuse_if(address.scheme() != "https")
}

/// A link's words can say anything, and a text can be an address in more than one way: with a user before the host, a
/// backslash, or letters that only look like those of the host.
fn url_as_shown(address: &snapshot::Address, text: &str) -> Verdict {
    let rest = text.strip_prefix(&address.origin()).map(|rest| rest.bytes().next());
    refuse_if(!matches!(rest, Some(None | Some(b'/' | b'?' | b'#'))))
}

fn url_characters(text: &str) -> Verdict {
    refuse_if(text.chars().any(|c| c.is_whitespace() || is_unseen(c) || matches!(c, '{' | '}')))
}

fn secret_there(text: &str) -> Verdict {
    refuse_if(text.is_empty())
}

fn secret_length(text: &str) -> Verdict {
    refuse_if(text.encode_utf16().count() > Secret::LIMIT)
}

fn secret_unmasked(text: &str) -> Verdict {
    refuse_if(!text.is_empty() && text.chars().all(|c| c == '.' || is_mask(c)))
}

/// Dots and stars, as pages draw them in the place of characters.
fn is_mask(character: char) -> bool {
    "*•·●∙⋅‧…○◦⚫⬤∗＊✱★☆".chars().any(|mask| mask == character)
}

fn secret_characters(text: &str) -> Verdict {
    refuse_if(text.chars().any(is_unseen))
}

/// The fewest bytes of a text that is taken for a secret.
const FEWEST: usize = 8;

/// A wrong secret would fail at every event, and a right one that is not taken is asked for: so it must have a digit,
/// as what a generator makes always has, and nothing of a sentence, of a mask or of a text that the page has cut.
fn secret_no_information(text: &str) -> Verdict {
    let is_masked = text.as_bytes().windows(3).any(|three| matches!(three, b"***" | b"..." | b"xxx" | b"XXX"));
    let is_secret = text.len() >= FEWEST
        && text.chars().any(|c| c.is_ascii_digit())
        && !text.chars().any(|c| c.is_whitespace() || (c != '*' && is_mask(c)))
        && !is_masked;
    refuse_if(!is_secret)
}

fn repository_characters(text: &str) -> Verdict {
    let is_other_space = |c: char| c.is_whitespace() && c != ' ';
    refuse_if(text.chars().any(|c| is_unseen(c) || is_other_space(c) || matches!(c, '{' | '}')))
}

/// JavaScript's texts may have half a character (a surrogate without its other half). On the way to Rust, by the
/// browser's messages and by `wasm-bindgen`, it becomes U+FFFD.
fn whole_characters(text: &str) -> Verdict {
    refuse_if(text.chars().any(|c| c == char::REPLACEMENT_CHARACTER))
}

fn credential_characters(text: &str) -> Verdict {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    refuse_if(!(1..=CredentialName::LIMIT).contains(&text.len()) || !text.chars().all(is_allowed))
}

/// Control, zero-width and bidirectional characters.
fn is_unseen(character: char) -> bool {
    character.is_control() || crate::webhook::is_invisible(character)
}

fn sap_receiver(data: &WebhookData) -> Verdict {
    if data.url.is_of_service() { Verdict::Go } else { Verdict::Ask }
}

// ---- what is filled, and where ----

fn form_path(page: &repository::Page) -> Verdict {
    match page.kind {
        PageKind::CreateWebhook | PageKind::EditWebhook => Verdict::Go,
        PageKind::WebhookList
        | PageKind::WebhookDetails { .. }
        | PageKind::ProjectWebhooks { .. }
        | PageKind::Login
        | PageKind::Other => Verdict::Refuse,
    }
}

/// A repository that was renamed or moved is still the right one: only the admin can know.
fn same_repository(fit: Fit) -> Verdict {
    match fit {
        Fit::Same | Fit::OtherHost => Verdict::Go,
        Fit::None => Verdict::Ask,
    }
}

fn https(fill: &super::Fill) -> Verdict {
    if fill.page.base.secure { Verdict::Go } else { Verdict::Ask }
}

fn sap_source(fill: &super::Fill) -> Verdict {
    if cicd::is_service_origin(&fill.data.origin) { Verdict::Go } else { Verdict::Ask }
}

fn same_host(fill: &super::Fill) -> Verdict {
    match fill.fit {
        Fit::OtherHost => Verdict::Ask,
        Fit::Same | Fit::None => Verdict::Go,
    }
}

/// An empty form belongs to nobody.
fn same_webhook(fill: &super::Fill) -> Verdict {
    match fill.url {
        None | Some("") => Verdict::Go,
        Some(url) if url == fill.data.url.as_str() => Verdict::Go,
        Some(_) => Verdict::Ask,
    }
}

fn single_webhook(fill: &super::Fill) -> Verdict {
    if fill.exists { Verdict::Ask } else { Verdict::Go }
}

fn refuse_if(is_wrong: bool) -> Verdict {
    if is_wrong { Verdict::Refuse } else { Verdict::Go }
}
