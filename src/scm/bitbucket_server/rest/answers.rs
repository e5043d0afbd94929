//! What an answer means.

use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::shapes::{Delivery, Page, Received, Refusal, Saved};
use super::{
    Answer, Ask, Browser, Delivered, HttpError, Invocation, PUSH, Reply, Request, Scope, Subject, Trouble, Unclear,
    Verdict, Webhook,
};
use crate::guard::RuleName;
use crate::held::Time;
use crate::plain::typed::{self, OtherShape};
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
            match understand::<B>(&request.subject, ask, &body) {
                Err(Unclear::NotJson) if answer.content_type.starts_with("text/html") || is_markup(&body) => {
                    Err(Unclear::WebPage.into())
                }
                understood => understood.map_err(Trouble::Unclear),
            }
        }
        _ => Err(refusal::<B>(answer)),
    }
}

fn is_markup(body: &str) -> bool {
    body.trim_start().starts_with('<')
}

fn understand<B: Browser>(subject: &Subject, ask: Ask, body: &str) -> Result<Reply, Unclear> {
    let meant = Meant { href: B::href(subject.url.as_str()), subject };
    match ask {
        Ask::Search { start } | Ask::List { start } => {
            let page: Page = shaped::<B, _>(body)?;
            if page.start.0.is_some_and(|given| given != start) {
                return Err(Unclear::OtherSubject);
            }
            let next = match (page.is_last_page.0, page.next_page_start.0) {
                (Some(false), None) => return Err(Unclear::OtherShape),
                (Some(true), _) => None,
                (_, next) => next,
            };
            Ok(Reply::Webhooks(page.values.into_iter().filter_map(|saved| meant.compare::<B>(saved)).collect(), next))
        }
        Ask::Latest { .. } => {
            let Delivery { event, start, request, result } = shaped::<B, _>(body)?;
            let to_url = request.0.and_then(|sent| sent.url.0).map(|url| meant.is_url::<B>(&url));
            let result = delivered(&result).ok_or(Unclear::OtherShape)?;
            Ok(Reply::Latest(Some(Invocation { event, to_url, start: start.0.map(Time), result })))
        }
    }
}

fn shaped<B: Browser, T: DeserializeOwned>(body: &str) -> Result<T, Unclear> {
    typed::read(B::json(body).ok_or(Unclear::NotJson)?).map_err(|OtherShape| Unclear::OtherShape)
}

// ---- refusals ----

/// 401 means both "not logged in" and "not permitted" (Bitbucket's documentation has no other code for either).
fn refusal<B: Browser>(Answer { status, user, body, .. }: Answer) -> Trouble {
    let body = body.unwrap_or_default();
    let errors = shaped::<B, _>(&body).ok().map(|Refusal { errors }| errors);
    let user = user.filter(|user| !user.is_empty());
    match (status, user, errors) {
        (401, None, _) => Trouble::NotLoggedIn,
        (401, Some(user), _) | (403, Some(user), Some(_)) => Trouble::NotPermitted { user },
        (404, _, Some(_)) => Trouble::NotFound,
        (_, _, Some(errors)) => {
            let message = errors.into_iter().next().and_then(|problem| problem.message.0);
            Trouble::Refused { status, message: words(&message.unwrap_or_default()) }
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

    /// Nothing of a webhook that has another URL and another name.
    fn compare<B: Browser>(&self, saved: Saved) -> Option<Webhook> {
        let has_url = self.is_url::<B>(&saved.url);
        let name = saved.name.0.filter(|name| !name.is_empty());
        if !has_url && (name.is_none() || name != self.subject.name) {
            return None;
        }
        Some(Webhook {
            id: saved.id,
            has_url,
            name: name.unwrap_or(saved.url),
            active: saved.active.0,
            pushes: saved.events.0.map(|events| events.iter().any(|event| event == PUSH)),
            scope: match saved.scope_type.0.as_deref() {
                Some("repository") => Scope::Repository,
                Some("project") => Scope::Project,
                _ => Scope::Unknown,
            },
            verifies_certificates: saved.ssl_verification_required.0,
            secret: self.compare_secret(saved.configuration.0.and_then(|configuration| configuration.secret.0)),
            updated: saved.updated_date.0.map(Time),
        })
    }

    fn compare_secret(&self, saved: Option<Zeroizing<String>>) -> Verdict {
        let mut saved = saved.unwrap_or_default();
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

/// A status was seen as a number of its own and as the beginning of the description.
fn delivered(result: &Received) -> Option<Delivered> {
    let status = result.status_code.0.or_else(|| {
        let status = result.description.0.as_ref()?.get(..3)?.parse().ok()?;
        (100..=599).contains(&status).then_some(status)
    });
    // A status says more than an outcome: to older servers a redirect is a success.
    match (status, result.outcome.0.as_deref()) {
        (_, Some("ERROR")) => Some(Delivered::NoAnswer),
        (Some(200..=299), _) | (None, Some("SUCCESS")) => Some(Delivered::Accepted),
        (Some(_), _) | (None, Some("FAILURE")) => Some(Delivered::Refused(status)),
        (None, _) => None,
    }
}
