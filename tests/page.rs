//! `extension/page.js` on live DOM: what is read aloud, what is written, what stops it.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use webhook_autofill::guard::RuleName;
use webhook_autofill::page::plan::Values;
use webhook_autofill::page::snapshot::Address;
use webhook_autofill::plain::Read;
use webhook_autofill::webhook::Secret;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/extension/page.js")]
extern "C" {
    fn page(command: JsValue) -> JsValue;
}

#[wasm_bindgen(module = "/tests/stage.js")]
extern "C" {
    fn show(html: &str);
    fn run(script: &str) -> JsValue;
    async fn alone(command: &str, page: &Closure<dyn Fn(JsValue) -> JsValue>) -> JsValue;
}

// ---- helpers --------------------------------------------------------------------------------------------------------

async fn answer(command: Value) -> Value {
    let answer = alone(&command.to_string(), &Closure::new(page)).await;
    serde_json::from_str(&answer.as_string().unwrap()).unwrap()
}

struct Look(Value);

async fn look() -> Look {
    let answer = answer(json!({ "look": {} })).await;
    assert!(answer["error"].is_null(), "{answer}");
    Look(answer["ok"].clone())
}

async fn look_at(html: &str) -> Look {
    show(html);
    look().await
}

impl Look {
    fn regions(&self) -> &Vec<Value> {
        self.0["regions"].as_array().unwrap()
    }

    fn items(&self) -> impl Iterator<Item = &Value> {
        self.regions().iter().flat_map(|region| region["items"].as_array().unwrap())
    }

    /// Every item as `kind: words`, region after region.
    fn says(&self) -> Vec<String> {
        self.items().map(sentence).collect()
    }

    /// The title of every region; what is behind is in brackets.
    fn titles(&self) -> Vec<String> {
        let title = |region: &Value| {
            let title = region["title"].as_str().unwrap_or_else(|| region["kind"].as_str().unwrap());
            if region["behind"] == true { format!("({title})") } else { title.to_owned() }
        };
        self.regions().iter().map(title).collect()
    }

    fn fields(&self) -> impl Iterator<Item = &Value> {
        self.items().filter_map(|item| item.get("field"))
    }

    fn field(&self, label: &str) -> &Value {
        self.fields().find(|field| field["labels"].as_array().is_some_and(|all| all.contains(&label.into()))).unwrap()
    }

    fn handle(&self, label: &str) -> u64 {
        self.field(label)["handle"].as_u64().unwrap()
    }

    fn step(&self, label: &str, write: Value) -> Value {
        json!({ "handle": self.handle(label), "write": write })
    }

    fn command(&self, name: &str, more: (&str, Value)) -> Value {
        json!({ name: { "nonce": self.0["nonce"], "address": self.0["address"], more.0: more.1 } })
    }

    /// Acts, and gives the outcomes or the error in a few words.
    async fn act<const N: usize>(&self, steps: [Value; N]) -> String {
        self.act_unless(CONDITIONS, steps).await
    }

    /// The same, but only those conditions are looked for.
    async fn act_unless<const N: usize>(&self, conditions: &[&str], steps: [Value; N]) -> String {
        let mut command = self.command("act", ("steps", json!(steps.to_vec())));
        command["act"]["conditions"] = json!(conditions);
        outcome(&answer(command).await)
    }

    async fn write(&self, label: &str, text: &str) -> String {
        self.act([self.step(label, json!({ "text": text }))]).await
    }

    async fn tick(&self, label: &str) -> String {
        self.act([self.step(label, json!({ "check": true }))]).await
    }

    async fn undo(&self) -> String {
        outcome(&answer(self.command("undo", ("steps", Value::Null))).await)
    }

    async fn read(&self, label: &str) -> String {
        let answer = answer(self.command("read", ("handles", json!([self.handle(label)])))).await;
        answer["ok"]["values"][0]["value"].as_str().map_or_else(|| outcome(&answer), str::to_owned)
    }
}

fn sentence(item: &Value) -> String {
    let (kind, said) = item.as_object().unwrap().iter().next().unwrap();
    match said["text"].as_str() {
        Some(text) => format!("{kind}: {text}"),
        None => format!("{}: {}", said["kind"].as_str().unwrap(), said["labels"][0].as_str().unwrap_or_default()),
    }
}

fn outcome(answer: &Value) -> String {
    if let Some(outcomes) = answer["ok"]["outcomes"].as_array() {
        let words: Vec<_> = outcomes.iter().map(|outcome| outcome["outcome"].as_str().unwrap()).collect();
        return words.join(" ");
    }
    let error = &answer["error"];
    match error["step"]["problem"].as_str() {
        Some(problem) if error["step"]["restored"] == true => problem.to_owned(),
        Some(problem) => format!("{problem}, not restored"),
        None => error.as_str().map_or_else(|| error.to_string(), str::to_owned),
    }
}

fn value(selector: &str) -> String {
    run(&format!("return String($('{selector}').value)")).as_string().unwrap()
}

fn is_ticked(selector: &str) -> bool {
    run(&format!("return $('{selector}').checked")).as_bool().unwrap()
}

fn events() -> String {
    run("return window.events.join(' ')").as_string().unwrap()
}

/// Writes down what happens to a field.
fn listen_to(selector: &str) {
    run(&format!(
        "window.events = [];
         for (const type of ['focus', 'input', 'change', 'blur', 'click'])
           $('{selector}').addEventListener(type, () => events.push(type))"
    ));
}

const NAME: &str = "<label for=name>Name</label><input id=name>";
const PUSH: &str = "<label><input type=checkbox id=push> Push</label>";

