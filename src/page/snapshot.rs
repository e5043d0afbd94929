//! The page read aloud: what `look` in `extension/page.js` returns, and the questions one can ask of it.

use crate::plain::{Named, Read, Value, Write, plain};

/// One look at a page, in reading order, without the value of any field.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Names this look: handles are good for it alone.
    pub nonce: String,
    /// Names the document: the same at every look until the page is loaded anew.
    pub document: String,
    /// The page's own address.
    pub address: Address,
    /// Whether it is the top frame.
    pub top: bool,
    /// Open dialogs, top-most first, then the page.
    pub regions: Vec<Region>,
}

plain!(Snapshot { nonce, document, address, top, regions });

/// An address as the browser parsed it.
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// The whole of it, as the browser writes it.
    pub href: String,
    /// Without the colon: `https`.
    pub scheme: String,
    /// The host name without the port.
    pub host: String,
    /// The port, if it is not the scheme's own.
    pub port: Option<u16>,
    /// From the first slash on, percent-encoded.
    pub path: String,
    /// What follows `#`.
    pub fragment: String,
    /// Whether it names a user.
    pub user: bool,
}

plain!(Address { href, scheme, host?, port?, path?, fragment?, user? });

impl Address {
    /// Scheme, host and port, as a browser writes an origin.
    #[must_use]
    pub fn origin(&self) -> String {
        match self.port {
            None => format!("{}://{}", self.scheme, self.host),
            Some(port) => format!("{}://{}:{port}", self.scheme, self.host),
        }
    }
}

/// A dialog, or the page itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Which of the two.
    pub kind: RegionKind,
    /// Whether a modal dialog stands before it.
    pub behind: bool,
    /// The dialog's accessible name.
    pub title: String,
    /// What it shows, in reading order.
    pub items: Vec<Item>,
}

plain!(Region { kind, behind?, title?, items });

/// What a region is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RegionKind {
    /// An open dialog.
    Dialog,
    /// All that is in no dialog.
    Page,
}

impl Named for RegionKind {
    const NAMES: &'static [(&'static str, Self)] = &[("dialog", Self::Dialog), ("page", Self::Page)];
}

/// One thing that a person reads or uses.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// `h1` to `h6`, or what says it is one.
    Heading(Words),
    /// A `label` or `legend`; with a handle if it names a field.
    Label(Words),
    /// Plain text; with an address if all of it is one.
    Text(Words),
    /// A link; its address is where it leads.
    Link(Words),
    /// A button; the words are its accessible name.
    Button(Words),
    /// A form's field.
    Field(Field),
}

impl Read for Item {
    fn read<V: Value>(value: &V) -> Option<Self> {
        let (name, value) = value.to_variant()?;
        if name == "field" {
            return Field::read(&value).map(Self::Field);
        }
        let words = Words::read(&value)?;
        match name.as_str() {
            "heading" => Some(Self::Heading(words)),
            "label" => Some(Self::Label(words)),
            "text" => Some(Self::Text(words)),
            "link" => Some(Self::Link(words)),
            "button" => Some(Self::Button(words)),
            _ => None,
        }
    }
}

impl Write for Item {
    fn write<V: Value>(&self) -> V {
        match self {
            Self::Heading(words) => V::variant("heading", words.write()),
            Self::Label(words) => V::variant("label", words.write()),
            Self::Text(words) => V::variant("text", words.write()),
            Self::Link(words) => V::variant("link", words.write()),
            Self::Button(words) => V::variant("button", words.write()),
            Self::Field(field) => V::variant("field", field.write()),
        }
    }
}

/// The words of an item, and what goes with them. One type for all items: each further one makes the module larger.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// The words, white space folded.
    pub text: String,
    /// The field that they name.
    pub handle: Option<Handle>,
    /// The address that they are or lead to.
    pub address: Option<Address>,
    /// Whether they were cut: then they are never a value.
    pub cut: bool,
}

plain!(Words { text, handle?, address?, cut? });

