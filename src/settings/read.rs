//! Understands settings that are stored or given by a policy: each key on its own, so that one that is wrong costs no
//! other.

use super::{Allowed, Pointed, SettingName, Settings};
use crate::held::Learnt;
use crate::plain::{Read, Value};
use crate::scm::bitbucket_server::repository::Base;

/// The version of what is stored now. What has none is older than every version, and is read in the same way.
pub const VERSION: u16 = 1;

/// How much of a setting was understood.
enum Understood {
    All,
    /// A list without some of its entries.
    InPart,
    Nothing,
}

/// An entry of a list.
trait Entry: Read {
    /// Whether it can be meant.
    fn is_sound(&self) -> bool;
}

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
    pub fn read<V: Value>(local: &V, managed: &V) -> Reading {
        let mut reading = Reading { version: local.member("version").unwrap_or_default(), ..Reading::default() };
        let places = [(Place::Local, local), (Place::Managed, managed)];
        for (place, stored) in places {
            if !stored.is_nothing() && stored.get("version").is_none() {
                reading.problems.push(SettingProblem { place, setting: None });
            }
        }
        for setting in SettingName::ALL {
            for (place, stored) in places {
                reading.take(*setting, place, &stored.at(setting.key()));
            }
        }
        reading
    }

    fn understand<V: Value>(&mut self, setting: SettingName, value: &V) -> Understood {
        match setting {
            SettingName::SecretMinutes => take_value(&mut self.secret_minutes, value),
            SettingName::NameTemplate => take_value(&mut self.name_template, value),
            SettingName::Allowed => take_list(&mut self.allowed, value),
            SettingName::Learnt => take_list(&mut self.learnt, value),
            SettingName::Pointed => take_list(&mut self.pointed, value),
        }
    }
}

impl Reading {
    fn take<V: Value>(&mut self, setting: SettingName, place: Place, value: &V) {
        if value.is_nothing() {
            return;
        }
        let understood = self.settings.understand(setting, value);
        if place == Place::Managed && !matches!(understood, Understood::Nothing) {
            self.managed.push(setting);
        }
        if !matches!(understood, Understood::All) {
            self.problems.push(SettingProblem { place, setting: Some(setting) });
        }
    }
}

fn take_value<T: Read, V: Value>(setting: &mut T, value: &V) -> Understood {
    match T::read(value) {
        Some(understood) => {
            *setting = understood;
            Understood::All
        }
        None => Understood::Nothing,
    }
}

/// Every entry is understood on its own.
fn take_list<T: Entry, V: Value>(setting: &mut Vec<T>, value: &V) -> Understood {
    let Some(length) = value.length() else { return Understood::Nothing };
    setting.clear();
    let mut understood = Understood::All;
    for place in 0..length {
        match T::read(&value.element(place)) {
            Some(entry) if entry.is_sound() => setting.push(entry),
            _ => understood = Understood::InPart,
        }
    }
    understood
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
