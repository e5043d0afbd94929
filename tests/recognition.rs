//! What every recorded page is taken for, in one table.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{recorded, recorded_json, snapshot};
use webhook_autofill::cicd::is_service_page;
use webhook_autofill::cicd::read::{Nothing, Reading, read};
use webhook_autofill::cicd::words::{self, Known};
use webhook_autofill::page::snapshot::{Item, Snapshot, same_words};
use webhook_autofill::scm::bitbucket_server::form::FORM;
use webhook_autofill::scm::bitbucket_server::repository::{Page, PageKind};
use webhook_autofill::scm::form::{Form, FormProblem};
use webhook_autofill::webhook::CredentialName;

macro_rules! table {
    ($($name:literal => $expected:expr,)*) => {
        [$(($name, recorded!($name), $expected)),*]
    };
}

#[test]
fn takes_each_page_of_the_ci_cd_service_for_what_it_is() {
    let section = "Bitbucket Server webhook-credential";
    for (name, mut page, expected) in table! {
        "cicd-current-section" => format!("orders https://bitbucket.example.com/scm/shop/orders.git {section}"),
        "cicd-current-section-classic" =>
            format!("catalog https://classic.example.com/bitbucket/scm/shop/catalog.git {section}"),
        "cicd-current-section-ssh" =>
            format!("checkout ssh://git@bitbucket.example.com:7999/shop/checkout.git {section} StateOff"),
        "cicd-current-section-http" =>
            format!("notes http://bitbucket.example.com:7990/scm/~jdoe/notes.git {section}"),
        "cicd-current-section-github" =>
            "storefront https://github.com/acme/storefront.git GitHub webhook-credential".to_owned(),
        "cicd-older-pop-up" => format!("orders https://bitbucket.example.com/scm/shop/orders.git {section}"),
        "cicd-older-pop-up-ssh" =>
            format!("checkout ssh://git@bitbucket.example.com:7999/shop/checkout.git {section} StateOff"),
        "cicd-older-pop-up-github" =>
            "storefront https://github.com/acme/storefront.git GitHub webhook-credential".to_owned(),
        "cicd-oldest-pop-up" =>
            format!("orders https://bitbucket.example.com/scm/shop/orders.git {section} and its secret"),
        "cicd-oldest-pop-up-ssh" =>
            format!("checkout ssh://git@bitbucket.example.com:7999/shop/checkout.git {section} and its secret \
                StateOff"),
        "cicd-oldest-pop-up-github" =>
            "storefront https://github.com/acme/storefront.git GitHub webhook-credential".to_owned(),
        "cicd-oldest-pop-up-no-secret" =>
            format!("orders https://bitbucket.example.com/scm/shop/orders.git {section}"),
        "cicd-current-section-gitlab" =>
            "mobile https://gitlab.com/acme/mobile.git GitLab webhook-credential".to_owned(),
        "cicd-current-section-bitbucket-cloud" =>
            "portal https://bitbucket.org/acme/portal.git Bitbucket Cloud webhook-credential".to_owned(),
        "cicd-current-section-azure-repos" =>
            "ledger https://dev.azure.com/acme/shop/_git/ledger Azure Repos webhook-credential".to_owned(),
        "cicd-current-section-virtual-host" =>
            format!("warehouse http://my-virtual-host:8080/scm/shop/warehouse.git {section}"),
        "cicd-current-section-virtual-host-https" =>
            format!("invoices https://my-virtual-host/scm/shop/invoices.git {section}"),
        "cicd-older-pop-up-virtual-host" =>
            format!("warehouse http://my-virtual-host:8080/scm/shop/warehouse.git {section}"),
        "cicd-older-pop-up-virtual-host-https" =>
            format!("invoices https://my-virtual-host/scm/shop/invoices.git {section}"),
        "cicd-current-section-no-jobs" =>
            format!("returns https://bitbucket.example.com/scm/shop/returns.git {section} NoJobs"),
        "cicd-current-section-no-jobs-at-all" =>
            format!("orders https://bitbucket.example.com/scm/shop/orders.git {section} NoJobs"),
        "cicd-older-pop-up-no-jobs" =>
            format!("returns https://bitbucket.example.com/scm/shop/returns.git {section} NoJobs"),
        "cicd-older-pop-up-no-receiver" =>
            format!("reports https://bitbucket.example.com/scm/shop/reports.git {section} NoEventReceiver"),
        "cicd-oldest-pop-up-no-receiver" =>
            "reports https://bitbucket.example.com/scm/shop/reports.git Bitbucket Server \
             no credential and its secret NoEventReceiver".to_owned(),
        "cicd-current-detail-view-no-receiver" => format!("{:?}", Nothing::NoEventReceiver),
        "cicd-current-add-repository" => format!("{:?}", Nothing::OtherPage),
        "cicd-older-add-repository" => format!("{:?}", Nothing::OtherDialog("Add Repository".to_owned())),
        "cicd-current-detail-view" => format!("{:?}", Nothing::ScrollToWebhookData),
        "cicd-older-detail-view" => format!("{:?}", Nothing::OpenWebhookData),
        "cicd-current-repositories" => format!("{:?}", Nothing::OtherPage),
        "cicd-current-create-credential-empty" => format!("{:?}", Nothing::NameEmpty),
        "cicd-current-create-credential-named" => format!("{:?}", Nothing::SecretEmpty),
        "cicd-current-create-credential" => "a credential".to_owned(),
        "cicd-current-create-credential-other-type" =>
            format!("{:?}", Nothing::OtherType("Basic Authentication".to_owned())),
        "cicd-older-create-credential" => "a credential".to_owned(),
    } {
        assert!(is_service_page(&page.address), "{name}");
        assert_eq!(described(&mut page), expected, "{name}");
    }
}

