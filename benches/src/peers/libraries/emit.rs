//! `emit`: `#[emit::info_span]` writes one event when its span is over; the first is written by hand.

use std::io::Write as _;
use std::ops::ControlFlow;
use std::time::Duration;

use emit::{Emitter, Event, Frame, Props};
use sval::{Label, Stream};

use super::super::{PLAIN, Peer};
use super::calls::{Calls, is_in_stage, repeat};
use crate::sink::{Output, Sink};
use crate::workload::{Answer, Arguments, Fields, JOB_ID, Pending, VIDEO_ID, Workload, body};

pub(crate) const PEER: Peer = Peer {
    name: "emit",
    start,
    run,
    note: "`#[emit::info_span]` with the first event by hand, written as `emit_file` writes it, by `sval_json`; \
           no outcome unless each function names its errors, duration as two times, keys sorted by their names, \
           no redaction, no rate limit",
    ..PLAIN
};

fn start(sink: Sink) {
    let _ = emit::setup()
        .emit_to(JsonLines(sink.open()))
        .emit_when(emit::level::min_filter(emit::Level::Info))
        .init();
}

fn run(workload: Workload, n: u64) -> bool {
    let context = emit::runtime::shared().ctxt();
    let job = Frame::push(context, emit::props! { job_id: JOB_ID, video_id: VIDEO_ID });
    job.call(|| {
        if is_in_stage(workload) {
            let stage = Frame::push(context, emit::props! { stage: "youtubei" });
            stage.call(|| repeat(&Spans, workload, n))
        } else {
            repeat(&Spans, workload, n)
        }
    })
}

struct Spans;

impl Calls for Spans {
    fn has(workload: Workload) -> bool {
        use Workload::{W1, W2, W2b, W2k, W3, W4e, W4s};
        matches!(workload, W1 | W2 | W2b | W2k | W3 | W4e | W4s)
    }

    fn stage(&self, a: Arguments) -> Answer {
        stage(a)
    }

    fn stage_async(&self, a: Arguments, pending: u32) -> impl Future<Output = Answer> {
        stage_async(a, pending)
    }

    fn stage_off(&self, a: Arguments) -> Answer {
        stage_off(a)
    }

    #[inline(never)]
    fn event(&self, f: Fields) {
        emit::info!("proxy rotated", proxy: f.proxy, latency_ms: f.latency_ms, ok: f.ok);
    }

    #[inline(never)]
    fn event_off(&self, f: Fields) {
        emit::debug!("proxy rotated", proxy: f.proxy, latency_ms: f.latency_ms, ok: f.ok);
    }
}

#[inline(never)]
#[emit::info_span("youtubei", stage: "youtubei", profile: a.profile, use_proxy: a.use_proxy, attempt: a.attempt)]
fn stage(a: Arguments) -> Answer {
    emit::info!("stage_start");
    body(a)
}

#[emit::info_span("youtubei", stage: "youtubei", profile: a.profile, use_proxy: a.use_proxy, attempt: a.attempt)]
async fn stage_async(a: Arguments, pending: u32) -> Answer {
    emit::info!("stage_start");
    Pending(pending).await;
    body(a)
}

#[inline(never)]
#[emit::debug_span("youtubei", stage: "youtubei", profile: a.profile, use_proxy: a.use_proxy, attempt: a.attempt)]
fn stage_off(a: Arguments) -> Answer {
    body(a)
}

struct JsonLines(Output);

impl Emitter for JsonLines {
    fn emit<E: emit::event::ToEvent>(&self, event: E) {
        let event = event.to_event();
        let mut line = Vec::with_capacity(512);
        if sval_json::stream_to_io_write(&mut line, Document(&event.erase())).is_ok() {
            line.push(b'\n');
            let _ = { self.0 }.write_all(&line);
        }
    }

    fn blocking_flush(&self, _: Duration) -> bool {
        true
    }
}

/// The same keys as those of a line of `emit_file`.
struct Document<'a, P>(&'a Event<'a, P>);

impl<P: Props> sval::Value for Document<'_, P> {
    fn stream<'sval, S: Stream<'sval> + ?Sized>(&'sval self, stream: &mut S) -> sval::Result {
        stream.record_begin(None, None, None, None)?;
        if let Some(extent) = self.0.extent() {
            if let Some(range) = extent.as_range() {
                displayed(stream, "ts_start", range.start)?;
            }
            displayed(stream, "ts", extent.as_point())?;
        }
        displayed(stream, "mdl", self.0.mdl())?;
        displayed(stream, "msg", self.0.msg())?;
        displayed(stream, "tpl", self.0.tpl())?;
        let mut outcome = Ok(());
        let _ = self.0.props().dedup().for_each(|key, value| {
            let label = Label::new_computed(key.get());
            outcome = stream
                .record_value_begin(None, &label)
                .and_then(|()| stream.value_computed(&value))
                .and_then(|()| stream.record_value_end(None, &label));
            if outcome.is_ok() {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        outcome?;
        stream.record_end(None, None, None)
    }
}

fn displayed<'sval, S: Stream<'sval> + ?Sized>(
    stream: &mut S,
    key: &'static str,
    value: impl std::fmt::Display,
) -> sval::Result {
    let label = Label::new(key);
    stream.record_value_begin(None, &label)?;
    sval::stream_display(&mut *stream, value)?;
    stream.record_value_end(None, &label)
}
