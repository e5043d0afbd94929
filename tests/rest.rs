//! What answers of Bitbucket's REST API mean. The answers in `fixtures/rest` are made by hand, after Atlassian's
//! document and after what clients of real servers expect. Natively `serde_json` reads them, in browsers these do.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::{Value, json};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{wasm_bindgen_test as test, wasm_bindgen_test_configure};
#[cfg(target_arch = "wasm32")]
use webhook_autofill::browser::http::ThisBrowser as Bench;
use webhook_autofill::held::Time;
use webhook_autofill::plain::Read;
use webhook_autofill::scm::bitbucket_server::health::{DeliveryResult, Examination, Health, LastDelivery, Line};
use webhook_autofill::scm::bitbucket_server::repository::{Base, Repository};
use webhook_autofill::scm::bitbucket_server::rest::{
    Answer, Ask, Found, HttpError, Listing, Reply, Request, Scope, Subject, Trouble, Unclear, Verdict, Webhook, read,
};
use webhook_autofill::webhook::Secret;
use zeroize::Zeroizing;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test_configure!(run_in_browser);

const URL: &str = "https://cicd-service.cfapps.eu10.hana.ondemand.com/v2/bitbucket_events/tenant/1/webhook/2";
const SECRET: &str = "m0st-Secret.of_all";
const NOW: Time = Time(1_795_500_200_000.0);
const LIST: Ask = Ask::List { start: 0 };
const SEARCH: Ask = Ask::Search { start: 0 };
const LATEST: Ask = Ask::Latest { id: 7 };

// ---- helpers --------------------------------------------------------------------------------------------------------

#[cfg(not(target_arch = "wasm32"))]
#[path = "support/bench.rs"]
mod bench;
#[cfg(not(target_arch = "wasm32"))]
use bench::Bench;

#[cfg(not(target_arch = "wasm32"))]
fn plain<T: Read>(json: Value) -> T {
    webhook_autofill::plain::json::read(json).expect("plain data")
}

#[cfg(target_arch = "wasm32")]
fn plain<T: Read>(json: Value) -> T {
    T::read(&js_sys::JSON::parse(&json.to_string()).expect("JSON")).expect("plain data")
}

fn subject() -> Subject {
    Subject {
        base: Base { secure: true, host: "git.example.com".into(), port: Some(8443), context: "/bitbucket".into() },
        repository: Repository { key: "shop".into(), slug: "orders".into() },
        url: plain(json!(URL)),
        name: None,
        secret: Some(Secret::new(SECRET.into()).unwrap()),
    }
}

fn answer(fixture: &Value) -> Answer {
    let mut fixture = fixture.clone();
    if fixture["body"].is_object() {
        fixture["body"] = fixture["body"].to_string().into();
    }
    plain(fixture)
}

macro_rules! recorded {
    ($name:literal) => {
        &serde_json::from_str::<Value>(include_str!(concat!("fixtures/rest/", $name, ".json"))).expect($name)
    };
}

fn reply(ask: Ask, fixture: &Value) -> Result<Reply, Trouble> {
    read::<Bench>(&Request { subject: subject().into(), ask }, Ok(answer(fixture)))
}

/// The answer to a list that has just one webhook, which differs in some members from what is meant.
fn list_of_one(change: Value) -> Value {
    let mut answer = recorded!("list-older").clone();
    let mut webhook = answer["body"]["values"][2].clone();
    webhook.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    answer["body"]["values"] = json!([webhook]);
    answer
}

fn examine(ask: Ask, fixture: &Value) -> Examination {
    Examination::of_list(Listing::default().answer(reply(ask, fixture)).expect("no more is asked"))
}

fn wrong(examination: &Examination) -> Vec<Line> {
    lines(examination, Verdict::Wrong)
}

fn lines(examination: &Examination, wanted: Verdict) -> Vec<Line> {
    examination.lines.iter().filter(|(_, verdict)| *verdict == wanted).map(|(line, _)| *line).collect()
}

