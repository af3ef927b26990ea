//! What the limiter promises, with a clock that the tests move.

use std::time::Duration;

use super::{Decision, Held, Key, Limiter, Settings};

const SECOND: u64 = 1_000_000_000;

fn limiter(per_key: u32, max_keys: usize, per_call_site: u32) -> Limiter {
    Limiter::new(&Settings {
        per_key,
        window: Duration::from_secs(60),
        max_keys,
        per_call_site,
    })
}

fn nobody() -> Key {
    Key::default()
}

fn key(limiter: &Limiter, text: &str) -> Key {
    limiter.key_of_line(text.as_bytes())
}

/// A line passes that tells of so many of its own.
fn told(suppressed: u64) -> Decision {
    Decision::Pass {
        suppressed,
        spilled: 0,
    }
}

/// Counts what became of lines; every test ends with its sum.
#[derive(Default)]
struct Tally {
    sent: u64,
    passed: u64,
    markers: u64,
    reported: u64,
    suppressed: u64,
}

impl Tally {
    fn send(&mut self, limiter: &Limiter, text: Key, call_site: Key, now: u64) -> Decision {
        let decision = limiter.check(text, call_site, now);
        self.sent += 1;
        match decision {
            Decision::Pass {
                suppressed,
                spilled,
            } => {
                self.passed += 1;
                self.reported += suppressed + spilled;
            }
            Decision::Marker => self.markers += 1,
            Decision::Suppress => self.suppressed += 1,
        }
        decision
    }

    fn add(&mut self, other: &Tally) {
        self.sent += other.sent;
        self.passed += other.passed;
        self.markers += other.markers;
        self.reported += other.reported;
        self.suppressed += other.suppressed;
    }

    /// No line disappears uncounted, and what is told is not told again.
    fn settle(&self, limiter: &Limiter) -> Held {
        let held = limiter.take_held();
        assert_eq!(
            self.sent,
            self.passed + self.markers + self.reported + held.lines + held.spilled
        );
        assert_eq!(self.suppressed, limiter.suppressed());
        assert_eq!(limiter.take_held(), Held::default());
        held
    }
}

#[test]
fn five_lines_pass_in_a_minute_and_one_marker_and_the_next_tells_the_rest() {
    let limiter = limiter(5, 8_192, 0);
    let (text, mut tally) = (key(&limiter, "retrying"), Tally::default());
    for _ in 0..5 {
        assert_eq!(tally.send(&limiter, text, nobody(), 0), Decision::PASS);
    }
    assert_eq!(
        tally.send(&limiter, text, nobody(), SECOND),
        Decision::Marker
    );
    for _ in 0..100 {
        assert_eq!(
            tally.send(&limiter, text, nobody(), 60 * SECOND - 1),
            Decision::Suppress
        );
    }
    assert_eq!(tally.send(&limiter, text, nobody(), 60 * SECOND), told(100));
    assert_eq!(
        tally.send(&limiter, text, nobody(), 60 * SECOND),
        Decision::PASS
    );
    assert_eq!(tally.settle(&limiter), Held::default());
}

#[test]
fn what_is_still_held_back_is_reported_once() {
    let limiter = limiter(1, 8_192, 0);
    let mut tally = Tally::default();
    for text in ["a", "b", "c"] {
        for _ in 0..if text == "c" { 2 } else { 12 } {
            tally.send(&limiter, key(&limiter, text), nobody(), 0);
        }
    }
    assert_eq!(
        tally.settle(&limiter),
        Held {
            keys: 2,
            lines: 20,
            spilled: 0
        }
    );
}

#[test]
fn zero_is_no_limit() {
    for limiter in [limiter(0, 8_192, 0), limiter(5, 0, 5)] {
        assert!(limiter.is_off());
        let (text, mut tally) = (key(&limiter, "x"), Tally::default());
        for _ in 0..100 {
            assert_eq!(tally.send(&limiter, text, text, 0), Decision::PASS);
        }
        tally.settle(&limiter);
    }
}

#[test]
fn more_than_the_most_lines_is_the_most_lines() {
    let limiter = limiter(1_000, 16, 0);
    let (text, mut tally) = (key(&limiter, "x"), Tally::default());
    for _ in 0..200 {
        tally.send(&limiter, text, nobody(), 0);
    }
    assert_eq!((tally.passed, tally.markers), (64, 1));
    assert_eq!(tally.settle(&limiter).lines, 135);
}

