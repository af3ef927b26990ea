//! `fastrace`: spans are recorded on the caller, and made to text on a thread of its own.

use std::borrow::Cow;
use std::io::Write as _;

use fastrace::collector::{Config, Reporter, SpanContext, SpanRecord};
use fastrace::prelude::{Event, LocalSpan, Span};

use super::super::{Kind, PLAIN, Peer};
use super::calls::{Calls, is_in_stage, repeat};
use crate::sink::{Output, Sink};
use crate::workload::{Answer, Arguments, Fields, JOB_ID, Pending, VIDEO_ID, Workload, body};

pub(crate) const PEER: Peer = Peer {
    name: "fastrace",
    kind: Kind::LibraryOfOneLine,
    start,
    run,
    flush: fastrace::flush,
    note: "`#[fastrace::trace]` and a reporter that writes JSON, since none comes with it; ONE line for a stage, \
           when it has ended, made by another thread (see the column of all threads), no outcome, the job's id on \
           the job's line alone, all values text, no redaction, no rate limit",
    ..PLAIN
};

/// Its thread keeps 10,240 spans of a job, and loses those beyond without a word.
const STAGES_OF_A_JOB: u64 = 64;

fn start(sink: Sink) {
    let reporter = JsonLines {
        output: sink.open(),
        line: String::new(),
    };
    fastrace::set_reporter(reporter, Config::default());
}

fn run(workload: Workload, n: u64) -> bool {
    // What has no parent is off.
    if workload == Workload::W4s || !Traced::has(workload) {
        return repeat(&Traced, workload, n);
    }
    let mut left = n;
    while left > 0 {
        let job = Span::root("job", SpanContext::random())
            .with_properties(|| [("job_id", JOB_ID), ("video_id", VIDEO_ID)]);
        let _in_job = job.set_local_parent();
        let _in_stage =
            is_in_stage(workload).then(|| LocalSpan::enter_with_local_parent("youtubei"));
        let part = left.min(STAGES_OF_A_JOB);
        repeat(&Traced, workload, part);
        left -= part;
    }
    true
}

struct Traced;

impl Calls for Traced {
    fn has(workload: Workload) -> bool {
        use Workload::{W1, W2, W2b, W2k, W3, W4s};
        matches!(workload, W1 | W2 | W2b | W2k | W3 | W4s)
    }

    fn stage(&self, a: Arguments) -> Answer {
        stage(a.profile, a.use_proxy, a.attempt)
    }

    fn stage_async(&self, a: Arguments, pending: u32) -> impl Future<Output = Answer> {
        stage_async(a.profile, a.use_proxy, a.attempt, pending)
    }

    fn stage_off(&self, a: Arguments) -> Answer {
        stage(a.profile, a.use_proxy, a.attempt)
    }

    #[inline(never)]
    fn event(&self, f: Fields) {
        LocalSpan::add_event(Event::new("proxy rotated").with_properties(|| {
            [
                ("proxy", Cow::Borrowed(f.proxy)),
                ("latency_ms", f.latency_ms.to_string().into()),
                ("ok", Cow::Borrowed(if f.ok { "true" } else { "false" })),
            ]
        }));
    }

    fn event_off(&self, _: Fields) {}
}

#[inline(never)]
#[fastrace::trace(name = "youtubei", properties = { "profile": "{profile}", "use_proxy": "{use_proxy}", "attempt": "{attempt}" })]
fn stage(profile: &'static str, use_proxy: bool, attempt: u32) -> Answer {
    body(Arguments {
        profile,
        use_proxy,
        attempt,
    })
}

#[fastrace::trace(name = "youtubei", properties = { "profile": "{profile}", "use_proxy": "{use_proxy}", "attempt": "{attempt}" })]
async fn stage_async(profile: &'static str, use_proxy: bool, attempt: u32, pending: u32) -> Answer {
    Pending(pending).await;
    body(Arguments {
        profile,
        use_proxy,
        attempt,
    })
}

/// A line for each span, and one for each event in it.
struct JsonLines {
    output: Output,
    line: String,
}

impl Reporter for JsonLines {
    fn report(&mut self, spans: Vec<SpanRecord>) {
        for span in &spans {
            self.begin(span, span.begin_time_unix_ns, &span.name);
            self.number("dur_ns", span.duration_ns);
            self.end(&span.properties);
            for event in &span.events {
                self.begin(span, event.timestamp_unix_ns, &event.name);
                self.end(&event.properties);
            }
        }
    }
}

impl JsonLines {
    fn begin(&mut self, span: &SpanRecord, ns: u64, name: &str) {
        self.line.clear();
        self.line.push_str("{\"name\":");
        self.text(name);
        self.number("ts_ns", ns);
        self.number("span", span.span_id.0);
        self.number("parent", span.parent_id.0);
    }

    fn number(&mut self, key: &str, value: u64) {
        use std::fmt::Write as _;
        let _ = write!(self.line, ",\"{key}\":{value}");
    }

    fn text(&mut self, text: &str) {
        self.line.push('"');
        for letter in text.chars() {
            match letter {
                '"' | '\\' => self.line.extend(['\\', letter]),
                '\0'..' ' => self.line.push(' '),
                _ => self.line.push(letter),
            }
        }
        self.line.push('"');
    }

    fn end(&mut self, properties: &[(Cow<'static, str>, Cow<'static, str>)]) {
        for (key, value) in properties {
            self.line.push(',');
            self.text(key);
            self.line.push(':');
            self.text(value);
        }
        self.line.push_str("}\n");
        let _ = self.output.write_all(self.line.as_bytes());
    }
}
