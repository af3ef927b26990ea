//! The current context of a thread: one pointer, set and restored by scopes.
//!
//! This is the only place that touches the pointer. Nobody outside can hold a guard across an
//! `.await`: a context is entered by a closure or by one poll of a future, and both nest strictly.
//!
//! A run whose body evaluates its fields is entered before it has a scope. Until then the context around
//! it stays the current one, and the run waits in a pointer of its own.

#![allow(unsafe_code)]

use std::cell::Cell;
use std::mem::ManuallyDrop;
use std::ptr;

use super::node::Node;
use super::shared::NodeRef;
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
    let _restored = Restored::after(node.map_or(ptr::null(), NodeRef::as_ptr));
    code()
}

/// Runs the code of a run. Without a scope, it becomes the current context when [`open`] is called.
#[inline]
pub(crate) fn with_run<R>(
    node: &NodeRef,
    announced: Option<&'static Site>,
    code: impl FnOnce() -> R,
) -> R {
    let _restored = Restored::after_run(node, announced);
    code()
}

/// Hands over the current context, if there is one.
#[inline]
pub(crate) fn with<R>(then: impl FnOnce(Option<&Node>) -> R) -> R {
    let pointer = PLACE.try_with(|place| place.node.get());
    // SAFETY: what is not null is a node that lives at least as long as the scope that has set it, which
    // is further out on this stack.
    match unsafe { pointer.unwrap_or(ptr::null()).as_ref() } {
        Some(node) => then(Some(node)),
        None => then(super::legacy::slot().as_deref()),
    }
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

/// Hands over the run that is entered without a scope. If it has one afterwards, it is the current
/// context from then on.
pub(crate) fn open<R>(then: impl FnOnce(&Node) -> R) -> Option<R> {
    let pointer = PLACE
        .try_with(|place| place.opening.get())
        .unwrap_or(ptr::null());
    // SAFETY: as in `with`.
    let node = unsafe { pointer.as_ref() }?;
    let result = then(node);
    if node.has_scope() {
        let _ = PLACE.try_with(|place| {
            place.opening.set(ptr::null());
            place.node.set(pointer);
        });
    }
    Some(result)
}

/// A scope on the stack of a function whose body runs in place. It owns the node; it is neither
/// `Send` nor named by user code, so it cannot leave the function's stack.
pub(crate) struct Scoped {
    _restored: Restored,
    _node: NodeRef,
}

impl Scoped {
    pub(crate) fn new(node: &NodeRef, announced: Option<&'static Site>) -> Scoped {
        Scoped {
            _restored: Restored::after_run(node, announced),
            _node: node.clone(),
        }
    }
}

/// Restores what was current before, when dropped. Whoever makes one has an owner of the node that lives
/// longer.
struct Restored {
    node: *const Node,
    /// What was waiting for its scope before, where that has changed.
    opening: Option<Opening>,
}

/// A run that is entered without a scope, and the site whose turn it is.
#[derive(Clone, Copy)]
struct Opening {
    node: *const Node,
    announced: *const Site,
}

impl Restored {
    #[inline]
    fn after(node: *const Node) -> Restored {
        #[cfg(panic = "abort")]
        outer::push();
        let before = PLACE.try_with(|place| place.node.replace(node));
        Restored {
            node: before.unwrap_or(ptr::null()),
            opening: None,
        }
    }

    #[inline]
    fn after_run(node: &NodeRef, announced: Option<&'static Site>) -> Restored {
        if node.has_scope() {
            return Restored::after(node.as_ptr());
        }
        Restored::opening(Opening {
            node: node.as_ptr(),
            announced: announced.map_or(ptr::null(), ptr::from_ref),
        })
    }

    /// The current context stays the one before.
    fn opening(opening: Opening) -> Restored {
        #[cfg(panic = "abort")]
        outer::push();
        let before = PLACE.try_with(|place| Restored {
            node: place.node.get(),
            opening: Some(place.set_opening(opening)),
        });
        // One that is not needed would restore as well.
        before.unwrap_or_else(|_| Restored {
            node: ptr::null(),
            opening: None,
        })
    }
}

impl Drop for Restored {
    #[inline]
    fn drop(&mut self) {
        let _ = PLACE.try_with(|place| {
            place.node.set(self.node);
            if let Some(opening) = self.opening {
                place.set_opening(opening);
            }
        });
        #[cfg(panic = "abort")]
        outer::pop();
    }
}

impl Place {
    fn set_opening(&self, opening: Opening) -> Opening {
        Opening {
            node: self.opening.replace(opening.node),
            announced: self.announced.replace(opening.announced),
        }
    }
}

/// The contexts around the current one. They are asked for only where a panic ends the program without
/// unwinding through their scopes.
#[cfg(panic = "abort")]
mod outer {
    use super::{ManuallyDrop, Node, NodeRef, PLACE, ptr};
    use std::cell::RefCell;

    thread_local! {
        static NODES: RefCell<Vec<*const Node>> = const { RefCell::new(Vec::new()) };
    }

    pub(super) fn push() {
        let current = PLACE.try_with(|place| place.node.get());
        let _ = NODES.try_with(|nodes| {
            nodes.borrow_mut().push(current.unwrap_or(ptr::null()));
        });
    }

    pub(super) fn pop() {
        let _ = NODES.try_with(|nodes| nodes.borrow_mut().pop());
    }

    pub(super) fn each(mut then: impl FnMut(&NodeRef)) {
        let nodes = NODES.try_with(|nodes| nodes.borrow().clone());
        for pointer in nodes.unwrap_or_default().into_iter().rev() {
            if !pointer.is_null() {
                // SAFETY: the scope that this was the current node of is further out on this stack, and
                // lives; the owner made here is never dropped.
                then(&ManuallyDrop::new(unsafe { NodeRef::from_raw(pointer) }));
            }
        }
    }
}
