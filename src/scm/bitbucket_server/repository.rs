//! Clone, browse and form addresses ⇄ project key and slug.
//!
//! The shapes (Bitbucket 5.4 to 10.x; read in code that talks to real servers, 2026):
//!
//! | what | path, below the context path |
//! |---|---|
//! | clone by http(s) | `/scm/{key}/{slug}.git` |
//! | clone by ssh | `ssh://git@host:7999/{key}/{slug}.git`, `git@host:{key}/{slug}.git` |
//! | repository | `/projects/{KEY}/repos/{slug}`, and what follows it (`/browse`, `/settings`, …) |
//! | personal repository | `/users/{user}/repos/{slug}`; its key is `~user`, also written `%7Euser` |
//! | webhooks | `/plugins/servlet/webhooks/projects/{KEY}/repos/{slug}`, then `/create`, `/details/{id}`, … |
//!
//! Keys are compared without case: a personal repository's pages say `~USER` where its clone address says `~user`.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::page::snapshot::Address;

/// A repository of a server: what remains the same whichever address names it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Repository {
    /// The project's key, `~user` for a personal repository.
    pub key: String,
    /// The repository's short name in addresses.
    pub slug: String,
}

impl PartialEq for Repository {
    fn eq(&self, other: &Self) -> bool {
        self.key.eq_ignore_ascii_case(&other.key) && self.slug.eq_ignore_ascii_case(&other.slug)
    }
}

impl fmt::Display for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.key, self.slug)
    }
}

/// Where a server's pages are: everything before `/projects`, `/users` and `/plugins`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Base {
    /// Whether by https.
    pub secure: bool,
    /// The host name.
    pub host: String,
    /// The port, if it is not the scheme's own.
    pub port: Option<u16>,
    /// The context path: empty, or such as `/bitbucket`.
    pub context: String,
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.secure { "https" } else { "http" };
        write!(f, "{scheme}://{}", self.host)?;
        if let Some(port) = self.port {
            write!(f, ":{port}")?;
        }
        f.write_str(&self.context)
    }
}

impl Base {
    /// The address of the *Create webhook* page of a repository.
    #[must_use]
    pub fn create_page(&self, repository: &Repository) -> String {
        let key =
            if repository.key.starts_with('~') { repository.key.clone() } else { repository.key.to_ascii_uppercase() };
        format!("{self}/plugins/servlet/webhooks/projects/{key}/repos/{}/create", repository.slug)
    }
}

/// A repository as the CI/CD service has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RepositoryAddress {
    /// As SAP's page showed it.
    pub shown: String,
    /// What it means to Bitbucket Server; nothing for another system, or where it cannot be told.
    pub target: Option<Target>,
}

/// A repository, and what its clone address tells of the server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The repository.
    pub repository: Repository,
    /// The server.
    pub server: Server,
}

/// What a clone address tells of a server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Server {
    /// Where its pages are. By http it may be a virtual host of SAP's Cloud Connector, which no browser knows.
    Web(Base),
    /// The host alone: port and context path of the pages are not known.
    Ssh {
        /// The host name.
        host: String,
    },
}

impl Server {
    /// The host name, whatever the way.
    #[must_use]
    pub fn host(&self) -> &str {
        match self {
            Self::Web(base) => &base.host,
            Self::Ssh { host } => host,
        }
    }
}

impl RepositoryAddress {
    /// Reads a repository's address from a link or text that the browser parsed.
    #[must_use]
    pub fn from_address(address: &Address) -> Self {
        Self { shown: address.href.clone(), target: target_of(address) }
    }

    /// Reads a repository's address from a text; git's short form `git@host:key/slug.git` is no URL.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self { shown: text.to_owned(), target: target_of_short_form(text) }
    }
}

fn target_of(address: &Address) -> Option<Target> {
    match address.scheme.as_str() {
        "https" | "http" => web_target(address),
        "ssh" => {
            let repository = clone_path(&segments(address))?;
            (!address.host.is_empty())
                .then(|| Target { repository, server: Server::Ssh { host: address.host.to_ascii_lowercase() } })
        }
        _ => None,
    }
}

