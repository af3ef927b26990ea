//! The sites that have run so far, which are asked again when a filter changes.

#![allow(unsafe_code)]

use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

use super::Site;

/// Asks all lanes again, for every site: a filter has changed or a lane has come.
pub(crate) fn update_all() {
    // Before the list is looked at: a site that is not in it yet, and one that is just being updated, see that
    // their answer may be an old one.
    CHANGES.fetch_add(1, Ordering::SeqCst);
    for site in all() {
        site.update();
    }
}

/// How often what lanes want has changed.
static CHANGES: AtomicUsize = AtomicUsize::new(0);

pub(super) fn changes() -> usize {
    CHANGES.load(Ordering::SeqCst)
}

/// The next site of the list; of the last it is that site itself.
pub(super) struct Next(AtomicPtr<Site>);

impl Default for Next {
    fn default() -> Next {
        Next(AtomicPtr::new(ptr::null_mut()))
    }
}

/// The first of them.
static FIRST: AtomicPtr<Site> = AtomicPtr::new(ptr::null_mut());

/// Adds a site, if no other thread has.
pub(super) fn add(site: &'static Site) {
    let me = ptr::from_ref(site).cast_mut();
    let next = &site.kept().next.0;
    // Only the thread that changes `next` from null adds the site.
    if next
        .compare_exchange(ptr::null_mut(), me, Ordering::AcqRel, Ordering::Acquire)
        .is_err()
    {
        return;
    }
    let mut first = FIRST.load(Ordering::Acquire);
    loop {
        next.store(if first.is_null() { me } else { first }, Ordering::Release);
        match FIRST.compare_exchange_weak(first, me, Ordering::SeqCst, Ordering::Acquire) {
            Ok(_) => return,
            Err(newer) => first = newer,
        }
    }
}

pub(super) fn all() -> impl Iterator<Item = &'static Site> {
    let mut next = FIRST.load(Ordering::SeqCst);
    std::iter::from_fn(move || {
        // SAFETY: only `add` stores pointers here, and it has a `&'static Site`.
        let site: &'static Site = unsafe { next.as_ref() }?;
        let after = site.kept().next.0.load(Ordering::Acquire);
        next = if ptr::eq(after, site) {
            ptr::null_mut()
        } else {
            after
        };
        Some(site)
    })
}
