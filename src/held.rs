//! What is held between presses, and for how long. It lives in `storage.session`: memory, gone with the browser.
//!
//! Webhook data is held under (origin, repository address), a secret under (origin, credential name), since a
//! credential's name is unique in one subaccount only; where no credential is named, that is the repository's address.
//! `extension/background.js` drops secrets by [`HeldSecret::expires`] while no popup is open; it knows that one field
//! and the name of the list.

use crate::guard::RuleName;
use crate::page::snapshot::Address;
use crate::plain::plain;
use crate::scm::bitbucket_server::health::Standing;
use crate::scm::bitbucket_server::repository::{Base, Page, PageKind, Repository, Server};
use crate::scm::{RepositoryAddress, ScmSystem};
use crate::settings::{Minutes, Settings};
use crate::webhook::{Secret, WebhookData, WebhookUrl};

/// A moment, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Time(pub f64);

plain!(Time(f64));

impl Time {
    /// The moment that many milliseconds later.
    #[must_use]
    pub fn plus(self, milliseconds: f64) -> Self {
        Self(self.0 + milliseconds)
    }

    /// The earlier of the two.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        if self < other { self } else { other }
    }
}

/// How long a secret is held at most, in milliseconds. After its last use it is held for
/// [`Settings::secret_minutes`].
pub const AFTER_CAPTURE: f64 = 60.0 * 60_000.0;

/// All that is held.
#[derive(Clone, Default, PartialEq)]
pub struct Held {
    /// Webhook data, the latest first.
    pub data: Vec<WebhookData>,
    /// Secrets.
    pub secrets: Vec<HeldSecret>,
    /// Where the pages of servers are whose clone addresses do not say so.
    pub learnt: Vec<Learnt>,
    /// What the admin said yes to.
    pub consents: Vec<Consent>,
    /// How far the webhooks of that data have come.
    pub progress: Vec<Progress>,
}

plain!(Held { data?, secrets?, learnt?, consents?, progress? });

/// How far a webhook has come.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// Its URL.
    pub url: String,
    /// When its data was taken.
    pub taken: Time,
    /// Whether it was filled into a form: what was saved then can be compared with what was meant.
    pub filled: bool,
    /// What the server said of it last.
    pub said: Option<Said>,
}

plain!(Progress { url, taken, filled?, said? });

/// What a server has said of a webhook.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Said {
    /// How it is.
    pub standing: Standing,
    /// When that was.
    pub at: Time,
}

plain!(Said { standing, at });

/// The secret of a credential, or of a repository without one.
#[derive(Clone, PartialEq)]
pub struct HeldSecret {
    /// The CI/CD service's origin.
    pub origin: String,
    /// Whose it is: [`WebhookData::secret_key`].
    pub key: String,
    /// Its secret.
    pub secret: Secret,
    /// When it was captured.
    pub captured: Time,
    /// When it is dropped: some minutes after its last use, at most [`AFTER_CAPTURE`].
    pub expires: Time,
}

plain!(HeldSecret { origin, key, secret, captured, expires });

/// A server whose web address was learnt by a fill.
#[derive(Clone, Debug, PartialEq)]
pub struct Learnt {
    /// The CI/CD service's origin.
    pub origin: String,
    /// The host in the clone address.
    pub host: String,
    /// Where its pages are.
    pub base: Base,
}

plain!(Learnt { origin, host, base });

impl HeldSecret {
    fn is_of(&self, data: &WebhookData) -> bool {
        self.origin == data.origin && self.key == data.secret_key()
    }
}

impl Learnt {
    fn is_of(&self, origin: &str, server: &Server) -> bool {
        self.origin == origin && self.host == server.host()
    }
}

/// A yes to a question of the guard. It counts for the same document and the same data.
#[derive(Clone, PartialEq)]
pub struct Consent {
    /// The rule that asked.
    pub rule: RuleName,
    /// [`crate::page::snapshot::Snapshot::document`].
    pub document: String,
    /// What it is about: [`WebhookData::url`], or the origin of a page to take from.
    pub about: String,
}