fn web_target(address: &Address) -> Option<Target> {
    let segments = segments(address);
    let (base, repository) = match segments.iter().rposition(|segment| *segment == "scm") {
        Some(scm) => {
            let (context, rest) = (segments.get(..scm)?, segments.get(scm + 1..)?);
            (base(address, context)?, clone_path(rest)?)
        }
        None => {
            let page = Page::at(address)?;
            (page.base, page.repository?)
        }
    };
    Some(Target { repository, server: Server::Web(base) })
}

fn target_of_short_form(text: &str) -> Option<Target> {
    let (authority, path) = text.split_once(':')?;
    let (_, host) = authority.rsplit_once('@')?;
    let is_host = !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let repository = clone_path(&path.split('/').filter(|segment| !segment.is_empty()).collect::<Vec<_>>())?;
    is_host.then(|| Target { repository, server: Server::Ssh { host: host.to_ascii_lowercase() } })
}

/// The path's parts; an empty one at its end says nothing.
fn segments(address: &Address) -> Vec<&str> {
    let path = address.path.strip_prefix('/').unwrap_or(&address.path);
    path.strip_suffix('/').unwrap_or(path).split('/').collect()
}

/// `{key}/{slug}.git`, where `.git` may be left out.
fn clone_path(segments: &[&str]) -> Option<Repository> {
    match segments {
        [key, slug] => repository(key, slug.strip_suffix(".git").unwrap_or(slug)),
        _ => None,
    }
}

fn repository(key: &str, slug: &str) -> Option<Repository> {
    let key = match key.strip_prefix("%7E").or_else(|| key.strip_prefix("%7e")) {
        Some(user) => format!("~{user}"),
        None => key.to_owned(),
    };
    let is_name = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    (is_name(key.strip_prefix('~').unwrap_or(&key)) && is_name(slug)).then(|| Repository { key, slug: slug.to_owned() })
}

fn base(address: &Address, context: &[&str]) -> Option<Base> {
    let secure = match address.scheme.as_str() {
        "https" => true,
        "http" => false,
        _ => return None,
    };
    (!address.host.is_empty() && !address.user).then(|| Base {
        secure,
        host: address.host.clone(),
        port: address.port,
        context: context.iter().flat_map(|segment| ["/", segment]).collect(),
    })
}

/// A page of a Bitbucket Server, by its address alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Where the server's pages are.
    pub base: Base,
    /// The repository; nothing on a project's own pages.
    pub repository: Option<Repository>,
    /// What it shows.
    pub kind: PageKind,
}

/// What a page of a Bitbucket Server shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PageKind {
    /// The form that makes a webhook.
    CreateWebhook,
    /// Anything else of a repository or project.
    Other,
}

