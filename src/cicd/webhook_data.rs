//! The webhook data: where it stands in a region, and what it says.
//!
//! Words first ([`super::words`]); where they fail, structure: the webhook's URL is the one address of the service's
//! event receiver that the region shows, and the repository is the link before it. The values come from that region;
//! the detail view behind a dialog may add to them ([`DetailView`]).

use super::detail_view::DetailView;
use super::read::{Nothing, Part, Reading, Refused, Warning, says};
use super::words::{self, Known};
use crate::guard::{Case, Guard, TextKind};
use crate::page::snapshot::{Address, Item, Region, Snapshot, Words, same_words};
use crate::scm::{RepositoryAddress, ScmSystem};
use crate::webhook::{CredentialName, Secret, WebhookData, WebhookUrl};

/// Reads the webhook data of a region, or says that it has none.
pub(super) fn read(guard: Guard, snapshot: &mut Snapshot, place: usize) -> Option<Reading> {
    let region = snapshot.regions.get(place)?;
    let rows = match find_rows(region) {
        Found::None => return None,
        Found::Several => return Some(Reading::Ambiguous),
        Found::Once(rows) => rows,
    };
    let read = webhook_data(guard, snapshot, region, rows);
    // Whatever comes of the data, a secret does not stay behind; one that nobody needs is wiped here.
    let secret = rows.secret.and_then(|item| take_secret(guard, snapshot, place, item));
    Some(match read {
        Err(Stop::Nothing(nothing)) => Reading::Nothing(nothing),
        Err(Stop::Refused(why)) => Reading::Refused(why),
        Ok((data, warnings)) => {
            let name = data.credential.as_ref().and_then(|name| Secret::new(name.as_str().to_owned()).ok());
            let is_needed = data.system == ScmSystem::BitbucketServer && secret != name;
            let secret = secret.filter(|_| is_needed);
            Reading::Webhook { data: Box::new(data), secret, warnings }
        }
    })
}

// ---- where it stands ----

/// The item after the URL's label, and the one after the secret's label where there is such a row.
#[derive(Clone, Copy)]
struct Rows {
    url: usize,
    secret: Option<usize>,
}

/// In how many places of a region webhook data stands.
enum Found {
    None,
    Once(Rows),
    Several,
}

fn find_rows(region: &Region) -> Found {
    let by_words: Vec<Rows> = words::URL
        .iter()
        .flat_map(|label| region.places_of(label.text))
        .filter_map(|label| {
            let secret = place_in_block(region, label + 1, words::SECRET)? + 1;
            Some(Rows { url: label + 1, secret: Some(secret) })
        })
        .collect();
    match by_words.as_slice() {
        [rows] => Found::Once(*rows),
        [] => find_rows_by_structure(region),
        _ => Found::Several,
    }
}

fn find_rows_by_structure(region: &Region) -> Found {
    let is_webhook_url = |item: &Item| matches!(item, Item::Text(_)) && item.address().is_some_and(is_event_receiver);
    let mut places = (0..region.items.len()).filter(|place| region.items.get(*place).is_some_and(is_webhook_url));
    match (places.next(), places.next()) {
        (None, _) => Found::None,
        (Some(url), None) => Found::Once(Rows { url, secret: None }),
        (Some(_), Some(_)) => Found::Several,
    }
}

fn is_event_receiver(address: &Address) -> bool {
    WebhookUrl::new(&address.href, address).is_ok_and(|url| url.is_of_service())
}

/// Where one of the words stands after a place and before the next heading.
fn place_in_block(region: &Region, after: usize, known: &[Known]) -> Option<usize> {
    region
        .items
        .iter()
        .enumerate()
        .skip(after)
        .take_while(|(_, item)| !matches!(item, Item::Heading(_)))
        .find(|(_, item)| matches!(item, Item::Text(_) | Item::Label(_)) && says(item.text(), known))
        .map(|(place, _)| place)
}

// ---- what it says ----

/// Why the rows give no webhook data.
enum Stop {
    Nothing(Nothing),
    Refused(Refused),
}

impl Stop {
    fn without(part: Part) -> Self {
        Self::Nothing(Nothing::Incomplete(part))
    }
}

