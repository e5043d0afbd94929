//! A secret is overwritten before its memory is given back, on every way that it takes through the core.
#![cfg(not(target_arch = "wasm32"))]
#![allow(unsafe_code, reason = "only an allocator sees memory at the moment when it is given back")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::slice;
use std::sync::atomic::{AtomicUsize, Ordering};

use support::{Press, SECRET, held_from, held_with_secret, recorded};
use webhook_autofill::held::{Held, Time};
use webhook_autofill::page::plan::Outcome;
use webhook_autofill::press::{Event, State};
use webhook_autofill::webhook::Secret;

/// How many pieces of memory were given back with the secret in them.
static LEFT: AtomicUsize = AtomicUsize::new(0);

struct Watched;

// SAFETY: the system's allocator does the work; a piece is only read here, before it is given back.
unsafe impl GlobalAlloc for Watched {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the same promise as ours. Zeroed, so that every byte of it can be read.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, piece: *mut u8, layout: Layout) {
        // SAFETY: `alloc` made it, of that size, and it is still ours.
        let bytes = unsafe { slice::from_raw_parts(piece, layout.size()) };
        // Few texts have its rarest character, and the whole search is slow.
        if bytes.contains(&b'_') && bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes()) {
            LEFT.fetch_add(1, Ordering::SeqCst);
        }
        // SAFETY: the same promise as ours.
        unsafe { System.dealloc(piece, layout) }
    }
}

#[global_allocator]
static WATCHED: Watched = Watched;

/// How many pieces of memory with the secret in them something gives back.
fn left_by(something: impl FnOnce()) -> usize {
    let before = LEFT.load(Ordering::SeqCst);
    something();
    LEFT.load(Ordering::SeqCst) - before
}

/// One test, since all threads share what is counted.
#[test]
fn a_secret_is_overwritten_before_its_memory_is_given_back() {
    assert_eq!(left_by(|| drop(black_box(SECRET.to_owned()))), 1, "a text that nobody wipes is noticed");

    let taken = || Secret::new(SECRET.to_owned()).expect("a secret");
    assert_eq!(left_by(|| drop(taken())), 0, "a secret");
    assert_eq!(left_by(|| drop(taken().clone())), 0, "its copy");
    assert_eq!(left_by(|| assert!(Secret::new(["\u{202e}", SECRET].concat()).is_err())), 0, "what is refused");

    let held = || held_with_secret(recorded!("cicd-current-section"));
    assert_eq!(left_by(|| drop(held())), 0, "captured, stored and read again");
    assert_eq!(left_by(|| assert!(held().expire(Time(f64::MAX)))), 0, "expired");
    assert_eq!(left_by(|| drop(held().forget(0))), 0, "forgotten");
    assert_eq!(left_by(|| fill(held())), 0, "filled");
    assert_eq!(left_by(type_it), 0, "typed");
}

fn fill(held: Held) {
    let mut press = Press::over(recorded!("bitbucket-current-create"), held);
    press.answer_act(Outcome::Filled);
    assert_eq!(press.view().state, State::Filled);
}

fn type_it() {
    let mut press = Press::over(recorded!("bitbucket-current-create"), held_from(recorded!("cicd-current-section")));
    assert_eq!(press.view().state, State::NeedsSecret);
    press.primary(SECRET);
    press.tell(Event::Looked(Ok(recorded!("bitbucket-current-create"))));
    press.answer_act(Outcome::Filled);
    assert_eq!(press.view().state, State::Filled);
}
