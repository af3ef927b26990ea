//! One key of the limiter: a true sliding window over the times at which its lines passed.

/// The state of one key, in a slot of words: what it has to keep besides its times, and these, in nanoseconds of a
/// monotonic clock, from the oldest on. There are as many places for them as lines may pass, at least one and at
/// most [`Window::MOST_LINES`].
pub(super) struct Window<'a> {
    head: &'a mut [u64; Window::HEAD],
    times: &'a mut [u64],
    /// The length of a window in nanoseconds.
    length: u64,
}

/// What may become of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It passes.
    Pass,
    /// It passes as the one line of its window that says that others do not.
    Mark,
    /// It is held back.
    Hold,
}

impl<'a> Window<'a> {
    /// The number of times is kept in seven bits.
    pub(super) const MOST_LINES: u32 = 64;

    /// The words of a slot before its times: the fingerprint, the time of the marker, and the state.
    pub(super) const HEAD: usize = 3;

    // The state, from its lowest bits on: how many times are kept, whether a marker was written, whether a line
    // came since the hand of the eviction passed, and in the upper half how many lines are held back.
    const LEN: u64 = 0x7f;
    const MARKED: u64 = 1 << 7;
    const USED: u64 = 1 << 8;
    const ONE_HELD: u64 = 1 << 32;

