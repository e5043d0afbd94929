//! A source system's webhook form: its fields are found in a snapshot, and what is to be written where is said.

use crate::page::plan::{Step, Write};
use crate::page::snapshot::{Handle, Region, RegionKind, Snapshot, same_words};
use crate::plain::Named;
use crate::scm::witness::{ControlSpec, Found, Layout, NotFound};
use crate::webhook::{Secret, WebhookData};

/// A source system's webhook form, as data.
pub struct FormSpec {
    /// The fields that are filled, in the order in which they are written.
    pub fields: &'static [(FormField, ControlSpec)],
    /// The check box that switches the verification of certificates off.
    pub skip_verification: ControlSpec,
    /// The choice of an authentication.
    pub authentication: ChoiceSpec,
    /// Labels of fields for a text that belong to that choice: nothing is written there, whoever points at them.
    pub foreign: &'static [&'static str],
}

/// A drop-down list.
pub struct ChoiceSpec {
    /// Its label.
    pub label: &'static str,
    /// What it shows if nothing is chosen.
    pub none: &'static str,
    /// Where that was seen. For readers and tests: the extension's module goes without it.
    #[cfg(not(target_arch = "wasm32"))]
    pub seen: &'static super::witness::Seen,
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

impl Named for FormField {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("Name", Self::Name),
        ("Url", Self::Url),
        ("Secret", Self::Secret),
        ("Push", Self::Push),
        ("Active", Self::Active),
    ];
}

/// The fields of a form that was found.
#[derive(Clone)]
pub struct Form {
    /// Each field's control, and what spoke for it.
    pub found: Vec<(FormField, Found)>,
    /// What else is set in the form, and would change what the webhook does.
    pub mentions: Vec<Mention>,
}

/// Something in the form that is left as it is, but that the admin should know of.
#[derive(Clone, Debug, PartialEq)]
pub enum Mention {
    /// Another box is ticked, with that label: an event, as far as can be told.
    OtherEvent(String),
    /// Bitbucket would not check the certificate of SAP's service.
    CertificateVerificationSkipped,
    /// An authentication is chosen; this is what its choice shows.
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
    /// Several controls could be it.
    Doubled(FormField),
    /// Words say that it is another control than structure does.
    Contradicted(FormField),
}

impl Form {
    /// Finds the form. It is part of the page: one in a dialog is none of Bitbucket's.
    ///
    /// # Errors
    /// What is not as the specification says.
    pub fn find(spec: &FormSpec, snapshot: &Snapshot) -> Result<Self, FormProblem> {
        let page = snapshot.front().find(|region| region.kind == RegionKind::Page).ok_or(FormProblem::Absent)?;
        let layout = Layout::of(page);
        let mut found: Vec<(FormField, Found)> = Vec::new();
        let mut problem = None;
        let mut is_absent = !layout.may_be_form();
        for (field, control) in spec.fields {
            let result = layout.find(control);
            is_absent &= matches!(result, Err(NotFound::Missing));
            match result {
                // Waiting does not help here, so that is said before a field that is still missing.
                Err(NotFound::Doubled) => return Err(FormProblem::Doubled(*field)),
                Err(NotFound::Contradicted) => return Err(FormProblem::Contradicted(*field)),
                Err(NotFound::Hidden) => problem = problem.or(Some(FormProblem::Hidden(*field))),
                Ok(control) if found.iter().all(|(_, other)| other.handle != control.handle) => {
                    found.push((*field, control));
                }
                Err(NotFound::Missing) | Ok(_) => problem = problem.or(Some(FormProblem::Missing(*field))),
            }
        }
        if is_absent {
            return Err(FormProblem::Absent);
        }
        if let Some(problem) = problem {
            return Err(problem);
        }
        let mentions = mentions(spec, page, &layout, &found);
        Ok(Self { found, mentions })
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
        self.found.iter().map(|(field, found)| (*field, found.handle))
    }

    /// The handle of a field.
    #[must_use]
    pub fn handle_of(&self, field: FormField) -> Option<Handle> {
        self.fields().find(|(known, _)| *known == field).map(|(_, handle)| handle)
    }

    /// What the field of that handle means.
    #[must_use]
    pub fn field_of(&self, handle: Handle) -> Option<FormField> {
        self.fields().find(|(_, known)| *known == handle).map(|(field, _)| field)
    }
}

pub(super) fn mentions(spec: &FormSpec, page: &Region, layout: &Layout, ours: &[(FormField, Found)]) -> Vec<Mention> {
    let mut mentions = Vec::new();
    // What stands before the form is the page's own business.
    let start = ours.iter().map(|(_, found)| found.place).min().unwrap_or_default();
    let skip_verification = layout.find(&spec.skip_verification).ok().map(|found| found.place);
    for place in layout.ticked(start) {
        if ours.iter().any(|(_, found)| found.place == place) {
            continue;
        }
        mentions.push(if skip_verification == Some(place) {
            Mention::CertificateVerificationSkipped
        } else {
            Mention::OtherEvent(layout.label_of(place).to_owned())
        });
    }
    let ChoiceSpec { label, none, .. } = spec.authentication;
    let chosen = page.texts_after(label).next();
    if let Some(chosen) = chosen.or(layout.chosen_authentication())
        && !same_words(chosen, none)
    {
        mentions.push(Mention::Authentication(chosen.to_owned()));
    }
    mentions
}
