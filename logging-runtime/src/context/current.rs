//! The current context of a thread: one pointer, set and restored by scopes.
//!
//! This is the only place that touches the pointer. Nobody outside can hold a guard across an
//! `.await`: a context is entered by a closure, a call or one poll of a future, and all of them nest strictly.
//!
//! A run whose body evaluates its fields is entered before it has a scope. Until then the context around
//! it stays the current one, and the run waits in a pointer of its own.

#![allow(unsafe_code)]

use std::cell::Cell;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ptr;

use super::node::Node;
#[cfg(panic = "abort")]
use super::outer;
use super::shared::{Borrowed, NodeRef};
use crate::site::Site;

/// What is current on a thread. A pointer that is not null is that of a node which a function or a
/// [`Scoped`] further out on the thread's stack borrows or owns.
struct Place {
    node: Cell<*const Node>,
    /// The run that is entered and has no scope yet.
    opening: Cell<*const Node>,
    /// The site whose body is about to evaluate its fields.
    announced: Cell<*const Site>,
}

thread_local! {
    static PLACE: Place = const {
        Place {
            node: Cell::new(ptr::null()),
            opening: Cell::new(ptr::null()),
            announced: Cell::new(ptr::null()),
        }
    };
}

/// Runs `code` with `node` as the current context, and restores the one before, also on a panic.
#[inline]
pub(crate) fn with_node<R>(node: Option<&NodeRef>, code: impl FnOnce() -> R) -> R {
    let _restored = Restored(Entered::of(node.map_or(ptr::null(), NodeRef::as_ptr)));
    code()
}

/// Enters a run for as long as the code in it takes. Without a scope, it becomes the current context when
/// [`open_in`] is called; what waited for its scope until now waits again afterwards.
pub(crate) fn enter<'a>(
    node: Borrowed<'a>,
    announced: Option<&'static Site>,
) -> (Entered<'a>, Option<Waiting>) {
    if node.get().has_scope() {
        return (enter_settled(node), None);
    }
    let waiting = Waiting::behind(Opening {
        node: node.as_ptr(),
        announced: announced.map_or(ptr::null(), ptr::from_ref),
    });
    (stay(), waiting)
}

/// Enters a run that has a scope.
#[inline]
pub(crate) fn enter_settled(node: Borrowed<'_>) -> Entered<'_> {
    Entered::of(node.as_ptr())
}

/// Keeps the current context, and restores it after code that may change it.
pub(crate) fn stay<'a>() -> Entered<'a> {
    let current = PLACE.try_with(|place| place.node.get());
    Entered::of(current.unwrap_or(ptr::null()))
}

/// The current context is that of a run which somebody else owns, until [`Entered::leave`] is called by who has
/// made this.
#[must_use]
pub(crate) struct Entered<'a> {
    before: *const Node,
    owner: PhantomData<&'a NodeRef>,
}

impl Entered<'_> {
    #[inline]
    fn of(node: *const Node) -> Self {
        let before = PLACE.try_with(|place| place.node.replace(node));
        let entered = Entered {
            before: before.unwrap_or(ptr::null()),
            owner: PhantomData,
        };
        #[cfg(panic = "abort")]
        outer::push(entered.before);
        entered
    }

    #[inline]
    pub(crate) fn leave(&mut self) {
        let _ = PLACE.try_with(|place| place.node.set(self.before));
        #[cfg(panic = "abort")]
        outer::pop();
    }

    /// Without the owner, for who is one as well.
    fn owned(self) -> Entered<'static> {
        Entered {
            before: self.before,
            owner: PhantomData,
        }
    }
}

/// Hands over the current context, if there is one.
#[inline]
pub(crate) fn with<R>(then: impl FnOnce(Option<&Node>) -> R) -> R {
    with_or(None, then)
}

