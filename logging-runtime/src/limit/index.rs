//! Where in a shard a key is: open addressing with linear probing.
//!
//! What is removed leaves no mark, since what stands behind it moves up: a flood of keys that come and go never makes
//! it anew, and it allocates nothing while it has as many keys as it had.

/// At most three eighths of the places are taken, so that every search comes to one that is free, most at once.
#[derive(Default)]
pub(super) struct Index {
    /// A power of two of them, or none yet.
    places: Vec<Place>,
    len: usize,
}

/// In the upper half a hash, of which as many of the lowest bits as it takes say where the key would be if it were
/// alone; in the lower one the number of its slot, from one on.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place(u64);

impl Index {
    const FEWEST: usize = 64;

    /// The slot of the key with this hash of which `is_it` says that it is the one.
    #[inline]
    pub(super) fn find(&self, hash: u32, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let mut at = self.home(hash);
        loop {
            let place = self.places.get(at)?;
            let slot = place.slot()?;
            if place.hash() == hash && is_it(slot) {
                return Some(slot);
            }
            at = self.after(at);
        }
    }

    /// Makes room for one more key, or says that there is no memory.
    #[inline]
    pub(super) fn reserve(&mut self) -> Option<()> {
        if 8 * (self.len + 1) > 3 * self.places.len() {
            self.resize((2 * self.places.len()).max(Index::FEWEST))?;
        }
        Some(())
    }

    /// Adds a key that is not there, if room was made for it.
    #[inline]
    pub(super) fn insert(&mut self, hash: u32, slot: usize) {
        self.put(Place::new(hash, slot));
        self.len += 1;
    }

    /// Says that the key which was in the one slot is in the other.
    pub(super) fn change(&mut self, hash: u32, from: usize, to: usize) {
        if let Some(at) = self.place_of(hash, from) {
            self.set(at, Place::new(hash, to));
        }
    }

    /// Removes the key that is in a slot.
    #[inline]
    pub(super) fn remove(&mut self, hash: u32, slot: usize) {
        let Some(mut hole) = self.place_of(hash, slot) else {
            return;
        };
        self.len -= 1;
        let mut at = self.after(hole);
        while let Some(place) = self.places.get(at).copied()
            && place != Place::FREE
        {
            // Whether the hole is on the way from where the key would be to where it is.
            if self.distance(self.home(place.hash()), at) >= self.distance(hole, at) {
                self.set(hole, place);
                hole = at;
            }
            at = self.after(at);
        }
        self.set(hole, Place::FREE);
    }

    /// Gives memory back, if few of the places are taken.
    pub(super) fn shrink(&mut self) {
        let wanted = (4 * self.len).next_power_of_two().max(Index::FEWEST);
        if 2 * wanted < self.places.len() {
            // It is as good as it was if there is no memory to make it smaller.
            let _ = self.resize(wanted);
        }
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    #[cfg(test)]
    pub(super) fn n_places(&self) -> usize {
        self.places.len()
    }

    #[cold]
    fn resize(&mut self, n_places: usize) -> Option<()> {
        // A hash tells no more of them apart.
        if n_places > 1 << 31 {
            return None;
        }
        let mut places = Vec::new();
        places.try_reserve_exact(n_places).ok()?;
        places.resize(n_places, Place::FREE);
        let old = std::mem::replace(&mut self.places, places);
        for place in old.into_iter().filter(|place| *place != Place::FREE) {
            self.put(place);
        }
        Some(())
    }

    #[inline]
    fn put(&mut self, new: Place) {
        let mut at = self.home(new.hash());
        while let Some(place) = self.places.get_mut(at) {
            if *place == Place::FREE {
                *place = new;
                return;
            }
            at = self.after(at);
        }
    }

    fn place_of(&self, hash: u32, slot: usize) -> Option<usize> {
        let mut at = self.home(hash);
        loop {
            if self.places.get(at)?.slot()? == slot {
                return Some(at);
            }
            at = self.after(at);
        }
    }

    fn set(&mut self, at: usize, new: Place) {
        if let Some(place) = self.places.get_mut(at) {
            *place = new;
        }
    }

    fn home(&self, hash: u32) -> usize {
        hash as usize & self.last()
    }

    fn after(&self, at: usize) -> usize {
        (at + 1) & self.last()
    }

    /// How many places it is from one on to another.
    fn distance(&self, from: usize, to: usize) -> usize {
        to.wrapping_sub(from) & self.last()
    }

    /// The last place. Of none, one that is not there.
    fn last(&self) -> usize {
        self.places.len().wrapping_sub(1)
    }
}

impl Place {
    const FREE: Place = Place(0);

    fn new(hash: u32, slot: usize) -> Place {
        Place(u64::from(hash) << 32 | (slot as u64 + 1))
    }

    #[allow(clippy::cast_possible_truncation, reason = "it is the upper half")]
    fn hash(self) -> u32 {
        (self.0 >> 32) as u32
    }

    #[allow(clippy::cast_possible_truncation, reason = "it is the lower half")]
    fn slot(self) -> Option<usize> {
        (self.0 as u32).checked_sub(1).map(|slot| slot as usize)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    fn find(index: &Index, hash: u32, slot: usize) -> Option<usize> {
        index.find(hash, |found| found == slot)
    }

    #[test]
    fn of_an_index_without_places_everything_can_be_asked() {
        let mut index = Index::default();
        assert_eq!(find(&index, 7, 7), None);
        index.remove(7, 7);
        index.change(7, 7, 8);
        index.shrink();
        assert_eq!(index.n_places(), 0);
    }

    #[test]
    fn keys_that_come_and_go_take_no_more_memory() {
        let mut index = Index::default();
        for slot in 0..500 {
            index.reserve().expect("memory");
            index.insert(slot, slot as usize);
        }
        let n_places = index.n_places();
        for hash in 500..100_000_u32 {
            index.remove(hash - 500, hash as usize % 500);
            index.reserve().expect("memory");
            index.insert(hash, hash as usize % 500);
        }
        assert_eq!((index.len(), index.n_places()), (500, n_places));
        for hash in 99_500..99_990_u32 {
            index.remove(hash, hash as usize % 500);
        }
        index.shrink();
        assert_eq!((index.len(), index.n_places()), (10, Index::FEWEST));
        assert_eq!(find(&index, 99_999, 499), Some(499));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Few hashes, so that many keys would like to have the same place, also the last one.
        #[test]
        fn it_finds_what_a_map_finds(
            steps in proptest::collection::vec((0_u32..12, 0_usize..60, any::<bool>()), 1..300),
        ) {
            let (mut index, mut map) = (Index::default(), HashMap::new());
            for (hash, slot, is_new) in steps {
                let hash = hash * 5 + 20;
                match map.get(&slot) {
                    None if is_new => {
                        index.reserve().expect("memory");
                        index.insert(hash, slot);
                        map.insert(slot, hash);
                    }
                    None => index.shrink(),
                    Some(&hash) if is_new => {
                        index.change(hash, slot, slot + 100);
                        index.change(hash, slot + 100, slot);
                    }
                    Some(&hash) => {
                        index.remove(hash, slot);
                        map.remove(&slot);
                    }
                }
                prop_assert_eq!(index.len(), map.len());
                for (slot, hash) in &map {
                    prop_assert_eq!(find(&index, *hash, *slot), Some(*slot));
                }
            }
        }
    }
}
