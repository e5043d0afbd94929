//! The template from which a webhook gets its name.

use crate::plain::{Read, Value, Write};
use crate::webhook::{WebhookData, is_invisible};

/// A text in which `{repository}`, `{project}` and `{slug}` are replaced. It gives every repository a name: for
/// [`SAMPLE`] it gives one of 1 to [`NAME_LIMIT`] UTF-16 units, not blank, and it has no other braces.
#[derive(Clone, Debug, PartialEq)]
pub struct NameTemplate(String);

/// The longest name that Bitbucket takes, in UTF-16 units (error of its REST API, read in code that talks to real
/// servers).
pub const NAME_LIMIT: usize = 255;

const DEFAULT: &str = "SAP CI/CD – {repository}";

/// What a template is filled with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Subject<'a> {
    /// The repository's name in the CI/CD service.
    pub repository: &'a str,
    /// The key of its project, as Bitbucket shows it.
    pub project: &'a str,
    /// Its short name in addresses.
    pub slug: &'a str,
}

/// The repository for which a template is tried.
pub const SAMPLE: Subject<'_> = Subject { repository: "orders", project: "SHOP", slug: "orders" };

/// Why a text is no template.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TemplateProblem {
    /// It gives a name of nothing but blanks.
    Blank,
    /// It gives a name that Bitbucket would refuse: of more than [`NAME_LIMIT`] UTF-16 units.
    TooLong,
    /// Braces around anything but the three words, or one without the other.
    Braces,
    /// A line end, another control character, or one that a person does not see.
    ForbiddenCharacter,
}

impl Default for NameTemplate {
    fn default() -> Self {
        Self(DEFAULT.to_owned())
    }
}

impl NameTemplate {
    /// The template.
    ///
    /// # Errors
    /// The first [`TemplateProblem`] that applies.
    pub fn new(text: &str) -> Result<Self, TemplateProblem> {
        if text.chars().any(|character| character.is_control() || is_invisible(character)) {
            return Err(TemplateProblem::ForbiddenCharacter);
        }
        let name = fill(text, SAMPLE).ok_or(TemplateProblem::Braces)?;
        if name.trim().is_empty() {
            Err(TemplateProblem::Blank)
        } else if name.encode_utf16().count() > NAME_LIMIT {
            Err(TemplateProblem::TooLong)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// As the admin has written it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of a repository's webhook, cut to [`NAME_LIMIT`]. Where the template gives a blank one, as `{project}`
    /// does for a repository whose project is not known, it is that of the default template.
    #[must_use]
    pub fn name(&self, subject: Subject) -> String {
        let name = [self.as_str(), DEFAULT]
            .into_iter()
            .find_map(|template| fill(template, subject).filter(|name| !name.trim().is_empty()));
        cut(&name.unwrap_or_default())
    }

    /// The name of the webhook that is made from that data.
    #[must_use]
    pub fn name_for(&self, data: &WebhookData) -> String {
        let repository = data.repository.target.as_ref().map(|target| &target.repository);
        self.name(Subject {
            repository: &data.repository_name,
            project: &repository.map(|it| shown_key(&it.key)).unwrap_or_default(),
            slug: repository.map_or("", |it| it.slug.as_str()),
        })
    }
}

impl Read for NameTemplate {
    fn read<V: Value>(value: &V) -> Option<Self> {
        Self::new(&value.to_text()?).ok()
    }
}

impl Write for NameTemplate {
    fn write<V: Value>(&self) -> V {
        self.0.write()
    }
}

/// Nothing, if there are braces that mean nothing.
fn fill(template: &str, subject: Subject) -> Option<String> {
    let mut pieces = template.split('{');
    let mut name = literal(pieces.next()?)?.to_owned();
    for piece in pieces {
        let (word, rest) = piece.split_once('}')?;
        name.push_str(match word {
            "repository" => subject.repository,
            "project" => subject.project,
            "slug" => subject.slug,
            _ => return None,
        });
        name.push_str(literal(rest)?);
    }
    Some(name)
}

fn literal(text: &str) -> Option<&str> {
    text.bytes().all(|byte| byte != b'}').then_some(text)
}

fn cut(name: &str) -> String {
    let mut units = 0;
    name.chars()
        .take_while(|character| {
            units += character.len_utf16();
            units <= NAME_LIMIT
        })
        .collect()
}

/// Clone addresses have a key in small letters, Bitbucket shows it in capitals, but for that of a person.
fn shown_key(key: &str) -> String {
    if key.starts_with('~') { key.to_owned() } else { key.to_ascii_uppercase() }
}
