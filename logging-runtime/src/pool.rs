//! What a thread keeps for its next use, so that nothing has to be allocated.

use std::cell::Cell;

/// At most so many boxes of a thread. Code that comes back here while one is in use gets another.
pub(crate) struct Pool<T, const N: usize> {
    kept: [Cell<Option<Box<T>>>; N],
    n: Cell<usize>,
}

impl<T, const N: usize> Pool<T, N> {
    pub(crate) const fn new() -> Self {
        Pool {
            kept: [const { Cell::new(None) }; N],
            n: Cell::new(0),
        }
    }

    /// The one that was kept last, if there is any.
    #[inline]
    pub(crate) fn take(&self) -> Option<Box<T>> {
        let last = self.n.get().checked_sub(1)?;
        self.n.set(last);
        self.kept.get(last)?.take()
    }

    /// Keeps one more, if there is room for it.
    #[inline]
    pub(crate) fn give(&self, one: Box<T>) {
        let n = self.n.get();
        if let Some(place) = self.kept.get(n) {
            self.n.set(n + 1);
            place.set(Some(one));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_one_that_was_given_comes_back_first_and_no_more_are_kept_than_have_room() {
        let pool = Pool::<u8, 2>::new();
        assert_eq!(pool.take(), None);
        (1..=3).for_each(|n| pool.give(Box::new(n)));
        let taken = [pool.take(), pool.take(), pool.take()];
        assert_eq!(
            taken.map(|one| one.map(|one| *one)),
            [Some(2), Some(1), None]
        );
        pool.give(Box::new(4));
        assert_eq!(pool.take().map(|one| *one), Some(4));
    }
}
