//! What threads sleep on until another has done something. Whoever waits asks first how often it has rung, then looks
//! whether there is what it waits for, and sleeps only if it has not rung since: so nothing is missed, and who has
//! nothing to tell touches no lock here.

use std::sync::PoisonError;

use crate::sync::{Condvar, Instant, Mutex, MutexGuard};

#[derive(Debug, Default)]
pub(super) struct Bell {
    /// How often it has rung.
    rung: Mutex<u64>,
    rings: Condvar,
}

/// How often a bell had rung.
#[derive(Clone, Copy)]
pub(super) struct Heard(u64);

impl Bell {
    /// Wakes everybody who waits.
    pub(super) fn ring(&self) {
        let mut rung = self.lock();
        *rung = rung.wrapping_add(1);
        drop(rung);
        self.rings.notify_all();
    }

    pub(super) fn heard(&self) -> Heard {
        Heard(*self.lock())
    }

    /// Waits until it has rung again.
    pub(super) fn wait(&self, heard: Heard) {
        let waits = |rung: &mut u64| *rung == heard.0;
        drop(self.rings.wait_while(self.lock(), waits));
    }

    /// The same, at most until then.
    pub(super) fn wait_until(&self, heard: Heard, deadline: Instant) {
        let waits = |rung: &mut u64| *rung == heard.0;
        let limit = deadline.saturating_duration_since(Instant::now());
        drop(self.rings.wait_timeout_while(self.lock(), limit, waits));
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        self.rung.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn who_has_heard_it_before_it_rang_does_not_wait() {
        let bell = Bell::default();
        let heard = bell.heard();
        bell.ring();
        bell.wait(heard);
        bell.wait_until(heard, Instant::now() + Duration::from_secs(3_600));
    }

    #[test]
    fn everybody_who_waits_is_woken() {
        let bell = Bell::default();
        let heard = bell.heard();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| bell.wait(heard));
            }
            thread::sleep(Duration::from_millis(5));
            bell.ring();
        });
    }

    #[test]
    fn nobody_waits_longer_than_is_said() {
        let bell = Bell::default();
        let (start, limit) = (Instant::now(), Duration::from_millis(5));
        bell.wait_until(bell.heard(), start + limit);
        assert!(start.elapsed() >= limit);
    }
}
