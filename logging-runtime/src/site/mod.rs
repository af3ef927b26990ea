//! A place in the program that writes lines: one constant static for each attribute and `evt!`.
//!
//! A site remembers in one byte whether anybody wants its lines. That byte is pushed to it when a
//! filter changes, so that the check is one relaxed load.

mod options;
mod plan;
mod span;

use std::fmt;
use std::panic::Location;
use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicU8, Ordering};

use once_cell::race::{OnceBox, OnceRef};
use tracing::Level;

use crate::config::Lifecycle;
use crate::config::filter::Filter;
use crate::lane;
use options::Head;
pub use options::Options;
pub(crate) use options::Role;
pub(crate) use plan::Plan;
use span::SpanSite;
pub(crate) use span::owns;

/// The static of one attribute or macro call.
///
/// It is one word. Until it is first called, that is the number of one of the plain [`Options`], or a
/// pointer to others; then a pointer to a [`Kept`] that is never freed. Its name and its place are
/// given with each call, and kept by the first. What more a static holds is a good part of what an
/// annotated function costs while it is compiled.
#[doc(hidden)]
pub struct Site(AtomicPtr<Head>);

/// What is known of a site that has been called, for as long as the program runs.
#[repr(C)]
struct Kept {
    head: Head,
    /// Whether a lane wants what is written here: [`UNKNOWN`], [`NO`] or [`YES`].
    wanted: AtomicU8,
    options: &'static Options,
    place: Place,
    next: AtomicPtr<Site>,
    span: OnceRef<'static, SpanSite>,
    plan: OnceBox<Plan>,
}

