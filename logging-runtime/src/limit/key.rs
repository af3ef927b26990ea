//! What the limiter knows a line by.

use std::{
    fmt,
    hash::{BuildHasher, DefaultHasher, Hasher, RandomState},
};

/// What identifies a line, or its call site, to the limiter: a keyed hash, since who could find
/// two texts of one key could silence a message of his choice.
///
/// It is of all that is kept of a text: two that only begin alike are different messages. Of one that is longer than
/// a line only the beginning comes here, and hashing 16 KiB costs less than writing them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Key(u64);

impl Key {
    pub(super) fn of(hash_key: &RandomState, write: impl FnOnce(&mut KeyHasher)) -> Key {
        let mut hasher = KeyHasher(hash_key.build_hasher());
        write(&mut hasher);
        Key(hasher.0.finish())
    }

    pub(super) fn fingerprint(self) -> u64 {
        self.0
    }
}

/// Takes a key piece by piece, so that a text does not need to be in one piece. How it is cut into
/// pieces makes no difference.
pub(crate) struct KeyHasher(DefaultHasher);

impl KeyHasher {
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    /// Ends a part of the key: `ab`, `c` is another key than `a`, `bc`. The byte stands in no
    /// text.
    pub(crate) fn end_part(&mut self) {
        self.0.write(&[0xff]);
    }
}

impl fmt::Write for KeyHasher {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.write(text.as_bytes());
        Ok(())
    }
}
