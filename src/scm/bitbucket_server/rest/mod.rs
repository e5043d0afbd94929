//! Bitbucket's REST API as plain data: what is asked, and what an answer means. Nothing here asks anybody.
//!
//! Sources: Atlassian's OpenAPI document of Bitbucket Data Center 9.4, and clients that talk to real servers of 5.4 to
//! 9.x (read in 2026). Versions differ: what an answer has beyond this is ignored, what it lacks is unknown. The
//! product only ever GETs.
//!
//! | what | path, below the context path and `/rest/api/latest/projects/{KEY}/repos/{slug}/webhooks` | since |
//! |---|---|---|
//! | the repository's webhooks, a page at a time | `?start=&limit=` | 5.4 |
//! | the same with those inherited from the project | `/search?scopeType=repository&scopeType=project` | 8.8 |
//! | the latest delivery of an event to a webhook; 204 if there is none | `/{id}/latest?event=` | 5.4 |

mod answers;
mod listing;
mod shapes;

use std::rc::Rc;

use zeroize::Zeroizing;

use super::repository::{Base, Repository};
use crate::held::Time;
use crate::plain::{Value, plain};
use crate::webhook::{Secret, WebhookUrl};

pub use answers::read;
pub use listing::{Found, Listing};

/// The event that is sent when something was pushed.
pub const PUSH: &str = "repo:refs_changed";

/// A repository, and what its webhook is meant to be.
#[derive(Clone, PartialEq)]
pub struct Subject {
    /// Where the server's pages are.
    pub base: Base,
    /// The repository.
    pub repository: Repository,
    /// The URL that its webhook is known by.
    pub url: WebhookUrl,
    /// The name that was filled in with it: by this a webhook is known that was saved with another URL after all.
    pub name: Option<String>,
    /// The secret that it is meant to have, if that is held. It is compared with the answer's, and never sent.
    pub secret: Option<Secret>,
}

/// A question to the server, with all that it takes to understand the answer.
#[derive(Clone, PartialEq)]
pub struct Request {
    /// Whom it is about.
    pub subject: Rc<Subject>,
    /// What is asked.
    pub ask: Ask,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ask {
    /// The webhooks of the repository and of its project, from that one on. Older servers do not know this question.
    Search {
        /// How many to leave out.
        start: u32,
    },
    /// The webhooks of the repository, from that one on.
    List {
        /// How many to leave out.
        start: u32,
    },
    /// The latest delivery of a push.
    Latest {
        /// The webhook's id.
        id: u32,
    },
}

/// How many webhooks a page shall have. Servers give 25 if they are not asked, and may give fewer than asked.
const PAGE: u32 = 1000;

impl Request {
    /// How long an answer may be, in bytes. A webhook takes some 400, so a page of the largest size has room.
    pub const LIMIT: u32 = 1 << 20;
    /// How long an answer may take, in milliseconds.
    pub const PATIENCE: u32 = 5_000;

    /// The path with its query, from the host on: `/context/rest/api/latest/…`.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}{}", self.subject.base.context, self.path_below())
    }

    /// The whole address.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}{}", self.subject.base, self.path_below())
    }

    /// The path below the context path.
    fn path_below(&self) -> String {
        let repository = &self.subject.repository;
        let (key, slug) = (encoded(&repository.shown_key()), encoded(&repository.slug));
        let webhooks = format!("/rest/api/latest/projects/{key}/repos/{slug}/webhooks");
        match self.ask {
            Ask::Search { start } => {
                format!("{webhooks}/search?scopeType=repository&scopeType=project&start={start}&limit={PAGE}")
            }
            Ask::List { start } => format!("{webhooks}?start={start}&limit={PAGE}"),
            Ask::Latest { id } => format!("{webhooks}/{id}/latest?event={PUSH}"),
        }
    }
}

impl Subject {
    /// The page that shows a webhook: its own, or the list of the project's webhooks that it is inherited from.
    #[must_use]
    pub fn page_of(&self, webhook: &Webhook) -> String {
        match webhook.scope {
            Scope::Project => {
                format!("{}/plugins/servlet/webhooks/projects/{}", self.base, self.repository.shown_key())
            }
            Scope::Repository | Scope::Unknown => {
                format!("{}/details/{}", self.base.webhooks_page(&self.repository), webhook.id)
            }
        }
    }
}

/// One part of a path, percent-encoded but for what never needs it (RFC 3986, section 2.3).
fn encoded(segment: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::new();
    for byte in segment.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]),
        }
    }
    return encoded;

    fn digit(nibble: u8) -> char {
        HEX.get(usize::from(nibble)).copied().map_or('0', char::from)
    }
}

