//! What SAP's pages mean: webhook data to take, a credential to take, or why there is nothing to take.
//!
//! Words first ([`super::words`]); where they fail, structure: the webhook's URL is the one address of the service's
//! event receiver that the front shows, and the repository is the link before it.

use super::words::{self, Known};
use crate::page::snapshot::{Address, Field, Handle, Item, Region, RegionKind, Snapshot, Words, same_words};
use crate::scm::{RepositoryAddress, ScmSystem};
use crate::webhook::{CredentialName, WebhookData, WebhookUrl, WebhookUrlProblem};

/// What a page of the service has for us.
pub enum Reading {
    /// The webhook data of a repository.
    Webhook {
        /// It.
        data: Box<WebhookData>,
        /// Why nothing would be built all the same.
        warning: Option<Warning>,
    },
    /// A credential that is being created: its name and secret stand in these fields.
    Credential {
        /// The field with its name.
        name: Handle,
        /// The field with its secret.
        secret: Handle,
    },
    /// Nothing to take here.
    Nothing(Nothing),
    /// Webhook data that cannot be taken.
    Refused(Refused),
    /// More than one thing that could be meant.
    Ambiguous,
}

/// Why a webhook that is right starts no build.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Warning {
    /// The state is OFF: events are received and trigger nothing (SAP's documentation, 2026-04-09).
    StateOff,
}

/// Why there is nothing to take.
#[derive(Clone, Debug, PartialEq)]
pub enum Nothing {
    /// *Create Credential* without a name.
    NameEmpty,
    /// *Create Credential* without a secret.
    SecretEmpty,
    /// *Create Credential* for something else than a webhook.
    OtherType(String),
    /// Another dialog stands in front.
    OtherDialog(String),
    /// A detail view whose webhook data is not loaded before it is scrolled to.
    ScrollToWebhookData,
    /// A detail view with the button that opens the webhook data.
    OpenWebhookData,
    /// The webhook data is there, but not yet all of it.
    Incomplete(Part),
    /// Another page of the service.
    OtherPage,
}

/// A part of the webhook data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    /// The URL.
    Url,
    /// The repository's address.
    Repository,
    /// The credential's name.
    Credential,
    /// The type of the source system.
    System,
}

/// Why webhook data is not taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refused {
    /// The URL is not one of the service's.
    Url(WebhookUrlProblem),
    /// The repository's address is none of a Bitbucket Server.
    Repository,
}

/// Reads a page of the service. Whether it is one is for [`super::is_service_page`] to say.
#[must_use]
pub fn read(snapshot: &Snapshot) -> Reading {
    if let Some(dialog) = snapshot.top_dialog() {
        if says(&dialog.title, words::CREATE_CREDENTIAL)
            || words::CREATE_CREDENTIAL.iter().any(|title| dialog.is_headed(title.text))
        {
            return read_credential(dialog);
        }
        match find_rows(dialog) {
            Rows::None => {}
            rows => return read_webhook(snapshot, dialog, &rows),
        }
    }
    match snapshot.front().find(|region| region.kind == RegionKind::Page) {
        None => Reading::Nothing(Nothing::OtherDialog(
            snapshot.top_dialog().map(|dialog| dialog.title.clone()).unwrap_or_default(),
        )),
        Some(page) => match find_rows(page) {
            Rows::None => Reading::Nothing(what_is_missing(page)),
            rows => read_webhook(snapshot, page, &rows),
        },
    }
}

fn what_is_missing(page: &Region) -> Nothing {
    let shows = |known: &[Known]| page.items.iter().any(|item| says(item.text(), known));
    let has_button = page.items.iter().any(|item| match item {
        Item::Button(_) => says(item.text(), words::WEBHOOK_DATA),
        _ => false,
    });
    match (has_button, shows(words::EVENT_RECEIVER)) {
        (true, _) => Nothing::OpenWebhookData,
        (false, true) => Nothing::ScrollToWebhookData,
        (false, false) => Nothing::OtherPage,
    }
}

// ---- a credential that is being created ----