// ---- look: reading order and words ----------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn reads_a_form_in_reading_order() {
    let look = look_at(
        "<h2>Create webhook</h2><p>Fill <b>in</b> the form.</p>
         <form><label for=n>Name<span>*</span></label><input id=n required>
         <label><input type=checkbox checked> Push</label><button>Create</button></form>",
    );
    assert_eq!(
        look.await.says(),
        [
            "heading: Create webhook",
            "text: Fill in the form.",
            "label: Name*",
            "text: Name*",
            "label: Push",
            "checkbox: Push",
            "button: Create"
        ]
    );
}

#[wasm_bindgen_test]
async fn folds_white_space_and_keeps_inline_text_together() {
    let look = look_at("<div>  one\n  <i>two</i>\t<b>three</b><br>four </div><div>five</div>").await;
    assert_eq!(look.says(), ["text: one two three four", "text: five"]);
}

#[wasm_bindgen_test]
async fn parts_texts_that_stand_in_boxes_of_their_own() {
    let look = look_at(
        "<div style='display:flex'><span>URL</span><span>value</span></div>
         <span style='display:inline-block'>Type</span><span style='display:inline-block'>GitHub</span>
         <table><tr><td>a</td><td>b</td></tr></table>",
    );
    assert_eq!(look.await.says(), ["text: URL", "text: value", "text: Type", "text: GitHub", "text: a", "text: b"]);
}

#[wasm_bindgen_test]
async fn parts_texts_where_any_box_begins_or_ends_between_them() {
    for between in ["<div></div>", "<i><div></div></i>", "<div><b></b></div>", "<i></i><div><!-- --></div><i></i>"] {
        assert_eq!(look_at(&format!("<p>a<!-- --></p>b{between}c")).await.says(), ["text: a", "text: b", "text: c"]);
        let says = look_at(&format!("<i>a{between}</i>b<button>c{between}d</button>")).await.says();
        assert_eq!(says, ["text: a", "text: b", "button: c d"], "{between}");
    }
    assert_eq!(look_at("a<i><b>b</b></i><wbr><i></i>c<!-- -->d").await.says(), ["text: abcd"]);
}

#[wasm_bindgen_test]
async fn parts_a_text_where_a_dialog_stands_in_it() {
    let look = look_at("<p>one<span role=dialog aria-label=d>in</span>two</p>").await;
    assert_eq!(look.says(), ["text: in", "text: one", "text: two"]);
}

#[wasm_bindgen_test]
async fn keeps_an_address_whole_that_is_broken_over_lines() {
    let look = look_at("<p><span>https://sap.<wbr>example/<span>a</span><wbr>?b=c#d</span></p>").await;
    assert_eq!(
        look.items().next().unwrap()["text"],
        json!({ "text": "https://sap.example/a?b=c#d", "address": "https://sap.example/a?b=c#d" })
    );
}

#[wasm_bindgen_test]
async fn takes_only_a_whole_text_for_an_address() {
    let look = look_at(
        "<p>see https://a.example/</p><p>javascript:alert(1)</p><p>https://</p>
         <p>ssh://git@b.example:7999/shop/orders.git</p>",
    );
    let look = look.await;
    let addresses: Vec<_> = look.items().map(|item| item["text"]["address"].clone()).collect();
    assert_eq!(json!(addresses), json!([null, null, null, "ssh://git@b.example:7999/shop/orders.git"]));
}

#[wasm_bindgen_test]
async fn reads_a_link_with_its_whole_address() {
    let look = look_at("<p>Navigate to <a href='HTTPS://Bitbucket.Example.com:443/x'>or<b>ders</b></a> now</p>").await;
    assert_eq!(look.says(), ["text: Navigate to", "link: orders", "text: now"]);
    assert_eq!(look.items().nth(1).unwrap()["link"]["address"], "https://bitbucket.example.com/x");
}

/// What the module takes apart is what the browser has parsed.
#[wasm_bindgen_test]
fn takes_an_address_apart_as_the_browser_does() {
    for text in [
        "HTTPS://Bitbucket.Example.com:443/x",
        "https:\\\\bitbucket.example.com\\@evil.test:1/#/?a@b",
        "https://bitbucket.example.com#@evil.test/",
        "https://bitbucket.example.com?a#b?c",
        "https://bitbucket.example.com%2f@evil.test/x",
        "https://me:se:cr%65t@bitbucket.example.com:7990/a/../b c;d=e:f/",
        "https://:only@bitbucket.example.com/",
        "https://@:@bitbucket.example.com/",
        "https://bücher.example/ä#ö",
        "http://[::1]:7990/",
        "http://[2001:DB8::7]/",
        "http://0x7f.1/",
        "http://a.example:00080",
        "ssh://git@Bitbucket.Example.com:7999/shop/orders.git",
        "ssh://a.example",
        "ssh://git@[::1]/a#b",
        "file:///b?c#d",
        "about:blank#e",
        "data:text/html,a:b@c/d?e#f",
        "blob:https://a.example/1-2",
        "moz-extension://1/x",
    ] {
        let url = web_sys::Url::new(text).unwrap();
        let address = Address::of(url.href());
        assert_eq!(format!("{}:", address.scheme()), url.protocol(), "{text}");
        assert_eq!(address.host(), url.hostname(), "{text}");
        assert_eq!(address.port().map_or_else(String::new, |port| port.to_string()), url.port(), "{text}");
        assert_eq!(address.path(), url.pathname(), "{text}");
        assert_eq!(address.fragment(), url.hash().trim_start_matches('#'), "{text}");
        assert_eq!(address.has_user(), url.username() != "" || url.password() != "", "{text}");
    }
}

#[wasm_bindgen_test]
async fn takes_no_script_for_a_link() {
    let look = look_at("<a href='javascript:void 0'>one</a> <a>two</a> <a href='data:text/html,x'>three</a>").await;
    assert_eq!(look.says(), ["text: one two three"]);
}

#[wasm_bindgen_test]
async fn says_text_as_it_was_written_not_as_it_is_drawn() {
    let look = look_at("<h4 style='text-transform:uppercase'>Webhook Data</h4>").await;
    assert_eq!(look.says(), ["heading: Webhook Data"]);
}

