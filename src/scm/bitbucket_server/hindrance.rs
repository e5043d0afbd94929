//! What keeps an admin from making a webhook, as far as Bitbucket's pages say so.

use crate::page::snapshot::{Item, Snapshot};

/// Something that keeps an admin from making a webhook.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hindrance {
    /// The repository is archived: nothing of it can be changed.
    Archived,
    /// The admin may not change the repository's settings.
    NoPermission,
}

/// How texts and headings begin that say so. No picture of such a page was found: these are the words in which
/// Atlassian's products say it elsewhere (inferred). A page that says it otherwise is one without a form.
const SIGNS: &[(&str, Hindrance)] = &[
    ("This repository is archived", Hindrance::Archived),
    ("This repository is read-only", Hindrance::Archived),
    ("You do not have permission", Hindrance::NoPermission),
    ("You don't have permission", Hindrance::NoPermission),
    ("You are not permitted", Hindrance::NoPermission),
];

/// What a page says that keeps an admin from making a webhook.
#[must_use]
pub fn hindrance(snapshot: &Snapshot) -> Option<Hindrance> {
    let items = snapshot.front().flat_map(|region| &region.items);
    let said = items.filter(|item| matches!(item, Item::Heading(_) | Item::Text(_))).map(Item::text);
    let mut signs = said.filter_map(|text| SIGNS.iter().find(|(sign, _)| text.starts_with(sign)));
    signs.next().map(|(_, hindrance)| *hindrance)
}