fn page(count: usize, next: Option<u32>) -> Result<Reply, Trouble> {
    Ok(Reply::Webhooks(vec![ours(); count], next))
}

fn ours() -> Webhook {
    match reply(LIST, &list_of_one(json!({}))) {
        Ok(Reply::Webhooks(webhooks, None)) => webhooks.into_iter().next().expect("a webhook"),
        _ => panic!("no webhooks"),
    }
}

// ---- what is asked --------------------------------------------------------------------------------------------------

#[test]
fn asks_below_the_context_path_and_with_the_key_as_pages_show_it() {
    let rest = "/bitbucket/rest/api/latest/projects/SHOP/repos/orders/webhooks";
    for (ask, path) in [
        (SEARCH, "/search?scopeType=repository&scopeType=project&start=0&limit=1000"),
        (Ask::List { start: 50 }, "?start=50&limit=1000"),
        (LATEST, "/7/latest?event=repo:refs_changed"),
    ] {
        let request = Request { subject: subject().into(), ask };
        assert_eq!(request.path(), format!("{rest}{path}"));
        assert_eq!(request.address(), format!("https://git.example.com:8443{rest}{path}"));
    }
}

#[test]
fn encodes_what_may_not_stand_in_a_path() {
    let path = |key: &str, slug: &str| {
        let repository = Repository { key: key.into(), slug: slug.into() };
        Request { subject: Subject { repository, ..subject() }.into(), ask: LATEST }.path()
    };
    for (key, slug, encoded) in
        [("~jdoe", "my.notes-1_a", "~jdoe/repos/my.notes-1_a"), ("A/B", "ä?#", "A%2FB/repos/%C3%A4%3F%23")]
    {
        let expected =
            format!("/bitbucket/rest/api/latest/projects/{encoded}/webhooks/7/latest?event=repo:refs_changed");
        assert_eq!(path(key, slug), expected);
    }
}

#[test]
fn leads_to_the_webhook_s_own_page_or_to_the_project_s() {
    let servlet = "https://git.example.com:8443/bitbucket/plugins/servlet/webhooks/projects/SHOP";
    assert_eq!(subject().page_of(&ours()), format!("{servlet}/repos/orders/details/7"));
    let inherited = examine(SEARCH, recorded!("search-inherited")).webhook.unwrap();
    assert_eq!(subject().page_of(&inherited), servlet);
}

// ---- webhooks -------------------------------------------------------------------------------------------------------

#[test]
fn finds_the_webhook_with_exactly_that_url_on_an_older_server() {
    let found = examine(LIST, recorded!("list-older"));
    assert_eq!(found.health, Health::Registered);
    let webhook = found.webhook.as_ref().unwrap();
    assert_eq!((webhook.id, webhook.name.as_str()), (7, "SAP CI/CD – orders"));
    assert_eq!(webhook.scope, Scope::Unknown);
    // Older servers say nothing about certificates.
    assert_eq!(lines(&found, Verdict::Unknown), [Line::Certificates]);
    assert!(wrong(&found).is_empty());
}

#[test]
fn finds_it_on_a_newer_server_where_the_secret_is_masked() {
    let found = examine(SEARCH, recorded!("search-newer"));
    assert_eq!(found.health, Health::Registered);
    assert_eq!(lines(&found, Verdict::Unknown), [Line::Secret]);
    assert!(wrong(&found).is_empty());
    let inherited = examine(SEARCH, recorded!("search-inherited")).webhook.unwrap();
    assert_eq!((inherited.id, inherited.scope), (12, Scope::Project));
}

#[test]
fn keeps_nothing_of_foreign_webhooks_and_no_secret_of_ours() {
    let Ok(Reply::Webhooks(webhooks, None)) = reply(LIST, recorded!("list-older")) else { panic!("no webhooks") };
    // A URL that only begins like ours is foreign, though its secret is ours.
    assert_eq!(webhooks.iter().map(|webhook| webhook.id).collect::<Vec<_>>(), [7]);
    for foreign in [SECRET, "not-ours-at-all", "Chat", "chat.example.com", "pr:merged"] {
        assert!(!format!("{webhooks:?}").contains(foreign), "{foreign}");
    }
}

