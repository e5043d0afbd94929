//! What may be said of a page to people who do not know it: how it is built, without what stands in it.
//!
//! A description is a [`Snapshot`] itself, so that a test can read it as it reads a page. Labels of fields and words
//! of the product's tables stay; of everything else its shape remains: a letter is an `x`, a digit a `0`.

use super::snapshot::{Address, Field, Item, Region, Snapshot, Words};

/// Describes a page. `is_known` says of a single word, in whatever case, whether it stands in the product's tables.
#[must_use]
pub fn describe(snapshot: &Snapshot, is_known: &dyn Fn(&str) -> bool) -> Snapshot {
    Snapshot {
        nonce: "nonce".to_owned(),
        document: "document".to_owned(),
        address: address(&snapshot.address, is_known),
        top: snapshot.top,
        regions: snapshot.regions.iter().map(|each| region(each, is_known)).collect(),
    }
}

fn region(region: &Region, is_known: &dyn Fn(&str) -> bool) -> Region {
    Region {
        kind: region.kind,
        behind: region.behind,
        title: masked(&region.title, is_known),
        items: region.items.iter().map(|each| item(each, is_known)).collect(),
    }
}

fn item(item: &Item, is_known: &dyn Fn(&str) -> bool) -> Item {
    let words = |words: &Words| Words {
        // The label of a field is what makes a form understood.
        text: if words.handle.is_some() { words.text.clone() } else { masked(&words.text, is_known) },
        handle: words.handle,
        address: words.address.as_ref().map(|each| address(each, is_known)),
        cut: words.cut,
    };
    match item {
        Item::Heading(each) => Item::Heading(words(each)),
        Item::Label(each) => Item::Label(words(each)),
        Item::Text(each) => Item::Text(words(each)),
        Item::Link(each) => Item::Link(words(each)),
        Item::Button(each) => Item::Button(words(each)),
        Item::Field(field) => Item::Field(Field { handle: field.handle, ..field.clone() }),
    }
}

/// Host and path lose everything that is not the product's own; a query is left out.
fn address(address: &Address, is_known: &dyn Fn(&str) -> bool) -> Address {
    let (host, path) = (masked(address.host(), is_known), masked(address.path(), is_known));
    let fragment = masked(address.fragment(), is_known);
    let port = address.port().map(|port| format!(":{port}")).unwrap_or_default();
    let mark = if fragment.is_empty() { "" } else { "#" };
    Address::of(format!("{}://{host}{port}{path}{mark}{fragment}", address.scheme()))
}

/// Each word that is not known keeps its shape alone. A word is what stands between blanks and punctuation, except for
/// hyphens: a name made of known words is no known word.
fn masked(text: &str, is_known: &dyn Fn(&str) -> bool) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for character in text.chars().chain([' ']) {
        // Asking for letters would take tables of all the world's.
        let ends_it = character.is_whitespace() || character.is_ascii_punctuation();
        if !ends_it || matches!(character, '-' | '_' | '~') {
            word.push(character);
            continue;
        }
        if is_known(&word) {
            out.push_str(&word);
        } else {
            out.extend(word.chars().map(shape));
        }
        word.clear();
        out.push(character);
    }
    out.pop();
    out
}

fn shape(character: char) -> char {
    match character {
        '0'..='9' => '0',
        'A'..='Z' => 'X',
        '-' | '_' | '~' => character,
        _ => 'x',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_known(word: &str) -> bool {
        ["projects", "repos", "create", "secret"].iter().any(|known| word.eq_ignore_ascii_case(known))
    }

    #[test]
    fn a_word_that_is_not_known_keeps_its_shape_alone() {
        for (text, expected) in [
            ("Secret of Jürgen's 12 apples", "Secret xx Xxxxxx'x 00 xxxxxx"),
            ("secret-service", "xxxxxx-xxxxxxx"),
            ("", ""),
            ("密鍵 secret", "xx secret"),
        ] {
            assert_eq!(masked(text, &is_known), expected);
        }
    }

    #[test]
    fn an_address_names_neither_host_nor_repository() {
        let page = Address::of("https://git.acme.test:8443/projects/SHOP/repos/orders/create?secret=1#orders");
        assert_eq!(
            super::address(&page, &is_known).href,
            "https://xxx.xxxx.xxxx:8443/projects/XXXX/repos/xxxxxx/create#xxxxxx"
        );
    }
}
