//! All webhooks of a repository: page after page, within bounds.

use super::{Ask, Reply, Request, Subject, Trouble, Unclear, Webhook};

/// How many pages are asked for. Far beyond what a repository has: a server that gives more turns in circles.
const PAGES: u32 = 20;

/// Asks for a repository's webhooks until all are there.
pub struct Listing {
    subject: Subject,
    ask: Ask,
    asked: u32,
    webhooks: Vec<Webhook>,
}

/// Where a [`Listing`] is.
pub enum Progress {
    /// There is more to ask: [`Listing::request`].
    More(Listing),
    /// It has ended.
    Done(Result<Found, Trouble>),
}

/// The webhooks of a repository that have the URL that is meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The webhooks, in the server's order.
    pub webhooks: Vec<Webhook>,
    /// Whether these are all.
    pub all: bool,
}

impl Listing {
    /// Begins, with those that are inherited from the project.
    #[must_use]
    pub fn new(subject: Subject) -> Self {
        Self { subject, ask: Ask::Search { start: 0 }, asked: 0, webhooks: Vec::new() }
    }

    /// What to ask next.
    #[must_use]
    pub fn request(&self) -> Request {
        Request { subject: self.subject.clone(), ask: self.ask }
    }

    /// Takes the reply to [`Listing::request`].
    #[must_use]
    pub fn answer(mut self, reply: Result<Reply, Trouble>) -> Progress {
        self.asked += 1;
        match (self.ask, reply) {
            (Ask::Search { start: 0 }, Err(trouble)) if is_unknown_question(&trouble) => {
                Progress::More(Self { ask: Ask::List { start: 0 }, ..self })
            }
            (_, Err(trouble)) => self.end(Some(trouble)),
            (Ask::Search { start }, Ok(Reply::Webhooks(webhooks, next))) => {
                self.take(webhooks, start, next, |start| Ask::Search { start })
            }
            (Ask::List { start }, Ok(Reply::Webhooks(webhooks, next))) => {
                self.take(webhooks, start, next, |start| Ask::List { start })
            }
            (_, Ok(_)) => self.end(Some(Unclear::OtherSubject.into())),
        }
    }

    fn take(mut self, webhooks: Vec<Webhook>, start: u32, next: Option<u32>, ask: fn(u32) -> Ask) -> Progress {
        self.webhooks.extend(webhooks);
        match next {
            None => self.end(None),
            Some(next) if next > start && self.asked < PAGES => Progress::More(Self { ask: ask(next), ..self }),
            Some(_) => self.end(Some(Unclear::Endless.into())),
        }
    }

    /// What was found before something went wrong counts, if the webhook that is looked for is among it. That it is not
    /// there can be said only of all of them.
    fn end(self, trouble: Option<Trouble>) -> Progress {
        Progress::Done(match trouble {
            Some(trouble) if self.webhooks.is_empty() => Err(trouble),
            trouble => Ok(Found { webhooks: self.webhooks, all: trouble.is_none() }),
        })
    }
}

/// To a server before 8.8 the question is a webhook with the id "search".
fn is_unknown_question(trouble: &Trouble) -> bool {
    matches!(trouble, Trouble::NotFound | Trouble::Refused { status: 400 | 404 | 405, .. })
}
