//! The progress bar on standard error.

use indicatif::{ProgressBar, ProgressStyle};

/// Counts finished jobs. Draws nothing where standard error is no terminal.
pub(crate) fn bar(jobs: usize) -> ProgressBar {
    let bar = ProgressBar::new(jobs as u64);
    // The template is a constant; should it ever be refused, the plain bar does as well.
    match ProgressStyle::with_template("{bar:30} {pos}/{len} jobs, {elapsed}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
