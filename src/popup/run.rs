//! Carries out the effects of [`crate::press`], and feeds back what came of them.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::{Date, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, HtmlInputElement, HtmlSelectElement, Window};
use zeroize::Zeroizing;

use super::show;
use crate::browser::http::{self, ThisBrowser};
use crate::browser::language;
use crate::browser::storage::{self, Kept, Loaded};
use crate::browser::tabs::{self, Done, Tab};
use crate::held::Time;
use crate::page::plan::{Command, PageError};
use crate::page::snapshot::Handle;
use crate::press::{self, Answers, Effect, Event, Failure, Model, Pointing};
use crate::scm::bitbucket_server::rest::{self, Request};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
    async fn copy(text: &str) -> Result<(), JsValue>;
}

/// One of the ways of [`show`].
type Show = fn(&Document, &press::View, show::Language) -> Result<(), JsValue>;

/// The popup, as long as it is open.
struct Popup {
    model: RefCell<Model>,
    kept: RefCell<Kept>,
    window: Window,
    document: Document,
    tab: Tab,
    /// The look that was begun before the module was there, until the press takes it.
    looking: RefCell<Option<Promise>>,
}

/// Begins a press: called once, when the popup has loaded, with what it has asked for meanwhile: the tab in front, what
/// is held and set, the first look at the tab's page, and whether the popup reaches its server. What goes wrong is
/// thrown, for `failure.js` to show.
#[wasm_bindgen]
pub fn start(tab: Promise, loading: Promise, looking: Promise, reached: Promise) {
    spawn(async {
        let window = web_sys::window().ok_or("no window")?;
        let document = window.document().ok_or("no document")?;
        let model = RefCell::new(Model::new(now()));
        let kept = RefCell::default();
        let looking = RefCell::new(Some(looking));
        let (tab, address) = Tab::front(tab, reached).await?;
        let popup = Rc::new(Popup { model, kept, window, document, tab, looking });
        popup.listen()?;
        let opened = match storage::loaded(loading).await {
            Ok(Loaded { held, reading, kept }) => {
                popup.kept.replace(kept);
                Event::Opened { held, settings: reading.settings, address }
            }
            Err(_) => Event::Failed(Failure::Load),
        };
        let done = popup.dispatch(opened).await;
        // Where the press did not get as far as that, another one looks at the page as it is then.
        popup.looking.take();
        done
    });
}

pub(crate) fn spawn(work: impl Future<Output = Result<(), JsValue>> + 'static) {
    spawn_boxed(Box::pin(work));
}

/// Made once, and not for each kind of work.
fn spawn_boxed(work: Pin<Box<dyn Future<Output = Result<(), JsValue>>>>) {
    spawn_local(async {
        if let Err(error) = work.await {
            wasm_bindgen::throw_val(error);
        }
    });
}

