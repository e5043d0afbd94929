//! What SAP's pages mean where they are not as they were recorded: what may come from where, and what never.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::Value as Json;
use support::{Press, SECRET, held_from, held_with_secret, recorded, recorded_json, snapshot, text};
use webhook_autofill::cicd::read::{Nothing, Part, Reading, Refused, Warning, read};
use webhook_autofill::held::{Held, Time};
use webhook_autofill::page::plan::Outcome;
use webhook_autofill::page::snapshot::{Item, Snapshot};
use webhook_autofill::press::{Button, Event, Key, State, Value};
use webhook_autofill::settings::Minutes;
use webhook_autofill::webhook::{CredentialName, Secret, WebhookData};

/// The secret that the oldest generation shows.
const SHOWN: &str = "Practice-Secret-1";

/// Replaces every text of a page, and fails if there is none.
fn with(page: &Json, replacements: &[(&str, &str)]) -> Snapshot {
    let mut text = page.to_string();
    for (old, new) in replacements {
        assert!(text.contains(old), "{old} is not on the page");
        text = text.replace(old, new);
    }
    snapshot(&text)
}

/// Only in what stands behind the pop-up.
fn behind(page: &Json, replacements: &[(&str, &str)]) -> Snapshot {
    let mut page = page.clone();
    let mut text = page["regions"][1].to_string();
    for (old, new) in replacements {
        assert!(text.contains(old), "{old} is not behind");
        text = text.replace(old, new);
    }
    page["regions"][1] = serde_json::from_str(&text).unwrap();
    snapshot(&page.to_string())
}

fn taken(mut page: Snapshot) -> (WebhookData, Option<Secret>, Vec<Warning>) {
    match read(&mut page) {
        Reading::Webhook { data, secret, warnings } => (*data, secret, warnings),
        Reading::Nothing(nothing) => panic!("{nothing:?}"),
        Reading::Refused(why) => panic!("{why:?}"),
        Reading::Credential { .. } | Reading::Ambiguous => panic!("no webhook data"),
    }
}

fn credential(data: &WebhookData) -> Option<&str> {
    data.credential.as_ref().map(CredentialName::as_str)
}

fn missing(mut page: Snapshot) -> Nothing {
    match read(&mut page) {
        Reading::Nothing(nothing) => nothing,
        _ => panic!("something is taken"),
    }
}

// ---- a secret that is shown ----

#[test]
fn takes_data_and_secret_of_the_oldest_pop_up_in_one_press() {
    let press = Press::over(recorded!("cicd-oldest-pop-up"), Held::default());
    let held = press.stored().expect("something is held");
    let data = &held.data[0];
    assert_eq!(credential(data), Some("webhook-credential"));
    let secret = held.secret_for(data).expect("its secret is held");
    assert!(secret.secret == Secret::new(SHOWN.to_owned()).unwrap());
    let minutes = Minutes::default().milliseconds();
    assert_eq!((secret.captured, secret.expires), (press.now, press.now.plus(minutes)));

    let view = press.view();
    assert_eq!(view.state, State::Captured);
    let row = view.rows.iter().find(|row| row.field == "secret").unwrap();
    assert_eq!(row.value, Value::from(Key::SecretIsHeld));
    assert!(!format!("{view:?}").contains(SHOWN), "the secret itself is never shown");
}

#[test]
fn a_secret_leaves_no_copy_in_the_snapshot_whether_it_is_taken_or_not() {
    let shows = |page: &Snapshot| page.regions.iter().flat_map(|region| &region.items).any(|item| item.text() == SHOWN);
    for (mut page, is_taken) in [
        (recorded!("cicd-oldest-pop-up"), true),
        (recorded!("cicd-oldest-pop-up-no-receiver"), true),
        // Of a system that is not supported.
        (recorded!("cicd-oldest-pop-up-github"), false),
    ] {
        assert!(shows(&page));
        assert_eq!(matches!(read(&mut page), Reading::Webhook { secret: Some(_), .. }), is_taken);
        assert!(!shows(&page));
    }
}

