//! What holds for every input. `fuzz/README.md` says it in prose.
//!
//! Each module is one target: its `check` takes the bytes that a fuzzer, or the smoke run in
//! `tests`, has made up, and panics where an invariant does not hold.

pub mod arguments;
pub mod environment;
pub mod line;
pub mod redaction;
pub mod tail;
