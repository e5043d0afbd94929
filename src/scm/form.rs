//! The one walker over a [`FormSpec`]: finds a form's fields in a snapshot, and says what is to be written where.

use serde::{Deserialize, Serialize};

use crate::page::plan::{Step, Write};
use crate::page::snapshot::{Field, FieldKind, Handle, Item, Region, RegionKind, Snapshot, same_words};
use crate::webhook::{Secret, WebhookData};

/// A source system's webhook form, as data.
pub struct FormSpec {
    /// The fields that are filled, in the order in which they are written.
    pub fields: &'static [FieldSpec],
    /// The check box that switches the verification of certificates off.
    pub skip_verification: &'static [&'static str],
    /// Labels of the choice of an authentication, with what it says if there is none.
    pub authentication: &'static [(&'static str, &'static str)],
}

/// One field of a form.
pub struct FieldSpec {
    /// What it means.
    pub field: FormField,
    /// The kinds of control that it is met as.
    pub kinds: &'static [FieldKind],
    /// What its label says.
    pub labels: &'static [&'static str],
    /// Where it stands, if its label is not known.
    pub place: Place,
    /// Where that was seen.
    pub seen: &'static str,
}

/// Where a field stands, as far as no language changes it. Each place is one that two things agree on.
pub enum Place {
    /// The first, second, … of just [`TEXTS`] fields for a line of text, of which the last alone need not be filled.
    /// That one is masked, too, or followed by a link whose address has that fragment.
    Text {
        /// Which of them, from 0.
        nth: usize,
        /// The fragment of the address of the last one's help.
        last_help: &'static str,
    },
    /// The first check box after a link whose address has that fragment, in a group with others.
    FirstAfter(&'static str),
    /// The one check box that stands in no group; of two the one before the last field for a line of text.
    OutsideGroups,
}

/// How many lines of text a form has: name, URL and secret.
const TEXTS: usize = 3;

/// What a field of a webhook form means.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum FormField {
    /// The webhook's name.
    Name,
    /// Where events are sent to.
    Url,
    /// What signs them.
    Secret,
    /// The event that is sent when something was pushed.
    Push,
    /// Whether events are sent at all.
    Active,
}

/// The fields of a form that was found.
#[derive(Clone)]
pub struct Form {
    fields: Vec<(FormField, Handle)>,
    /// What else is set in the form, and would change what the webhook does.
    pub mentions: Vec<Mention>,
}

/// Something in the form that is left as it is, but that the admin should know of.
#[derive(Clone, Debug, PartialEq)]
pub enum Mention {
    /// Another event is ticked.
    OtherEvent(String),
    /// Bitbucket would not check the certificate of SAP's service.
    CertificateVerificationSkipped,
    /// An authentication is chosen.
    Authentication(String),
}

/// Why a form cannot be filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FormProblem {
    /// No field of it is there.
    Absent,
    /// One is missing, though others are there.
    Missing(FormField),
    /// One is there, but a person cannot see it.
    Hidden(FormField),
    /// One is there more than once.
    Doubled(FormField),
}

impl Form {
    /// Finds the form.
    ///
    /// # Errors
    /// What is not as the specification says.
    pub fn find(spec: &FormSpec, snapshot: &Snapshot) -> Result<Self, FormProblem> {
        let found: Vec<_> = spec.fields.iter().map(|field| (field.field, find_field(field, snapshot))).collect();
        if found.iter().all(|(_, result)| matches!(result, Err(FormProblem::Missing(_)))) {
            return Err(FormProblem::Absent);
        }
        // Waiting does not help a field that is there twice, so that is said before one that is still missing.
        if let Some(doubled) = found.iter().find_map(|(_, result)| match result {
            Err(problem @ FormProblem::Doubled(_)) => Some(*problem),
            _ => None,
        }) {
            return Err(doubled);
        }
        let fields = found
            .into_iter()
            .map(|(field, result)| result.map(|handle| (field, handle)))
            .collect::<Result<Vec<(FormField, Handle)>, _>>()?;
        let is_taken = |place: usize, handle: Handle| fields.iter().take(place).any(|(_, other)| *other == handle);
        if let Some((_, (field, _))) = fields.iter().enumerate().find(|(place, (_, handle))| is_taken(*place, *handle))
        {
            return Err(FormProblem::Missing(*field));
        }
        let mentions = mentions(spec, snapshot, &fields);
        Ok(Self { fields, mentions })
    }

    /// What is to be written where. A name that the admin has typed stays, and so does a secret if none is given.
    #[must_use]
    pub fn steps(&self, data: &WebhookData, secret: Option<&Secret>, name: &str) -> Vec<Step> {
        let write = |field: FormField| match field {
            FormField::Name => Some(Write::Text(name.to_owned())),
            FormField::Url => Some(Write::Text(data.url.as_str().to_owned())),
            FormField::Secret => secret.cloned().map(Write::Secret),
            FormField::Push | FormField::Active => Some(Write::Check(true)),
        };
        let step = |(field, handle): (FormField, Handle)| {
            Some(Step { handle, write: write(field)?, keep: field == FormField::Name })
        };
        self.fields().filter_map(step).collect()
    }

    /// Its fields.
    pub fn fields(&self) -> impl Iterator<Item = (FormField, Handle)> {
        self.fields.iter().copied()
    }