#[test]
fn a_second_press_replaces_the_secret_that_was_held() {
    let held = Press::over(recorded!("cicd-oldest-pop-up"), Held::default()).stored().unwrap().clone();
    let changed = with(&recorded_json("cicd-oldest-pop-up"), &[(SHOWN, "Practice-Secret-2")]);
    let press = Press::over(changed, held);
    let held = press.stored().unwrap();
    assert_eq!(held.secrets.len(), 1);
    assert!(held.secrets[0].secret == Secret::new("Practice-Secret-2".to_owned()).unwrap());
}

#[test]
fn a_mask_an_information_or_a_placeholder_is_never_taken_for_the_secret() {
    let oldest = recorded_json("cicd-oldest-pop-up");
    for text in [
        "********",
        "••••••••",
        "........",
        "xxxxxxxx",
        "ab12****",
        "ab12cd34…",
        "ab12cd34...",
        "Use the webhook secret of the webhook credential 'webhook-credential'",
        "Use secret 12345678",
        "webhook-credential",
        "(hidden)",
        "unavailable",
        "not-available",
        "ab12",
        "ab12cd34\u{200b}",
    ] {
        let (_, secret, _) = taken(with(&oldest, &[(SHOWN, text)]));
        assert!(secret.is_none(), "{text} is taken for a secret");
    }
    for text in ["ab12cd34", "9ElGAWfQSuX_8SbNO4vdBq-LYkBxJ9UYyKd4q0r7Tz4", "c1d2-e3f4", "s3cret\"with'quotes"] {
        let (_, secret, _) = taken(with(&oldest, &[(SHOWN, &text.replace('"', "\\\""))]));
        assert!(secret == Secret::new(text.to_owned()).ok(), "{text} is not taken");
    }
}

#[test]
fn the_credential_s_own_name_is_not_taken_for_its_secret() {
    let page = with(&recorded_json("cicd-oldest-pop-up"), &[(SHOWN, "webhook-1"), ("webhook-credential", "webhook-1")]);
    assert!(taken(page).1.is_none());
    let page = with(&recorded_json("cicd-oldest-pop-up"), &[(SHOWN, "webhook-2"), ("webhook-credential", "webhook-1")]);
    assert!(taken(page).1.is_some());
}

#[test]
fn a_secret_that_was_cut_or_is_something_else_than_a_text_is_not_taken() {
    let oldest = recorded_json("cicd-oldest-pop-up");
    let shown = format!("{{\"text\":{{\"text\":\"{SHOWN}\"}}}}");
    for other in [
        format!("{{\"text\":{{\"text\":\"{SHOWN}\",\"cut\":true}}}}"),
        format!("{{\"text\":{{\"text\":\"{SHOWN}\",\"address\":\"https://a.example/\"}}}}"),
        format!("{{\"heading\":{{\"text\":\"{SHOWN}\"}}}}"),
        format!("{{\"button\":{{\"text\":\"{SHOWN}\"}}}}"),
        format!("{{\"label\":{{\"text\":\"{SHOWN}\"}}}}"),
        format!("{{\"button\":{{\"text\":\"Show\"}}}},{shown}"),
    ] {
        let (_, secret, _) = taken(with(&oldest, &[(&shown, &other)]));
        assert!(secret.is_none(), "{other}");
    }
}

#[test]
fn a_secret_behind_the_pop_up_or_of_another_source_system_is_not_taken() {
    let older = recorded_json("cicd-older-pop-up");
    let row = format!(
        "\"Webhook Credential\"}}}},{{\"text\":{{\"text\":\"webhook-credential\"}}}},\
        {{\"text\":{{\"text\":\"Secret\"}}}},{{\"text\":{{\"text\":\"{SHOWN}\"}}}}"
    );
    let before = "\"Webhook Credential\"}},{\"text\":{\"text\":\"webhook-credential\"}}";
    assert!(taken(behind(&older, &[(before, &row)])).1.is_none());
    assert!(taken(recorded!("cicd-oldest-pop-up-github")).1.is_none());
}

