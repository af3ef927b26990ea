//! A place in the program that writes lines: one constant static for each attribute and `evt!`.
//!
//! A site remembers in one byte whether anybody wants its lines. That byte is pushed to it when a
//! filter changes, so that the check is one relaxed load.

use std::fmt;
use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicU8, Ordering};

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
pub(crate) enum Role {
    Job,
    Stage,
    Event,
    /// A line of the performance channel.
    Metric,
}

/// The static of one attribute or macro call.
#[doc(hidden)]
pub struct Site {
    metadata: Metadata<'static>,
    role: Role,
    /// The name in the lines; empty for a job without one.
    name: &'static str,
    starts: bool,
    begins: bool,
    none: Option<Outcome>,
    /// Whether a lane wants what is written here: [`UNKNOWN`], [`NO`] or [`YES`].
    wanted: AtomicU8,
    /// The same for the span that other layers may see.
    span_wanted: AtomicU8,
    next: AtomicPtr<Site>,
}

const UNKNOWN: u8 = 0;
const NO: u8 = 1;
const YES: u8 = 2;
const ASK: u8 = 3;

impl Site {
    /// The site of a `#[stage]`. `fields` names the span's fields, `me` is the static itself.
    pub const fn stage(
        name: &'static str,
        level: Level,
        target: &'static str,
        file: &'static str,
        line: u32,
        fields: &'static [&'static str],
        me: &'static Site,
    ) -> Site {
        Site::new(Role::Stage, name, level, target, file, line, fields, me)
    }

    /// The site of a `#[job]`.
    pub const fn job(
        name: &'static str,
        level: Level,
        target: &'static str,
        file: &'static str,
        line: u32,
        fields: &'static [&'static str],
        me: &'static Site,
    ) -> Site {
        Site::new(Role::Job, name, level, target, file, line, fields, me)
    }

    /// The site of an `evt!`.
    pub const fn event(
        level: Level,
        target: &'static str,
        file: &'static str,
        line: u32,
        me: &'static Site,
    ) -> Site {
        Site::new(Role::Event, "event", level, target, file, line, &[], me)
    }

    /// The site of all lines of the performance channel.
    pub(crate) const fn metric(
        target: &'static str,
        file: &'static str,
        line: u32,
        me: &'static Site,
    ) -> Site {
        Site::new(
            Role::Metric,
            "metric",
            Level::INFO,
            target,
            file,
            line,
            &[],
            me,
        )
    }

    #[allow(clippy::too_many_arguments)]
    const fn new(
        role: Role,
        name: &'static str,
        level: Level,
        target: &'static str,
        file: &'static str,
        line: u32,
        fields: &'static [&'static str],
        me: &'static Site,
    ) -> Site {
        // An unnamed job's span has to have a name.
        let span_name = if name.is_empty() { "job" } else { name };
        let fields = FieldSet::new(fields, Identifier(me));
        Site {
            metadata: Metadata::new(
                span_name,
                target,
                level,
                Some(file),
                Some(line),
                Some(target),
                fields,
                Kind::SPAN,
            ),
            role,
            name,
            starts: true,
            begins: false,
            none: None,
            wanted: AtomicU8::new(UNKNOWN),
            span_wanted: AtomicU8::new(UNKNOWN),
            next: AtomicPtr::new(ptr::null_mut()),
        }
    }

    /// Leaves out the start line.
    #[must_use]
    pub const fn without_start(mut self) -> Site {
        self.starts = false;
        self
    }

    /// What a `None` means here.
    #[must_use]
    pub const fn none(mut self, outcome: Outcome) -> Site {
        self.none = Some(outcome);
        self
    }

    /// The body evaluates its fields itself, by [`begin`](crate::__private::begin).
    #[must_use]
    pub const fn begins(mut self) -> Site {
        self.begins = true;
        self
    }

    /// The name of the run in its lines; empty for a job without one.
    pub(crate) fn run_name(&self) -> &'static str {
        self.name
    }

    pub(crate) fn target(&self) -> &'static str {
        self.metadata.target()
    }

    /// File and line.
    pub(crate) fn place(&self) -> (&'static str, u32) {
        let metadata = &self.metadata;
        metadata.file().zip(metadata.line()).unwrap_or_default()
    }

    pub(crate) fn level(&self) -> Level {
        *self.metadata.level()
    }

    pub(crate) fn role(&self) -> Role {
        self.role
    }

    pub(crate) fn starts(&self) -> bool {
        self.starts
    }

    pub(crate) fn evaluates_fields(&self) -> bool {
        self.begins
    }

    pub(crate) fn none_outcome(&self) -> Option<Outcome> {
        self.none
    }

    /// Whether runs and events of this site are recorded under these settings.
    pub(crate) fn is_recorded(&self, filter: &Filter, lifecycle: Lifecycle) -> bool {
        match self.role {
            Role::Event => filter.enables(self.target(), self.level()),
            Role::Metric => !filter.turns_off("perf"),
            Role::Job | Role::Stage => {
                let verbose = self.level() > Level::INFO;
                lifecycle != Lifecycle::Off
                    && !filter.turns_off(self.target())
                    && (!verbose || filter.enables(self.target(), self.level()))
            }
        }
    }

    /// Whether anybody wants what is written here.
    #[inline]
    pub(crate) fn is_wanted(&'static self) -> bool {
        match self.wanted.load(Ordering::Relaxed) {
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
        self.wanted.load(Ordering::Relaxed) == YES
    }

    fn update(&self) {
        let wanted = if lane::any_wants(self) { YES } else { NO };
        self.wanted.store(wanted, Ordering::Relaxed);
    }

    fn link(&'static self) {
        let me = ptr::from_ref(self).cast_mut();
        let claimed = me;
        // Only the thread that changes `next` from null links the site; the list ends in a site
        // that points to itself.
        if self
            .next
            .compare_exchange(
                ptr::null_mut(),
                claimed,
                Ordering::AcqRel,
                Ordering::Acquire,
            )
            .is_err()
        {
            return;
        }
        let mut first = SITES.load(Ordering::Acquire);
        loop {
            let next = if first.is_null() { me } else { first };
            self.next.store(next, Ordering::Release);
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
        let after = site.next.load(Ordering::Acquire);
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
    registered().any(|site| site.metadata.callsite() == callsite)
}

impl Site {
    /// The span of a run for other layers, with all fields empty; disabled where none of them
    /// wants it.
    pub(crate) fn span(&'static self) -> Span {
        let wanted = match self.span_wanted.load(Ordering::Relaxed) {
            UNKNOWN => {
                lane::creating_own_span(|| tracing::callsite::register(self));
                self.span_wanted.load(Ordering::Relaxed)
            }
            known => known,
        };
        if wanted == NO {
            return Span::none();
        }
        lane::creating_own_span(|| {
            let enabled = wanted == YES
                || tracing::dispatcher::get_default(|current| current.enabled(&self.metadata));
            if enabled {
                Span::new(&self.metadata, &self.metadata.fields().value_set(&[]))
            } else {
                Span::none()
            }
        })
    }
}

impl Callsite for Site {
    fn set_interest(&self, interest: Interest) {
        let wanted = if interest.is_never() {
            NO
        } else if interest.is_always() {
            YES
        } else {
            ASK
        };
        self.span_wanted.store(wanted, Ordering::Relaxed);
    }

    fn metadata(&self) -> &Metadata<'_> {
        &self.metadata
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site")
            .field("name", &self.name)
            .field("target", &self.target())
            .finish_non_exhaustive()
    }
}
