//! What the limiter knows a line by: a keyed hash, since who could find two texts of one key could silence a
//! message of his choice. It is of all that is kept of a text: two that only begin alike are different messages.
//!
//! **Two texts have the same key with a probability of at most 2⁻⁶³, whatever they are**, if whoever chose them does
//! not know the secret; of texts longer than a block, 2⁻⁵⁴ for 16 KiB. The hash is made of two that are proven:
//!
//! - NH (Black, Halevi, Krawczyk, Krovetz, Rogaway: UMAC, 1999) makes 128 bits of a block: each pair of its words,
//!   with a secret added to each, is multiplied, and the products are summed up. Two different blocks of one length
//!   have the same sum with a probability of at most 2⁻⁶⁴. Here a block's words and its length say what it is.
//! - Multiply-shift (Dietzfelbinger, 1996): the upper half of a sum of products of words with secrets of 128 bits.
//!   Two different lists of words have the same with a probability of 2⁻⁶⁴. The words are the sum of the block, and
//!   the length of the text with its tag, so texts of two lengths or tags are different lists whatever their sums.
//!
//! Who sees no more than which of his lines pass learns from each that it met none of the others, which he would
//! have expected, so he can as well choose all of them beforehand: of `n` lines, one meets a chosen message with a
//! probability of `n` times 2⁻⁶³, and for one in a million he sends 2⁴³. A key is never written or sent, and its
//! secrets are drawn anew for each limiter, also for that of a forked child. What no proof covers is who floods the
//! table and sees which of his keys had to make room: he may learn which of them share a shard.
//!
//! `SipHash` needs no such argument, but three to four times as many instructions.

use std::hash::{BuildHasher, RandomState};

/// What identifies a line, or its call site, to the limiter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Key(u64);

impl Key {
    pub(super) fn fingerprint(self) -> u64 {
        self.0
    }

    pub(super) fn with_fingerprint(fingerprint: u64) -> Key {
        Key(fingerprint)
    }
}

/// The secrets of a limiter's keys.
pub(super) struct Secret {
    /// For the words of a block, in order.
    words: [[u64; 4]; BLOCK / 32],
    /// For 16 bytes that are left when a block is cut into fours of words.
    rest: [u64; 2],
    /// For the last 16 bytes of a block.
    last: [u64; 2],
    /// For the two halves of its sum, and for what is said of the text.
    list: [u128; 3],
    start: u128,
    /// For what stands before the last block.
    before: u128,
    point: u64,
}

/// Lines are seldom longer. In bytes, a multiple of 32.
const BLOCK: usize = 512;

impl Secret {
    pub(super) fn new() -> Secret {
        let state = RandomState::new();
        let mut n_words = 0_u64;
        let mut word = || {
            n_words += 1;
            state.hash_one(n_words)
        };
        let mut long = || u128::from(word()) << 64 | u128::from(word());
        let (list, start, before) = ([long(), long(), long()], long(), long());
        Secret {
            list,
            start,
            before,
            rest: [word(), word()],
            last: [word(), word()],
            point: word() >> 3,
            words: std::array::from_fn(|_| std::array::from_fn(|_| word())),
        }
    }

    /// The key of a text, which is less than 4 GiB long. Texts with two tags have two keys.
    pub(super) fn key(&self, tag: u32, text: &[u8]) -> Key {
        let (start, sum) = match text.len() {
            ..16 => (self.start, product(ends(text), self.last)),
            16..=BLOCK => (self.start, self.sum(text)),
            _ => self.sum_of_blocks(text),
        };
        let said = (text.len() as u64) << 32 | u64::from(tag);
        let [low, high] = halves(sum);
        let list = self.list.iter().zip([low, high, said]);
        let sum = list.fold(start, |sum, (secret, word)| {
            sum.wrapping_add(secret.wrapping_mul(u128::from(word)))
        });
        Key(halves(sum)[1])
    }

    /// NH of a block of at least 16 bytes. Of one length, no two blocks have the same words.
    #[inline]
    fn sum(&self, block: &[u8]) -> u128 {
        let last = block.last_chunk::<16>().unwrap_or(&[0; 16]);
        let (mut sum, mut other) = (product(words(last), self.last), 0_u128);
        let (fours, rest) = block.as_chunks::<32>();
        for (four, secret) in fours.iter().zip(&self.words) {
            let ([first, second], [for_first, for_second]) = (pairs(words(four)), pairs(*secret));
            sum = sum.wrapping_add(product(first, for_first));
            other = other.wrapping_add(product(second, for_second));
        }
        // What is left behind these is among the last 16 bytes.
        if let Some(first) = rest.first_chunk::<16>() {
            sum = sum.wrapping_add(product(words(first), self.rest));
        }
        sum.wrapping_add(other)
    }

