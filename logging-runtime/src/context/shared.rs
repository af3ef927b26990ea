//! Shared nodes, counted, out of a pool of the thread: a run that nobody else keeps costs no allocation
//! and no atomic write to be made and to go.

#![allow(unsafe_code)]

use std::fmt;
use std::marker::PhantomData;
use std::mem::{self, ManuallyDrop};
use std::ops::Deref;
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering, fence};

use super::node::{Kind, Node};
use super::scope::Scope;
use crate::lane::Lane;

/// A node and its owners.
struct Counted {
    owners: AtomicUsize,
    node: Node,
}

/// One owner of a node.
pub(crate) struct NodeRef {
    counted: NonNull<Counted>,
    owns: PhantomData<Counted>,
}

/// A node that somebody owns for as long.
#[derive(Clone, Copy)]
pub(crate) struct Borrowed<'a> {
    node: *const Node,
    owner: PhantomData<&'a NodeRef>,
}

impl<'a> Borrowed<'a> {
    /// # Safety
    ///
    /// The pointer comes from [`NodeRef::into_raw`], and the owner that was made into it is not given up for
    /// as long.
    #[inline]
    pub(crate) unsafe fn from_raw(node: *const Node) -> Borrowed<'a> {
        Borrowed {
            node,
            owner: PhantomData,
        }
    }

    #[inline]
    pub(super) fn as_ptr(self) -> *const Node {
        self.node
    }

    pub(crate) fn get(self) -> &'a Node {
        // SAFETY: it points to a node that has an owner for as long.
        unsafe { &*self.node }
    }
}

// SAFETY: as for `Arc`: owners on several threads share the node, which can be shared, and the last of
// them drops it on its own thread, to which it can be sent.
unsafe impl Send for NodeRef {}
// SAFETY: as above.
unsafe impl Sync for NodeRef {}

const _: fn() = || {
    fn can_be_sent_and_shared<T: Send + Sync>() {}
    can_be_sent_and_shared::<Node>();
};

/// More owners than this could overflow the count.
const MOST_OWNERS: usize = isize::MAX as usize;

/// The place of a node that is about to be made.
pub(crate) struct Vacant(Box<Counted>);

impl Vacant {
    #[inline]
    pub(crate) fn take() -> Vacant {
        Vacant(spare::take())
    }

    /// What it is is made last, so that its parts are written where they stay: a processor waits where they are read
    /// again at once, in larger pieces than they were written.
    #[inline(always)]
    #[allow(
        clippy::inline_always,
        reason = "what it is has its place in memory where it is passed to a call"
    )]
    pub(crate) fn fill(self, lane: Option<&'static Lane>, kind: impl FnOnce() -> Kind) -> NodeRef {
        let mut counted = self.0;
        *counted.owners.get_mut() = 1;
        counted.node.lane = lane;
        // SAFETY: it is borrowed alone. A node that is taken is a spare one, of which there is nothing to be dropped.
        unsafe { ptr::write(&raw mut counted.node.kind, kind()) };
        NodeRef {
            counted: NonNull::from(Box::leak(counted)),
            owns: PhantomData,
        }
    }
}

impl NodeRef {
    /// A node of this kind.
    #[inline]
    pub(crate) fn new(lane: Option<&'static Lane>, kind: impl FnOnce() -> Kind) -> NodeRef {
        Vacant::take().fill(lane, kind)
    }

    fn counted(&self) -> &Counted {
        // SAFETY: this owner is counted, so the node lives at least as long as it.
        unsafe { self.counted.as_ref() }
    }

    /// The node as a pointer that owns it.
    pub(crate) fn into_raw(self) -> *const Node {
        ManuallyDrop::new(self).as_ptr()
    }

