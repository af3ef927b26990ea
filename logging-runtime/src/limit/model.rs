//! The limiter against the slow and obvious one, which keeps every time of every line.

use std::{collections::HashMap, time::Duration};

use proptest::prelude::*;

use super::{Decision, Held, Limiter, Settings};

/// All that ever happened to a key.
#[derive(Default)]
struct Log {
    passes: Vec<u64>,
    markers: Vec<u64>,
    held: u64,
}

impl Log {
    fn check(&mut self, most_lines: usize, window: u64, now: u64) -> Decision {
        let in_window = |times: &[u64]| times.iter().filter(|time| now - **time < window).count();
        if in_window(&self.passes) < most_lines {
            self.passes.push(now);
            Decision::Pass {
                suppressed: std::mem::take(&mut self.held),
                spilled: 0,
            }
        } else if in_window(&self.markers) == 0 {
            self.markers.push(now);
            Decision::Marker
        } else {
            self.held += 1;
            Decision::Suppress
        }
    }

    fn is_alive(&self, window: u64, now: u64) -> bool {
        let last = self.passes.last().max(self.markers.last());
        last.is_some_and(|last| now - last < window)
    }
}

const WINDOW: u64 = 100;

fn limiter(per_key: u32, max_keys: usize) -> Limiter {
    Limiter::new(&Settings {
        per_key,
        window: Duration::from_nanos(WINDOW),
        max_keys,
        per_call_site: 0,
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_decision_is_that_of_the_log_while_no_more_keys_live_than_are_known(
        per_key in 1_u32..8,
        max_keys in 1_usize..12,
        lines in proptest::collection::vec((0_u64..12, 0_u64..40), 1..400),
    ) {
        let limiter = limiter(per_key, max_keys);
        let mut logs: HashMap<u64, Log> = HashMap::new();
        let mut now = 0;
        for (text, pause) in lines {
            now += pause;
            let is_alive = |log: &Log| log.is_alive(WINDOW, now);
            let n_others = logs.iter().filter(|(other, log)| **other != text && is_alive(log)).count();
            if n_others >= max_keys {
                continue;
            }
            let expected = logs.entry(text).or_default().check(per_key as usize, WINDOW, now);
            let key = limiter.key_of_line(&text.to_le_bytes());
            let decision = limiter.check(key, key, now);
            // A key that expired may have made room before it could tell its count.
            let told = |decision| matches!(decision, Decision::Pass { .. });
            prop_assert!(decision == expected || (told(decision) && told(expected)), "{:?} {:?}", decision, expected);
        }
        prop_assert_eq!(limiter.live_evictions(), 0);
    }

    #[test]
    fn with_room_for_all_the_counts_agree_too(
        per_key in 1_u32..8,
        lines in proptest::collection::vec((0_u64..12, 0_u64..40), 1..400),
    ) {
        let limiter = limiter(per_key, 12);
        let mut logs: HashMap<u64, Log> = HashMap::new();
        let mut now = 0;
        for (text, pause) in lines {
            now += pause;
            let expected = logs.entry(text).or_default().check(per_key as usize, WINDOW, now);
            let key = limiter.key_of_line(&text.to_le_bytes());
            prop_assert_eq!(limiter.check(key, key, now), expected);
        }
        let held = logs.values().map(|log| log.held).filter(|held| *held > 0);
        let expected = Held { keys: held.clone().count() as u64, lines: held.sum(), spilled: 0 };
        prop_assert_eq!(limiter.take_held(), expected);
    }

    #[test]
    fn any_stream_through_any_table_on_any_clock_adds_up(
        per_key in 1_u32..8,
        per_call_site in 0_u32..8,
        max_keys in 1_usize..12,
        lines in proptest::collection::vec((0_u64..40, 0_u64..6, 0_u64..1_000), 1..400),
    ) {
        let limiter = Limiter::new(&Settings { per_key, window: Duration::from_nanos(WINDOW), max_keys, per_call_site });
        let (mut sent, mut passed, mut reported, mut suppressed) = (0, 0, 0, 0);
        for (text, site, now) in lines {
            let key = |part: u64| limiter.key_of_line(&part.to_le_bytes());
            sent += 1;
            match limiter.check(key(text), key(site), now) {
                Decision::Pass { suppressed, spilled } => {
                    passed += 1;
                    reported += suppressed + spilled;
                }
                Decision::Marker => passed += 1,
                Decision::Suppress => suppressed += 1,
            }
        }
        prop_assert_eq!(limiter.suppressed(), suppressed);
        let held = limiter.take_held();
        prop_assert_eq!(sent, passed + reported + held.lines + held.spilled);
    }

    #[test]
    fn in_any_window_no_more_passes_than_the_budget_and_one_marker(
        per_key in 1_u32..8,
        pauses in proptest::collection::vec(0_u64..60, 1..400),
    ) {
        let limiter = limiter(per_key, 4);
        let key = limiter.key_of_line(b"x");
        let (mut now, mut passes, mut markers) = (0, Vec::new(), Vec::new());
        for pause in pauses {
            now += pause;
            match limiter.check(key, key, now) {
                Decision::Pass { .. } => passes.push(now),
                Decision::Marker => markers.push(now),
                Decision::Suppress => {}
            }
        }
        for (times, most) in [(passes, per_key as usize), (markers, 1)] {
            for together in times.windows(most + 1) {
                prop_assert!(together[most] - together[0] >= WINDOW, "{:?}", together);
            }
        }
    }
}