/// What came back, whatever it means.
#[derive(Clone)]
pub struct Answer {
    /// The status of HTTP; 0 is a redirect, which nobody follows.
    pub status: u16,
    /// The header `X-AUSERNAME`: who is logged in. Bitbucket sends it to nobody else (said by Atlassian's staff).
    pub user: Option<String>,
    /// The header `Content-Type`.
    pub content_type: String,
    /// The body; nothing if it is longer than [`Request::LIMIT`]. Older servers put the webhooks' secrets in it, so it
    /// is wiped.
    pub body: Option<Zeroizing<String>>,
}

plain!(read Answer { status, user?, content_type? = "type", body? });

/// Why nothing came back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum HttpError {
    /// No connection, or the page's policy forbids one: the browser does not say which.
    NoConnection,
    /// No answer within [`Request::PATIENCE`].
    TimedOut,
    /// The browser lets nobody ask: the tab is elsewhere by now, or belongs to the browser.
    NotAllowed,
}

/// A way to a server, with a login that the browser has there.
pub trait Transport {
    /// Asks once. A redirect is not followed.
    ///
    /// # Errors
    /// Why there is no answer.
    fn get(&self, request: &Request) -> impl Future<Output = Result<Answer, HttpError>>;
}

/// What only a browser does, and tests in its place.
pub trait Browser {
    /// What JSON is read to.
    type Json: Value;

    /// Reads JSON; nothing if it is none.
    fn json(text: &str) -> Option<Self::Json>;

    /// Writes a URL in its one form, as `URL.href` has it; nothing if it is none.
    fn href(url: &str) -> Option<String>;
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// A page of webhooks, those of them that have the URL or name that is meant, and where the next page begins.
    Webhooks(Vec<Webhook>, Option<u32>),
    /// The latest delivery of a push; nothing if there is none.
    Latest(Option<Invocation>),
}

/// A webhook with the URL or the name that is meant, as the server has it. Nothing is kept of any other.
#[derive(Clone, Debug, PartialEq)]
pub struct Webhook {
    /// Its id.
    pub id: u32,
    /// Whether it has the URL that is meant.
    pub has_url: bool,
    /// Its name, or its URL if it has none.
    pub name: String,
    /// Whether events are sent at all, if the server says.
    pub active: Option<bool>,
    /// Whether pushes are sent, if the server says.
    pub pushes: Option<bool>,
    /// Where it was made.
    pub scope: Scope,
    /// Whether the certificate of the URL's host is verified, if the server says.
    pub verifies_certificates: Option<bool>,
    /// How its secret compares with the one that is meant.
    pub secret: Verdict,
    /// When it was last changed, by the server's clock.
    pub updated: Option<Time>,
}

/// Where a webhook was made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scope {
    /// At the repository.
    Repository,
    /// At the project: all of its repositories inherit it.
    Project,
    /// The server does not say.
    Unknown,
}

/// What was saved, against what was meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// As meant.
    Right,
    /// Not as meant.
    Wrong,
    /// The server does not say.
    Unknown,
}

/// A delivery, as the server remembers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Invocation {
    /// What it was about.
    pub event: String,
    /// Whether it went to the URL that is meant; nothing if the server does not say.
    pub to_url: Option<bool>,
    /// When it began, by the server's clock.
    pub start: Option<Time>,
    /// What came of it.
    pub result: Delivered,
}

/// What came of a delivery.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Delivered {
    /// Accepted: a status of 200 to 299, or "success" without one.
    Accepted,
    /// Answered with another status, where the server tells it.
    Refused(Option<u16>),
    /// Never answered.
    NoAnswer,
}

/// Why there is no reply.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// Nobody is logged in.
    NotLoggedIn,
    /// Somebody is logged in, but may not do this: it takes the repository's administration.
    NotPermitted {
        /// Who.
        user: String,
    },
    /// The server says that there is no such repository, or no such webhook.
    NotFound,
    /// The server refuses for another reason.
    Refused {
        /// The status of HTTP.
        status: u16,
        /// The server's words, at most [`Trouble::WORDS`] characters; may be missing.
        message: String,
    },
    /// The server was not reached.
    Unreachable(HttpError),
    /// The answer claims nothing.
    Unclear(Unclear),
}

impl Trouble {
    /// How many characters of a server's words are kept.
    pub const WORDS: usize = 200;
}

/// Why an answer claims nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unclear {
    /// A web page: where one logs in, or a proxy's error.
    WebPage,
    /// No JSON, or half of it.
    NotJson,
    /// JSON, but of another shape: something is missing that every version has, or an id is no number.
    OtherShape,
    /// It is about something else than what was asked.
    OtherSubject,
    /// More than [`Request::LIMIT`].
    TooLarge,
    /// A way to somewhere else, as to a page where one logs in.
    Redirected,
    /// Page follows page without an end.
    Endless,
    /// A time that the browser's clock says is yet to come.
    Clock,
}

impl From<HttpError> for Trouble {
    fn from(error: HttpError) -> Self {
        Self::Unreachable(error)
    }
}

impl From<Unclear> for Trouble {
    fn from(unclear: Unclear) -> Self {
        Self::Unclear(unclear)
    }
}
