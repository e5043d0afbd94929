//! What the server itself says of the repository's webhook: asked as soon as the page is known, beside everything else.
//! Nothing that goes wrong here stops a fill.

use super::{Effect, Model, Phase, Situation, bitbucket};
use crate::held::Time;
use crate::scm::bitbucket_server::health::{DeliveryResult, Examination, Health, LastDelivery};
use crate::scm::bitbucket_server::repository::{Page, PageKind};
use crate::scm::bitbucket_server::rest::{Ask, Listing, Progress, Reply, Request, Subject, Trouble, Verdict, Webhook};
use crate::webhook::WebhookData;

/// How long a fill waits for the server's answer, in milliseconds.
pub const CHECK_PATIENCE: f64 = 1_000.0;

/// What was asked of the server, and what is known by now.
pub(super) struct Check {
    subject: Subject,
    /// When the first question was asked.
    asked: Time,
    /// What is being asked; nothing when all is known.
    asking: Option<Request>,
    /// Until all webhooks are there.
    listing: Option<Listing>,
    /// What was found.
    pub(super) examination: Option<Examination>,
    /// What came of the last delivery of the webhook that was found.
    pub(super) last: Option<LastDelivery>,
    /// The webhook that the page is about.
    shown: Option<u32>,
}

impl Check {
    /// The webhook with the URL that is meant, if there is one.
    pub(super) fn webhook(&self) -> Option<&Webhook> {
        self.examination.as_ref()?.webhook.as_ref()
    }

    /// Where that webhook is shown, unless the page shows it.
    pub(super) fn way_there(&self) -> Option<String> {
        let webhook = self.webhook().filter(|webhook| self.shown != Some(webhook.id))?;
        Some(self.subject.page_of(webhook))
    }

    /// Whether the server has said how the webhook is, or that there is none.
    fn is_claim(&self) -> bool {
        let examination = self.examination.as_ref();
        examination.is_some_and(|found| found.webhook.is_some() || found.health == Health::Missing)
    }

    /// Whether nothing is known to be other than meant. A push that SAP refused for its signature proves the secret wrong.
    pub(super) fn is_right(&self) -> bool {
        let is_refused = matches!(self.last, Some(LastDelivery::Made { result: DeliveryResult::WrongSecret(_), .. }));
        let lines = self.examination.iter().flat_map(|found| &found.lines);
        self.webhook().is_some() && !is_refused && lines.into_iter().all(|line| line.1 != Verdict::Wrong)
    }

    fn is_about(&self, subject: &Subject) -> bool {
        (&self.subject.base, &self.subject.repository) == (&subject.base, &subject.repository)
            && self.subject.url == subject.url
    }
}

/// Asks about the webhook of that data on the page's repository, unless that was asked already.
pub(super) fn begin(model: &mut Model, page: &Page, data: &WebhookData, now: Time) -> Vec<Effect> {
    let Some(repository) = &page.repository else { return Vec::new() };
    let subject = Subject {
        base: page.base.clone(),
        repository: repository.clone(),
        url: data.url.clone(),
        secret: model.held.secret_for(data).map(|held| held.secret.clone()),
    };
    if model.check.as_ref().is_some_and(|check| check.is_about(&subject)) {
        return Vec::new();
    }
    let listing = Listing::new(subject.clone());
    let request = listing.request();
    let shown = match page.kind {
        PageKind::WebhookDetails { id } => Some(id),
        _ => None,
    };
    model.check = Some(Check {
        subject,
        asked: now,
        asking: Some(request.clone()),
        listing: Some(listing),
        examination: None,
        last: None,
        shown,
    });
    vec![Effect::Ask(Box::new(request))]
}

/// How long a fill has to wait for the answer; nothing if it need not.
pub(super) fn wait(model: &Model, now: Time) -> Option<f64> {
    let check = model.check.as_ref().filter(|check| check.examination.is_none())?;
    let left = check.asked.plus(CHECK_PATIENCE).0 - now.0;
    // A clock that was set back shall keep nobody waiting.
    (left > 0.0).then(|| left.clamp(0.0, CHECK_PATIENCE))
}

/// Takes an answer, asks on, and lets go on what waited for it.
pub(super) fn answered(
    model: &mut Model,
    phase: Phase,
    request: Request,
    reply: Result<Reply, Trouble>,
    now: Time,
) -> Vec<Effect> {
    let next = match &mut model.check {
        Some(check) if check.asking.as_ref() == Some(&request) => {
            check.asking = next(check, request.subject, reply, now);
            check.asking.clone()
        }
        _ => None,
    };
    let mut effects: Vec<Effect> = next.map(|request| Effect::Ask(Box::new(request))).into_iter().collect();
    match phase {
        Phase::Waiting(fill) if wait(model, now).is_none() => effects.extend(bitbucket::go_on(model, fill)),
        Phase::Checking { data, otherwise } if model.check.as_ref().is_none_or(|check| check.asking.is_none()) => {
            effects.extend(end(model, data, *otherwise));
        }
        phase => model.phase = phase,
    }
    effects
}

/// Takes the reply, and says what to ask next.
fn next(check: &mut Check, subject: Subject, reply: Result<Reply, Trouble>, now: Time) -> Option<Request> {
    match (check.listing.take(), check.webhook()) {
        (Some(listing), _) => match listing.answer(reply) {
            Progress::More(listing) => {
                let request = listing.request();
                check.listing = Some(listing);
                Some(request)
            }
            Progress::Done(found) => {
                let examination = Examination::of_list(found);
                let id = examination.webhook.as_ref().map(|webhook| webhook.id);
                check.examination = Some(examination);
                id.map(|id| Request { subject, ask: Ask::Latest { id } })
            }
        },
        (None, Some(webhook)) => {
            check.last = Some(LastDelivery::of(reply, webhook, now));
            None
        }
        (None, None) => None,
    }
}

/// Where the webhook was filled in before, what was saved is compared; where the server does not say, nothing is claimed.
pub(super) fn end(model: &mut Model, data: WebhookData, otherwise: Situation) -> Vec<Effect> {
    let is_claim = model.check.as_ref().is_some_and(Check::is_claim);
    model.settle(if is_claim { Situation::Saved { data } } else { otherwise })
}
