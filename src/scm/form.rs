//! The one walker over a [`FormSpec`]: finds a form's fields in a snapshot, and says what is to be written where.

use crate::page::plan::{Step, Write};
use crate::page::snapshot::{Field, FieldKind, Handle, Region, RegionKind, Snapshot, same_words};
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
    /// Where that was seen.
    pub seen: &'static str,
}

/// What a field of a webhook form means.
#[derive(Clone, Copy, Debug, PartialEq)]
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
            .collect::<Result<Vec<_>, _>>()?;
        let mentions = mentions(spec, snapshot, &fields);
        Ok(Self { fields, mentions })
    }

    /// What is to be written where. A name that the admin has typed stays.
    #[must_use]
    pub fn steps(&self, data: &WebhookData, secret: &Secret) -> Vec<Step> {
        let step = |(field, handle): &(FormField, Handle)| Step {
            handle: *handle,
            write: match field {
                FormField::Name => Write::Text(webhook_name(&data.repository_name)),
                FormField::Url => Write::Text(data.url.as_str().to_owned()),
                FormField::Secret => Write::Secret(secret.clone()),
                FormField::Push | FormField::Active => Write::Check(true),
            },
            keep: *field == FormField::Name,
        };
        self.fields.iter().map(step).collect()
    }

    /// What the field of that handle means.
    #[must_use]
    pub fn field_of(&self, handle: Handle) -> Option<FormField> {
        self.fields.iter().find(|(_, known)| *known == handle).map(|(field, _)| *field)
    }
}

/// The longest name that Bitbucket takes (error of its REST API, read in code that talks to real servers).
const NAME_LIMIT: usize = 255;

/// `SAP CI/CD – <repository>`, at most 255 UTF-16 units.
#[must_use]
pub fn webhook_name(repository_name: &str) -> String {
    let mut units = 0;
    format!("SAP CI/CD – {repository_name}")
        .chars()
        .take_while(|character| {
            units += character.len_utf16();
            units <= NAME_LIMIT
        })
        .collect()
}

fn find_field(spec: &FieldSpec, snapshot: &Snapshot) -> Result<Handle, FormProblem> {
    let fits = |field: &&Field| {
        // A role makes something else of an input: a search box, the input inside a drop-down list.
        let is_plain = matches!(field.role.as_str(), "" | "textbox" | "checkbox" | "switch");
        is_plain && spec.kinds.contains(&field.kind)
    };
    let named = pages(snapshot).flat_map(|page| spec.labels.iter().flat_map(|label| page.fields_named(label)));
    let all: Vec<&Field> = named.filter(fits).collect();
    let shown: Vec<&&Field> = all.iter().filter(|field| !field.hidden).collect();
    match (shown.as_slice(), all.as_slice()) {
        ([field], _) => Ok(field.handle),
        ([], []) => Err(FormProblem::Missing(spec.field)),
        ([], _) => Err(FormProblem::Hidden(spec.field)),
        _ => Err(FormProblem::Doubled(spec.field)),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_longer_than_bitbucket_takes() {
        assert_eq!(webhook_name("orders"), "SAP CI/CD – orders");
        let long = webhook_name(&"🗝".repeat(200));
        assert!(long.encode_utf16().count() <= NAME_LIMIT);
        assert!(long.ends_with('🗝'));
    }
}
