//! The way of a line: from what happened to the sink.

mod admission;
mod capturing;
mod event;
mod filters;
mod own_span;
mod registry;
mod report;
mod ring;
mod write;

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use once_cell::sync::OnceCell;
use tracing::Level;
use tracing::level_filters::LevelFilter;

use capturing::Capturing;
pub(crate) use capturing::blank_context;
pub(crate) use event::{Event, Kind, Place, number_of_place};
use filters::Filters;
pub(crate) use own_span::{creating_own_span, is_own_span};
pub(crate) use registry::{
    add, all, any_wants, current, for_site, rules, rules_of, set_fallback, settings,
};

use crate::clock;
use crate::config::Settings;
use crate::config::filter::{self, Filter};
use crate::health::Health;
use crate::limit::Limiter;
use crate::line::{Fields, Giver, Rules};
use crate::sink::{Forkable, Sink};
use crate::site::{self, Role, Site};
use crate::value::Value;

/// One configured way from events to a sink. There is one for each layer, and it lives for ever.
pub(crate) struct Lane {
    rules: Rules,
    settings: Settings,
    filters: Filters,
    constants: Fields,
    limiter: Forkable<Limiter>,
    sink: Sink,
    perf_sink: Option<Sink>,
    truncated: AtomicU64,
    capturing: Capturing,
    /// The lane that was made next.
    next: OnceCell<&'static Lane>,
    /// Nobody wants anything of it any more.
    is_forgotten: AtomicBool,
}

impl Lane {
    pub(crate) fn new(settings: Settings, sink: Sink, perf_sink: Option<Sink>) -> Lane {
        let rules = rules_of(&settings);
        let mut constants = Fields::default();
        for (key, value) in &settings.fields {
            constants.push(&rules, Giver::Around, key, value.capture());
        }
        Lane {
            rules,
            filters: Filters::new(settings.filter.clone()),
            limiter: Forkable::new(Limiter::new(&settings.limit), Limiter::new(&settings.limit)),
            constants,
            settings,
            sink,
            perf_sink,
            truncated: AtomicU64::new(0),
            capturing: Capturing::default(),
            next: OnceCell::new(),
            is_forgotten: AtomicBool::new(false),
        }
    }

    /// Runs in a forked child: nothing is taken over that another thread of the parent may hold a
    /// lock of. The rate limit begins anew.
    #[cfg(unix)]
    pub(crate) fn renew_in_child(&self) {
        self.sink.renew_in_child();
        if let Some(perf) = &self.perf_sink {
            perf.renew_in_child();
        }
        self.limiter.renew_in_child(|_, _| ());
    }

    /// Makes ready what a child of this forked child needs.
    pub(crate) fn prepare_for_forks(&self) {
        self.sink.prepare_for_forks();
        if let Some(perf) = &self.perf_sink {
            perf.prepare_for_forks();
        }
        if !self.limiter.has_spare() {
            self.limiter.set_spare(Limiter::new(&self.settings.limit));
        }
    }

    /// Writes out what is queued.
    pub(crate) fn flush(&self, limit: Duration) -> bool {
        let deadline = clock::after(Instant::now(), limit);
        let own = self.sink.flush(deadline);
        let perf = self.perf_sink.as_ref();
        perf.is_none_or(|perf| perf.flush(deadline)) && own
    }

    /// The capture of a test that this lane is for, if it is for one.
    pub(crate) fn capturing(&self) -> &Capturing {
        &self.capturing
    }

    pub(crate) fn reopen(&self) -> std::io::Result<()> {
        self.sink.reopen()?;
        self.perf_sink.as_ref().map_or(Ok(()), Sink::reopen)
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }

    pub(crate) fn filter(&self) -> &Filter {
        self.filters.current()
    }

    pub(crate) fn set_filter(&self, filter: Filter) {
        self.filters.set(filter);
        site::update_all();
        tracing::callsite::rebuild_interest_cache();
        crate::layer::bridge::update_max_level();
    }

    /// The most verbose level of any line that is wanted, at once or in case the job fails.
    pub(crate) fn max_level(&self) -> LevelFilter {
        let buffer = self.settings.buffer;
        let filter = self.filter().max_level();
        if buffer.takes(buffer.level) {
            filter.max(LevelFilter::from_level(buffer.level))
        } else {
            filter
        }
    }

    /// Whether lines of this target and level are wanted, at once or in case the job fails.
    pub(crate) fn wants(&self, target: &str, level: Level) -> bool {
        self.filter().enables(target, level)
            || (self.settings.buffer.takes(level) && !filter::is_noisy(target))
    }

    /// Whether runs and events of this site are recorded.
    pub(crate) fn records(&self, site: &Site) -> bool {
        match site.options().role {
            Role::Event => self.wants(site.place().target, site.options().level),
            _ => site.is_recorded(self.filter(), self.settings.lifecycle),
        }
    }

    pub(crate) fn add_to(&self, health: &mut Health) {
        self.sink.add_to(health);
        if let Some(perf) = &self.perf_sink {
            perf.add_to(health);
        }
        health.suppressed += self.limiter.suppressed();
        health.evicted += self.limiter.live_evictions();
        health.truncated += self.truncated.load(Ordering::Relaxed);
        health.redacted += self.rules.redacted.load(Ordering::Relaxed);
    }
}

impl fmt::Debug for Lane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lane")
            .field("sink", &self.sink)
            .finish_non_exhaustive()
    }
}