/// Names a field for `read` and `act`, within one look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handle(pub u32);

plain!(Handle(u32));

/// A field of a form, without its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Names it for `read` and `act`.
    pub handle: Handle,
    /// What it takes.
    pub kind: FieldKind,
    /// The `role` that the page gave it.
    pub role: String,
    /// The words of all its labels.
    pub labels: Vec<String>,
    /// The names of the groups it stands in, outermost first.
    pub group: Vec<String>,
    /// Whether it must be filled.
    pub required: bool,
    /// Whether nothing is in it.
    pub empty: bool,
    /// Whether it is ticked.
    pub checked: bool,
    /// Whether a person cannot see it: a check box whose label and box are hidden, any other field by itself.
    pub hidden: bool,
}

plain!(Field { handle, kind, role?, labels?, group?, required?, empty?, checked?, hidden? });

/// What a field takes, as far as anybody asks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// A line of text that is masked.
    Password,
    /// An address.
    Url,
    /// Ticked or not.
    Checkbox,
    /// Anything else: a search box, lines of text, a list.
    Other,
}

impl Named for FieldKind {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("text", Self::Text),
        ("password", Self::Password),
        ("url", Self::Url),
        ("checkbox", Self::Checkbox),
        ("other", Self::Other),
    ];
    const OTHERWISE: Option<Self> = Some(Self::Other);
}

impl Snapshot {
    /// The regions that no modal dialog covers.
    pub fn front(&self) -> impl Iterator<Item = &Region> {
        self.regions.iter().filter(|region| !region.behind)
    }

    /// The dialog that stands before everything else, if one is open.
    #[must_use]
    pub fn top_dialog(&self) -> Option<&Region> {
        self.regions.first().filter(|region| region.kind == RegionKind::Dialog && !region.behind)
    }

    /// All that is in no dialog, whether or not a modal covers it.
    #[must_use]
    pub fn page(&self) -> Option<&Region> {
        self.regions.iter().find(|region| region.kind == RegionKind::Page)
    }
}

impl Region {
    /// Its fields, in reading order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.items.iter().filter_map(|item| match item {
            Item::Field(field) => Some(field),
            _ => None,
        })
    }

    /// Its fields of that name: those labelled with just those words, and those without a label that follow such words
    /// directly (OpenUI5 1.152 renders the label of a field inside a box so).
    pub fn fields_named(&self, words: &str) -> impl Iterator<Item = &Field> {
        self.items.iter().enumerate().filter_map(move |(place, item)| {
            let Item::Field(field) = item else { return None };
            let before = place.checked_sub(1).and_then(|before| self.items.get(before));
            let follows = field.labels.is_empty() && before.is_some_and(|item| item.names(words));
            (field.is_labelled(words) || follows).then_some(field)
        })
    }

    /// Whether one of its headings, or the dialog's title, says just that.
    #[must_use]
    pub fn is_headed(&self, words: &str) -> bool {
        same_words(&self.title, words)
            || self.items.iter().any(|item| matches!(item, Item::Heading(_)) && same_words(item.text(), words))
    }

    /// Where each text or label that says just that stands in [`Region::items`].
    pub fn places_of(&self, words: &str) -> impl Iterator<Item = usize> {
        self.items.iter().enumerate().filter(move |(_, item)| item.names(words)).map(|(place, _)| place)
    }

    /// The text that follows a label directly. A text that was cut, or another label, is no value.
    pub fn texts_after(&self, words: &str) -> impl Iterator<Item = &str> {
        self.places_of(words).filter_map(|place| match self.items.get(place + 1) {
            Some(Item::Text(Words { text, cut: false, .. }) | Item::Link(Words { text, .. })) => Some(text.as_str()),
            _ => None,
        })
    }
}

