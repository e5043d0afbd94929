//! What an answer means.

use zeroize::Zeroizing;

use super::{
    Answer, Ask, Browser, Delivered, HttpError, Invocation, PUSH, Reply, Request, Scope, Subject, Trouble, Unclear,
    Verdict, Webhook,
};
use crate::guard::RuleName;
use crate::held::Time;
use crate::plain::{Read, Value};
use crate::webhook::Secret;

/// Understands an answer. Secrets in it are compared and wiped here; none leaves.
///
/// # Errors
/// Why it is no answer to the question.
pub fn read<B: Browser>(request: &Request, got: Result<Answer, HttpError>) -> Result<Reply, Trouble> {
    let answer = got?;
    match (answer.status, request.ask) {
        (0 | 300..=399, _) => Err(Unclear::Redirected.into()),
        (204, Ask::Latest { .. }) => Ok(Reply::Latest(None)),
        (200..=299, ask) => {
            let body = answer.body.ok_or(Unclear::TooLarge)?;
            match B::json(&body) {
                Some(json) => understand::<B>(&request.subject, ask, &json).map_err(Trouble::Unclear),
                None if answer.content_type.starts_with("text/html") || is_markup(&body) => {
                    Err(Unclear::WebPage.into())
                }
                None => Err(Unclear::NotJson.into()),
            }
        }
        _ => Err(refusal::<B>(answer)),
    }
}

fn is_markup(body: &str) -> bool {
    body.trim_start().starts_with('<')
}

/// What no version leaves out must be there; anything else may be missing, or be of a kind that is not known.
fn understand<B: Browser>(subject: &Subject, ask: Ask, body: &B::Json) -> Result<Reply, Unclear> {
    let meant = Meant { href: B::href(subject.url.as_str()), subject };
    match ask {
        Ask::Search { start } | Ask::List { start } => {
            let values = body.at("values");
            let mut webhooks = Vec::new();
            for place in 0..values.length().ok_or(Unclear::OtherShape)? {
                webhooks.extend(meant.compare::<B>(&values.element(place)).ok_or(Unclear::OtherShape)?);
            }
            let number = |name| u32::read(&body.at(name));
            if number("start").is_some_and(|given| given != start) {
                return Err(Unclear::OtherSubject);
            }
            match (body.at("isLastPage").to_bool(), number("nextPageStart")) {
                (Some(false), None) => Err(Unclear::OtherShape),
                (Some(true), _) => Ok(Reply::Webhooks(webhooks, None)),
                (_, next) => Ok(Reply::Webhooks(webhooks, next)),
            }
        }
        Ask::Latest { .. } => {
            let event = body.at("event").to_text().ok_or(Unclear::OtherShape)?;
            let to_url = body.at("request").at("url").to_text().map(|url| meant.is_url::<B>(&url));
            let result = delivered(&body.at("result")).ok_or(Unclear::OtherShape)?;
            Ok(Reply::Latest(Some(Invocation { event, to_url, start: time(body, "start"), result })))
        }
    }
}

fn time(value: &impl Value, name: &'static str) -> Option<Time> {
    value.at(name).to_number().map(Time)
}

// ---- refusals ----

/// 401 means both "not logged in" and "not permitted" (Bitbucket's documentation has no other code for either).
fn refusal<B: Browser>(Answer { status, user, body, .. }: Answer) -> Trouble {
    let body = body.unwrap_or_default();
    let errors = B::json(&body).map(|json| json.at("errors")).filter(|errors| errors.length().is_some());
    let user = user.filter(|user| !user.is_empty());
    match (status, user, errors) {
        (401, None, _) => Trouble::NotLoggedIn,
        (401, Some(user), _) | (403, Some(user), Some(_)) => Trouble::NotPermitted { user },
        (404, _, Some(_)) => Trouble::NotFound,
        (_, _, Some(errors)) => {
            let message = errors.element(0).at("message").to_text().unwrap_or_default();
            Trouble::Refused { status, message: words(&message) }
        }
        // Plain text has words for a person; a web page's are hidden in its marks.
        (_, _, None) if is_markup(&body) => Trouble::Refused { status, message: String::new() },
        (_, _, None) => Trouble::Refused { status, message: words(&body) },
    }
}

