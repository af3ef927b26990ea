//! What expansions of the macros call. None of it is stable.

pub use tracing::Level;

pub use crate::classify::levels::{Probe, Settle};
pub use crate::classify::{Verdict, levels::inner};
pub use crate::event::{NamedEvent, Recording, check_event_name, plain_key};
pub use crate::lifecycle::{Guard, Staged, Start, begin, call, lazy};
pub use crate::outcome::Outcome;
pub use crate::site::Site;
pub use crate::value::{Dbg, Show};

/// The traits of classification, to be imported by a glob.
pub mod levels {
    pub use crate::classify::levels::{
        L1 as _, L2 as _, L3 as _, L4 as _, L5 as _, L6 as _, L7 as _, L9 as _, L10 as _, L11 as _,
        L12 as _, S1 as _, S2 as _, S3 as _, S4 as _, S5 as _, S6 as _, S7 as _,
    };
}

/// Parameters that are taken by themselves.
pub mod param {
    pub use crate::param::{P1 as _, P2 as _, P3 as _};
}
pub use crate::param::Param;

/// The outcome of a word that the macro has checked.
pub const fn outcome(word: &'static str) -> Outcome {
    Outcome::other(word)
}

/// What the function given as `outcome` says of a value, with the rest of what was seen of it.
pub fn overruled<T: ?Sized>(
    value: &T,
    outcome: impl FnOnce(&T) -> Outcome,
    seen: Verdict,
) -> Verdict {
    seen.overruled(outcome(value))
}
