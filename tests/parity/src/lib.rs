//! What the functions under comparison are written with, and how they are run.

mod drops;
mod running;
mod traits;

pub use drops::{Noisy, note, noted};
pub use running::{Pending, block_on, poll_once, recorded, yield_now};
pub use traits::{AutoTraits, Type};