#[wasm_bindgen_test]
async fn reads_headings_and_buttons_that_say_so_by_their_role() {
    let look = look_at(
        "<div role=heading aria-level=3>Data</div><div role=button>Go</div><input type=submit value=Save>
         <button aria-label=Copy><i></i></button><button title=Close></button><button></button>",
    );
    assert_eq!(look.await.says(), ["heading: Data", "button: Go", "button: Save", "button: Copy", "button: Close"]);
}

#[wasm_bindgen_test]
async fn reads_from_right_to_left_in_the_order_of_the_text() {
    show("<div dir=rtl><label for=x>כתובת</label><input id=x><p>ראשון</p><p>שני</p></div>");
    run("document.documentElement.dir = 'rtl'");
    let look = look().await;
    assert_eq!(look.says(), ["label: כתובת", "text: כתובת", "text: ראשון", "text: שני"]);
    assert_eq!(look.write("כתובת", "שלום").await, "filled");
}

#[wasm_bindgen_test]
async fn goes_into_open_shadow_trees_and_slots() {
    show("<div id=host><b>slotted</b></div><div id=form></div>");
    run("shadow('#host', '<p>before</p><slot></slot><p>after</p><slot name=x>instead</slot>');
         shadow('#form', '<label for=i>Inner</label><input id=i>')");
    let look = look().await;
    let says = ["text: before", "text: slotted", "text: after", "text: instead", "label: Inner", "text: Inner"];
    assert_eq!(look.says(), says);
    assert_eq!(look.write("Inner", "x").await, "filled");
}

#[wasm_bindgen_test]
async fn reads_what_a_slot_is_given_where_the_slot_stands() {
    show("<div id=host>one <b>two</b><i slot=folded>three</i><p slot=end>four</p></div>five");
    run("shadow('#host', '<slot name=end></slot><div style=height:0;overflow:hidden><slot name=folded></slot></div>\
         <section><slot></slot></section>')");
    assert_eq!(look().await.says(), ["text: four", "text: one two", "text: five"]);
}

// ---- look: what is not seen -----------------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn skips_what_a_person_does_not_see() {
    let look = look_at(
        "<p hidden>1</p><p style='display:none'>2</p><p style='visibility:hidden'>3</p><p style='opacity:0'><b>4</b></p>
         <div style='content-visibility:hidden'><p>5</p></div><p hidden=until-found>6</p>
         <details><summary>shown</summary><p>7</p></details>
         <script>8</script><style>.x{}</style><template>9</template><noscript>10</noscript><svg><text>11</text></svg>",
    );
    assert_eq!(look.await.says(), ["text: shown"]);
}

#[wasm_bindgen_test]
async fn skips_texts_for_screen_readers_and_folded_panels() {
    let look = look_at(
        "<span style='position:absolute;clip:rect(1px,1px,1px,1px)'>1</span>
         <span style='position:absolute;width:1px;height:1px;overflow:hidden;margin:-1px'>2</span>
         <div style='height:0;overflow:hidden'><div><p>3</p></div></div><p>shown</p>",
    );
    assert_eq!(look.await.says(), ["text: shown"]);
}

#[wasm_bindgen_test]
async fn tells_elements_apart_that_share_a_class() {
    let look = look_at(
        "<style>.panel { overflow: hidden } .tip { position: absolute } .read .tip { clip: rect(1px, 1px, 1px, 1px) }
           li.box { overflow: hidden; height: 0 } b.box { display: block }</style>
         <div class=panel>one</div><div class=panel style='height:0'>folded</div>
         <div class=panel style='height:0'>folded, too</div><div class=panel>two</div>
         <div class=panel><p>three</p></div><div style='max-width:0'><p>four</p></div>
         <div class=panel style='max-width:0'><p>folded</p></div>
         <div class='tip ready'>five</div><div class='tip' style='overflow:hidden;width:1px'>folded</div>
         <div class='tip ready' style='clip:rect(1px,1px,1px,1px)'>clipped</div><div class='tip'>six</div>
         <p class=read><i class=tip>clipped</i></p><p><i class=tip>seven</i></p>
         <ul><b class=box>eight</b><li class=box>folded<b class=box>folded</b></ul>
         <p><i style='color:red'>nine</i> <i class=panel style='color:red'>and</i> <b class=panel>a half</b></p>",
    );
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine and a half"];
    assert_eq!(look.await.says(), words.map(|words| format!("text: {words}")));
}

#[wasm_bindgen_test]
async fn reads_what_stands_in_what_clips_nothing_however_small_it_is() {
    let look = look_at(
        "<i style='overflow:hidden'><b style='float:left'>inline</b></i>
         <div style='display:contents;overflow:hidden'><p>contents</p></div>",
    );
    assert_eq!(look.await.says(), ["text: inline", "text: contents"]);
}

#[wasm_bindgen_test]
async fn reads_what_escapes_from_a_folded_box() {
    let look = look_at(
        "<div style='width:0;height:0;overflow:hidden'><p>folded</p>
           <div style='position:fixed;top:0'>shown</div></div>",
    );
    assert_eq!(look.await.says(), ["text: shown"]);
}

#[wasm_bindgen_test]
async fn reads_a_visible_child_of_a_hidden_parent() {
    let look = look_at("<div style='visibility:hidden'>no <p style='visibility:visible'>yes</p></div>").await;
    assert_eq!(look.says(), ["text: yes"]);
}

#[wasm_bindgen_test]
async fn reads_what_is_scrolled_out_and_what_is_inert() {
    let look = look_at("<div style='height:300vh'></div><p>below</p><div inert>inert</div>").await;
    assert_eq!(look.says(), ["text: below", "text: inert"]);
}

#[wasm_bindgen_test]
async fn leaves_a_hidden_word_out_of_a_label() {
    let look = look_at("<label>Secret <span style='display:none'>(once)</span></label>").await;
    assert_eq!(look.says(), ["label: Secret"]);
}

