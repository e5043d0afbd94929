//! What holds whatever happens: whatever is on a page, whatever the order of events, whatever an address looks like.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod story;
mod support;

use std::cell::Cell;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed, TestRunner};
use story::{HELD, Happening, PAGES, Story, TYPED, happening, page};
use support::Press;
use webhook_autofill::cicd::{is_service_origin, is_service_page};
use webhook_autofill::page::plan::Outcome;
use webhook_autofill::page::snapshot::{Address, Snapshot};
use webhook_autofill::press::State;
use webhook_autofill::scm::bitbucket_server::repository::{Page, PageKind, RepositoryAddress, Server};
use webhook_autofill::webhook::WebhookUrl;

/// The same cases in every run; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` ask for others.
fn config(cases: u32) -> Config {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(20_261_124);
    }
    config
}

// ---- a press --------------------------------------------------------------------------------------------------------

/// How many stories are told.
const STORIES: u32 = 300;

#[test]
fn whatever_happens_a_secret_goes_only_where_the_guard_lets_it() {
    let (read, filled) = (Cell::new(0), Cell::new(0));
    let told =
        TestRunner::new(config(STORIES)).run(&(any::<Index>(), vec(happening(), 1..14)), |(held, happenings)| {
            let mut story = Story::begin(held.get(&HELD).clone());
            happenings.iter().for_each(|happening| story.happens(happening));
            read.set(read.get() + story.read);
            filled.set(filled.get() + story.filled);
            Ok(())
        });
    told.unwrap_or_else(|error| panic!("{error}"));
    // Of stories that never come that far nothing would be proved.
    assert!(read.get() > STORIES / 10 && filled.get() > STORIES / 10, "{} read, {} filled", read.get(), filled.get());
}

proptest! {
    #![proptest_config(config(STORIES))]

    #[test]
    fn whatever_a_page_says_it_is_read_or_left_alone(page in page(), held in any::<Index>()) {
        let mut story = Story::begin(held.get(&HELD).clone());
        let happening = Happening::Answers(Box::new(page), vec!["a".to_owned(), TYPED.to_owned()], Outcome::Filled);
        (0..4).for_each(|_| story.happens(&happening));
    }
}

// ---- addresses ------------------------------------------------------------------------------------------------------

const HOST: &str = "[a-z][a-z0-9-]{0,8}(\\.[a-z][a-z0-9-]{0,8}){0,3}";
const NAME: &str = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,11}";

fn host_and_port() -> impl Strategy<Value = String> {
    (HOST, proptest::option::of(1_u16..)).prop_map(|(host, port)| match port {
        None => host,
        Some(port) => format!("{host}:{port}"),
    })
}

/// A name in a path: any, or one that means something elsewhere in an address.
fn name() -> impl Strategy<Value = String> {
    let special = select(vec!["scm", "projects", "users", "repos", "plugins", "login", "create", "git"]);
    prop_oneof![3 => NAME.prop_map(String::from), 1 => special.prop_map(str::to_owned)]
}

fn clone_address() -> impl Strategy<Value = String> {
    let scheme = select(vec!["https", "http"]);
    let key = (select(vec!["", "~", "%7E"]), name()).prop_map(|(tilde, name)| format!("{tilde}{name}"));
    let ending = select(vec![".git", "", "/"]);
    (scheme, host_and_port(), vec(name(), 0..3), key, name(), ending).prop_map(
        |(scheme, host, context, key, slug, ending)| {
            let context: String = context.iter().flat_map(|segment| ["/", segment]).collect();
            format!("{scheme}://{host}{context}/scm/{key}/{slug}{ending}")
        },
    )
}

