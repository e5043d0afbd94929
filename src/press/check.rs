//! What the server itself says of the repository's webhook: asked as soon as the page is known, beside everything else.
//! Nothing that goes wrong here stops a fill.

use std::rc::Rc;

use super::{Effect, Model, Phase, Situation, bitbucket};
use crate::held::Time;
use crate::scm::bitbucket_server::health::{DeliveryResult, Examination, Health, LastDelivery, Standing};
use crate::scm::bitbucket_server::repository::{Page, PageKind};
use crate::scm::bitbucket_server::rest::{Ask, Listing, Reply, Request, Subject, Trouble, Verdict, Webhook};
use crate::webhook::WebhookData;

/// How long a fill waits for the server's answer, in milliseconds.
pub const CHECK_PATIENCE: f64 = 1_000.0;

/// What was asked of the server, and what is known by now.
pub(super) struct Check {
    subject: Rc<Subject>,
    /// When the first question was asked.
    asked: Time,
    /// What is being asked; nothing when all is known.
    asking: Option<Ask>,
    /// The webhooks that have come by now.
    listing: Listing,
    /// What was found.
    pub(super) examination: Option<Examination>,
    /// What came of the last delivery of the webhook that was found.
    pub(super) last: Option<LastDelivery>,
    /// The webhook that the page is about.
    shown: Option<u32>,
}

impl Check {
    /// The webhook that was found.
    pub(super) fn webhook(&self) -> Option<&Webhook> {
        self.examination.as_ref()?.webhook.as_ref()
    }

    /// Whom it is about.
    pub(super) fn subject(&self) -> &Subject {
        &self.subject
    }

    /// How the server was asked.
    pub(super) fn listing(&self) -> &Listing {
        &self.listing
    }

    /// Whether there is more to be asked.
    pub(super) fn is_asking(&self) -> bool {
        self.asking.is_some()
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

    /// Whether nothing is known to be other than meant. A push that SAP refused for its signature proves the secret to
    /// be wrong.
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
    // A webhook that has just the name is another one, unless the name was filled in.
    let is_after = matches!(page.kind, PageKind::WebhookList | PageKind::WebhookDetails { .. });
    let name = (is_after && model.held.was_filled(data)).then(|| model.settings.name_template.name_for(data));
    let subject = Rc::new(Subject {
        base: page.base.clone(),
        repository: repository.clone(),
        url: data.url.clone(),
        name,
        secret: model.held.secret_for(data).map(|held| held.secret.clone()),
    });
    if model.check.as_ref().is_some_and(|check| check.is_about(&subject)) {
        return Vec::new();
    }
    let listing = Listing::default();
    let ask = listing.ask();
    let shown = match page.kind {
        PageKind::WebhookDetails { id } => Some(id),
        _ => None,
    };
    model.check = Some(Check {
        subject: Rc::clone(&subject),
        asked: now,
        asking: Some(ask),
        listing,
        examination: None,
        last: None,
        shown,
    });
    vec![Effect::Ask(Request { subject, ask })]
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
    let mut effects = Vec::new();
    if let Some(check) = &mut model.check
        && Rc::ptr_eq(&check.subject, &request.subject)
        && check.asking == Some(request.ask)
    {
        check.asking = next(check, reply, now);
        if let Some(found) = &check.examination {
            model.held.note_said(&check.subject.url, Standing::from(&found.health), now);
            model.is_noted = true;
        }
        effects.extend(check.asking.map(|ask| Effect::Ask(Request { ask, ..request })));
    }
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
fn next(check: &mut Check, reply: Result<Reply, Trouble>, now: Time) -> Option<Ask> {
    if let Some(webhook) = check.webhook() {
        check.last = Some(LastDelivery::of(reply, webhook, now));
        return None;
    }
    match check.listing.answer(reply) {
        None => Some(check.listing.ask()),
        Some(found) => {
            check.examination = Some(Examination::of_list(found));
            // What is delivered to another URL proves nothing.
            check.webhook().filter(|webhook| webhook.has_url).map(|webhook| Ask::Latest { id: webhook.id })
        }
    }
}

/// Where the webhook was filled in before, what was saved is compared; where the server does not say, nothing is
/// claimed.
pub(super) fn end(model: &mut Model, data: WebhookData, otherwise: Situation) -> Vec<Effect> {
    let is_claim = model.check.as_ref().is_some_and(Check::is_claim);
    model.settle(if is_claim { Situation::Saved { data } } else { otherwise })
}
