//! The detail view of a repository. It shows the current webhook data in a section; behind the older pop-up it stands
//! as what was there before, and adds what the pop-up does not say – if it is of the same repository at all.

use super::read::{Warning, says};
use super::webhook_data::Mention;
use super::words::{self, Known};
use crate::page::snapshot::{Item, Region, RegionKind, Snapshot, Words};
use crate::scm::{RepositoryAddress, ScmSystem};
use crate::webhook::CredentialName;

/// What a detail view says beside the webhook data.
pub(super) struct DetailView<'a> {
    page: &'a Region,
}

impl<'a> DetailView<'a> {
    /// The detail view to which the webhook data in a region belongs: the region itself, or what stands behind a
    /// dialog, if that is of the repository that the dialog mentions.
    pub(super) fn of(snapshot: &'a Snapshot, region: &'a Region, mention: &Mention) -> Option<Self> {
        let view = Self { page: snapshot.page()? };
        (region.kind == RegionKind::Page || view.is_of(mention)).then_some(view)
    }

    /// Neither its row *Name* nor its clone URL may be of another repository, and one of title and clone URL must be of
    /// this one. Two repositories of the service can have the same clone URL, and a title may come before its rows.
    fn is_of(&self, mention: &Mention) -> bool {
        let clone_url = match (self.clone_url(), mention.address()) {
            (Some(row), Some(link)) => Some(is_same(&row, &link)),
            _ => None,
        };
        let has_title =
            self.page.items.iter().any(|item| matches!(item, Item::Heading(_)) && mention.names(item.text()));
        let has_other_name = self.name().is_some_and(|name| !mention.names(name));
        !has_other_name && clone_url.unwrap_or(has_title)
    }

    /// The row *Name* directly before the clone URL; others with that label head the columns of tables.
    fn name(&self) -> Option<&str> {
        let label = self.place_of(words::CLONE_URL_ROW)?.checked_sub(2)?;
        says(self.page.items.get(label)?.text(), words::NAME_ROW).then(|| self.value(label))?
    }

    /// The repository's title or name that the mention goes on with.
    pub(super) fn mentioned_name(&self, mention: &Mention) -> Option<&str> {
        let titles = self.page.items.iter().filter(|item| matches!(item, Item::Heading(_))).map(Item::text);
        self.name().into_iter().chain(titles).find(|name| mention.names(name))
    }

    /// Where the repository is cloned from.
    pub(super) fn clone_url(&self) -> Option<RepositoryAddress> {
        let value = self.page.items.get(self.place_of(words::CLONE_URL_ROW)? + 1)?;
        match (value, value.address()) {
            (_, Some(address)) => Some(RepositoryAddress::from_address(address)),
            (Item::Text(Words { text, cut: false, .. }), None) => Some(RepositoryAddress::from_text(text)),
            _ => None,
        }
    }

    /// The source system.
    pub(super) fn system(&self) -> Option<ScmSystem> {
        self.row(words::SYSTEM_ROW).and_then(ScmSystem::named)
    }

    /// The credential whose secret is the webhook's.
    pub(super) fn credential(&self) -> Option<CredentialName> {
        self.row(words::CREDENTIAL_ROW).and_then(CredentialName::new)
    }

    /// Whether SAP's service comes to the repository through its Cloud Connector: then the host in the clone URL is a
    /// virtual one (SAP's documentation, 2026-04-09).
    pub(super) fn has_cloud_connector(&self) -> bool {
        self.row(words::CLOUD_CONNECTOR_ROW).and_then(CredentialName::new).is_some()
    }

    /// Whether there is a webhook event receiver, as far as can be seen.
    pub(super) fn has_receiver(&self) -> bool {
        let is_empty = self.place_of(words::CREDENTIAL_ROW).is_some() && self.row(words::CREDENTIAL_ROW).is_none();
        !is_empty && (self.shows(words::EVENT_RECEIVER) || !self.shows(words::GENERAL_INFORMATION))
    }

    /// Why nothing would be built.
    pub(super) fn warnings(&self) -> Vec<Warning> {
        let mut switches = words::STATE_ROW.iter().flat_map(|label| self.page.fields_named(label.text));
        let is_off = switches.any(|field| field.role == "switch" && !field.checked);
        let reasons = [
            (!self.has_receiver(), Warning::NoEventReceiver),
            (is_off, Warning::StateOff),
            (self.has_no_jobs(), Warning::NoJobs),
        ];
        reasons.iter().filter(|(applies, _)| *applies).map(|(_, warning)| *warning).collect()
    }

    /// Either no job is there at all, or the table of this repository's has nothing below its heads but the one text
    /// that says so, whatever its words are. A table that is not there yet says nothing.
    fn has_no_jobs(&self) -> bool {
        let is_heading = |item: &&Item| matches!(item, Item::Heading(_));
        let section = self.page.items.iter().skip_while(|item| !is_heading(item) || !says(item.text(), words::JOBS));
        let section = section.skip(1).take_while(|item| !is_heading(item));
        let texts_below_heads = section.filter(|item| matches!(item, Item::Text(_))).fold(None, |below, item| {
            if says(item.text(), words::JOB_COLUMNS) { Some(0) } else { below.map(|texts: usize| texts + 1) }
        });
        self.shows(words::NO_JOBS) || texts_below_heads == Some(1)
    }

    fn shows(&self, known: &[Known]) -> bool {
        self.page.items.iter().any(|item| says(item.text(), known))
    }

    fn row(&self, known: &[Known]) -> Option<&str> {
        self.value(self.place_of(known)?)
    }

    fn place_of(&self, known: &[Known]) -> Option<usize> {
        known.iter().find_map(|label| self.page.places_of(label.text).next())
    }

    /// The text after a label. Where a row is empty, the next row's label follows directly: that is no value.
    fn value(&self, label: usize) -> Option<&str> {
        match self.page.items.get(label + 1)? {
            Item::Text(Words { text, cut: false, .. }) | Item::Link(Words { text, .. }) => {
                let is_label = words::ROWS.iter().any(|row| says(text, row));
                (!is_label && text.chars().any(|c| !matches!(c, '-' | '–' | '—'))).then_some(text.as_str())
            }
            _ => None,
        }
    }
}

/// Whether two addresses are of one repository. One may be for cloning and the other for reading, so what counts is key
/// and slug; where these are not known, what is left when git's ending is taken off.
fn is_same(one: &RepositoryAddress, other: &RepositoryAddress) -> bool {
    match (&one.target, &other.target) {
        (Some(one), Some(other)) => one.repository == other.repository,
        _ => without_ending(&one.shown).eq_ignore_ascii_case(without_ending(&other.shown)),
    }
}

fn without_ending(address: &str) -> &str {
    let address = address.strip_suffix('/').unwrap_or(address);
    address.strip_suffix(".git").unwrap_or(address)
}