#[test]
fn compares_urls_as_the_browser_writes_them() {
    for (url, is_ours) in [
        (URL.to_owned(), true),
        (URL.replace("https://cicd", "HTTPS://CICD").replace(".com/", ".com:443/"), true),
        (format!(" {URL} "), true),
        (format!("{URL}/"), false),
        (format!("{URL}?x"), false),
        (URL.replace("/v2", "/V2"), false),
        (URL.replace("https", "http"), false),
        (URL.replace(".com/", ".com.evil.test/"), false),
        ("no address".to_owned(), false),
    ] {
        let health = examine(LIST, &list_of_one(json!({ "url": url }))).health;
        assert_eq!(health, if is_ours { Health::Registered } else { Health::Missing }, "{url}");
    }
}

#[test]
fn names_what_is_wrong_with_a_webhook() {
    let configured = |secret: &str| json!({ "configuration": { "secret": secret } });
    for (change, health, wrong_lines) in [
        (json!({}), Health::Registered, vec![]),
        (json!({ "active": false }), Health::Inactive, vec![Line::Active]),
        (json!({ "events": ["pr:opened"] }), Health::PushMissing, vec![Line::Push]),
        (json!({ "events": [], "active": false }), Health::Inactive, vec![Line::Active, Line::Push]),
        (json!({ "events": ["pr:opened", "repo:refs_changed"] }), Health::Registered, vec![]),
        (json!({ "sslVerificationRequired": false }), Health::Differs, vec![Line::Certificates]),
        (configured("Most-secret.of_all"), Health::Differs, vec![Line::Secret]),
        (configured("two\nlines"), Health::Differs, vec![Line::Secret]),
        (configured(&"x1".repeat(200)), Health::Differs, vec![Line::Secret]),
    ] {
        let found = examine(LIST, &list_of_one(change.clone()));
        assert_eq!(wrong(&found), wrong_lines, "{change}");
        assert_eq!(found.health, health, "{change}");
    }
}

#[test]
fn calls_a_secret_unknown_that_the_server_masks_or_leaves_out() {
    for configuration in [
        json!({}),
        json!(null),
        json!({ "secret": null }),
        json!({ "secret": "" }),
        json!({ "secret": "********" }),
        json!({ "secret": "••••••••" }),
        json!({ "secret": "xxxxxxxx" }),
        json!({ "secret": "m0****ll" }),
        json!({ "secret": true }),
        json!({ "secret": { "masked": true } }),
    ] {
        let found = examine(LIST, &list_of_one(json!({ "configuration": configuration })));
        assert!(lines(&found, Verdict::Unknown).contains(&Line::Secret), "{configuration}");
        assert_eq!(found.health, Health::Registered, "{configuration}");
    }
}

#[test]
fn calls_a_secret_unknown_if_none_is_held() {
    let request = Request { subject: Subject { secret: None, ..subject() }.into(), ask: LIST };
    let reply = read::<Bench>(&request, Ok(answer(recorded!("list-older"))));
    let found = Listing::default().answer(reply).expect("no more is asked");
    assert!(lines(&Examination::of_list(found), Verdict::Unknown).contains(&Line::Secret));
}

#[test]
fn knows_a_secret_of_stars_if_it_is_the_held_one() {
    let secret = Secret::new("a***b".into()).unwrap();
    let request = Request { subject: Subject { secret: Some(secret), ..subject() }.into(), ask: LIST };
    let mut answer = answer(recorded!("list-older"));
    answer.body = answer.body.map(|body| Zeroizing::new(body.replace(SECRET, "a***b")));
    let Ok(Reply::Webhooks(webhooks, None)) = read::<Bench>(&request, Ok(answer)) else { panic!("no webhooks") };
    assert_eq!(webhooks.iter().map(|webhook| webhook.secret).collect::<Vec<_>>(), [Verdict::Right]);
}

