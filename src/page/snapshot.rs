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

/// An address as the browser writes it once it has parsed it. Its parts are taken out of that when they are asked for.
///
/// This is no parser: in what a browser has written, each of `#?/@` that stands in a part, and not between two of them,
/// is percent-encoded where it would be misunderstood (URL Standard, section "URL serializing", 2026-11).
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// The whole of it.
    pub href: String,
}

/// What an address consists of.
struct Parts<'a> {
    scheme: &'a str,
    has_user: bool,
    host: &'a str,
    port: Option<u16>,
    path: &'a str,
    fragment: &'a str,
}

/// What stands before a character, and what after it.
#[inline(never)]
fn split(text: &str, at: char) -> (&str, &str) {
    text.split_once(at).unwrap_or((text, ""))
}

impl Read for Address {
    fn read<V: Value>(value: &V) -> Option<Self> {
        value.to_text().map(Self::of)
    }
}

impl Write for Address {
    fn write<V: Value>(&self) -> V {
        V::from_text(&self.href)
    }
}

impl Address {
    /// What a browser wrote.
    pub fn of(href: impl Into<String>) -> Self {
        Self { href: href.into() }
    }

    /// Without the colon: `https`.
    #[must_use]
    pub fn scheme(&self) -> &str {
        self.parts().scheme
    }

    /// The host name without the port.
    #[must_use]
    pub fn host(&self) -> &str {
        self.parts().host
    }

    /// The port, if it is not the scheme's own.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        self.parts().port
    }

    /// From the first slash on, percent-encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        self.parts().path
    }

    /// What follows `#`.
    #[must_use]
    pub fn fragment(&self) -> &str {
        self.parts().fragment
    }

    /// Whether it names a user.
    #[must_use]
    pub fn has_user(&self) -> bool {
        self.parts().has_user
    }

    #[inline(never)]
    fn parts(&self) -> Parts<'_> {
        let (rest, fragment) = split(&self.href, '#');
        let (scheme, rest) = split(split(rest, '?').0, ':');
        let (authority, path) = match rest.strip_prefix("//") {
            None => ("", rest),
            Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        };
        let (user, place) = authority.rsplit_once('@').unwrap_or(("", authority));
        // The last part of an IPv6 address is no port: it ends with a bracket.
        let port = place.rsplit_once(':').and_then(|(host, port)| Some((host, port.parse().ok()?)));
        let (host, port) = port.map_or((place, None), |(host, port)| (host, Some(port)));
        Parts { scheme, has_user: !user.is_empty(), host, port, path, fragment }
    }

    /// Scheme, host and port, as a browser writes an origin.
    #[must_use]
    pub fn origin(&self) -> String {
        let Parts { scheme, host, port, .. } = self.parts();
        port.map_or_else(|| format!("{scheme}://{host}"), |port| format!("{scheme}://{host}:{port}"))
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

/// What makes words an item.
type Kind = fn(Words) -> Item;

/// The items that are words, the most frequent first.
const WORDS: [(&str, Kind); 5] = [
    ("text", Item::Text),
    ("button", Item::Button),
    ("link", Item::Link),
    ("label", Item::Label),
    ("heading", Item::Heading),
];

impl Read for Item {
    fn read<V: Value>(value: &V) -> Option<Self> {
        for (name, kind) in WORDS {
            let words = value.get(name)?;
            if !words.is_nothing() {
                return Words::of(name, &words).map(kind);
            }
        }
        value.member("field").map(Self::Field)
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

plain!(write Words { text, handle?, address?, cut? });

impl Words {
    /// Those of an item, which is asked for no member that it never has: there are thousands.
    #[inline(never)]
    fn of<V: Value>(item: &str, value: &V) -> Option<Self> {
        let is_label = item == "label";
        let has_address = matches!(item, "text" | "link");
        Some(Self {
            text: value.member("text")?,
            handle: if is_label { value.optional_member("handle")? } else { None },
            address: if has_address { value.optional_member("address")? } else { None },
            cut: item == "text" && value.optional_member("cut")?,
        })
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_the_parts_that_the_browser_has_put_together() {
        for (href, scheme, host, port, path, fragment, user) in [
            ("https://a.example/", "https", "a.example", None, "/", "", false),
            ("https://a.example:8443/b/c?d=/e@f:1#g?h#i", "https", "a.example", Some(8443), "/b/c", "g?h#i", false),
            ("https://me:pass%40word@a.example/", "https", "a.example", None, "/", "", true),
            ("https://a.example/@b.example:1/", "https", "a.example", None, "/@b.example:1/", "", false),
            ("http://[::1]:7990/", "http", "[::1]", Some(7990), "/", "", false),
            ("http://[2001:db8::7]/", "http", "[2001:db8::7]", None, "/", "", false),
            ("ssh://git@a.example:7999/b.git", "ssh", "a.example", Some(7999), "/b.git", "", true),
            ("ssh://a.example", "ssh", "a.example", None, "", "", false),
            ("file:///b?c", "file", "", None, "/b", "", false),
            ("about:blank#c", "about", "", None, "blank", "c", false),
        ] {
            let address = Address::of(href);
            let found = (address.scheme(), address.host(), address.port(), address.path(), address.fragment());
            assert_eq!((found, address.has_user()), ((scheme, host, port, path, fragment), user), "{href}");
        }
    }

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
