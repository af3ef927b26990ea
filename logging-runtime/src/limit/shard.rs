//! A part of the limiter's keys, under one lock.

use std::{iter::StepBy, ops::Range};

use super::{index::Index, window::Window};

/// Slots in no order, each of as many words as a window takes, and where each key is, which is said by the first of
/// its words.
pub(super) struct Shard {
    /// Those of the keys, and behind them room for others.
    words: Vec<u64>,
    /// How many are those of the keys.
    used: usize,
    index: Index,
    /// The words of a slot.
    size: usize,
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
    pub(super) fn new(lines: usize, length: u64) -> Shard {
        Shard {
            words: Vec::new(),
            used: 0,
            index: Index::default(),
            size: Window::HEAD + lines,
            length,
            hand: 0,
            next_expiry: u64::MAX,
        }
    }

    pub(super) fn next_expiry(&self) -> u64 {
        self.next_expiry
    }

    #[inline]
    pub(super) fn find(&self, fingerprint: u64) -> Option<usize> {
        let is_it = |at| self.words.get(at) == Some(&fingerprint);
        self.index.find(hash(fingerprint), is_it)
    }

    #[inline]
    pub(super) fn window(&mut self, at: usize) -> Option<Window<'_>> {
        let words = self.words.get_mut(at..)?;
        Window::of(words, self.size - Window::HEAD, self.length)
    }

    /// Adds a key that was not there, which expires then at the earliest. Returns where it is, or
    /// nothing when there is no memory.
    #[inline]
    pub(super) fn insert(&mut self, fingerprint: u64, expiry: u64) -> Option<usize> {
        self.index.reserve()?;
        let at = self.used;
        if at >= self.words.len() {
            self.grow()?;
        }
        self.window(at)?.begin(fingerprint);
        self.used += self.size;
        self.note_key(fingerprint, at, expiry);
        Some(at)
    }

    /// Removes a key. The last slot takes its place.
    pub(super) fn remove(&mut self, at: usize, now: u64) -> Removed {
        let Some(last) = self.used.checked_sub(self.size).filter(|last| at <= *last) else {
            return Removed::default();
        };
        let Some(window) = self.window(at) else {
            return Removed::default();
        };
        let (fingerprint, removed) = (window.fingerprint(), Removed::key(&window, now));
        self.index.remove(hash(fingerprint), at);
        if at < last
            && let Some(moved) = self.window(last).map(|window| window.fingerprint())
        {
            self.words.copy_within(last..self.used, at);
            self.index.change(hash(moved), last, at);
        }
        self.used = last;
        removed
    }

    /// Gives the slot of the key that is missed least to one that was not there. Returns where that is.
    #[inline]
    pub(super) fn replace(
        &mut self,
        fingerprint: u64,
        now: u64,
        expiry: u64,
    ) -> Option<(Removed, usize)> {
        let at = self.least_missed(now)?;
        let mut window = self.window(at)?;
        let (old, removed) = (window.fingerprint(), Removed::key(&window, now));
        window.begin(fingerprint);
        self.index.remove(hash(old), at);
        self.note_key(fingerprint, at, expiry);
        Some((removed, at))
    }

    #[inline]
    fn note_key(&mut self, fingerprint: u64, at: usize, expiry: u64) {
        self.index.insert(hash(fingerprint), at);
        self.next_expiry = self.next_expiry.min(expiry);
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
        for at in self.slots().rev() {
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
        for _ in 0..2 * self.used {
            let at = if self.hand < self.used { self.hand } else { 0 };
            self.hand = at + self.size;
            let mut window = self.window(at)?;
            if !window.take_touched() || now >= window.expiry() {
                return Some(at);
            }
        }
        None
    }

    /// The number of keys that hold lines back, and of these lines, which count as told.
    pub(super) fn take_held(&mut self) -> (u64, u64) {
        let (mut keys, mut lines) = (0, 0);
        for at in self.slots() {
            let held = self.window(at).map_or(0, |mut window| window.take_held());
            keys += u64::from(held > 0);
            lines += held;
        }
        (keys, lines)
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.slots().len()
    }

    /// The bytes of the slots.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.words.capacity() * size_of::<u64>()
    }

    /// Where they begin.
    fn slots(&self) -> StepBy<Range<usize>> {
        (0..self.used).step_by(self.size)
    }

    #[cold]
    fn grow(&mut self) -> Option<()> {
        let len = self.words.len() + self.step();
        // The index has no room for more.
        u32::try_from(len).ok()?;
        self.words.try_reserve_exact(self.step()).ok()?;
        self.words.resize(len, 0);
        Some(())
    }

    /// How many words more there are when there are too few. Doubling could take twice the memory that is promised, and
    /// always as many would be copied ever more often the more there are.
    fn step(&self) -> usize {
        (self.used / self.size / 16).max(16) * self.size
    }

    fn shrink(&mut self) {
        let room = self.used + self.step();
        if self.words.len() > room + self.step() {
            self.words.truncate(room);
            self.words.shrink_to_fit();
        }
        self.index.shrink();
    }
}

impl Removed {
    #[inline]
    fn key(window: &Window<'_>, now: u64) -> Removed {
        Removed {
            keys: 1,
            live_keys: usize::from(now < window.expiry()),
            held: window.held(),
        }
    }

    pub(super) fn add(&mut self, other: Removed) {
        self.keys += other.keys;
        self.live_keys += other.live_keys;
        self.held += other.held;
    }
}

/// What the index goes by. The shard is chosen by other bits.
#[allow(
    clippy::cast_possible_truncation,
    reason = "the other half chooses the shard"
)]
fn hash(fingerprint: u64) -> u32 {
    fingerprint as u32
}

#[cfg(test)]
mod tests;
