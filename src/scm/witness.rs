//! How a control of a form is told from all others: by what speaks for it, and nothing against it.
//!
//! A page of another version or language is not quite as it was seen. So a control is found by a word that it alone
//! has, or by two witnesses that agree (three for a secret), of which one says which control it is. Where words and
//! structure contradict each other nothing is found: a word may mean something else in another language.

use std::ops::Range;

use crate::page::snapshot::{Field, FieldKind, Handle, Item, Region};

/// A control of a form: what it is like, and what speaks for it.
pub struct ControlSpec {
    /// The kinds that it is met as.
    pub kinds: &'static [FieldKind],
    /// What speaks for it.
    pub witnesses: &'static [Known],
    /// How many have to agree where its word is not known.
    pub enough: usize,
}

/// A witness that is known.
pub struct Known {
    /// What speaks for the control.
    pub witness: Witness,
    /// Where that was seen. For readers and tests: the extension's module goes without it.
    #[cfg(not(target_arch = "wasm32"))]
    pub seen: &'static Seen,
}

/// Where something was seen.
pub struct Seen {
    /// Picture or document.
    pub source: &'static str,
    /// Recorded pages that show it, too.
    pub fixtures: &'static [&'static str],
}

/// What speaks for a control. Only words depend on the language.
///
/// The *events* are check boxes of which at least three in a row share a group. The *lines* are the fields for a line
/// of text below one heading: just three, or three, then a choice, then a user name and a password.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Witness {
    /// Its label says just that.
    Word(&'static str),
    /// It is the first, second, … of the lines, from 0.
    Line(usize),
    /// It is the line before a link with that fragment.
    BeforeHelp(&'static str),
    /// It is the first check box after a link with that fragment.
    AfterHelp(&'static str),
    /// It is a check box between the second and the third line or, where none is, after all events.
    BesideLines,
    /// It is a check box between the lines and the events.
    BeforeEvents,
    /// It is marked as one that must be filled.
    Marked,
    /// It is not.
    Unmarked,
    /// It is the only one that is masked.
    Masked,
    /// It is one of the events.
    Event,
    /// It is a check box, but none of the events.
    NoEvent,
}

impl Witness {
    /// Whether it says which control it is, rather than what the control is like.
    fn points(self) -> bool {
        match self {
            Self::Line(_) | Self::BeforeHelp(_) | Self::AfterHelp(_) | Self::BesideLines | Self::BeforeEvents => true,
            Self::Word(_) | Self::Marked | Self::Unmarked | Self::Masked | Self::Event | Self::NoEvent => false,
        }
    }
}

/// A control that was found.
#[derive(Clone)]
pub struct Found {
    /// Names it.
    pub handle: Handle,
    /// Where it stands among the page's items.
    pub place: usize,
    /// What spoke for it.
    pub by: Vec<Witness>,
}

/// Why a control was not found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NotFound {
    /// Nothing speaks for a control, or not enough, or of several things each for another.
    Missing,
    /// A control has its word, but a person cannot see it.
    Hidden,
    /// Several have its word.
    Doubled,
    /// One has its word, and another one stands in its place.
    Contradicted,
}

/// A page, and what of its form's layout no language changes. Places are those of a page's items, in reading order.
pub struct Layout<'a> {
    page: &'a Region,
    /// What a person sees and writes into.
    fields: Vec<(usize, &'a Field)>,
    /// The lines; none if it is not clear which they are.
    lines: Vec<usize>,
    events: Vec<usize>,
}

const LINE: &[FieldKind] = &[FieldKind::Text, FieldKind::Url, FieldKind::Password];
const CHECK_BOX: &[FieldKind] = &[FieldKind::Checkbox];
/// How many lines a form has: name, URL and secret.
const LINES: usize = 3;
/// How many check boxes in a row make a list of events.
const LIST: usize = 3;

impl<'a> Layout<'a> {
    /// Reads a page.
    #[must_use]
    pub fn of(page: &'a Region) -> Self {
        let mut fields = Vec::new();
        for (place, item) in page.items.iter().enumerate() {
            match item {
                Item::Field(field) if field.is_plain() && !field.hidden => fields.push((place, field)),
                _ => {}
            }
        }
        let mut layout = Self { page, fields, lines: Vec::new(), events: Vec::new() };
        layout.lines = layout.find_lines();
        layout.events = layout.find_events();
        layout
    }

    /// Whether there are as many lines of text as a form has: whatever has fewer is not taken for one.
    #[must_use]
    pub fn may_be_form(&self) -> bool {
        self.of_kind(LINE).len() >= LINES
    }

    /// The control that the witnesses speak for.
    ///
    /// # Errors
    /// There is none, or it is not clear which.
    pub fn find(&self, spec: &ControlSpec) -> Result<Found, NotFound> {
        let mut heard = Vec::new();
        for known in spec.witnesses {
            let places = self.spoken_for(known.witness);
            if !places.is_empty() {
                heard.push((known.witness, places));
            }
        }
        let (mut named, mut agreed) = (Vec::new(), Vec::new());
        for place in self.of_kind(spec.kinds) {
            let speaking = || heard.iter().filter(|(_, places)| has(places, place));
            if speaking().any(|(witness, _)| matches!(witness, Witness::Word(_))) {
                named.push(place);
            }
            if speaking().count() == heard.len() {
                agreed.push(place);
            }
        }
        let mut pointing = heard.iter().filter(|(witness, _)| witness.points());
        let place = match (&named[..], &agreed[..]) {
            ([place], _) if pointing.all(|(_, places)| has(places, *place)) => *place,
            ([_], _) => return Err(NotFound::Contradicted),
            ([_, ..], _) => return Err(NotFound::Doubled),
            ([], agreed) => {
                self.find_word_elsewhere(spec)?;
                match agreed {
                    [place] if heard.len() >= spec.enough && pointing.next().is_some() => *place,
                    _ => return Err(NotFound::Missing),
                }
            }
        };
        let Some(field) = self.field_at(place) else { return Err(NotFound::Missing) };
        heard.retain(|(_, places)| has(places, place));
        let by = heard.into_iter().map(|(witness, _)| witness).collect();
        Ok(Found { handle: field.handle, place, by })
    }

    /// Structure chooses no control while the word stands at a hidden one, or at a field of another kind.
    fn find_word_elsewhere(&self, spec: &ControlSpec) -> Result<(), NotFound> {
        for known in spec.witnesses {
            let Witness::Word(words) = known.witness else { continue };
            if let Some(field) = self.page.fields_named(words).next() {
                let is_hidden = field.hidden && field.is_plain() && spec.kinds.contains(&field.kind);
                return Err(if is_hidden { NotFound::Hidden } else { NotFound::Missing });
            }
        }
        Ok(())
    }

    /// The fields that a witness speaks for.
    fn spoken_for(&self, witness: Witness) -> Vec<usize> {
        match witness {
            Witness::Word(words) => {
                let named: Vec<Handle> = self.page.fields_named(words).map(|field| field.handle).collect();
                self.those(&|_, field| named.contains(&field.handle))
            }
            Witness::Line(nth) => self.lines.get(nth).copied().into_iter().collect(),
            Witness::BeforeHelp(fragment) => {
                let lines = self.of_kind(LINE);
                let next = |place| lines.iter().copied().find(|next| *next > place).unwrap_or(usize::MAX);
                self.those(&|place, _| has(&lines, place) && self.link(fragment, place..next(place)).is_some())
            }
            Witness::AfterHelp(fragment) => {
                let boxes = self.of_kind(CHECK_BOX);
                let last = |place| boxes.iter().copied().take_while(|last| *last < place).last().unwrap_or(0);
                self.those(&|place, _| has(&boxes, place) && self.link(fragment, last(place)..place).is_some())
            }
            Witness::BesideLines => {
                let [_, second, third, ..] = self.lines[..] else { return Vec::new() };
                let between = self.boxes(second..third);
                match self.events.last() {
                    Some(last) if between.is_empty() => self.boxes(last + 1..usize::MAX),
                    _ => between,
                }
            }
            Witness::BeforeEvents => match (self.lines.last(), self.events.first()) {
                (Some(last), Some(first)) => self.boxes(*last..*first),
                _ => Vec::new(),
            },
            Witness::Marked => self.those(&|_, field| is_marked(field)),
            Witness::Unmarked => self.those(&|_, field| !is_marked(field)),
            Witness::Masked => {
                let masked = self.of_kind(&[FieldKind::Password]);
                if masked.len() == 1 { masked } else { Vec::new() }
            }
            Witness::Event => self.events.clone(),
            Witness::NoEvent => self.those(&|place, _| !has(&self.events, place)),
        }
    }

    /// A page's head and its other forms stand below headings of their own.
    fn find_lines(&self) -> Vec<usize> {
        let is_heading = |item: &Item| matches!(item, Item::Heading(_));
        let all = self.of_kind(LINE);
        let mut forms =
            all.chunk_by(|one, next| self.first(*one..*next, &is_heading).is_none()).filter(|lines| match **lines {
                [name, _, secret] => self.choice(name..secret).is_none(),
                [name, _, secret, user, password] => {
                    self.choice(name..secret).is_none()
                        && self.choice(secret..user).is_some()
                        && self.field_at(password).is_some_and(|field| field.kind == FieldKind::Password)
                }
                _ => false,
            });
        match (forms.next(), forms.next()) {
            (Some(lines), None) => lines.to_vec(),
            _ => Vec::new(),
        }
    }

    fn find_events(&self) -> Vec<usize> {
        let group = |place: &usize| self.field_at(*place).map_or(&[][..], |field| &field.group);
        let boxes = self.of_kind(CHECK_BOX);
        let lists = boxes.chunk_by(|one, next| group(one) == group(next) && !group(one).is_empty());
        lists.filter(|list| list.len() >= LIST).flatten().copied().collect()
    }

    /// The text that the choice of an authentication shows, if a user name and a password are asked for.
    #[must_use]
    pub fn chosen_authentication(&self) -> Option<&str> {
        let [_, _, secret, user, _] = self.lines[..] else { return None };
        let choice = self.choice(secret..user)?;
        match self.page.items.get(choice.checked_sub(1)?) {
            Some(Item::Text(words)) => Some(&words.text),
            _ => Some(self.label_of(choice)),
        }
    }

    /// The check boxes that are ticked, from a place on.
    #[must_use]
    pub fn ticked(&self, from: usize) -> Vec<usize> {
        self.those(&|place, field| place >= from && field.kind == FieldKind::Checkbox && field.checked)
    }

    /// A field's own label. That of a group counts as a label of its fields, too, but stands further away.
    #[must_use]
    pub fn label_of(&self, place: usize) -> &str {
        let Some(field) = self.field_at(place) else { return "" };
        for beside in [place.wrapping_sub(1), place + 1] {
            match self.page.items.get(beside) {
                Some(Item::Label(words)) if words.handle == Some(field.handle) => return &words.text,
                _ => {}
            }
        }
        field.labels.first().map_or("", String::as_str)
    }

    fn of_kind(&self, kinds: &[FieldKind]) -> Vec<usize> {
        self.those(&|_, field| kinds.contains(&field.kind))
    }

    fn boxes(&self, places: Range<usize>) -> Vec<usize> {
        self.those(&|place, field| field.kind == FieldKind::Checkbox && places.contains(&place))
    }

    /// One loop for all: each further one would make the module larger.
    fn those(&self, is_meant: &dyn Fn(usize, &Field) -> bool) -> Vec<usize> {
        let mut places = Vec::new();
        for (place, field) in &self.fields {
            if is_meant(*place, field) {
                places.push(*place);
            }
        }
        places
    }

    /// A drop-down list.
    fn choice(&self, places: Range<usize>) -> Option<usize> {
        self.first(places, &|item| match item {
            Item::Field(field) => field.kind == FieldKind::Other || field.role == "combobox",
            _ => false,
        })
    }

    /// A link with that fragment.
    fn link(&self, fragment: &str, places: Range<usize>) -> Option<usize> {
        self.first(places, &|item| item.address().is_some_and(|address| address.fragment() == fragment))
    }

    fn first(&self, places: Range<usize>, is_meant: &dyn Fn(&Item) -> bool) -> Option<usize> {
        places
            .take_while(|place| *place < self.page.items.len())
            .find(|place| self.page.items.get(*place).is_some_and(is_meant))
    }

    fn field_at(&self, place: usize) -> Option<&'a Field> {
        match self.page.items.get(place) {
            Some(Item::Field(field)) => Some(field),
            _ => None,
        }
    }
}

/// Whether a field says, in whatever way, that it must be filled.
fn is_marked(field: &Field) -> bool {
    field.required || field.labels.iter().any(|label| label.trim_end().ends_with(['*', ')', '）']))
}

/// Places are in reading order.
fn has(places: &[usize], place: usize) -> bool {
    places.binary_search(&place).is_ok()
}
