//! The catalogue, by kind of fault.

mod bytes;
mod descriptor;
mod incumbent;
mod life;
mod nth;
mod process;
mod time;
mod user;

use crate::case::Case;

/// The kinds of fault, in the order of the table.
pub(crate) const GROUPS: [(&str, &[Case]); 8] = [
    ("Where the incumbent fails", incumbent::CASES),
    ("Descriptors", descriptor::CASES),
    ("Code of the user", user::CASES),
    ("Processes and threads", life::CASES),
    ("Bytes", bytes::CASES),
    ("Time", time::CASES),
    ("Subprocesses", process::CASES),
    ("The Nth failure", nth::CASES),
];

pub(crate) fn all() -> impl Iterator<Item = Case> {
    GROUPS
        .into_iter()
        .flat_map(|(_, group)| group.iter().copied())
}
