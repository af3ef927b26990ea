//! The filter of a lane, which may change while others ask it.
//!
//! There is no lock: a forked child could find it held by a thread that it does not have. Each different
//! filter that was ever set is kept, so that who asks one needs to hold nothing; a program that turns
//! its level up and down has two.

#![allow(unsafe_code)]

use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

use once_cell::race::OnceBox;

use crate::config::filter::Filter;

/// A filter, and those that were in its place before.
pub(super) struct Filters {
    current: AtomicPtr<Filter>,
    /// The first of all, each of which owns the next.
    first: OnceBox<Kept>,
}

struct Kept {
    filter: Filter,
    next: OnceBox<Kept>,
}

impl Filters {
    pub(super) fn new(filter: Filter) -> Filters {
        let filters = Filters {
            current: AtomicPtr::new(ptr::null_mut()),
            first: OnceBox::new(),
        };
        filters.set(filter);
        filters
    }

    #[inline]
    pub(super) fn current(&self) -> &Filter {
        // SAFETY: `set` has stored it, which `new` calls before anybody else can: a filter in a box that
        // is owned by `self` and goes only with it.
        unsafe { &*self.current.load(Ordering::Acquire) }
    }

    pub(super) fn set(&self, filter: Filter) {
        let kept = ptr::from_ref(self.keep(filter)).cast_mut();
        self.current.store(kept, Ordering::Release);
    }

    /// The same filter among those that are kept, or else this one as the last of them.
    fn keep(&self, filter: Filter) -> &Filter {
        let mut new = Some(Box::new(Kept {
            filter,
            next: OnceBox::new(),
        }));
        let mut place = &self.first;
        loop {
            // Another thread may put its own there first; that is the next to be looked at.
            if place.get().is_none()
                && let Some(own) = new.take()
            {
                new = place.set(own).err();
            }
            match (place.get(), &new) {
                (Some(kept), Some(own)) if kept.filter != own.filter => place = &kept.next,
                (Some(kept), _) => return &kept.filter,
                (None, _) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    fn filter(directives: &str) -> Filter {
        Filter::parse(directives).0
    }

    fn n_kept(filters: &Filters) -> usize {
        let first = filters.first.get();
        std::iter::successors(first, |kept| kept.next.get()).count()
    }

    #[test]
    fn who_has_asked_keeps_its_filter_and_one_that_comes_again_takes_no_memory() {
        let filters = Filters::new(filter("info"));
        let before = filters.current();
        for _ in 0..100 {
            filters.set(filter("debug,a=off"));
            assert_eq!(*filters.current(), filter("a=off,debug"));
            filters.set(filter("info"));
            assert!(ptr::eq(filters.current(), before));
        }
        assert_eq!(n_kept(&filters), 2);
    }

    #[test]
    fn threads_that_set_filters_at_once_keep_each_of_them_once() {
        let filters = Filters::new(filter("info"));
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for n in 0..100 {
                        filters.set(filter(&format!("a{}=debug", n % 10)));
                        assert_ne!(*filters.current(), filter("info"));
                    }
                });
            }
        });
        assert_eq!(n_kept(&filters), 11);
    }
}
