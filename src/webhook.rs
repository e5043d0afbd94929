//! What a webhook is made of. Every type here is valid by construction: whoever holds one need not check it again.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use zeroize::Zeroize;

use crate::page::snapshot::Address;
use crate::scm::{RepositoryAddress, ScmSystem};

/// What SAP's *Webhook Data* says about one repository.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct WebhookData {
    /// The origin of the CI/CD page that showed it, such as `https://acme.eu10.cicd.cloud.sap`.
    pub origin: String,
    /// The repository's name in the CI/CD service.
    pub repository_name: String,
    /// Where the repository is, as SAP's page showed it.
    pub repository: RepositoryAddress,
    /// The address that the source system shall call.
    pub url: WebhookUrl,
    /// The credential whose secret signs the calls.
    pub credential: CredentialName,
    /// The source system that hosts the repository.
    pub system: ScmSystem,
}

/// The address of SAP's event receiver for one repository, with https and on a host of the service.
#[derive(Clone, PartialEq, Serialize)]
pub struct WebhookUrl(String);

/// Why an address is not taken for a webhook's URL.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WebhookUrlProblem {
    /// Another scheme than https.
    NotHttps,
    /// The host does not belong to the CI/CD service.
    ForeignHost,
    /// White space, control or invisible characters, or braces, which Bitbucket expands as variables
    /// (seen on its form: "You can use variables in webhook URL").
    ForbiddenCharacter,
}

impl WebhookUrl {
    /// Takes the text as the page shows it, and the same address as the browser parsed it.
    ///
    /// The hosts are those of SAP's documentation and of recorded webhooks (2026-05-15):
    /// `cicd-service.cfapps.<region>.hana.ondemand.com`, also below `cicd.cloud.sap`. The path is no reason to refuse.
    ///
    /// # Errors
    /// The first [`WebhookUrlProblem`] that applies.
    pub fn new(text: &str, address: &Address) -> Result<Self, WebhookUrlProblem> {
        if address.scheme != "https" {
            return Err(WebhookUrlProblem::NotHttps);
        }
        if !is_service_host(&address.host) || address.user || address.port.is_some() {
            return Err(WebhookUrlProblem::ForeignHost);
        }
        if text.chars().any(is_forbidden_in_url) {
            return Err(WebhookUrlProblem::ForbiddenCharacter);
        }
        Ok(Self(text.to_owned()))
    }

    /// The URL as it stands in the form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Only this extension's own storage is read with it; what it holds was made by [`WebhookUrl::new`].
impl<'de> Deserialize<'de> for WebhookUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.starts_with("https://") && !text.chars().any(is_forbidden_in_url) {
            Ok(Self(text))
        } else {
            Err(D::Error::custom("not a webhook URL"))
        }
    }
}

fn is_service_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    match labels.as_slice() {
        ["cicd-service", "cfapps", region, "hana", "ondemand", "com"] => !region.is_empty(),
        [first, .., "cicd", "cloud", "sap"] => !first.is_empty(),
        _ => false,
    }
}

fn is_forbidden_in_url(character: char) -> bool {
    character.is_whitespace() || character.is_control() || is_invisible(character) || matches!(character, '{' | '}')
}

/// Zero-width and bidirectional characters: what a person does not see must not be copied.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}')
}

/// The name of a credential in the CI/CD service: unique in a subaccount only.
///
/// SAP's documentation (2026-04-09) allows lower-case letters, digits, hyphens and dots, at most 253. Capitals and
/// underscores are taken too, so that a name from before that rule does not stop anybody.
#[derive(Clone, PartialEq, Serialize)]
pub struct CredentialName(String);

impl CredentialName {
    /// The name, or nothing if the text cannot be one.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let name = text.trim();
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        ((1..=253).contains(&name.len()) && name.chars().all(allowed)).then(|| Self(name.to_owned()))
    }

    /// The name as the pages show it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for CredentialName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("not a credential's name"))
    }
}

/// The secret of a webhook credential. It cannot be printed and is wiped when it is dropped.
///
/// It is serialised in two places only: for `storage.session`, which is memory, and into the step that writes it into
/// the form's field.
#[derive(Clone, PartialEq)]
pub struct Secret(String);

