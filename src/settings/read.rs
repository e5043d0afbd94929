//! Understands settings that are stored or given by a policy: each key on its own, so that one that is wrong costs no
//! other.

use super::template::NameTemplate;
use super::{Allowed, Minutes, Pointed, SettingName, Settings};
use crate::held::Learnt;
use crate::plain::{Read, Value, plain};
use crate::scm::bitbucket_server::repository::Base;

/// The version of what is stored now. What has none is older than every version, and is read in the same way.
pub const VERSION: u16 = 1;

/// What stands in a place, as far as it can be understood.
#[derive(Debug, Default, PartialEq)]
pub enum Given<T> {
    /// Nothing.
    #[default]
    Absent,
    /// Something else than is meant to.
    Unreadable,
    /// What is meant to.
    Readable(T),
}

/// Never fails.
impl<T: Read> Read for Given<T> {
    fn read<V: Value>(value: &V) -> Option<Self> {
        Some(T::read(value).map_or(Self::Unreadable, Self::Readable))
    }
}

/// A list of which every entry is understood on its own.
struct List<T> {
    entries: Vec<T>,
    /// Whether it had others, which were left out.
    lacks: bool,
}

impl<T: Entry + Read> Read for List<T> {
    fn read<V: Value>(value: &V) -> Option<Self> {
        let mut list = Self { entries: Vec::new(), lacks: false };
        for place in 0..value.length()? {
            match T::read(&value.element(place)) {
                Some(entry) if entry.is_sound() => list.entries.push(entry),
                _ => list.lacks = true,
            }
        }
        Some(list)
    }
}

/// An entry of such a list.
trait Entry {
    /// Whether it can be meant.
    fn is_sound(&self) -> bool;
}

/// Settings in either place, as they are found there.
#[derive(Default)]
pub struct Stored {
    version: Given<u16>,
    secret_minutes: Given<Minutes>,
    name_template: Given<NameTemplate>,
    allowed: Given<List<Allowed>>,
    learnt: Given<List<Learnt>>,
    pointed: Given<List<Pointed>>,
}

plain!(read Stored { version?, secret_minutes?, name_template?, allowed?, learnt?, pointed? });

/// A place in which settings are found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// `storage.local`: what the admin has set.
    Local,
    /// `storage.managed`: what a policy has set.
    Managed,
}

/// Something that was not understood. It counts as not set there, of a list the entry alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SettingProblem {
    /// Where it was found.
    pub place: Place,
    /// Which setting; nothing if it is all of them.
    pub setting: Option<SettingName>,
}

/// What was read.
#[derive(Debug, Default, PartialEq)]
pub struct Reading {
    /// The settings.
    pub settings: Settings,
    /// Those that a policy has set: nobody else can.
    pub managed: Vec<SettingName>,
    /// What was not understood.
    pub problems: Vec<SettingProblem>,
    /// The version of what was stored; 0 if it has none.
    pub version: u16,
}

impl Settings {
    /// Reads what is stored, and what a policy says, which counts more.
    #[must_use]
    pub fn read(local: Given<Stored>, managed: Given<Stored>) -> Reading {
        let mut reading = Reading::default();
        let local = reading.take(local, Place::Local, None).unwrap_or_default();
        let managed = reading.take(managed, Place::Managed, None).unwrap_or_default();
        reading.version = match local.version {
            Given::Readable(version) => version,
            Given::Absent | Given::Unreadable => 0,
        };
        reading.settings = Self {
            secret_minutes: reading.choose(SettingName::SecretMinutes, local.secret_minutes, managed.secret_minutes),
            name_template: reading.choose(SettingName::NameTemplate, local.name_template, managed.name_template),
            allowed: reading.choose_list(SettingName::Allowed, local.allowed, managed.allowed),
            learnt: reading.choose_list(SettingName::Learnt, local.learnt, managed.learnt),
            pointed: reading.choose_list(SettingName::Pointed, local.pointed, managed.pointed),
        };
        reading
    }
}

impl Reading {
    fn choose<T: Default>(&mut self, setting: SettingName, local: Given<T>, managed: Given<T>) -> T {
        let local = self.take(local, Place::Local, Some(setting));
        let managed = self.take(managed, Place::Managed, Some(setting));
        if managed.is_some() {
            self.managed.push(setting);
        }
        managed.or(local).unwrap_or_default()
    }

    fn choose_list<T>(&mut self, setting: SettingName, local: Given<List<T>>, managed: Given<List<T>>) -> Vec<T> {
        let local = self.entries(setting, Place::Local, local);
        let managed = self.entries(setting, Place::Managed, managed);
        self.choose(setting, local, managed)
    }

    fn entries<T>(&mut self, setting: SettingName, place: Place, given: Given<List<T>>) -> Given<Vec<T>> {
        match given {
            Given::Absent => Given::Absent,
            Given::Unreadable => Given::Unreadable,
            Given::Readable(list) => {
                if list.lacks {
                    self.problems.push(SettingProblem { place, setting: Some(setting) });
                }
                Given::Readable(list.entries)
            }
        }
    }

    fn take<T>(&mut self, given: Given<T>, place: Place, setting: Option<SettingName>) -> Option<T> {
        match given {
            Given::Readable(value) => Some(value),
            Given::Absent => None,
            Given::Unreadable => {
                self.problems.push(SettingProblem { place, setting });
                None
            }
        }
    }
}

impl Entry for Allowed {
    fn is_sound(&self) -> bool {
        is_origin(&self.origin)
    }
}

impl Entry for Learnt {
    fn is_sound(&self) -> bool {
        is_origin(&self.origin) && is_host(&self.host) && is_sound_base(&self.base)
    }
}

impl Entry for Pointed {
    fn is_sound(&self) -> bool {
        is_sound_base(&self.base)
    }
}

/// Pages are opened at this address, so it must lead where it says.
fn is_sound_base(base: &Base) -> bool {
    is_host(&base.host) && (base.context.is_empty() || base.context.starts_with('/'))
}

fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(is_host)
}

/// A host name, an IP address, or either with a port: nothing that would be another part of an address.
fn is_host(text: &str) -> bool {
    let allowed =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_' | ':' | '[' | ']');
    !text.is_empty() && text.chars().all(allowed)
}