// ---- what stands behind the pop-up ----

#[test]
fn what_stands_behind_is_context_for_the_same_repository() {
    let oldest = recorded_json("cicd-oldest-pop-up-ssh");
    assert_eq!(taken(snapshot(&oldest.to_string())).2, [Warning::StateOff]);

    // Its link may lead to the repository's page, while the clone URL is by another way and host.
    let link = "\"link\":{\"address\":\"ssh://git@bitbucket.example.com:7999/shop/checkout.git\"";
    let web = "\"link\":{\"address\":\"https://git.example.com/projects/SHOP/repos/checkout/browse\"";
    let mut page = oldest.clone();
    let front = page["regions"][0].to_string();
    assert!(front.contains(link));
    page["regions"][0] = serde_json::from_str(&front.replace(link, web)).unwrap();
    let (data, secret, warnings) = taken(snapshot(&page.to_string()));
    assert_eq!(data.repository.shown, "https://git.example.com/projects/SHOP/repos/checkout/browse");
    assert_eq!((secret.is_some(), warnings), (true, vec![Warning::StateOff]));
}

#[test]
fn what_stands_behind_is_no_context_when_it_is_of_another_repository() {
    for replacements in [
        // Another one altogether.
        &[("checkout", "catalog")][..],
        // Another clone URL under the same name.
        &[("shop/checkout.git", "shop/catalog.git")],
        // A second repository of the service with the same clone URL.
        &[(
            "{\"text\":{\"text\":\"Name\"}},{\"text\":{\"text\":\"checkout\"}}",
            "{\"text\":{\"text\":\"Name\"}},{\"text\":{\"text\":\"checkout-2\"}}",
        )],
        // Neither title nor clone URL is there.
        &[("\"heading\":{\"text\":\"checkout\"}", "\"text\":{\"text\":\"checkout\"}"), ("Clone URL", "Address")],
    ] {
        let (data, _, warnings) = taken(behind(&recorded_json("cicd-older-pop-up-ssh"), replacements));
        assert_eq!((data.repository_name.as_str(), warnings), ("checkout", Vec::new()), "{replacements:?}");
        let oldest = behind(&recorded_json("cicd-oldest-pop-up-ssh"), replacements);
        assert_eq!(missing(oldest), Nothing::Incomplete(Part::Credential), "{replacements:?}");
    }
}

#[test]
fn values_come_from_the_pop_up_even_where_the_page_behind_says_otherwise() {
    let other = &[("\"webhook-credential\"", "\"another\""), ("\"Bitbucket Server\"", "\"GitHub\"")];
    let (data, ..) = taken(behind(&recorded_json("cicd-older-pop-up"), other));
    assert_eq!((credential(&data), data.system.name()), (Some("webhook-credential"), "Bitbucket Server"));
}

#[test]
fn a_pop_up_without_a_link_takes_the_clone_url_behind_it_only_if_it_names_that_repository() {
    let ssh = recorded_json("cicd-older-pop-up-ssh");
    let mut without_link = ssh.clone();
    let items = without_link["regions"][0]["items"].as_array_mut().unwrap();
    let link = items.iter().position(|item| item.get("link").is_some()).unwrap();
    let sentence = format!(
        "{} checkout {}",
        items[link - 1]["text"]["text"].as_str().unwrap(),
        items[link + 1]["text"]["text"].as_str().unwrap()
    );
    items.splice(link - 1..link + 2, [serde_json::json!({"text": {"text": sentence}})]);

    let (data, _, warnings) = taken(snapshot(&without_link.to_string()));
    assert!(data.repository == taken(snapshot(&ssh.to_string())).0.repository);
    assert_eq!((data.repository_name.as_str(), data.system.name()), ("checkout", "Bitbucket Server"));
    assert_eq!(warnings, [Warning::StateOff]);

    assert_eq!(missing(behind(&without_link, &[("checkout", "check")])), Nothing::Incomplete(Part::Repository));
    let unnamed = without_link.to_string().replace("repository checkout and", "repository and");
    assert_eq!(missing(snapshot(&unnamed)), Nothing::Incomplete(Part::Repository));
}

