//! Where a page is not as it is known: it can be described to people who can help, and its fields can be pointed at.

use super::{Effect, Model, Situation};
use crate::cicd::words as cicd_words;
use crate::page::description::describe;
use crate::page::snapshot::{Handle, Snapshot};
use crate::scm::bitbucket_server::form::FORM;
use crate::scm::bitbucket_server::repository::{Page, PageKind};
use crate::scm::form::{Form, FormField, FormProblem};
use crate::scm::pointed::{choices, remember};
use crate::scm::witness::Witness;
use crate::settings::{FormKind, Pointed, SettingName};

/// A page that is not as it is known, and what is shown of it.
#[derive(Clone)]
pub struct Unclear {
    /// What was seen.
    pub snapshot: Snapshot,
    /// Whose form it should be; nothing if it is none.
    pub page: Option<Page>,
    /// What the admin has asked for.
    pub shown: Shown,
}

/// What is shown of a page that is not as it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown {
    /// That it is so.
    Problem,
    /// Its description.
    Description {
        /// Whether she has copied it.
        copied: bool,
    },
    /// Its fields, to be pointed at.
    Fields {
        /// What was wrong with what she chose.
        problem: Option<FormProblem>,
    },
}

impl Unclear {
    /// A page that is no form.
    pub(super) fn page(snapshot: Snapshot) -> Box<Self> {
        Box::new(Self { snapshot, page: None, shown: Shown::Problem })
    }

    /// A page that should be a form.
    pub(super) fn form(snapshot: Snapshot, page: Page) -> Box<Self> {
        Box::new(Self { snapshot, page: Some(page), shown: Shown::Problem })
    }

    /// What may be said of the page.
    pub(super) fn description(&self) -> Option<Snapshot> {
        matches!(self.shown, Shown::Description { .. }).then(|| describe(&self.snapshot, &is_known))
    }

    /// Whether it has anything to be pointed at.
    pub(super) fn has_fields(&self) -> bool {
        self.page.is_some() && !choices(&FORM, &self.snapshot, FormField::Secret).is_empty()
    }
}

/// Which form a page shows.
pub(super) fn kind_of(page: &Page) -> FormKind {
    if page.kind == PageKind::EditWebhook { FormKind::Edit } else { FormKind::Create }
}

/// The first button: what is shown goes one step on.
pub(super) fn primary(model: &mut Model, situation: &mut Situation, chosen: &[(FormField, Handle)]) -> Vec<Effect> {
    let Some(unclear) = situation.unclear_mut() else { return Vec::new() };
    match unclear.shown {
        Shown::Problem => {
            unclear.shown = Shown::Description { copied: false };
            Vec::new()
        }
        Shown::Description { .. } => {
            unclear.shown = Shown::Description { copied: true };
            vec![Effect::CopyDescription]
        }
        Shown::Fields { .. } => match (Form::chosen(&FORM, &unclear.snapshot, chosen), &unclear.page) {
            (Ok(_), Some(page)) => {
                let fields = remember(&unclear.snapshot, chosen);
                model.settings.point(Pointed { base: page.base.clone(), kind: kind_of(page), fields });
                let mut effects = vec![Effect::StoreSetting(SettingName::Pointed)];
                effects.extend(model.look());
                effects
            }
            (Err(problem), _) => {
                unclear.shown = Shown::Fields { problem: Some(problem) };
                Vec::new()
            }
            (Ok(_), None) => Vec::new(),
        },
    }
}

/// The second button: to the fields, and back.
pub(super) fn secondary(situation: &mut Situation) {
    if let Some(unclear) = situation.unclear_mut() {
        unclear.shown = match unclear.shown {
            Shown::Fields { .. } => Shown::Problem,
            Shown::Problem | Shown::Description { .. } if unclear.has_fields() => Shown::Fields { problem: None },
            shown @ (Shown::Problem | Shown::Description { .. }) => shown,
        };
    }
}

/// Whether a word stands in the product's own tables: then a description may show it.
fn is_known(word: &str) -> bool {
    let in_table = |text: &str| text.split(' ').any(|known| known.eq_ignore_ascii_case(word));
    let labels =
        FORM.fields.iter().flat_map(|(_, control)| control.witnesses).filter_map(|known| match known.witness {
            Witness::Word(label) | Witness::BeforeHelp(label) | Witness::AfterHelp(label) => Some(label),
            _ => None,
        });
    !word.is_empty()
        && (cicd_words::ALONE
            .iter()
            .chain(cicd_words::IN_SENTENCES)
            .flat_map(|table| table.iter())
            .any(|known| in_table(known.text))
            || labels.into_iter().any(in_table)
            || IN_ADDRESSES.contains(&word))
}

/// What addresses of the two products are made of.
const IN_ADDRESSES: &[&str] = &[
    "plugins",
    "servlet",
    "webhooks",
    "projects",
    "users",
    "repos",
    "create",
    "edit",
    "details",
    "browse",
    "settings",
    "scm",
    "login",
    "ui",
    "index",
    "html",
    "cicd",
    "cicd-service",
    "cfapps",
    "hana",
    "ondemand",
    "cloud",
    "sap",
    "com",
];
