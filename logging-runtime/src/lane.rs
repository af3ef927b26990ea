//! The way of a line: from what happened to the sink.

use std::cell::Cell;
use std::fmt;
use std::ptr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use once_cell::sync::OnceCell;
use tracing::{Level, dispatcher};

use crate::buffer::{self, Bounds};
use crate::clock;
use crate::config::filter::{self, Filter};
use crate::config::{Format, Settings};
use crate::context::current;
use crate::context::node::{Node, Scope};
use crate::health::Health;
use crate::laneless;
use crate::layer::{self, LaneLayer};
use crate::lifecycle::job::Job;
use crate::limit::{Decision, Limiter};
use crate::line::{self, Fields, Giver, Head, Rules, SUPPRESSED, Schema};
use crate::outcome::Outcome;
use crate::redact::Redactor;
use crate::sink::{Lines, Sink, Weight};
use crate::site::{Role, Site};
use crate::value::Value;
use crate::{human, site};

/// One configured way from events to a sink. There is one for each layer, and it lives for ever.
pub(crate) struct Lane {
    rules: Rules,
    settings: Settings,
    filter: RwLock<Arc<Filter>>,
    constants: Fields,
    limiter: Limiter,
    sink: Sink,
    perf_sink: Option<Sink>,
    truncated: AtomicU64,
}

/// What happened, ready to become a line.
#[derive(Debug)]
pub(crate) struct Event<'a> {
    pub(crate) level: Level,
    pub(crate) target: &'a str,
    /// The call site, as file and line, or as its target where nobody knows that.
    pub(crate) place: (&'a str, u32),
    pub(crate) kind: Kind<'a>,
    pub(crate) own: &'a Fields,
    /// The context, where it is not the current one.
    pub(crate) node: Option<&'a Node>,
    /// The fields of the spans around it, where they are not those of the current ones.
    pub(crate) spans: Option<&'a Fields>,
}

/// What kind of line it is: that decides whether it may be held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind<'a> {
    /// A line of a job or stage: never held back.
    Lifecycle,
    /// A line of the performance channel: never held back.
    Metric,
    /// An `evt!`: held back if its whole line is a repetition.
    Named,
    /// A plain record: held back if its message is a repetition, or without one its whole line.
    Plain { message: &'a str },
}

impl Event<'_> {
    /// The event's fields and those of its context, for where no lane adds them.
    pub(crate) fn all_fields(&self) -> Fields {
        let mut all = self.own.clone();
        with_scope(self.node, |scope| {
            all.append_missing(&scope.stage);
            all.append_missing(&scope.context);
        });
        all
    }
}