/// What is known of a site now.
enum Known {
    Options(&'static Options),
    Kept(&'static Kept),
}

/// What a site is called, and where it is.
pub(crate) struct Place {
    /// The name in the lines; empty for a job without one.
    pub(crate) name: &'static str,
    pub(crate) target: &'static str,
    pub(crate) location: &'static Location<'static>,
}

static NOWHERE: Place = Place::here("", "");

impl Place {
    #[track_caller]
    const fn here(name: &'static str, target: &'static str) -> Place {
        Place {
            name,
            target,
            location: Location::caller(),
        }
    }
}

impl Kept {
    /// Whether anybody wants what is written at the site, if that is known.
    #[inline]
    fn said(&self) -> Option<bool> {
        match self.wanted.load(Ordering::Relaxed) {
            YES => Some(true),
            NO => Some(false),
            _ => None,
        }
    }
}

const UNKNOWN: u8 = 0;
const NO: u8 = 1;
const YES: u8 = 2;

/// A stage without options. Out of the type, the compiler finds it sooner.
#[allow(clippy::declare_interior_mutable_const)]
pub const STAGE: Site = Site::plain(0);
/// A stage that takes its parameters.
#[allow(clippy::declare_interior_mutable_const)]
pub const STAGE_BEGINS: Site = Site::plain(1);
/// A job without options.
#[allow(clippy::declare_interior_mutable_const)]
pub const JOB: Site = Site::plain(2);
/// A job that takes its parameters.
#[allow(clippy::declare_interior_mutable_const)]
pub const JOB_BEGINS: Site = Site::plain(3);

impl Site {
    const fn plain(number: usize) -> Site {
        assert!(number < options::PLAIN.len());
        Site(AtomicPtr::new(ptr::without_provenance_mut(number)))
    }

    #[must_use]
    pub const fn new(options: &'static Options) -> Site {
        Site(AtomicPtr::new(ptr::from_ref(options).cast_mut().cast()))
    }

    /// The site, which is called this, and stands where this is called.
    #[inline]
    #[track_caller]
    pub fn __at(&'static self, name: &'static str, target: &'static str) -> &'static Site {
        self.kept_at(name, target);
        self
    }

    /// The same, where anybody wants what is written here.
    #[inline]
    #[track_caller]
    pub(crate) fn wanted_at(
        &'static self,
        name: &'static str,
        target: &'static str,
    ) -> Option<&'static Site> {
        let said = match self.known() {
            Known::Kept(kept) => kept.said(),
            Known::Options(_) => None,
        };
        let is_wanted = match said {
            Some(is_wanted) => is_wanted,
            None => self.find_out(name, target),
        };
        is_wanted.then_some(self)
    }

    #[inline]
    #[track_caller]
    fn kept_at(&'static self, name: &'static str, target: &'static str) -> &'static Kept {
        match self.known() {
            Known::Kept(kept) => kept,
            Known::Options(_) => self.keep_at(name, target),
        }
    }

    /// All that the first call has to do, in one place and by few arguments: it stands in every function.
    #[cold]
    #[inline(never)]
    #[track_caller]
    fn find_out(&'static self, name: &'static str, target: &'static str) -> bool {
        self.is_wanted_by(self.keep_at(name, target))
    }

    #[cold]
    #[inline(never)]
    #[track_caller]
    fn keep_at(&'static self, name: &'static str, target: &'static str) -> &'static Kept {
        match self.known() {
            Known::Kept(kept) => kept,
            Known::Options(options) => self.keep(options, Place::here(name, target)),
        }
    }

    #[inline]
    #[allow(unsafe_code)]
    fn known(&self) -> Known {
        let head = self.0.load(Ordering::Acquire);
        if let Some(&options) = options::PLAIN.get(head.addr()) {
            return Known::Options(options);
        }
        // SAFETY: what is no number is a pointer that `Site::new` or `Site::keep` has stored: to one of
        // two types of which each begins with this head, which says of which, and which is never
        // freed and not changed.
        unsafe {
            if (*head).is_kept {
                Known::Kept(&*head.cast())
            } else {
                Known::Options(&*head.cast())
            }
        }
    }

    #[inline]
    fn kept(&'static self) -> &'static Kept {
        self.kept_at("", "")
    }

    /// Keeps the place, unless another thread has: it says the same.
    #[allow(unsafe_code)]
    fn keep(&'static self, options: &'static Options, place: Place) -> &'static Kept {
        let before = self.0.load(Ordering::Acquire);
        if let Known::Kept(kept) = self.known() {
            return kept;
        }
        let kept = Box::into_raw(Box::new(Kept {
            head: Head { is_kept: true },
            wanted: AtomicU8::new(UNKNOWN),
            options,
            place,
            next: AtomicPtr::new(ptr::null_mut()),
            span: OnceRef::new(),
            plan: OnceBox::new(),
        }));
        match self
            .0
            .compare_exchange(before, kept.cast(), Ordering::AcqRel, Ordering::Acquire)
        {
            // SAFETY: it comes from `Box::into_raw` and is never freed.
            Ok(_) => unsafe { &*kept },
            Err(theirs) => {
                // SAFETY: it comes from `Box::into_raw`, and nobody else has seen it.
                drop(unsafe { Box::from_raw(kept) });
                // SAFETY: what another thread has stored since is what this function stores.
                unsafe { &*theirs.cast() }
            }
        }
    }

    pub(crate) fn options(&self) -> &'static Options {
        match self.known() {
            Known::Options(options) => options,
            Known::Kept(kept) => kept.options,
        }
    }

    pub(crate) fn place(&self) -> &'static Place {
        match self.known() {
            Known::Options(_) => &NOWHERE,
            Known::Kept(kept) => &kept.place,
        }
    }

    /// Whether runs and events of this site are recorded under these settings.
    pub(crate) fn is_recorded(&self, filter: &Filter, lifecycle: Lifecycle) -> bool {
        match self.options().role {
            Role::Event => filter.enables(self.place().target, self.options().level),
            Role::Metric => !filter.turns_off("perf"),
            Role::Job | Role::Stage => {
                let verbose = self.options().level > Level::INFO;
                lifecycle != Lifecycle::Off
                    && !filter.turns_off(self.place().target)
                    && (!verbose || filter.enables(self.place().target, self.options().level))
            }
        }
    }

    /// Whether anybody wants what is written here.
    #[inline]
    pub(crate) fn is_wanted(&'static self) -> bool {
        self.is_wanted_by(self.kept())
    }

    #[inline]
    fn is_wanted_by(&'static self, kept: &'static Kept) -> bool {
        kept.said().unwrap_or_else(|| self.register())
    }

    #[cold]
    fn register(&'static self) -> bool {
        // The byte is set before the site can be found: whoever changes a filter from now on finds
        // it, and overwrites what an older filter has said.
        self.update();
        self.link();
        self.update();
        self.kept().wanted.load(Ordering::Relaxed) == YES
    }

    fn update(&'static self) {
        let wanted = if lane::any_wants(self) { YES } else { NO };
        self.kept().wanted.store(wanted, Ordering::Relaxed);
    }

    fn link(&'static self) {
        let me = ptr::from_ref(self).cast_mut();
        // Only the thread that changes `next` from null links the site; the list ends in a site
        // that points to itself.
        let kept = self.kept();
        if kept
            .next
            .compare_exchange(ptr::null_mut(), me, Ordering::AcqRel, Ordering::Acquire)
            .is_err()
        {
            return;
        }
        let mut first = SITES.load(Ordering::Acquire);
        loop {
            let next = if first.is_null() { me } else { first };
            kept.next.store(next, Ordering::Release);
            match SITES.compare_exchange_weak(first, me, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => return,
                Err(newer) => first = newer,
            }
        }
    }
}

/// The first site of the list of all that have run.
static SITES: AtomicPtr<Site> = AtomicPtr::new(ptr::null_mut());

/// Every site that has run so far.
#[allow(unsafe_code)]
fn registered() -> impl Iterator<Item = &'static Site> {
    let mut next = SITES.load(Ordering::Acquire);
    std::iter::from_fn(move || {
        if next.is_null() {
            return None;
        }
        // SAFETY: only `Site::link` stores pointers here, and it has a `&'static Site`.
        let site: &'static Site = unsafe { &*next };
        let after = site.kept().next.load(Ordering::Acquire);
        next = if ptr::eq(after, site) {
            ptr::null_mut()
        } else {
            after
        };
        Some(site)
    })
}

/// Asks all lanes again, for every site: a filter has changed or a lane has come.
pub(crate) fn update_all() {
    for site in registered() {
        site.update();
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site")
            .field("name", &self.place().name)
            .field("target", &self.place().target)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_that_call_a_site_first_at_once_keep_one_place() {
        static SITE: Site = STAGE;
        let places: Vec<_> = std::thread::scope(|scope| {
            let callers: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| ptr::from_ref(SITE.__at("fetch", "shop").place()).addr()))
                .collect();
            callers
                .into_iter()
                .flat_map(std::thread::ScopedJoinHandle::join)
                .collect()
        });
        assert_eq!(places, [places[0]; 8]);
        assert_eq!((SITE.place().name, SITE.place().target), ("fetch", "shop"));
        assert_eq!(SITE.place().location.file(), file!());
    }

    #[test]
    fn a_site_that_was_never_called_has_no_name() {
        static SITE: Site = JOB;
        assert_eq!(SITE.place().name, "");
    }
}
