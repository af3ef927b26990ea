//! What the framework says in the log of the log itself: what was lost, and what was held back.

use std::time::Duration;

use tracing::Level;

use super::Lane;
use crate::line::{Fields, Giver};
use crate::notice;
use crate::sink::{Lines, Sink, Weight};
use crate::value::Value;

impl Lane {
    /// Says in the log itself, by kind, that lines were lost, as soon as one gets through again.
    /// `false` where none does yet.
    pub(super) fn tell_losses(&self, sink: &Sink) -> bool {
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
                notice::once(format_args!(
                    "the log could not be written out in {limit:?}"
                ));
            }
        }
    }
}
