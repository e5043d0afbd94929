//! What the page is told: the commands of `extension/page.js`, and what it answers. Plain data on both sides.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::snapshot::{Handle, Snapshot};
use crate::guard::Guard;
use crate::webhook::Secret;

/// A command to `page(command)`.
#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Command {
    /// Read the page aloud.
    Look {},
    /// Fetch the values of a few fields.
    Read {
        /// The look that the handles belong to: [`Snapshot::nonce`].
        nonce: String,
        /// Where the page must still be.
        address: Option<String>,
        /// The fields.
        handles: Vec<Handle>,
    },
    /// Write into fields.
    Act {
        /// The look that the handles belong to.
        nonce: String,
        /// Where the page must still be.
        address: Option<String>,
        /// What must be true of no control that is to be written, the first to be said first.
        conditions: Vec<Problem>,
        /// What to write, in this order.
        steps: Vec<Step>,
    },
    /// Put back what the last `Act` wrote.
    Undo {
        /// The look that it belonged to.
        nonce: String,
        /// Where the page must still be.
        address: Option<String>,
    },
}

impl Command {
    /// Asks for the values of fields that a look has found.
    #[must_use]
    pub fn read(guard: Guard, snapshot: &Snapshot, handles: Vec<Handle>) -> Self {
        Self::Read { nonce: snapshot.nonce.clone(), address: guard.address(snapshot), handles }
    }

    /// Writes into fields that a look has found.
    #[must_use]
    pub fn act(guard: Guard, snapshot: &Snapshot, steps: Vec<Step>) -> Self {
        let (nonce, address) = (snapshot.nonce.clone(), guard.address(snapshot));
        Self::Act { nonce, address, conditions: guard.conditions(), steps }
    }

    /// Puts back what [`Command::act`] wrote after that look.
    #[must_use]
    pub fn undo(guard: Guard, snapshot: &Snapshot) -> Self {
        Self::Undo { nonce: snapshot.nonce.clone(), address: guard.address(snapshot) }
    }
}

/// One field, and what it shall hold.
#[derive(Clone, PartialEq, Serialize)]
pub struct Step {
    /// The field.
    pub handle: Handle,
    /// What it shall hold.
    pub write: Write,
    /// A text field that is not empty stays as it is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub keep: bool,
}

/// What a field shall hold.
#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Write {
    /// A text.
    Text(String),
    /// A text that nobody may see.
    #[serde(rename = "text")]
    Secret(Secret),
    /// Ticked or not.
    Check(bool),
}

/// A field's value, as `read` returns it.
#[derive(Deserialize)]
pub struct Value {
    /// The field.
    pub handle: Handle,
    /// What it holds.
    pub value: Zeroizing<String>,
}

/// What was done to one field.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
pub struct Done {
    /// The field.
    pub handle: Handle,
    /// What was done.
    pub outcome: Outcome,
}

/// What became of a field.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It was written and holds what it was given.
    Filled,
    /// It held that already and was not touched.
    Right,
    /// Something else stands in it, and it was to stay.
    Kept,
    /// It was put back.
    Restored,
}

/// Answer to [`Command::Read`].
#[derive(Deserialize)]
pub struct Values {
    /// One for each handle.
    pub values: Vec<Value>,
}

/// Answer to [`Command::Act`] and [`Command::Undo`].
#[derive(Clone, Deserialize)]
pub struct Outcomes {
    /// One for each field.
    pub outcomes: Vec<Done>,
}

/// Why a command was not done.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub enum PageError {
    /// The address, the document or the look is not the same any more.
    Changed,
    /// The page shows more fields, labels, headings and buttons than a snapshot holds.
    TooLarge,
    /// One field could not be written.
    Step {
        /// The field.
        handle: Handle,
        /// Why.
        problem: Problem,
        /// Whether everything that was written before was put back.
        restored: bool,
    },
    /// Anything that nobody thought of: the name of the error, such as `TypeError`.
    Failed(String),
    /// The browser lets no script of an extension run there. Never sent by `page.js`.
    #[serde(skip)]
    NotAllowed,
    /// The tab or the document went away while the command ran. Never sent by `page.js`.
    #[serde(skip)]
    Gone,
}

/// Why a field was not written.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Problem {
    /// It is not in the document any more.
    Gone,
    /// A person could not see it.
    Hidden,
    /// Something lies on it.
    Covered,
    /// It is disabled.
    Disabled,
    /// It takes no input.
    ReadOnly,
    /// It would cut the text.
    TooLong,
    /// It did not hold what it was given.
    Refused,
}