/// Why a text is not taken for a secret.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SecretProblem {
    /// There is nothing.
    Empty,
    /// More than [`Secret::LIMIT`] characters.
    TooLong,
    /// Nothing but dots or stars: the mask of a secret, not the secret.
    Mask,
    /// A line end, a control or an invisible character.
    ForbiddenCharacter,
}

impl Secret {
    /// The longest secret that Bitbucket takes, in UTF-16 units (Atlassian's documentation: 255 characters).
    pub const LIMIT: usize = 255;

    /// Takes the text as it stands in the field: nothing is trimmed.
    ///
    /// # Errors
    /// The first [`SecretProblem`] that applies; the text is wiped then.
    pub fn new(mut text: String) -> Result<Self, SecretProblem> {
        match problem_of(&text) {
            None => Ok(Self(text)),
            Some(problem) => {
                text.zeroize();
                Err(problem)
            }
        }
    }

    /// How many characters it has: all that is ever shown of it.
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }
}

fn problem_of(text: &str) -> Option<SecretProblem> {
    if text.is_empty() {
        Some(SecretProblem::Empty)
    } else if text.encode_utf16().count() > Secret::LIMIT {
        Some(SecretProblem::TooLong)
    } else if text.chars().all(|c| matches!(c, '*' | '.' | '•' | '·' | '●' | '∙' | '⋅')) {
        Some(SecretProblem::Mask)
    } else if text.chars().any(|c| c.is_control() || is_invisible(c)) {
        Some(SecretProblem::ForbiddenCharacter)
    } else {
        None
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(|_| D::Error::custom("not a secret"))
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
    use crate::page::snapshot::testing::address;

    const URL: &str = "https://cicd-service.cfapps.eu10.hana.ondemand.com/v2/bitbucket_events/tenant/1/webhook/2";

    fn url(text: &str) -> Result<WebhookUrl, WebhookUrlProblem> {
        WebhookUrl::new(text, &address(text))
    }

    #[test]
    fn takes_the_service_s_url_as_it_stands() {
        assert!(url(URL).is_ok_and(|url| url.as_str() == URL));
        assert!(url("https://hooks.eu10.cicd.cloud.sap/v2/x").is_ok());
    }

    #[test]
    fn refuses_urls_that_are_not_https_or_not_sap_s() {
        for (text, problem) in [
            ("http://cicd-service.cfapps.eu10.hana.ondemand.com/v2", WebhookUrlProblem::NotHttps),
            ("https://evil.cfapps.eu10.hana.ondemand.com/v2", WebhookUrlProblem::ForeignHost),
            ("https://cicd-service.cfapps.eu10.hana.ondemand.com.evil.test/v2", WebhookUrlProblem::ForeignHost),
            ("https://evilcicd.cloud.sap/v2", WebhookUrlProblem::ForeignHost),
            ("https://cicd.cloud.sap.evil.test/v2", WebhookUrlProblem::ForeignHost),
            ("https://hooks.eu10.cicd.cloud.sap/{pullRequest.id}", WebhookUrlProblem::ForbiddenCharacter),
            ("https://hooks.eu10.cicd.cloud.sap/a\u{200b}b", WebhookUrlProblem::ForbiddenCharacter),
        ] {
            assert_eq!(url(text).err(), Some(problem), "{text}");
        }
    }

    #[test]
    fn never_takes_a_mask_for_a_secret() {
        for (text, problem) in [
            ("", SecretProblem::Empty),
            ("••••••••", SecretProblem::Mask),
            ("********", SecretProblem::Mask),
            ("two\nlines", SecretProblem::ForbiddenCharacter),
            ("right\u{202e}left", SecretProblem::ForbiddenCharacter),
        ] {
            assert_eq!(Secret::new(text.to_owned()).err(), Some(problem), "{text}");
        }
        assert_eq!(Secret::new("x".repeat(256)).err(), Some(SecretProblem::TooLong));
        assert!(Secret::new("x".repeat(255)).is_ok_and(|secret| secret.length() == 255));
        assert!(Secret::new("with \"quotes\" and 🗝".to_owned()).is_ok());
    }

    #[test]
    fn takes_names_of_credentials() {
        for name in ["webhook-credential", "a", "team.hook-1", "Old_Name"] {
            assert!(CredentialName::new(name).is_some(), "{name}");
        }
        for name in ["", " ", "two words", "it's", &"x".repeat(254)] {
            assert!(CredentialName::new(name).is_none(), "{name}");
        }
    }
}
