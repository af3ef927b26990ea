//! What expansions of the macros call. None of it is stable.

pub use tracing::Level;

pub use crate::classify::inner;
pub use crate::classify::levels::{Ask, Asked, Judge, Same, Success, kind_of};
pub use crate::event::{NamedEvent, Recording, check_event_name, plain_key};
#[cfg(feature = "stream")]
pub use crate::lifecycle::Given;
pub use crate::lifecycle::Start;
pub use crate::macros::block::{check_stage_name, returning, value_of};
pub use crate::outcome::Outcome;
pub use crate::site::{JOB, JOB_BEGINS, Options, STAGE, STAGE_BEGINS, Site};
pub use crate::value::{Dbg, Show};

/// The outcome of a word that the macro has checked.
pub const fn outcome(word: &'static str) -> Outcome {
    Outcome::other(word)
}