#[wasm_bindgen_test]
async fn reads_texts_in_boxes_that_are_only_contents() {
    let look = look_at("<div style='display:contents'>a <span style='display:contents'>b</span></div>").await;
    assert_eq!(look.says(), ["text: a b"]);
}

// ---- look: fields ---------------------------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn says_no_value_of_any_field() {
    show(
        "<input value=s1><input type=password value=s1><textarea>s1</textarea><label>L<textarea>s1</textarea></label>
         <select><option>s1</option></select><div contenteditable>s1</div><input type=hidden value=s1>",
    );
    run("$('input').value = 's1'");
    let look = look().await;
    assert!(!look.0.to_string().contains("s1"), "{}", look.0);
    assert_eq!(look.fields().count(), 6);
}

#[wasm_bindgen_test]
async fn describes_a_field() {
    let look = look_at(
        "<fieldset><legend>Status</legend><div role=group aria-label=Inner>
           <span id=by>Referred</span><label for=f>Name</label>
           <input id=f name=f role=combobox required readonly aria-labelledby=by aria-label=Own>
         </div></fieldset>",
    );
    let look = look.await;
    assert_eq!(
        look.field("Name"),
        &json!({ "handle": 1, "kind": "text", "role": "combobox", "labels": ["Name", "Own", "Referred"],
            "group": ["Status", "Inner"], "required": true, "empty": true, "readOnly": true })
    );
}

#[wasm_bindgen_test]
async fn a_legend_names_the_group_of_its_own_fields_only() {
    let look =
        look_at("<fieldset><legend>Status</legend><div><input aria-label=in></div></fieldset><input aria-label=after>");
    let look = look.await;
    assert_eq!((&look.field("in")["group"], &look.field("after")["group"]), (&json!(["Status"]), &Value::Null));
}

#[wasm_bindgen_test]
async fn whatever_a_role_lets_check_is_a_field() {
    for role in ["checkbox", "menuitemcheckbox", "menuitemradio", "option", "radio", "switch", "treeitem"] {
        let look =
            look_at(&format!("<div role={role} aria-checked=true aria-label=A>x</div><i role={role}>y</i>")).await;
        let fields: Vec<_> = look.fields().map(|field| (field["kind"].clone(), field["checked"].clone())).collect();
        assert_eq!(fields, [(json!("other"), json!(true))], "{role}");
    }
}

#[wasm_bindgen_test]
async fn names_the_kinds_of_fields() {
    let look = look_at(
        "<input><input type=password><input type=url><input type=nonsense><input type=date><select></select>
         <textarea></textarea><input type=radio><div contenteditable></div><div role=switch aria-checked=true></div>
         <input type=button value=x><input type=hidden>",
    );
    let look = look.await;
    let kinds: Vec<_> = look.fields().map(|field| field["kind"].as_str().unwrap()).collect();
    let expected = ["text", "password", "url", "text", "date", "select", "textarea", "radio", "other", "other"];
    assert_eq!(kinds, expected);
    assert_eq!(look.fields().last().unwrap()["checked"], true);
}

#[wasm_bindgen_test]
async fn lists_a_field_that_is_not_shown_and_says_so() {
    let look = look_at(
        "<input aria-label=a style='display:none'><input aria-label=b style='opacity:0'>
         <div style='height:0;overflow:hidden'><input aria-label=c></div><div hidden><input aria-label=d></div>
         <input aria-label=e style='width:1px;padding:0;border:0'><input aria-label=f>",
    );
    let look = look.await;
    let hidden: Vec<_> = look.fields().map(|field| field["hidden"] == true).collect();
    assert_eq!(hidden, [true, true, true, true, true, false]);
}

#[wasm_bindgen_test]
async fn judges_a_check_box_by_its_label_or_its_drawing() {
    let unseen = "style='position:absolute;opacity:0'";
    let look = look_at(&format!(
        "<label><input type=checkbox {unseen}>Push</label>
         <input type=checkbox id=x {unseen}><label for=x>Other</label>
         <p><input type=checkbox aria-label=Toggle {unseen}>
            <i style='display:inline-block;width:20px;height:20px'></i></p>
         <p style='width:300px'><input type=checkbox aria-label=Trap {unseen}></p>"
    ))
    .await;
    let hidden: Vec<_> = look.fields().map(|field| field["hidden"] == true).collect();
    assert_eq!(hidden, [false, false, false, true]);
}

#[wasm_bindgen_test]
async fn a_label_names_the_field_that_it_stands_for() {
    let look = look_at(&format!("{NAME}<label for=box>Row</label><div id=box>value</div>")).await;
    let labels: Vec<_> = look.items().filter_map(|item| item.get("label")).collect();
    assert_eq!(json!(labels), json!([{ "text": "Name", "handle": 1 }, { "text": "Row" }]));
}

#[wasm_bindgen_test]
async fn survives_a_form_that_shadows_the_properties_of_its_element() {
    let names =
        ["nodeType", "parentNode", "lastChild", "previousSibling", "localName", "id", "attributes", "shadowRoot"];
    let inputs: String = names.iter().map(|name| format!("<input name={name} aria-label={name}>")).collect();
    let look = look_at(&format!("<p>before</p><form>{NAME}{inputs}</form>")).await;
    assert_eq!(look.says()[..3], ["text: before", "label: Name", "text: Name"]);
    assert_eq!(look.fields().count(), 1 + names.len());
    assert_eq!(look.write("Name", "x").await, "filled");
}

// ---- look: dialogs --------------------------------------------------------------------------------------------------

const MODAL: &str = "role=dialog aria-modal=true style='position:fixed;top:10px;left:10px;background:white'";

