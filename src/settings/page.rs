//! The options page, without a browser: [`Page::update`] takes what happened and says what is to be done,
//! [`Page::view`] says what to show.

use super::read::{Place, Reading, SettingProblem};
use super::template::{NAME_LIMIT, NameTemplate, SAMPLE, TemplateProblem};
use super::{Allowed, FormKind, Minutes, Pointed, SettingName, Settings};
use crate::guard::RuleName;
use crate::held::Learnt;
use crate::press::{Key, Message, Value};

/// All that the page knows.
#[derive(Default)]
pub struct Page {
    reading: Reading,
    /// The hosts that the extension may reach at any time, as match patterns.
    hosts: Vec<String>,
    /// What stands in the two inputs.
    minutes: String,
    template: String,
    ending: Option<Ending>,
}

/// What happened.
pub enum Event {
    /// All was read, for the first time or since something of it has changed.
    Read {
        /// The settings.
        reading: Box<Reading>,
        /// The hosts that the extension may reach at any time.
        hosts: Vec<String>,
    },
    /// The admin is typing.
    Typed(Input, String),
    /// She is done with it.
    Entered(Input, String),
    /// She has taken an entry off a list.
    Removed(List, usize),
    /// Something came to its end.
    Ended(Ending),
}

/// How something ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ending {
    /// A setting was kept.
    Saved,
    /// What was entered cannot be meant.
    Refused(Input),
    /// The browser would not keep it.
    NotSaved,
    /// A host may be reached.
    Allowed,
    /// The admin, or the browser, has said no.
    NotAllowed,
    /// What was entered is no address.
    NoAddress,
    /// A host may not be reached any more.
    Revoked,
    /// The browser would not take it back.
    NotRevoked,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Keep a setting as it is now: [`Page::settings`].
    Store(SettingName),
    /// Give a permission for a host back.
    Revoke(String),
}

/// An input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// How long a secret is held.
    Minutes,
    /// What a webhook is called.
    Template,
}

impl Input {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Minutes, Self::Template];

    /// The setting that it is for.
    #[must_use]
    pub fn setting(self) -> SettingName {
        match self {
            Self::Minutes => SettingName::SecretMinutes,
            Self::Template => SettingName::NameTemplate,
        }
    }

    /// Its id in the page.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.setting().key()
    }
}

/// A list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum List {
    /// What was allowed for good.
    Allowed,
    /// Where Bitbucket is.
    Learnt,
    /// Forms whose fields were pointed at.
    Pointed,
    /// The hosts that may be reached at any time.
    Hosts,
}

impl List {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Allowed, Self::Learnt, Self::Pointed, Self::Hosts];

    /// The setting that it shows, if it does.
    #[must_use]
    pub fn setting(self) -> Option<SettingName> {
        match self {
            Self::Allowed => Some(SettingName::Allowed),
            Self::Learnt => Some(SettingName::Learnt),
            Self::Pointed => Some(SettingName::Pointed),
            Self::Hosts => None,
        }
    }

    /// Its id in the page.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.setting().map_or("hosts", SettingName::key)
    }

    /// What the button of an entry says.
    #[must_use]
    pub fn button(self) -> Key {
        match self {
            Self::Allowed | Self::Learnt => Key::ButtonRemove,
            Self::Pointed => Key::ButtonForgetForm,
            Self::Hosts => Key::ButtonRevoke,
        }
    }
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// What was stored, or given by a policy, and is left out.
    pub problems: Vec<Message>,
    /// The inputs, as [`Input::ALL`].
    pub inputs: [InputView; 2],
    /// The name that the template gives to a sample, as far as it gives one.
    pub preview: Option<Message>,
    /// The lists, as [`List::ALL`].
    pub lists: [ListView; 4],
    /// What happened last.
    pub status: Option<Message>,
}

/// An input.
#[derive(Clone, Debug, PartialEq)]
pub struct InputView {
    /// What stands in it.
    pub value: String,
    /// Why it cannot stay so.
    pub problem: Option<Message>,
    /// A policy has set it.
    pub is_managed: bool,
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListView {
    /// Its entries.
    pub entries: Vec<Value>,
    /// A policy has set it.
    pub is_managed: bool,
}

impl Page {
    /// The settings as they are to be kept.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.reading.settings
    }

    /// Takes an event, and returns what is to be done.
    pub fn update(&mut self, event: Event) -> Option<Effect> {
        match event {
            Event::Read { reading, hosts } => {
                self.read(*reading, hosts);
                None
            }
            Event::Typed(input, text) => {
                *self.typed(input) = text;
                None
            }
            Event::Entered(input, text) => {
                *self.typed(input) = text;
                self.enter(input)
            }
            Event::Removed(list, place) => self.remove(list, place),
            Event::Ended(ending) => {
                self.ending = Some(ending);
                None
            }
        }
    }

    /// What is being typed stays, unless the setting itself is another one now.
    fn read(&mut self, reading: Reading, hosts: Vec<String>) {
        let before = std::mem::replace(&mut self.reading, reading);
        let (old, new) = (&before.settings, &self.reading.settings);
        if self.minutes.is_empty() || old.secret_minutes != new.secret_minutes {
            self.minutes = new.secret_minutes.number().to_string();
        }
        if self.template.is_empty() || old.name_template != new.name_template {
            new.name_template.as_str().clone_into(&mut self.template);
        }
        self.hosts = hosts;
    }

    fn typed(&mut self, input: Input) -> &mut String {
        match input {
            Input::Minutes => &mut self.minutes,
            Input::Template => &mut self.template,
        }
    }