#[test]
fn the_label_of_the_next_row_is_no_value() {
    let named = "{\"text\":{\"text\":\"webhook-credential\"}},";
    for empty in ["", "{\"text\":{\"text\":\"State\"}},", "{\"text\":{\"text\":\"–\"}},"] {
        let page = behind(&recorded_json("cicd-oldest-pop-up"), &[(named, empty)]);
        let (data, _, warnings) = taken(page);
        assert_eq!((credential(&data), &warnings[..]), (None, &[Warning::NoEventReceiver][..]), "{empty}");
    }
}

#[test]
fn a_repository_that_is_none_of_bitbucket_server_is_refused() {
    let mut page = with(&recorded_json("cicd-older-pop-up"), &[("/scm/shop/orders.git", "/orders.git")]);
    assert!(matches!(read(&mut page), Reading::Refused(Refused::Repository(_))));
    assert!(page.regions[0].items.iter().any(|item| matches!(item, Item::Link(_))));
}

// ---- nothing would be built ----

#[test]
fn every_reason_why_nothing_would_be_built_is_said() {
    let off = ("\"checked\":true,", "");
    let no_receiver = ("\"text\":{\"text\":\"webhook-credential\"}", "\"label\":{\"text\":\"State\"}");
    for (replacements, expected) in [
        (&[off][..], &[Warning::StateOff, Warning::NoJobs][..]),
        (&[no_receiver], &[Warning::NoEventReceiver, Warning::NoJobs]),
        (&[("No jobs found", "Nichts da")], &[Warning::NoJobs]),
    ] {
        let page = || behind(&recorded_json("cicd-older-pop-up-no-jobs"), replacements);
        assert_eq!(taken(page()).2, expected, "{replacements:?}");
        let press = Press::over(page(), Held::default());
        assert!(press.stored().is_some_and(|held| held.data.len() == 1), "it is captured all the same");
        assert_eq!((press.view().state, press.view().notes.len()), (State::Captured, expected.len()));
    }
}

/// Of a repository without a webhook event receiver, that is without a credential.
fn oldest_without_receiver(name: &str) -> Snapshot {
    snapshot(&recorded_json("cicd-oldest-pop-up-no-receiver").to_string().replace("reports", name))
}

#[test]
fn data_without_a_credential_is_held_with_the_secret_that_its_page_shows() {
    let press = Press::over(oldest_without_receiver("orders"), Held::default());
    let view = press.view();
    assert_eq!(view.state, State::Captured);
    assert!(view.rows.iter().all(|row| row.field != "credential"));
    assert!(view.rows.iter().any(|row| row.field == "secret" && row.value == Value::from(Key::SecretIsHeld)));
    assert!(press.notes()[0].contains("no webhook event receiver"), "{:?}", press.notes());

    let mut form = Press::over(recorded!("bitbucket-current-create"), press.stored().unwrap().clone());
    form.answer_act(Outcome::Filled);
    assert_eq!(form.view().state, State::Filled);
}

#[test]
fn the_secret_of_a_repository_without_a_credential_is_its_own() {
    let mut held = held_from(oldest_without_receiver("checkout"));
    held.put_data(taken(oldest_without_receiver("orders")).0, Time(0.0));
    let mut form = Press::over(recorded!("bitbucket-current-create"), held);
    assert_eq!(form.view().state, State::NeedsSecret);
    assert!(form.sentence().contains("'orders', and its page named no credential"), "{}", form.sentence());
    assert_eq!(text(&form.view().secret.unwrap()), "Secret of 'orders'");
    form.primary(SECRET);
    assert_eq!(form.model.held().secrets.len(), 2);
    form.tell(Event::Looked(Ok(recorded!("bitbucket-current-create"))));
    form.answer_act(Outcome::Filled);
    form.tell(Event::ForgetOne(0));
    let left: Vec<_> = form.model.held().secrets.iter().map(|held| held.key.as_str()).collect();
    assert_eq!(left, ["https://bitbucket.example.com/scm/shop/checkout.git"]);
}

