//! All webhooks of a repository: page after page, within bounds.

use super::{Ask, Reply, Trouble, Unclear, Webhook};

/// How many pages are asked for. Far beyond what a repository has: a server that gives more turns in circles.
const PAGES: u32 = 20;

/// Asks for a repository's webhooks until all are there.
pub struct Listing {
    ask: Ask,
    asked: u32,
    webhooks: Vec<Webhook>,
}

/// The webhooks of a repository that have the URL that is meant, or the name.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The webhooks, in the server's order.
    pub webhooks: Vec<Webhook>,
    /// Whether these are all.
    pub all: bool,
}

impl Default for Listing {
    /// Begins, with those that are inherited from the project.
    fn default() -> Self {
        Self { ask: Ask::Search { start: 0 }, asked: 0, webhooks: Vec::new() }
    }
}

impl Listing {
    /// Begins anew, with the kind of question that this one has come to.
    #[must_use]
    pub fn again(&self) -> Self {
        match self.ask {
            Ask::List { .. } => Self { ask: Ask::List { start: 0 }, ..Self::default() },
            Ask::Search { .. } | Ask::Latest { .. } => Self::default(),
        }
    }

    /// What to ask next.
    #[must_use]
    pub fn ask(&self) -> Ask {
        self.ask
    }

    /// Takes the reply to [`Listing::ask`]. Nothing if there is more to ask.
    pub fn answer(&mut self, reply: Result<Reply, Trouble>) -> Option<Result<Found, Trouble>> {
        self.asked += 1;
        let (start, is_search) = match self.ask {
            Ask::Search { start } => (start, true),
            Ask::List { start } => (start, false),
            Ask::Latest { .. } => return None,
        };
        let trouble = match reply {
            Err(trouble) if is_search && start == 0 && is_unknown_question(&trouble) => {
                self.ask = Ask::List { start: 0 };
                return None;
            }
            Err(trouble) => Some(trouble),
            Ok(Reply::Latest(_)) => Some(Unclear::OtherSubject.into()),
            Ok(Reply::Webhooks(webhooks, next)) => {
                self.webhooks.extend(webhooks);
                match next {
                    None => None,
                    Some(start_of_next) if start_of_next > start && self.asked < PAGES => {
                        let start = start_of_next;
                        self.ask = if is_search { Ask::Search { start } } else { Ask::List { start } };
                        return None;
                    }
                    Some(_) => Some(Unclear::Endless.into()),
                }
            }
        };
        // What was found before something went wrong counts, if the webhook that is looked for is among it. That it is
        // not there can be said only of all of them.
        Some(match trouble {
            Some(trouble) if self.webhooks.is_empty() => Err(trouble),
            trouble => Ok(Found { webhooks: std::mem::take(&mut self.webhooks), all: trouble.is_none() }),
        })
    }
}

/// To a server before 8.8 the question is a webhook with the id "search".
fn is_unknown_question(trouble: &Trouble) -> bool {
    matches!(trouble, Trouble::NotFound | Trouble::Refused { status: 400 | 404 | 405, .. })
}
