//! What Bitbucket Server's *Create webhook* form says, in both generations that are met.
//!
//! *Classic*: about 5.4 to 7.x and early 8, on AUI. *Current*: about 8.19 to 10.x, on Atlaskit. The real form's ids and
//! classes are not public, so nothing here relies on them: words, and kinds of control.

use crate::page::snapshot::FieldKind;
use crate::scm::form::{FieldSpec, FormField, FormSpec, Place};

const BOTH: &str = "pictures of the classic form (7.x) and of the current form (2025)";

/// Fragments of the addresses of Bitbucket's help, which are the same in every language (seen in links of 5.10 to
/// 8.5, in Korean and Chinese, too).
const SECRET_HELP: &str = "Managewebhooks-webhooksecrets";
const REPOSITORY_EVENTS_HELP: &str = "Eventpayload-repositoryevents";

const fn text(nth: usize) -> Place {
    Place::Text { nth, last_help: SECRET_HELP }
}

/// The form.
pub const FORM: FormSpec = FormSpec {
    fields: &[
        FieldSpec { field: FormField::Name, kinds: &[FieldKind::Text], labels: &["Name"], place: text(0), seen: BOTH },
        FieldSpec {
            field: FormField::Url,
            kinds: &[FieldKind::Text, FieldKind::Url],
            labels: &["URL"],
            place: text(1),
            seen: BOTH,
        },
        FieldSpec {
            field: FormField::Secret,
            // A plain line of text in the classic form, masked in the current one.
            kinds: &[FieldKind::Text, FieldKind::Password],
            labels: &["Secret"],
            place: text(2),
            seen: BOTH,
        },
        FieldSpec {
            field: FormField::Push,
            kinds: &[FieldKind::Checkbox],
            // "Repository push" is what SAP's documentation and Bitbucket's list of webhooks call it.
            labels: &["Push"],
            place: Place::FirstAfter(REPOSITORY_EVENTS_HELP),
            seen: BOTH,
        },
        FieldSpec {
            field: FormField::Active,
            kinds: &[FieldKind::Checkbox],
            labels: &["Active"],
            place: Place::OutsideGroups,
            seen: BOTH,
        },
    ],
    skip_verification: &["Skip certificate verification"],
    authentication: &[("Authentication", "None")],
};