plain!(Consent { rule, document, about });

/// How webhook data fits a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    /// The page is of the very repository.
    Same,
    /// Project key and slug are the same; the server's host is another or cannot be compared.
    OtherHost,
    /// Another repository, or another server.
    None,
}

impl Held {
    /// Whether there is nothing to forget.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.data.is_empty() && self.secrets.is_empty() && self.learnt.is_empty() && self.consents.is_empty()
    }

    /// Drops what has expired. Says whether anything was.
    pub fn expire(&mut self, now: Time) -> bool {
        let before = self.secrets.len();
        // A clock that was set back must not prolong a secret's life.
        self.secrets.retain(|held| held.captured <= now && now < held.expires);
        before != self.secrets.len()
    }

    /// Lets a shorter life that was set meanwhile hold for what is held already. Says whether it changed anything.
    pub fn shorten(&mut self, minutes: Minutes, now: Time) -> bool {
        let latest = now.plus(minutes.milliseconds());
        let mut changed = false;
        for held in self.secrets.iter_mut().filter(|held| latest < held.expires) {
            held.expires = latest;
            changed = true;
        }
        changed
    }

    /// Holds webhook data in place of what was held of the same repository.
    pub fn put_data(&mut self, data: WebhookData, now: Time) {
        self.data.retain(|held| held.origin != data.origin || held.repository.shown != data.repository.shown);
        let progress = self.take_progress(&data.url, now);
        self.data.insert(0, data);
        self.drop_progress();
        self.progress.push(Progress { taken: now, ..progress });
    }

    /// Notes that a webhook was filled into a form, or that it was not after all, unless its data was forgotten
    /// meanwhile.
    pub fn note_filled(&mut self, url: &WebhookUrl, is_filled: bool, now: Time) {
        if self.holds(url) {
            let progress = self.take_progress(url, now);
            self.progress.push(Progress { filled: is_filled, ..progress });
        }
    }

    /// Notes what the server has said of a webhook, unless its data was forgotten meanwhile.
    pub fn note_said(&mut self, url: &WebhookUrl, standing: Standing, now: Time) {
        if self.holds(url) {
            let progress = self.take_progress(url, now);
            self.progress.push(Progress { said: Some(Said { standing, at: now }), ..progress });
        }
    }

    /// Whether data of that webhook is held.
    #[must_use]
    pub fn holds(&self, url: &WebhookUrl) -> bool {
        self.data.iter().any(|data| data.url == *url)
    }

    /// How far the webhook of that data has come.
    #[must_use]
    pub fn progress_of(&self, data: &WebhookData) -> Option<&Progress> {
        self.progress.iter().find(|progress| progress.url == data.url.as_str())
    }

    /// What is noted of a webhook, to be changed and put back.
    fn take_progress(&mut self, url: &WebhookUrl, now: Time) -> Progress {
        let known = self.progress.extract_if(.., |progress| progress.url == url.as_str()).next();
        known.unwrap_or_else(|| Progress { url: url.as_str().to_owned(), taken: now, filled: false, said: None })
    }

    /// Nobody needs to know of webhooks that no data is held of any more.
    fn drop_progress(&mut self) {
        let Self { data, progress, .. } = self;
        progress.retain(|progress| data.iter().any(|data| data.url.as_str() == progress.url));
    }

    /// Whether a webhook was filled into a form.
    #[must_use]
    pub fn was_filled(&self, data: &WebhookData) -> bool {
        self.progress_of(data).is_some_and(|progress| progress.filled)
    }

    /// Holds a secret in place of the one that was held of the same credential, or repository without one.
    pub fn put_secret(&mut self, origin: &str, key: &str, secret: Secret, minutes: Minutes, now: Time) {
        self.secrets.retain(|held| held.origin != origin || held.key != key);
        let (origin, key) = (origin.to_owned(), key.to_owned());
        let expires = now.plus(minutes.milliseconds());
        self.secrets.push(HeldSecret { origin, key, secret, captured: now, expires });
    }

    /// The secret that belongs to webhook data.
    #[must_use]
    pub fn secret_for(&self, data: &WebhookData) -> Option<&HeldSecret> {
        self.secrets.iter().find(|held| held.is_of(data))
    }

    /// Notes that the secret was used.
    pub fn use_secret(&mut self, data: &WebhookData, minutes: Minutes, now: Time) {
        for held in &mut self.secrets {
            if held.is_of(data) {
                held.expires = now.plus(minutes.milliseconds()).min(held.captured.plus(AFTER_CAPTURE));
            }
        }
    }

    /// The data that can be filled into a form of Bitbucket Server, the latest first.
    pub fn for_bitbucket_server(&self) -> impl Iterator<Item = &WebhookData> {
        self.data.iter().filter(|data| data.system == ScmSystem::BitbucketServer)
    }

    /// The data that fits a page best, and how.
    #[must_use]
    pub fn best_for(&self, settings: &Settings, page: &Page) -> (Fit, Option<&WebhookData>) {
        let with = |wanted: Fit| self.for_bitbucket_server().find(|data| self.fit(settings, data, page) == wanted);
        [Fit::Same, Fit::OtherHost]
            .into_iter()
            .find_map(|fit| Some((fit, Some(with(fit)?))))
            .unwrap_or((Fit::None, None))
    }

    /// The latest data of a repository in a project of that server. Keys are compared without case.
    #[must_use]
    pub fn best_in_project(&self, settings: &Settings, base: &Base, key: &str) -> Option<&WebhookData> {
        self.for_bitbucket_server().find(|data| {
            let target = data.repository.target.as_ref();
            let of_project = target.filter(|target| target.repository.key.eq_ignore_ascii_case(key));
            of_project.is_some_and(|target| self.server_fit(settings, &data.origin, &target.server, base) != Fit::None)
        })
    }

    /// The data of repositories that are surely on that server, the latest first.
    pub fn at<'a>(&'a self, settings: &'a Settings, base: &'a Base) -> impl Iterator<Item = &'a WebhookData> {
        self.for_bitbucket_server().filter(move |data| {
            let target = data.repository.target.as_ref();
            target.is_some_and(|target| self.server_fit(settings, &data.origin, &target.server, base) == Fit::Same)
        })
    }

    /// The page at an address that no kind of page is known at, if it is surely on the server of a repository.
    #[must_use]
    pub fn page_at(&self, settings: &Settings, address: &Address) -> Option<Page> {
        let base = self.for_bitbucket_server().find_map(|data| {
            let server = &data.repository.target.as_ref()?.server;
            let base = match (self.learnt_base(settings, &data.origin, server), server) {
                (Some(base), _) | (None, Server::Web(base) | Server::Virtual(base)) => base,
                (None, Server::Ssh { .. }) => return None,
            };
            base.has(address).then_some(base)
        })?;
        Some(Page { base: base.clone(), repository: None, kind: PageKind::Other })
    }

    /// Drops the data at a place of [`Held::data`], and its secret unless other data needs it, too.
    pub fn forget(&mut self, place: usize) -> Option<WebhookData> {
        let forgotten = (place < self.data.len()).then(|| self.data.remove(place))?;
        let Self { data, secrets, .. } = self;
        secrets.retain(|held| !held.is_of(&forgotten) || data.iter().any(|data| held.is_of(data)));
        self.drop_progress();
        Some(forgotten)
    }

    /// How webhook data fits a page. An ssh address says nothing of the web's port, so only on that of https its host
    /// counts as the same server. An http address may be a virtual host of SAP's Cloud Connector, which is a name that
    /// no browser knows.
    #[must_use]
    pub fn fit(&self, settings: &Settings, data: &WebhookData, page: &Page) -> Fit {
        let Some(target) = &data.repository.target else { return Fit::None };
        if page.repository.as_ref() != Some(&target.repository) {
            return Fit::None;
        }
        self.server_fit(settings, &data.origin, &target.server, &page.base)
    }

    fn server_fit(&self, settings: &Settings, origin: &str, server: &Server, here: &Base) -> Fit {
        match server {
            server if self.learnt_base(settings, origin, server) == Some(here) => Fit::Same,
            Server::Web(base) | Server::Virtual(base) if is_same_server(base, here) => Fit::Same,
            Server::Web(Base { secure: true, .. }) => Fit::None,
            Server::Web(Base { secure: false, .. }) | Server::Virtual(_) => Fit::OtherHost,
            Server::Ssh { host } if *host == here.host && here.port.is_none() => Fit::Same,
            Server::Ssh { .. } => Fit::OtherHost,
        }
    }

    /// The address of the *Create webhook* page, where it is known.
    #[must_use]
    pub fn create_page(&self, settings: &Settings, origin: &str, repository: &RepositoryAddress) -> Option<String> {
        let target = repository.target.as_ref()?;
        let create_page = |base: &Base, repository: &Repository| base.create_page(repository);
        match (self.learnt_base(settings, origin, &target.server), &target.server) {
            (Some(base), _) | (None, Server::Web(base @ Base { secure: true, .. })) => {
                Some(create_page(base, &target.repository))
            }
            (None, Server::Web(_) | Server::Virtual(_) | Server::Ssh { .. }) => None,
        }
    }

    /// Remembers until the browser ends where a server's pages are, if its clone address does not say so.
    pub fn learn(&mut self, data: &WebhookData, base: &Base) {
        let Some(target) = &data.repository.target else { return };
        if matches!(&target.server, Server::Web(Base { secure: true, .. })) {
            return;
        }
        let host = target.server.host().to_owned();
        self.learnt.retain(|learnt| learnt.origin != data.origin || learnt.host != host);
        self.learnt.push(Learnt { origin: data.origin.clone(), host, base: base.clone() });
    }

    /// What was learnt of the server of that data, and is not kept yet: it can be, if the admin says so.
    #[must_use]
    pub fn to_keep(&self, settings: &Settings, data: &WebhookData) -> Option<&Learnt> {
        let server = &data.repository.target.as_ref()?.server;
        let learnt = self.learnt.iter().find(|learnt| learnt.is_of(&data.origin, server))?;
        (!settings.learnt.contains(learnt)).then_some(learnt)
    }

    /// What was learnt last counts more than what was kept once.
    fn learnt_base<'a>(&'a self, settings: &'a Settings, origin: &str, server: &Server) -> Option<&'a Base> {
        let mut learnt = self.learnt.iter().chain(&settings.learnt);
        learnt.find(|learnt| learnt.is_of(origin, server)).map(|learnt| &learnt.base)
    }
}

