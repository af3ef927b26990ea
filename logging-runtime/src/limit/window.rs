//! One key of the limiter: a true sliding window over the times at which its lines passed.

/// What a key has to keep besides its times: 24 bytes.
#[derive(Default)]
pub(super) struct Slot {
    pub(super) fingerprint: u64,
    marker: u64,
    held: u32,
    /// Where the oldest time stands in the ring.
    oldest: u8,
    len: u8,
    has_marker: bool,
    /// Whether a line came for this key since the hand of the eviction passed it.
    pub(super) is_used: bool,
}

impl Slot {
    pub(super) fn new(fingerprint: u64) -> Slot {
        Slot {
            fingerprint,
            ..Slot::default()
        }
    }
}

/// The state of one key: its slot, and the ring of the times of its last lines, in nanoseconds of
/// a monotonic clock. The ring has as many places as lines may pass, at least one and at most
/// [`Window::MOST_LINES`].
pub(super) struct Window<'a> {
    pub(super) slot: &'a mut Slot,
    pub(super) times: &'a mut [u64],
    /// The length of a window in nanoseconds.
    pub(super) length: u64,
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

impl Window<'_> {
    /// The ring's places are counted in a byte.
    pub(super) const MOST_LINES: u32 = 64;

    /// What may become of a line now. Windows are half-open: a line may pass when the oldest of
    /// the ring is exactly one window old. A clock that has stepped back makes no time old.
    pub(super) fn verdict(&self, now: u64) -> Verdict {
        let is_over = |time: u64| now.saturating_sub(time) >= self.length;
        if self.oldest().is_none_or(is_over) {
            Verdict::Pass
        } else if !self.slot.has_marker || is_over(self.slot.marker) {
            Verdict::Mark
        } else {
            Verdict::Hold
        }
    }

    /// Notes a line that passes.
    pub(super) fn pass(&mut self, now: u64) {
        // The ring stays in order when the clock steps back.
        let now = self.newest().map_or(now, |newest| newest.max(now));
        let (oldest, len) = (usize::from(self.slot.oldest), usize::from(self.slot.len));
        let is_full = len >= self.times.len();
        let place = if is_full { oldest } else { len };
        if let Some(time) = self.times.get_mut(place) {
            *time = now;
        }
        if is_full {
            let next = oldest + 1;
            self.slot.oldest = if next < self.times.len() {
                self.slot.oldest + 1
            } else {
                0
            };
        } else {
            self.slot.len += 1;
        }
    }

    /// Notes a line that passes as the marker.
    pub(super) fn mark(&mut self, now: u64) {
        self.slot.marker = now;
        self.slot.has_marker = true;
    }

    /// Counts a line that is held back. Returns false when the count is full.
    #[must_use]
    pub(super) fn hold(&mut self) -> bool {
        let next = self.slot.held.checked_add(1);
        self.slot.held = next.unwrap_or(self.slot.held);
        next.is_some()
    }

    /// How many lines are held back, from now on counted anew.
    pub(super) fn take_held(&mut self) -> u64 {
        u64::from(std::mem::take(&mut self.slot.held))
    }

    /// When the key can be forgotten: from then on it is as if it had never been seen, but for
    /// the count of what it holds back.
    pub(super) fn expiry(&self) -> u64 {
        let marker = self.slot.has_marker.then_some(self.slot.marker);
        self.newest()
            .max(marker)
            .map_or(0, |last| last.saturating_add(self.length))
    }

    fn oldest(&self) -> Option<u64> {
        let is_full = usize::from(self.slot.len) >= self.times.len();
        self.times
            .get(usize::from(self.slot.oldest))
            .copied()
            .filter(|_| is_full)
    }

    fn newest(&self) -> Option<u64> {
        let last = self.slot.len.checked_sub(1)?;
        let before_oldest = self.slot.oldest.checked_sub(1);
        self.times
            .get(usize::from(before_oldest.unwrap_or(last)))
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000_000;

    /// What becomes of a line at each of these times.
    fn verdicts(lines: usize, times: impl IntoIterator<Item = u64>) -> Vec<Verdict> {
        let (mut slot, mut ring) = (Slot::default(), vec![0; lines]);
        let mut window = Window {
            slot: &mut slot,
            times: &mut ring,
            length: 60 * SECOND,
        };
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
        assert_eq!(size_of::<Slot>() + 5 * size_of::<u64>(), 64);
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
        let mut slot = Slot {
            held: u32::MAX - 1,
            ..Slot::default()
        };
        let mut window = Window {
            slot: &mut slot,
            times: &mut [0],
            length: 1,
        };
        assert!(window.hold());
        assert!(!window.hold());
        assert_eq!(window.take_held(), u64::from(u32::MAX));
        assert_eq!(window.take_held(), 0);
    }

    #[test]
    fn a_key_expires_one_window_after_its_last_line() {
        let (mut slot, mut ring) = (Slot::default(), [0; 2]);
        let mut window = Window {
            slot: &mut slot,
            times: &mut ring,
            length: 100,
        };
        assert_eq!(window.expiry(), 0);
        for now in [5, 7, 150, 160, 250] {
            window.pass(now);
            assert_eq!(window.expiry(), now + 100);
        }
        window.mark(300);
        assert_eq!(window.expiry(), 400);
    }
}
