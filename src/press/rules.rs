//! What is said when a rule of the guard is not content.

use super::words::{Key, Message};
use crate::guard::RuleName;
use crate::scm::bitbucket_server::repository::Page;
use crate::webhook::{Secret, WebhookData, is_invisible};

/// The question about a form.
pub(super) fn question(rule: RuleName, data: &WebhookData, page: &Page) -> Message {
    let server = page.base.to_string().into();
    match rule {
        RuleName::SameHost => Key::IsSameHost.with(vec![safely(&data.repository.shown).into(), server]),
        RuleName::SameWebhook => Key::IsSameWebhook.about((&data.repository_name).into()),
        RuleName::SapSource => Key::IsSapSource.with(vec![(&data.origin).into(), server]),
        _ => Key::IsHttpAllowed.about(server),
    }
}

/// The question about a page that shows what SAP's pages show.
pub(super) fn source_question(rule: RuleName, origin: &str) -> Message {
    let key = if rule == RuleName::SapReceiver { Key::IsSapReceiver } else { Key::IsSapHost };
    key.about(origin.into())
}

/// Why something else than a secret was not taken.
pub(super) fn refusal(rule: RuleName) -> Message {
    let key = match rule {
        RuleName::UrlHttps => Key::UrlNotHttps,
        RuleName::UrlAsShown => Key::UrlLeadsElsewhere,
        RuleName::UrlCharacters => Key::UrlForbiddenCharacter,
        RuleName::RepositoryCharacters => Key::RepositoryNameRefused,
        RuleName::CredentialCharacters => Key::CredentialNameRefused,
        _ => Key::BrokenCharacter,
    };
    key.into()
}

/// Why a secret was not taken.
pub(super) fn secret_refusal(rule: RuleName) -> Message {
    match rule {
        RuleName::SecretThere => Key::SecretIsEmpty.into(),
        RuleName::SecretLength => Key::SecretIsTooLong.about(Secret::LIMIT.into()),
        RuleName::SecretUnmasked => Key::SecretIsMasked.into(),
        _ => Key::SecretHasForbiddenCharacter.into(),
    }
}

/// How much is shown of a text that somebody else has written.
const SHOWN: usize = 200;

/// A text as it may be shown: the popup escapes it, a long one would push everything else out of sight, and where a
/// character cannot be seen there is a sign for it.
pub(super) fn safely(text: &str) -> String {
    let is_unseen = |character: char| character.is_control() || is_invisible(character);
    let sign = |character| if is_unseen(character) { char::REPLACEMENT_CHARACTER } else { character };
    let mut shown: String = text.chars().take(SHOWN).map(sign).collect();
    if shown.len() < text.len() {
        shown.push_str(" …");
    }
    shown
}
