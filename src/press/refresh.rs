//! How the webhooks are of all that is held of one server: one question a repository, a few at once, on any page of
//! that server, so that the list of what is held says what is left to do.

use std::rc::Rc;

use super::{Effect, Model};
use crate::held::Time;
use crate::scm::bitbucket_server::health::{Examination, Health, Standing};
use crate::scm::bitbucket_server::repository::{Base, Page, PageKind};
use crate::scm::bitbucket_server::rest::{Listing, Reply, Request, Subject, Trouble};
use crate::webhook::WebhookData;

/// So many questions at once.
pub const AT_ONCE: usize = 4;

/// The questions of a press about all repositories but the one of its page, which [`super::check`] asks about.
pub(super) struct Refresh {
    /// Whom to ask about, the first last.
    waiting: Vec<Rc<Subject>>,
    /// Whom is asked about.
    asking: Vec<(Rc<Subject>, Listing)>,
    /// How to ask: not every server knows the first question. Nothing before one was answered.
    like: Option<Listing>,
}

/// Puts all that is held of the page's server on the list of questions, once a press.
pub(super) fn begin(model: &mut Model, page: &Page) {
    // Of one alone there is no list, and whoever is to log in is told so anyway.
    if model.refresh.is_some() || model.held.data.len() < 2 || page.kind == PageKind::Login {
        return;
    }
    let shown = model.check.as_ref().map(|check| &check.subject().url);
    let of_server = model.held.at(&model.settings, &page.base).filter(|data| Some(&data.url) != shown);
    let mut waiting: Vec<_> = of_server.filter_map(|data| subject(model, &page.base, data)).collect();
    waiting.reverse();
    model.refresh = Some(Refresh { waiting, asking: Vec::new(), like: None });
}

fn subject(model: &Model, base: &Base, data: &WebhookData) -> Option<Rc<Subject>> {
    Some(Rc::new(Subject {
        base: base.clone(),
        repository: data.repository.target.as_ref()?.repository.clone(),
        url: data.url.clone(),
        name: None,
        secret: model.held.secret_for(data).map(|held| held.secret.clone()),
    }))
}

/// Asks as much as may be asked now: nothing while the repository of the page is asked about, and about one alone
/// before it is known which question the server answers.
pub(super) fn go_on(model: &mut Model) -> Vec<Effect> {
    let (check, held) = (model.check.as_ref(), &model.held);
    let Some(refresh) = model.refresh.as_mut().filter(|_| check.is_none_or(|check| !check.is_asking())) else {
        return Vec::new();
    };
    let like = refresh.like.as_ref().or_else(|| check.map(|check| check.listing()));
    let (at_once, like) = like.map_or_else(|| (1, Listing::default()), |like| (AT_ONCE, like.again()));
    let mut effects = Vec::new();
    while refresh.asking.len() < at_once
        && let Some(subject) = refresh.waiting.pop()
    {
        if held.holds(&subject.url) {
            let listing = like.again();
            effects.push(Effect::Ask(Request { subject: Rc::clone(&subject), ask: listing.ask() }));
            refresh.asking.push((subject, listing));
        }
    }
    effects
}

/// Takes an answer; gives it back if it is not about what is asked here.
pub(super) fn answered(
    model: &mut Model,
    request: Request,
    reply: Result<Reply, Trouble>,
    now: Time,
) -> Result<Vec<Effect>, (Request, Result<Reply, Trouble>)> {
    let is_asked = |asked: &mut (Rc<Subject>, Listing)| Rc::ptr_eq(&asked.0, &request.subject);
    let Some(refresh) = &mut model.refresh else { return Err((request, reply)) };
    let Some((subject, mut listing)) = refresh.asking.extract_if(.., is_asked).next() else {
        return Err((request, reply));
    };
    if !model.held.holds(&subject.url) {
        return Ok(Vec::new());
    }
    let Some(found) = listing.answer(reply) else {
        let ask = listing.ask();
        refresh.asking.push((subject, listing));
        return Ok(vec![Effect::Ask(Request { ask, ..request })]);
    };
    let health = Examination::of_list(found).health;
    // What keeps one question from an answer keeps the next one, too.
    if let Health::Unsaid(Trouble::NotLoggedIn | Trouble::Unreachable(_)) = health {
        refresh.waiting.clear();
    }
    refresh.like = Some(listing);
    model.held.note_said(&subject.url, Standing::from(&health), now);
    model.is_noted = true;
    Ok(Vec::new())
}