impl Page {
    /// The page at an address, or nothing if no Bitbucket Server has pages there.
    #[must_use]
    pub fn at(address: &Address) -> Option<Self> {
        let segments = segments(address);
        let start = segments.iter().position(|segment| matches!(*segment, "plugins" | "projects" | "users"))?;
        let (context, rest) = (segments.get(..start)?, segments.get(start..)?);
        let (is_webhooks, rest) = match rest {
            ["plugins", "servlet", "webhooks", rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        let (repository, rest) = match rest {
            ["projects", key, "repos", slug, rest @ ..] => (Some(repository(key, slug)?), rest),
            ["users", user, "repos", slug, rest @ ..] => (Some(repository(&format!("~{user}"), slug)?), rest),
            ["projects" | "users", _, rest @ ..] => (None, rest),
            _ => return None,
        };
        let kind = match (is_webhooks, &repository, rest) {
            (true, Some(_), ["create"]) => PageKind::CreateWebhook,
            _ => PageKind::Other,
        };
        Some(Self { base: base(address, context)?, repository, kind })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::snapshot::testing::address;

    fn target(text: &str) -> Option<Target> {
        let shown = if text.contains("://") {
            RepositoryAddress::from_address(&address(text))
        } else {
            RepositoryAddress::from_text(text)
        };
        shown.target
    }

    #[test]
    fn reads_every_kind_of_clone_address() {
        for (text, key, slug, server) in [
            ("https://git.example.com/scm/shop/orders.git", "shop", "orders", "https://git.example.com"),
            (
                "https://git.example.com:8443/bitbucket/scm/SHOP/orders.git",
                "shop",
                "orders",
                "https://git.example.com:8443/bitbucket",
            ),
            ("http://my-virtual-host:8080/scm/SHOP/orders.git", "SHOP", "orders", "http://my-virtual-host:8080"),
            ("https://git.example.com/scm/~jdoe/notes.git", "~JDOE", "notes", "https://git.example.com"),
            ("https://git.example.com/scm/%7Ejdoe/notes", "~jdoe", "notes", "https://git.example.com"),
            ("ssh://git@git.example.com:7999/shop/orders.git", "SHOP", "orders", "git.example.com"),
            ("git@git.example.com:shop/orders.git", "SHOP", "orders", "git.example.com"),
            ("https://git.example.com/projects/SHOP/repos/orders/browse", "SHOP", "orders", "https://git.example.com"),
            ("https://git.example.com/users/jdoe/repos/notes", "~jdoe", "notes", "https://git.example.com"),
        ] {
            let target = target(text).unwrap_or_else(|| panic!("{text} is not understood"));
            assert_eq!(target.repository, Repository { key: key.into(), slug: slug.into() }, "{text}");
            let found = match target.server {
                Server::Web(base) => base.to_string(),
                Server::Ssh { host } => host,
            };
            assert_eq!(found, server, "{text}");
        }
    }

    #[test]
    fn leaves_other_addresses_alone() {
        for text in [
            "https://github.com/acme/storefront.git",
            "https://git.example.com/scm/shop",
            "https://git.example.com/scm/shop/or ders.git",
            "https://evil@git.example.com/scm/shop/orders.git",
            "git@evil host:shop/orders.git",
            "ssh://git@git.example.com:7999/orders.git",
            "javascript:alert(1)",
            "",
        ] {
            assert_eq!(target(text), None, "{text}");
        }
    }

    #[test]
    fn knows_the_create_page_from_other_pages() {
        let list = "https://git.example.com/ctx/plugins/servlet/webhooks/projects/SHOP/repos/orders";
        for (text, kind) in [
            (format!("{list}/create"), PageKind::CreateWebhook),
            (format!("{list}/create/"), PageKind::CreateWebhook),
            (list.to_owned(), PageKind::Other),
            (format!("{list}/details/7"), PageKind::Other),
            ("https://git.example.com/ctx/projects/SHOP/repos/create/browse".to_owned(), PageKind::Other),
            ("https://git.example.com/ctx/projects/SHOP/repos/orders/create".to_owned(), PageKind::Other),
        ] {
            let page = Page::at(&address(&text)).unwrap();
            assert_eq!(page.kind, kind, "{text}");
            assert_eq!(page.base.context, "/ctx", "{text}");
        }
        let project = Page::at(&address("https://git.example.com/plugins/servlet/webhooks/projects/SHOP")).unwrap();
        assert_eq!(project.repository, None);
        assert_eq!(Page::at(&address("https://git.example.com/dashboard")), None);
    }

    #[test]
    fn the_create_page_s_address_leads_back_to_the_repository() {
        for clone in ["https://git.example.com/bitbucket/scm/shop/orders.git", "http://b.test:7990/scm/~jdoe/notes.git"]
        {
            let Target { repository, server: Server::Web(base) } = target(clone).unwrap() else { panic!("{clone}") };
            let page = Page::at(&address(&base.create_page(&repository))).unwrap();
            assert_eq!((page.repository, page.base, page.kind), (Some(repository), base, PageKind::CreateWebhook));
        }
    }
}