#[wasm_bindgen_test]
async fn puts_an_open_dialog_first_and_the_page_behind_it() {
    let look = look_at(&format!("<p>page</p><div {MODAL} aria-labelledby=t><h1 id=t>Title</h1><p>in</p></div>")).await;
    assert_eq!(look.titles(), ["Title", "(page)"]);
    assert_eq!(look.says(), ["heading: Title", "text: in", "text: page"]);
}

#[wasm_bindgen_test]
async fn skips_a_closed_dialog_that_is_still_in_the_dom() {
    let look = look_at(
        "<div role=dialog aria-modal=true style='visibility:hidden'><p>old</p></div>
         <div role=dialog style='display:none'><p>older</p></div><dialog><p>oldest</p></dialog><p>page</p>",
    );
    let look = look.await;
    assert_eq!((look.titles(), look.says()), (vec!["page".to_owned()], vec!["text: page".to_owned()]));
}

#[wasm_bindgen_test]
async fn puts_the_upper_of_two_dialogs_first() {
    let dialog = |name: &str, z: u32| {
        format!("<div {} aria-label={name}>{name}</div>", MODAL.replace("style='", &format!("style='z-index:{z};")))
    };
    let look = look_at(&format!("{}{}", dialog("upper", 30), dialog("lower", 20))).await;
    assert_eq!(look.titles(), ["upper", "(lower)", "(page)"]);
    let look = look_at(&format!("{}{}", dialog("first", 20), dialog("second", 20))).await;
    assert_eq!(look.titles(), ["second", "(first)", "(page)"]);
}

#[wasm_bindgen_test]
async fn puts_the_dialog_of_the_top_layer_first() {
    show(&format!(
        "<dialog aria-label=native>a</dialog><dialog aria-label=later>b</dialog><div {MODAL} aria-label=z>c</div>"
    ));
    run("$('[aria-label=later]').showModal(); $('[aria-label=native]').showModal();
         $('[aria-label=z]').style.zIndex = 99");
    let look = look().await;
    assert_eq!(look.titles(), ["native", "(later)", "(z)", "(page)"]);
    run("for (const dialog of document.querySelectorAll('dialog')) dialog.close()");
}

#[wasm_bindgen_test]
async fn a_dialog_that_is_not_modal_leaves_the_page_in_front() {
    let look = look_at(
        "<p>page</p><dialog open aria-label=hint>a</dialog>
                        <div role=alertdialog aria-label=later style='margin-top:200px'>b</div>",
    );
    assert_eq!(look.await.titles(), ["later", "hint", "page"]);
}

#[wasm_bindgen_test]
async fn a_sheet_over_the_window_makes_a_dialog_modal() {
    let sheet = "<div style='position:fixed;inset:0'></div>";
    let dialog = "<div role=dialog aria-label=d style='position:fixed;top:100px;left:100px;background:white'>in</div>";
    assert_eq!(look_at(&format!("<p>page</p>{sheet}{dialog}")).await.titles(), ["d", "(page)"]);
    let wrapped = format!("<p>page</p><div style='position:fixed;inset:0'>{dialog}</div>");
    assert_eq!(look_at(&wrapped).await.titles(), ["d", "(page)"]);
    let full = "<div style='position:fixed;inset:0'>all the page</div>";
    assert_eq!(look_at(&format!("{full}{dialog}")).await.titles(), ["d", "page"]);
}

#[wasm_bindgen_test]
async fn takes_a_dialog_out_of_the_page_that_it_stands_in() {
    let look = look_at(&format!("<p>one</p><div><div {MODAL} aria-label=d>dialog <input></div></div><p>two</p>")).await;
    assert_eq!(look.says(), ["text: dialog", "text: ", "text: one", "text: two"]);
}

// ---- look: where, and how much --------------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn says_where_it_looked() {
    let look = look_at("").await;
    assert_eq!(look.0["top"], true);
    assert_eq!(look.0["address"], run("return location.href").as_string().unwrap());
}

#[wasm_bindgen_test]
async fn keeps_the_name_of_the_document_from_look_to_look() {
    let (first, second) = (look_at("x").await, look().await);
    assert_eq!(first.0["document"], second.0["document"]);
    assert_ne!(first.0["nonce"], second.0["nonce"]);
}

#[wasm_bindgen_test]
async fn cuts_a_long_text_and_says_so() {
    let look = look_at(&format!("<p>{}</p><p>https://a.example/{}</p>", "a".repeat(3000), "b".repeat(3000))).await;
    for item in look.items() {
        assert_eq!(item["text"]["text"].as_str().unwrap().len(), 2000);
        assert_eq!((&item["text"]["cut"], &item["text"]["address"]), (&json!(true), &Value::Null));
    }
}

#[wasm_bindgen_test]
async fn leaves_out_the_last_texts_that_follow_no_label() {
    let rows = |range: std::ops::Range<u32>| range.map(|i| format!("<p>{i}</p>")).collect::<String>();
    let labelled = "<label>URL</label><p>value</p>";
    let look = look_at(&format!("{}{labelled}{NAME}<button>Go</button>", rows(0..6000))).await;
    assert_eq!(look.items().count(), 5000);
    assert_eq!(
        look.says()[4993..],
        ["text: 4993", "text: 4994", "label: URL", "text: value", "label: Name", "text: Name", "button: Go"]
    );
    assert_eq!(look.0["dropped"], 1005);
}

#[wasm_bindgen_test]
async fn leaves_out_what_is_behind_first() {
    let rows: String = (0..4000).map(|i| format!("<p>{i}</p>")).collect();
    let look = look_at(&format!("{rows}<label>behind</label><p>value</p><div {MODAL} aria-label=d>{rows}</div>")).await;
    let counts: Vec<_> = look.regions().iter().map(|region| region["items"].as_array().unwrap().len()).collect();
    assert_eq!(counts, [4000, 1000]);
    assert_eq!(look.says()[4998..], ["text: 998", "label: behind"]);
}

