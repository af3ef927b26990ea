//! A part of the limiter's keys, under one lock.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use super::window::{Slot, Window};

/// Slots in no order, the ring of slot `i` at `i * lines` of the times, and where each key is.
pub(super) struct Shard {
    slots: Vec<Slot>,
    times: Vec<u64>,
    index: HashMap<u64, usize, BuildHasherDefault<Fingerprint>>,
    lines: usize,
    length: u64,
    /// Where the eviction looks next.
    hand: usize,
    /// No key expires before this time.
    next_expiry: u64,
}

/// What was removed from a shard.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(super) struct Removed {
    pub(super) keys: usize,
    /// How many of the keys could still have held lines back.
    pub(super) live_keys: usize,
    /// How many lines they had held back and not told.
    pub(super) held: u64,
}

impl Shard {
    /// Slots grow and shrink by this many: doubling could take twice the memory that is promised.
    const STEP: usize = 16;

    pub(super) fn new(lines: usize, length: u64) -> Shard {
        Shard {
            slots: Vec::new(),
            times: Vec::new(),
            index: HashMap::default(),
            lines,
            length,
            hand: 0,
            next_expiry: u64::MAX,
        }
    }

    pub(super) fn next_expiry(&self) -> u64 {
        self.next_expiry
    }

    pub(super) fn find(&self, fingerprint: u64) -> Option<usize> {
        self.index.get(&fingerprint).copied()
    }

    pub(super) fn window(&mut self, at: usize) -> Option<Window<'_>> {
        let start = at * self.lines;
        Some(Window {
            slot: self.slots.get_mut(at)?,
            times: self.times.get_mut(start..start + self.lines)?,
            length: self.length,
        })
    }

    /// Adds a key that was not there, which gets its first time now. Returns where it is, or
    /// nothing when there is no memory.
    pub(super) fn insert(&mut self, fingerprint: u64, now: u64) -> Option<usize> {
        self.grow()?;
        let at = self.slots.len();
        self.slots.push(Slot::new(fingerprint));
        self.times.resize(self.slots.len() * self.lines, 0);
        self.note_key(fingerprint, at, now);
        Some(at)
    }

    /// Removes a key. The last slot takes its place.
    pub(super) fn remove(&mut self, at: usize, now: u64) -> Removed {
        let Some(removed) = self.forget(at, now) else {
            return Removed::default();
        };
        self.slots.swap_remove(at);
        let last = self.slots.len() * self.lines;
        self.times.copy_within(last.., at * self.lines);
        self.times.truncate(last);
        if let Some(moved) = self.slots.get(at) {
            self.index.insert(moved.fingerprint, at);
        }
        removed
    }

    /// Gives the slot of the key that is missed least to one that was not there. Returns where that is.
    pub(super) fn replace(&mut self, fingerprint: u64, now: u64) -> Option<(Removed, usize)> {
        self.index.try_reserve(1).ok()?;
        let at = self.least_missed(now)?;
        let removed = self.forget(at, now)?;
        let window = self.window(at)?;
        *window.slot = Slot::new(fingerprint);
        window.times.fill(0);
        self.note_key(fingerprint, at, now);
        Some((removed, at))
    }

    /// Takes a key out of the index; its slot stays.
    fn forget(&mut self, at: usize, now: u64) -> Option<Removed> {
        let mut window = self.window(at)?;
        let removed = Removed {
            keys: 1,
            live_keys: usize::from(now < window.expiry()),
            held: window.take_held(),
        };
        let fingerprint = window.slot.fingerprint;
        self.index.remove(&fingerprint);
        Some(removed)
    }

    fn note_key(&mut self, fingerprint: u64, at: usize, now: u64) {
        self.index.insert(fingerprint, at);
        self.next_expiry = self.next_expiry.min(now.saturating_add(self.length));
    }

    /// Removes every key that has expired. Until the first of the others expires, or a key is
    /// added, this does not need to be done again.
    pub(super) fn sweep(&mut self, now: u64) -> Removed {
        let mut total = Removed::default();
        if now < self.next_expiry {
            return total;
        }
        self.next_expiry = u64::MAX;
        // From the end, since the slot that takes the place of a removed one has been looked at.
        for at in (0..self.slots.len()).rev() {
            let expiry = self.window(at).map_or(u64::MAX, |window| window.expiry());
            if expiry <= now {
                total.add(self.remove(at, now));
            } else {
                self.next_expiry = self.next_expiry.min(expiry);
            }
        }
        self.shrink();
        total
    }

    /// Removes the key that is missed least.
    pub(super) fn evict(&mut self, now: u64) -> Option<Removed> {
        let at = self.least_missed(now)?;
        Some(self.remove(at, now))
    }

    /// A key that has expired, or has not come again since the hand passed it. A key that is used gets a
    /// second chance; a flood of keys that come once removes only each other.
    fn least_missed(&mut self, now: u64) -> Option<usize> {
        // In the second round no key is marked as used.
        for _ in 0..2 * self.slots.len() {
            let at = if self.hand < self.slots.len() {
                self.hand
            } else {
                0
            };
            self.hand = at + 1;
            let window = self.window(at)?;
            if !window.slot.is_used || now >= window.expiry() {
                return Some(at);
            }
            window.slot.is_used = false;
        }
        None
    }

    /// The number of keys that hold lines back, and of these lines, which count as told.
    pub(super) fn take_held(&mut self) -> (u64, u64) {
        let (mut keys, mut lines) = (0, 0);
        for at in 0..self.slots.len() {
            let held = self.window(at).map_or(0, |mut window| window.take_held());
            keys += u64::from(held > 0);
            lines += held;
        }
        (keys, lines)
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// The bytes of slots and times.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.slots.capacity() * size_of::<Slot>() + self.times.capacity() * size_of::<u64>()
    }

    fn grow(&mut self) -> Option<()> {
        self.index.try_reserve(1).ok()?;
        if self.slots.len() == self.slots.capacity() {
            self.slots.try_reserve_exact(Shard::STEP).ok()?;
        }
        if self.times.capacity() - self.times.len() < self.lines {
            self.times
                .try_reserve_exact(Shard::STEP * self.lines)
                .ok()?;
        }
        Some(())
    }

    fn shrink(&mut self) {
        if self.slots.capacity() - self.slots.len() > 2 * Shard::STEP {
            let capacity = self.slots.len() + Shard::STEP;
            self.slots.shrink_to(capacity);
            self.times.shrink_to(capacity * self.lines);
        }
    }
}

