//! The thread's own slot, for code that migrates from `set_job_ctx` and `clear_job_ctx`.

use std::cell::RefCell;

use super::current;
use super::node::Node;
use super::scope;
use super::shared::NodeRef;
use crate::lane;
use crate::line::{Giver, read};
use crate::value::Value;

thread_local! {
    static SLOT: RefCell<Option<NodeRef>> = const { RefCell::new(None) };
}

/// The slot, seen only where no scope is current.
pub(crate) fn slot() -> Option<NodeRef> {
    SLOT.try_with(|slot| slot.try_borrow().ok()?.clone()).ok()?
}

/// Puts a job's id and a video's id on every line that this thread writes from now on, until
/// [`clear_job_ctx`]. Each value that is given replaces the one before, the others stay.
///
/// This is for code that migrates. It is seen only where no `#[job]`, `#[stage]` or
/// [`Context`](crate::Context) scope is current, and it does not follow an `.await` to another
/// thread: `#[job]` does.
///
/// ```
/// use logging_runtime::{clear_job_ctx, get_job_ctx, set_job_ctx};
/// set_job_ctx(Some("j-1"), None);
/// set_job_ctx(None, Some("v-1"));
/// assert_eq!(get_job_ctx(), (Some("j-1".into()), Some("v-1".into())));
/// clear_job_ctx();
/// assert_eq!(get_job_ctx(), (None, None));
/// ```
pub fn set_job_ctx(job_id: Option<&str>, video_id: Option<&str>) {
    let before = slot();
    let rules = lane::rules(lane::current());
    let mut scope = scope::take();
    let given = &mut scope.context;
    given.push(rules, Giver::Context, "job_id", said(job_id).capture());
    given.push(rules, Giver::Context, "video_id", said(video_id).capture());
    if let Some(node) = &before {
        scope.take_over_context(node.scope());
    }
    put(Some(Node::narrowed(None, scope)));
}

/// Code that hands on what it was sent says `""` where it has none.
fn said(value: Option<&str>) -> Option<&str> {
    value.filter(|value| !value.is_empty())
}

/// Empties the slot that [`set_job_ctx`] filled.
pub fn clear_job_ctx() {
    put(None);
}

/// The job's id and the video's id that lines written here would carry.
pub fn get_job_ctx() -> (Option<String>, Option<String>) {
    let node = current::get();
    let text = |key| read::text(node.as_ref()?.scope().of_context(key)?);
    (text("job_id"), text("video_id"))
}

fn put(node: Option<NodeRef>) {
    // What is replaced is dropped after the borrow has ended.
    let _before = SLOT.try_with(|slot| match slot.try_borrow_mut() {
        Ok(mut slot) => std::mem::replace(&mut *slot, node),
        Err(_) => node,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_value_is_no_value() {
        set_job_ctx(Some(""), None);
        assert_eq!(get_job_ctx(), (None, None));
        set_job_ctx(Some("j-1"), Some(""));
        set_job_ctx(Some(""), Some("v-1"));
        assert_eq!(get_job_ctx(), (Some("j-1".into()), Some("v-1".into())));
        clear_job_ctx();
    }
}
