//! The one word of a site. Its two lowest bits say what the others are, and whether anybody wants the
//! site's lines: that is asked far more often than anything else, and takes one load.

#![allow(unsafe_code)]

use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

use super::Kept;
use super::options::{self, Options};

pub(super) struct Word(AtomicPtr<()>);

/// What is known of a site now.
pub(super) enum Known {
    Options(&'static Options),
    Kept(&'static Kept),
}

/// The bits that say what the others are.
const TAG: usize = 0b11;
/// The number of one of the plain options, shifted behind the tag, or a pointer to others.
const OPTIONS: usize = 0;
/// A pointer to what is kept. Nobody has asked yet whether anybody wants the lines.
const UNKNOWN: usize = 1;
/// The same, and nobody wants them.
const UNWANTED: usize = 2;
/// The same, and somebody wants them.
const WANTED: usize = 3;

const _: () = assert!(align_of::<Options>() > TAG && align_of::<Kept>() > TAG);

impl Word {
    pub(super) const fn plain(number: usize) -> Word {
        assert!(number < options::PLAIN.len());
        let shifted = number * (TAG + 1);
        Word(AtomicPtr::new(ptr::without_provenance_mut(shifted)))
    }

    pub(super) const fn options(options: &'static Options) -> Word {
        Word(AtomicPtr::new(ptr::from_ref(options).cast_mut().cast()))
    }

    /// Whether anybody wants what is written at the site, if that is known.
    #[inline]
    pub(super) fn said(&self) -> Option<bool> {
        match self.0.load(Ordering::Relaxed).addr() & TAG {
            WANTED => Some(true),
            UNWANTED => Some(false),
            _ => None,
        }
    }

    #[inline]
    pub(super) fn known(&self) -> Known {
        let word = self.0.load(Ordering::Acquire);
        // SAFETY: it is what `plain` or `options` has made, or else `keep`. Both pointers are to what is
        // never freed and not changed.
        unsafe {
            match word.addr() & TAG {
                OPTIONS => Known::Options(match options::PLAIN.get(word.addr() / (TAG + 1)) {
                    Some(plain) => plain,
                    None => &*word.cast(),
                }),
                _ => Known::Kept(&*kept_in(word)),
            }
        }
    }

    /// Keeps this for as long as the program runs, unless another thread has kept the same.
    pub(super) fn keep(&self, kept: Kept) -> &'static Kept {
        let before = self.0.load(Ordering::Acquire);
        if let Known::Kept(kept) = self.known() {
            return kept;
        }
        let kept = Box::into_raw(Box::new(kept));
        let word = tagged(kept, UNKNOWN);
        let (success, failure) = (Ordering::AcqRel, Ordering::Acquire);
        match self.0.compare_exchange(before, word, success, failure) {
            // SAFETY: it comes from `Box::into_raw` and is never freed.
            Ok(_) => unsafe { &*kept },
            Err(theirs) => {
                // SAFETY: it comes from `Box::into_raw`, and nobody else has seen it.
                drop(unsafe { Box::from_raw(kept) });
                // SAFETY: what another thread has stored since is what this function stores, or `say`.
                unsafe { &*kept_in(theirs) }
            }
        }
    }

    /// Says of a site that is kept whether anybody wants its lines.
    pub(super) fn say(&self, is_wanted: bool) {
        let word = self.0.load(Ordering::Acquire);
        if word.addr() & TAG != OPTIONS {
            let tag = if is_wanted { WANTED } else { UNWANTED };
            self.0.store(tagged(kept_in(word), tag), Ordering::Release);
        }
    }
}

fn kept_in(word: *mut ()) -> *mut Kept {
    word.map_addr(|word| word & !TAG).cast()
}

fn tagged(kept: *mut Kept, tag: usize) -> *mut () {
    kept.map_addr(|kept| kept | tag).cast()
}

#[cfg(test)]
mod tests {
    use once_cell::race::{OnceBox, OnceRef};

    use super::super::{NOWHERE, Place, list};
    use super::*;

    fn kept(options: &'static Options) -> Kept {
        Kept {
            options,
            place: Place { ..NOWHERE },
            next: list::Next::default(),
            span: OnceRef::new(),
            plan: OnceBox::new(),
        }
    }

    fn options(word: &Word) -> &'static Options {
        match word.known() {
            Known::Options(options) => options,
            Known::Kept(kept) => kept.options,
        }
    }

    #[test]
    fn a_word_knows_its_options_before_and_after_it_is_kept_whatever_is_said() {
        static OWN: Options = Options::METRIC;
        let plain =
            (0..options::PLAIN.len()).map(|number| (Word::plain(number), options::PLAIN[number]));
        for (word, expected) in plain.chain([(Word::options(&OWN), &OWN)]) {
            word.say(true);
            assert!(ptr::eq(options(&word), expected));
            assert_eq!(word.said(), None);
            let first = ptr::from_ref(word.keep(kept(expected)));
            for said in [None, Some(true), Some(false), Some(true)] {
                if let Some(said) = said {
                    word.say(said);
                }
                assert_eq!(word.said(), said);
                assert!(ptr::eq(options(&word), expected));
                assert!(ptr::eq(word.keep(kept(expected)), first));
            }
        }
    }
}
