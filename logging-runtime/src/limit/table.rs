//! All keys of a limiter: shards with a lock each, and one count of keys over all of them, so that
//! the table is exact up to its very last key.

use crate::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed},
};

use super::{
    key::Key,
    shard::{Removed, Shard},
    window::Window,
};

pub(super) struct Table {
    shards: Box<[Padded]>,
    max_keys: usize,
    /// Keys in the shards, and places that a thread has reserved for one.
    n_keys: AtomicUsize,
    length: u64,
    /// No key expires before this time: until then a full table has nothing but live keys.
    next_expiry: AtomicU64,
    live_evictions: AtomicU64,
    spilled: AtomicU64,
}

/// Two shards never share a cache line, nor the pair of lines that a processor fetches at once.
#[repr(align(128))]
struct Padded(Mutex<Shard>);

impl Table {
    /// A shard of this size is swept in a microsecond or two.
    const KEYS_PER_SHARD: usize = 512;
    const MOST_SHARDS: usize = 256;
    /// Others may take the places that are freed for a key; then its line passes.
    const TRIES: usize = 8;

    pub(super) fn new(max_keys: usize, lines: usize, length: u64) -> Table {
        let n_shards = (max_keys / Table::KEYS_PER_SHARD).clamp(1, Table::MOST_SHARDS);
        Table::with_shards(n_shards.next_power_of_two(), max_keys, lines, length)
    }

    /// Lets the decision be made on the window of a key, which is added if it is new. Returns
    /// nothing when that is not possible.
    ///
    /// No lock is taken while another of this table is held, so that no two threads can wait for
    /// each other.
    #[inline]
    pub(super) fn with<R>(
        &self,
        key: Key,
        now: u64,
        decide: impl FnOnce(&mut Window<'_>) -> R,
    ) -> Option<R> {
        let fingerprint = key.fingerprint();
        let mut shard = self.lock(fingerprint);
        let at = if let Some(at) = shard.find(fingerprint) {
            shard.window(at)?.touch();
            at
        } else {
            let at;
            (shard, at) = self.add(shard, fingerprint, now)?;
            at
        };
        let mut window = shard.window(at)?;
        let decision = decide(&mut window);
        if window.is_blank() {
            // It would take the place of a key that is alive.
            let removed = shard.remove(at, now);
            self.n_keys.fetch_sub(removed.keys, Relaxed);
        }
        Some(decision)
    }

    /// How often a key was removed that could still have held lines back.
    pub(super) fn live_evictions(&self) -> u64 {
        self.live_evictions.load(Relaxed)
    }

    /// Lines held back by keys that were removed before they could tell, which count as told.
    pub(super) fn take_spilled(&self) -> u64 {
        super::take(&self.spilled)
    }

    /// The number of keys that hold lines back, and of these lines, which count as told.
    pub(super) fn take_held(&self) -> (u64, u64) {
        let held = self.shards.iter().map(|shard| enter(shard).take_held());
        held.fold((0, 0), |(keys, lines), (more_keys, more_lines)| {
            (keys + more_keys, lines + more_lines)
        })
    }

    fn with_shards(n_shards: usize, max_keys: usize, lines: usize, length: u64) -> Table {
        let shard = || Padded(Mutex::new(Shard::new(lines, length)));
        Table {
            shards: (0..n_shards).map(|_| shard()).collect(),
            max_keys,
            n_keys: AtomicUsize::new(0),
            length,
            next_expiry: AtomicU64::new(u64::MAX),
            live_evictions: AtomicU64::new(0),
            spilled: AtomicU64::new(0),
        }
    }

    fn lock(&self, fingerprint: u64) -> MutexGuard<'_, Shard> {
        // The map inside of a shard goes by the lowest and the highest bits. There is a power of
        // two of shards, at least one, so the index is in range.
        let bits = usize::try_from(fingerprint >> 32 & 0xffff).unwrap_or_default();
        enter(&self.shards[bits & (self.shards.len() - 1)])
    }

