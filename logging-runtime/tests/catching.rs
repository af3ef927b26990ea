//! What a program holds of its logging may be used inside of `catch_unwind`, and after it.

use std::panic::{RefUnwindSafe, UnwindSafe, catch_unwind};

use logging_runtime::{Context, Guard, Handle, InContext, JobTimer, Outcome, StageTimer};

fn is_safe<T: UnwindSafe + RefUnwindSafe>() {}

#[test]
fn handles_and_timers_may_be_held_over_a_panic() {
    is_safe::<Guard>();
    is_safe::<Handle>();
    is_safe::<StageTimer>();
    is_safe::<JobTimer>();
    let timer = StageTimer::start("download");
    assert!(catch_unwind(|| timer.scope(|| panic!("no luck"))).is_err());
    timer.finish(Outcome::Error);
}

#[test]
fn a_context_around_a_future_leaves_it_as_safe_as_it_is() {
    let context = Context::default().with("video_id", "v-1");
    assert!(catch_unwind(|| context.scope(|| panic!("no luck"))).is_err());
    let ready = std::future::ready(1).in_context(context);
    assert!(catch_unwind(move || drop(ready)).is_ok());
}

#[cfg(feature = "stream")]
#[test]
fn a_stage_around_a_stream_leaves_it_as_safe_as_it_is() {
    use logging_runtime::InStage;

    let stream = futures::stream::iter([1, 2]).in_stage("numbers");
    assert!(catch_unwind(move || drop(stream)).is_ok());
}