/// The same, where no other context is given.
#[inline]
pub(crate) fn with_or<R>(given: Option<&Node>, then: impl FnOnce(Option<&Node>) -> R) -> R {
    let pointer = PLACE.try_with(|place| place.node.get());
    // SAFETY: what is not null is a node that lives at least as long as the scope that has set it, which
    // is further out on this stack.
    let node = given.or(unsafe { pointer.unwrap_or(ptr::null()).as_ref() });
    let slot = if node.is_none() {
        super::legacy::slot()
    } else {
        None
    };
    then(node.or(slot.as_deref()))
}

/// Hands over each context that is entered on this thread, from the inside out.
pub(crate) fn each_entered(mut then: impl FnMut(&NodeRef)) {
    if let Some(node) = get() {
        then(&node);
    }
    #[cfg(panic = "abort")]
    outer::each(then);
}

/// The current context, shared.
pub(crate) fn get() -> Option<NodeRef> {
    let pointer = PLACE
        .try_with(|place| place.node.get())
        .unwrap_or(ptr::null());
    if pointer.is_null() {
        return super::legacy::slot();
    }
    // SAFETY: it comes from the owner that a scope further out on this stack has, and the owner made
    // here first is never dropped.
    let borrowed = ManuallyDrop::new(unsafe { NodeRef::from_raw(pointer) });
    Some(NodeRef::clone(&borrowed))
}

/// Whether it is the turn of this site's body to evaluate its fields; only the first to ask is told so.
#[inline]
pub(crate) fn take_turn(site: &'static Site) -> bool {
    let mine = PLACE.try_with(|place| {
        let mine = ptr::eq(place.announced.get(), site);
        if mine {
            place.announced.set(ptr::null());
        }
        mine
    });
    mine.unwrap_or(false)
}

/// Hands over the run that is entered without a scope.
#[inline]
pub(crate) fn opening<R>(then: impl FnOnce(&Node) -> R) -> Option<R> {
    // SAFETY: as in `with`.
    unsafe { waiting().as_ref() }.map(then)
}

fn waiting() -> *const Node {
    let pointer = PLACE.try_with(|place| place.opening.get());
    pointer.unwrap_or(ptr::null())
}

/// Hands over the run that is entered without a scope, for that to be set, and the context around it; then the run
/// alone, which is the current context from then on.
#[inline]
pub(crate) fn open_in(set: impl FnOnce(&Node, Option<&Node>), then: impl FnOnce(&Node)) {
    let pointer = waiting();
    // SAFETY: as in `with`.
    let Some(node) = (unsafe { pointer.as_ref() }) else {
        return;
    };
    with(|outer| set(node, outer));
    let _ = PLACE.try_with(|place| {
        place.opening.set(ptr::null());
        place.node.set(pointer);
    });
    then(node);
}

/// A scope on the stack of a function whose body runs in place. It owns the node; it is neither
/// `Send` nor named by user code, so it cannot leave the function's stack.
pub(crate) struct Scoped {
    _restored: Restored,
    _waiting: Option<Waiting>,
    _node: NodeRef,
}

impl Scoped {
    pub(crate) fn new(node: &NodeRef, announced: Option<&'static Site>) -> Scoped {
        let (entered, waiting) = enter(node.borrowed(), announced);
        Scoped {
            _restored: Restored(entered.owned()),
            _waiting: waiting,
            _node: node.clone(),
        }
    }
}

/// Restores what was current before, when dropped. Whoever makes one has an owner of the node that lives
/// longer.
struct Restored(Entered<'static>);

impl Drop for Restored {
    #[inline]
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// A run that is entered without a scope, and the site whose turn it is.
#[derive(Clone, Copy)]
struct Opening {
    node: *const Node,
    announced: *const Site,
}

/// What waited for its scope before, and waits again when this is dropped.
pub(crate) struct Waiting(Opening);

impl Waiting {
    fn behind(opening: Opening) -> Option<Waiting> {
        PLACE.try_with(|place| Waiting(place.wait(opening))).ok()
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let _ = PLACE.try_with(|place| place.wait(self.0));
    }
}

impl Place {
    fn wait(&self, opening: Opening) -> Opening {
        Opening {
            node: self.opening.replace(opening.node),
            announced: self.announced.replace(opening.announced),
        }
    }
}
