//! A form whose fields the admin has pointed at, where neither words nor structure tell which is which.
//!
//! What is remembered of a field is its kind and what its labels say, never its value. Fields without a label, or with
//! the same, are told apart by their order.

use super::form::{Form, FormField, FormProblem, FormSpec, mentions};
use super::witness::{Found, Layout};
use crate::page::snapshot::{Field, FieldKind, Handle, Item, Region, RegionKind, Snapshot, same_words};
use crate::plain::plain;

/// A field that the admin has pointed at.
#[derive(Clone, Debug, PartialEq)]
pub struct PointedField {
    /// What it means.
    pub field: FormField,
    /// What it takes.
    pub kind: FieldKind,
    /// What its labels say; never its value.
    pub labels: Vec<String>,
    /// Which of the fields that are alike in kind and labels, from 0.
    pub place: u32,
    /// How many are alike.
    pub of: u32,
}

plain!(PointedField { field, kind, labels, place, of });

/// A field that can be pointed at.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Names it.
    pub handle: Handle,
    /// Which of the fields that a person sees in the page, from 1.
    pub number: u32,
    /// Its first label; empty if it has none.
    pub label: String,
}

/// The fields of the page that could be the one that is meant: shown, and of a kind that can hold it.
#[must_use]
pub fn choices(spec: &FormSpec, snapshot: &Snapshot, meant: FormField) -> Vec<Choice> {
    let kinds = spec.fields.iter().find(|(field, _)| *field == meant).map_or(&[][..], |(_, control)| control.kinds);
    let choice = |(number, (_, field)): (u32, (usize, &Field))| Choice {
        handle: field.handle,
        number,
        label: field.labels.first().cloned().unwrap_or_default(),
    };
    let is_foreign = |label: &String| spec.foreign.iter().any(|foreign| same_words(label, foreign));
    let can_be =
        |(_, (_, field)): &(u32, (usize, &Field))| kinds.contains(&field.kind) && !field.labels.iter().any(is_foreign);
    (1..).zip(shown(snapshot)).filter(can_be).map(choice).collect()
}

/// What a person sees and writes into, with its place among the page's items.
fn shown(snapshot: &Snapshot) -> impl Iterator<Item = (usize, &Field)> {
    let items = page(snapshot).into_iter().flat_map(|page| page.items.iter().enumerate());
    items.filter_map(|(place, item)| match item {
        Item::Field(field) if !field.hidden && field.is_plain() => Some((place, field)),
        _ => None,
    })
}

fn page(snapshot: &Snapshot) -> Option<&Region> {
    snapshot.front().find(|region| region.kind == RegionKind::Page)
}

/// What is to be remembered of the fields that she chose.
#[must_use]
pub fn remember(snapshot: &Snapshot, chosen: &[(FormField, Handle)]) -> Vec<PointedField> {
    let remembered = |(field, handle): &(FormField, Handle)| {
        let (_, one) = shown(snapshot).find(|(_, one)| one.handle == *handle)?;
        let alike = || (0..).zip(alike(snapshot, one.kind, &one.labels));
        let (place, _) = alike().find(|(_, (_, other))| other.handle == *handle)?;
        let (last, _) = alike().last()?;
        Some(PointedField { field: *field, kind: one.kind, labels: one.labels.clone(), place, of: last + 1 })
    };
    chosen.iter().filter_map(remembered).collect()
}

fn alike<'a>(
    snapshot: &'a Snapshot,
    kind: FieldKind,
    labels: &'a [String],
) -> impl Iterator<Item = (usize, &'a Field)> {
    shown(snapshot).filter(move |(_, field)| field.kind == kind && field.labels == labels)
}

impl Form {
    /// The form whose fields the admin has chosen.
    ///
    /// # Errors
    /// A field was not chosen, or cannot be that one, or was chosen twice.
    pub fn chosen(spec: &FormSpec, snapshot: &Snapshot, chosen: &[(FormField, Handle)]) -> Result<Self, FormProblem> {
        let mut found: Vec<(FormField, Found)> = Vec::new();
        for (field, _) in spec.fields {
            let handle = chosen.iter().find(|(meant, _)| meant == field).map(|(_, handle)| *handle);
            let fits = choices(spec, snapshot, *field).into_iter().find(|choice| Some(choice.handle) == handle);
            let place = shown(snapshot).find(|(_, one)| Some(one.handle) == handle).map(|(place, _)| place);
            match (fits, place) {
                (Some(Choice { handle, .. }), Some(place)) => {
                    if found.iter().any(|(_, other)| other.handle == handle) {
                        return Err(FormProblem::Doubled(*field));
                    }
                    found.push((*field, Found { handle, place, by: Vec::new() }));
                }
                _ => return Err(FormProblem::Missing(*field)),
            }
        }
        let page = page(snapshot).ok_or(FormProblem::Absent)?;
        let mentions = mentions(spec, page, &Layout::of(page), &found);
        Ok(Self { found, mentions })
    }

    /// The form as she pointed at it before; nothing if the page has not just the fields that she saw then.
    #[must_use]
    pub fn remembered(spec: &FormSpec, snapshot: &Snapshot, pointed: &[PointedField]) -> Option<Self> {
        let mut chosen = Vec::new();
        for PointedField { field, kind, labels, place, of } in pointed {
            let alike = || (0..).zip(alike(snapshot, *kind, labels));
            if alike().last().map(|(last, _)| last + 1) != Some(*of) {
                return None;
            }
            let (_, (_, one)) = alike().find(|(at, _)| at == place)?;
            chosen.push((*field, one.handle));
        }
        Self::chosen(spec, snapshot, &chosen).ok()
    }
}
