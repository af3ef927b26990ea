//! The key of a text that comes again and again.

use std::sync::atomic::{AtomicU64, Ordering};

use super::{Key, Limiter};

/// A key, for the limiter that has made it.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    /// The number of that limiter. 0 where there is no key yet.
    limiter: AtomicU64,
    key: AtomicU64,
}

impl Limiter {
    /// The key of a text that is the same each time: it is made the first time, and once more in a forked child, whose
    /// limiter has other secrets. No two limiters that are used at the same time ask for the same.
    #[inline]
    pub(crate) fn remember(&self, known: &Remembered, make: impl FnOnce(&Limiter) -> Key) -> Key {
        if known.limiter.load(Ordering::Acquire) == self.number {
            return Key::with_fingerprint(known.key.load(Ordering::Relaxed));
        }
        let key = make(self);
        known.key.store(key.fingerprint(), Ordering::Relaxed);
        known.limiter.store(self.number, Ordering::Release);
        key
    }
}

/// A number that no other limiter has.
pub(super) fn next_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::limit::Settings;

    #[test]
    fn a_key_is_made_once_for_each_limiter() {
        let settings = Settings {
            per_key: 1,
            per_call_site: 0,
            window: Duration::from_secs(60),
            max_keys: 8,
        };
        let [parent, child] = [(); 2].map(|()| Limiter::new(&settings));
        let known = Remembered::default();
        for limiter in [&parent, &child] {
            let key = limiter.key_of_record(2, "proxy rotated");
            let made =
                limiter.remember(&known, |limiter| limiter.key_of_record(2, "proxy rotated"));
            assert_eq!(made, key);
            let again = limiter.remember(&known, |_| unreachable!("it is known"));
            assert_eq!(again, key);
        }
    }
}
