//! A place in the program that writes lines: one constant static for each attribute and `evt!`.
//!
//! A site remembers in its word whether anybody wants its lines. That is pushed to it when a filter
//! changes, so that the check is one relaxed load.

mod list;
mod options;
mod plan;
mod span;
mod word;

use std::fmt;
use std::panic::Location;

use once_cell::race::{OnceBox, OnceRef};
use tracing::Level;

use crate::config::Lifecycle;
use crate::config::filter::Filter;
use crate::lane;
pub(crate) use list::update_all;
pub use options::Options;
pub(crate) use options::Role;
pub(crate) use plan::Plan;
use span::SpanSite;
pub(crate) use span::owns;
use word::{Known, Word};

/// The static of one attribute or macro call.
///
/// It is one word. Until it is first called, that says which [`Options`] it has; then where what is
/// [`Kept`] of it stands, which is never freed. Its name and its place are given with each call, and
/// kept by the first. What more a static holds is a good part of what an annotated function costs
/// while it is compiled.
#[doc(hidden)]
pub struct Site(Word);

/// What is known of a site that has been called, for as long as the program runs.
struct Kept {
    options: &'static Options,
    place: Place,
    next: list::Next,
    span: OnceRef<'static, SpanSite>,
    plan: OnceBox<Plan>,
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
        Site(Word::plain(number))
    }

    #[must_use]
    pub const fn new(options: &'static Options) -> Site {
        Site(Word::options(options))
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
        // In a closure, this would stand where the closure does.
        let is_wanted = match self.0.said() {
            Some(is_wanted) => is_wanted,
            None => self.find_out(name, target),
        };
        is_wanted.then_some(self)
    }

    #[inline]
    #[track_caller]
    fn kept_at(&'static self, name: &'static str, target: &'static str) -> &'static Kept {
        match self.0.known() {
            Known::Kept(kept) => kept,
            Known::Options(_) => self.keep_at(name, target),
        }
    }

    /// All that the first call has to do, in one place and by few arguments: it stands in every function.
    #[cold]
    #[inline(never)]
    #[track_caller]
    fn find_out(&'static self, name: &'static str, target: &'static str) -> bool {
        self.keep_at(name, target);
        self.is_wanted()
    }

    #[cold]
    #[inline(never)]
    #[track_caller]
    fn keep_at(&'static self, name: &'static str, target: &'static str) -> &'static Kept {
        match self.0.known() {
            Known::Kept(kept) => kept,
            Known::Options(options) => self.0.keep(Kept {
                options,
                place: Place::here(name, target),
                next: list::Next::default(),
                span: OnceRef::new(),
                plan: OnceBox::new(),
            }),
        }
    }

    #[inline]
    fn kept(&'static self) -> &'static Kept {
        self.kept_at("", "")
    }

    pub(crate) fn options(&self) -> &'static Options {
        match self.0.known() {
            Known::Options(options) => options,
            Known::Kept(kept) => kept.options,
        }
    }

    pub(crate) fn place(&self) -> &'static Place {
        match self.0.known() {
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
        self.0.said().unwrap_or_else(|| self.register())
    }

    #[cold]
    fn register(&'static self) -> bool {
        self.kept();
        // The answer is there before the site can be found: whoever changes a filter from now on finds
        // it, and overwrites what an older filter has said.
        self.update();
        list::add(self);
        self.update();
        self.0.said() == Some(true)
    }

    /// Asks again where something has changed meanwhile: another thread may have said the newer answer first.
    fn update(&'static self) {
        loop {
            let changes = list::changes();
            self.0.say(lane::any_wants(self));
            if changes == list::changes() {
                return;
            }
        }
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
    use std::ptr;

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
