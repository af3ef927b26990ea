use super::*;

const LENGTH: u64 = 1_000;

/// A key whose fingerprint spreads like the output of a hash.
fn key_of(key: u64) -> Key {
    let mut bits = key.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ bits >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    Key::with_fingerprint(bits ^ bits >> 32)
}

/// Passes a line of a key, and returns whether the key was new.
fn pass(table: &Table, key: u64, now: u64) -> bool {
    let mut is_new = false;
    table.with(key_of(key), now, |window| {
        is_new = window.is_blank();
        window.pass(now);
        Decision::PASS
    });
    is_new
}

fn n_stored(table: &Table) -> usize {
    table.parts.iter().map(|part| part.enter().len()).sum()
}

#[test]
fn the_last_key_that_fits_evicts_nobody_and_the_next_one_does() {
    let table = Table::new(8_192, 1, LENGTH);
    assert_eq!(table.parts.len(), 16);
    for key in 0..8_192 {
        assert!(pass(&table, key, 0));
    }
    for key in 0..8_192 {
        assert!(!pass(&table, key, 1), "key {key} was forgotten");
    }
    assert_eq!(table.live_evictions(), 0);
    assert!(pass(&table, 8_192, 2));
    assert_eq!(table.live_evictions(), 1);
    assert_eq!(n_stored(&table), 8_192);
}

#[test]
fn an_expired_key_in_any_shard_leaves_before_a_live_one() {
    let table = Table::with_shards(8, 64, 1, LENGTH);
    pass(&table, 0, 0);
    for key in 1..64 {
        pass(&table, key, 10);
    }
    assert!(pass(&table, 64, LENGTH));
    assert_eq!(table.live_evictions(), 0);
    for key in 1..=64 {
        assert!(!pass(&table, key, LENGTH + 1), "key {key} was forgotten");
    }
}

#[test]
fn a_key_whose_shard_is_empty_takes_the_place_of_another() {
    let table = Table::with_shards(256, 1, 1, LENGTH);
    for key in 0..100 {
        assert!(pass(&table, key, 0));
        assert_eq!(n_stored(&table), 1);
    }
    assert_eq!(table.live_evictions(), 99);
}

#[test]
fn a_key_that_nothing_was_noted_on_is_not_kept() {
    let table = Table::new(4, 1, LENGTH);
    for key in 0..100 {
        table.with(key_of(key), 0, |_| Decision::Suppress);
    }
    assert_eq!(n_stored(&table), 0);
    assert_eq!(table.n_keys.load(Relaxed), 0);
}

#[test]
fn memory_stays_in_its_bounds_under_any_stream() {
    let table = Table::new(8_192, 5, LENGTH);
    for now in 0..200_000 {
        pass(&table, now, now / 3);
        pass(&table, now % 1_000, now / 3);
    }
    let bytes: usize = table.parts.iter().map(|part| part.enter().bytes()).sum();
    // Each shard may have room for 32 keys more than it has.
    let slack = 16 * 32;
    assert!(bytes <= (8_192 + slack) * (24 + 8 * 5), "{bytes}");
    assert!(n_stored(&table) <= 8_192);
    assert_eq!(n_stored(&table), table.n_keys.load(Relaxed));
}

#[test]
fn a_panic_while_a_key_is_decided_on_leaves_the_others_their_turn() {
    let table = Table::new(4, 1, LENGTH);
    let panics = || table.with(key_of(1), 0, |_| panic!("in the middle of a decision"));
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(panics)).expect_err("a panic");
    pass(&table, 1, 1);
    assert!(!pass(&table, 1, 2));
}

#[test]
fn threads_that_evict_each_other_lose_no_place() {
    let table = Table::with_shards(8, 16, 1, LENGTH);
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let table = &table;
            scope.spawn(move || {
                for step in 0..5_000 {
                    let key = (step * 7 + thread * 13) % 64;
                    table.with(key_of(key), step, |window| {
                        window.pass(step);
                        Decision::PASS
                    });
                }
            });
        }
    });
    assert_eq!(n_stored(&table), table.n_keys.load(Relaxed));
    assert!(n_stored(&table) <= 16);
}
