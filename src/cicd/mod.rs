//! SAP Continuous Integration and Delivery: what its pages say ([`words`]) and what that means ([`read`]).

mod detail_view;
pub mod read;
mod webhook_data;
pub mod words;

use crate::page::snapshot::Address;

/// Whether an address is one of the service's own UI.
#[must_use]
pub fn is_service_page(address: &Address) -> bool {
    !address.has_user() && is_service_origin(&address.origin())
}

/// Whether scheme, host and port are those of the service's own UI (seen in public text and code, 2026):
/// `<subaccount>.<region>.cicd.cloud.sap`, and for older subscriptions
/// `<subaccount>.cicd.cfapps.<region>.hana.ondemand.com`. Compared label by label, by https on its own port.
#[must_use]
pub fn is_service_origin(origin: &str) -> bool {
    match labels(origin).as_slice() {
        [subaccount, region, "cicd", "cloud", "sap"]
        | [subaccount, "cicd", "cfapps", region, "hana", "ondemand", "com"] => {
            !subaccount.is_empty() && !region.is_empty()
        }
        _ => false,
    }
}

/// The labels of a host that is reached by https on its own port: a port would be a part of the last one.
#[inline(never)]
pub(crate) fn labels(origin: &str) -> Vec<&str> {
    origin.strip_prefix("https://").unwrap_or_default().split('.').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_service_s_hosts_label_by_label() {
        for href in [
            "https://acme.eu10.cicd.cloud.sap/ui/index.html",
            "https://acme.cicd.cfapps.eu10.hana.ondemand.com/ui/index.html#/x",
        ] {
            assert!(is_service_page(&Address::of(href)), "{href}");
        }
        for href in [
            "http://acme.eu10.cicd.cloud.sap/ui/index.html",
            "https://acme.eu10.cicd.cloud.sap:8443/ui/index.html",
            "https://acme.eu10.cicd.cloud.sap.evil.test/ui/index.html",
            "https://evil.test/acme.eu10.cicd.cloud.sap",
            "https://acme.eu10.cicd.cloud.sap@evil.test/",
            "https://cicd.cloud.sap/",
            "https://acme.eu10.evilcicd.cloud.sap/",
            "https://acme.cicd.cfapps.eu10.hana.ondemand.com.evil.test/",
            "https://app.cfapps.eu10.hana.ondemand.com/",
        ] {
            assert!(!is_service_page(&Address::of(href)), "{href}");
        }
    }
}
