//! What SAP's pages mean: webhook data to take, a credential to take, or why there is nothing to take.

use super::webhook_data;
use super::words::{self, Known};
use crate::guard::Guard;
use crate::page::snapshot::{Field, Handle, Item, Region, RegionKind, Snapshot, same_words};
use crate::webhook::{Objection, Secret, WebhookData};

/// What a page of the service has for us.
pub enum Reading {
    /// The webhook data of a repository.
    Webhook {
        /// It.
        data: Box<WebhookData>,
        /// The secret of its credential, where the page shows it.
        secret: Option<Secret>,
        /// Why nothing would be built all the same.
        warnings: Vec<Warning>,
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
    /// There is no webhook event receiver: nobody takes the events.
    NoEventReceiver,
    /// The state is OFF: events are received and trigger nothing (SAP's documentation, 2026-04-09).
    StateOff,
    /// There is no job that could be started.
    NoJobs,
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
    /// A repository without a webhook event receiver: without it there is no credential, and in the current generation
    /// no webhook data.
    NoEventReceiver,
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
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// A rule is against it.
    ByRule(Objection),
    /// The repository's address, which is this, is none of a Bitbucket Server.
    Repository(String),
}

/// Reads a page of the service. Whether it is one is for [`super::is_service_page`] to say. A secret that the page
/// shows is taken out of the snapshot, so that no copy of it stays there.
#[must_use]
pub fn read(snapshot: &mut Snapshot) -> Reading {
    read_under(Guard::default(), snapshot)
}

/// The same, as a guard decides.
#[must_use]
pub fn read_under(guard: Guard, snapshot: &mut Snapshot) -> Reading {
    if let Some(dialog) = snapshot.top_dialog() {
        if says(&dialog.title, words::CREATE_CREDENTIAL)
            || words::CREATE_CREDENTIAL.iter().any(|title| dialog.is_headed(title.text))
        {
            return read_credential(dialog);
        }
        if let Some(reading) = webhook_data::read(guard, snapshot, 0) {
            return reading;
        }
    }
    match snapshot.regions.iter().position(|region| region.kind == RegionKind::Page && !region.behind) {
        None => Reading::Nothing(Nothing::OtherDialog(
            snapshot.top_dialog().map(|dialog| dialog.title.clone()).unwrap_or_default(),
        )),
        Some(page) => webhook_data::read(guard, snapshot, page)
            .unwrap_or_else(|| Reading::Nothing(snapshot.page().map_or(Nothing::OtherPage, what_is_missing))),
    }
}

fn what_is_missing(page: &Region) -> Nothing {
    let shows = |known: &[Known]| page.items.iter().any(|item| says(item.text(), known));
    let has_button = page.items.iter().any(|item| match item {
        Item::Button(_) => says(item.text(), words::WEBHOOK_DATA),
        _ => false,
    });
    // The same words head the fields of a repository that is being added.
    let is_added = words::CLONE_URL_ROW.iter().any(|label| page.fields_named(label.text).next().is_some());
    match (has_button, shows(words::EVENT_RECEIVER), shows(words::GENERAL_INFORMATION)) {
        _ if is_added => Nothing::OtherPage,
        (true, ..) => Nothing::OpenWebhookData,
        (false, true, _) => Nothing::ScrollToWebhookData,
        (false, false, true) => Nothing::NoEventReceiver,
        (false, false, false) => Nothing::OtherPage,
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

/// Whether a text says just one of the words.
pub(super) fn says(text: &str, known: &[Known]) -> bool {
    known.iter().any(|words| same_words(text, words.text))
}
