//! Carries out what the options page wants.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Url};

use super::show::{self, ALLOW, HOST, PLACE};
use crate::browser::storage::{self, Kept};
use crate::browser::{language, permissions};
use crate::popup::run::{now, spawn};
use crate::settings::page::{Effect, Ending, Event, Input, List, Page};

/// The page, as long as it is open.
struct Options {
    page: RefCell<Page>,
    kept: RefCell<Kept>,
    document: Document,
    /// How often something was changed here.
    changes: Cell<u32>,
    /// Asks for what is held and set.
    load: Function,
}

/// Begins: called once, when the options page has loaded, with the function of `extension/load.js`. What goes wrong is
/// thrown, for `failure.js` to show.
#[wasm_bindgen]
pub fn options(load: Function) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or("no document")?;
    let (page, kept, changes) = Default::default();
    let options = Rc::new(Options { page, kept, document, changes, load });
    options.listen()?;
    options.begin_to_read();
    Ok(())
}

impl Options {
    /// Listens for as long as the page is open.
    fn listen(self: &Rc<Self>) -> Result<(), JsValue> {
        let options = Rc::clone(self);
        let hear = Closure::<dyn FnMut(web_sys::Event) -> Result<(), JsValue>>::new(move |event| options.hear(&event));
        let hear = hear.into_js_value();
        for kind in ["input", "change", "click"] {
            self.document.add_event_listener_with_callback(kind, hear.unchecked_ref())?;
        }
        let options = Rc::clone(self);
        // Also what this page itself has stored comes back here.
        let changed = Closure::<dyn FnMut()>::new(move || options.begin_to_read());
        storage::on_changed(changed.into_js_value().unchecked_ref());
        Ok(())
    }

    fn hear(self: &Rc<Self>, event: &web_sys::Event) -> Result<(), JsValue> {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return Ok(()) };
        let id = target.id();
        let input = Input::ALL.into_iter().find(|input| input.id() == id);
        match (event.type_().as_str(), input) {
            ("input", Some(input)) => self.update(Event::Typed(input, show::input(&self.document, &id)?.value())),
            ("change", Some(input)) => self.update(Event::Entered(input, show::input(&self.document, &id)?.value())),
            ("click", _) if id == ALLOW => {
                event.prevent_default();
                self.allow()
            }
            ("click", _) => match entry(&target) {
                Some((list, place)) => self.update(Event::Removed(list, place)),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn update(self: &Rc<Self>, event: Event) -> Result<(), JsValue> {
        let effect = self.page.borrow_mut().update(event);
        match effect {
            None => {}
            Some(Effect::Store(setting)) => {
                self.changes.set(self.changes.get() + 1);
                let stored = self.kept.borrow_mut().store(self.page.borrow().settings(), setting);
                self.wait_for(stored, Ending::Saved, Ending::NotSaved);
            }
            Some(Effect::Revoke(host)) => {
                self.wait_for(permissions::remove(&host), Ending::Revoked, Ending::NotRevoked);
            }
        }
        show::show(&self.document, &self.page.borrow().view(), language::message)
    }

    /// Asks for a host, at once: see [`permissions::request`].
    fn allow(self: &Rc<Self>) -> Result<(), JsValue> {
        match pattern(&show::input(&self.document, HOST)?.value()) {
            None => self.update(Event::Ended(Ending::NoAddress)),
            Some(pattern) => {
                self.wait_for(permissions::request(&pattern), Ending::Allowed, Ending::NotAllowed);
                Ok(())
            }
        }
    }

    fn wait_for(self: &Rc<Self>, promise: Result<Promise, JsValue>, done: Ending, failed: Ending) {
        let options = Rc::clone(self);
        spawn(async move {
            let is_done = storage::settled(promise).await.is_ok_and(|answer| answer != JsValue::FALSE);
            options.update(Event::Ended(if is_done { done } else { failed }))?;
            options.read().await
        });
    }

    fn begin_to_read(self: &Rc<Self>) {
        let options = Rc::clone(self);
        spawn(async move { options.read().await });
    }

    async fn read(self: &Rc<Self>) -> Result<(), JsValue> {
        let changes = self.changes.get();
        let mut loaded = storage::loaded(self.load.call0(&JsValue::NULL)?.unchecked_into()).await?;
        let hosts = permissions::hosts().await?;
        // What was read is older than what was changed meanwhile, which is about to be stored, and then read.
        if changes != self.changes.get() {
            return Ok(());
        }
        // A shorter life holds for the secrets that are held already, too.
        if loaded.held.shorten(loaded.reading.settings.secret_minutes, now()) {
            storage::settled(storage::store(&loaded.held)).await?;
        }
        self.kept.replace(loaded.kept);
        self.update(Event::Read { reading: Box::new(loaded.reading), hosts })
    }
}

/// The entry that a button stands for.
fn entry(button: &Element) -> Option<(List, usize)> {
    let id = button.closest("ul").ok()??.id();
    let list = List::ALL.into_iter().find(|list| list.id() == id)?;
    Some((list, button.get_attribute(PLACE)?.parse::<u16>().ok()?.into()))
}

/// The match pattern of all pages on the host of an address; without a port, which Firefox does not know there.
fn pattern(address: &str) -> Option<String> {
    let url = Url::new(address.trim()).ok()?;
    let (scheme, host) = (url.protocol(), url.hostname());
    (matches!(scheme.as_str(), "https:" | "http:") && !host.is_empty()).then(|| format!("{scheme}//{host}/*"))
}
