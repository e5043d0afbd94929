//! What Bitbucket Server's *Create webhook* form looks like, in both generations that are met.
//!
//! *Classic*: about 5.4 to 7.x and early 8, on AUI. *Current*: about 8.19 to 10.x, on Atlaskit. The real form's ids and
//! classes are not public, so nothing here relies on them: words, order, marks and kinds of control, and the addresses
//! of Bitbucket's help, whose fragments are the same in every language.

use Witness::{AfterHelp, BeforeEvents, BeforeHelp, BesideLines, Event, Line, Marked, Masked, NoEvent, Unmarked, Word};

use crate::page::snapshot::FieldKind;
use crate::scm::form::{ChoiceSpec, FormField, FormSpec};
use crate::scm::witness::{ControlSpec, Known, Seen, Witness};

/// The form.
pub const FORM: FormSpec = FormSpec {
    fields: &[
        (
            FormField::Name,
            ControlSpec {
                kinds: &[FieldKind::Text],
                witnesses: &[known(Word("Name"), BOTH), known(Line(0), BOTH), known(Marked, BOTH)],
                enough: 2,
            },
        ),
        (
            FormField::Url,
            ControlSpec {
                kinds: &[FieldKind::Text, FieldKind::Url],
                witnesses: &[known(Word("URL"), BOTH), known(Line(1), BOTH), known(Marked, BOTH)],
                enough: 2,
            },
        ),
        (
            FormField::Secret,
            ControlSpec {
                // A plain line of text in the classic form, masked in the current one.
                kinds: &[FieldKind::Text, FieldKind::Password],
                witnesses: &[
                    known(Word("Secret"), BOTH),
                    known(Line(2), BOTH),
                    known(Unmarked, BOTH),
                    known(Masked, CURRENT),
                    known(BeforeHelp("Managewebhooks-webhooksecrets"), SECRET_HELP),
                ],
                enough: 3,
            },
        ),
        (
            FormField::Push,
            ControlSpec {
                kinds: &[FieldKind::Checkbox],
                witnesses: &[
                    // "Repository push" is what SAP's documentation and Bitbucket's list of webhooks call it.
                    known(Word("Push"), BOTH),
                    known(AfterHelp("Eventpayload-repositoryevents"), EVENTS_HELP),
                    known(Event, BOTH),
                ],
                enough: 2,
            },
        ),
        (
            FormField::Active,
            ControlSpec {
                kinds: &[FieldKind::Checkbox],
                witnesses: &[known(Word("Active"), BOTH), known(BesideLines, BOTH), known(NoEvent, BOTH)],
                enough: 2,
            },
        ),
    ],
    skip_verification: ControlSpec {
        kinds: &[FieldKind::Checkbox],
        witnesses: &[
            known(Word("Skip certificate verification"), CURRENT),
            known(BeforeEvents, CURRENT),
            known(NoEvent, CURRENT),
        ],
        enough: 2,
    },
    authentication: ChoiceSpec {
        label: "Authentication",
        none: "None",
        #[cfg(not(target_arch = "wasm32"))]
        seen: CURRENT,
    },
    foreign: &["Username", "Password"],
};

const BOTH: &Seen = &Seen {
    source: "pictures of the classic form (7.x) and of the current form (2025)",
    fixtures: &["bitbucket-classic-create", "bitbucket-current-create"],
};
const CURRENT: &Seen = &Seen { source: "pictures of the current form (2025)", fixtures: &["bitbucket-current-create"] };
const SECRET_HELP: &Seen = &Seen { source: "link of 8.5, in public text", fixtures: BOTH.fixtures };
const EVENTS_HELP: &Seen =
    &Seen { source: "links of 5.10 to 8.5, in public text, Korean and Chinese, too", fixtures: BOTH.fixtures };

/// A row of the table.
#[cfg_attr(target_arch = "wasm32", allow(unused_variables))]
const fn known(witness: Witness, seen: &'static Seen) -> Known {
    Known {
        witness,
        #[cfg(not(target_arch = "wasm32"))]
        seen,
    }
}
