//! Where the run of a future stands, in one word.
//!
//! A future is stored in every future that awaits it, so what one stage adds to it is added again
//! at every level of stages that call each other.

#![allow(unsafe_code)]

use std::marker::PhantomData;
use std::mem::{self, ManuallyDrop};
use std::ops::Deref;
use std::ptr;

use super::Run;
use crate::context::node::Node;
use crate::context::shared::{Borrowed, NodeRef};
use crate::site::Site;

/// Where the run of a future stands.
pub(super) enum Phase {
    /// Not polled yet.
    New(&'static Site),
    /// Not polled yet, its fields are known.
    Prepared(Run),
    Running(Run),
    /// Nobody wants its lines, or it has ended.
    Done,
}

/// A [`Phase`] as a pointer to what it holds, with its kind in the two lowest bits. It is packed, so
/// that it does not round a small future up to a multiple of its own alignment.
#[repr(C, packed)]
pub(super) struct Packed {
    word: *const (),
    owns: PhantomData<Phase>,
}

/// The run that a [`Packed`] owns.
pub(super) struct BorrowedRun<'a> {
    run: ManuallyDrop<Run>,
    owner: PhantomData<&'a Packed>,
}

impl Deref for BorrowedRun<'_> {
    type Target = Run;

    #[inline]
    fn deref(&self) -> &Run {
        &self.run
    }
}

/// It is running, and has a scope and no span: both stay so. The word is the pointer itself.
const SETTLED: usize = 0;
/// Not polled yet, or without a site done.
const NEW: usize = 1;
const PREPARED: usize = 2;
const RUNNING: usize = 3;
const KIND: usize = 3;

const _: () = assert!(align_of::<Site>() > KIND && align_of::<Node>() > KIND);

// SAFETY: a `Packed` is the `Phase` that it was made of, and that can be sent and shared, as is asked
// below. It is asked once, here: as a bound it would be asked by each function that has to be `Send`,
// for all that a run consists of.
unsafe impl Send for Packed {}
// SAFETY: as above.
unsafe impl Sync for Packed {}

const _: fn() = || {
    fn can_be_sent_and_shared<T: Send + Sync>() {}
    can_be_sent_and_shared::<Phase>();
};

impl Packed {
    pub(super) fn new(phase: Phase) -> Packed {
        let (pointer, kind) = match phase {
            Phase::New(site) => (ptr::from_ref(site).cast(), NEW),
            Phase::Prepared(run) => (into_raw(run), PREPARED),
            Phase::Running(run) => (into_raw(run), RUNNING),
            Phase::Done => (ptr::null(), NEW),
        };
        Packed {
            word: pointer.map_addr(|address| address | kind),
            owns: PhantomData,
        }
    }

    /// Takes the phase out and leaves [`Phase::Done`].
    pub(super) fn take(&mut self) -> Phase {
        let (pointer, kind) = mem::replace(self, Packed::new(Phase::Done)).into_parts();
        match kind {
            // SAFETY: a word of this kind was made of a `&'static Site`, or of nothing.
            NEW => unsafe { pointer.cast::<Site>().as_ref() }.map_or(Phase::Done, Phase::New),
            // SAFETY: a word of these kinds owns the run that it was made of.
            PREPARED => Phase::Prepared(unsafe { from_raw(pointer) }),
            // SAFETY: as above.
            _ => Phase::Running(unsafe { from_raw(pointer) }),
        }
    }

    #[inline]
    pub(super) fn is_settled(&self) -> bool {
        self.word.addr() & KIND == SETTLED
    }