fn with_scope<R>(node: Option<&Node>, then: impl FnOnce(&Scope) -> R) -> R {
    match node {
        Some(node) => then(node.scope()),
        None => match current::get() {
            Some(node) => then(node.scope()),
            None => then(&Scope::default()),
        },
    }
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
            filter: RwLock::new(Arc::new(settings.filter.clone())),
            limiter: Limiter::new(&settings.limit),
            constants,
            settings,
            sink,
            perf_sink,
            truncated: AtomicU64::new(0),
        }
    }

    /// Makes the line and writes it, unless it is held back.
    pub(crate) fn write(&self, event: &Event<'_>) {
        let current = match event.spans {
            Some(_) => Fields::default(),
            None => layer::span_fields(self),
        };
        let spans = event.spans.unwrap_or(&current);
        with_scope(event.node, |scope| self.write_in(event, scope, spans));
    }

    fn write_in(&self, event: &Event<'_>, scope: &Scope, spans: &Fields) {
        let sources = [
            event.own,
            &scope.stage,
            &scope.context,
            spans,
            &self.constants,
        ];
        let kept = event.kind == Kind::Lifecycle
            || event.kind == Kind::Metric
            || self.filter().enables(event.target, event.level);
        if !kept {
            self.keep_in_ring(event, scope, &sources);
            return;
        }
        let Some(extra) = self.admit(event, &sources) else {
            return;
        };
        let mut text = String::with_capacity(512);
        let [own, rest @ ..] = sources;
        match &extra {
            None => self.compose(&mut text, event.level, &sources),
            Some(extra) => {
                let changed = [extra, own, rest[0], rest[1], rest[2], rest[3]];
                self.compose(&mut text, event.level, &changed);
            }
        }
        let sink = self.sink_of(event.kind);
        if self.tell_losses(sink) {
            sink.write(&text, weight(event));
        } else {
            // Its own write would wait as long again, for nothing.
            sink.lose(weight(event));
        }
    }

    fn compose(&self, text: &mut String, level: Level, sources: &[&Fields]) {
        let head = Head {
            unix_ms: clock::unix_ms(),
            level,
        };
        if self.settings.format == Format::Human {
            human::compose(text, head, sources);
            return;
        }
        let removed = line::compose(text, head, sources, self.settings.max_line_bytes);
        if removed > 0 {
            self.truncated.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Asks the limiter. `None`: the line is held back; `Some(None)`: it passes as it is;
    /// `Some(Some(fields))`: it passes with these fields in the place of its own.
    #[allow(clippy::option_option)]
    fn admit(&self, event: &Event<'_>, sources: &[&Fields]) -> Option<Option<Fields>> {
        if self.limiter.is_off() {
            return Some(None);
        }
        let text = match event.kind {
            Kind::Lifecycle | Kind::Metric => return Some(None),
            Kind::Plain { message } if !message.is_empty() => self.limiter.key(|key| {
                key.write(event.level.as_str().as_bytes());
                key.end_part();
                key.write(message.as_bytes());
            }),
            Kind::Plain { .. } | Kind::Named => {
                let line = repeatable_part(event, sources);
                self.limiter.key(|key| key.write(line.as_bytes()))
            }
        };
        let call_site = self.limiter.key(|key| {
            let (file, line) = event.place;
            key.write(file.as_bytes());
            key.end_part();
            key.write(&line.to_le_bytes());
        });
        let decision = self.limiter.check(text, call_site, clock::monotonic_ns());
        match decision {
            Decision::Suppress => None,
            Decision::Pass { suppressed: 0 } => Some(None),
            Decision::Pass { suppressed } => {
                let mut extra = Fields::default();
                extra.push(
                    &self.rules,
                    Giver::Framework,
                    "suppressed",
                    suppressed.capture(),
                );
                Some(Some(extra))
            }
            Decision::Marker => Some(Some(self.marked(event.own))),
        }
    }

    /// The detail of the first line of a key that is held back.
    fn marked(&self, own: &Fields) -> Fields {
        let before = own.get("detail").and_then(|json| {
            let text = json.strip_prefix('"')?.strip_suffix('"')?;
            Some(format!("\"{text} {SUPPRESSED}\""))
        });
        let detail = before.unwrap_or_else(|| format!("\"{SUPPRESSED}\""));
        let mut extra = Fields::default();
        extra.push_json(&self.rules, "detail", &detail);
        extra
    }

    fn keep_in_ring(&self, event: &Event<'_>, scope: &Scope, sources: &[&Fields]) {
        let buffer = self.settings.buffer;
        // What happens in a job of another lane would come out where that lane's lines go.
        if let Some(job) = &scope.job
            && job.lane.is_some_and(|lane| ptr::eq(lane, self))
            && buffer.job_bytes > 0
            && event.level <= buffer.level
            && !filter::is_noisy(event.target)
        {
            let mut text = String::with_capacity(512);
            self.compose(&mut text, event.level, sources);
            let bounds = Bounds {
                job: buffer.job_bytes,
                total: buffer.total_bytes,
            };
            job.ring.keep(&buffer::TOTAL, bounds, text);
        }
    }

    /// A job has ended: what was kept of it is written if it failed, else forgotten.
    pub(crate) fn close_ring(&self, job: &Job, outcome: Outcome) {
        let lines = job.ring.close(&buffer::TOTAL);
        if outcome.is_failure() {
            for line in lines {
                self.sink.write(&line, Weight::LIFECYCLE);
            }
        }
    }

    fn sink_of(&self, kind: Kind<'_>) -> &Sink {
        match (&self.perf_sink, kind) {
            (Some(perf), Kind::Metric) => perf,
            _ => &self.sink,
        }
    }

    /// Says in the log itself, by kind, that lines were lost, as soon as one gets through again.
    /// `false` where none does yet.
    fn tell_losses(&self, sink: &Sink) -> bool {
        let lost = sink.take_untold_losses();
        if lost == Lines::default() {
            return true;
        }
        let counts = [
            ("lost_lifecycle", lost.lifecycle),
            ("lost_others", lost.others),
        ];
        sink.write_telling(
            &self.own_line("log lines could not be written", &counts),
            lost,
        )
    }

    /// A line of the framework's own.
    fn own_line(&self, message: &str, counts: &[(&str, u64)]) -> String {
        let mut own = Fields::default();
        let mut push = |key, value: &dyn Value| {
            own.push(&self.rules, Giver::Framework, key, value.capture());
        };
        push("event", &"log");
        push("detail", &message);
        push("target", &"logging_runtime");
        for (key, count) in counts {
            push(key, count);
        }
        let mut text = String::new();
        self.compose(&mut text, Level::WARN, &[&own, &self.constants]);
        text
    }

    /// Reports what is still held back, and writes everything out. Called at the end of the
    /// program, so it waits for nobody longer than `limit`.
    pub(crate) fn shut_down(&self, limit: Duration) {
        if !self.sink.is_free_within(limit) {
            return;
        }
        let held = self.limiter.take_held();
        let lines = held.lines + held.spilled;
        if lines > 0 {
            let message = "held back by the rate limit and not reported yet";
            let line = self.own_line(message, &[("suppressed", lines)]);
            self.sink.write(&line, Weight::PLAIN);
        }
        for sink in std::iter::once(&self.sink).chain(&self.perf_sink) {
            self.tell_losses(sink);
            if !sink.close(limit) {
                crate::notice::once(format_args!(
                    "the log could not be written out in {limit:?}"
                ));
            }
        }
    }

    /// Writes out what is queued.
    pub(crate) fn flush(&self, limit: Duration) -> bool {
        let own = self.sink.flush(limit);
        self.perf_sink.as_ref().is_none_or(|perf| perf.flush(limit)) && own
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

    pub(crate) fn filter(&self) -> Arc<Filter> {
        Arc::clone(&self.filter.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn set_filter(&self, filter: Filter) {
        *self.filter.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(filter);
        site::update_all();
        tracing::callsite::rebuild_interest_cache();
        crate::layer::bridge::update_max_level();
    }

    /// Whether lines of this target and level are wanted, at once or in case the job fails.
    pub(crate) fn wants(&self, target: &str, level: Level) -> bool {
        let buffer = self.settings.buffer;
        self.filter().enables(target, level)
            || (buffer.job_bytes > 0 && level <= buffer.level && !filter::is_noisy(target))
    }

    /// Whether runs and events of this site are recorded.
    pub(crate) fn records(&self, site: &Site) -> bool {
        match site.role() {
            Role::Event => self.wants(site.target(), site.level()),
            _ => site.is_recorded(&self.filter(), self.settings.lifecycle),
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

/// Everything that an event's line says but when, and how long it took.
fn repeatable_part(event: &Event<'_>, sources: &[&Fields]) -> String {
    let mut own = event.own.clone();
    own.take("dur_ms");
    let mut timeless = sources.to_vec();
    timeless[0] = &own;
    let mut text = String::with_capacity(512);
    let head = Head {
        unix_ms: 0,
        level: event.level,
    };
    line::compose(&mut text, head, &timeless, usize::MAX);
    text
}

fn weight(event: &Event<'_>) -> Weight {
    Weight {
        lifecycle: event.kind == Kind::Lifecycle,
        urgent: event.level == Level::ERROR,
    }
}

impl fmt::Debug for Lane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lane")
            .field("sink", &self.sink)
            .finish_non_exhaustive()
    }
}

static LANES: Mutex<Vec<&'static Lane>> = Mutex::new(Vec::new());
/// Where our lines go when the global subscriber is somebody else's.
static FALLBACK: OnceCell<&'static Lane> = OnceCell::new();

/// All lanes of the program.
pub(crate) fn all() -> Vec<&'static Lane> {
    LANES.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Makes a lane known to all sites. It is never freed: a run keeps its lane to its end.
pub(crate) fn add(lane: Lane) -> &'static Lane {
    let lane: &'static Lane = Box::leak(Box::new(lane));
    LANES
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(lane);
    site::update_all();
    lane
}

/// Sends the lines that find no lane of their own to this one.
pub(crate) fn set_fallback(lane: &'static Lane) {
    let _ = FALLBACK.set(lane);
}

/// The lane for what happens here and now: that of the current subscriber, else that of the current
/// context, else the fallback.
pub(crate) fn current() -> Option<&'static Lane> {
    dispatcher::get_default(|current| current.downcast_ref::<LaneLayer>().map(LaneLayer::lane))
        .or_else(layer::hidden::find)
        .or_else(|| current::get()?.lane)
        .or_else(|| FALLBACK.get().copied())
}

/// How values are written in this lane, or where there is none.
pub(crate) fn rules(lane: Option<&'static Lane>) -> &'static Rules {
    lane.map_or_else(laneless::rules, Lane::rules)
}

/// The settings of this lane, or those that hold where there is none.
pub(crate) fn settings(lane: Option<&'static Lane>) -> &'static Settings {
    lane.map_or_else(laneless::settings, Lane::settings)
}

/// How values are written by these settings.
pub(crate) fn rules_of(settings: &Settings) -> Rules {
    Rules::new(
        Schema::new(settings.context_keys.iter().cloned()),
        Redactor::new(&settings.redact),
        settings.max_line_bytes,
    )
}

/// Whether any lane records this site; without a lane, it may be sent to other subscribers.
pub(crate) fn any_wants(site: &Site) -> bool {
    let lanes = all();
    if lanes.is_empty() {
        return laneless::wants(site);
    }
    lanes.iter().any(|lane| lane.records(site))
}

thread_local! {
    static OWN_SPAN: Cell<bool> = const { Cell::new(false) };
}

/// Marks the spans that are created or recorded on meanwhile as ours: our own layer declines them,
/// and what `tracing` tells `log` of them.
pub(crate) fn creating_own_span<R>(create: impl FnOnce() -> R) -> R {
    let before = OWN_SPAN.try_with(|own| own.replace(true)).unwrap_or(false);
    let _restored = OwnSpan { before };
    create()
}

/// Restores the mark, also where another layer panics.
struct OwnSpan {
    before: bool,
}

impl Drop for OwnSpan {
    fn drop(&mut self) {
        let _ = OWN_SPAN.try_with(|own| own.set(self.before));
    }
}

/// Whether the span that is being handled is one of ours.
pub(crate) fn is_own_span() -> bool {
    OWN_SPAN.try_with(Cell::get).unwrap_or(false)
}