fn read_credential(dialog: &Region) -> Reading {
    let named =
        |known: &[Known]| -> Vec<&Field> { known.iter().flat_map(|label| dialog.fields_named(label.text)).collect() };
    match shown_type(dialog) {
        ShownType::Webhook | ShownType::None => {}
        ShownType::Other(shown) => return Reading::Nothing(Nothing::OtherType(shown)),
        ShownType::Unreadable => return Reading::Ambiguous,
    }
    match (named(words::CREDENTIAL_NAME).as_slice(), named(words::SECRET).as_slice()) {
        ([name], _) if name.empty => Reading::Nothing(Nothing::NameEmpty),
        ([_], [secret]) if secret.empty => Reading::Nothing(Nothing::SecretEmpty),
        ([name], [secret]) => Reading::Credential { name: name.handle, secret: secret.handle },
        _ => Reading::Ambiguous,
    }
}

/// Which type of credential a pop-up shows.
enum ShownType {
    /// It has no choice of a type.
    None,
    /// A webhook's secret.
    Webhook,
    /// Another one.
    Other(String),
    /// There is a choice, but nothing that says what is chosen.
    Unreadable,
}

/// A list is a label with the words of what is chosen after it, and perhaps a field between the two.
fn shown_type(dialog: &Region) -> ShownType {
    let Some(label) = words::CREDENTIAL_TYPE.iter().find_map(|label| dialog.places_of(label.text).next()) else {
        return ShownType::None;
    };
    let row = dialog.items.iter().skip(label + 1).take_while(|item| !matches!(item, Item::Label(_)));
    match row.map(Item::text).find(|text| !text.is_empty()) {
        None => ShownType::Unreadable,
        Some(chosen) if says(chosen, words::WEBHOOK_SECRET) => ShownType::Webhook,
        Some(chosen) => ShownType::Other(chosen.to_owned()),
    }
}

// ---- webhook data ----

/// Where the webhook data stands in a region.
enum Rows {
    /// Nowhere.
    None,
    /// The item after the URL's label, and the one after the secret's label where there is such a row.
    Found { url: usize, secret: Option<usize> },
    /// In more than one place.
    Several,
}

fn find_rows(region: &Region) -> Rows {
    let by_words: Vec<(usize, usize)> = words::URL
        .iter()
        .flat_map(|label| region.places_of(label.text))
        .filter_map(|label| Some((label + 1, place_in_block(region, label + 1, words::SECRET)? + 1)))
        .collect();
    match by_words.as_slice() {
        [(url, secret)] => Rows::Found { url: *url, secret: Some(*secret) },
        [] => find_rows_by_structure(region),
        _ => Rows::Several,
    }
}

fn find_rows_by_structure(region: &Region) -> Rows {
    let is_webhook_url = |item: &Item| matches!(item, Item::Text(_)) && item.address().is_some_and(is_event_receiver);
    let mut places = (0..region.items.len()).filter(|place| region.items.get(*place).is_some_and(is_webhook_url));
    match (places.next(), places.next()) {
        (None, _) => Rows::None,
        (Some(url), None) => Rows::Found { url, secret: None },
        (Some(_), Some(_)) => Rows::Several,
    }
}