    /// The node of a run that is settled.
    #[inline]
    pub(super) fn settled(&self) -> Option<Borrowed<'_>> {
        // SAFETY: a word of this kind owns a run, as long as it is borrowed, by this pointer.
        self.is_settled()
            .then(|| unsafe { Borrowed::from_raw(self.word.cast()) })
    }

    #[inline]
    pub(super) fn is_done(&self) -> bool {
        self.word.addr() == NEW
    }

    /// The node of the run, while it is running.
    #[inline]
    pub(super) fn node(&self) -> Option<Borrowed<'_>> {
        let (pointer, kind) = self.parts();
        // SAFETY: a word of these kinds owns a run, as long as it is borrowed, by this pointer.
        matches!(kind, RUNNING | SETTLED).then(|| unsafe { Borrowed::from_raw(pointer.cast()) })
    }

    /// The run itself, while it is running.
    #[inline]
    pub(super) fn run(&self) -> Option<BorrowedRun<'_>> {
        let (pointer, kind) = self.parts();
        matches!(kind, RUNNING | SETTLED).then(|| BorrowedRun {
            // SAFETY: a word of these kinds owns a run, as long as it is borrowed, and this one is never dropped.
            run: ManuallyDrop::new(unsafe { from_raw(pointer) }),
            owner: PhantomData,
        })
    }

    /// Notes of a run that is running whether it is settled.
    #[inline(never)]
    pub(super) fn settle(&mut self) {
        let is_settled = self.node().is_some_and(|node| {
            let node = node.get();
            node.has_scope() && node.state().is_some_and(|run| run.span.is_none())
        });
        if is_settled {
            // That is the kind without a bit.
            (self.word, _) = self.parts();
        }
    }

    #[inline]
    fn parts(&self) -> (*const (), usize) {
        let word = self.word;
        (word.map_addr(|address| address & !KIND), word.addr() & KIND)
    }

    fn into_parts(self) -> (*const (), usize) {
        ManuallyDrop::new(self).parts()
    }
}

impl Drop for Packed {
    #[inline]
    fn drop(&mut self) {
        if !self.is_done() {
            drop(self.take());
        }
    }
}

/// The run's node as a pointer that owns it.
fn into_raw(run: Run) -> *const () {
    let run = ManuallyDrop::new(run);
    // SAFETY: the run is neither used nor dropped after this, so the node keeps one owner.
    let node = unsafe { ptr::read(&raw const run.node) };
    node.into_raw().cast()
}

/// # Safety
///
/// `pointer` comes from [`into_raw`], and this is its only owner or is never dropped.
unsafe fn from_raw(pointer: *const ()) -> Run {
    // SAFETY: the caller says so.
    let node = unsafe { NodeRef::from_raw(pointer.cast::<Node>()) };
    Run { node }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_is_one_word_without_alignment() {
        assert_eq!(size_of::<Packed>(), size_of::<usize>());
        assert_eq!(align_of::<Packed>(), 1);
    }

    #[test]
    fn a_site_comes_out_as_it_went_in_and_leaves_nothing() {
        let site = super::super::timer::stage_site();
        let mut packed = Packed::new(Phase::New(site));
        assert!(packed.node().is_none());
        assert!(matches!(packed.take(), Phase::New(taken) if ptr::eq(taken, site)));
        assert!(matches!(packed.take(), Phase::Done));
    }

    #[test]
    fn a_run_has_one_owner_wherever_it_is() {
        let run = run();
        let node = run.node.clone();
        let mut packed = Packed::new(Phase::Running(run));
        let is_same = |own: Borrowed<'_>| ptr::eq(own.get(), &raw const *node);
        assert!(packed.node().is_some_and(is_same));
        assert_eq!(node.owners(), 2);
        let Phase::Running(run) = packed.take() else {
            panic!("a run went in");
        };
        let packed = Packed::new(Phase::Prepared(run));
        assert!(packed.node().is_none());
        drop(packed);
        assert_eq!(node.owners(), 1);
    }

    #[test]
    fn a_run_is_settled_when_it_has_a_scope_and_no_span() {
        let mut packed = Packed::new(Phase::Running(run()));
        packed.settle();
        assert!(!packed.is_settled());
        let Some(node) = packed.node() else {
            panic!("a run went in");
        };
        node.get().set_scope(Box::default());
        packed.settle();
        assert!(packed.is_settled());
        let is_same = |own: Borrowed<'_>| own.get().has_scope();
        assert!(packed.node().is_some_and(is_same));
        assert!(matches!(packed.take(), Phase::Running(_)));
        packed.settle();
        assert!(!packed.is_settled() && packed.node().is_none());
    }

    fn run() -> Run {
        use crate::context::node::{Kind, RunState};
        let site = super::super::timer::stage_site();
        let run = || Kind::Run(RunState::new(site, None, false, None));
        Run {
            node: NodeRef::new(None, run),
        }
    }
}