#[wasm_bindgen_test]
async fn refuses_a_page_with_too_many_fields() {
    show(&"<input>".repeat(5001));
    assert_eq!(outcome(&answer(json!({ "look": {} })).await), "tooLarge");
    show(&"<input>".repeat(5000));
    assert_eq!(look().await.fields().count(), 5000);
}

#[wasm_bindgen_test]
async fn visits_each_node_once() {
    let row = "<div><span>a</span> <b>b</b></div>";
    let empty = look_at("").await.0["visited"].as_u64().unwrap();
    for rows in [100, 1_000, 10_000] {
        let look = look_at(&row.repeat(rows)).await;
        // A row has six nodes. The look before may have left a few more in the runner's own output.
        let visited = look.0["visited"].as_u64().unwrap() - empty;
        assert!(visited.abs_diff(6 * rows as u64) < 100, "{visited} nodes for {rows} rows");
    }
}

#[wasm_bindgen_test]
async fn reads_a_deep_page() {
    let deep = 3000;
    show("<div id=top></div>");
    run(&format!(
        "let at = $('#top'); for (let i = 0; i < {deep}; i++) at = at.appendChild(document.createElement('b'));
                  at.textContent = 'deep'; at.style.fontSize = '10px'"
    ));
    assert_eq!(look().await.says(), ["text: deep"]);
}

// ---- act ------------------------------------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn fills_a_text_as_a_person_would() {
    show(NAME);
    listen_to("#name");
    let look = look().await;
    assert_eq!(look.write("Name", "SAP CI/CD – orders").await, "filled");
    assert_eq!(value("#name"), "SAP CI/CD – orders");
    assert_eq!(events().replace("focus ", "").replace(" blur", ""), "input change");
}

