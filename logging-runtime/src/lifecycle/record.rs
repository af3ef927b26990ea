//! What a run's body says of it while it runs.

use std::fmt::Display;

use crate::context::current;
use crate::context::node::{Node, RunState};
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
    change(|_, run| run.changes().outcome = Some(outcome));
}

/// Puts this text as `detail` on the result line of the current stage, or outside a stage of the
/// current job.
pub fn set_detail(detail: impl Display) {
    change(|node, run| {
        let text = user::display(&detail, node.rules().max_value).text;
        run.changes().detail = Some(text);
    });
}

/// Adds a field to the result line of the current run.
pub(crate) fn record(key: &str, value: &(impl Value + ?Sized)) {
    change(|node, run| {
        // The value's code runs before the lock is taken.
        let mut field = crate::line::Fields::default();
        field.push(node.rules(), Giver::Run, key, value.capture());
        run.changes().recorded.replace(&field);
    });
}

fn change(how: impl FnOnce(&Node, &RunState)) {
    if let Some(node) = current::get()
        && let Some(node) = Node::nearest_run(&node)
        && let Some(run) = node.state()
    {
        how(node, run);
    }
}
