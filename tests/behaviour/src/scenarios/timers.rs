//! Jobs and stages that are timed by hand.

use logging_runtime::{JobTimer, Outcome, StageTimer, evt, init};

scenarios!(timers, timers_dropped, finished_elsewhere,);

fn timers() {
    let _guard = init();
    let job = JobTimer::start("by_hand", Some("j-1"));
    evt!("outside");
    job.scope(|| {
        let stage = StageTimer::start_with("step", &[("attempt", &1), ("none", &None::<u8>)]);
        evt!("in_the_job_only");
        stage.scope(|| evt!("in_the_stage"));
        stage.record("bytes", 512);
        stage.finish(Outcome::Timeout);
    });
    job.record("videos", 3);
    job.finish(Outcome::Success);
}

fn timers_dropped() {
    let _guard = init();
    let job = JobTimer::start("by_hand", Some("j-1"));
    job.scope(|| drop(StageTimer::start("step")));
    drop(job);
}

fn finished_elsewhere() {
    let _guard = init();
    let job = JobTimer::start("by_hand", Some("j-1"));
    let stage = job.scope(|| StageTimer::start("step"));
    job.finish(Outcome::Success);
    std::thread::spawn(move || stage.finish(Outcome::Success))
        .join()
        .expect("the thread ends");
}