    /// Adds a key that is not there. Between its reservation and its slot the lock of its shard is
    /// held, so that whoever finds no place finds a table that is full of keys.
    fn add<'t>(
        &'t self,
        mut shard: MutexGuard<'t, Shard>,
        fingerprint: u64,
        now: u64,
    ) -> Option<(MutexGuard<'t, Shard>, usize)> {
        for _ in 0..Table::TRIES {
            if self.reserve() {
                let at = self.insert(&mut shard, fingerprint, now)?;
                return Some((shard, at));
            }
            if let Some(at) = self.replace_in(&mut shard, fingerprint, now) {
                return Some((shard, at));
            }
            drop(shard);
            self.make_room(now);
            shard = self.lock(fingerprint);
            // Another thread may have added the key while the lock was open.
            if let Some(at) = shard.find(fingerprint) {
                return Some((shard, at));
            }
        }
        None
    }

    fn insert(&self, shard: &mut Shard, fingerprint: u64, now: u64) -> Option<usize> {
        let added = shard.insert(fingerprint, now);
        if added.is_none() {
            self.n_keys.fetch_sub(1, Relaxed);
        }
        self.expect_expiry(now);
        added
    }

    /// A key that has come now is alive no longer than that.
    fn expect_expiry(&self, now: u64) {
        let expiry = now.saturating_add(self.length);
        // Most come when another will expire before.
        if expiry < self.next_expiry.load(Relaxed) {
            self.next_expiry.fetch_min(expiry, Relaxed);
        }
    }

    /// Reserves a place for a key if one is free.
    fn reserve(&self) -> bool {
        let one_more = |n_keys| (n_keys < self.max_keys).then_some(n_keys + 1);
        self.n_keys.fetch_update(Relaxed, Relaxed, one_more).is_ok()
    }

    /// Adds a key in the place of another in the same shard, unless a key may have expired elsewhere.
    fn replace_in(&self, shard: &mut Shard, fingerprint: u64, now: u64) -> Option<usize> {
        if now >= self.next_expiry.load(Relaxed) {
            return None;
        }
        let (removed, at) = shard.replace(fingerprint, now)?;
        self.note(removed);
        self.expect_expiry(now);
        Some(at)
    }

    /// Frees places: those of keys that have expired, or else that of any key.
    fn make_room(&self, now: u64) {
        if self.sweep(now) > 0 || self.n_keys.load(Relaxed) < self.max_keys {
            return;
        }
        for shard in &self.shards {
            let mut shard = enter(shard);
            if let Some(removed) = shard.evict(now) {
                self.n_keys.fetch_sub(removed.keys, Relaxed);
                return self.note(removed);
            }
        }
    }

    /// Removes the keys that have expired and returns how many these were.
    fn sweep(&self, now: u64) -> usize {
        let mut n_keys = 0;
        // A key that another thread adds meanwhile expires no earlier than this.
        let mut next_expiry = now.saturating_add(self.length);
        for shard in &self.shards {
            let mut shard = enter(shard);
            let removed = shard.sweep(now);
            self.n_keys.fetch_sub(removed.keys, Relaxed);
            next_expiry = next_expiry.min(shard.next_expiry());
            n_keys += removed.keys;
            self.note(removed);
        }
        self.next_expiry.store(next_expiry, Relaxed);
        n_keys
    }

    fn note(&self, removed: Removed) {
        let add = |sum: &AtomicU64, n: u64| {
            if n > 0 {
                sum.fetch_add(n, Relaxed);
            }
        };
        add(&self.live_evictions, removed.live_keys as u64);
        add(&self.spilled, removed.held);
    }
}

/// A panic while the lock was held leaves a shard that is whole: nothing in it is done in halves.
fn enter(shard: &Padded) -> MutexGuard<'_, Shard> {
    shard.0.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
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
        let is_new = |window: &mut Window<'_>| {
            let is_new = window.expiry() == 0;
            window.pass(now);
            is_new
        };
        table.with(key_of(key), now, is_new).expect("a window")
    }

    fn n_stored(table: &Table) -> usize {
        table.shards.iter().map(|shard| enter(shard).len()).sum()
    }

    #[test]
    fn the_last_key_that_fits_evicts_nobody_and_the_next_one_does() {
        let table = Table::new(8_192, 1, LENGTH);
        assert_eq!(table.shards.len(), 16);
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
            table.with(key_of(key), 0, |_| ());
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
        let bytes: usize = table.shards.iter().map(|shard| enter(shard).bytes()).sum();
        // Each shard may have room for 32 keys more than it has.
        let slack = 16 * 32;
        assert!(bytes <= (8_192 + slack) * (24 + 8 * 5), "{bytes}");
        assert!(n_stored(&table) <= 8_192);
        assert_eq!(n_stored(&table), table.n_keys.load(Relaxed));
    }

    #[test]
    fn a_poisoned_lock_is_entered() {
        let table = Table::new(4, 1, LENGTH);
        let panics = || table.with(key_of(1), 0, |_| panic!("in the middle of a decision"));
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(panics)).expect_err("a panic");
        assert!(table.shards[0].0.is_poisoned());
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
                        table.with(key_of(key), step, |window| window.pass(step));
                    }
                });
            }
        });
        assert_eq!(n_stored(&table), table.n_keys.load(Relaxed));
        assert!(n_stored(&table) <= 16);
    }
}
