//! The catalogue, by kind of fault.

mod broken;
mod bytes;
mod ends;
mod forks;
mod incumbent;
mod nth;
mod process;
mod shared;
mod slow;
mod threads;
mod time;
mod user;

use crate::case::Case;

/// The kinds of fault, in the order of the table.
pub(crate) const GROUPS: [(&str, &[&[Case]]); 8] = [
    ("Where the incumbent fails", &[incumbent::CASES]),
    ("Descriptors", &[broken::CASES, slow::CASES, shared::CASES]),
    ("Code of the user", &[user::CASES]),
    (
        "Processes and threads",
        &[ends::CASES, forks::CASES, threads::CASES],
    ),
    ("Bytes", &[bytes::CASES]),
    ("Time", &[time::CASES]),
    ("Subprocesses", &[process::CASES]),
    ("The Nth failure", &[nth::CASES]),
];

pub(crate) fn all() -> impl Iterator<Item = Case> {
    GROUPS.into_iter().flat_map(|(_, parts)| parts.concat())
}
