//! Any web page, no product: what was read of it, and what it is told to do. The other side is `extension/page.js`.

pub mod description;
pub mod plan;
pub mod snapshot;
