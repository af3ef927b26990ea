use super::*;

/// A shard in which each key has passed one line at its own time.
fn shard(times: &[u64]) -> Shard {
    let mut shard = Shard::new(2, 100);
    for (fingerprint, time) in (0..).zip(times) {
        let at = shard.insert(fingerprint, *time).expect("memory");
        shard.window(at).expect("a key").pass(*time);
    }
    shard
}

fn keys(shard: &mut Shard) -> Vec<u64> {
    let mut keys: Vec<u64> = shard
        .slots()
        .map(|at| shard.window(at).expect("a key").fingerprint())
        .collect();
    for (at, key) in shard.slots().zip(&keys) {
        assert_eq!(shard.find(*key), Some(at));
    }
    assert_eq!(shard.index.len(), keys.len());
    assert!(shard.words.len() >= keys.len() * shard.size);
    keys.sort_unstable();
    keys
}

#[test]
fn a_removed_key_leaves_the_others_whole() {
    let mut shard = shard(&[5, 6, 7]);
    let at = shard.find(0).expect("a key");
    assert_eq!(
        shard.remove(at, 50),
        Removed {
            keys: 1,
            live_keys: 1,
            held: 0
        }
    );
    assert_eq!(keys(&mut shard), [1, 2]);
    let moved = shard.find(2).expect("a key");
    assert_eq!(shard.window(moved).expect("a key").expiry(), 107);
    assert_eq!(shard.remove(9 * shard.size, 50), Removed::default());
}

#[test]
fn a_sweep_removes_what_has_expired_and_nothing_else() {
    let mut shard = shard(&[5, 6, 7, 8]);
    assert_eq!(shard.sweep(104), Removed::default());
    assert_eq!(
        shard.sweep(106),
        Removed {
            keys: 2,
            live_keys: 0,
            held: 0
        }
    );
    assert_eq!(keys(&mut shard), [2, 3]);
    assert_eq!(shard.next_expiry(), 107);
    assert_eq!(shard.sweep(u64::MAX).keys, 2);
    assert_eq!(shard.next_expiry(), u64::MAX);
}

#[test]
fn a_used_key_gets_a_second_chance() {
    let mut shard = shard(&[5, 6, 7]);
    let used = shard.find(0).expect("a key");
    shard.window(used).expect("a key").touch();
    assert_eq!(
        shard.evict(10),
        Some(Removed {
            keys: 1,
            live_keys: 1,
            held: 0
        })
    );
    assert_eq!(keys(&mut shard), [0, 2]);
    shard.evict(10);
    assert_eq!(keys(&mut shard).len(), 1);
    shard.evict(10);
    assert_eq!(shard.evict(10), None);
}

#[test]
fn an_expired_key_leaves_before_its_second_chance() {
    let mut shard = shard(&[5, 6]);
    for at in shard.slots() {
        shard.window(at).expect("a key").touch();
    }
    assert_eq!(
        shard.evict(105),
        Some(Removed {
            keys: 1,
            live_keys: 0,
            held: 0
        })
    );
    assert_eq!(keys(&mut shard), [1]);
}

#[test]
fn what_a_removed_key_held_back_is_handed_over() {
    let mut shard = shard(&[5]);
    for _ in 0..3 {
        assert!(shard.window(0).expect("a key").hold());
    }
    assert_eq!(shard.evict(10).map(|removed| removed.held), Some(3));
}

#[test]
fn memory_follows_the_number_of_keys() {
    let mut shard = shard(&(0..1_000).collect::<Vec<_>>());
    let slot = (Window::HEAD + 2) * size_of::<u64>();
    assert!(shard.bytes() <= (1_000 + 1_000 / 16) * slot);
    shard.sweep(1_049);
    assert_eq!(keys(&mut shard).len(), 50);
    assert!(shard.bytes() <= (50 + 2 * 16) * slot);
}
