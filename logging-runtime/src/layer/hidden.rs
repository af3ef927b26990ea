//! Finding a layer of ours that hides behind another, such as `reload`, which shows nobody what it
//! has inside.
//!
//! The subscriber is asked to register a callsite of ours that nothing ever uses. That reaches every
//! layer, also a hidden one, whose filter then says which lane it has. It is a call into every layer,
//! so it is made only where the program has made layers by hand.

use std::cell::Cell;
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};

use tracing::callsite::Identifier;
use tracing::field::FieldSet;
use tracing::metadata::Kind;
use tracing::subscriber::Interest;
use tracing::{Callsite, Dispatch, Level, Metadata, dispatcher};

use crate::lane::Lane;
use crate::relay;

/// The callsite that only asks. At the most severe level, few filters are in its way.
struct Question;

static QUESTION: Question = Question;
static METADATA: Metadata<'static> = Metadata::new(
    "who is there",
    relay::TARGET,
    Level::ERROR,
    None,
    None,
    None,
    FieldSet::new(&[], Identifier(&QUESTION)),
    Kind::EVENT,
);

impl Callsite for Question {
    fn set_interest(&self, _: Interest) {}

    fn metadata(&self) -> &Metadata<'_> {
        &METADATA
    }
}

/// Whether a layer was made that its owner may hide.
static MAY_BE_HIDDEN: AtomicBool = AtomicBool::new(false);

thread_local! {
    static FOUND: Cell<Option<&'static Lane>> = const { Cell::new(None) };
}

/// A layer is given away, and nobody knows into what.
pub(crate) fn expect_layers() {
    MAY_BE_HIDDEN.store(true, Ordering::Relaxed);
}

/// The lane of a layer inside the current subscriber that cannot be seen from outside.
pub(crate) fn find() -> Option<&'static Lane> {
    if !MAY_BE_HIDDEN.load(Ordering::Relaxed) {
        return None;
    }
    // Other layers run code of others, and that must not run inside of `get_default`.
    let current = dispatcher::get_default(Dispatch::clone);
    current.register_callsite(&METADATA);
    FOUND.try_with(Cell::take).ok().flatten()
}

pub(super) fn is_question(metadata: &Metadata<'_>) -> bool {
    ptr::eq(metadata, &raw const METADATA)
}

pub(super) fn answer(lane: &'static Lane) {
    let _ = FOUND.try_with(|found| found.set(Some(lane)));
}