#[test]
fn leaves_open_what_a_server_does_not_say() {
    let found = examine(LIST, recorded!("list-bare"));
    assert_eq!(found.health, Health::Registered);
    assert_eq!(lines(&found, Verdict::Unknown), [Line::Active, Line::Push, Line::Certificates, Line::Secret]);
    for member in ["name", "active", "events", "configuration", "scopeType", "updatedDate", "sslVerificationRequired"] {
        for unknown in [json!(null), json!(-7.5), json!([7]), json!({ "a": "b" })] {
            let webhook = json!({ member: unknown });
            assert_eq!(examine(LIST, &list_of_one(webhook.clone())).health, Health::Registered, "{webhook}");
        }
    }
}

#[test]
fn tells_of_a_second_webhook_and_takes_the_better_one() {
    let mut fixture = recorded!("list-older").clone();
    let mut inactive = fixture["body"]["values"][2].clone();
    inactive["id"] = json!(6);
    inactive["active"] = json!(false);
    fixture["body"]["values"].as_array_mut().unwrap().insert(0, inactive);
    let found = examine(LIST, &fixture);
    assert_eq!((found.health.clone(), wrong(&found)), (Health::Differs, vec![Line::Single]));
    assert_eq!(found.webhook.unwrap().id, 7);
}

// ---- page after page ------------------------------------------------------------------------------------------------

/// Answers until nothing more is asked.
fn run(mut answer: impl FnMut(Ask) -> Result<Reply, Trouble>) -> (Vec<Ask>, Result<Found, Trouble>) {
    let mut asked = Vec::new();
    let mut listing = Listing::default();
    loop {
        let ask = listing.ask();
        asked.push(ask);
        if let Some(found) = listing.answer(answer(ask)) {
            return (asked, found);
        }
    }
}

#[test]
fn reads_page_after_page_to_the_last() {
    let (asked, found) = run(|ask| match ask {
        SEARCH => page(0, Some(25)),
        Ask::Search { start: 25 } => page(1, Some(60)),
        Ask::Search { start: 60 } => page(1, None),
        _ => panic!("{ask:?}"),
    });
    assert_eq!(asked.len(), 3);
    let found = found.unwrap();
    assert_eq!((found.webhooks.len(), found.all), (2, true));
}

#[test]
fn asks_an_older_server_for_its_list() {
    for fixture in [recorded!("no-search"), recorded!("no-repository")] {
        let (asked, found) = run(|ask| match ask {
            SEARCH => reply(ask, fixture),
            _ => reply(ask, recorded!("list-older")),
        });
        assert_eq!(asked, [SEARCH, LIST]);
        assert_eq!(Examination::of_list(found).health, Health::Registered);
    }
}

#[test]
fn does_not_turn_in_circles() {
    let unclear = Err(Trouble::Unclear(Unclear::Endless));
    let (asked, found) = run(|_| page(0, Some(0)));
    assert_eq!((asked.len(), found), (1, unclear.clone()));
    let (asked, found) = run(|ask| match ask {
        Ask::Search { start } => page(0, Some(start + 1)),
        _ => panic!("{ask:?}"),
    });
    assert_eq!((asked.len(), found), (20, unclear));
}

#[test]
fn counts_what_was_found_before_a_page_fails_but_claims_nothing_of_the_rest() {
    let lost = Err(Trouble::Unreachable(HttpError::TimedOut));
    let (_, found) = run(|ask| if ask == SEARCH { page(0, Some(25)) } else { lost.clone() });
    assert_eq!(Examination::of_list(found).health, Health::Unsaid(Trouble::Unreachable(HttpError::TimedOut)));
    let (_, found) = run(|ask| match ask {
        SEARCH => Ok(Reply::Webhooks(vec![ours()], Some(1))),
        _ => lost.clone(),
    });
    let found = Examination::of_list(found);
    assert_eq!(found.health, Health::Registered);
    assert!(lines(&found, Verdict::Unknown).contains(&Line::Single));
}

