//! A place in the program that writes lines: one constant static for each attribute and `evt!`.
//!
//! A site remembers in one byte whether anybody wants its lines. That byte is pushed to it when a
//! filter changes, so that the check is one relaxed load.

use std::fmt;
use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicU8, Ordering};

use once_cell::race::OnceRef;
use tracing::callsite::Identifier;
use tracing::field::FieldSet;
use tracing::metadata::Kind;
use tracing::subscriber::Interest;
use tracing::{Callsite, Level, Metadata, Span};

use crate::config::Lifecycle;
use crate::config::filter::Filter;
use crate::lane;
use crate::outcome::Outcome;

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

/// The site as `tracing` knows it.
struct SpanSite {
    metadata: Metadata<'static>,
    /// Whether another layer wants the span: [`UNKNOWN`], [`NO`], [`YES`] or [`ASK`].
    wanted: AtomicU8,
}

const UNKNOWN: u8 = 0;
const NO: u8 = 1;
const YES: u8 = 2;
const ASK: u8 = 3;

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
    /// File and line.
    pub(crate) fn place(&self) -> (&'static str, u32) {
        (self.file, self.line)
    }

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

/// Whether this is the metadata of a span of ours. Asked when callsites are registered, not for
/// each span.
pub(crate) fn owns(metadata: &Metadata<'_>) -> bool {
    let callsite = metadata.callsite();
    registered().any(|site| Identifier(site) == callsite)
}

impl Site {
    /// The span of a run for other layers, with all fields empty; disabled where none of them
    /// wants it.
    pub(crate) fn span(&'static self) -> Span {
        let site = self.span_site();
        if site.wanted.load(Ordering::Relaxed) == UNKNOWN {
            lane::creating_own_span(|| tracing::callsite::register(self));
        }
        let wanted = site.wanted.load(Ordering::Relaxed);
        if wanted == NO {
            return Span::none();
        }
        lane::creating_own_span(|| {
            let metadata = &site.metadata;
            let enabled = wanted == YES
                || tracing::dispatcher::get_default(|current| current.enabled(metadata));
            if enabled {
                Span::new(metadata, &metadata.fields().value_set(&[]))
            } else {
                Span::none()
            }
        })
    }

    /// Made when it is first asked for, and kept: there are as many as sites that have run.
    fn span_site(&'static self) -> &'static SpanSite {
        self.state.span.get_or_init(|| {
            let name = if self.name.is_empty() {
                "job"
            } else {
                self.name
            };
            let fields = self.options.fields.iter().chain(&["outcome", "dur_ms"]);
            let fields: Vec<_> = fields.copied().collect();
            Box::leak(Box::new(SpanSite {
                metadata: Metadata::new(
                    name,
                    self.target,
                    self.options.level,
                    Some(self.file),
                    Some(self.line),
                    Some(self.target),
                    FieldSet::new(fields.leak(), Identifier(self)),
                    Kind::SPAN,
                ),
                wanted: AtomicU8::new(UNKNOWN),
            }))
        })
    }
}

/// Stands for a site that is asked for its metadata before it has any, which nobody does.
static UNKNOWN_SITE: Site = Site {
    name: "stage",
    target: module_path!(),
    file: file!(),
    line: line!(),
    options: &STAGE,
    state: State::NEW,
};

impl Callsite for Site {
    fn set_interest(&self, interest: Interest) {
        let wanted = if interest.is_never() {
            NO
        } else if interest.is_always() {
            YES
        } else {
            ASK
        };
        if let Some(site) = self.state.span.get() {
            site.wanted.store(wanted, Ordering::Relaxed);
        }
    }

    fn metadata(&self) -> &Metadata<'_> {
        let known = self.state.span.get();
        &known.unwrap_or_else(|| UNKNOWN_SITE.span_site()).metadata
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