#[test]
fn what_cannot_be_seen_is_not_warned_of() {
    let no_jobs_found = ",{\"text\":{\"text\":\"No jobs found\"}}";
    let heads = "{\"text\":{\"text\":\"Pipeline\"}}";
    for replacements in [
        // The table is just being loaded, or is not there yet, or has another head.
        &[(no_jobs_found, "")][..],
        &[("\"heading\":{\"text\":\"Jobs\"}", "\"heading\":{\"text\":\"Builds\"}")],
        &[(heads, "{\"text\":{\"text\":\"Pipeline\"}},{\"text\":{\"text\":\"Since\"}}")],
    ] {
        let page = behind(&recorded_json("cicd-older-pop-up-no-jobs"), replacements);
        assert_eq!(taken(page).2, [], "{replacements:?}");
    }
    // A page without a part that every detail view has is none.
    let page = behind(
        &recorded_json("cicd-older-pop-up-no-receiver"),
        &[("General Information", "Allgemeines"), ("\"Jobs (22)\"", "\"Jobs\"")],
    );
    assert_eq!(taken(page).2, []);
}

// ---- the Cloud Connector ----

#[test]
fn a_virtual_host_is_asked_about_once_and_its_address_is_learnt() {
    for (name, slug, shown) in [
        ("cicd-current-section-virtual-host", "warehouse", "http://my-virtual-host:8080/scm/shop/warehouse.git"),
        ("cicd-current-section-virtual-host-https", "invoices", "https://my-virtual-host/scm/shop/invoices.git"),
        ("cicd-older-pop-up-virtual-host-https", "invoices", "https://my-virtual-host/scm/shop/invoices.git"),
    ] {
        let sap = || snapshot(&recorded_json(name).to_string());
        let form = || with(&recorded_json("bitbucket-current-create"), &[("orders", slug)]);
        let press = Press::over(sap(), Held::default());
        assert_eq!((press.view().state, press.view().primary), (State::Captured, None), "{name}");

        let mut press = Press::over(form(), held_from(sap()));
        press.primary(SECRET);
        press.tell(Event::Looked(Ok(form())));
        assert_eq!(press.view().state, State::Confirm, "{name}");
        let question = text(&press.view().sentence);
        assert!(question.contains(shown) && question.contains("https://bitbucket.example.com"), "{question}");
        press.primary("");
        press.tell(Event::Looked(Ok(form())));
        press.answer_act(Outcome::Filled);
        assert_eq!(press.view().state, State::Filled, "{name}");

        let learnt = press.stored().unwrap().clone();
        assert_eq!(Press::over(sap(), learnt).view().primary, Some(Button::OpenInBitbucket), "{name}");
    }
}

#[test]
fn only_a_credential_makes_an_https_address_a_virtual_host() {
    let form = || recorded!("bitbucket-current-create");
    let label = "{\"text\":{\"text\":\"Cloud Connector Credential\"}}";
    let section = recorded_json("cicd-current-section").to_string().replace("//bitbucket.example.com/", "//git/");
    for (value, state) in [
        ("", State::WrongRepository),
        (",{\"text\":{\"text\":\"Webhook Credential\"}}", State::WrongRepository),
        (",{\"text\":{\"text\":\"–\"}}", State::WrongRepository),
        (",{\"text\":{\"text\":\"not used here\"}}", State::WrongRepository),
        (",{\"text\":{\"text\":\"on-premise\"}}", State::Confirm),
    ] {
        assert!(section.contains(label));
        let page = snapshot(&section.replace(label, &format!("{label}{value}")));
        assert_eq!(Press::over(form(), held_with_secret(page)).view().state, state, "{value}");
    }
}
