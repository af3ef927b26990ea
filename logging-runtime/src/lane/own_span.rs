//! Telling the spans of our runs, which are for other layers, from those of the user.

use std::cell::Cell;

thread_local! {
    static OWN_SPAN: Cell<bool> = const { Cell::new(false) };
}

/// Marks the spans that are created or recorded on meanwhile as ours: our own layer declines them,
/// and what `tracing` tells `log` of them.
pub(crate) fn creating_own_span<R>(create: impl FnOnce() -> R) -> R {
    let before = OWN_SPAN.try_with(|own| own.replace(true)).unwrap_or(false);
    let _restored = OwnSpan { before };
    create()
}

/// Restores the mark, also where another layer panics.
struct OwnSpan {
    before: bool,
}

impl Drop for OwnSpan {
    fn drop(&mut self) {
        let _ = OWN_SPAN.try_with(|own| own.set(self.before));
    }
}

/// Whether the span that is being handled is one of ours.
pub(crate) fn is_own_span() -> bool {
    OWN_SPAN.try_with(Cell::get).unwrap_or(false)
}
