//! Where a new key finds no place in its own shard.

use crate::sync::{Held, atomic::Ordering::Relaxed};

use super::{Key, Part, Shard, Table};

/// Others may take the places that are freed for a key; then its line passes.
const TRIES: usize = 8;

impl Table {
    /// Adds a key for which a place has to be freed in other shards.
    #[cold]
    pub(super) fn add_slowly<'t>(
        &'t self,
        part: &'t Part,
        key: Key,
        now: u64,
    ) -> Option<(Held<'t, Shard>, usize)> {
        for _ in 0..TRIES {
            self.make_room(now);
            let mut shard = part.enter();
            // Another thread may have added the key while the lock was open.
            let at = shard.find(key.fingerprint());
            if let Some(at) = at.or_else(|| self.add(&mut shard, part, key, now)) {
                return Some((shard, at));
            }
        }
        None
    }

    /// Frees places: those of keys that have expired, or else that of any key.
    fn make_room(&self, now: u64) {
        if self.sweep(now) > 0 || self.n_keys.load(Relaxed) < self.max_keys {
            return;
        }
        for part in &self.parts {
            let mut shard = part.enter();
            if let Some(removed) = shard.evict(now) {
                self.n_keys.fetch_sub(removed.keys, Relaxed);
                return self.note(part, removed);
            }
        }
    }

    /// Removes the keys that have expired and returns how many these were.
    fn sweep(&self, now: u64) -> usize {
        let mut n_keys = 0;
        // A key that another thread adds meanwhile expires no earlier than this.
        let mut next_expiry = now.saturating_add(self.length);
        for part in &self.parts {
            let mut shard = part.enter();
            let removed = shard.sweep(now);
            self.n_keys.fetch_sub(removed.keys, Relaxed);
            next_expiry = next_expiry.min(shard.next_expiry());
            n_keys += removed.keys;
            self.note(part, removed);
        }
        self.next_expiry.store(next_expiry, Relaxed);
        n_keys
    }
}
