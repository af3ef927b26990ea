//! What the framework says in the log of the log itself: what was lost, and what was held back.

use std::time::Instant;

use tracing::Level;

use super::Lane;
use crate::clock;
use crate::line::{Fields, Giver, Head};
use crate::notice;
use crate::sink::{Content, Lines, Sink, Weight};
use crate::value::Value;

impl Lane {
    /// Says in the log itself, by kind, that lines were lost, as soon as one gets through again.
    /// `false` where none does yet.
    #[inline]
    pub(super) fn tell_losses(&self, sink: &Sink, until: Option<Instant>) -> bool {
        sink.n_untold() == 0 || self.tell_losses_indeed(sink, until)
    }

    #[cold]
    fn tell_losses_indeed(&self, sink: &Sink, until: Option<Instant>) -> bool {
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
            ("suppressed", lost.held),
        ];
        // A number that none of the lost lines had is none.
        let counts = &counts[..counts.len() - usize::from(lost.held == 0)];
        let line = self.own_line("log lines could not be written", counts);
        // Where the queue has no room for it, a line of a job or stage waits for that all the same.
        sink.write(&line, Content::Losses(lost), until) || sink.is_batched()
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
        let held = self.limiter.take_held();
        let held = held.lines + held.spilled;
        if self.sink.is_free_until(deadline) {
            self.tell_held(held, deadline);
            self.finish(&self.sink, deadline);
        } else if held == 0 {
            notice::once(format_args!("{LATE}: a thread is stuck in a write"));
        } else {
            notice::once(format_args!(
                "{LATE}: a thread is stuck in a write, and {held} lines were held back by the rate limit"
            ));
        }
        if let Some(perf) = &self.perf_sink {
            self.finish(perf, deadline);
        }
    }

    fn tell_held(&self, held: u64, deadline: Instant) {
        if held > 0 {
            let message = "held back by the rate limit and not reported yet";
            let line = self.own_line(message, &[("suppressed", held)]);
            let content = Content::Held(Weight::PLAIN, held);
            self.sink.write(&line, content, Some(deadline));
        }
    }

    /// Writes out what is queued in a sink, for the last time.
    fn finish(&self, sink: &Sink, deadline: Instant) {
        // What is queued may get lost as well.
        sink.flush(deadline);
        self.tell_losses(sink, Some(deadline));
        let left = sink.close(deadline);
        if left > 0 {
            notice::once(format_args!("{LATE}: {left} lines are left"));
        }
        let untold = sink.untold_losses();
        // Where the reader has gone, nobody misses them.
        if untold != Lines::default() && !sink.is_resting() {
            let (lost, held) = (untold.total(), untold.held);
            let held = match held {
                0 => String::new(),
                held => format!(", nor that {held} were held back by the rate limit"),
            };
            notice::once(format_args!(
                "log lines were lost, and the log does not say so: {lost}{held}"
            ));
        }
    }
}

const LATE: &str = "the log could not be written out in time";
