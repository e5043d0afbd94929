//! What every recorded page is taken for, in one table.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::recorded;
use webhook_autofill::cicd::is_service_page;
use webhook_autofill::cicd::read::{Nothing, Reading, read};
use webhook_autofill::page::snapshot::Snapshot;
use webhook_autofill::scm::bitbucket_server::form::FORM;
use webhook_autofill::scm::bitbucket_server::repository::{Page, PageKind};
use webhook_autofill::scm::form::{Form, FormProblem};

macro_rules! table {
    ($($name:literal => $expected:expr,)*) => {
        [$(($name, recorded!($name), $expected)),*]
    };
}

#[test]
fn takes_each_page_of_the_ci_cd_service_for_what_it_is() {
    let section = "Bitbucket Server webhook-credential";
    for (name, page, expected) in table! {
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
        assert_eq!(described(&page), expected, "{name}");
    }
}

fn described(page: &Snapshot) -> String {
    match read(page) {
        Reading::Webhook { data, warning } => {
            let warning = warning.map(|warning| format!(" {warning:?}")).unwrap_or_default();
            let (name, address, system) = (data.repository_name, data.repository.shown, data.system.name());
            format!("{name} {address} {system} {}{warning}", data.credential)
        }
        Reading::Credential { .. } => "a credential".to_owned(),
        Reading::Nothing(nothing) => format!("{nothing:?}"),
        Reading::Refused(why) => format!("{why:?}"),
        Reading::Ambiguous => "ambiguous".to_owned(),
    }
}

#[test]
fn takes_each_page_of_bitbucket_for_what_it_is() {
    use PageKind::{CreateWebhook, EditWebhook, Other, WebhookList};
    const FOUND: Option<FormProblem> = None;
    const ABSENT: Option<FormProblem> = Some(FormProblem::Absent);
    for (name, page, (repository, kind, form)) in table! {
        "bitbucket-current-create" => ("SHOP/orders", CreateWebhook, FOUND),
        "bitbucket-current-create-http" => ("~jdoe/notes", CreateWebhook, FOUND),
        "bitbucket-classic-create" => ("SHOP/catalog", CreateWebhook, FOUND),
        "bitbucket-current-create-not-mounted" => ("SHOP/orders", CreateWebhook, ABSENT),
        "bitbucket-classic-create-not-mounted" => ("SHOP/catalog", CreateWebhook, ABSENT),
        "bitbucket-current-edit" => ("SHOP/orders", EditWebhook, FOUND),
        "bitbucket-classic-edit" => ("SHOP/catalog", EditWebhook, FOUND),
        "bitbucket-current-list" => ("SHOP/orders", WebhookList, ABSENT),
        "bitbucket-classic-list" => ("SHOP/catalog", WebhookList, ABSENT),
        "bitbucket-current-browse" => ("SHOP/orders", Other, ABSENT),
        "bitbucket-current-settings" => ("SHOP/orders", Other, ABSENT),
        "bitbucket-classic-browse" => ("SHOP/catalog", Other, ABSENT),
    } {
        assert!(!is_service_page(&page.address), "{name}");
        let at = Page::at(&page.address).expect(name);
        assert_eq!(at.repository.map(|repository| repository.to_string()).as_deref(), Some(repository), "{name}");
        assert_eq!(at.kind, kind, "{name}");
        assert_eq!(Form::find(&FORM, &page).err(), form, "{name}");
    }
}
