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
//! | webhooks of a project (8.8 and later) | `/plugins/servlet/webhooks/projects/{KEY}` (inferred) |
//! | login | `/login` |
//!
//! Keys are compared without case: a personal repository's pages say `~USER` where its clone address says `~user`.

use std::fmt;

use crate::page::snapshot::Address;
use crate::plain::{Read, Value, Write, plain};

/// A repository of a server: what remains the same whichever address names it.
#[derive(Clone, Debug)]
pub struct Repository {
    /// The project's key, `~user` for a personal repository.
    pub key: String,
    /// The repository's short name in addresses.
    pub slug: String,
}

plain!(Repository { key, slug });

impl PartialEq for Repository {
    fn eq(&self, other: &Self) -> bool {
        self.key.eq_ignore_ascii_case(&other.key) && self.slug.eq_ignore_ascii_case(&other.slug)
    }
}

impl Repository {
    /// The key as pages and links show it: in capitals, but for the name of a person.
    #[must_use]
    pub fn shown_key(&self) -> String {
        if self.key.starts_with('~') { self.key.clone() } else { self.key.to_ascii_uppercase() }
    }
}

impl fmt::Display for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.key, self.slug)
    }
}

/// Where a server's pages are: everything before `/projects`, `/users` and `/plugins`.
#[derive(Clone, Debug, PartialEq)]
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

plain!(Base { secure, host, port?, context? });

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
    /// Scheme, host and port, as a browser writes an origin.
    #[must_use]
    pub fn origin(&self) -> String {
        Self { context: String::new(), ..self.clone() }.to_string()
    }

    /// Whether that is the address of one of its pages.
    #[must_use]
    pub fn has(&self, address: &Address) -> bool {
        let path = address.href.strip_prefix(&self.to_string());
        path.is_some_and(|path| path.is_empty() || path.starts_with(['/', '?', '#']))
    }

    /// The address of the *Create webhook* page of a repository.
    #[must_use]
    pub fn create_page(&self, repository: &Repository) -> String {
        format!("{}/create", self.webhooks_page(repository))
    }

    /// The address of the list of a repository's webhooks.
    #[must_use]
    pub fn webhooks_page(&self, repository: &Repository) -> String {
        format!("{self}/plugins/servlet/webhooks/projects/{}/repos/{}", repository.shown_key(), repository.slug)
    }
}

/// A repository as the CI/CD service has it.
#[derive(Clone, Debug, PartialEq)]
pub struct RepositoryAddress {
    /// As SAP's page showed it.
    pub shown: String,
    /// What it means to Bitbucket Server; nothing for another system, or where it cannot be told.
    pub target: Option<Target>,
}

plain!(RepositoryAddress { shown, target? });

/// A repository, and what its clone address tells of the server.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The repository.
    pub repository: Repository,
    /// The server.
    pub server: Server,
}

plain!(Target { repository, server });

/// What a clone address tells of a server.
#[derive(Clone, Debug, PartialEq)]
pub enum Server {
    /// Where its pages are. By http it may be a virtual host of SAP's Cloud Connector, which no browser knows.
    Web(Base),
    /// A virtual host of SAP's Cloud Connector for certain: SAP's page names the credential for it.
    Virtual(Base),
    /// The host alone: port and context path of the pages are not known.
    Ssh {
        /// The host name.
        host: String,
    },
}

impl Read for Server {
    fn read<V: Value>(value: &V) -> Option<Self> {
        let (name, value) = value.to_variant()?;
        match name.as_str() {
            "Web" => Base::read(&value).map(Self::Web),
            "Virtual" => Base::read(&value).map(Self::Virtual),
            "Ssh" => value.member("host").map(|host| Self::Ssh { host }),
            _ => None,
        }
    }
}

impl Write for Server {
    fn write<V: Value>(&self) -> V {
        match self {
            Self::Web(base) => V::variant("Web", base.write()),
            Self::Virtual(base) => V::variant("Virtual", base.write()),
            Self::Ssh { host } => V::variant("Ssh", V::object().with("host", host)),
        }
    }
}

