//! Pages that people have described (*Copy page description*), and what each is taken for.
//!
//! `cargo xtask record --from FILE` stores one in `tests/fixtures/described`. It fails here until a row says what the
//! page is to be taken for, and until it is.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;
use std::fs;

use support::snapshot;
use webhook_autofill::cicd::is_service_page;
use webhook_autofill::page::snapshot::Snapshot;
use webhook_autofill::scm::bitbucket_server::form::FORM;
use webhook_autofill::scm::form::Form;

/// File, and what it is taken for: of a form its fields with their handles, or what is wrong with it.
const EXPECTED: &[(&str, &str)] = &[("form-with-two-urls", "Doubled(Url)")];

#[test]
fn each_described_page_is_taken_for_what_its_row_says() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/described");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let found: BTreeMap<String, String> = files
        .map(|file| {
            let page = snapshot(&fs::read_to_string(&file).unwrap());
            (file.file_stem().unwrap().to_str().unwrap().to_owned(), taken_for(&page))
        })
        .collect();
    let expected = EXPECTED.iter().map(|(name, taken)| ((*name).to_owned(), (*taken).to_owned())).collect();
    assert_eq!(found, expected, "left: what the files are taken for; right: the rows");
}

fn taken_for(page: &Snapshot) -> String {
    if is_service_page(&page.address) {
        return "a page of the CI/CD service".to_owned();
    }
    match Form::find(&FORM, page) {
        Err(problem) => format!("{problem:?}"),
        Ok(form) => {
            form.fields().map(|(field, handle)| format!("{field:?} {}", handle.0)).collect::<Vec<_>>().join(", ")
        }
    }
}
