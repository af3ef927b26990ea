//! What an annotated function has in common with the plain one. Compiled in each edition.

#![deny(warnings, clippy::all, clippy::pedantic)]
// The same source with other attributes in scope is what this is about.
#![allow(clippy::duplicate_mod)]

/// Each value by a name, as text.
macro_rules! values {
    ($($name:literal $value:expr),* $(,)?) => {
        vec![$(($name, format!("{:?}", $value))),*]
    };
}

mod annotated;
mod auto_traits;
mod bare;
mod drops;
mod sizes;
mod values;
