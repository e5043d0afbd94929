//! What the page is told: the commands of `extension/page.js`, and what it answers. Plain data on both sides.

use zeroize::Zeroizing;

use super::snapshot::{Handle, Snapshot};
use crate::guard::Guard;
use crate::plain::{self, Named, Read, plain};
use crate::webhook::Secret;

/// A command to `page(command)`.
#[derive(Clone, PartialEq)]
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
    /// Tell whether fields still hold what they were given.
    Check {
        /// The look that the handles belong to.
        nonce: String,
        /// Where the page must still be.
        address: Option<String>,
        /// What they were given.
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

impl plain::Write for Command {
    fn write<V: plain::Value>(&self) -> V {
        let object = |nonce, address| V::object().with("nonce", nonce).with_optional("address", address);
        let (name, data) = match self {
            Self::Look {} => ("look", V::object()),
            Self::Read { nonce, address, handles } => ("read", object(nonce, address).with("handles", handles)),
            Self::Act { nonce, address, conditions, steps } => {
                ("act", object(nonce, address).with("conditions", conditions).with("steps", steps))
            }
            Self::Check { nonce, address, steps } => ("check", object(nonce, address).with("steps", steps)),
            Self::Undo { nonce, address } => ("undo", object(nonce, address)),
        };
        V::variant(name, data)
    }
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

    /// Tells whether fields still hold what [`Command::act`] gave them after that look.
    #[must_use]
    pub fn check(guard: Guard, snapshot: &Snapshot, steps: Vec<Step>) -> Self {
        Self::Check { nonce: snapshot.nonce.clone(), address: guard.address(snapshot), steps }
    }

    /// Puts back what [`Command::act`] wrote after that look.
    #[must_use]
    pub fn undo(guard: Guard, snapshot: &Snapshot) -> Self {
        Self::Undo { nonce: snapshot.nonce.clone(), address: guard.address(snapshot) }
    }
}

/// One field, and what it shall hold.
#[derive(Clone, PartialEq)]
pub struct Step {
    /// The field.
    pub handle: Handle,
    /// What it shall hold.
    pub write: Write,
    /// A text field that is not empty stays as it is.
    pub keep: bool,
}

plain!(write Step { handle, write, keep? });

/// What a field shall hold.
#[derive(Clone, PartialEq)]
pub enum Write {
    /// A text.
    Text(String),
    /// A text that nobody may see.
    Secret(Secret),
    /// Ticked or not.
    Check(bool),
}

impl plain::Write for Write {
    fn write<V: plain::Value>(&self) -> V {
        match self {
            Self::Text(text) => V::variant("text", text.write()),
            Self::Secret(secret) => V::variant("text", secret.write()),
            Self::Check(check) => V::variant("check", check.write()),
        }
    }
}

/// A field's value, as `read` returns it.
pub struct Value {
    /// The field.
    pub handle: Handle,
    /// What it holds.
    pub value: Zeroizing<String>,
}

plain!(read Value { handle, value });

/// What was done to one field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Done {
    /// The field.
    pub handle: Handle,
    /// What was done.
    pub outcome: Outcome,
}

plain!(read Done { handle, outcome });

/// What became of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
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

impl Named for Outcome {
    const NAMES: &'static [(&'static str, Self)] =
        &[("filled", Self::Filled), ("right", Self::Right), ("kept", Self::Kept), ("restored", Self::Restored)];
}

/// Answer to [`Command::Read`].
pub struct Values {
    /// One for each handle.
    pub values: Vec<Value>,
}

plain!(read Values { values });

/// Answer to [`Command::Act`] and [`Command::Undo`], and to [`Command::Check`], where there is nothing to list.
#[derive(Clone)]
pub struct Outcomes {
    /// One for each field.
    pub outcomes: Vec<Done>,
}

plain!(read Outcomes { outcomes });

/// Why a command was not done.
#[derive(Clone, Debug, PartialEq)]
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
    /// The browser lets no script of an extension run there: said by `tabs.js`.
    NotAllowed,
    /// The tab or the document went away while the command ran: said by `tabs.js`.
    Gone,
}

impl Read for PageError {
    fn read<V: plain::Value>(value: &V) -> Option<Self> {
        let (name, value) = value.to_variant()?;
        Some(match name.as_str() {
            "changed" => Self::Changed,
            "tooLarge" => Self::TooLarge,
            "step" => Self::Step {
                handle: value.member("handle")?,
                problem: value.member("problem")?,
                restored: value.member("restored")?,
            },
            "failed" => Self::Failed(String::read(&value)?),
            "notAllowed" => Self::NotAllowed,
            "gone" => Self::Gone,
            _ => return None,
        })
    }
}

/// Why a field was not written.
#[derive(Clone, Copy, Debug, PartialEq)]
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

impl Named for Problem {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("gone", Self::Gone),
        ("hidden", Self::Hidden),
        ("covered", Self::Covered),
        ("disabled", Self::Disabled),
        ("readOnly", Self::ReadOnly),
        ("tooLong", Self::TooLong),
        ("refused", Self::Refused),
    ];
}
