//! What a line says, for those who have to choose between lines, and count what became of them.

use tracing::Level;

/// What a line says.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content {
    Line(Weight),
    /// The same, and how many others were held back before.
    Held(Weight, u64),
    /// How many lines were lost before.
    Losses(Lines),
}

impl Content {
    /// A line that tells of losses is no loss itself, so nobody waits for it.
    pub(super) fn weight(self) -> Weight {
        match self {
            Content::Line(weight) | Content::Held(weight, _) => weight,
            Content::Losses(_) => Weight::PLAIN,
        }
    }
}

/// What a line is, for those who have to choose between lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Weight {
    /// It tells of a job or stage: where the queue has no room the caller waits. Others are dropped.
    pub(crate) lifecycle: bool,
    /// It is an error: the caller waits until it is written.
    pub(crate) urgent: bool,
}

impl Weight {
    pub(crate) const LIFECYCLE: Weight = Weight {
        lifecycle: true,
        urgent: false,
    };
    pub(crate) const PLAIN: Weight = Weight {
        lifecycle: false,
        urgent: false,
    };

    #[inline]
    pub(crate) fn of(lifecycle: bool, level: Level) -> Weight {
        Weight {
            lifecycle,
            urgent: level == Level::ERROR,
        }
    }
}

/// Numbers of lines, by what they tell of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lines {
    pub(crate) lifecycle: u64,
    pub(crate) others: u64,
    /// Lines that were held back, of which one of these would have told.
    pub(crate) held: u64,
}

impl Lines {
    pub(crate) fn one(weight: Weight) -> Lines {
        let lifecycle = u64::from(weight.lifecycle);
        Lines {
            lifecycle,
            others: 1 - lifecycle,
            held: 0,
        }
    }

    /// How many were lost.
    pub(crate) fn total(self) -> u64 {
        self.lifecycle + self.others
    }
}