/// What a page says, each with its own words alone.
fn words_of(page: &Snapshot) -> Vec<&str> {
    let in_region = page.regions.iter().flat_map(|region| {
        let labels = region.fields().flat_map(|field| field.labels.iter().map(String::as_str));
        region.items.iter().map(Item::text).chain(labels).chain([region.title.as_str()])
    });
    in_region.collect()
}

#[test]
fn every_row_of_the_tables_of_words_is_shown_by_the_page_that_it_names() {
    let rows = |tables: &'static [&[Known]]| tables.iter().flat_map(|table| table.iter());
    for Known { text, seen, fixture } in rows(words::ALONE) {
        let page = snapshot(&recorded_json(fixture).to_string());
        assert!(words_of(&page).iter().any(|said| same_words(said, text)), "'{text}' is not on {fixture}");
        assert!(!seen.is_empty(), "nobody has seen '{text}'");
    }
    for Known { text, seen, fixture } in rows(words::IN_SENTENCES) {
        let page = snapshot(&recorded_json(fixture).to_string());
        let is_shown = words_of(&page).iter().any(|said| said.contains(text) && said.len() > text.len());
        assert!(is_shown, "'{text}' is in no sentence of {fixture}");
        assert!(!seen.is_empty(), "nobody has seen '{text}'");
    }
}

fn described(page: &mut Snapshot) -> String {
    match read(page) {
        Reading::Webhook { data, secret, warnings } => {
            let secret = if secret.is_some() { " and its secret" } else { "" };
            let warnings: String = warnings.iter().map(|warning| format!(" {warning:?}")).collect();
            let (name, address, system) = (data.repository_name, data.repository.shown, data.system.name());
            let credential = data.credential.as_ref().map_or("no credential", CredentialName::as_str);
            format!("{name} {address} {system} {credential}{secret}{warnings}")
        }
        Reading::Credential { .. } => "a credential".to_owned(),
        Reading::Nothing(nothing) => format!("{nothing:?}"),
        Reading::Refused(why) => format!("{why:?}"),
        Reading::Ambiguous => "ambiguous".to_owned(),
    }
}