#[test]
fn refuses_a_page_that_was_not_asked_for() {
    let other = Err(Trouble::Unclear(Unclear::OtherSubject));
    assert_eq!(reply(Ask::List { start: 25 }, recorded!("list-older")), other);
    assert_eq!(run(|_| Ok(Reply::Latest(None))).1, Err(Trouble::Unclear(Unclear::OtherSubject)));
}

// ---- refusals and nonsense ------------------------------------------------------------------------------------------

#[test]
fn tells_refusals_apart() {
    let refused = |status, message: &str| Health::Unsaid(Trouble::Refused { status, message: message.into() });
    for (name, fixture, health) in [
        ("not-logged-in", recorded!("not-logged-in"), Health::Unsaid(Trouble::NotLoggedIn)),
        ("not-permitted", recorded!("not-permitted"), Health::Unsaid(Trouble::NotPermitted { user: "jdoe".into() })),
        ("no-repository", recorded!("no-repository"), Health::Unsaid(Trouble::NotFound)),
        ("refused-in-words", recorded!("refused-in-words"), refused(403, "XSRF check failed")),
        (
            "failed",
            recorded!("failed"),
            refused(500, "An error occurred while processing the request. Check the server logs for more information."),
        ),
        ("proxy-error", recorded!("proxy-error"), refused(502, "")),
    ] {
        let (_, found) = run(|ask| reply(ask, fixture));
        assert_eq!(Examination::of_list(found).health, health, "{name}");
    }
}

#[test]
fn cuts_a_server_s_words() {
    let fixture = json!({ "status": 503, "type": "text/plain", "body": "wait a\nmoment ".repeat(100) });
    let Err(Trouble::Refused { status: 503, message }) = reply(LIST, &fixture) else { panic!("not refused") };
    assert_eq!(message.chars().count(), Trouble::WORDS);
    assert!(message.starts_with("wait a moment wait a"));
}

#[test]
fn claims_nothing_of_an_answer_that_makes_no_sense() {
    for (name, ask, fixture, unclear) in [
        ("login-page", LIST, recorded!("login-page"), Unclear::WebPage),
        ("login-page", LATEST, recorded!("login-page"), Unclear::WebPage),
        ("half", LIST, recorded!("half"), Unclear::NotJson),
        ("of-another-shape", LIST, recorded!("of-another-shape"), Unclear::OtherShape),
        ("id-no-number", LIST, recorded!("id-no-number"), Unclear::OtherShape),
        ("a list", LATEST, recorded!("list-older"), Unclear::OtherShape),
        ("a redirect", LIST, &json!({ "status": 0, "body": "" }), Unclear::Redirected),
        ("a visible redirect", LIST, &json!({ "status": 302, "body": "" }), Unclear::Redirected),
        ("too much", LIST, &json!({ "status": 200, "type": "application/json" }), Unclear::TooLarge),
        ("nothing", LIST, &json!({ "status": 200, "type": "application/json", "body": "" }), Unclear::NotJson),
    ] {
        assert_eq!(reply(ask, fixture), Err(Trouble::Unclear(unclear)), "{name}");
    }
    for change in [
        json!({ "id": -1 }),
        json!({ "id": 7.5 }),
        json!({ "id": "7" }),
        json!({ "id": null }),
        json!({ "id": 4_294_967_296_u64 }),
        json!({ "url": 7 }),
    ] {
        let (_, found) = run(|_| reply(LIST, &list_of_one(change.clone())));
        let expected = Health::Unsaid(Trouble::Unclear(Unclear::OtherShape));
        assert_eq!(Examination::of_list(found).health, expected, "{change}");
    }
}

#[test]
fn says_why_no_answer_came() {
    for error in [HttpError::NoConnection, HttpError::TimedOut, HttpError::NotAllowed] {
        let (asked, found) = run(|ask| read::<Bench>(&Request { subject: subject().into(), ask }, Err(error)));
        assert_eq!(asked.len(), 1);
        assert_eq!(Examination::of_list(found).health, Health::Unsaid(Trouble::Unreachable(error)));
    }
}

