//! The queue in front of the thread that writes, and what is in its place of all that is behind it.

#[path = "../../../logging-runtime/src/sink/batched.rs"]
mod batched;
#[path = "../../../logging-runtime/src/sink/bell.rs"]
mod bell;
#[path = "../../../logging-runtime/src/sink/blocks.rs"]
#[allow(dead_code, reason = "not all of it is used here")]
mod blocks;
#[path = "../../../logging-runtime/src/sink/content.rs"]
#[allow(dead_code, reason = "not all of it is used here")]
mod content;
#[path = "../../../logging-runtime/src/sink/patience.rs"]
mod patience;

mod play;
mod shared;

pub use play::{errors_without_time, lines_after_a_pause, lines_at_the_end, more_lines_than_room};