fn webhook_data(
    guard: Guard,
    snapshot: &Snapshot,
    region: &Region,
    rows: Rows,
) -> Result<(WebhookData, Vec<Warning>), Stop> {
    let url_item = region.items.get(rows.url).ok_or(Stop::without(Part::Url))?;
    let address = url_item.address().ok_or(Stop::without(Part::Url))?;
    let url = WebhookUrl::under(guard, url_item.text(), address);
    let url = url.map_err(|objection| Stop::Refused(Refused::ByRule(objection)))?;

    let mention = Mention::before(region, rows.url);
    let view = DetailView::of(snapshot, region, &mention);
    let view = view.as_ref();
    let has_receiver = view.is_none_or(DetailView::has_receiver);
    let repository = mention.address().or_else(|| view?.clone_url()).ok_or_else(|| Stop::without(Part::Repository))?;
    let repository = match view.is_some_and(DetailView::has_cloud_connector) {
        true => repository.through_cloud_connector(),
        false => repository,
    };
    // So is the system, where the sentence does not say it.
    let system = mention.system.or_else(|| view?.system()).ok_or_else(|| match has_receiver {
        true => Stop::without(Part::System),
        false => Stop::Nothing(Nothing::NoEventReceiver),
    })?;
    if system == ScmSystem::BitbucketServer && repository.target.is_none() {
        return Err(Stop::Refused(Refused::Repository(repository.shown)));
    }
    let credential = quoted_credential(region, rows.secret.unwrap_or(rows.url + 1)).or_else(|| view?.credential());
    // It is the receiver's; without one the data is taken all the same, with a warning.
    if credential.is_none() && has_receiver {
        return Err(Stop::without(Part::Credential));
    }
    let name = mention.link.map(|(text, _)| text).or_else(|| view?.mentioned_name(&mention));
    let repository_name = match (name, &repository.target) {
        (Some(name), _) => name.to_owned(),
        (None, Some(target)) => target.repository.slug.clone(),
        (None, None) => repository.shown.clone(),
    };
    let origin = snapshot.address.origin();
    let warnings = view.map(DetailView::warnings).unwrap_or_default();
    Ok((WebhookData { origin, repository_name, repository, url, credential, system }, warnings))
}

/// How the webhook data mentions its repository: "Navigate to the {system} repository {name} and add webhook …".
pub(super) struct Mention<'a> {
    /// The source system, where it is one that is known.
    pub(super) system: Option<ScmSystem>,
    /// The link to the repository: the repository's name, and where it leads.
    pub(super) link: Option<(&'a str, &'a Address)>,
    /// The rest of the sentence, which begins with the name where that is no link: UI libraries take the address off a
    /// link by ssh (OpenUI5 1.152).
    rest: &'a str,
}

/// How far before the URL the link to the repository may stand where the sentence's words are not known, and how far
/// after the rows the credential's name.
const REACH: usize = 6;

impl<'a> Mention<'a> {
    fn before(region: &'a Region, url: usize) -> Self {
        let said_at = |place: usize| match region.items.get(place)? {
            Item::Text(Words { text, .. }) => {
                words::SENTENCE_START.iter().find_map(|start| Some((place, text.strip_prefix(start.text)?)))
            }
            _ => None,
        };
        let Some((place, said)) = (0..url).rev().find_map(said_at) else {
            return Self { system: None, link: link_in(region, url.saturating_sub(REACH), url), rest: "" };
        };
        let (system, rest) = system_and_rest(said).unwrap_or((None, ""));
        Self { system, link: link_in(region, place + 1, place + 2), rest }
    }

    /// Where the link leads.
    pub(super) fn address(&self) -> Option<RepositoryAddress> {
        self.link.map(|(_, address)| RepositoryAddress::from_address(address))
    }

    /// Whether the repository is called so.
    pub(super) fn names(&self, name: &str) -> bool {
        match self.link {
            Some((text, _)) => same_words(text, name),
            None => !name.is_empty() && self.rest.strip_prefix(name).is_some_and(|after| after.starts_with(' ')),
        }
    }
}

/// "Bitbucket Server repository", and what may follow.
fn system_and_rest(said: &str) -> Option<(Option<ScmSystem>, &str)> {
    said.match_indices(' ').find_map(|(at, _)| {
        let (system, tail) = said.split_at_checked(at)?;
        let rest = words::SENTENCE_END.iter().find_map(|end| tail.strip_prefix(end.text))?;
        Some((ScmSystem::named(system), rest.trim_start()))
    })
}

fn link_in(region: &Region, from: usize, to: usize) -> Option<(&str, &Address)> {
    region.items.get(from..to)?.iter().rev().find_map(|item| match item {
        Item::Link(Words { text, address: Some(address), .. }) => {
            matches!(address.scheme(), "https" | "http" | "ssh").then_some((text.as_str(), address))
        }
        _ => None,
    })
}

/// The name in "… the webhook credential 'webhook-credential'", at or shortly after a place, before the next heading.
fn quoted_credential(region: &Region, from: usize) -> Option<CredentialName> {
    region
        .items
        .iter()
        .skip(from)
        .take(REACH)
        .take_while(|item| !matches!(item, Item::Heading(_)))
        .find_map(|item| credential_in(item.text()))
}

fn credential_in(text: &str) -> Option<CredentialName> {
    let mut parts = text.split(['\'', '"', '‘', '’', '`']);
    let (before, quoted, _after) = (parts.next()?, parts.next()?, parts.next()?);
    let is_announced = words::CREDENTIAL_QUOTED.iter().any(|words| before.trim_end().ends_with(words.text));
    is_announced.then(|| CredentialName::new(quoted))?
}

// ---- a secret that is shown ----

/// The secret in the row of that name: the oldest generation showed it there (seen in public text, 2026). It leaves the
/// snapshot.
fn take_secret(guard: Guard, snapshot: &mut Snapshot, region: usize, item: usize) -> Option<Secret> {
    let is_secret = |text: &str| guard.refusal(&Case::Text(TextKind::ShownSecret, text)).is_none();
    match snapshot.regions.get_mut(region)?.items.get_mut(item)? {
        Item::Text(Words { text, cut: false, address: None, .. }) if is_secret(text) => {
            Secret::under(guard, std::mem::take(text)).ok()
        }
        _ => None,
    }
}
