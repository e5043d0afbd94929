//! The browser's own services, typed and thin. `chrome` is the name that both Chromium and Firefox know them by; with a
//! manifest of version 3 both answer with promises.

pub mod data;
pub mod http;
pub mod language;
pub mod permissions;
pub mod storage;
pub mod tabs;