impl Item {
    /// Its words; those of a field are its labels' business.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Heading(words) | Self::Label(words) | Self::Text(words) | Self::Link(words) | Self::Button(words) => {
                &words.text
            }
            Self::Field(_) => "",
        }
    }

    /// The address that it shows or leads to.
    #[must_use]
    pub fn address(&self) -> Option<&Address> {
        match self {
            Self::Link(words) | Self::Text(words @ Words { cut: false, .. }) => words.address.as_ref(),
            _ => None,
        }
    }

    /// Whether it is a label of those words. UI libraries render many labels as plain text (OpenUI5 1.152: a `span`).
    fn names(&self, words: &str) -> bool {
        match self {
            Self::Label(_) | Self::Text(_) => same_words(self.text(), words),
            _ => false,
        }
    }
}

impl Field {
    /// Whether it is what its kind says. A role makes something else of an input: a search box, the input inside a
    /// drop-down list.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        match (self.kind, self.role.as_str()) {
            (_, "") | (FieldKind::Checkbox, "checkbox" | "switch") => true,
            (kind, role) => kind != FieldKind::Checkbox && role == "textbox",
        }
    }

    /// Whether one of its labels says just that.
    #[must_use]
    pub fn is_labelled(&self, words: &str) -> bool {
        self.labels.iter().any(|label| same_words(label, words))
    }
}

/// Whether two labels say the same: case, a colon and the star of a required field do not count, since style sheets
/// add and change them (`text-transform`, `content`). Only ASCII letters are compared without case: tables of all the
/// others would make the module a third larger.
#[must_use]
pub fn same_words(one: &str, other: &str) -> bool {
    bare(one).eq_ignore_ascii_case(bare(other))
}

/// What libraries write into a label to mark its field, rather than as a part of its name. AUI 9.4.3 writes
/// "(required)" and draws a star in its place.
const MARKS: &[&str] = &["(required)", "(optional)"];

fn bare(text: &str) -> &str {
    let trim = |text| str::trim_matches(text, |character: char| character.is_whitespace() || "*:".contains(character));
    let text = trim(text);
    MARKS.iter().find_map(|mark| text.strip_suffix(mark)).map_or(text, trim)
}

/// Snapshots by hand, for tests.
#[cfg(test)]
pub mod testing {
    use super::*;

    /// Splits an address as a browser would; good enough for the addresses of tests.
    pub fn address(href: &str) -> Address {
        let (scheme, rest) = href.split_once("://").unwrap_or(("about", ""));
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let rest = rest.split_once('?').map_or(rest, |(before, _)| before);
        let (authority, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
        let (user, host) = authority.rsplit_once('@').map_or((false, authority), |(_, host)| (true, host));
        let (host, port) = host.split_once(':').map_or((host, None), |(host, port)| (host, port.parse().ok()));
        let is_default = matches!((scheme, port), ("https", Some(443)) | ("http", Some(80)));
        Address {
            href: href.to_owned(),
            scheme: scheme.to_owned(),
            host: host.to_lowercase(),
            port: port.filter(|_| !is_default),
            path: path.to_owned(),
            fragment: fragment.to_owned(),
            user,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_labels_as_a_reader_does() {
        assert!(same_words("URL:", "url"));
        assert!(same_words("Name *", "Name"));
        assert!(same_words("URL(required)", "URL"));
        assert!(same_words(" WEBHOOK DATA ", "Webhook Data"));
        assert!(!same_words("Payload URL", "URL"));
    }

    #[test]
    fn the_text_after_a_label_is_what_follows_it_directly() {
        let region: Region = crate::plain::json::read(serde_json::json!({"kind": "page", "items": [
            {"text": {"text": "Type:"}}, {"text": {"text": "GitHub"}},
            {"text": {"text": "State:"}}, {"button": {"text": "ON"}}, {"text": {"text": "far away"}},
            {"text": {"text": "URL"}}, {"text": {"text": "https://cut…", "cut": true}},
        ]}))
        .unwrap();
        assert_eq!(region.texts_after("Type").collect::<Vec<_>>(), ["GitHub"]);
        assert_eq!(region.texts_after("State").count(), 0);
        assert_eq!(region.texts_after("URL").count(), 0);
    }
}
