//! Sets of keys, as two words, and how they stand to each other in a line.

use super::schema::{DETAIL, OTHER, Rank};
use super::seen::Ends;

/// A set of keys: exact for those of the schema, and for the others a filter that says of some which
/// are not there that they may be.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Keys {
    /// A bit for each rank, of which that of the free keys says that there are any.
    pub(super) schema: u64,
    /// A bit for each hash.
    pub(super) free: u64,
}

impl Keys {
    pub(super) const NONE: Keys = Keys { schema: 0, free: 0 };

    /// One key, as it stands in a line.
    pub(super) fn of(rank: Rank, key: &[u8]) -> Keys {
        if rank == OTHER {
            Keys {
                schema: 1 << OTHER,
                free: 1 << (Ends::of(key).hash() >> 58),
            }
        } else {
            Keys {
                schema: 1 << rank,
                free: 0,
            }
        }
    }

    pub(super) fn with(self, other: Keys) -> Keys {
        Keys {
            schema: self.schema | other.schema,
            free: self.free | other.free,
        }
    }

    /// Whether none stands behind `detail`.
    #[inline]
    pub(super) fn has_only_head(self) -> bool {
        self.schema & !HEAD == 0
    }

    pub(super) fn may_have(self, other: Keys) -> bool {
        // That both have keys which the schema does not know says nothing.
        (self.schema & other.schema & !(1 << OTHER)) | (self.free & other.free) != 0
    }
}

/// The keys up to `detail`, and those of the schema behind it.
pub(super) const HEAD: u64 = (2 << DETAIL) - 1;
pub(super) const MIDDLE: u64 = ((1 << OTHER) - 1) & !HEAD;
/// Whether there is any key that the schema does not know.
pub(super) const FREE: u64 = 1 << OTHER;

/// Whether all of the first keys of the schema stand before all of the second.
#[inline]
pub(super) fn is_before(first: u64, second: u64) -> bool {
    // Of the second, the lowest bit; of none, a number above all.
    second == 0 || first < (second & second.wrapping_neg())
}

/// Whether the first keys stand before the second, or behind them; nothing where they are mixed.
#[inline]
pub(super) fn is_first(first: u64, second: u64) -> Option<bool> {
    let before = is_before(first, second);
    (before || is_before(second, first)).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_a_list_is_never_overlooked() {
        let one = Keys::of(OTHER, b"proxy");
        assert!(one.may_have(Keys::of(OTHER, b"proxy")));
        assert!(!one.may_have(Keys::of(3, b"proxy")));
        assert!(one.with(Keys::of(3, b"x")).may_have(Keys::of(3, b"y")));
    }
}