    #[inline]
    pub(crate) fn borrowed(&self) -> Borrowed<'_> {
        Borrowed {
            node: self.as_ptr(),
            owner: PhantomData,
        }
    }

    /// The node as a pointer that owns nothing.
    pub(super) fn as_ptr(&self) -> *const Node {
        // SAFETY: the node is within what is pointed to. The pointer is not made of a reference, so that
        // the whole of it can be found again.
        unsafe { &raw const (*self.counted.as_ptr()).node }
    }

    #[cfg(test)]
    pub(crate) fn owners(&self) -> usize {
        self.counted().owners.load(Ordering::Relaxed)
    }

    /// # Safety
    ///
    /// The pointer comes from [`NodeRef::into_raw`], and this is its only owner or is never dropped; or
    /// another owner lives, and this one is never dropped.
    pub(crate) unsafe fn from_raw(node: *const Node) -> NodeRef {
        // SAFETY: each node is within a `Counted`, and the pointer came from one to that.
        let counted = unsafe { node.byte_sub(mem::offset_of!(Counted, node)) };
        NodeRef {
            // SAFETY: it is not null, as it points to a node.
            counted: unsafe { NonNull::new_unchecked(counted.cast::<Counted>().cast_mut()) },
            owns: PhantomData,
        }
    }
}

impl Deref for NodeRef {
    type Target = Node;

    fn deref(&self) -> &Node {
        &self.counted().node
    }
}

impl Clone for NodeRef {
    fn clone(&self) -> NodeRef {
        if self.counted().owners.fetch_add(1, Ordering::Relaxed) > MOST_OWNERS {
            // As `Arc`: a count that overflows would free what is still used.
            std::process::abort();
        }
        NodeRef {
            counted: self.counted,
            owns: PhantomData,
        }
    }
}

impl Drop for NodeRef {
    #[inline]
    fn drop(&mut self) {
        let owners = &self.counted().owners;
        // The only owner is the last one: nobody is left who could make another.
        if owners.load(Ordering::Acquire) != 1 {
            if owners.fetch_sub(1, Ordering::Release) != 1 {
                return;
            }
            fence(Ordering::Acquire);
        }
        // SAFETY: it came from a box, and its last owner is gone.
        spare::give(unsafe { Box::from_raw(self.counted.as_ptr()) });
    }
}

impl fmt::Debug for NodeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Node::fmt(self, f)
    }
}

/// A scope that is set once.
#[derive(Default)]
pub(super) struct ScopeCell(AtomicPtr<Scope>);

impl ScopeCell {
    #[inline]
    pub(super) fn get(&self) -> Option<&Scope> {
        // SAFETY: what is not null came from a box, and stays until `take`, for which nobody may look.
        unsafe { self.0.load(Ordering::Acquire).as_ref() }
    }

    /// Sets it, unless it is set. Of several threads that do so at once, one is heard; nobody does: it is
    /// set by the thread that has made the node, before another can have it.
    pub(super) fn set(&self, scope: Box<Scope>) {
        if self.get().is_none() {
            self.0.store(Box::into_raw(scope), Ordering::Release);
        }
    }

    pub(super) fn take(&mut self) -> Option<Box<Scope>> {
        let scope = mem::replace(self.0.get_mut(), ptr::null_mut());
        // SAFETY: it comes from a box, and is no longer here.
        (!scope.is_null()).then(|| unsafe { Box::from_raw(scope) })
    }
}

impl Drop for ScopeCell {
    fn drop(&mut self) {
        self.take();
    }
}

/// What a thread keeps for its next runs.
mod spare {
    use super::{AtomicUsize, Counted, Kind, Node};
    use crate::context::scope;
    use crate::pool::Pool;

    /// Runs are seldom nested deeper.
    const NODES: usize = 8;

    /// What a thread keeps here at most.
    #[cfg(test)]
    pub(super) const KEPT: usize = NODES * size_of::<Counted>();

    thread_local! {
        static POOL: Pool<Counted, NODES> = const { Pool::new() };
    }

    #[inline]
    #[allow(
        clippy::unnecessary_box_returns,
        reason = "what is pooled are the boxes"
    )]
    pub(super) fn take() -> Box<Counted> {
        let kept = POOL.try_with(Pool::take);
        kept.ok().flatten().unwrap_or_else(|| {
            Box::new(Counted {
                owners: AtomicUsize::new(1),
                node: Node::spare(),
            })
        })
    }

    pub(super) fn give(mut counted: Box<Counted>) {
        // Other layers run here, and may come back to the pool.
        counted.node.kind = Kind::Spare;
        if let Some(scope) = counted.node.scope.take() {
            scope::give(scope);
        }
        let _ = POOL.try_with(|pool| pool.give(counted));
    }
}

#[cfg(test)]
mod tests;
