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
use crate::line::fast::{self, Others, Said};
use crate::line::strip;
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
        let (around, max) = (&scope.around, self.settings.max_line_bytes);
        let line = fast::compose_of_run(&mut room, head, said, around, &self.constants, max);
        if let Some(line) = line {
            self.send(line, &self.sink, Weight::of(true, head.level));
        }
        line.is_some()
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
        self.with_line(event, others, |line| {
            match self.decision(event, line, others) {
                Decision::PASS => self.send(line, self.sink_of(event.kind), event.weight()),
                Decision::Suppress => {}
                decision => self.write_telling(event, decision, others),
            }
        });
    }

    /// Whether the line is written at once. Where nothing is kept for later, nothing else comes here.
    fn is_enabled(&self, event: &Event<'_>) -> bool {
        self.settings.buffer.job_bytes == 0 || self.filter().enables(event.target, event.level)
    }

    /// What becomes of an event with this line.
    fn decision(&self, event: &Event<'_>, line: &[u8], others: Others<'_>) -> Decision {
        match event.kind {
            Kind::Lifecycle | Kind::Metric => Decision::PASS,
            _ if event.decision.is_some() => event.decision.unwrap_or(Decision::PASS),
            _ if self.limiter.is_off() => Decision::PASS,
            Kind::Plain { message } if !message.is_empty() => {
                self.decide_by_message(event, message)
            }
            _ => self.decide_by_line(event, line, others),
        }
    }

    /// Writes a line that tells of others that were or will be held back.
    #[cold]
    fn write_telling(&self, event: &Event<'_>, decision: Decision, others: Others<'_>) {
        let extra = match decision {
            Decision::Pass {
                suppressed,
                spilled,
            } => self.counted(suppressed, spilled),
            Decision::Marker | Decision::Suppress => self.marked(event.own),
        };
        let mut line = spare::line();
        let [stage, context, spans, constants] = others.lists;
        let sources = [&extra, event.own, stage, context, spans, constants];
        self.compose_any(&mut line, event.head(), &sources);
        self.send(&line, self.sink_of(event.kind), event.weight());
        spare::give_line(line);
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

    /// Puts a line together, and hands it over.
    #[inline]
    fn with_line(&self, event: &Event<'_>, others: Others<'_>, then: impl FnOnce(&[u8])) {
        let (mut room, mut long) = (strip::EMPTY, Vec::new());
        let (head, own, max) = (event.head(), event.own(), self.settings.max_line_bytes);
        let short = if self.is_json() {
            fast::compose_short(&mut room, head, own, others, max)
        } else {
            None
        };
        then(short.unwrap_or_else(|| {
            long = self.compose_long(event, others);
            &long
        }));
        if !long.is_empty() {
            spare::give_line(long);
        }
    }

    #[inline(never)]
    fn compose_long(&self, event: &Event<'_>, others: Others<'_>) -> Vec<u8> {
        let mut line = spare::line();
        let (head, own, max) = (event.head(), event.own(), self.settings.max_line_bytes);
        let is_usual =
            self.is_json() && fast::compose_long(&mut line, head, own, others, max).is_some();
        if !is_usual {
            self.compose_slowly(&mut line, event, others);
        }
        line
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
