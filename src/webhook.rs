//! What a webhook is made of. Every type here is valid by construction: whoever holds one need not check it again. What
//! is valid stands in the guard's table ([`crate::guard::RULES`]).

use std::fmt;

use zeroize::Zeroize;

use crate::cicd::labels;
use crate::guard::{Case, Guard, RuleName, TextKind};
use crate::page::snapshot::Address;
use crate::plain::{Read, Value, Write, plain};
use crate::scm::{RepositoryAddress, ScmSystem};

/// What SAP's *Webhook Data* says about one repository.
#[derive(Clone, PartialEq)]
pub struct WebhookData {
    /// The origin of the CI/CD page that showed it, such as `https://acme.eu10.cicd.cloud.sap`.
    pub origin: String,
    /// The repository's name in the CI/CD service.
    pub repository_name: String,
    /// Where the repository is, as SAP's page showed it.
    pub repository: RepositoryAddress,
    /// The address that the source system shall call.
    pub url: WebhookUrl,
    /// The credential whose secret signs the calls; nothing where the page of a repository without a webhook event
    /// receiver names none.
    pub credential: Option<CredentialName>,
    /// The source system that hosts the repository.
    pub system: ScmSystem,
}

plain!(WebhookData { origin, repository_name, repository, url, credential?, system });

impl WebhookData {
    /// Under what its secret is held, beside the origin: its credential's name or, without one, the repository's
    /// address, which is no name that SAP allows.
    #[must_use]
    pub fn secret_key(&self) -> &str {
        self.credential.as_ref().map_or(&self.repository.shown, CredentialName::as_str)
    }
}

/// What was not taken, and which rule is why.
#[derive(Clone, Debug, PartialEq)]
pub struct Objection {
    /// The rule.
    pub rule: RuleName,
    /// What was not taken. Never a secret.
    pub value: String,
}

/// The address of an event receiver for one repository: by https, and nothing in it that a person does not see.
#[derive(Clone, PartialEq)]
pub struct WebhookUrl(String);

impl WebhookUrl {
    /// Takes the text as the page shows it, and the same address as the browser parsed it.
    ///
    /// # Errors
    /// A rule is against it.
    pub fn new(text: &str, address: &Address) -> Result<Self, Objection> {
        Self::under(Guard::default(), text, address)
    }

    /// The same, as a guard decides.
    ///
    /// # Errors
    /// A rule is against it.
    pub fn under(guard: Guard, text: &str, address: &Address) -> Result<Self, Objection> {
        let cases = [Case::Url(address, text), Case::Text(TextKind::Url, text)];
        match cases.iter().find_map(|case| guard.refusal(case)) {
            None => Ok(Self(text.to_owned())),
            Some(rule) => Err(Objection { rule, value: text.to_owned() }),
        }
    }

    /// The URL as it stands in the form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where it leads: scheme, host and port. The text begins with them just as the browser writes them
    /// ([`RuleName::UrlAsShown`]).
    #[must_use]
    pub fn origin(&self) -> &str {
        origin_of(&self.0)
    }

    /// Whether it leads to SAP's event receiver, on its own port. Compared label by label.
    ///
    /// The hosts are those of SAP's documentation and of recorded webhooks (2026-05-15):
    /// `cicd-service.cfapps.<region>.hana.ondemand.com`, also below `cicd.cloud.sap`. The path is no reason to refuse.
    #[must_use]
    pub fn is_of_service(&self) -> bool {
        match labels(self.origin()).as_slice() {
            ["cicd-service", "cfapps", region, "hana", "ondemand", "com"] => !region.is_empty(),
            [below @ .., "cicd", "cloud", "sap"] => !below.is_empty() && below.iter().all(|label| !label.is_empty()),
            _ => false,
        }
    }
}

/// Only this extension's own storage is read with it; what it holds was made by [`WebhookUrl::new`].
impl Read for WebhookUrl {
    fn read<V: Value>(value: &V) -> Option<Self> {
        let text = value.to_text()?;
        let is_plain = Guard::default().refusal(&Case::Text(TextKind::Url, &text)).is_none();
        (is_plain && text.starts_with("https://")).then_some(Self(text))
    }
}

impl Write for WebhookUrl {
    fn write<V: Value>(&self) -> V {
        self.0.write()
    }
}

/// What an address begins with: scheme, host and port.
#[must_use]
pub fn origin_of(address: &str) -> &str {
    let end = address.bytes().skip("https://".len()).position(|byte| matches!(byte, b'/' | b'?' | b'#'));
    end.and_then(|end| address.get(..end + "https://".len())).unwrap_or(address)
}

/// Characters of no width, and such as turn the direction, break the line or fill a place: what a person does not see
/// must not be copied. Most are those that Unicode (15.1) has ignored in display; what chooses among pictures is none.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The name of a credential in the CI/CD service: unique in a subaccount only.
///
/// SAP's documentation (2026-04-09) allows lower-case letters, digits, hyphens and dots, at most 253. Capitals and
/// underscores are taken too, so that a name from before that rule does not stop anybody.
#[derive(Clone, PartialEq)]
pub struct CredentialName(String);

