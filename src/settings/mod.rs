//! What the admin has set, or a policy for her. Nothing in it is a secret: it is kept in `storage.local`.
//!
//! [`read`](mod@read) understands what is stored, key by key; [`template`] is the name of a webhook; [`page`] is the
//! options page.

pub mod page;
pub mod read;
pub mod template;

use crate::guard::RuleName;
use crate::held::Learnt;
use crate::plain::{Named, Read, Value, Write, plain};
use crate::scm::bitbucket_server::repository::Base;
use crate::scm::pointed::PointedField;
use template::NameTemplate;

/// All settings. The names of the members are the keys in `storage.local` and in a policy ([`SettingName::key`]).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// How long a secret is held after its last use.
    pub secret_minutes: Minutes,
    /// What a webhook is called.
    pub name_template: NameTemplate,
    /// What the admin has said yes to for good.
    pub allowed: Vec<Allowed>,
    /// Where Bitbucket is that SAP's pages know by another name, as far as she wants that kept.
    pub learnt: Vec<Learnt>,
    /// Forms whose fields she has pointed at.
    pub pointed: Vec<Pointed>,
}

/// Names a setting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SettingName {
    /// [`Settings::secret_minutes`].
    SecretMinutes,
    /// [`Settings::name_template`].
    NameTemplate,
    /// [`Settings::allowed`].
    Allowed,
    /// [`Settings::learnt`].
    Learnt,
    /// [`Settings::pointed`].
    Pointed,
}

impl SettingName {
    /// All of them, in the order in which they are shown.
    pub const ALL: &[Self] = &[Self::SecretMinutes, Self::NameTemplate, Self::Allowed, Self::Learnt, Self::Pointed];

    /// Its key in what is stored and in a policy.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::SecretMinutes => "secret_minutes",
            Self::NameTemplate => "name_template",
            Self::Allowed => "allowed",
            Self::Learnt => "learnt",
            Self::Pointed => "pointed",
        }
    }
}

/// A number of minutes, from 1 to 60: no secret is held longer anyway ([`crate::held::AFTER_CAPTURE`]).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Minutes(u16);

impl Minutes {
    /// The fewest.
    pub const LEAST: u16 = 1;
    /// The most.
    pub const MOST: u16 = 60;

    /// So many, if they are not too few or too many.
    #[must_use]
    pub fn new(number: u16) -> Option<Self> {
        (Self::LEAST..=Self::MOST).contains(&number).then_some(Self(number))
    }

    /// How many.
    #[must_use]
    pub fn number(self) -> u16 {
        self.0
    }

    /// As long in milliseconds.
    #[must_use]
    pub fn milliseconds(self) -> f64 {
        f64::from(self.0) * 60_000.0
    }
}

impl Default for Minutes {
    fn default() -> Self {
        Self(15)
    }
}

impl Read for Minutes {
    fn read<V: Value>(value: &V) -> Option<Self> {
        Self::new(u16::read(value)?)
    }
}

impl Write for Minutes {
    fn write<V: Value>(&self) -> V {
        self.0.write()
    }
}

/// A yes that holds for good: the rule is not to ask again there.
#[derive(Clone, Debug, PartialEq)]
pub struct Allowed {
    /// The rule that asked.
    pub rule: RuleName,
    /// Where: scheme, host and port, such as `http://bitbucket.example.com:7990`.
    pub origin: String,
}

plain!(Allowed { rule, origin });

/// A form whose fields the admin has pointed at.
#[derive(Clone, Debug, PartialEq)]
pub struct Pointed {
    /// Where the server's pages are.
    pub base: Base,
    /// Which of its forms.
    pub kind: FormKind,
    /// What she has said of its fields.
    pub fields: Vec<PointedField>,
}

plain!(Pointed { base, kind, fields });

/// A webhook's form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FormKind {
    /// For a new one.
    Create,
    /// For one that is there.
    Edit,
}

impl Named for FormKind {
    const NAMES: &'static [(&'static str, Self)] = &[("Create", Self::Create), ("Edit", Self::Edit)];
}

impl Settings {
    /// Whether a rule need not ask there.
    #[must_use]
    pub fn allows(&self, rule: RuleName, origin: &str) -> bool {
        self.allowed.iter().any(|allowed| allowed.rule == rule && allowed.origin == origin)
    }

    /// Notes a yes that holds for good.
    pub fn allow(&mut self, rule: RuleName, origin: &str) {
        if !self.allows(rule, origin) {
            self.allowed.push(Allowed { rule, origin: origin.to_owned() });
        }
    }

    /// Keeps where a server's pages are, in place of what was kept of the same.
    pub fn keep(&mut self, learnt: Learnt) {
        self.learnt.retain(|kept| kept.origin != learnt.origin || kept.host != learnt.host);
        self.learnt.push(learnt);
    }

    /// What the admin has said of a form's fields.
    #[must_use]
    pub fn pointed_at(&self, base: &Base, kind: FormKind) -> Option<&Pointed> {
        self.pointed.iter().find(|pointed| pointed.base == *base && pointed.kind == kind)
    }

    /// Remembers what the admin has said of a form's fields, in place of what she said before.
    pub fn point(&mut self, pointed: Pointed) {
        self.pointed.retain(|before| before.base != pointed.base || before.kind != pointed.kind);
        self.pointed.push(pointed);
    }

    /// A setting, as it is stored.
    #[must_use]
    pub fn written<V: Value>(&self, setting: SettingName) -> V {
        match setting {
            SettingName::SecretMinutes => self.secret_minutes.write(),
            SettingName::NameTemplate => self.name_template.write(),
            SettingName::Allowed => self.allowed.write(),
            SettingName::Learnt => self.learnt.write(),
            SettingName::Pointed => self.pointed.write(),
        }
    }

    /// Takes the entry at that place off a list. A setting that is no list has none.
    pub fn remove(&mut self, setting: SettingName, place: usize) {
        match setting {
            SettingName::Allowed => remove(&mut self.allowed, place),
            SettingName::Learnt => remove(&mut self.learnt, place),
            SettingName::Pointed => remove(&mut self.pointed, place),
            SettingName::SecretMinutes | SettingName::NameTemplate => {}
        }
    }
}

fn remove<T>(list: &mut Vec<T>, place: usize) {
    if place < list.len() {
        drop(list.remove(place));
    }
}