// ---- the last delivery ----------------------------------------------------------------------------------------------

#[test]
fn says_what_came_of_the_last_delivery() {
    let at = Ok(Time(1_795_500_100_000.0));
    let made = |result| LastDelivery::Made { result, at };
    let unclear = |unclear| LastDelivery::Unknown(Trouble::Unclear(unclear));
    for (name, fixture, expected) in [
        ("accepted", recorded!("latest-accepted"), made(DeliveryResult::Accepted)),
        ("unauthorized", recorded!("latest-unauthorized"), made(DeliveryResult::WrongSecret(401))),
        ("without-status", recorded!("latest-without-status"), made(DeliveryResult::Refused(Some(503)))),
        ("no-answer", recorded!("latest-no-answer"), made(DeliveryResult::NoAnswer)),
        ("none", recorded!("latest-none"), LastDelivery::NoneYet),
        ("before-the-change", recorded!("latest-before-the-change"), LastDelivery::NoneSinceChange),
        ("test-connection", recorded!("latest-test-connection"), unclear(Unclear::OtherSubject)),
        ("elsewhere", recorded!("latest-elsewhere"), unclear(Unclear::OtherSubject)),
        ("half", recorded!("half"), unclear(Unclear::NotJson)),
        ("not-permitted", recorded!("not-permitted"), {
            LastDelivery::Unknown(Trouble::NotPermitted { user: "jdoe".into() })
        }),
    ] {
        assert_eq!(LastDelivery::of(reply(LATEST, fixture), &ours(), NOW), expected, "{name}");
    }
}

#[test]
fn understands_a_result_by_its_status_before_its_outcome() {
    for (result, expected) in [
        (json!({ "outcome": "SUCCESS", "statusCode": 204 }), Some(DeliveryResult::Accepted)),
        (json!({ "outcome": "SUCCESS" }), Some(DeliveryResult::Accepted)),
        (json!({ "outcome": "SUCCESS", "statusCode": 302 }), Some(DeliveryResult::Refused(Some(302)))),
        (json!({ "outcome": "FAILURE", "description": "403 Forbidden" }), Some(DeliveryResult::WrongSecret(403))),
        (json!({ "outcome": "FAILURE", "description": "12 things failed" }), Some(DeliveryResult::Refused(None))),
        (json!({ "outcome": "FAILURE" }), Some(DeliveryResult::Refused(None))),
        (json!({ "outcome": "ERROR", "description": "500 milliseconds were not enough" }), {
            Some(DeliveryResult::NoAnswer)
        }),
        (json!({ "outcome": "SOMETHING" }), None),
        (json!({}), None),
    ] {
        let mut fixture = recorded!("latest-accepted").clone();
        fixture["body"]["result"] = result.clone();
        let found = match LastDelivery::of(reply(LATEST, &fixture), &ours(), NOW) {
            LastDelivery::Made { result, .. } => Some(result),
            _ => None,
        };
        assert_eq!(found, expected, "{result}");
    }
}

#[test]
fn does_not_tell_the_time_by_a_clock_that_is_off() {
    let at = |fixture: &Value| match LastDelivery::of(reply(LATEST, fixture), &ours(), NOW) {
        LastDelivery::Made { result: DeliveryResult::Accepted, at } => at,
        _ => panic!("not accepted"),
    };
    assert_eq!(at(recorded!("latest-in-the-future")), Err(Unclear::Clock));
    let mut slightly_ahead = recorded!("latest-accepted").clone();
    slightly_ahead["body"]["start"] = json!(NOW.0 + 60_000.0);
    assert_eq!(at(&slightly_ahead), Ok(NOW.plus(60_000.0)));
    let mut without = recorded!("latest-accepted").clone();
    without["body"]["start"] = json!(null);
    assert_eq!(at(&without), Err(Unclear::OtherShape));
}