impl CredentialName {
    /// The longest name that SAP takes.
    pub const LIMIT: usize = 253;

    /// The name, or nothing if the text cannot be one. Spaces around it are left out: no name has any.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        Self::under(Guard::default(), text).ok()
    }

    /// The same, as a guard decides.
    ///
    /// # Errors
    /// A rule is against it.
    pub fn under(guard: Guard, text: &str) -> Result<Self, Objection> {
        let name = text.trim().to_owned();
        match guard.refusal(&Case::Text(TextKind::CredentialName, &name)) {
            None => Ok(Self(name)),
            Some(rule) => Err(Objection { rule, value: name }),
        }
    }

    /// The name as the pages show it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Read for CredentialName {
    fn read<V: Value>(value: &V) -> Option<Self> {
        Self::new(&value.to_text()?)
    }
}

impl Write for CredentialName {
    fn write<V: Value>(&self) -> V {
        self.0.write()
    }
}

/// The secret of a webhook credential. It cannot be printed and is wiped when it is dropped.
///
/// ```compile_fail,E0277
/// let secret = webhook_autofill::webhook::Secret::new("s3cret".to_owned());
/// println!("{secret:?}");
/// ```
///
/// It is serialised in two places only: for `storage.session`, which is memory, and into the step that writes it into
/// the form's field.
#[derive(Clone, PartialEq)]
pub struct Secret(String);

impl Secret {
    /// The longest secret that Bitbucket takes, in UTF-16 units (Atlassian's documentation: 255 characters).
    pub const LIMIT: usize = 255;

    /// Takes the text as it stands in the field: nothing is trimmed.
    ///
    /// # Errors
    /// A rule is against it; the text is wiped then.
    pub fn new(text: String) -> Result<Self, RuleName> {
        Self::under(Guard::default(), text)
    }

    /// The same, as a guard decides.
    ///
    /// # Errors
    /// A rule is against it; the text is wiped then.
    pub fn under(guard: Guard, mut text: String) -> Result<Self, RuleName> {
        match guard.refusal(&Case::Text(TextKind::Secret, &text)) {
            None => Ok(Self(text)),
            Some(rule) => {
                text.zeroize();
                Err(rule)
            }
        }
    }

    /// How many characters it has: all that is ever shown of it.
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl Write for Secret {
    fn write<V: Value>(&self) -> V {
        self.0.write()
    }
}

impl Read for Secret {
    fn read<V: Value>(value: &V) -> Option<Self> {
        Self::new(value.to_text()?).ok()
    }
}

impl fmt::Display for WebhookUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for CredentialName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://cicd-service.cfapps.eu10.hana.ondemand.com/v2/bitbucket_events/tenant/1/webhook/2";

    fn url(text: &str) -> Result<WebhookUrl, Objection> {
        WebhookUrl::new(text, &Address::of(text))
    }

    #[test]
    fn takes_the_service_s_url_as_it_stands() {
        assert!(url(URL).is_ok_and(|url| url.as_str() == URL && url.is_of_service()));
        assert!(url("https://hooks.eu10.cicd.cloud.sap/v2/x").is_ok_and(|url| url.is_of_service()));
    }

    #[test]
    fn knows_other_hosts_from_the_service_s_label_by_label() {
        for text in [
            "https://evil.cfapps.eu10.hana.ondemand.com/v2",
            "https://cicd-service.cfapps.eu10.hana.ondemand.com.evil.test/v2",
            "https://cicd-service.cfapps.eu10.hana.ondemand.com:8443/v2",
            "https://cicd-service.cfapps.eu10.hana.ondemand.com./v2",
            "https://evilcicd.cloud.sap/v2",
            "https://cicd.cloud.sap/v2",
            "https://cicd.cloud.sap.evil.test/v2",
        ] {
            assert!(url(text).is_ok_and(|url| !url.is_of_service()), "{text}");
        }
    }

    #[test]
    fn what_is_not_taken_is_given_back_but_for_a_secret() {
        let text = "https://hooks.eu10.cicd.cloud.sap/{pullRequest.id}";
        assert_eq!(url(text).err(), Some(Objection { rule: RuleName::UrlCharacters, value: text.to_owned() }));
        assert_eq!(Secret::new("••••".to_owned()).err(), Some(RuleName::SecretUnmasked));
    }

    #[test]
    fn takes_secrets_of_1_to_255_characters() {
        assert!(Secret::new("x".repeat(255)).is_ok_and(|secret| secret.length() == 255));
        assert!(Secret::new("with \"quotes\" and 🗝".to_owned()).is_ok());
    }

    #[test]
    fn takes_names_of_credentials() {
        for name in ["webhook-credential", "a", "team.hook-1", "Old_Name", " spaces-around-it "] {
            assert!(CredentialName::new(name).is_some_and(|taken| taken.as_str() == name.trim()), "{name}");
        }
        for name in ["", " ", "two words", "it's", &"x".repeat(254)] {
            assert!(CredentialName::new(name).is_none(), "{name}");
        }
    }
}
