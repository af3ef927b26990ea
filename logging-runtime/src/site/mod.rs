//! A place in the program that writes lines: one constant static for each attribute and `evt!`.
//!
//! A site remembers in one byte whether anybody wants its lines. That byte is pushed to it when a
//! filter changes, so that the check is one relaxed load.

mod span;

use std::fmt;
use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicU8, Ordering};

use once_cell::race::OnceRef;
use tracing::Level;

use crate::config::Lifecycle;
use crate::config::filter::Filter;
use crate::lane;
use crate::outcome::Outcome;
use span::SpanSite;
pub(crate) use span::owns;

/// What a site writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Job,
    Stage,
    Event,
    /// A line of the performance channel.
    Metric,
}

/// The static of one attribute or macro call.
///
/// An expansion writes it as a literal, and what is common to many stands in [`Options`]: of all
/// that an annotated function costs while it is compiled, this static was a fifth.
#[doc(hidden)]
pub struct Site {
    /// The name in the lines; empty for a job without one.
    pub name: &'static str,
    pub target: &'static str,
    pub file: &'static str,
    pub line: u32,
    pub options: &'static Options,
    pub state: State,
}

/// What an attribute can say of its site.
#[doc(hidden)]
pub struct Options {
    pub role: Role,
    pub level: Level,
    /// The names of the fields, for the span.
    pub fields: &'static [&'static str],
    /// Whether a start line is written.
    pub starts: bool,
    /// Whether the body evaluates its fields itself, by [`begin`](crate::__private::begin).
    pub begins: bool,
    /// What a `None` means here.
    pub none: Option<Outcome>,
}

impl Options {
    pub const STAGE: Options = Options {
        role: Role::Stage,
        level: Level::INFO,
        fields: &[],
        starts: true,
        begins: false,
        none: None,
    };

    pub const JOB: Options = Options {
        role: Role::Job,
        ..Options::STAGE
    };

    /// An `evt!` of a level.
    pub const fn event(level: Level) -> Options {
        Options {
            role: Role::Event,
            level,
            ..Options::STAGE
        }
    }
}

/// A stage without options.
pub static STAGE: Options = Options::STAGE;
/// A stage that takes its parameters.
pub static STAGE_BEGINS: Options = Options {
    begins: true,
    ..Options::STAGE
};
/// A job without options.
pub static JOB: Options = Options::JOB;
/// A job that takes its parameters.
pub static JOB_BEGINS: Options = Options {
    begins: true,
    ..Options::JOB
};
/// The performance channel.
pub(crate) static METRIC: Options = Options {
    role: Role::Metric,
    ..Options::STAGE
};

/// What is found out while the program runs.
#[doc(hidden)]
pub struct State {
    /// Whether a lane wants what is written here: [`UNKNOWN`], [`NO`] or [`YES`].
    wanted: AtomicU8,
    next: AtomicPtr<Site>,
    span: OnceRef<'static, SpanSite>,
}

const UNKNOWN: u8 = 0;
const NO: u8 = 1;
const YES: u8 = 2;

impl State {
    /// Nothing is known yet.
    #[allow(clippy::declare_interior_mutable_const)]
    pub const NEW: State = State {
        wanted: AtomicU8::new(UNKNOWN),
        next: AtomicPtr::new(ptr::null_mut()),
        span: OnceRef::new(),
    };
}

impl Site {
    /// Whether runs and events of this site are recorded under these settings.
    pub(crate) fn is_recorded(&self, filter: &Filter, lifecycle: Lifecycle) -> bool {
        match self.options.role {
            Role::Event => filter.enables(self.target, self.options.level),
            Role::Metric => !filter.turns_off("perf"),
            Role::Job | Role::Stage => {
                let verbose = self.options.level > Level::INFO;
                lifecycle != Lifecycle::Off
                    && !filter.turns_off(self.target)
                    && (!verbose || filter.enables(self.target, self.options.level))
            }
        }
    }

    /// Whether anybody wants what is written here.
    #[inline]
    pub(crate) fn is_wanted(&'static self) -> bool {
        match self.state.wanted.load(Ordering::Relaxed) {
            YES => true,
            NO => false,
            _ => self.register(),
        }
    }

    #[cold]
    fn register(&'static self) -> bool {
        // The byte is set before the site can be found: whoever changes a filter from now on finds
        // it, and overwrites what an older filter has said.
        self.update();
        self.link();
        self.update();
        self.state.wanted.load(Ordering::Relaxed) == YES
    }

    fn update(&self) {
        let wanted = if lane::any_wants(self) { YES } else { NO };
        self.state.wanted.store(wanted, Ordering::Relaxed);
    }

    fn link(&'static self) {
        let me = ptr::from_ref(self).cast_mut();
        // Only the thread that changes `next` from null links the site; the list ends in a site
        // that points to itself.
        if self
            .state
            .next
            .compare_exchange(ptr::null_mut(), me, Ordering::AcqRel, Ordering::Acquire)
            .is_err()
        {
            return;
        }
        let mut first = SITES.load(Ordering::Acquire);
        loop {
            let next = if first.is_null() { me } else { first };
            self.state.next.store(next, Ordering::Release);
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
        let after = site.state.next.load(Ordering::Acquire);
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
            .field("name", &self.name)
            .field("target", &self.target)
            .finish_non_exhaustive()
    }
}
