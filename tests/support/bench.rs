//! What the core asks of a browser, answered natively.

use serde_json::Value;
use webhook_autofill::scm::bitbucket_server::rest::Browser;

/// In the browser's place.
pub struct Bench;

impl Browser for Bench {
    type Json = Option<Value>;

    fn json(text: &str) -> Option<Self::Json> {
        serde_json::from_str(text).ok()
    }

    /// Good enough for the URLs of the tests.
    fn href(url: &str) -> Option<String> {
        let (scheme, rest) = url.trim().split_once("://")?;
        let (authority, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
        let (scheme, authority) = (scheme.to_lowercase(), authority.to_lowercase());
        let authority = if scheme == "https" { authority.trim_end_matches(":443") } else { &authority };
        Some(format!("{scheme}://{authority}{path}"))
    }
}