#[wasm_bindgen_test]
async fn fills_a_field_whose_value_a_framework_watches() {
    // React puts a property of its own on the element, and ignores an event if that did not see the value change.
    show(NAME);
    run("const input = $('#name'), proto = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
         let known = ''; window.state = '';
         Object.defineProperty(input, 'value', {
           get() { return proto.get.call(this) }, set(value) { known = value; proto.set.call(this, value) } });
         input.addEventListener('input', () => { if (input.value !== known) { known = input.value; state = known } })");
    assert_eq!(look().await.write("Name", "x").await, "filled");
    assert_eq!(run("return state").as_string().unwrap(), "x");
}

#[wasm_bindgen_test]
async fn ticks_by_a_click_and_only_if_it_is_not_ticked() {
    show(PUSH);
    listen_to("#push");
    let look = look().await;
    assert_eq!(look.tick("Push").await, "filled");
    assert_eq!(look.tick("Push").await, "right");
    assert!(is_ticked("#push"));
    assert_eq!(events(), "click input change");
    assert_eq!(look.act([look.step("Push", json!({ "check": false }))]).await, "filled");
    assert!(!is_ticked("#push"));
}

#[wasm_bindgen_test]
async fn ticks_a_box_that_is_hidden_behind_its_drawing() {
    let look = look_at(
        "<label><input type=checkbox id=a style='position:absolute;opacity:0'>A</label>
         <p><input type=checkbox id=b aria-label=B style='position:absolute;clip:rect(1px,1px,1px,1px)'>
         <i style='display:inline-block;width:20px;height:20px'></i></p>",
    );
    let look = look.await;
    let tick = json!({ "check": true });
    assert_eq!(look.act([look.step("A", tick.clone()), look.step("B", tick)]).await, "filled filled");
    assert!(is_ticked("#a") && is_ticked("#b"));
}

#[wasm_bindgen_test]
async fn touches_nothing_that_is_right_already() {
    show(NAME);
    run("$('#name').value = 'x'");
    listen_to("#name");
    assert_eq!(look().await.write("Name", "x").await, "right");
    assert_eq!(events(), "");
}

#[wasm_bindgen_test]
async fn keeps_a_text_that_is_there_if_told_so() {
    show(NAME);
    let look = look().await;
    let step = || json!({ "handle": look.handle("Name"), "write": { "text": "ours" }, "keep": true });
    assert_eq!(look.act([step()]).await, "filled");
    run("$('#name').value = 'hers'");
    assert_eq!(look.act([step()]).await, "kept");
    assert_eq!(value("#name"), "hers");
}

#[wasm_bindgen_test]
async fn leaves_the_focus_where_it_was() {
    show(&format!("<button id=b>b</button>{NAME}"));
    run("$('#b').focus()");
    assert_eq!(look().await.write("Name", "x").await, "filled");
    assert_eq!(run("return document.activeElement.id").as_string().unwrap(), "b");
}

#[wasm_bindgen_test]
async fn scrolls_to_a_field_that_is_out_of_view() {
    let look = look_at(&format!("<div style='height:300vh'></div>{NAME}<div style='height:300vh'></div>")).await;
    assert_eq!(look.write("Name", "x").await, "filled");
    let seen =
        run("const {top, bottom} = $('#name').getBoundingClientRect(); return top >= 0 && bottom <= innerHeight");
    assert!(seen.as_bool().unwrap());
}

#[wasm_bindgen_test]
async fn writes_a_secret_with_any_characters() {
    let look = look_at("<label>Secret<input type=password></label><label>Text<textarea></textarea></label>").await;
    let long = "\"'\\<&>🔑 ".repeat(2000);
    assert_eq!(look.write("Secret", &long).await, "filled");
    assert_eq!(look.read("Secret").await, long);
    assert_eq!(look.write("Text", "a\nb").await, "filled");
}

// ---- act: what stops it ---------------------------------------------------------------------------------------------

/// All that a plan can ask to be looked for.
const CONDITIONS: &[&str] = &["refused", "disabled", "readOnly", "tooLong", "hidden", "covered"];

/// Tries to write into a page's field "Name", and gives the problem.
async fn problem(html: &str) -> String {
    look_at(html).await.write("Name", "value").await
}

#[wasm_bindgen_test]
async fn writes_nothing_that_a_person_would_not_see() {
    for style in [
        "display:none",
        "visibility:hidden",
        "opacity:0",
        "opacity:0.05",
        "width:1px;height:1px;border:0;padding:0",
        "transform:scale(0)",
    ] {
        assert_eq!(problem(&format!("<input aria-label=Name style='{style}'>")).await, "hidden", "{style}");
    }
    let nested = "<div style='opacity:0.3'><div style='opacity:0.3'><input aria-label=Name></div></div>";
    assert_eq!(problem(nested).await, "hidden");
}

#[wasm_bindgen_test]
async fn writes_nothing_that_a_person_could_not_click() {
    let field = "<input aria-label=Name style='width:200px;height:30px'>";
    for html in [
        "<input aria-label=Name style='position:absolute;left:-9999px'>",
        "<input aria-label=Name style='pointer-events:none'>",
        "<input aria-label=Name style='clip-path:inset(50%)'>",
        &format!("<div style='position:relative'>{field}<div style='position:absolute;inset:0'></div></div>"),
        &format!("<div style='width:1px;height:1px;overflow:hidden'>{field}</div>"),
        &format!("{field}<div style='position:fixed;inset:0'></div>"),
        &format!("<div inert>{field}</div>"),
    ] {
        assert_eq!(problem(html).await, "covered", "{html}");
    }
}

#[wasm_bindgen_test]
async fn writes_nothing_below_the_top_layer() {
    show(&format!("{NAME}<dialog>on top</dialog>"));
    let look = look().await;
    run("$('dialog').showModal()");
    assert_eq!(look.write("Name", "x").await, "covered");
    run("$('dialog').close()");
}

#[wasm_bindgen_test]
async fn an_icon_on_a_field_does_not_cover_it() {
    let html = "<div style='position:relative;width:200px'><input aria-label=Name style='width:200px'>
                <i style='position:absolute;right:0;top:0;width:20px;height:20px'></i></div>";
    assert_eq!(problem(html).await, "filled");
}

#[wasm_bindgen_test]
async fn writes_nothing_that_takes_no_input() {
    assert_eq!(problem("<input aria-label=Name disabled>").await, "disabled");
    assert_eq!(problem("<fieldset disabled><input aria-label=Name></fieldset>").await, "disabled");
    assert_eq!(problem("<input aria-label=Name aria-disabled=true>").await, "disabled");
    assert_eq!(problem("<input aria-label=Name readonly>").await, "readOnly");
    assert_eq!(problem("<input aria-label=Name maxlength=4>").await, "tooLong");
    assert_eq!(problem("<input aria-label=Name maxlength=5>").await, "filled");
    assert_eq!(problem("<select aria-label=Name><option>value</select>").await, "refused");
    assert_eq!(problem("<input aria-label=Name type=checkbox>").await, "refused");
}

#[wasm_bindgen_test]
async fn looks_for_the_conditions_of_the_plan_and_no_others() {
    for (condition, html) in [
        ("refused", "<select aria-label=Name><option><option>value</select>"),
        ("disabled", "<input aria-label=Name disabled>"),
        ("readOnly", "<input aria-label=Name readonly>"),
        ("tooLong", "<input aria-label=Name maxlength=4>"),
        ("hidden", "<input aria-label=Name style='opacity:0'>"),
        ("covered", "<input aria-label=Name style='pointer-events:none'>"),
    ] {
        assert_eq!(problem(html).await, condition);
        let look = look_at(html).await;
        let others: Vec<_> = CONDITIONS.iter().copied().filter(|other| *other != condition).collect();
        let outcome = look.act_unless(&others, [look.step("Name", json!({ "text": "value" }))]).await;
        assert_ne!(outcome, condition);
    }
}

#[wasm_bindgen_test]
async fn ticks_no_box_that_is_hidden_covered_or_disabled() {
    let unseen = "type=checkbox aria-label=B style='position:absolute;opacity:0'";
    let look = look_at(&format!("<p style='width:300px'><input {unseen}></p>")).await;
    assert_eq!(look.tick("B").await, "hidden");
    let look = look_at(&format!("<label>L<input {unseen}></label><div style='position:fixed;inset:0'></div>")).await;
    assert_eq!(look.tick("B").await, "covered");
    let look = look_at("<fieldset disabled><input type=checkbox aria-label=B></fieldset>").await;
    assert_eq!(look.tick("B").await, "disabled");
}

#[wasm_bindgen_test]
async fn checks_every_field_before_it_writes_the_first() {
    show(&format!("{NAME}<label>URL<input id=url readonly></label>"));
    listen_to("#name");
    let look = look().await;
    let text = json!({ "text": "x" });
    assert_eq!(look.act([look.step("Name", text.clone()), look.step("URL", text)]).await, "readOnly");
    assert_eq!((events(), value("#name")), (String::new(), String::new()));
}

#[wasm_bindgen_test]
async fn puts_everything_back_when_a_field_refuses() {
    show(&format!("{NAME}{PUSH}<label>URL<input id=url value=old></label>"));
    run("$('#name').value = 'hers'; $('#url').addEventListener('input', (event) => event.target.value = 'old')");
    let look = look().await;
    let (text, tick) = (json!({ "text": "x" }), json!({ "check": true }));
    let steps = [look.step("Name", text.clone()), look.step("Push", tick), look.step("URL", text)];
    assert_eq!(look.act(steps).await, "refused");
    assert_eq!((value("#name"), value("#url"), is_ticked("#push")), ("hers".into(), "old".into(), false));
}

#[wasm_bindgen_test]
async fn puts_everything_back_when_a_field_changes_its_mind_later() {
    show(&format!("{NAME}<label>URL<input id=url></label>"));
    run("$('#url').addEventListener('input', (event) => Promise.resolve().then(() => event.target.value = ''))");
    let look = look().await;
    let text = json!({ "text": "x" });
    assert_eq!(look.act([look.step("Name", text.clone()), look.step("URL", text)]).await, "refused");
    assert_eq!(value("#name"), "");
}

#[wasm_bindgen_test]
async fn notices_a_field_that_is_replaced_while_it_is_filled() {
    show(&format!("{NAME}<label>URL<input id=url></label>"));
    run("$('#url').addEventListener('input', (event) => event.target.replaceWith(event.target.cloneNode()))");
    let look = look().await;
    let text = json!({ "text": "x" });
    let steps = [look.step("Name", text.clone()), look.step("URL", text)];
    assert_eq!(look.act(steps).await, "gone, not restored");
    assert_eq!(value("#name"), "");
}

#[wasm_bindgen_test]
async fn checks_the_next_field_again_before_it_is_written() {
    show(&format!("{NAME}<label>URL<input id=url></label>"));
    run("$('#name').addEventListener('input', () => $('#url').style.opacity = 0)");
    let look = look().await;
    let text = json!({ "text": "x" });
    assert_eq!(look.act([look.step("Name", text.clone()), look.step("URL", text)]).await, "hidden");
    assert_eq!((value("#name"), value("#url")), (String::new(), String::new()));
}

#[wasm_bindgen_test]
async fn a_box_that_prevents_the_click_refuses() {
    show(PUSH);
    run("$('#push').addEventListener('click', (event) => event.preventDefault())");
    assert_eq!(look().await.tick("Push").await, "refused");
    assert!(!is_ticked("#push"));
}

#[wasm_bindgen_test]
async fn writes_only_on_the_page_that_was_looked_at() {
    let old = look_at(NAME).await;
    look().await;
    assert_eq!(old.write("Name", "x").await, "changed");
    let look = look().await;
    run("history.replaceState(null, '', '#elsewhere')");
    assert_eq!(look.write("Name", "x").await, "changed");
    assert_eq!(look.read("Name").await, "changed");
    assert_eq!(look.undo().await, "changed");
    assert_eq!(value("#name"), "");
}

#[wasm_bindgen_test]
fn half_a_character_is_never_taken_for_a_whole_one() {
    let answer = run("return { values: [{ handle: 1, value: 'a-secret-\\ud83d' }] }");
    let Values { values } = Values::read(&answer).unwrap();
    let secret = Secret::new(values[0].value.to_string());
    assert_eq!(secret.err(), Some(RuleName::WholeCharacters));
}

#[wasm_bindgen_test]
async fn a_field_that_went_away_is_gone() {
    let look = look_at(NAME).await;
    run("$('#name').remove()");
    assert_eq!(look.write("Name", "x").await, "gone");
    assert_eq!(look.read("Name").await, "gone");
}

// ---- read and undo --------------------------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn reads_the_values_that_it_is_asked_for() {
    let look = look_at(
        "<label>A<input value=one></label><label>B<textarea>two</textarea></label>
         <label>C<input type=checkbox checked></label>
         <div contenteditable aria-label=D>three</div>",
    );
    let look = look.await;
    for (label, value) in [("A", "one"), ("B", "two"), ("C", "true"), ("D", "three")] {
        assert_eq!(look.read(label).await, value);
    }
}