/// Scheme apart, which is a question of its own ([`crate::guard`]).
fn is_same_server(one: &Base, other: &Base) -> bool {
    (&one.host, one.port, &one.context) == (&other.host, other.port, &other.context)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::json;
    use crate::webhook::{CredentialName, WebhookUrl};

    const ORIGIN: &str = "https://acme.eu10.cicd.cloud.sap";

    fn data(repository: &str) -> WebhookData {
        let url = "https://cicd-service.cfapps.eu10.hana.ondemand.com/v2/x";
        WebhookData {
            origin: ORIGIN.into(),
            repository_name: "orders".into(),
            repository: RepositoryAddress::from_address(&Address::of(repository)),
            url: WebhookUrl::new(url, &Address::of(url)).unwrap(),
            credential: CredentialName::new("hook"),
            system: ScmSystem::BitbucketServer,
        }
    }

    #[test]
    fn a_repository_behind_the_cloud_connector_is_compared_by_key_and_slug_also_by_https() {
        let (mut held, settings) = (Held::default(), Settings::default());
        let page = |href: &str| Page::at(&Address::of(href)).unwrap();
        let mut data = data("https://virtual/scm/shop/orders.git");
        held.put_data(data.clone(), Time(0.0));
        data.repository = data.repository.through_cloud_connector();
        held.put_data(data.clone(), Time(0.0));
        assert_eq!(held.data.len(), 1, "it is still the same repository");
        assert_eq!(held.create_page(&settings, ORIGIN, &data.repository), None);
        for (href, expected) in [
            ("https://git.example.com/projects/SHOP/repos/orders/browse", Fit::OtherHost),
            ("https://git.example.com/projects/SHOP/repos/catalog/browse", Fit::None),
            ("https://virtual/projects/SHOP/repos/orders/browse", Fit::Same),
        ] {
            assert_eq!(held.fit(&settings, &data, &page(href)), expected, "{href}");
        }
        held.learn(&data, &page("https://git.example.com/projects/SHOP/repos/orders").base);
        assert!(held.create_page(&settings, ORIGIN, &data.repository).is_some());
    }

    fn fit(held: &Held, repository: &str, page: &str) -> Fit {
        held.fit(&Settings::default(), &data(repository), &Page::at(&Address::of(page)).unwrap())
    }

    #[test]
    fn fits_data_to_pages() {
        let held = Held::default();
        let https = "https://git.example.com/scm/shop/orders.git";
        for (repository, page, expected) in [
            (https, "https://git.example.com/projects/SHOP/repos/orders/browse", Fit::Same),
            (https, "https://git.example.com/projects/SHOP/repos/catalog/browse", Fit::None),
            (https, "https://git.example.com:8443/projects/SHOP/repos/orders/browse", Fit::None),
            (https, "https://git.example.com/stash/projects/SHOP/repos/orders/browse", Fit::None),
            (https, "https://git.example.com.evil.test/projects/SHOP/repos/orders/browse", Fit::None),
            (
                "ssh://git@git.example.com:7999/shop/orders.git",
                "https://git.example.com/ctx/projects/SHOP/repos/orders",
                Fit::Same,
            ),
            (
                "ssh://git@git.example.com:7999/shop/orders.git",
                "https://git.example.com:8443/projects/SHOP/repos/orders",
                Fit::OtherHost,
            ),
            (
                "ssh://git@ssh.example.com:7999/shop/orders.git",
                "https://git.example.com/projects/SHOP/repos/orders",
                Fit::OtherHost,
            ),
            (
                "http://virtual:8080/scm/shop/orders.git",
                "https://git.example.com/projects/SHOP/repos/orders",
                Fit::OtherHost,
            ),
            (
                "http://git.example.com:7990/scm/~jdoe/notes.git",
                "http://git.example.com:7990/users/jdoe/repos/notes",
                Fit::Same,
            ),
        ] {
            assert_eq!(fit(&held, repository, page), expected, "{repository} on {page}");
        }
    }

    #[test]
    fn learns_where_the_pages_of_a_virtual_host_are() {
        let data = data("http://virtual:8080/scm/shop/orders.git");
        let form = "https://git.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/create";
        let page = Page::at(&Address::of(form)).unwrap();
        let mut settings = Settings::default();
        let mut held = Held::default();
        assert_eq!(held.create_page(&settings, ORIGIN, &data.repository), None);
        assert!(held.to_keep(&settings, &data).is_none());

        held.learn(&data, &page.base);
        let learnt = held.to_keep(&settings, &data).unwrap().clone();
        settings.keep(learnt);
        assert!(held.to_keep(&settings, &data).is_none(), "it is kept already");
        for (held, settings) in [(&held, &Settings::default()), (&Held::default(), &settings)] {
            assert_eq!(held.create_page(settings, ORIGIN, &data.repository).as_deref(), Some(form));
            assert_eq!(held.create_page(settings, "https://other.eu10.cicd.cloud.sap", &data.repository), None);
            assert_eq!(held.fit(settings, &data, &page), Fit::Same);
        }
    }

    #[test]
    fn what_was_learnt_last_counts_more_than_what_was_kept_once() {
        let data = data("http://virtual:8080/scm/shop/orders.git");
        let base =
            |host: &str| Page::at(&Address::of(format!("https://{host}/projects/SHOP/repos/orders"))).unwrap().base;
        let (mut held, mut settings) = (Held::default(), Settings::default());
        settings.keep(Learnt { origin: ORIGIN.into(), host: "virtual".into(), base: base("old.example.com") });
        held.learn(&data, &base("new.example.com"));
        let form = held.create_page(&settings, ORIGIN, &data.repository).unwrap();
        assert!(form.starts_with("https://new.example.com/"), "{form}");
        settings.keep(held.to_keep(&settings, &data).unwrap().clone());
        assert_eq!(settings.learnt.len(), 1, "it takes the old one's place");
    }

    #[test]
    fn a_secret_lives_so_many_minutes_after_its_use_and_at_most_60() {
        let data = data("https://git.example.com/scm/shop/orders.git");
        let start = Time(1_000_000.0);
        for number in [1, 15, 60] {
            let minutes = Minutes::new(number).unwrap();
            let life = minutes.milliseconds();
            let mut held = Held::default();
            let secret = Secret::new("s3cret".into()).unwrap();
            held.put_secret(ORIGIN, data.secret_key(), secret, minutes, start);
            assert!(!held.expire(start.plus(life - 1.0)));
            let mut used = start;
            while used.plus(life) < start.plus(AFTER_CAPTURE) {
                used = used.plus(life - 1.0);
                held.use_secret(&data, minutes, used);
                assert!(!held.expire(used.plus(life - 1.0).min(start.plus(AFTER_CAPTURE - 1.0))), "{number}");
            }
            assert!(held.expire(start.plus(AFTER_CAPTURE)), "{number}");
            assert!(held.secret_for(&data).is_none());
        }
    }

    #[test]
    fn a_shorter_life_holds_for_what_is_held_already_and_a_longer_one_does_not() {
        let minutes = |number| Minutes::new(number).unwrap();
        let data = data("https://git.example.com/scm/shop/orders.git");
        let mut held = Held::default();
        held.put_secret(ORIGIN, data.secret_key(), Secret::new("s3cret".into()).unwrap(), minutes(15), Time(0.0));
        assert!(!held.shorten(minutes(60), Time(0.0)));
        assert!(held.shorten(minutes(1), Time(1000.0)));
        assert_eq!(held.secrets[0].expires, Time(1000.0).plus(minutes(1).milliseconds()));
    }

    #[test]
    fn secrets_of_two_subaccounts_never_mix() {
        let data = data("https://git.example.com/scm/shop/orders.git");
        let mut held = Held::default();
        let other = "https://other.eu10.cicd.cloud.sap";
        let theirs = Secret::new("theirs".into()).unwrap();
        held.put_secret(other, data.secret_key(), theirs, Minutes::default(), Time(0.0));
        assert!(held.secret_for(&data).is_none());
    }

    #[test]
    fn what_is_held_survives_its_storage() {
        let mut held = Held::default();
        let data = data("http://virtual:8080/scm/shop/orders.git");
        let secret = Secret::new("s3cret".into()).unwrap();
        held.put_secret(ORIGIN, data.secret_key(), secret, Minutes::default(), Time(5.0));
        held.put_data(data, Time(0.0));
        let stored = json::write(&held);
        assert!(json::read::<Held>(stored) == Some(held));
    }
}
