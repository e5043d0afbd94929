//! By what the fields of a form are found: on every recorded page, and on forms that nobody has recorded.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::{Value as Json, json};
use support::{recorded_json, snapshot};
use webhook_autofill::page::snapshot::{FieldKind, Region, RegionKind, Snapshot};
use webhook_autofill::scm::bitbucket_server::form::FORM;
use webhook_autofill::scm::form::FormField::{Active, Name, Push, Secret, Url};
use webhook_autofill::scm::form::FormProblem::{Absent, Contradicted, Doubled, Hidden, Missing};
use webhook_autofill::scm::form::{Form, FormField, FormProblem, Mention};
use webhook_autofill::scm::witness::{Known, Layout, Witness};

// ---- recorded forms ----

/// Fixture, what speaks for each field whatever the language, and the fields whose words are known in it. A classic
/// form says behind them, in words, that they must be filled: so it has none that are known but the English ones.
const RECORDED: &[(&str, [&str; 5], &str)] = &[
    ("bitbucket-current-create", CURRENT_SHAPE, EVERY),
    ("bitbucket-current-create-http", CURRENT_SHAPE, EVERY),
    ("bitbucket-current-create-de", CURRENT_SHAPE, "Name Url"),
    ("bitbucket-current-create-fr", CURRENT_SHAPE, "Url"),
    ("bitbucket-current-create-ja", CURRENT_SHAPE, "Url"),
    ("bitbucket-current-create-unknown", CURRENT_SHAPE, ""),
    ("bitbucket-current-edit", CURRENT_SHAPE, EVERY),
    ("bitbucket-current-edit-de", CURRENT_SHAPE, "Name Url"),
    ("bitbucket-current-edit-fr", CURRENT_SHAPE, "Url"),
    ("bitbucket-current-edit-ja", CURRENT_SHAPE, "Url"),
    ("bitbucket-current-edit-unknown", CURRENT_SHAPE, ""),
    ("bitbucket-classic-create", CLASSIC_SHAPE, EVERY),
    ("bitbucket-classic-create-de", CLASSIC_SHAPE, ""),
    ("bitbucket-classic-create-fr", CLASSIC_SHAPE, ""),
    ("bitbucket-classic-create-ja", CLASSIC_SHAPE, ""),
    ("bitbucket-classic-create-unknown", CLASSIC_SHAPE, ""),
    ("bitbucket-classic-edit", CLASSIC_SHAPE, EVERY),
    ("bitbucket-classic-edit-de", CLASSIC_SHAPE, ""),
    ("bitbucket-classic-edit-fr", CLASSIC_SHAPE, ""),
    ("bitbucket-classic-edit-ja", CLASSIC_SHAPE, ""),
    ("bitbucket-classic-edit-unknown", CLASSIC_SHAPE, ""),
];

const EVERY: &str = "Name Url Secret Push Active";
const CURRENT_SHAPE: [&str; 5] = [
    "Name: line, marked",
    "Url: line, marked",
    "Secret: line, unmarked, masked, help",
    "Push: help, event",
    "Active: beside lines, no event",
];
const CLASSIC_SHAPE: [&str; 5] = [
    "Name: line, marked",
    "Url: line, marked",
    "Secret: line, unmarked, help",
    "Push: help, event",
    "Active: beside lines, no event",
];

#[test]
fn every_field_of_a_recorded_form_is_found_by_what_speaks_for_it() {
    for (name, shape, words) in RECORDED {
        let form = Form::find(&FORM, &recorded(name)).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
        let expected = shape.map(|line| match line.split_once(": ") {
            Some((field, by)) if words.contains(field) => format!("{field}: word, {by}"),
            _ => line.to_owned(),
        });
        assert_eq!(described(&form), expected, "{name}");
        assert!(form.mentions.is_empty(), "{name}");
    }
}

#[test]
fn a_form_s_fields_are_the_same_in_every_language() {
    for (name, ..) in RECORDED {
        let english = ["-de", "-fr", "-ja", "-unknown"].iter().find_map(|language| name.strip_suffix(language));
        let find = |name: &str| places(&Form::find(&FORM, &recorded(name)).expect("a form"));
        assert_eq!(find(name), find(english.unwrap_or(name)), "{name}");
    }
}