#[wasm_bindgen_test]
async fn says_afterwards_whether_a_field_still_holds_what_it_was_given() {
    show(&format!("{NAME}{PUSH}"));
    let look = look().await;
    let steps = || [look.step("Name", json!({ "text": "x" })), look.step("Push", json!({ "check": true }))];
    let check = || async { outcome(&answer(look.command("check", ("steps", json!(steps().to_vec())))).await) };
    assert_eq!(look.act(steps()).await, "filled filled");
    listen_to("#name");
    assert_eq!(check().await, "");
    run("$('#push').checked = false");
    assert_eq!(check().await, "refused");
    run("$('#push').checked = true; $('#name').value = 'y'");
    assert_eq!(check().await, "refused");
    assert_eq!((value("#name"), events().as_str()), ("y".to_owned(), ""), "it is told and not touched");
    run("$('#name').remove()");
    assert_eq!(check().await, "gone");
    assert_eq!(look_at(NAME).await.undo().await, "");
    assert_eq!(check().await, "changed");
}

#[wasm_bindgen_test]
async fn undo_puts_back_what_was_written() {
    show(&format!("{NAME}{PUSH}"));
    run("$('#name').value = 'hers'");
    let look = look().await;
    let steps = [look.step("Name", json!({ "text": "x" })), look.step("Push", json!({ "check": true }))];
    assert_eq!(look.act(steps).await, "filled filled");
    listen_to("#name");
    assert_eq!(look.undo().await, "restored restored");
    assert_eq!((value("#name"), is_ticked("#push")), ("hers".into(), false));
    assert!(events().contains("input change"));
    assert_eq!(look.undo().await, "");
}

#[wasm_bindgen_test]
async fn undo_says_when_it_cannot_put_back() {
    show(NAME);
    let look = look().await;
    assert_eq!(look.write("Name", "x").await, "filled");
    run("$('#name').addEventListener('input', (event) => event.target.value = 'mine')");
    assert_eq!(look.undo().await, "refused, not restored");
}

#[wasm_bindgen_test]
async fn a_new_look_forgets_what_undo_would_put_back() {
    show(NAME);
    assert_eq!(look().await.write("Name", "x").await, "filled");
    assert_eq!(look().await.undo().await, "");
    assert_eq!(value("#name"), "x");
}

#[wasm_bindgen_test]
async fn never_throws() {
    let failed = answer(json!({ "act": { "nonce": "that of another look" } })).await;
    assert_eq!(failed["error"], "changed");
    let look = look_at(NAME).await;
    let failed = answer(look.command("act", ("steps", json!([{ "handle": 1 }])))).await;
    assert_eq!(failed["error"]["failed"], "TypeError");
}
