//! The keys of a site's own fields, which are given in the same order each time: what is known of each is found out
//! once, and no table has to be asked for it.

#![allow(
    clippy::inline_always,
    reason = "a look-up that is not in line costs as much again"
)]

use std::ptr;

use once_cell::race::OnceBox;

use super::keys::Keys;
use super::known::Known;
use super::rules::Rules;
use super::schema::{DETAIL, Giver, Named, OTHER, Rank};
use super::simple::Form;

/// So many keys are known; more are looked up each time.
const LONGEST: usize = 8;

/// No value that is written as it is here is longer.
pub(super) const LONGEST_VALUE: usize = 64;

/// The keys by their places, each of which is known from when it was first given.
#[derive(Debug)]
pub(crate) struct Sequence {
    rules: &'static Rules,
    giver: Giver,
    places: [OnceBox<Place>; LONGEST],
}

/// A key at its place.
#[derive(Debug)]
pub(super) struct Place {
    key: &'static str,
    /// A bit for each form of a value that is written under it as it is. None of a key that stands before what a
    /// run or an event says of itself, that was given before, or that is long.
    takes: u8,
    pub(super) rank: Rank,
    pub(super) keys: Keys,
    /// `,"key":`, and how much of it that is.
    pub(super) fragment: [u8; Known::SHORT],
    pub(super) length: usize,
}

impl Sequence {
    pub(crate) fn new(rules: &'static Rules, giver: Giver) -> Sequence {
        Sequence {
            rules,
            giver,
            places: Default::default(),
        }
    }

    /// The sequence of keys that are known beforehand.
    pub(crate) fn of(
        rules: &'static Rules,
        giver: Giver,
        keys: impl IntoIterator<Item = &'static str>,
    ) -> Sequence {
        let sequence = Sequence::new(rules, giver);
        for (at, key) in keys.into_iter().take(LONGEST).enumerate() {
            sequence.learn(at, key);
        }
        sequence
    }

    /// What is known of a key that was given at this place before, under which a value of this form is written as
    /// it is.
    #[inline(always)]
    pub(super) fn plain(&self, at: usize, key: &'static str, form: Form) -> Option<&Place> {
        let place = self.place_of(at, key)?;
        (place.takes & bit(form) != 0).then_some(place)
    }

    /// Whether that is so for any form: then the key is none that the framework writes itself.
    pub(super) fn is_plain(&self, at: usize, key: &'static str) -> bool {
        self.place_of(at, key).is_some_and(|place| place.takes != 0)
    }

    #[inline(always)]
    fn place_of(&self, at: usize, key: &'static str) -> Option<&Place> {
        let place = self.places.get(at)?.get()?;
        // A constant may stand in two places, and then it is looked up.
        ptr::eq(place.key, key).then_some(place)
    }

    /// Takes note of the key that is given at this place. Whether it is the one that is known there.
    pub(super) fn learn(&self, at: usize, key: &'static str) -> bool {
        let Some(place) = self.places.get(at) else {
            return false;
        };
        let known = place.get_or_init(|| Box::new(self.place(at, key)));
        known.key == key
    }

    fn place(&self, at: usize, key: &'static str) -> Place {
        let known = Known::new(self.rules, key);
        let is_new = |place: &OnceBox<Place>| place.get().is_some_and(|place| place.key != key);
        // A record says itself where it comes from.
        let is_own = self.giver == Giver::Foreign && known.rank == Named::Target.rank();
        let is_plain = (DETAIL + 1..=OTHER).contains(&known.rank)
            && !is_own
            && self.rules.max_value >= LONGEST_VALUE
            && self.places.iter().take(at).all(is_new);
        let short = known.short().filter(|_| is_plain);
        let mut takes = 0;
        for form in Form::ALL {
            if short.is_some() && known.takes_form(self.giver, form) {
                takes |= bit(form);
            }
        }
        Place {
            key,
            takes,
            rank: known.rank,
            keys: known.keys,
            fragment: short.unwrap_or_default(),
            length: known.fragment().len(),
        }
    }
}

#[inline(always)]
fn bit(form: Form) -> u8 {
    1 << form as u8
}