impl Popup {
    /// Lets an event decide, carries out what follows, and goes on until nothing follows any more. What is to be kept
    /// is kept before anything is shown, so that the popup never says "held" of what is not. What a page has done is so
    /// whether it can be kept or not, and nobody waits for that.
    async fn dispatch(self: &Rc<Self>, event: Event) -> Result<(), JsValue> {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            let is_aside = matches!(event, Event::Answered(..) | Event::Waited);
            let is_done = matches!(event, Event::Acted(_));
            let effects = press::update(&mut self.model.borrow_mut(), event, now());
            let waits = effects.iter().any(|effect| !matches!(effect, Effect::Ask(_) | Effect::Store));
            // Shown again without need, it would lose what was typed into it, and be read out once more.
            let mut is_shown = is_aside && !waits && !self.model.borrow().shows_check();
            if is_shown {
                self.show(show::refresh_held)?;
            }
            let show: Show = if is_aside { show::refresh } else { show::show };
            if is_done {
                self.show(show)?;
                is_shown = true;
            }
            for effect in &effects {
                if !is_shown && !matches!(effect, Effect::Store | Effect::Ask(_)) {
                    self.show(show)?;
                    is_shown = true;
                }
                events.extend(self.carry_out(effect).await);
                // What could not be done comes before what was to follow it.
                if !events.is_empty() {
                    break;
                }
            }
            // Shown again, it would take the focus and be read out once more.
            if !is_shown {
                self.show(show)?;
            }
        }
        Ok(())
    }

    async fn carry_out(self: &Rc<Self>, effect: &Effect) -> Option<Event> {
        match effect {
            Effect::Ask(request) => {
                self.ask(request.clone());
                None
            }
            Effect::Wait(milliseconds) => {
                self.wait(*milliseconds).await;
                // Mostly the answer was faster.
                (!self.model.borrow().is_settled()).then_some(Event::Waited)
            }
            Effect::Send(command) => Some(self.send(command).await),
            Effect::LookAgain(milliseconds) => {
                self.wait(*milliseconds).await;
                Some(self.send(&Command::Look {}).await)
            }
            Effect::CheckLater(milliseconds, command) => {
                self.wait(*milliseconds).await;
                match self.send(command).await {
                    Event::Checked(_, Ok(_)) => None,
                    event => Some(event),
                }
            }
            Effect::Store => {
                let stored = storage::store(self.model.borrow().held());
                storage::settled(stored).await.err().map(|_| Event::Failed(Failure::Store))
            }
            Effect::StoreSetting(setting) => {
                let stored = self.kept.borrow_mut().store(self.model.borrow().settings(), *setting);
                storage::settled(stored).await.err().map(|_| Event::Failed(Failure::Store))
            }
            Effect::CopyDescription => {
                let shown = self.document.get_element_by_id(show::DESCRIPTION).and_then(|shown| shown.text_content());
                copy(&shown.unwrap_or_default()).await.err().map(|_| Event::Failed(Failure::Copy))
            }
            Effect::OpenTab(address) => self.close_after(tabs::open(address).await),
            Effect::Navigate(address) => self.close_after(self.tab.navigate(address).await),
            Effect::Close => self.close_after(Ok(())),
        }
    }

    /// Asks the server, while everything else goes on.
    fn ask(self: &Rc<Self>, request: Request) {
        let popup = Rc::clone(self);
        spawn(async move {
            let reply = rest::read::<ThisBrowser>(&request, http::get(&popup.tab, &request).await);
            popup.dispatch(Event::Answered(request, reply)).await
        });
    }

    async fn send(&self, command: &Command) -> Event {
        let begun = matches!(command, Command::Look {}).then(|| self.looking.take()).flatten();
        let done = match begun {
            Some(begun) => tabs::answered(Ok(begun)).await,
            None => self.tab.send(command).await,
        };
        match command {
            Command::Look {} => Event::Looked(done.and_then(Done::decode)),
            Command::Read { .. } => Event::Read(gone(done).and_then(Done::decode)),
            Command::Act { .. } => Event::Acted(gone(done).and_then(Done::decode)),
            Command::Check { nonce, .. } => Event::Checked(nonce.clone(), gone(done).and_then(Done::decode)),
            Command::Undo { .. } => Event::Undone(gone(done).and_then(Done::decode)),
        }
    }

    async fn wait(&self, milliseconds: f64) {
        let promise = Promise::new(&mut |resolve: Function, _| {
            #[allow(clippy::cast_possible_truncation, reason = "a wait is a few thousand milliseconds at most")]
            let milliseconds = milliseconds as i32;
            // Without a timer the next look simply comes at once.
            if self.window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).is_err() {
                drop(resolve.call0(&JsValue::NULL));
            }
        });
        drop(JsFuture::from(promise).await);
    }

    fn close_after(&self, done: Result<(), JsValue>) -> Option<Event> {
        match done {
            Ok(()) => {
                drop(self.window.close());
                None
            }
            Err(_) => Some(Event::Failed(Failure::Open)),
        }
    }

    fn show(&self, show: Show) -> Result<(), JsValue> {
        show(&self.document, &press::view(&self.model.borrow()), language::message)
    }

    /// Listens for as long as the popup is open: its page goes away as a whole, and the listeners with it.
    fn listen(self: &Rc<Self>) -> Result<(), JsValue> {
        let popup = Rc::clone(self);
        let submit = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            event.prevent_default();
            popup.spawn(Event::Primary(popup.answers()));
        });
        self.document.add_event_listener_with_callback("submit", submit.into_js_value().unchecked_ref())?;
        let popup = Rc::clone(self);
        let click = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let Some(target) = target else { return };
            match target.id().as_str() {
                show::SECONDARY => popup.spawn(Event::Secondary),
                show::FORGET => popup.spawn(Event::Forget),
                _ => {
                    let place = target.get_attribute(show::FORGET_ONE).and_then(|place| place.parse().ok());
                    place.into_iter().for_each(|place| popup.spawn(Event::ForgetOne(place)));
                }
            }
        });
        self.document.add_event_listener_with_callback("click", click.into_js_value().unchecked_ref())?;
        let popup = Rc::clone(self);
        // While Firefox opens a popup, one in ten of the fastest gets no focus on anything, however often it asks.
        let focus = Closure::<dyn FnMut() -> Result<(), JsValue>>::new(move || {
            if popup.model.borrow().is_settled() { show::focus_if_lost(&popup.document) } else { Ok(()) }
        });
        self.window.add_event_listener_with_callback("focus", focus.into_js_value().unchecked_ref())
    }

    fn spawn(self: &Rc<Self>, event: Event) {
        let popup = Rc::clone(self);
        spawn(async move { popup.dispatch(event).await });
    }

    fn answers(&self) -> Answers {
        let chosen =
            press::view(&self.model.borrow()).pointing.into_iter().filter_map(|Pointing { field, label, .. }| {
                let select = self.element::<HtmlSelectElement>(label.name())?;
                Some((field, Handle(select.value().parse().ok()?)))
            });
        Answers {
            remember: self.element::<HtmlInputElement>(show::REMEMBER).is_some_and(|input| input.checked()),
            chosen: chosen.collect(),
            typed: self.typed(),
        }
    }

    fn element<T: JsCast>(&self, id: &str) -> Option<T> {
        self.document.get_element_by_id(id)?.dyn_into().ok()
    }

    /// Takes what was typed out of the input: it is not left there.
    fn typed(&self) -> Zeroizing<String> {
        let input = self.element::<HtmlInputElement>(show::SECRET);
        let typed = input.as_ref().map(HtmlInputElement::value).unwrap_or_default();
        if let Some(input) = input {
            input.set_value("");
        }
        Zeroizing::new(typed)
    }
}

/// The browser refuses to run a script in a tab that it has just let one run in: the page is not the same any more.
fn gone<T>(answer: Result<T, PageError>) -> Result<T, PageError> {
    answer.map_err(|error| match error {
        PageError::NotAllowed => PageError::Gone,
        error => error,
    })
}

pub(crate) fn now() -> Time {
    Time(Date::now())
}
