//! The rate limiter: keys that are inserted and evicted while others are looked up.

use std::time::Duration;

use shuttle::sync::Arc;
use shuttle::thread;

use crate::limit::{Decision, Limiter, Settings};

const WINDOW: u64 = 100;

/// What threads do at the same time: each sends its texts, at its times.
#[derive(Clone, Copy)]
pub struct Scene {
    per_key: u32,
    per_call_site: u32,
    max_keys: usize,
    /// What was sent before they begin.
    before: &'static [(u64, u64)],
    /// For each thread the texts that it sends, each with its time.
    threads: &'static [&'static [(u64, u64)]],
}

/// More keys than places: every line adds a key and removes another, some while keys expire.
pub fn few_places() -> Scene {
    Scene {
        per_key: 1,
        per_call_site: 0,
        max_keys: 2,
        before: &[],
        threads: &[
            &[(1, 0), (1, 0), (1, 1), (2, 1), (3, 150)],
            &[(2, 0), (1, 1), (2, 1), (4, 150)],
            &[(3, 0), (3, 0), (1, 150), (1, 150)],
        ],
    }
}

/// One key for all: its budget is one.
pub fn one_key() -> Scene {
    Scene {
        per_key: 2,
        per_call_site: 0,
        max_keys: 4,
        before: &[],
        threads: &[&[(1, 0), (1, 0)], &[(1, 0), (1, 0)], &[(1, 0)]],
    }
}

/// The same where all places are taken by keys that have expired.
pub fn one_key_among_expired() -> Scene {
    Scene {
        per_key: 1,
        per_call_site: 0,
        max_keys: 2,
        before: &[(7, 0), (8, 0)],
        threads: &[&[(1, 150)], &[(1, 150)], &[(1, 150), (1, 150)]],
    }
}

/// Two tables, whose locks are held together.
pub fn two_budgets() -> Scene {
    Scene {
        per_key: 1,
        per_call_site: 2,
        max_keys: 1,
        before: &[],
        threads: &[&[(1, 0), (2, 0), (1, 1)], &[(2, 0), (1, 0), (3, 150)]],
    }
}

#[derive(Default)]
struct Tally {
    sent: u64,
    passed: u64,
    markers: u64,
    reported: u64,
}

impl Scene {
    /// Plays it once, and asserts that no line is lost, that no budget is exceeded where all keys
    /// have a place, and that the limiter still works afterwards.
    ///
    /// # Panics
    ///
    /// If that does not hold.
    pub fn play(self) {
        let limiter = Arc::new(Limiter::new(&Settings {
            per_key: self.per_key,
            window: Duration::from_nanos(WINDOW),
            max_keys: self.max_keys,
            per_call_site: self.per_call_site,
        }));
        let mut total = send(&limiter, self.before);
        let threads: Vec<_> = self
            .threads
            .iter()
            .map(|lines| {
                let limiter = Arc::clone(&limiter);
                thread::spawn(move || send(&limiter, lines))
            })
            .collect();
        let mut at_once = Tally::default();
        for thread in threads {
            at_once.add(&thread.join().expect("no panic"));
        }
        total.add(&at_once);
        total.add(&self.has_every_place(&limiter));
        let held = limiter.take_held();
        let told = total.passed + total.markers + total.reported;
        assert_eq!(total.sent, told + held.lines + held.spilled);
        if self.sends_one_text() {
            assert_eq!(at_once.passed, u64::from(self.per_key));
            assert_eq!(at_once.markers, 1);
        }
    }

    fn sends_one_text(self) -> bool {
        let mut lines = self.threads.iter().flat_map(|lines| lines.iter());
        lines.all(|(text, _)| *text == 1)
    }

    /// As many new keys as there are places find one each, without pushing anybody out, and one
    /// more does not: no place was lost, and none is there twice.
    fn has_every_place(self, limiter: &Limiter) -> Tally {
        const LATER: u64 = 10_000;
        let before = limiter.live_evictions();
        let mut tally = Tally::default();
        for text in 0..self.max_keys as u64 {
            tally.add(&send(limiter, &[(100 + text, LATER)]));
        }
        assert_eq!(limiter.live_evictions(), before, "a place was lost");
        tally.add(&send(limiter, &[(200, LATER)]));
        assert!(limiter.live_evictions() > before, "a place too many");
        tally
    }
}

fn send(limiter: &Limiter, lines: &[(u64, u64)]) -> Tally {
    let mut tally = Tally::default();
    for (text, now) in lines {
        let key = limiter.key_of_line(&text.to_le_bytes());
        tally.sent += 1;
        match limiter.check(key, key, *now) {
            Decision::Pass {
                suppressed,
                spilled,
            } => {
                tally.passed += 1;
                tally.reported += suppressed + spilled;
            }
            Decision::Marker => tally.markers += 1,
            Decision::Suppress => {}
        }
    }
    tally
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.sent += other.sent;
        self.passed += other.passed;
        self.markers += other.markers;
        self.reported += other.reported;
    }
}
