//! The panic hook: it remembers where a panic happened, and stays silent for those that are caught
//! inside a field.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic;
use std::sync::Once;

use crate::classify::Verdict;
use crate::user;

/// What the hook saw last on this thread.
#[derive(Debug, Clone)]
struct Seen {
    message: String,
    place: Option<String>,
}

thread_local! {
    static LAST: RefCell<Option<Seen>> = const { RefCell::new(None) };
    /// How many panics the hook has seen on this thread.
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

/// A moment between two panics of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment(u64);

impl Moment {
    /// None that [`now`] gives.
    pub(crate) const NEVER: Moment = Moment(u64::MAX);
}

#[inline]
pub(crate) fn now() -> Moment {
    Moment(COUNT.try_with(Cell::get).unwrap_or(0))
}

/// A panic has come here that began after `start`. If the hook has seen none since then, as after
/// `resume_unwind` or where the program has replaced it, what it saw before is of another panic.
pub(crate) fn arrived(start: Moment) {
    if now() == start {
        replace(None);
    }
}

/// Chains our hook before the one that is installed now, once in a program.
pub(crate) fn install_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if user::is_running() && !cfg!(panic = "abort") {
                return;
            }
            remember(info);
            if cfg!(panic = "abort") {
                crate::lifecycle::end_all_on_this_thread(&last_verdict());
            }
            crate::sink::exit::on_panic();
            previous(info);
        }));
    });
}

fn remember(info: &panic::PanicHookInfo<'_>) {
    let seen = Seen {
        message: message(info.payload()),
        place: info
            .location()
            .map(|place| format!("{}:{}", place.file(), place.line())),
    };
    let _ = COUNT.try_with(|count| count.set(count.get().wrapping_add(1)));
    replace(Some(seen));
}

fn replace(seen: Option<Seen>) {
    let _ = LAST.try_with(|last| last.try_borrow_mut().map(|mut last| *last = seen));
}

/// The message of a payload: what `panic!` was given, where that is a text.
pub(crate) fn message(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&'static str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "a value that is not a text".to_owned()
    }
}

/// Where the panic with this message happened, if our hook has seen it last on this thread. If it
/// saw another, the runs around this one must not be told that one either.
pub(crate) fn place_of(message: &str) -> Option<String> {
    let Some(seen) = last().filter(|seen| seen.message == message) else {
        replace(None);
        return None;
    };
    seen.place
}

/// The verdict on a frame that is being unwound, whose payload cannot be seen.
pub(crate) fn last_verdict() -> Verdict {
    match last() {
        Some(seen) => Verdict::panic_seen(&seen.message, seen.place),
        None => Verdict::panic_seen("", None),
    }
}

/// The outer runs of a panic that unwinds further ask as well, so it is kept.
fn last() -> Option<Seen> {
    LAST.try_with(|last| last.try_borrow().ok()?.clone()).ok()?
}