proptest! {
    #![proptest_config(config(1_500))]

    #[test]
    fn what_a_clone_address_says_leads_back_to_itself(clone in clone_address()) {
        let Some(target) = RepositoryAddress::from_address(&Address::of(&clone)).target else { return Ok(()) };
        let Server::Web(base) = &target.server else { panic!("{clone} is by ssh") };
        for (href, kind) in [
            (base.create_page(&target.repository), PageKind::CreateWebhook),
            (base.webhooks_page(&target.repository), PageKind::WebhookList),
        ] {
            let page = Page::at(&Address::of(&href)).unwrap_or_else(|| panic!("{href} is no page"));
            prop_assert_eq!(page.repository.as_ref(), Some(&target.repository), "{}", href);
            prop_assert_eq!((&page.base, page.kind), (base, kind), "{}", href);
            let again = RepositoryAddress::from_address(&Address::of(&href)).target;
            prop_assert_eq!(again.as_ref(), Some(&target), "{}", href);
        }
    }

    #[test]
    fn an_ordinary_clone_address_is_understood(host in host_and_port(), key in NAME, slug in NAME) {
        for href in [format!("https://{host}/scm/{key}/{slug}.git"), format!("ssh://git@{host}/{key}/{slug}.git")] {
            let target = RepositoryAddress::from_address(&Address::of(&href)).target;
            let target = target.unwrap_or_else(|| panic!("{href} is not understood"));
            prop_assert_eq!((target.repository.key, target.repository.slug), (key.clone(), slug.clone()));
        }
    }

    #[test]
    fn a_text_of_any_kind_is_an_address_or_none(text in any::<String>(), user in NAME, host in HOST, path in name()) {
        for text in [text.clone(), format!("{user}@{host}:{path}/{text}"), format!("{user}@{host}:{text}/{path}")] {
            let read = RepositoryAddress::from_text(&text);
            prop_assert_eq!(&read.shown, &text);
            if let Some(target) = read.target {
                let is_plain = matches!(&target.server, Server::Ssh { host } if host.is_ascii());
                prop_assert!(is_plain, "{:?}", target);
                let again = format!("git@{}:{}.git", target.server.host(), target.repository);
                prop_assert_eq!(RepositoryAddress::from_text(&again).target, Some(target));
            }
        }
    }

    #[test]
    fn sap_s_own_hosts_are_known_and_look_alikes_are_not(
        label in "[a-z][a-z0-9-]{0,8}",
        region in "[a-z]{2}[0-9]{2}",
        look_alike in any::<Index>(),
    ) {
        for host in [
            format!("{label}.{region}.cicd.cloud.sap"),
            format!("{label}.cicd.cfapps.{region}.hana.ondemand.com"),
        ] {
            prop_assert!(is_service_page(&Address::of(format!("https://{host}/ui/index.html"))), "{}", host);
            let (text, other) = look_alike_of(&host, &label, look_alike);
            prop_assert!(!is_service_page(&Address::of(&text)), "{}", text);
            prop_assert!(!is_service_origin(&other), "{}", other);
        }
        for host in [
            format!("cicd-service.cfapps.{region}.hana.ondemand.com"),
            format!("{label}.{region}.cicd.cloud.sap"),
        ] {
            let of = |text: &str| WebhookUrl::new(text, &Address::of(text));
            let is_of_service = |text: &str| of(text).is_ok_and(|url| url.is_of_service());
            let url = format!("https://{host}/v2/x");
            prop_assert!(is_of_service(&url), "{}", url);
            let (text, _) = look_alike_of(&host, &label, look_alike);
            prop_assert!(!is_of_service(&text), "{}", text);
        }
    }

    #[test]
    fn a_form_on_a_host_that_only_looks_alike_is_never_filled(label in "[a-z]{1,6}", look_alike in any::<Index>()) {
        let (text, _) = look_alike_of("bitbucket.example.com", &label, look_alike);
        let form = text.replace("/ui/index.html", "/plugins/servlet/webhooks/projects/SHOP/repos/orders/create");
        let page = Snapshot { address: Address::of(&form), ..PAGES[0].clone() };
        let press = Press::over(page, HELD[0].clone());
        prop_assert!(press.command().is_none(), "{}", form);
        prop_assert!(matches!(press.view().state, State::WrongRepository | State::UnknownPage | State::Confirm));
    }
}

/// An address that a person could take for one of that host, and its origin.
fn look_alike_of(host: &str, label: &str, which: Index) -> (String, String) {
    let origins = [
        format!("https://{host}.{label}"),
        format!("https://{host}.{label}.test"),
        format!("https://{host}."),
        format!("https://{host}:8443"),
        format!("https://{host}:80"),
        format!("http://{host}"),
        format!("https://{}", host.replace('.', "-")),
        format!(
            "https://{}",
            host.replace(".cicd", "-cicd").replace(".cfapps", "-cfapps").replace(".example", "-example")
        ),
        format!("https://{}", host.replace("cicd", "xn--cid-0ma").replace("bitbucket", "xn--bitbuket-c1h")),
        format!("https://{}", host.rsplit_once('.').map_or(host, |(before, _)| before)),
        format!("https://{label}.test"),
        format!(
            "https://{}",
            host.replace("cloud.sap", "cl0ud.sap").replace("ondemand", "0ndemand").replace("example", "examp1e")
        ),
    ];
    let origin = which.get(&origins).clone();
    let path = if origin.ends_with(".test") { format!("/{host}/ui/index.html") } else { "/ui/index.html".to_owned() };
    let user = if which.index(3) == 0 { format!("{host}@") } else { String::new() };
    (origin.replacen("://", &format!("://{user}"), 1) + &path, origin)
}