impl Server {
    /// The host name, whatever the way.
    #[must_use]
    pub fn host(&self) -> &str {
        match self {
            Self::Web(base) | Self::Virtual(base) => &base.host,
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

    /// The same address where SAP's service comes to it through its Cloud Connector.
    #[must_use]
    pub fn through_cloud_connector(mut self) -> Self {
        self.target = self.target.map(|target| match target {
            Target { repository, server: Server::Web(base) } => Target { repository, server: Server::Virtual(base) },
            target => target,
        });
        self
    }

    /// Reads a repository's address from a text; git's short form `git@host:key/slug.git` is no URL.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self { shown: text.to_owned(), target: target_of_short_form(text) }
    }
}

fn target_of(address: &Address) -> Option<Target> {
    match address.scheme() {
        "https" | "http" => web_target(address),
        "ssh" => {
            let repository = clone_path(&segments(address))?;
            let host = address.host().to_ascii_lowercase();
            (!host.is_empty()).then_some(Target { repository, server: Server::Ssh { host } })
        }
        _ => None,
    }
}

fn web_target(address: &Address) -> Option<Target> {
    let segments = segments(address);
    let (base, repository) = match (Page::at(address), segments.as_slice()) {
        (Some(Page { base, repository: Some(repository), .. }), _) => (base, repository),
        (_, [context @ .., "scm", key, slug]) => (base(address, context)?, clone_path(&[key, slug])?),
        _ => return None,
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
    let path = address.path().strip_prefix('/').unwrap_or(address.path());
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
    let key = project_key(key)?;
    is_name(slug).then(|| Repository { key, slug: slug.to_owned() })
}

fn project_key(key: &str) -> Option<String> {
    let user = key.strip_prefix("%7E").or_else(|| key.strip_prefix("%7e")).or_else(|| key.strip_prefix('~'));
    is_name(user.unwrap_or(key)).then(|| user.map_or_else(|| key.to_owned(), |user| format!("~{user}")))
}

/// Whether a part of a path is just what it looks like. Anything else, such as `%2F`, `..` or `;`, might mean another
/// page to the server than to us.
fn is_name(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')) && text.chars().any(|c| c != '.')
}

fn base(address: &Address, context: &[&str]) -> Option<Base> {
    let secure = match address.scheme() {
        "https" => true,
        "http" => false,
        _ => return None,
    };
    // Where one of these words stands in a context path, nobody could tell where the pages begin.
    let is_plain = context.iter().all(|segment| is_name(segment) && !STARTS.contains(segment));
    (is_plain && !address.host().is_empty() && !address.has_user()).then(|| Base {
        secure,
        host: address.host().to_owned(),
        port: address.port(),
        context: context.iter().flat_map(|segment| ["/", segment]).collect(),
    })
}

/// A page of a Bitbucket Server, by its address alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Where the server's pages are.
    pub base: Base,
    /// The repository; nothing on a project's own pages and on the login page.
    pub repository: Option<Repository>,
    /// What it shows.
    pub kind: PageKind,
}

/// What a page of a Bitbucket Server shows.
#[derive(Clone, Debug, PartialEq)]
pub enum PageKind {
    /// The form that makes a webhook.
    CreateWebhook,
    /// Anything else below the webhooks of a repository. The address of the form that changes a webhook is known from
    /// no source, so every page there may be it: that its form is there says the page alone.
    EditWebhook,
    /// The webhooks of a repository.
    WebhookList,
    /// One webhook, to be looked at.
    WebhookDetails {
        /// Its number, as Bitbucket's REST API has it, too.
        id: u32,
    },
    /// The webhooks of a whole project, or a page below them.
    ProjectWebhooks {
        /// The project's key.
        key: String,
    },
    /// The page that asks who one is. Many other products have one at such an address.
    Login,
    /// Anything else.
    Other,
}

/// What the paths of a server's pages begin with, below its context path.
const STARTS: &[&str] = &["plugins", "projects", "users", "login"];

impl Page {
    /// The page at an address, or nothing if no Bitbucket Server has pages there.
    #[must_use]
    pub fn at(address: &Address) -> Option<Self> {
        let segments = segments(address);
        let start = segments.iter().position(|segment| STARTS.contains(segment))?;
        let (context, rest) = (segments.get(..start)?, segments.get(start..)?);
        let (repository, kind) = match rest {
            ["login"] => (None, PageKind::Login),
            ["plugins", "servlet", "webhooks", "projects", key, "repos", slug, rest @ ..] => {
                (Some(repository(key, slug)?), kind_below_webhooks(rest))
            }
            ["plugins", "servlet", "webhooks", "projects", key, ..] => {
                (None, PageKind::ProjectWebhooks { key: project_key(key)? })
            }
            ["projects", key, "repos", slug, ..] => (Some(repository(key, slug)?), PageKind::Other),
            ["users", user, "repos", slug, ..] => (Some(repository(&format!("~{user}"), slug)?), PageKind::Other),
            ["projects" | "users", _, ..] => (None, PageKind::Other),
            _ => return None,
        };
        Some(Self { base: base(address, context)?, repository, kind })
    }
}

fn kind_below_webhooks(rest: &[&str]) -> PageKind {
    match rest {
        [] => PageKind::WebhookList,
        ["create"] => PageKind::CreateWebhook,
        ["create", ..] | ["details"] => PageKind::Other,
        ["details", id] => number(id).map_or(PageKind::Other, |id| PageKind::WebhookDetails { id }),
        rest if rest.iter().all(|segment| is_name(segment)) => PageKind::EditWebhook,
        _ => PageKind::Other,
    }
}

/// A number in digits alone: `parse` would take a sign, too.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(text: &str) -> Option<Target> {
        let shown = if text.contains("://") {
            RepositoryAddress::from_address(&Address::of(text))
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
                Server::Web(base) | Server::Virtual(base) => base.to_string(),
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

    /// Which page it is, and of what; nothing if Bitbucket has none there.
    fn page(text: &str) -> Option<(String, PageKind)> {
        let page = Page::at(&Address::of(text))?;
        let repository = page.repository.map(|repository| repository.to_string()).unwrap_or_default();
        Some((format!("{} {repository}", page.base.context), page.kind))
    }

    #[test]
    fn knows_each_page_by_its_address_alone() {
        use PageKind::{CreateWebhook, EditWebhook, Login, Other, ProjectWebhooks, WebhookDetails, WebhookList};
        const WEBHOOKS: &str = "/plugins/servlet/webhooks/projects/";
        let of_project = |key: &str| ProjectWebhooks { key: key.to_owned() };
        for (path, of, kind) in [
            ("SHOP/repos/orders", " SHOP/orders", WebhookList),
            ("SHOP/repos/orders/", " SHOP/orders", WebhookList),
            ("SHOP/repos/orders/create", " SHOP/orders", CreateWebhook),
            ("SHOP/repos/orders/create/", " SHOP/orders", CreateWebhook),
            ("shop/repos/orders/create", " shop/orders", CreateWebhook),
            ("~jdoe/repos/notes/create", " ~jdoe/notes", CreateWebhook),
            ("%7Ejdoe/repos/notes/create", " ~jdoe/notes", CreateWebhook),
            ("%7eJDOE/repos/notes/create", " ~JDOE/notes", CreateWebhook),
            ("SHOP/repos/create/create", " SHOP/create", CreateWebhook),
            ("SHOP/repos/create", " SHOP/create", WebhookList),
            ("SHOP/repos/repos/details/7", " SHOP/repos", WebhookDetails { id: 7 }),
            ("SHOP/repos/orders/details/4294967295", " SHOP/orders", WebhookDetails { id: u32::MAX }),
            ("SHOP/repos/orders/details/7/", " SHOP/orders", WebhookDetails { id: 7 }),
            // Any of these may be the form for a change.
            ("SHOP/repos/orders/edit/7", " SHOP/orders", EditWebhook),
            ("SHOP/repos/orders/7/edit", " SHOP/orders", EditWebhook),
            ("SHOP/repos/orders/7", " SHOP/orders", EditWebhook),
            ("SHOP/repos/orders/details/7/edit", " SHOP/orders", EditWebhook),
            ("SHOP/repos/orders/createx", " SHOP/orders", EditWebhook),
            ("SHOP/repos/orders/Create", " SHOP/orders", EditWebhook),
            // These are not.
            ("SHOP/repos/orders/create/x", " SHOP/orders", Other),
            ("SHOP/repos/orders/create//", " SHOP/orders", Other),
            ("SHOP/repos/orders//create", " SHOP/orders", Other),
            ("SHOP/repos/orders//", " SHOP/orders", Other),
            ("SHOP/repos/orders/%63reate", " SHOP/orders", Other),
            ("SHOP/repos/orders/edit%2F7", " SHOP/orders", Other),
            ("SHOP/repos/orders/create;x=1", " SHOP/orders", Other),
            ("SHOP/repos/orders/edit/../create", " SHOP/orders", Other),
            ("SHOP/repos/orders/.", " SHOP/orders", Other),
            ("SHOP/repos/orders/details", " SHOP/orders", Other),
            ("SHOP/repos/orders/details/+7", " SHOP/orders", Other),
            ("SHOP/repos/orders/details/-7", " SHOP/orders", Other),
            ("SHOP/repos/orders/details/", " SHOP/orders", Other),
            ("SHOP/repos/orders/details//", " SHOP/orders", Other),
            ("SHOP/repos/orders/details/4294967296", " SHOP/orders", Other),
            ("SHOP/repos/orders/details/seven", " SHOP/orders", Other),
            ("SHOP", " ", of_project("SHOP")),
            ("%7Ejdoe/", " ", of_project("~jdoe")),
            ("SHOP/create", " ", of_project("SHOP")),
            ("SHOP/repos", " ", of_project("SHOP")),
            ("SHOP//repos/orders/create", " ", of_project("SHOP")),
            ("SHOP/repos%2Forders/create", " ", of_project("SHOP")),
        ] {
            for context in ["", "/bitbucket", "/a/b"] {
                let found = page(&format!("https://git.example.com{context}{WEBHOOKS}{path}"));
                assert_eq!(found, Some((format!("{context}{of}"), kind.clone())), "{context} {path}");
            }
        }
        for (path, of, kind) in [
            ("/projects/SHOP/repos/orders/browse", " SHOP/orders", Other),
            ("/ctx/projects/SHOP/repos/create/browse", "/ctx SHOP/create", Other),
            ("/ctx/projects/SHOP/repos/orders/create", "/ctx SHOP/orders", Other),
            ("/projects/SHOP/repos/orders/settings/hooks", " SHOP/orders", Other),
            ("/users/jdoe/repos/notes", " ~jdoe/notes", Other),
            ("/projects/SHOP/plugins/servlet/webhooks/projects/SHOP/repos/orders/create", " ", Other),
            ("/PLUGINS/servlet/webhooks/projects/A/repos/b/create", "/PLUGINS/servlet/webhooks A/b", Other),
            ("/projects/SHOP", " ", Other),
            ("/users/jdoe", " ", Other),
            ("/login", " ", Login),
            ("/ctx/login/", "/ctx ", Login),
            ("/projects/login", " ", Other),
        ] {
            assert_eq!(page(&format!("http://b.test:7990{path}")), Some((of.to_owned(), kind)), "{path}");
        }
    }

    #[test]
    fn other_addresses_are_no_pages_of_bitbucket() {
        const WEBHOOKS: &str = "https://git.example.com/plugins/servlet/webhooks/projects/";
        for path in
            ["SHOP/repos/orders%2Fcreate", "SHOP/repos/or;ders/create", "SHOP/repos/../create", "SHOP/repos//create"]
        {
            assert_eq!(page(&format!("{WEBHOOKS}{path}")), None, "{path}");
        }
        for path in
            ["%7E/repos/notes/create", "~~jdoe/repos/notes/create", "%2E%2E/repos/orders/create", "%7E", "", "%20"]
        {
            assert_eq!(page(&format!("{WEBHOOKS}{path}")), None, "{path}");
        }
        for text in [
            "https://git.example.com/dashboard",
            "https://git.example.com/login/oauth",
            "https://git.example.com/login%2F",
            "https://git.example.com/Login",
            "https://git.example.com/plugins/servlet/webhooksx/projects/SHOP/repos/orders/create",
            "https://git.example.com/plugins/servlet/webhooks//projects/SHOP/repos/orders/create",
            "https://git.example.com/plugins/servlet//webhooks/projects/SHOP/repos/orders/create",
            "https://git.example.com/plugins/servlet/webhooks/users/jdoe/repos/notes/create",
            "https://git.example.com/plugins%2Fservlet/webhooks/projects/SHOP/repos/orders/create",
            "https://git.example.com//plugins/servlet/webhooks/projects/SHOP/repos/orders/create",
            "https://git.example.com/%2F/plugins/servlet/webhooks/projects/SHOP/repos/orders/create",
            "https://git.example.com/../plugins/servlet/webhooks/projects/SHOP/repos/orders/create",
            "https://jdoe@git.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/create",
            "ftp://git.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/create",
            "file:///plugins/servlet/webhooks/projects/SHOP/repos/orders/create",
            "https://git.example.com/?/plugins/servlet/webhooks/projects/SHOP/repos/orders/create",
            "https://git.example.com/#/plugins/servlet/webhooks/projects/SHOP/repos/orders/create",
        ] {
            assert_eq!(page(text), None, "{text}");
        }
    }

    #[test]
    fn the_create_page_s_address_leads_back_to_the_repository() {
        for clone in ["https://git.example.com/bitbucket/scm/shop/orders.git", "http://b.test:7990/scm/~jdoe/notes.git"]
        {
            let Target { repository, server: Server::Web(base) } = target(clone).unwrap() else { panic!("{clone}") };
            let page = Page::at(&Address::of(base.create_page(&repository))).unwrap();
            assert_eq!((page.repository, page.base, page.kind), (Some(repository), base, PageKind::CreateWebhook));
        }
    }
}
