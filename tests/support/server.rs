//! A Bitbucket's REST API in the place of a real one: it answers with what `fixtures/rest` has.

use serde_json::Value;
use webhook_autofill::plain;
use webhook_autofill::press::Event;
use webhook_autofill::scm::bitbucket_server::rest::read;

use super::Press;
use super::bench::Bench;

/// The URL of the webhook in the recorded answers.
const RECORDED: &str = "https://cicd-service.cfapps.eu10.hana.ondemand.com/v2/bitbucket_events/tenant/1/webhook/2\"";

impl Press {
    /// Answers the last question to the server with what was recorded, as if it were about the webhook that is meant.
    pub fn answer_asked(&mut self, name: &str) {
        self.answer_changed(name, |answer| answer);
    }

    /// The same, with something else in its body.
    pub fn answer_changed(&mut self, name: &str, change: fn(String) -> String) {
        let file = format!("{}/tests/fixtures/rest/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let mut answer: Value = serde_json::from_str(&std::fs::read_to_string(file).expect(name)).expect(name);
        let request = self.asked.pop().expect("the server is asked");
        if answer["body"].is_object() {
            let meant = format!("{}\"", request.subject.url.as_str());
            answer["body"] = change(answer["body"].to_string().replace(RECORDED, &meant)).into();
        }
        let reply = read::<Bench>(&request, Ok(plain::json::read(answer).expect(name)));
        self.tell(Event::Answered(request, reply));
    }
}
