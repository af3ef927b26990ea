//! What a run's body says of it while it runs.

use std::fmt::Display;

use crate::context::current;
use crate::context::node::{Changes, Node};
use crate::line::Giver;
use crate::outcome::Outcome;
use crate::user;
use crate::value::Value;

/// Ends the current stage, or outside a stage the current job, with this outcome whatever its value
/// says.
///
/// ```
/// use logging_runtime::{set_outcome, stage, Outcome};
///
/// #[stage("asr")]
/// fn transcribe(words: usize) -> usize {
///     if words < 10 {
///         set_outcome(Outcome::other("partial"));
///     }
///     words
/// }
/// # transcribe(3);
/// ```
pub fn set_outcome(outcome: Outcome) {
    change(|_| move |changes: &mut Changes| changes.outcome = Some(outcome));
}

/// Puts this text as `detail` on the result line of the current stage, or outside a stage of the
/// current job.
pub fn set_detail(detail: impl Display) {
    change(|node| {
        let text = user::display(&detail, node.rules().max_value).text;
        move |changes: &mut Changes| changes.detail = Some(text)
    });
}

/// Adds a field to the result line of the current run.
pub(crate) fn record(key: &str, value: &(impl Value + ?Sized)) {
    change(|node| {
        let mut field = crate::line::Fields::default();
        field.push(node.rules(), Giver::Run, key, value.capture());
        move |changes: &mut Changes| changes.recorded.replace(&field)
    });
}

/// Code of the user runs in `prepare`, before the lock is taken.
fn change<C: FnOnce(&mut Changes)>(prepare: impl FnOnce(&Node) -> C) {
    if let Some(node) = current::get()
        && let Some(node) = Node::nearest_run(&node)
        && let Some(run) = node.state()
    {
        let change = prepare(node);
        if let Some(mut changes) = run.changes() {
            change(&mut changes);
        }
    }
}
