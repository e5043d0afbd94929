//! What the pages of SAP Continuous Integration and Delivery say.
//!
//! English on every picture and in the documentation; no translated UI was found (2026). "Current" is the UI since
//! 2025-04-24, which shows the webhook data in a section; "older" the one before, which shows it in a pop-up.

/// Words on a page, and where they were seen.
pub struct Known {
    /// As they stand there; case, a colon and a star do not count.
    pub text: &'static str,
    /// Picture or document, with its date.
    #[cfg(not(target_arch = "wasm32"))]
    pub seen: &'static str,
    /// The recorded page in `tests/fixtures` that shows them.
    #[cfg(not(target_arch = "wasm32"))]
    pub fixture: &'static str,
}

/// A row of a table. Where its words were seen is for readers and tests: the extension's module goes without it.
#[cfg_attr(target_arch = "wasm32", allow(unused_variables))]
const fn known(text: &'static str, seen: &'static str, fixture: &'static str) -> Known {
    Known {
        text,
        #[cfg(not(target_arch = "wasm32"))]
        seen,
        #[cfg(not(target_arch = "wasm32"))]
        fixture,
    }
}

const CURRENT: &str = "pictures of the current UI, SAP-samples/teched2025-XP266, September 2025";
const OLDER: &str =
    "pictures of the older UI, SAP-samples/btp-developer-guide-cap, documentation/tutorials/set-up-cicd, 2026-04-07";
const DOCUMENTED: &str = "SAP's documentation, Add a Webhook in Bitbucket Server, 2026-04-09";

// ---- the webhook data ----

/// Label of the row with the webhook's URL.
pub const URL: &[Known] =
    &[known("URL", DOCUMENTED, "cicd-current-section"), known("Payload URL", CURRENT, "cicd-current-section-github")];
/// Label of the row that says which secret to use, or shows it.
pub const SECRET: &[Known] = &[known("Secret", CURRENT, "cicd-current-section")];
/// How the sentence before the rows begins; then come the source system, [`SENTENCE_END`] and the repository's name.
pub const SENTENCE_START: &[Known] = &[known("Navigate to the ", CURRENT, "cicd-current-section")];
/// What follows the source system in that sentence.
pub const SENTENCE_END: &[Known] = &[known(" repository", CURRENT, "cicd-current-section")];
/// What stands before the quoted name of a credential.
pub const CREDENTIAL_QUOTED: &[Known] = &[known("webhook credential", CURRENT, "cicd-current-section")];

// ---- the detail view of a repository ----

/// Label of the repository's name.
pub const NAME_ROW: &[Known] = &[known("Name", CURRENT, "cicd-current-section")];
/// Label of the clone URL. The words are those of *Add Repository*.
pub const CLONE_URL_ROW: &[Known] = &[known("Clone URL", CURRENT, "cicd-current-section")];
/// Label of the credential with which SAP's Cloud Connector is used. The words are those of *Add Repository*.
pub const CLOUD_CONNECTOR_ROW: &[Known] = &[
    known("Cloud Connector Credential", CURRENT, "cicd-current-section-virtual-host"),
    known("Cloud Connector", OLDER, "cicd-older-pop-up-virtual-host"),
];
/// Label of the credential's name.
pub const CREDENTIAL_ROW: &[Known] = &[known("Webhook Credential", CURRENT, "cicd-current-section")];
/// Label of the source system.
pub const SYSTEM_ROW: &[Known] = &[known("Type", CURRENT, "cicd-current-section")];
/// Label of the switch that says whether events start anything.
pub const STATE_ROW: &[Known] = &[known("State", CURRENT, "cicd-current-section")];
/// Heading of the section with the webhook data, and the button that opens the older pop-up.
pub const WEBHOOK_DATA: &[Known] = &[known("Webhook Data", CURRENT, "cicd-current-section")];
/// Heading of the part to which the webhook data belongs.
pub const EVENT_RECEIVER: &[Known] = &[known("Webhook Event Receiver", CURRENT, "cicd-current-section")];

/// Heading of the part with name and clone URL, which every detail view has.
pub const GENERAL_INFORMATION: &[Known] = &[known("General Information", CURRENT, "cicd-current-section")];
/// Heading of the part with the repository's jobs.
pub const JOBS: &[Known] = &[known("Jobs", CURRENT, "cicd-current-section")];
/// Heads of the columns there.
pub const JOB_COLUMNS: &[Known] = &[
    known("Name", OLDER, "cicd-older-pop-up"),
    known("State", OLDER, "cicd-older-pop-up"),
    known("Branch", OLDER, "cicd-older-pop-up"),
    known("Pipeline", OLDER, "cicd-older-pop-up"),
];
/// The tab of all jobs, where there is none.
pub const NO_JOBS: &[Known] = &[known("Jobs (0)", CURRENT, "cicd-current-section-no-jobs-at-all")];
/// Every label of a row there: where a row is empty, the label of the next one is no value.
pub const ROWS: &[&[Known]] = &[NAME_ROW, CLONE_URL_ROW, CLOUD_CONNECTOR_ROW, CREDENTIAL_ROW, SYSTEM_ROW, STATE_ROW];

// ---- a credential that is being created ----

/// Title of the pop-up.
pub const CREATE_CREDENTIAL: &[Known] = &[
    known("Create Credential", CURRENT, "cicd-current-create-credential"),
    known("Create Credentials", OLDER, "cicd-older-create-credential"),
];
/// Label of its field for the name.
pub const CREDENTIAL_NAME: &[Known] = &[
    known("Name", CURRENT, "cicd-current-create-credential"),
    known("Credentials Name", OLDER, "cicd-older-create-credential"),
];
/// Label of its choice of a type.
pub const CREDENTIAL_TYPE: &[Known] = &[known("Type", CURRENT, "cicd-current-create-credential")];
/// The type of a webhook's credential.
pub const WEBHOOK_SECRET: &[Known] = &[known("Webhook Secret", CURRENT, "cicd-current-create-credential")];

/// Every table of words that stand alone: what a description of a page may show, and a test looks up in its recorded
/// page.
pub const ALONE: &[&[Known]] = &[
    URL,
    SECRET,
    NAME_ROW,
    CLONE_URL_ROW,
    CLOUD_CONNECTOR_ROW,
    CREDENTIAL_ROW,
    SYSTEM_ROW,
    STATE_ROW,
    WEBHOOK_DATA,
    EVENT_RECEIVER,
    GENERAL_INFORMATION,
    JOBS,
    JOB_COLUMNS,
    NO_JOBS,
    CREATE_CREDENTIAL,
    CREDENTIAL_NAME,
    CREDENTIAL_TYPE,
    WEBHOOK_SECRET,
];

/// Every table of words that are a part of a sentence.
pub const IN_SENTENCES: &[&[Known]] = &[SENTENCE_START, SENTENCE_END, CREDENTIAL_QUOTED];