#[test]
fn takes_each_page_of_bitbucket_for_what_it_is() {
    use PageKind::{CreateWebhook, EditWebhook, Login, Other, ProjectWebhooks, WebhookDetails, WebhookList};
    const FOUND: Option<FormProblem> = None;
    const ABSENT: Option<FormProblem> = Some(FormProblem::Absent);
    for (name, page, (repository, kind, form)) in table! {
        "bitbucket-current-create" => ("SHOP/orders", CreateWebhook, FOUND),
        "bitbucket-current-create-de" => ("SHOP/orders", CreateWebhook, FOUND),
        "bitbucket-current-create-fr" => ("SHOP/orders", CreateWebhook, FOUND),
        "bitbucket-current-create-ja" => ("SHOP/orders", CreateWebhook, FOUND),
        "bitbucket-current-create-unknown" => ("SHOP/orders", CreateWebhook, FOUND),
        "bitbucket-classic-create" => ("SHOP/catalog", CreateWebhook, FOUND),
        "bitbucket-classic-create-de" => ("SHOP/catalog", CreateWebhook, FOUND),
        "bitbucket-classic-create-fr" => ("SHOP/catalog", CreateWebhook, FOUND),
        "bitbucket-classic-create-ja" => ("SHOP/catalog", CreateWebhook, FOUND),
        "bitbucket-classic-create-unknown" => ("SHOP/catalog", CreateWebhook, FOUND),
        "bitbucket-current-edit" => ("SHOP/orders", EditWebhook, FOUND),
        "bitbucket-current-edit-de" => ("SHOP/orders", EditWebhook, FOUND),
        "bitbucket-current-edit-fr" => ("SHOP/orders", EditWebhook, FOUND),
        "bitbucket-current-edit-ja" => ("SHOP/orders", EditWebhook, FOUND),
        "bitbucket-current-edit-unknown" => ("SHOP/orders", EditWebhook, FOUND),
        "bitbucket-classic-edit" => ("SHOP/catalog", EditWebhook, FOUND),
        "bitbucket-classic-edit-de" => ("SHOP/catalog", EditWebhook, FOUND),
        "bitbucket-classic-edit-fr" => ("SHOP/catalog", EditWebhook, FOUND),
        "bitbucket-classic-edit-ja" => ("SHOP/catalog", EditWebhook, FOUND),
        "bitbucket-classic-edit-unknown" => ("SHOP/catalog", EditWebhook, FOUND),
        "bitbucket-current-list" => ("SHOP/orders", WebhookList, ABSENT),
        "bitbucket-current-list-de" => ("SHOP/orders", WebhookList, ABSENT),
        "bitbucket-current-list-fr" => ("SHOP/orders", WebhookList, ABSENT),
        "bitbucket-current-list-ja" => ("SHOP/orders", WebhookList, ABSENT),
        "bitbucket-current-list-unknown" => ("SHOP/orders", WebhookList, ABSENT),
        "bitbucket-classic-list" => ("SHOP/catalog", WebhookList, ABSENT),
        "bitbucket-classic-list-de" => ("SHOP/catalog", WebhookList, ABSENT),
        "bitbucket-classic-list-fr" => ("SHOP/catalog", WebhookList, ABSENT),
        "bitbucket-classic-list-ja" => ("SHOP/catalog", WebhookList, ABSENT),
        "bitbucket-classic-list-unknown" => ("SHOP/catalog", WebhookList, ABSENT),
        "bitbucket-current-details" => ("SHOP/orders", WebhookDetails { id: 1 }, ABSENT),
        "bitbucket-current-details-de" => ("SHOP/orders", WebhookDetails { id: 1 }, ABSENT),
        "bitbucket-current-details-fr" => ("SHOP/orders", WebhookDetails { id: 1 }, ABSENT),
        "bitbucket-current-details-ja" => ("SHOP/orders", WebhookDetails { id: 1 }, ABSENT),
        "bitbucket-current-details-unknown" => ("SHOP/orders", WebhookDetails { id: 1 }, ABSENT),
        "bitbucket-classic-details" => ("SHOP/catalog", WebhookDetails { id: 1 }, ABSENT),
        "bitbucket-classic-details-de" => ("SHOP/catalog", WebhookDetails { id: 1 }, ABSENT),
        "bitbucket-classic-details-fr" => ("SHOP/catalog", WebhookDetails { id: 1 }, ABSENT),
        "bitbucket-classic-details-ja" => ("SHOP/catalog", WebhookDetails { id: 1 }, ABSENT),
        "bitbucket-classic-details-unknown" => ("SHOP/catalog", WebhookDetails { id: 1 }, ABSENT),
        "bitbucket-current-create-http" => ("~jdoe/notes", CreateWebhook, FOUND),
        "bitbucket-current-create-not-mounted" => ("SHOP/orders", CreateWebhook, ABSENT),
        "bitbucket-classic-create-not-mounted" => ("SHOP/catalog", CreateWebhook, ABSENT),
        "bitbucket-current-archived" => ("SHOP/orders", WebhookList, ABSENT),
        "bitbucket-current-no-permission" => ("SHOP/orders", WebhookList, ABSENT),
        "bitbucket-classic-no-permission" => ("SHOP/catalog", WebhookList, ABSENT),
        "bitbucket-current-login" => ("", Login, ABSENT),
        "bitbucket-classic-login" => ("", Login, ABSENT),
        "bitbucket-current-project" => ("", ProjectWebhooks { key: "SHOP".to_owned() }, ABSENT),
        "bitbucket-current-browse" => ("SHOP/orders", Other, ABSENT),
        "bitbucket-current-settings" => ("SHOP/orders", Other, ABSENT),
        "bitbucket-classic-browse" => ("SHOP/catalog", Other, ABSENT),
    } {
        assert!(!is_service_page(&page.address), "{name}");
        let at = Page::at(&page.address).expect(name);
        let of = at.repository.map(|repository| repository.to_string());
        assert_eq!(of.as_deref().unwrap_or_default(), repository, "{name}");
        assert_eq!(at.kind, kind, "{name}");
        assert_eq!(Form::find(&FORM, &page).err(), form, "{name}");
    }
}