#[test]
fn a_window_of_no_length_holds_nothing_back() {
    let limiter = Limiter::new(&Settings {
        per_key: 1,
        window: Duration::ZERO,
        max_keys: 4,
        per_call_site: 0,
    });
    let (text, mut tally) = (key(&limiter, "x"), Tally::default());
    for _ in 0..10 {
        assert_eq!(tally.send(&limiter, text, nobody(), 7), Decision::PASS);
    }
    tally.settle(&limiter);
}

#[test]
fn every_one_of_8192_keys_has_its_exact_budget() {
    let limiter = limiter(5, 8_192, 0);
    let keys: Vec<Key> = (0..8_192)
        .map(|n| key(&limiter, &format!("text {n}")))
        .collect();
    let mut tally = Tally::default();
    for now in 0..8 {
        for text in &keys {
            tally.send(&limiter, *text, nobody(), now * SECOND);
        }
    }
    assert_eq!(
        (tally.passed, tally.markers, tally.suppressed),
        (8_192 * 5, 8_192, 8_192 * 2)
    );
    assert_eq!(limiter.live_evictions(), 0);
    assert_eq!(
        tally.settle(&limiter),
        Held {
            keys: 8_192,
            lines: 8_192 * 2,
            spilled: 0
        }
    );
}

#[test]
fn a_key_too_many_is_counted_and_its_lines_are_not_lost() {
    let limiter = limiter(1, 8_192, 0);
    let mut tally = Tally::default();
    for n in 0..8_192 {
        for _ in 0..4 {
            tally.send(&limiter, key(&limiter, &format!("text {n}")), nobody(), 0);
        }
    }
    let one_more = key(&limiter, "one more");
    let tells = Decision::Pass {
        suppressed: 0,
        spilled: 2,
    };
    assert_eq!(tally.send(&limiter, one_more, nobody(), 0), tells);
    assert_eq!(limiter.live_evictions(), 1);
    assert_eq!(
        tally.send(&limiter, one_more, nobody(), 0),
        Decision::Marker
    );
    assert_eq!(
        tally.settle(&limiter),
        Held {
            keys: 8_191,
            lines: 8_191 * 2,
            spilled: 0
        }
    );
}

#[test]
fn a_flood_of_unique_texts_does_not_free_a_hot_key() {
    let limiter = limiter(5, 1_024, 0);
    let (hot, mut tally, mut hot_passes) = (key(&limiter, "hot"), Tally::default(), 0);
    for n in 0..200_000 {
        let now = n * 100_000;
        tally.send(
            &limiter,
            key(&limiter, &format!("unique {n}")),
            nobody(),
            now,
        );
        if n % 100 == 0 {
            hot_passes += u32::from(tally.send(&limiter, hot, nobody(), now) != Decision::Suppress);
        }
    }
    assert_eq!(hot_passes, 6);
    assert_eq!(limiter.live_evictions(), 200_001 - 1_024);
    tally.settle(&limiter);
}

#[test]
fn sixteen_threads_share_one_budget() {
    let limiter = limiter(5, 8_192, 0);
    let text = key(&limiter, "x");
    let send = || {
        let mut tally = Tally::default();
        for now in 0..2_000 {
            tally.send(&limiter, text, nobody(), now);
        }
        tally
    };
    let mut total = Tally::default();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..16).map(|_| scope.spawn(send)).collect();
        for thread in threads {
            total.add(&thread.join().expect("a tally"));
        }
    });
    assert_eq!((total.passed, total.markers), (5, 1));
    assert_eq!(
        total.settle(&limiter),
        Held {
            keys: 1,
            lines: 32_000 - 6,
            spilled: 0
        }
    );
}

#[test]
fn a_call_site_bounds_texts_that_are_all_different() {
    let limiter = limiter(5, 8_192, 3);
    let (site, other) = (key(&limiter, "a.rs:1"), key(&limiter, "a.rs:2"));
    let mut tally = Tally::default();
    for n in 0..100 {
        tally.send(&limiter, key(&limiter, &format!("video {n}")), site, 0);
    }
    assert_eq!((tally.passed, tally.markers, tally.suppressed), (3, 1, 96));
    let next = key(&limiter, "video 100");
    assert_eq!(tally.send(&limiter, next, other, 0), Decision::PASS);
    assert_eq!(tally.send(&limiter, next, site, 60 * SECOND), told(96));
    tally.settle(&limiter);
}

#[test]
fn a_line_that_one_budget_holds_back_costs_the_other_nothing() {
    let limiter = limiter(1, 8_192, 5);
    let (site, repeated) = (key(&limiter, "a.rs:1"), key(&limiter, "again"));
    let mut tally = Tally::default();
    for _ in 0..100 {
        tally.send(&limiter, repeated, site, 0);
    }
    assert_eq!((tally.passed, tally.markers), (1, 1));
    // Two of the five lines of the call site are used, by the line and by its marker.
    for n in 0..3 {
        let text = key(&limiter, &format!("other {n}"));
        assert_eq!(tally.send(&limiter, text, site, 0), Decision::PASS);
    }
    assert_eq!(
        tally.send(&limiter, key(&limiter, "other 3"), site, 0),
        Decision::Marker
    );
    tally.settle(&limiter);
}

