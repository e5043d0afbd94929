//! The web page is read aloud, Rust understands it and decides, and the page is told what to do.
//!
//! Where to find what:
//!
//! - [`press`]: every decision, as `update(model, event) -> effects` and `view(model)`.
//! - [`page`]: any web page, no product: what was read of it, and what it is told. Its other side is
//!   `extension/page.js`.
//! - [`cicd`]: SAP's pages. [`scm`]: the source systems and their forms.
//! - [`guard`]: every safety rule. [`held`]: what is held between presses. [`settings`]: what the admin has set.
//!   [`webhook`]: what a webhook is made of.
//! - [`plain`]: how those types cross to JavaScript and back.
//! - `browser`, `popup` and `options`: the only rooms that know a browser; compiled for wasm32 only.

pub mod cicd;
pub mod guard;
pub mod held;
pub mod page;
pub mod plain;
pub mod press;
pub mod scm;
pub mod settings;
pub mod webhook;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod options;
#[cfg(target_arch = "wasm32")]
pub mod popup;

/// It takes 7 kB less than the standard library's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