#[test]
fn every_recorded_form_has_a_row() {
    let folder = format!("{}/tests/fixtures", env!("CARGO_MANIFEST_DIR"));
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap().file_name().into_string().unwrap();
        let name = file.trim_end_matches(".json");
        let is_form = name.starts_with("bitbucket-") && (name.contains("-create") || name.contains("-edit"));
        if is_form && Form::find(&FORM, &recorded(name)).err() != Some(Absent) {
            assert!(RECORDED.iter().any(|(known, ..)| *known == name), "{name} has no row");
        }
    }
}

fn described(form: &Form) -> Vec<String> {
    let names = |witnesses: &[Witness]| witnesses.iter().map(name_of).collect::<Vec<_>>().join(", ");
    form.found.iter().map(|(field, found)| format!("{field:?}: {}", names(&found.by))).collect()
}

fn name_of(witness: &Witness) -> &'static str {
    match witness {
        Witness::Word(_) => "word",
        Witness::Line(_) => "line",
        Witness::BeforeHelp(_) | Witness::AfterHelp(_) => "help",
        Witness::BesideLines => "beside lines",
        Witness::BeforeEvents => "before events",
        Witness::Marked => "marked",
        Witness::Unmarked => "unmarked",
        Witness::Masked => "masked",
        Witness::Event => "event",
        Witness::NoEvent => "no event",
    }
}

fn places(form: &Form) -> Vec<usize> {
    form.found.iter().map(|(_, found)| found.place).collect()
}

// ---- what is known ----

#[test]
fn every_row_of_what_is_known_is_shown_by_a_fixture() {
    let controls = FORM.fields.iter().map(|(_, control)| control).chain([&FORM.skip_verification]);
    for (control, known) in controls.flat_map(|control| control.witnesses.iter().map(move |known| (control, known))) {
        let Known { witness, seen } = known;
        assert!(!seen.source.is_empty() && !seen.fixtures.is_empty(), "{witness:?} is shown by no fixture");
        for fixture in seen.fixtures {
            let page = recorded(fixture);
            let found = Layout::of(region(&page)).find(control).unwrap_or_else(|why| panic!("{fixture}: {why:?}"));
            assert!(found.by.contains(witness), "{fixture} does not show {witness:?}");
        }
    }
    let choice = &FORM.authentication;
    for fixture in choice.seen.fixtures {
        let page = recorded(fixture);
        assert_eq!(region(&page).texts_after(choice.label).next(), Some(choice.none), "{fixture}");
    }
    assert!(!choice.seen.fixtures.is_empty());
}

#[test]
fn every_kind_of_a_control_is_one_that_it_was_seen_as() {
    for (field, control) in FORM.fields {
        let fixtures = control.witnesses.iter().flat_map(|known| known.seen.fixtures);
        let pages: Vec<Snapshot> = fixtures.map(|fixture| recorded(fixture)).collect();
        let kinds: Vec<FieldKind> = pages.iter().map(|page| kind_of(page, *field)).collect();
        // No form with a field for addresses was seen, but a browser writes and shows one like any other text.
        let is_seen = |kind: &FieldKind| kinds.contains(kind) || *kind == FieldKind::Url;
        assert!(control.kinds.iter().all(is_seen), "{field:?}");
    }
}

fn kind_of(page: &Snapshot, field: FormField) -> FieldKind {
    let form = Form::find(&FORM, page).expect("a form");
    let (_, found) = form.found.iter().find(|(of, _)| *of == field).unwrap();
    region(page).fields().find(|field| field.handle == found.handle).unwrap().kind
}

// ---- forms that nobody has recorded ----

/// The current form in a language of which no word is known, one thing a line: its kind, then its words.
///
/// `line` and `masked` are fields for a line of text, `box` a check box, `event` one in the group of events. A star
/// marks a label, `|` parts the label of a group from the field's own, `=` stands before what a choice shows.
const CURRENT: &str = "
    heading Depozejo
    heading Krei reteton
    line Nomo*
    line Adreso*
    box Stato | Aktiva
    masked Sekreto
    help Managewebhooks-webhooksecrets
    choice Aŭtentigo = Nenio
    box TLS | Fidi
    button Provi
    help Eventpayload-repositoryevents
    event Puŝo
    event Ŝanĝo
    event Forko
    help Eventpayload-pullrequest
    event Malfermo
    event Kunfando
    button Krei";