    fn enter(&mut self, input: Input) -> Option<Effect> {
        if self.is_managed(input.setting()) {
            return None;
        }
        let settings = &mut self.reading.settings;
        let taken = match input {
            Input::Minutes => minutes(&self.minutes).map(|minutes| settings.secret_minutes = minutes),
            Input::Template => NameTemplate::new(&self.template).ok().map(|template| settings.name_template = template),
        };
        if taken.is_none() {
            self.ending = Some(Ending::Refused(input));
        }
        taken.map(|()| Effect::Store(input.setting()))
    }

    fn remove(&mut self, list: List, place: usize) -> Option<Effect> {
        match list.setting() {
            None => self.hosts.get(place).cloned().map(Effect::Revoke),
            Some(setting) if self.is_managed(setting) => None,
            Some(setting) => {
                self.reading.settings.remove(setting, place);
                Some(Effect::Store(setting))
            }
        }
    }

    fn is_managed(&self, setting: SettingName) -> bool {
        self.reading.managed.contains(&setting)
    }

    /// What to show.
    #[must_use]
    pub fn view(&self) -> View {
        View {
            problems: self.reading.problems.iter().map(skipped).collect(),
            inputs: [self.input(Input::Minutes), self.input(Input::Template)],
            preview: NameTemplate::new(&self.template)
                .ok()
                .map(|template| Key::NamePreview.about(template.name(SAMPLE).into())),
            lists: [
                self.list(List::Allowed),
                self.list(List::Learnt),
                self.list(List::Pointed),
                self.list(List::Hosts),
            ],
            status: self.ending.map(|ending| self.status(ending)),
        }
    }

    fn input(&self, input: Input) -> InputView {
        let value = match input {
            Input::Minutes => &self.minutes,
            Input::Template => &self.template,
        };
        let problem = self.problem(input);
        InputView { value: value.clone(), problem, is_managed: self.is_managed(input.setting()) }
    }

    fn problem(&self, input: Input) -> Option<Message> {
        match input {
            Input::Minutes if minutes(&self.minutes).is_some() => None,
            Input::Minutes => Some(
                Key::MinutesRefused.with(vec![usize::from(Minutes::LEAST).into(), usize::from(Minutes::MOST).into()]),
            ),
            Input::Template => NameTemplate::new(&self.template).err().map(|problem| match problem {
                TemplateProblem::Blank => Key::TemplateIsBlank.into(),
                TemplateProblem::TooLong => Key::TemplateIsTooLong.about(NAME_LIMIT.into()),
                TemplateProblem::Braces => Key::TemplateHasBraces.into(),
                TemplateProblem::ForbiddenCharacter => Key::TemplateHasForbiddenCharacter.into(),
            }),
        }
    }

    fn list(&self, list: List) -> ListView {
        let settings = &self.reading.settings;
        let mut entries = Vec::new();
        match list {
            List::Allowed => settings.allowed.iter().for_each(|it| entries.push(allowed(it))),
            List::Learnt => settings.learnt.iter().for_each(|it| entries.push(learnt(it))),
            List::Pointed => settings.pointed.iter().for_each(|it| entries.push(pointed(it))),
            List::Hosts => self.hosts.iter().for_each(|it| entries.push(it.into())),
        }
        let is_managed = list.setting().is_some_and(|setting| self.is_managed(setting));
        ListView { entries, is_managed }
    }

    fn status(&self, ending: Ending) -> Message {
        match ending {
            Ending::Saved => Key::SettingSaved.into(),
            Ending::Refused(input) => match self.problem(input) {
                Some(problem) => Key::SettingNotSaved.about(problem.into()),
                None => Key::SettingSaved.into(),
            },
            Ending::NotSaved => Key::SettingStoreFailed.into(),
            Ending::Allowed => Key::HostAllowed.into(),
            Ending::NotAllowed => Key::HostNotAllowed.into(),
            Ending::NoAddress => Key::HostIsNoAddress.into(),
            Ending::Revoked => Key::HostRevoked.into(),
            Ending::NotRevoked => Key::HostNotRevoked.into(),
        }
    }
}

fn minutes(text: &str) -> Option<Minutes> {
    Minutes::new(text.trim().parse().ok()?)
}

fn skipped(SettingProblem { place, setting }: &SettingProblem) -> Message {
    let name = match setting {
        None => Key::AllSettings,
        Some(SettingName::SecretMinutes) => Key::SecretMinutes,
        Some(SettingName::NameTemplate) => Key::NameTemplate,
        Some(SettingName::Allowed) => Key::AllowedTitle,
        Some(SettingName::Learnt) => Key::LearntTitle,
        Some(SettingName::Pointed) => Key::PointedTitle,
    };
    match place {
        Place::Local => Key::StoredSettingSkipped.about(name.into()),
        Place::Managed => Key::PolicySettingSkipped.about(name.into()),
    }
}

fn allowed(allowed: &Allowed) -> Value {
    let origin = Value::from(&allowed.origin);
    if allowed.rule == RuleName::Https { Key::AllowedHttp.about(origin).into() } else { origin }
}

fn learnt(learnt: &Learnt) -> Value {
    let server = learnt.base.to_string().into();
    Key::LearntEntry.with(vec![(&learnt.host).into(), server, (&learnt.origin).into()]).into()
}

fn pointed(pointed: &Pointed) -> Value {
    let key = match pointed.kind {
        FormKind::Create => Key::PointedCreate,
        FormKind::Edit => Key::PointedEdit,
    };
    key.about(pointed.base.to_string().into()).into()
}
