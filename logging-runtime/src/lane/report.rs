//! What the framework says in the log of the log itself: what was lost, and what was held back.

use std::time::Instant;

use tracing::Level;

use super::Lane;
use crate::clock;
use crate::line::{Fields, Giver, Head};
use crate::notice;
use crate::sink::{Lines, Sink, Weight};
use crate::value::Value;

impl Lane {
    /// Says in the log itself, by kind, that lines were lost, as soon as one gets through again.
    /// `false` where none does yet.
    #[inline]
    pub(super) fn tell_losses(&self, sink: &Sink) -> bool {
        sink.untold_losses() == Lines::default() || self.tell_losses_indeed(sink)
    }

    #[cold]
    fn tell_losses_indeed(&self, sink: &Sink) -> bool {
        if sink.is_resting() {
            return false;
        }
        let lost = sink.take_untold_losses();
        if lost == Lines::default() {
            return true;
        }
        let counts = [
            ("lost_lifecycle", lost.lifecycle),
            ("lost_others", lost.others),
        ];
        let line = self.own_line("log lines could not be written", &counts);
        // Where the queue has no room for it, a line of a job or stage waits for that all the same.
        sink.write_telling(&line, lost) || sink.is_batched()
    }

    /// A line of the framework's own.
    fn own_line(&self, message: &str, counts: &[(&str, u64)]) -> Vec<u8> {
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
        let head = Head {
            unix_ms: clock::now().unix_ms(),
            level: Level::WARN,
        };
        let mut line = Vec::new();
        self.compose_any(&mut line, head, &[&own, &self.constants]);
        line
    }

    /// Reports what is still held back, and writes everything out. Called at the end of the
    /// program, so it waits for nobody longer than that.
    pub(crate) fn shut_down(&self, deadline: Instant) {
        if !self.sink.is_free_until(deadline) {
            notice::once(format_args!(
                "the log could not be written out in time: a thread is stuck in a write"
            ));
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
            // What is queued may get lost as well.
            sink.flush(deadline.saturating_duration_since(Instant::now()));
            self.tell_losses(sink);
            let left = sink.close(deadline);
            if left > 0 {
                notice::once(format_args!(
                    "the log could not be written out in time: {left} lines are left"
                ));
            }
            let lost = sink.untold_losses().total();
            // Where the reader has gone, nobody misses them.
            if lost > 0 && !sink.is_resting() {
                notice::once(format_args!(
                    "log lines were lost, and the log does not say so: {lost}"
                ));
            }
        }
    }
}