#[test]
fn a_call_site_alone_can_be_limited() {
    let limiter = limiter(0, 8_192, 2);
    let (text, mut tally) = (key(&limiter, "x"), Tally::default());
    for _ in 0..10 {
        tally.send(&limiter, text, key(&limiter, "a.rs:1"), 0);
    }
    assert_eq!((tally.passed, tally.markers, tally.suppressed), (2, 1, 7));
    tally.settle(&limiter);
}

#[test]
fn threads_with_two_budgets_never_wait_for_each_other() {
    let limiter = limiter(2, 32, 3);
    let send = |thread: u64| {
        let mut tally = Tally::default();
        for n in 0..5_000_u64 {
            let text = key(&limiter, &format!("text {}", (n * 31 + thread) % 200));
            let site = key(&limiter, &format!("site {}", (n * 17 + thread) % 100));
            tally.send(&limiter, text, site, n * SECOND / 10);
        }
        tally
    };
    let mut total = Tally::default();
    std::thread::scope(|scope| {
        let send = &send;
        let threads: Vec<_> = (0..8)
            .map(|thread| scope.spawn(move || send(thread)))
            .collect();
        for thread in threads {
            total.add(&thread.join().expect("a tally"));
        }
    });
    total.settle(&limiter);
}

#[test]
fn the_same_message_at_another_level_is_another_record() {
    let limiter = limiter(5, 16, 0);
    let keys: Vec<_> = (0..5)
        .map(|level| limiter.key_of_record(level, "x"))
        .collect();
    for (level, key) in (0..).zip(&keys) {
        assert_eq!(*key, limiter.key_of_record(level, "x"));
        assert!(!keys[..usize::from(level)].contains(key));
    }
}

#[test]
fn a_place_is_its_file_and_its_number() {
    let limiter = limiter(5, 16, 0);
    let place = limiter.key_of_place(("a.rs", 12));
    assert_eq!(place, limiter.key_of_place(("a.rs", 12)));
    assert_ne!(place, limiter.key_of_place(("a.rs", 13)));
    assert_ne!(place, limiter.key_of_place(("b.rs", 12)));
    assert_ne!(place, limiter.key_of_place(("a.rs1", 2)));
}

#[test]
fn the_end_of_a_long_text_counts() {
    let limiter = limiter(5, 16, 0);
    let long = |last: &str| key(&limiter, &("x".repeat(16_000) + last));
    assert_ne!(long("a"), long("b"));
    assert_eq!(long("a"), long("a"));
}

#[test]
fn a_window_of_a_second_is_one() {
    let limiter = Limiter::new(&Settings {
        per_key: 1,
        window: Duration::from_secs(1),
        max_keys: 4,
        per_call_site: 0,
    });
    let (text, mut tally) = (key(&limiter, "x"), Tally::default());
    let mut at = |now| tally.send(&limiter, text, nobody(), now);
    let decisions = [0, 0, SECOND - 1, SECOND, SECOND].map(&mut at);
    let expected = [
        Decision::PASS,
        Decision::Marker,
        Decision::Suppress,
        told(1),
        Decision::Marker,
    ];
    assert_eq!(decisions, expected);
    tally.settle(&limiter);
}

#[test]
fn a_clock_that_steps_lets_through_no_more_than_a_steady_one() {
    let limiter = limiter(1, 4, 0);
    let (text, mut tally) = (key(&limiter, "x"), Tally::default());
    let (hour, year) = (3_600 * SECOND, 365 * 86_400 * SECOND);
    let mut at = |now| tally.send(&limiter, text, nobody(), now);
    let decisions = [hour, hour, 0, 59 * SECOND, hour, year, year, 0, u64::MAX].map(&mut at);
    let expected = [
        Decision::PASS,
        Decision::Marker,
        Decision::Suppress,
        Decision::Suppress,
        Decision::Suppress,
        told(3),
        Decision::Marker,
        Decision::Suppress,
        told(1),
    ];
    assert_eq!(decisions, expected);
    tally.settle(&limiter);
}

#[test]
fn two_limiters_give_a_text_different_keys() {
    let keys = [0, 1].map(|_| key(&limiter(5, 16, 0), "x"));
    assert_ne!(keys[0], keys[1]);
}