fn words(text: &str) -> String {
    text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).take(Trouble::WORDS).collect()
}

// ---- webhooks ----

/// What answers are compared with.
struct Meant<'a> {
    href: Option<String>,
    subject: &'a Subject,
}

impl Meant<'_> {
    fn is_url<B: Browser>(&self, url: &str) -> bool {
        self.href.is_some() && B::href(url) == self.href
    }

    /// Nothing if it is no webhook; nothing of one that has another URL and another name.
    fn compare<B: Browser>(&self, answer: &B::Json) -> Option<Option<Webhook>> {
        let (id, url) = (u32::read(&answer.at("id"))?, answer.at("url").to_text()?);
        let name = answer.at("name").to_text().filter(|name| !name.is_empty());
        let has_url = self.is_url::<B>(&url);
        if !has_url && (name.is_none() || name != self.subject.name) {
            return Some(None);
        }
        let events = answer.at("events");
        let sends = |event: &str| {
            let count = events.length()?;
            Some((0..count).any(|place| events.element(place).to_text().is_some_and(|it| it == event)))
        };
        Some(Some(Webhook {
            id,
            has_url,
            name: name.unwrap_or(url),
            active: answer.at("active").to_bool(),
            pushes: sends(PUSH),
            scope: match answer.at("scopeType").to_text().as_deref() {
                Some("repository") => Scope::Repository,
                Some("project") => Scope::Project,
                _ => Scope::Unknown,
            },
            verifies_certificates: answer.at("sslVerificationRequired").to_bool(),
            secret: self.compare_secret(answer.at("configuration").at("secret").to_text()),
            updated: time(answer, "updatedDate"),
        }))
    }

    fn compare_secret(&self, saved: Option<String>) -> Verdict {
        let mut saved = Zeroizing::new(saved.unwrap_or_default());
        let Some(meant) = &self.subject.secret else { return Verdict::Unknown };
        let is_mask = is_mask(&saved);
        match Secret::new(std::mem::take(&mut *saved)) {
            Ok(saved) if saved == *meant => Verdict::Right,
            Ok(_) if is_mask => Verdict::Unknown,
            Err(RuleName::SecretThere | RuleName::SecretUnmasked) => Verdict::Unknown,
            Ok(_) | Err(_) => Verdict::Wrong,
        }
    }
}

/// Whether some of it may be a mask: three stars or dots, or one character alone. Which masks there are is not known,
/// so a secret that looks like one is rather called unknown than wrong.
fn is_mask(text: &str) -> bool {
    let first = text.chars().next();
    text.chars().filter(|c| matches!(c, '*' | '•' | '●')).count() >= 3 || text.chars().all(|c| Some(c) == first)
}

// ---- deliveries ----

/// The members of a delivery's result are not in Atlassian's document. Their names are those of its Java interface
/// (`DetailedInvocationResponse`); a status was seen as a number of its own and as the beginning of the description.
fn delivered(result: &impl Value) -> Option<Delivered> {
    let status = u16::read(&result.at("statusCode")).or_else(|| {
        let status = result.at("description").to_text()?.get(..3)?.parse().ok()?;
        (100..=599).contains(&status).then_some(status)
    });
    // A status says more than an outcome: to older servers a redirect is a success.
    match (status, result.at("outcome").to_text().as_deref()) {
        (_, Some("ERROR")) => Some(Delivered::NoAnswer),
        (Some(200..=299), _) | (None, Some("SUCCESS")) => Some(Delivered::Accepted),
        (Some(_), _) | (None, Some("FAILURE")) => Some(Delivered::Refused(status)),
        (None, _) => None,
    }
}
