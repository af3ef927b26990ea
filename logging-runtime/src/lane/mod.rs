//! The way of a line: from what happened to the sink.

mod admission;
mod event;
mod filters;
mod own_span;
mod registry;
mod report;
mod ring;

use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use once_cell::sync::OnceCell;
use tracing::Level;
use tracing::level_filters::LevelFilter;

pub(crate) use event::{Event, Kind};
use filters::Filters;
pub(crate) use own_span::{creating_own_span, is_own_span};
pub(crate) use registry::{
    add, all, any_wants, current, for_site, remove, rules, rules_of, set_fallback, settings,
};

use crate::config::filter::{self, Filter};
use crate::config::{Format, Settings};
use crate::context::scope::Scope;
use crate::health::Health;
use crate::layer;
use crate::limit::{Decision, Limiter};
use crate::line::fast::{Others, Said};
use crate::line::strip::{self, Strip};
use crate::line::{self, Fields, Giver, Head, Rules, spare};
use crate::sink::{Forkable, Sink, Weight};
use crate::site::{Role, Site};
use crate::testing::Capturing;
use crate::value::Value;
use crate::{human, site};

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

    /// Makes the line and writes it, unless it is held back.
    pub(crate) fn write(&self, event: &Event<'_>) {
        match event.spans {
            None if layer::is_in_span() => self.write_in_span(event),
            spans => self.write_in(event, spans.unwrap_or(&line::NONE)),
        }
    }

    #[cold]
    fn write_in_span(&self, event: &Event<'_>) {
        self.write_in(event, &layer::span_fields(self));
    }

    /// Writes what a run says of itself, where that is nothing but how it stands. `false`: this is no line of
    /// the usual case, and nothing was written.
    pub(crate) fn write_of_run(&self, scope: &Scope, head: Head, said: Said) -> bool {
        if layer::is_in_span() || !self.is_json() {
            return false;
        }
        let mut room = strip::EMPTY;
        let mut strip = Strip::new(&mut room);
        let (around, max) = (&scope.around, self.settings.max_line_bytes);
        let is_usual =
            line::fast::compose_of_run(&mut strip, head, said, around, &self.constants, max);
        match strip.text() {
            Some(line) if is_usual => {
                self.send(line, &self.sink, Weight::of(true, head.level));
                true
            }
            _ => false,
        }
    }

    fn write_in(&self, event: &Event<'_>, spans: &Fields) {
        event.with_scope(|scope| self.write_with(event, scope, spans));
    }

    fn write_with(&self, event: &Event<'_>, scope: &Scope, spans: &Fields) {
        let others = Others {
            lists: [&scope.stage, &scope.context, spans, &self.constants],
            around: &scope.around,
        };
        let is_of_ours = matches!(event.kind, Kind::Lifecycle | Kind::Metric);
        if !is_of_ours && !self.is_enabled(event) {
            self.keep_in_ring(event, scope, others);
            return;
        }
        let mut line = spare::line();
        let is_admitted = if is_of_ours {
            self.compose(&mut line, event, others);
            true
        } else {
            self.admit_into(&mut line, event, others)
        };
        if is_admitted {
            self.send(&line, self.sink_of(event.kind), event.weight());
        }
        spare::give_line(line);
    }

    /// Whether the line is written at once. Where nothing is kept for later, nothing else comes here.
    fn is_enabled(&self, event: &Event<'_>) -> bool {
        self.settings.buffer.job_bytes == 0 || self.filter().enables(event.target, event.level)
    }

    /// Appends the line, or says that it is held back.
    fn admit_into(&self, line: &mut Vec<u8>, event: &Event<'_>, others: Others<'_>) -> bool {
        let is_asked = event.decision.is_none() && !self.limiter.is_off();
        let decision = match event.kind {
            Kind::Plain { message } if is_asked && !message.is_empty() => {
                self.decide_by_message(event, message)
            }
            _ if is_asked => {
                self.compose(line, event, others);
                self.decide_by_line(event, line, others)
            }
            _ => event.decision.unwrap_or(Decision::PASS),
        };
        let extra = match decision {
            Decision::Suppress => return false,
            Decision::PASS => None,
            Decision::Pass {
                suppressed,
                spilled,
            } => Some(self.counted(suppressed, spilled)),
            Decision::Marker => Some(self.marked(event.own)),
        };
        match extra {
            None if line.is_empty() => self.compose(line, event, others),
            None => {}
            Some(extra) => {
                line.clear();
                let [stage, context, spans, constants] = others.lists;
                let changed = [&extra, event.own, stage, context, spans, constants];
                self.compose_any(line, event.head(), &changed);
            }
        }
        true
    }

    #[inline]
    fn send(&self, line: &[u8], sink: &Sink, weight: Weight) {
        if self.tell_losses(sink) {
            sink.write(line, weight);
        } else {
            // Its own write would wait as long again, for nothing.
            sink.lose(weight);
        }
    }

    /// Appends a line, by copying where that will do.
    fn compose(&self, line: &mut Vec<u8>, event: &Event<'_>, others: Others<'_>) {
        let (own, max) = (event.own(), self.settings.max_line_bytes);
        if !(self.is_json() && line::fast::compose(line, event.head(), own, others, max)) {
            self.compose_slowly(line, event, others);
        }
    }

    #[cold]
    fn compose_slowly(&self, line: &mut Vec<u8>, event: &Event<'_>, others: Others<'_>) {
        let [stage, context, spans, constants] = others.lists;
        let mut own = Cow::Borrowed(event.own);
        if let Some(dur_ms) = event.dur_ms {
            own.to_mut().push_dur_ms(dur_ms);
        }
        let sources = [&*own, stage, context, spans, constants];
        self.compose_any(line, event.head(), &sources);
    }

    fn compose_any(&self, line: &mut Vec<u8>, head: Head, sources: &[&Fields]) {
        if !self.is_json() {
            let mut text = String::new();
            human::compose(&mut text, head, sources);
            line.extend_from_slice(text.as_bytes());
            return;
        }
        let removed = line::compose(line, head, sources, self.settings.max_line_bytes);
        if removed > 0 {
            self.truncated.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn is_json(&self) -> bool {
        self.settings.format != Format::Human
    }

    fn sink_of(&self, kind: Kind<'_>) -> &Sink {
        match (&self.perf_sink, kind) {
            (Some(perf), Kind::Metric) => perf,
            _ => &self.sink,
        }
    }

    /// Runs in a forked child: nothing is taken over that another thread of the parent may hold a
    /// lock of. The rate limit begins anew.
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
        let own = self.sink.flush(limit);
        self.perf_sink.as_ref().is_none_or(|perf| perf.flush(limit)) && own
    }

    /// Writes out what is queued, for the last time, and reports nothing.
    pub(crate) fn close(&self, limit: Duration) {
        self.sink.close(Instant::now() + limit);
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