    /// The handle of a field.
    #[must_use]
    pub fn handle_of(&self, field: FormField) -> Option<Handle> {
        self.fields().find(|(known, _)| *known == field).map(|(_, handle)| handle)
    }

    /// What the field of that handle means.
    #[must_use]
    pub fn field_of(&self, handle: Handle) -> Option<FormField> {
        self.fields.iter().find(|(_, known)| *known == handle).map(|(field, _)| *field)
    }
}

fn find_field(spec: &FieldSpec, snapshot: &Snapshot) -> Result<Handle, FormProblem> {
    let fits = |field: &&Field| is_plain(field) && spec.kinds.contains(&field.kind);
    let named = pages(snapshot).flat_map(|page| spec.labels.iter().flat_map(|label| page.fields_named(label)));
    let all: Vec<&Field> = named.filter(fits).collect();
    let shown: Vec<&&Field> = all.iter().filter(|field| !field.hidden).collect();
    match (shown.as_slice(), all.as_slice()) {
        ([field], _) => Ok(field.handle),
        ([], []) => pages(snapshot)
            .find_map(|page| find_by_place(&spec.place, page))
            .filter(fits)
            .map(|field| field.handle)
            .ok_or(FormProblem::Missing(spec.field)),
        ([], _) => Err(FormProblem::Hidden(spec.field)),
        _ => Err(FormProblem::Doubled(spec.field)),
    }
}

/// A role makes something else of an input: a search box, the input inside a drop-down list.
fn is_plain(field: &Field) -> bool {
    matches!(field.role.as_str(), "" | "textbox" | "checkbox" | "switch")
}

/// A page's shown field, with the place among its items.
type Placed<'a> = (usize, &'a Field);

fn find_by_place<'a>(place: &Place, page: &'a Region) -> Option<&'a Field> {
    let shown = |kinds: &[FieldKind]| -> Vec<Placed<'a>> {
        let fields = page.items.iter().enumerate().filter_map(|(place, item)| match item {
            Item::Field(field) if !field.hidden && is_plain(field) && kinds.contains(&field.kind) => {
                Some((place, field))
            }
            _ => None,
        });
        fields.collect()
    };
    let boxes = || shown(&[FieldKind::Checkbox]);
    let texts = shown(&[FieldKind::Text, FieldKind::Url, FieldKind::Password]);
    let &[_, _, (last, _)] = texts.as_slice() else { return None };
    match place {
        Place::Text { nth, last_help } => {
            let are_marked = texts.iter().map(|(_, field)| is_marked(field)).eq([true, true, false]);
            let is_secret = texts.get(TEXTS - 1).is_some_and(|(_, field)| field.kind == FieldKind::Password)
                || place_of_link(page, last_help).is_some_and(|help| (last..last + 4).contains(&help));
            (are_marked && is_secret).then(|| texts.get(*nth).map(|(_, field)| *field))?
        }
        Place::FirstAfter(fragment) => {
            let link = place_of_link(page, fragment)?;
            let first = boxes().into_iter().find(|(place, _)| *place > link);
            first.map(|(_, field)| field).filter(|field| !field.group.is_empty())
        }
        Place::OutsideGroups => {
            match boxes().into_iter().filter(|(_, field)| field.group.is_empty()).collect::<Vec<_>>()[..] {
                [(_, only)] => Some(only),
                [(first, field), (second, _)] if first < last && last < second => Some(field),
                _ => None,
            }
        }
    }
}

/// Whether a field says, in whatever way, that it must be filled.
fn is_marked(field: &Field) -> bool {
    field.required || field.labels.iter().any(|label| label.trim_end().ends_with(['*', ')']))
}

fn place_of_link(page: &Region, fragment: &str) -> Option<usize> {
    page.items.iter().position(|item| item.address().is_some_and(|address| address.fragment == fragment))
}

/// The form is part of the page: one in a dialog is none of Bitbucket's.
fn form_fields(snapshot: &Snapshot) -> impl Iterator<Item = &Field> {
    pages(snapshot).flat_map(Region::fields)
}

fn pages(snapshot: &Snapshot) -> impl Iterator<Item = &Region> {
    snapshot.front().filter(|region| region.kind == RegionKind::Page)
}

fn mentions(spec: &FormSpec, snapshot: &Snapshot, ours: &[(FormField, Handle)]) -> Vec<Mention> {
    let is_ours = |field: &Field| ours.iter().any(|(_, handle)| *handle == field.handle);
    let ticked = form_fields(snapshot)
        .filter(|field| field.kind == FieldKind::Checkbox && field.checked && !field.hidden && !is_ours(field))
        .map(|field| {
            if spec.skip_verification.iter().any(|label| field.is_labelled(label)) {
                Mention::CertificateVerificationSkipped
            } else {
                Mention::OtherEvent(field.labels.first().cloned().unwrap_or_default())
            }
        });
    let authentication = spec.authentication.iter().filter_map(|(label, none)| {
        let chosen = pages(snapshot).find_map(|page| page.texts_after(label).next())?;
        (!same_words(chosen, none)).then(|| Mention::Authentication(chosen.to_owned()))
    });
    ticked.chain(authentication).collect()
}
