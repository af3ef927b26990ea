//! The current context of a thread: one pointer, set and restored by scopes.
//!
//! This is the only place that touches the pointer. Nobody outside can hold a guard across an
//! `.await`: a context is entered by a closure or by one poll of a future, and both nest strictly.

#![allow(unsafe_code)]

use std::cell::Cell;
use std::marker::PhantomData;
use std::ptr;
use std::sync::Arc;

use super::node::Node;

thread_local! {
    static CURRENT: Cell<*const Node> = const { Cell::new(ptr::null()) };
}

/// Runs `code` with `node` as the current context, and restores the one before, also on a panic.
pub(crate) fn with_node<R>(node: Option<&Arc<Node>>, code: impl FnOnce() -> R) -> R {
    let _entered = Entered::new(node);
    code()
}

/// The current context, shared.
pub(crate) fn get() -> Option<Arc<Node>> {
    let pointer = CURRENT.try_with(Cell::get).unwrap_or(ptr::null());
    if pointer.is_null() {
        return super::legacy::slot();
    }
    // SAFETY: a pointer that is not null comes from the `Arc` that an `Entered` on this thread's
    // stack borrows, so the count is at least one now, and one more makes it ours.
    unsafe {
        Arc::increment_strong_count(pointer);
        Some(Arc::from_raw(pointer))
    }
}

/// A scope on the stack of a function whose body runs in place. It owns the node; it is neither
/// `Send` nor named by user code, so it cannot leave the function's stack.
pub(crate) struct Scoped {
    _restored: Restored,
    _node: Arc<Node>,
}

impl Scoped {
    pub(crate) fn new(node: &Arc<Node>) -> Scoped {
        Scoped {
            _restored: Restored::after(Arc::as_ptr(node)),
            _node: Arc::clone(node),
        }
    }
}

/// A scope that borrows the node, so the node outlives the pointer.
struct Entered<'a> {
    _restored: Restored,
    node: PhantomData<&'a Arc<Node>>,
}

impl<'a> Entered<'a> {
    fn new(node: Option<&'a Arc<Node>>) -> Self {
        Entered {
            _restored: Restored::after(node.map_or(ptr::null(), Arc::as_ptr)),
            node: PhantomData,
        }
    }
}

/// Restores the pointer that was current before, when dropped.
struct Restored {
    before: *const Node,
}

impl Restored {
    fn after(pointer: *const Node) -> Self {
        let before = CURRENT
            .try_with(|current| current.replace(pointer))
            .unwrap_or(ptr::null());
        Restored { before }
    }
}

impl Drop for Restored {
    fn drop(&mut self) {
        let _ = CURRENT.try_with(|current| current.set(self.before));
    }
}