impl Removed {
    pub(super) fn add(&mut self, other: Removed) {
        self.keys += other.keys;
        self.live_keys += other.live_keys;
        self.held += other.held;
    }
}

/// Keys are the output of a keyed hash already.
#[derive(Default)]
pub(super) struct Fingerprint(u64);

impl Hasher for Fingerprint {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, fingerprint: u64) {
        self.0 = fingerprint;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
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

    fn keys(shard: &Shard) -> Vec<u64> {
        let mut keys: Vec<u64> = shard.index.keys().copied().collect();
        keys.sort_unstable();
        for key in &keys {
            let at = shard.find(*key).expect("a key");
            assert_eq!(shard.slots[at].fingerprint, *key);
        }
        assert_eq!(shard.slots.len(), keys.len());
        assert_eq!(shard.times.len(), keys.len() * shard.lines);
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
        assert_eq!(keys(&shard), [1, 2]);
        let moved = shard.find(2).expect("a key");
        assert_eq!(shard.window(moved).expect("a key").expiry(), 107);
        assert_eq!(shard.remove(9, 50), Removed::default());
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
        assert_eq!(keys(&shard), [2, 3]);
        assert_eq!(shard.next_expiry(), 107);
        assert_eq!(shard.sweep(u64::MAX).keys, 2);
        assert_eq!(shard.next_expiry(), u64::MAX);
    }

    #[test]
    fn a_used_key_gets_a_second_chance() {
        let mut shard = shard(&[5, 6, 7]);
        let used = shard.find(0).expect("a key");
        shard.window(used).expect("a key").slot.is_used = true;
        assert_eq!(
            shard.evict(10),
            Some(Removed {
                keys: 1,
                live_keys: 1,
                held: 0
            })
        );
        assert_eq!(keys(&shard), [0, 2]);
        shard.evict(10);
        assert_eq!(keys(&shard).len(), 1);
        shard.evict(10);
        assert_eq!(shard.evict(10), None);
    }

    #[test]
    fn an_expired_key_leaves_before_its_second_chance() {
        let mut shard = shard(&[5, 6]);
        for at in 0..2 {
            shard.window(at).expect("a key").slot.is_used = true;
        }
        assert_eq!(
            shard.evict(105),
            Some(Removed {
                keys: 1,
                live_keys: 0,
                held: 0
            })
        );
        assert_eq!(keys(&shard), [1]);
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
        let slot = size_of::<Slot>() + 2 * size_of::<u64>();
        assert!(shard.bytes() <= (1_000 + Shard::STEP) * slot);
        shard.sweep(1_049);
        assert_eq!(keys(&shard).len(), 50);
        assert!(shard.bytes() <= (50 + 2 * Shard::STEP) * slot);
    }
}
