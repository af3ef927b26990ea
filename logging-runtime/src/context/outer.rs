//! The contexts around the current one. They are asked for only where a panic ends the program without
//! unwinding through their scopes.

#![allow(unsafe_code)]

use std::cell::RefCell;
use std::mem::ManuallyDrop;

use super::node::Node;
use super::shared::NodeRef;

thread_local! {
    static NODES: RefCell<Vec<*const Node>> = const { RefCell::new(Vec::new()) };
}

/// Takes note of the node that has been the current one.
pub(super) fn push(before: *const Node) {
    let _ = NODES.try_with(|nodes| nodes.borrow_mut().push(before));
}

pub(super) fn pop() {
    let _ = NODES.try_with(|nodes| nodes.borrow_mut().pop());
}

/// Hands over each of them, from the inside out.
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