/// The classic one.
const CLASSIC: &str = "
    heading Krei reteton
    line Nomo*
    line Adreso*
    line Sekreto
    help Managewebhooks-webhooksecrets
    button Provi
    help Eventpayload-repositoryevents
    event Puŝo
    event Ŝanĝo
    event Forko
    help Eventpayload-pullrequest
    event Malfermo
    event Kunfando
    box Aktiva
    button Konservi";
const BASIC: &[Change] = &[
    ("choice Aŭtentigo = Nenio", "choice Aŭtentigo = Baza\nline Uzanto*\nmasked Pasvorto*"), //
];
const IN_ENGLISH: &[Change] = &[
    ("Nomo*", "Name*"),
    ("Adreso*", "URL*"),
    ("Sekreto", "Secret"),
    ("Puŝo", "Push"),
    ("Aktiva", "Active"),
    ("Aŭtentigo = Nenio", "Authentication = None"),
    ("Fidi", "Skip certificate verification"),
];
const FOUND: &str = "Nomo Adreso Sekreto Puŝo Aktiva";
const FOUND_IN_ENGLISH: &str = "Name URL Secret Push Active";

/// What is replaced by what. Each must be there.
type Change = (&'static str, &'static str);
/// What a form is like, how it differs from one that is known, and what is found: labels, or a problem.
type Odd = (&'static str, &'static [Change], Result<&'static str, FormProblem>);

fn check(form: &str, rows: &[Odd]) {
    for (title, changes, expected) in rows {
        let page = drawn(&changed(form, changes));
        let layout = Layout::of(region(&page));
        let label = |place: usize| layout.label_of(place).trim_end_matches('*');
        let labels = |form: Form| places(&form).into_iter().map(label).collect::<Vec<_>>().join(" ");
        let found = Form::find(&FORM, &page).map(labels);
        assert_eq!(found, expected.map(str::to_owned), "{title}");
    }
}

#[test]
fn the_current_form_in_an_unknown_language() {
    let rows: &[Odd] = &[
        ("as it is known", &[], Ok(FOUND)),
        ("a search box in the page's head", &[("heading Depozejo", "search Serĉi\nheading Depozejo")], Ok(FOUND)),
        ("a line of text in the page's head", &[("heading Depozejo", "line Serĉi\nheading Depozejo")], Ok(FOUND)),
        ("a line of text right before the form", &[("line Nomo*", "line Serĉi\nline Nomo*")], Err(Missing(Name))),
        ("a line of text more within", &[("box Stato", "line Priskribo\nbox Stato")], Err(Missing(Name))),
        ("a further form", &[("button Krei", "heading Opinio\nline A*\nline B*\nline C")], Err(Missing(Name))),
        ("a password elsewhere", &[("button Krei", "heading Vi\nmasked Pasvorto")], Ok(FOUND)),
        ("one known word among others", &[("Adreso", "URL")], Ok("Nomo URL Sekreto Puŝo Aktiva")),
        (
            "marks in words",
            &[("Nomo*", "Nomo (deviga)"), ("Adreso*", "Adreso（deviga）")],
            Ok("Nomo (deviga) Adreso（deviga） Sekreto Puŝo Aktiva"),
        ),
        ("no marks", &[("Nomo*", "Nomo"), ("Adreso*", "Adreso")], Err(Missing(Name))),
        ("a mark at the name alone", &[("Adreso*", "Adreso")], Err(Missing(Url))),
        ("a secret that must be filled", &[("Sekreto", "Sekreto*")], Err(Missing(Secret))),
        ("a secret in clear", &[("masked", "line")], Ok(FOUND)),
        ("a secret in clear without help", &[("masked", "line"), SECRET_HELP_GONE], Err(Missing(Secret))),
        ("a masked secret without help", &[SECRET_HELP_GONE], Ok(FOUND)),
        (
            "the secret's help at the URL",
            &[SECRET_HELP_GONE, ("line Adreso*", "line Adreso*\nhelp Managewebhooks-webhooksecrets")],
            Err(Missing(Secret)),
        ),
        ("no help at the events", &[("help Eventpayload-repositoryevents", "")], Err(Missing(Push))),
        (
            "the events' help before the form",
            &[
                ("help Eventpayload-repositoryevents", ""),
                ("heading Krei", "help Eventpayload-repositoryevents\nheading Krei"),
            ],
            Err(Missing(Push)),
        ),
        (
            "the events' help twice",
            &[
                ("heading Krei", "help Eventpayload-repositoryevents\nheading Krei"), //
            ],
            Ok(FOUND),
        ),
        ("a box more beside Active", &[("box Stato", "box Alia\nbox Stato")], Err(Missing(Active))),
        ("a box in the page's head", &[("heading Depozejo", "box Malhela\nheading Depozejo")], Ok(FOUND)),
        ("no box for Active", &[("box Stato | Aktiva", "")], Err(Missing(Active))),
        ("nothing but the name's field", &[("line Adreso*", ""), ("masked Sekreto", "")], Err(Missing(Name))),
        ("a hidden field for the URL", &[("line Adreso*", "hidden Adreso*")], Err(Missing(Name))),
        ("a text area for the secret", &[("masked", "area")], Err(Missing(Name))),
    ];
    check(CURRENT, rows);
}

const SECRET_HELP_GONE: Change = ("help Managewebhooks-webhooksecrets", "");

#[test]
fn the_classic_form_in_an_unknown_language() {
    let rows: &[Odd] = &[
        ("as it is known", &[], Ok(FOUND)),
        ("no help at the secret", &[SECRET_HELP_GONE], Err(Missing(Secret))),
        ("a box more before the events", &[("button Provi", "box Fidi")], Ok(FOUND)),
        ("a box more behind the events", &[("box Aktiva", "box Aktiva\nbox Alia")], Err(Missing(Active))),
        ("events in no group", &[("event", "box")], Err(Missing(Push))),
    ];
    check(CLASSIC, rows);
}

#[test]
fn a_user_name_and_a_password_are_not_taken_for_the_secret() {
    let form = changed(CURRENT, BASIC);
    let rows: &[Odd] = &[
        ("the secret's help tells", &[], Ok(FOUND)),
        ("no marks at user name and password", &[("Uzanto*", "Uzanto"), ("Pasvorto*", "Pasvorto")], Ok(FOUND)),
        ("no help", &[SECRET_HELP_GONE], Err(Missing(Secret))),
        ("the secret's word", &[SECRET_HELP_GONE, ("Sekreto", "Secret")], Ok("Nomo Adreso Secret Puŝo Aktiva")),
        (
            "help at the password",
            &[SECRET_HELP_GONE, ("masked Pasvorto*", "masked Pasvorto*\nhelp Managewebhooks-webhooksecrets")],
            Err(Missing(Secret)),
        ),
        ("the secret's word at the password", &[("Pasvorto", "Secret")], Err(Contradicted(Secret))),
        ("the same without help", &[SECRET_HELP_GONE, ("Pasvorto", "Secret")], Err(Contradicted(Secret))),
        ("the secret's word at the user name", &[("Uzanto", "Secret")], Err(Contradicted(Secret))),
        ("no choice before them", &[("choice Aŭtentigo = Baza", "")], Err(Missing(Name))),
        (
            "the choice before the secret",
            &[("choice Aŭtentigo = Baza", ""), ("masked Sekreto", "choice Aŭtentigo = Baza\nmasked Sekreto")],
            Err(Missing(Name)),
        ),
        ("a token in place of both", &[("line Uzanto*", "")], Err(Missing(Name))),
        ("no secret", &[("masked Sekreto", "")], Err(Missing(Name))),
    ];
    check(&form, rows);
    check(
        &changed(&form, &IN_ENGLISH[..5]),
        &[
            ("words tell", &[], Ok(FOUND_IN_ENGLISH)),
            ("words tell without help, too", &[SECRET_HELP_GONE], Ok(FOUND_IN_ENGLISH)),
            ("all but the secret's word", &[SECRET_HELP_GONE, ("Secret", "Sekreto")], Err(Missing(Secret))),
        ],
    );
}

#[test]
fn the_form_in_english_however_it_is_built() {
    let rows: &[Odd] = &[
        ("as it is known", &[], Ok(FOUND_IN_ENGLISH)),
        ("no help anywhere", &[SECRET_HELP_GONE, EVENTS_HELP_GONE], Ok(FOUND_IN_ENGLISH)),
        ("no marks", &[("Name*", "Name"), ("URL*", "URL")], Ok(FOUND_IN_ENGLISH)),
        ("a line of text more", &[("line URL*", "line Description\nline URL*")], Ok(FOUND_IN_ENGLISH)),
        ("a further form", &[("button Krei", "heading Opinion\nline A*\nline B*\nline C")], Ok(FOUND_IN_ENGLISH)),
        ("events in no group", &[("event ", "box ")], Ok(FOUND_IN_ENGLISH)),
        ("headings within", &[("masked", "heading Security\nmasked")], Ok(FOUND_IN_ENGLISH)),
        ("a search box of a field's name", &[("heading Depozejo", "search Name")], Ok(FOUND_IN_ENGLISH)),
        ("a hidden field of a field's name", &[("heading Depozejo", "hidden Secret")], Ok(FOUND_IN_ENGLISH)),
        ("a second field for the URL", &[("line URL*", "line URL*\nline URL")], Err(Doubled(Url))),
        ("a second secret below another heading", &[("button Krei", "heading X\nmasked Secret")], Err(Doubled(Secret))),
        ("a hidden secret", &[("masked", "hidden")], Err(Hidden(Secret))),
        ("a text area for the URL", &[("line URL", "area URL")], Err(Missing(Url))),
        ("a search box for the name", &[("line Name", "search Name")], Err(Missing(Name))),
        ("a box for the secret", &[("masked", "box")], Err(Missing(Secret))),
    ];
    check(&changed(CURRENT, IN_ENGLISH), rows);
}

const EVENTS_HELP_GONE: Change = ("help Eventpayload-repositoryevents", "");

#[test]
fn words_that_mean_something_else_stop_it() {
    let rows: &[Odd] = &[
        ("the name is called URL", &[("Nomo", "URL")], Err(Contradicted(Url))),
        ("the URL is called Name", &[("Adreso", "Name")], Err(Contradicted(Name))),
        ("name and URL are swapped", &[("Nomo", "URL"), ("Adreso", "Name")], Err(Contradicted(Name))),
        ("the name is called Secret", &[("Nomo", "Secret")], Err(Contradicted(Secret))),
        ("another event is called Push", &[("Forko", "Push")], Err(Contradicted(Push))),
        ("Active is called Push", &[("Aktiva", "Push")], Err(Contradicted(Push))),
        ("trust is called Active", &[("Fidi", "Active")], Err(Contradicted(Active))),
        ("an event is called Active", &[("Forko", "Active")], Err(Contradicted(Active))),
        ("an event is called Secret", &[("Forko", "Secret")], Err(Missing(Secret))),
        ("the choice is called Secret", &[("Aŭtentigo", "Secret")], Err(Missing(Secret))),
        ("the search box is called URL", &[("heading Depozejo", "search URL")], Err(Missing(Url))),
        ("a hidden field is called Secret", &[("heading Depozejo", "hidden Secret")], Err(Hidden(Secret))),
        ("one field has two of our words", &[("line Nomo", "line URL | Name")], Err(Contradicted(Url))),
        (
            "where the order says nothing either",
            &[
                ("Nomo", "URL"),
                ("line Adreso*", "line Adreso*\nline Alia"), //
            ],
            Err(Missing(Name)),
        ),
    ];
    check(CURRENT, rows);
}

#[test]
fn a_page_without_a_form_has_none() {
    let rows: &[Odd] = &[
        ("nothing at all", &[(CURRENT, "")], Err(Absent)),
        ("a search box and a filter", &[(CURRENT, "search Serĉi\nheading Retetoj\nline Filtri")], Err(Absent)),
        ("boxes", &[(CURRENT, "box A\nevent B\nevent C\nevent D")], Err(Absent)),
        ("another form", &[(CURRENT, "line A\nline B\nline C")], Err(Missing(Name))),
    ];
    check(CURRENT, rows);
}

#[test]
fn a_form_in_a_dialog_or_behind_one_is_none() {
    for (member, value) in [("kind", json!("dialog")), ("behind", json!(true))] {
        let mut page = page_json(CURRENT);
        page["regions"][0][member] = value;
        assert_eq!(Form::find(&FORM, &snapshot(&page.to_string())).err(), Some(Absent), "{member}");
    }
}

// ---- what else is set ----

#[test]
fn what_else_is_set_is_mentioned_in_any_language() {
    use Mention::{Authentication, CertificateVerificationSkipped as Skipped, OtherEvent};
    let other = |label: &str| OtherEvent(label.to_owned());
    let chosen = |words: &str| Authentication(words.to_owned());
    let rows: [(&str, &[Change], Vec<Mention>); 10] = [
        ("nothing", &[], vec![]),
        ("what is ours", &[("box Stato", "ticked Stato")], vec![]),
        (
            "two events",
            &[("event Forko", "ticked-event Forko"), ("event Kunf", "ticked-event Kunf")],
            vec![other("Forko"), other("Kunfando")],
        ),
        ("trust in any certificate", &[("box TLS", "ticked TLS")], vec![Skipped]),
        ("the same in English", &[("box TLS | Fidi", "ticked SSL/TLS | Skip certificate verification")], vec![Skipped]),
        ("one of two boxes that may be it", &[("box TLS", "box Alia\nticked TLS")], vec![other("Fidi")]),
        ("a box in the page's head", &[("heading Depozejo", "ticked Malhela\nheading Depozejo")], vec![]),
        ("a user name and a password", BASIC, vec![chosen("Baza")]),
        (
            "the same in a choice that says nothing",
            &[
                ("choice Aŭtentigo = Nenio", "choice Aŭtentigo\nline Uzanto*\nmasked Pasvorto*"), //
            ],
            vec![chosen("Aŭtentigo")],
        ),
        ("an authentication in English", &[("Aŭtentigo = Nenio", "Authentication = Basic")], vec![chosen("Basic")]),
    ];
    for (title, changes, expected) in rows {
        let form = Form::find(&FORM, &drawn(&changed(CURRENT, changes)));
        assert_eq!(form.map(|form| form.mentions), Ok(expected), "{title}");
    }
    let form = changed(CLASSIC, &[("button Provi", "ticked Fidi")]);
    assert_eq!(Form::find(&FORM, &drawn(&form)).map(|form| form.mentions), Ok(vec![Skipped]));
}

// ---- pages ----

fn region(page: &Snapshot) -> &Region {
    page.front().find(|region| region.kind == RegionKind::Page).expect("a page")
}

fn recorded(name: &str) -> Snapshot {
    snapshot(&recorded_json(name).to_string())
}

fn changed(form: &str, changes: &[Change]) -> String {
    changes.iter().fold(form.to_owned(), |form, (what, by)| {
        assert!(form.contains(what), "no {what}");
        form.replace(what, by)
    })
}

fn drawn(form: &str) -> Snapshot {
    snapshot(&page_json(form).to_string())
}

fn page_json(form: &str) -> Json {
    let lines = form.lines().map(str::trim).filter(|line| !line.is_empty());
    let items: Vec<Json> = lines.enumerate().flat_map(|(handle, line)| items(handle + 1, line)).collect();
    let regions = json!([{"kind": "page", "items": items}]);
    json!({"nonce": "n", "document": "d", "address": "https://b.test/", "top": true, "regions": regions})
}

/// A line of a form's drawing, as `page.js` says it.
fn items(handle: usize, line: &str) -> Vec<Json> {
    let (what, words) = line.split_once(' ').unwrap_or((line, ""));
    let (words, shown) = words.split_once(" = ").unwrap_or((words, ""));
    let labels: Vec<&str> = words.split(" | ").collect();
    let field = |kind: &str, more: Json| {
        let mut field = json!({"handle": handle, "kind": kind, "labels": labels});
        field.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let label = |text: &&str| json!({"label": {"text": text, "handle": handle}});
        let text = (!shown.is_empty()).then(|| json!({"text": {"text": shown}}));
        labels.iter().map(label).chain(text).chain([json!({ "field": field })]).collect()
    };
    match what {
        "line" => field("text", json!({})),
        "masked" => field("password", json!({})),
        "search" => field("search", json!({})),
        "area" => field("textarea", json!({})),
        "hidden" => field("text", json!({"hidden": true})),
        "choice" => field("text", json!({"role": "combobox", "hidden": true})),
        "box" => field("checkbox", json!({})),
        "ticked" => field("checkbox", json!({"checked": true})),
        "event" => field("checkbox", json!({"group": ["Eventoj*"]})),
        "ticked-event" => field("checkbox", json!({"group": ["Eventoj*"], "checked": true})),
        "heading" => vec![json!({"heading": {"text": words}})],
        "button" => vec![json!({"button": {"text": words}})],
        "help" => {
            vec![json!({"link": {"text": "?", "address": format!("https://help.test/#{words}")}})]
        }
        _ => panic!("what is {what}?"),
    }
}