    /// What is said of a text of more than a block: its last bytes are one, which ends the list. Of all others the
    /// sums, in three parts each, are the coefficients of a polynomial, whose value at a secret point is taken modulo
    /// 2⁶¹ - 1. Two of degree `n` have the same at no more than `n` points.
    #[cold]
    fn sum_of_blocks(&self, text: &[u8]) -> (u128, u128) {
        const PRIME: u128 = (1 << 61) - 1;
        let mut value = 0;
        for block in text.as_chunks::<BLOCK>().0 {
            let sum = self.sum(block);
            for part in [sum, sum >> 43, sum >> 86] {
                let [part, _] = halves(part & ((1 << 43) - 1));
                let product = u128::from(value + part) * u128::from(self.point);
                // Twice, so that it does not grow from part to part.
                let folded = (product >> 61) + (product & PRIME);
                [value, _] = halves((folded >> 61) + (folded & PRIME));
            }
        }
        let start = self.before.wrapping_mul(u128::from(value));
        let last = text.last_chunk::<BLOCK>().unwrap_or(&[0; BLOCK]);
        (self.start.wrapping_add(start), self.sum(last))
    }
}

fn product([a, b]: [u64; 2], [k, l]: [u64; 2]) -> u128 {
    u128::from(a.wrapping_add(k)) * u128::from(b.wrapping_add(l))
}

fn pairs([a, b, c, d]: [u64; 4]) -> [[u64; 2]; 2] {
    [[a, b], [c, d]]
}

/// The lower and the upper half.
#[allow(
    clippy::cast_possible_truncation,
    reason = "what is cut off is the other half"
)]
fn halves(long: u128) -> [u64; 2] {
    [long as u64, (long >> 64) as u64]
}

/// Bytes as words, which are as many as fill them.
fn words<const BYTES: usize, const WORDS: usize>(bytes: &[u8; BYTES]) -> [u64; WORDS] {
    let (words, _) = bytes.as_chunks::<8>();
    std::array::from_fn(|at| words.get(at).map_or(0, |word| u64::from_le_bytes(*word)))
}

/// The first and the last bytes of a block of less than 16: together they are all.
fn ends(block: &[u8]) -> [u64; 2] {
    if let (Some(first), Some(last)) = (block.first_chunk(), block.last_chunk()) {
        return [*first, *last].map(u64::from_le_bytes);
    }
    if let (Some(first), Some(last)) = (block.first_chunk(), block.last_chunk()) {
        return [*first, *last].map(|word| u64::from(u32::from_le_bytes(word)));
    }
    let few = |word, byte: &u8| word << 8 | u64::from(*byte);
    [block.iter().fold(0, few), 0]
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_byte_and_the_length_count_whatever_the_length() {
        let secret = Secret::new();
        let mut keys = HashSet::new();
        for len in (0..100)
            .chain(BLOCK - 40..BLOCK + 40)
            .chain(3 * BLOCK - 2..3 * BLOCK + 2)
        {
            let mut text = vec![0; len];
            assert!(keys.insert(secret.key(0, &text).0), "{len}");
            for at in 0..len {
                text[at] = 1;
                assert!(keys.insert(secret.key(0, &text).0), "{at} of {len}");
                text[at] = 0;
            }
        }
    }

    #[test]
    fn a_part_of_a_text_is_read_where_it_stands() {
        let secret = Secret::new();
        let mut keys = HashSet::new();
        // Words, fours of words and blocks that change their places are other texts.
        for size in [8, 16, 32, BLOCK] {
            let mut parts = [b'a', b'b', b'c'].map(|byte| vec![byte; size]);
            for (first, second) in [(0, 0), (0, 1), (1, 2), (0, 2)] {
                parts.swap(first, second);
                assert!(keys.insert(secret.key(0, &parts.concat()).0), "{size}");
            }
        }
    }

    #[test]
    fn every_bit_of_a_key_is_as_often_set_as_not() {
        let secret = Secret::new();
        let keys: Vec<u64> = (0..10_000_u32)
            .map(|n| secret.key(0, &n.to_le_bytes()).0)
            .collect();
        for bit in 0..64 {
            let n_set = keys.iter().filter(|key| *key >> bit & 1 == 1).count();
            assert!((4_000..6_000).contains(&n_set), "bit {bit}: {n_set}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn two_texts_or_tags_have_two_keys(
            one in (0_u32..3, proptest::collection::vec(0_u8..2, 0..40)),
            other in (0_u32..3, proptest::collection::vec(0_u8..2, 0..40)),
        ) {
            let secret = Secret::new();
            let key = |(tag, text): &(u32, Vec<u8>)| secret.key(*tag, text);
            prop_assert_eq!(key(&one) == key(&other), one == other);
        }
    }
}
