use std::thread;

use super::*;
use crate::context::scope;

fn node() -> NodeRef {
    NodeRef::new(None, || Kind::Narrowed { run: None })
}

#[test]
fn a_thread_keeps_no_more_than_is_said() {
    let kept = crate::line::spare::KEPT + scope::KEPT + spare::KEPT;
    assert!(kept <= 22 << 10, "{kept}");
}

#[test]
fn what_the_last_owner_leaves_is_used_again() {
    let first = node();
    let place = first.as_ptr();
    first.scope.set(scope::take());
    let second = first.clone();
    drop(first);
    let other = node();
    assert_ne!(other.as_ptr(), place);
    drop(second);
    let again = node();
    assert_eq!(again.as_ptr(), place);
    assert!(!again.has_scope());
}

#[test]
fn owners_on_many_threads_end_in_any_order() {
    for _ in 0..100 {
        let shared = node();
        shared.scope.set(scope::take());
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let mine = shared.clone();
                thread::spawn(move || mine.clone().has_scope() && mine.has_scope())
            })
            .collect();
        drop(shared);
        for thread in threads {
            assert!(thread.join().expect("no panic"));
        }
    }
}

#[test]
fn a_pointer_that_owns_comes_back_as_an_owner() {
    let pointer = node().into_raw();
    // SAFETY: it comes from `into_raw`, once.
    let back = unsafe { NodeRef::from_raw(pointer) };
    assert_eq!(back.as_ptr(), pointer);
    assert_eq!(back.owners(), 1);
}
