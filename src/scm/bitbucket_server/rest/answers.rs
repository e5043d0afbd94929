//! What an answer means.

use zeroize::Zeroizing;

use super::{
    Answer, Ask, Browser, Delivered, HttpError, Invocation, Ours, Reply, Request, Scope, Subject, Trouble, Unclear,
    Verdict, Webhook,
};
use crate::guard::RuleName;
use crate::held::Time;
use crate::plain::{Read, Value, plain};
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
            understand::<B>(&request.subject, ask, &body).map_err(|unclear| match unclear {
                Unclear::NotJson if answer.content_type.starts_with("text/html") || is_markup(&body) => {
                    Unclear::WebPage.into()
                }
                unclear => unclear.into(),
            })
        }
        _ => Err(refusal::<B>(answer)),
    }
}

fn is_markup(body: &str) -> bool {
    body.trim_start().starts_with('<')
}

fn understand<B: Browser>(subject: &Subject, ask: Ask, body: &str) -> Result<Reply, Unclear> {
    let meant = Meant { href: B::href(subject.url.as_str()), secret: subject.secret.as_ref() };
    match ask {
        Ask::Search { start } | Ask::List { start } => {
            let page: PageAnswer = B::parse(body)?;
            if page.start.is_some_and(|given| given != start) {
                return Err(Unclear::OtherSubject);
            }
            let next = if page.is_last_page == Some(true) { None } else { page.next_page_start };
            let webhooks = page.values.into_iter().map(|webhook| meant.compare::<B>(webhook)).collect();
            Ok(Reply::Webhooks(webhooks, next))
        }
        Ask::Webhook { id } => {
            let webhook: WebhookAnswer = B::parse(body)?;
            if webhook.id == id { Ok(Reply::Webhook(meant.compare::<B>(webhook))) } else { Err(Unclear::OtherSubject) }
        }
        Ask::Latest { .. } => {
            let InvocationAnswer { event, start, request, result } = B::parse(body)?;
            let to_url = request.and_then(|request| request.url).map(|url| meant.is_url::<B>(&url));
            let result = delivered(&result).ok_or(Unclear::OtherShape)?;
            Ok(Reply::Latest(Some(Invocation { event, to_url, start: start.map(Time), result })))
        }
    }
}

// ---- refusals ----

/// 401 means both "not logged in" and "not permitted" (Bitbucket's documentation has no other code for either).
fn refusal<B: Browser>(Answer { status, user, body, .. }: Answer) -> Trouble {
    let body = body.unwrap_or_default();
    let errors = B::parse::<ErrorsAnswer>(&body).ok();
    let user = user.filter(|user| !user.is_empty());
    match (status, user, errors) {
        (401, None, _) => Trouble::NotLoggedIn,
        (401, Some(user), _) | (403, Some(user), Some(_)) => Trouble::NotPermitted { user },
        (404, _, Some(_)) => Trouble::NotFound,
        (_, _, Some(errors)) => {
            let message = errors.errors.into_iter().find_map(|error| error.message).unwrap_or_default();
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

struct ErrorsAnswer {
    errors: Vec<ErrorAnswer>,
}

plain!(read ErrorsAnswer { errors });

struct ErrorAnswer {
    message: Option<String>,
}

plain!(read ErrorAnswer { message? });

// ---- webhooks ----

struct PageAnswer {
    values: Vec<WebhookAnswer>,
    start: Option<u32>,
    is_last_page: Option<bool>,
    next_page_start: Option<u32>,
}

plain!(read PageAnswer { values, start?, is_last_page? = "isLastPage", next_page_start? = "nextPageStart" });

struct WebhookAnswer {
    id: u32,
    url: String,
    name: Option<String>,
    active: Option<bool>,
    events: Option<Vec<String>>,
    configuration: Option<ConfigurationAnswer>,
    ssl_verification_required: Option<bool>,
    scope_type: Option<String>,
    updated_date: Option<f64>,
}

plain!(read WebhookAnswer {
    id, url, name?, active?, events?, configuration?, ssl_verification_required? = "sslVerificationRequired",
    scope_type? = "scopeType", updated_date? = "updatedDate",
});

struct ConfigurationAnswer {
    secret: SecretAnswer,
}

plain!(read ConfigurationAnswer { secret? });

/// A secret, or whatever a server puts in its place: that is as good as nothing.
#[derive(Default)]
struct SecretAnswer(Zeroizing<String>);

impl Read for SecretAnswer {
    fn read<V: Value>(value: &V) -> Option<Self> {
        Some(Self(Zeroizing::read(value).unwrap_or_default()))
    }
}

/// What answers are compared with.
struct Meant<'a> {
    href: Option<String>,
    secret: Option<&'a Secret>,
}

impl Meant<'_> {
    fn is_url<B: Browser>(&self, url: &str) -> bool {
        self.href.is_some() && B::href(url) == self.href
    }

    fn compare<B: Browser>(&self, answer: WebhookAnswer) -> Webhook {
        let WebhookAnswer { id, url, name, active, events, configuration, .. } = answer;
        let ours = self.is_url::<B>(&url).then(|| Ours {
            scope: match answer.scope_type.as_deref() {
                Some("repository") => Scope::Repository,
                Some("project") => Scope::Project,
                _ => Scope::Unknown,
            },
            verifies_certificates: answer.ssl_verification_required,
            secret: self.compare_secret(configuration),
            updated: answer.updated_date.map(Time),
        });
        Webhook { id, name: name.unwrap_or_default(), url, active, events, ours }
    }

    fn compare_secret(&self, configuration: Option<ConfigurationAnswer>) -> Verdict {
        let mut saved = configuration.map(|configuration| configuration.secret.0).unwrap_or_default();
        let Some(meant) = self.secret else { return Verdict::Unknown };
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

struct InvocationAnswer {
    event: String,
    start: Option<f64>,
    request: Option<RequestAnswer>,
    result: ResultAnswer,
}

plain!(read InvocationAnswer { event, start?, request?, result });

struct RequestAnswer {
    url: Option<String>,
}

plain!(read RequestAnswer { url? });

/// The members of a delivery's result are not in Atlassian's document. Their names are those of its Java interface
/// (`DetailedInvocationResponse`); a status was seen as a number of its own and as the beginning of the description.
struct ResultAnswer {
    outcome: Option<String>,
    status_code: Option<u16>,
    description: Option<String>,
}

plain!(read ResultAnswer { outcome?, status_code? = "statusCode", description? });

fn delivered(result: &ResultAnswer) -> Option<Delivered> {
    let status = result.status_code.or_else(|| {
        let status = result.description.as_deref()?.get(..3)?.parse().ok()?;
        (100..=599).contains(&status).then_some(status)
    });
    // A status says more than an outcome: to older servers a redirect is a success.
    match (status, result.outcome.as_deref()) {
        (_, Some("ERROR")) => Some(Delivered::NoAnswer),
        (Some(200..=299), _) | (None, Some("SUCCESS")) => Some(Delivered::Accepted),
        (Some(_), _) | (None, Some("FAILURE")) => Some(Delivered::Refused(status)),
        (None, _) => None,
    }
}
