//! The checks of a layer.

use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::{Layer, Registry};

use super::work::{self, Hostile};
use super::{Report, said};
use crate::config::{Logging, Settings};
use crate::context::current;
use crate::lane::Lane;
use crate::sink::{Output, Sink};
use crate::testing::capture::{Capture, Written};
use crate::testing::{Events, Json};
use crate::{Context, Outcome, StageTimer, evt, thread};

/// Checks a layer that is to stand beside ours: whatever it does with events and spans, our lines
/// say what they say without it. `make` gives a new one.
///
/// The example is in the [module](super).
pub fn layer<L>(make: impl Fn() -> L) -> Report
where
    L: Layer<Registry> + Send + Sync + 'static,
{
    let subject = Subject {
        make: &|| Box::new(make()),
    };
    let scenes = SCENES.iter().map(|(promise, filter, scene)| {
        let check: Box<dyn Fn()> = Box::new(|| subject.compare(filter, *scene));
        (*promise, check)
    });
    let others: [(_, Box<dyn Fn()>); 2] = [
        (
            "threads at the same time have all their lines",
            Box::new(|| subject.threads()),
        ),
        (
            "what it was told of does not come back as a line",
            Box::new(|| subject.echo()),
        ),
    ];
    Report::of(scenes.chain(others))
}

struct Subject<'a> {
    make: &'a dyn Fn() -> Beside,
}

type Beside = Box<dyn Layer<Registry> + Send + Sync>;

/// What is promised, the filter, and what says the same with the layer and without it.
type Scene = (&'static str, &'static str, fn());

const SCENES: &[Scene] = &[
    ("plain events say what they say without it", "trace", events),
    (
        "events below its own level say it too",
        "trace",
        quiet_events,
    ),
    ("what our filter leaves out stays out", "warn", events),
    ("`evt!` says what it says without it", "trace", named),
    (
        "the fields of spans stand on the lines inside",
        "trace",
        spans,
    ),
    ("a job and its stages are paired", "trace", job),
    ("jobs and stages do not follow the filter", "off", job),
    ("a stage inside a stage has its own fields", "trace", nested),
    (
        "a panic ends a stage, and lines go on after it",
        "trace",
        work::panicking,
    ),
    (
        "a future that is dropped ends its stage",
        "trace",
        work::cancelled,
    ),
    ("a value that panics is a line", "trace", hostile),
    ("the context goes to another thread", "trace", other_thread),
    (
        "a context that is narrowed by hand stands on lines",
        "trace",
        narrowed,
    ),
];

impl Subject<'_> {
    /// The lines of `code`, with the layer and without it, have to say the same.
    fn compare(&self, filter: &str, code: fn()) {
        let with = self.lines(true, filter, code);
        let without = self.lines(false, filter, code);
        with.assert_paired();
        assert_eq!(timeless(&with), timeless(&without));
    }

    fn lines(&self, is_beside: bool, filter: &str, code: impl FnOnce()) -> Events {
        let written = Written::default();
        let logging = Logging::with(Settings::default()).json().filter(filter);
        let settings = logging.set("RATE_LIMIT_PER_KEY", "0").settings;
        let sink = Sink::new(Output::writer(Box::new(written.clone())), settings.delivery);
        let beside = is_beside.then(|| (self.make)());
        let lane = Lane::new(settings, sink, None);
        let capture = Capture::start(lane, Registry::default().with(beside));
        tracing::dispatcher::with_default(&capture.dispatch, || current::with_node(None, code));
        drop(capture);
        match Events::read(&written.take()) {
            Ok(events) => events,
            Err(problem) => panic!("{problem}"),
        }
    }

    fn threads(&self) {
        let events = self.lines(true, "trace", || {
            let threads = (0..8).map(|number| thread::spawn(move || jobs(number)));
            for thread in threads.collect::<Vec<_>>() {
                if let Err(payload) = thread.join() {
                    panic!("{}", said(&*payload));
                }
            }
        });
        events.assert_paired();
        assert_eq!(events.len(), 8 * 50 * 5);
    }

    fn echo(&self) {
        let events = self.lines(true, "trace", || tracing::info!("once"));
        assert_eq!(events.len(), 1, "{events}");
    }
}

/// Lines as pairs of keys and values, without what differs from run to run.
fn timeless(events: &Events) -> Vec<Vec<&(String, Json)>> {
    let differs = |key: &str| matches!(key, "ts" | "dur_ms");
    let lines = events.iter().map(|event| event.members().iter());
    lines
        .map(|members| members.filter(|(key, _)| !differs(key)).collect())
        .collect()
}

fn job() {
    work::job("j-1");
}

fn events() {
    tracing::info!(n = 1, text = "a\nb", "plain");
    tracing::warn!(target: "other", "with a target");
    tracing::error!(event = "forged", ts = 1, "with the schema's own names");
}

fn quiet_events() {
    tracing::debug!("quiet");
    tracing::trace!(n = 1, "more quiet");
}

fn named() {
    evt!("named", n = 1, text = "x");
    evt!(warn, "named", detail = "why");
}

fn spans() {
    tracing::info_span!("outer", a = 1, b = 1).in_scope(|| {
        tracing::debug_span!("inner", b = 2).in_scope(|| tracing::info!("inside"));
        evt!("between");
    });
    tracing::info!("outside");
}

fn nested() {
    let outer = StageTimer::start_with("outer", &[("profile", &"mobile")]);
    outer.scope(|| {
        let inner = StageTimer::start_with("inner", &[("attempt", &2)]);
        inner.scope(|| tracing::info!("inside"));
        inner.finish(Outcome::Timeout);
    });
    outer.finish(Outcome::Success);
}

fn hostile() {
    // Where no other layer shows it: that one would have to contain it as well.
    evt!("hostile", value = %Hostile);
    evt!("after");
}

fn other_thread() {
    let context = Context::current().with("video_id", "v-1");
    let thread = context.scope(|| thread::spawn(|| evt!("elsewhere")));
    if let Err(payload) = thread.join() {
        panic!("{}", said(&*payload));
    }
}

fn narrowed() {
    let context = Context::current().with("video_id", "v-1").with("other", 1);
    context.scope(|| tracing::info!("inside"));
}

fn jobs(number: usize) {
    (0..50).for_each(|n| work::job(&format!("j-{number}-{n}")));
}