fn is_event_receiver(address: &Address) -> bool {
    WebhookUrl::new(&address.href, address).is_ok()
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

fn read_webhook(snapshot: &Snapshot, region: &Region, rows: &Rows) -> Reading {
    match rows {
        Rows::Several => Reading::Ambiguous,
        Rows::None => Reading::Nothing(Nothing::OtherPage),
        Rows::Found { url, secret } => match webhook_data(snapshot, region, *url, *secret) {
            Ok(data) => Reading::Webhook { data: Box::new(data), warning: warning(snapshot) },
            Err(Stop::Nothing(part)) => Reading::Nothing(Nothing::Incomplete(part)),
            Err(Stop::Refused(why)) => Reading::Refused(why),
        },
    }
}

/// Why the rows give no webhook data.
enum Stop {
    Nothing(Part),
    Refused(Refused),
}

fn webhook_data(
    snapshot: &Snapshot,
    region: &Region,
    url_place: usize,
    secret_place: Option<usize>,
) -> Result<WebhookData, Stop> {
    let url_item = region.items.get(url_place).ok_or(Stop::Nothing(Part::Url))?;
    let address = url_item.address().ok_or(Stop::Nothing(Part::Url))?;
    let url = WebhookUrl::new(url_item.text(), address).map_err(|problem| Stop::Refused(Refused::Url(problem)))?;

    let sentence = find_sentence(region, url_place);
    let link = repository_link(region, url_place, sentence);
    let repository = match link {
        Some((_, address)) => Some(RepositoryAddress::from_address(address)),
        None => clone_url_row(snapshot),
    };
    let repository = repository.ok_or(Stop::Nothing(Part::Repository))?;
    let system = sentence
        .and_then(|place| region.items.get(place))
        .and_then(|item| system_in_sentence(item.text()))
        .or_else(|| row(snapshot, words::SYSTEM_ROW).and_then(ScmSystem::named))
        .ok_or(Stop::Nothing(Part::System))?;
    if system == ScmSystem::BitbucketServer && repository.target.is_none() {
        return Err(Stop::Refused(Refused::Repository));
    }
    let credential = quoted_credential(region, secret_place.unwrap_or(url_place + 1))
        .or_else(|| row(snapshot, words::CREDENTIAL_ROW).and_then(CredentialName::new))
        .ok_or(Stop::Nothing(Part::Credential))?;
    let repository_name = match (link, &repository.target) {
        (Some((text, _)), _) => text.to_owned(),
        (None, Some(target)) => target.repository.slug.clone(),
        (None, None) => repository.shown.clone(),
    };
    Ok(WebhookData { origin: snapshot.address.origin(), repository_name, repository, url, credential, system })
}

/// The switch of the detail view, which may stand behind a dialog: it belongs to the same repository.
fn warning(snapshot: &Snapshot) -> Option<Warning> {
    let page = snapshot.page()?;
    let mut switches = words::STATE_ROW.iter().flat_map(|label| page.fields_named(label.text));
    let is_off = switches.any(|field| field.role == "switch" && !field.checked);
    is_off.then_some(Warning::StateOff)
}

/// The text that says "Navigate to the … repository", as the last before the rows.
fn find_sentence(region: &Region, before: usize) -> Option<usize> {
    let starts = |text: &str| words::SENTENCE_START.iter().any(|start| text.starts_with(start.text));
    region.items.iter().take(before).rposition(|item| matches!(item, Item::Text(_)) && starts(item.text()))
}

/// How far before the URL the link to the repository may stand where the sentence's words are not known.
const REACH: usize = 6;

fn repository_link(region: &Region, url_place: usize, sentence: Option<usize>) -> Option<(&str, &Address)> {
    let range = match sentence {
        Some(sentence) => sentence + 1..sentence + 2,
        None => url_place.saturating_sub(REACH)..url_place,
    };
    region.items.get(range)?.iter().rev().find_map(|item| match item {
        Item::Link(Words { text, address: Some(address), .. }) => {
            matches!(address.scheme.as_str(), "https" | "http" | "ssh").then_some((text.as_str(), address))
        }
        _ => None,
    })
}

/// The clone URL of the detail view. Behind a dialog it still belongs to the same repository.
fn clone_url_row(snapshot: &Snapshot) -> Option<RepositoryAddress> {
    let page = snapshot.page()?;
    let label = words::CLONE_URL_ROW.iter().find_map(|label| page.places_of(label.text).next())?;
    let value = page.items.get(label + 1)?;
    match (value, value.address()) {
        (_, Some(address)) => Some(RepositoryAddress::from_address(address)),
        (Item::Text(Words { text, cut: false, .. }), None) => Some(RepositoryAddress::from_text(text)),
        _ => None,
    }
}

fn system_in_sentence(text: &str) -> Option<ScmSystem> {
    let rest = words::SENTENCE_START.iter().find_map(|start| text.strip_prefix(start.text))?;
    words::SENTENCE_END.iter().find_map(|end| ScmSystem::named(rest.strip_suffix(end.text)?))
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

/// The value of a row of the detail view, which may stand behind a dialog: it belongs to the same repository.
fn row<'a>(snapshot: &'a Snapshot, known: &[Known]) -> Option<&'a str> {
    let page = snapshot.page()?;
    known.iter().find_map(|label| page.texts_after(label.text).next())
}

fn says(text: &str, known: &[Known]) -> bool {
    known.iter().any(|words| same_words(text, words.text))
}
