//! What the pages of SAP Continuous Integration and Delivery say.
//!
//! English on every picture and in the documentation; no translated UI was found (2026). "Current" is the UI since
//! 2025-04-24, which shows the webhook data in a section; "older" the one before, which shows it in a pop-up.

/// Words on a page, and where they were seen.
pub struct Known {
    /// As they stand there; case, a colon and a star do not count.
    pub text: &'static str,
    /// Picture or document, with its date.
    pub seen: &'static str,
}

const CURRENT: &str = "pictures of the current UI, SAP-samples/teched2025-XP266, September 2025";
const OLDER: &str = "pictures of the older UI, SAP-samples/btp-developer-guide-cap";
const DOCUMENTED: &str = "SAP's documentation, Add a Webhook in Bitbucket Server, 2026-04-09";

/// Label of the row with the webhook's URL.
pub const URL: &[Known] = &[Known { text: "URL", seen: DOCUMENTED }, Known { text: "Payload URL", seen: CURRENT }];
/// Label of the row that says which secret to use.
pub const SECRET: &[Known] = &[Known { text: "Secret", seen: CURRENT }];
/// How the sentence before the rows begins; then come the source system, [`SENTENCE_END`] and the repository's link.
pub const SENTENCE_START: &[Known] = &[Known { text: "Navigate to the ", seen: CURRENT }];
/// What follows the source system in that sentence, before the link.
pub const SENTENCE_END: &[Known] = &[Known { text: " repository", seen: CURRENT }];
/// What stands before the quoted name of a credential.
pub const CREDENTIAL_QUOTED: &[Known] = &[Known { text: "webhook credential", seen: CURRENT }];
/// Label of the credential's name in the detail view.
pub const CREDENTIAL_ROW: &[Known] = &[Known { text: "Webhook Credential", seen: CURRENT }];
/// Label of the source system in the detail view.
pub const SYSTEM_ROW: &[Known] = &[Known { text: "Type", seen: CURRENT }];
/// Label of the switch that says whether events start anything.
pub const STATE_ROW: &[Known] = &[Known { text: "State", seen: CURRENT }];
/// Label of the clone URL in the detail view. The words are those of *Add Repository*.
pub const CLONE_URL_ROW: &[Known] = &[Known { text: "Clone URL", seen: CURRENT }];
/// Heading of the section with the webhook data, and the button that opens the older pop-up.
pub const WEBHOOK_DATA: &[Known] = &[Known { text: "Webhook Data", seen: CURRENT }];
/// Heading of the part of a repository's detail view to which the webhook data belongs.
pub const EVENT_RECEIVER: &[Known] = &[Known { text: "Webhook Event Receiver", seen: CURRENT }];

/// Title of the pop-up in which a credential is created.
pub const CREATE_CREDENTIAL: &[Known] =
    &[Known { text: "Create Credential", seen: CURRENT }, Known { text: "Create Credentials", seen: OLDER }];
/// Label of its field for the name.
pub const CREDENTIAL_NAME: &[Known] =
    &[Known { text: "Name", seen: CURRENT }, Known { text: "Credentials Name", seen: OLDER }];
/// Label of its choice of a type.
pub const CREDENTIAL_TYPE: &[Known] = &[Known { text: "Type", seen: CURRENT }];
/// The type of a webhook's credential.
pub const WEBHOOK_SECRET: &[Known] = &[Known { text: "Webhook Secret", seen: CURRENT }];