    /// The window whose slot begins with these words, and takes so many lines.
    #[inline]
    pub(super) fn of(words: &'a mut [u64], lines: usize, length: u64) -> Option<Window<'a>> {
        let (head, after) = words.split_first_chunk_mut()?;
        Some(Window {
            head,
            times: after.get_mut(..lines)?,
            length,
        })
    }

    /// Gives the slot to a key. Its times are those of another, and not read.
    pub(super) fn begin(&mut self, fingerprint: u64) {
        *self.head = [fingerprint, 0, 0];
    }

    pub(super) fn fingerprint(&self) -> u64 {
        self.head[0]
    }

    /// What may become of a line now. Windows are half-open: a line may pass when the oldest time is exactly one
    /// window old. A clock that has stepped back makes no time old.
    #[inline]
    pub(super) fn verdict(&self, now: u64) -> Verdict {
        let is_over = |time: u64| now.saturating_sub(time) >= self.length;
        if self.len() < self.times.len() || self.times.first().copied().is_none_or(is_over) {
            Verdict::Pass
        } else if self.marker().is_none_or(is_over) {
            Verdict::Mark
        } else {
            Verdict::Hold
        }
    }

    /// Notes a line that passes.
    #[inline]
    pub(super) fn pass(&mut self, now: u64) {
        // The times stay in order when the clock steps back.
        let now = self.newest().map_or(now, |newest| newest.max(now));
        let len = self.len();
        if let Some(time) = self.times.get_mut(len) {
            *time = now;
            self.head[2] += 1;
        } else {
            self.forget_oldest();
            if let Some(time) = self.times.last_mut() {
                *time = now;
            }
        }
    }

    /// Notes a line that passes as the marker.
    pub(super) fn mark(&mut self, now: u64) {
        self.head[1] = now;
        self.head[2] |= Window::MARKED;
    }

    /// Notes a line that passes either way.
    pub(super) fn note(&mut self, verdict: Verdict, now: u64) {
        if verdict == Verdict::Mark {
            self.mark(now);
        } else {
            self.pass(now);
        }
    }

    /// Counts a line that is held back. Returns false when the count is full.
    #[must_use]
    #[inline]
    pub(super) fn hold(&mut self) -> bool {
        let next = self.head[2].checked_add(Window::ONE_HELD);
        self.head[2] = next.unwrap_or(self.head[2]);
        next.is_some()
    }

    /// How many lines are held back.
    #[inline]
    pub(super) fn held(&self) -> u64 {
        self.head[2] / Window::ONE_HELD
    }

    /// How many lines are held back, from now on counted anew.
    #[inline]
    pub(super) fn take_held(&mut self) -> u64 {
        let held = self.held();
        self.head[2] %= Window::ONE_HELD;
        held
    }

    /// When the key can be forgotten: from then on it is as if it had never been seen, but for
    /// the count of what it holds back.
    pub(super) fn expiry(&self) -> u64 {
        self.newest()
            .max(self.marker())
            .map_or(0, |last| last.saturating_add(self.length))
    }

    /// Whether nothing was ever noted.
    #[inline]
    pub(super) fn is_blank(&self) -> bool {
        self.head[2] & (Window::LEN | Window::MARKED) == 0
    }

    /// Notes that a line came.
    #[inline]
    pub(super) fn touch(&mut self) {
        self.head[2] |= Window::USED;
    }

    /// Whether a line came since this was last asked.
    pub(super) fn take_touched(&mut self) -> bool {
        let is_used = self.head[2] & Window::USED != 0;
        self.head[2] &= !Window::USED;
        is_used
    }

    /// They are few, and this happens at most as often as lines may pass.
    #[cold]
    fn forget_oldest(&mut self) {
        self.times.copy_within(1.., 0);
    }

    fn len(&self) -> usize {
        (self.head[2] & Window::LEN) as usize
    }

    fn marker(&self) -> Option<u64> {
        (self.head[2] & Window::MARKED != 0).then_some(self.head[1])
    }

    fn newest(&self) -> Option<u64> {
        let newest = self.len().checked_sub(1)?;
        self.times.get(newest).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000_000;

    /// What becomes of a line at each of these times.
    fn verdicts(lines: usize, times: impl IntoIterator<Item = u64>) -> Vec<Verdict> {
        let mut slot = vec![0; Window::HEAD + lines];
        let mut window = Window::of(&mut slot, lines, 60 * SECOND).expect("a slot");
        let decide = |now| {
            let verdict = window.verdict(now);
            match verdict {
                Verdict::Pass => window.pass(now),
                Verdict::Mark => window.mark(now),
                Verdict::Hold => assert!(window.hold()),
            }
            verdict
        };
        times.into_iter().map(decide).collect()
    }

    #[test]
    fn a_key_of_five_lines_is_64_bytes() {
        assert_eq!((Window::HEAD + 5) * size_of::<u64>(), 64);
    }

    #[test]
    fn the_first_lines_pass_then_one_marks_then_all_are_held() {
        use Verdict::{Hold, Mark, Pass};
        assert_eq!(verdicts(1, [0, 1, 2, 3]), [Pass, Mark, Hold, Hold]);
        assert_eq!(verdicts(3, 0..6), [Pass, Pass, Pass, Mark, Hold, Hold]);
        let expected = [vec![Pass; 64], vec![Mark], vec![Hold; 10]].concat();
        assert_eq!(verdicts(64, 0..75), expected);
    }

    #[test]
    fn a_window_is_half_open() {
        use Verdict::{Hold, Mark, Pass};
        let at = |late: u64| verdicts(1, [0, 1, late]);
        assert_eq!(at(60 * SECOND - 1_000_000), [Pass, Mark, Hold]);
        assert_eq!(at(60 * SECOND - 1), [Pass, Mark, Hold]);
        assert_eq!(at(60 * SECOND), [Pass, Mark, Pass]);
        assert_eq!(at(60 * SECOND + 1_000_000), [Pass, Mark, Pass]);
    }

    #[test]
    fn the_marker_has_a_window_of_its_own() {
        use Verdict::{Hold, Mark, Pass};
        let minute = 60 * SECOND;
        let times = [
            0,
            10 * SECOND,
            minute,
            minute + 9 * SECOND,
            minute + 10 * SECOND,
            minute + 11 * SECOND,
        ];
        assert_eq!(verdicts(1, times), [Pass, Mark, Pass, Hold, Mark, Hold]);
    }

    #[test]
    fn a_clock_that_steps_back_lets_nothing_more_through() {
        use Verdict::{Hold, Mark, Pass};
        let hour = 3_600 * SECOND;
        assert_eq!(
            verdicts(1, [hour, hour, 0, 60 * SECOND]),
            [Pass, Mark, Hold, Hold]
        );
        assert_eq!(
            verdicts(2, [hour, 0, 60 * SECOND, 61 * SECOND]),
            [Pass, Pass, Mark, Hold]
        );
        assert_eq!(
            verdicts(1, [hour, 0, hour, hour + 60 * SECOND]),
            [Pass, Mark, Mark, Pass]
        );
    }

    #[test]
    fn a_clock_that_steps_forward_ends_the_window() {
        use Verdict::{Mark, Pass};
        assert_eq!(
            verdicts(1, [0, 0, 365 * 86_400 * SECOND, u64::MAX]),
            [Pass, Mark, Pass, Pass]
        );
    }

    #[test]
    fn the_count_of_held_lines_stops_at_its_limit() {
        let mut slot = [0; Window::HEAD + 1];
        slot[2] = (u64::from(u32::MAX) - 1) * Window::ONE_HELD;
        let mut window = Window::of(&mut slot, 1, 1).expect("a slot");
        assert!(window.hold());
        assert!(!window.hold());
        assert_eq!(window.take_held(), u64::from(u32::MAX));
        assert_eq!(window.take_held(), 0);
    }

    #[test]
    fn a_key_expires_one_window_after_its_last_line() {
        let mut slot = [0; Window::HEAD + 2];
        let mut window = Window::of(&mut slot, 2, 100).expect("a slot");
        assert_eq!(window.expiry(), 0);
        for now in [5, 7, 150, 160, 250] {
            window.pass(now);
            assert_eq!(window.expiry(), now + 100);
        }
        window.mark(300);
        assert_eq!(window.expiry(), 400);
    }
}
