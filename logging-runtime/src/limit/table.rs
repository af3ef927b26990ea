//! All keys of a limiter: shards with a lock each, and one count of keys over all of them, so that
//! the table is exact up to its very last key.

mod room;

use crate::sync::{
    Held, Latch,
    atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed},
};

use super::{
    Decision,
    key::Key,
    shard::{Removed, Shard},
    window::Window,
};

pub(super) struct Table {
    parts: Box<[Part]>,
    max_keys: usize,
    /// Keys in the shards, and places that a thread has reserved for one.
    n_keys: AtomicUsize,
    length: u64,
    /// No key expires before this time: until then a full table has nothing but live keys.
    next_expiry: AtomicU64,
    spilled: AtomicU64,
}

/// Two shards never share a cache line, nor the pair of lines that a processor fetches at once.
#[repr(align(128))]
struct Part {
    shard: Latch<Shard>,
    // These are changed by who has the lock, and read by anybody.
    suppressed: AtomicU64,
    live_evictions: AtomicU64,
}

impl Table {
    /// A shard of this size is swept in a microsecond or two.
    const KEYS_PER_SHARD: usize = 512;
    const MOST_SHARDS: usize = 256;

    pub(super) fn new(max_keys: usize, lines: usize, length: u64) -> Table {
        let n_shards = (max_keys / Table::KEYS_PER_SHARD).clamp(1, Table::MOST_SHARDS);
        Table::with_shards(n_shards.next_power_of_two(), max_keys, lines, length)
    }

    /// Lets the decision be made on the window of a key, which is added if it is new. Where that is not possible the
    /// line passes.
    ///
    /// No lock is taken while another of this table is held, so that no two threads can wait for
    /// each other.
    #[inline]
    pub(super) fn with(
        &self,
        key: Key,
        now: u64,
        decide: impl FnOnce(&mut Window<'_>) -> Decision,
    ) -> Decision {
        let part = self.part(key);
        let mut shard = part.enter();
        let found = shard.find(key.fingerprint());
        let at = found.or_else(|| self.add(&mut shard, part, key, now));
        let (mut shard, at) = if let Some(at) = at {
            (shard, at)
        } else {
            drop(shard);
            match self.add_slowly(part, key, now) {
                Some(added) => added,
                None => return Decision::PASS,
            }
        };
        let Some(mut window) = shard.window(at) else {
            return Decision::PASS;
        };
        if found.is_some() {
            window.touch();
        }
        let decision = decide(&mut window);
        if window.is_blank() {
            self.take_back(&mut shard, at, now);
        }
        if decision == Decision::Suppress {
            add(&part.suppressed, 1);
        }
        decision
    }

    /// How many lines were held back.
    pub(super) fn suppressed(&self) -> u64 {
        let suppressed = self.parts.iter().map(|part| part.suppressed.load(Relaxed));
        suppressed.sum()
    }

    /// How often a key was removed that could still have held lines back.
    pub(super) fn live_evictions(&self) -> u64 {
        let evictions = self
            .parts
            .iter()
            .map(|part| part.live_evictions.load(Relaxed));
        evictions.sum()
    }

    /// Lines held back by keys that were removed before they could tell, which count as told.
    pub(super) fn take_spilled(&self) -> u64 {
        super::take(&self.spilled)
    }

    /// The number of keys that hold lines back, and of these lines, which count as told.
    pub(super) fn take_held(&self) -> (u64, u64) {
        let held = self.parts.iter().map(|part| part.enter().take_held());
        held.fold((0, 0), |(keys, lines), (more_keys, more_lines)| {
            (keys + more_keys, lines + more_lines)
        })
    }

    fn with_shards(n_shards: usize, max_keys: usize, lines: usize, length: u64) -> Table {
        let part = || Part {
            shard: Latch::new(Shard::new(lines, length)),
            suppressed: AtomicU64::new(0),
            live_evictions: AtomicU64::new(0),
        };
        Table {
            parts: (0..n_shards).map(|_| part()).collect(),
            max_keys,
            n_keys: AtomicUsize::new(0),
            length,
            next_expiry: AtomicU64::new(u64::MAX),
            spilled: AtomicU64::new(0),
        }
    }

    fn part(&self, key: Key) -> &Part {
        // The index inside of a shard goes by the lower half. There is a power of two of shards, at least one, so
        // that this one is in range.
        let bits = usize::try_from(key.fingerprint() >> 32 & 0xffff).unwrap_or_default();
        &self.parts[bits & (self.parts.len() - 1)]
    }

    /// Adds a key that is not there, if there is a place for it, or if another in the same shard has to make room.
    /// Between its reservation and its slot the lock of its shard is held, so that whoever finds no place finds a
    /// table that is full of keys.
    #[inline(never)]
    fn add(&self, shard: &mut Shard, part: &Part, key: Key, now: u64) -> Option<usize> {
        let expiry = now.saturating_add(self.length);
        let at = if self.reserve() {
            let at = shard.insert(key.fingerprint(), expiry);
            if at.is_none() {
                self.n_keys.fetch_sub(1, Relaxed);
            }
            at?
        } else if now < self.next_expiry.load(Relaxed) {
            let (removed, at) = shard.replace(key.fingerprint(), now, expiry)?;
            self.note(part, removed);
            at
        } else {
            // A key may have expired elsewhere.
            return None;
        };
        // Most come when another will expire before.
        if expiry < self.next_expiry.load(Relaxed) {
            self.next_expiry.fetch_min(expiry, Relaxed);
        }
        Some(at)
    }

    /// Reserves a place for a key if one is free.
    #[inline]
    fn reserve(&self) -> bool {
        let one_more = |n_keys| (n_keys < self.max_keys).then_some(n_keys + 1);
        self.n_keys.fetch_update(Relaxed, Relaxed, one_more).is_ok()
    }

    /// Removes a key that nothing was noted on: it would take the place of one that is alive.
    #[cold]
    fn take_back(&self, shard: &mut Shard, at: usize, now: u64) {
        let removed = shard.remove(at, now);
        self.n_keys.fetch_sub(removed.keys, Relaxed);
    }

    /// Notes what was removed by who has the lock of the part.
    #[inline]
    fn note(&self, part: &Part, removed: Removed) {
        add(&part.live_evictions, removed.live_keys as u64);
        if removed.held > 0 {
            self.spilled.fetch_add(removed.held, Relaxed);
        }
    }
}

impl Part {
    /// A panic while it is held leaves a shard that is whole: nothing in it is done in halves.
    #[inline]
    fn enter(&self) -> Held<'_, Shard> {
        self.shard.lock()
    }
}

/// Changes a count of a part, whose lock is held: nobody else does at the same time.
fn add(count: &AtomicU64, n: u64) {
    count.store(count.load(Relaxed) + n, Relaxed);
}

#[cfg(test)]
mod tests;
