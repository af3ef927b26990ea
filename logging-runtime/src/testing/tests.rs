//! Captures beside each other, and the suite on what keeps its promises and on what does not.

use std::io::{self, Write};
use std::sync::{Arc, Barrier, Mutex};
use std::task::{Context as Task, Poll, Waker};
use std::time::Duration;

use futures::executor::block_on;

use super::{Events, capture, capture_future, capture_with, conformance};
use crate::{
    Context, InContext, JobTimer, Logging, Outcome, StageTimer, clear_job_ctx, evt, set_job_ctx,
    thread,
};

#[test]
fn what_a_closure_logs_is_captured_in_order() {
    let events = capture(|| {
        tracing::trace!(n = 1, "first");
        log::debug!("second");
        evt!("third", nested = crate::json(&[1, 2]));
    });
    events.assert_names(&["log", "log", "third"]);
    let details = events
        .iter()
        .map(|event| event.get("detail").and_then(super::Json::as_str));
    assert!(details.eq([Some("first"), Some("second"), None]));
    assert_eq!(
        events[2].get("nested").expect("a field").to_string(),
        "[1,2]"
    );
}

#[test]
fn of_a_key_given_twice_the_first_value_stands_and_of_one_given_again_the_last() {
    let events = capture(|| {
        evt!("a", "x y" = 2, "x y" = 3);
        log::info!(n = 1, n = 2; "of log");
        tracing::info!(n = 1, n = 2, "of tracing");
        let context = Context::current().with("n", 1).with("n", 2);
        context.scope(|| evt!("b"));
    });
    let fields = |line: usize, key| events[line].get(key).map(ToString::to_string);
    assert_eq!(fields(0, "x y").as_deref(), Some("2"));
    assert_eq!(fields(1, "n").as_deref(), Some("1"));
    assert_eq!(fields(1, "field_n"), None);
    assert_eq!(fields(2, "n").as_deref(), Some("1"));
    assert_eq!(fields(2, "field_n").as_deref(), Some("2"));
    assert_eq!(fields(3, "n").as_deref(), Some("2"));
}

#[test]
fn nothing_logged_is_nothing_captured() {
    assert!(capture(|| ()).is_empty());
}

#[test]
fn tests_at_the_same_time_do_not_see_each_other() {
    let barrier = Arc::new(Barrier::new(8));
    let one = |number: u64| {
        let barrier = Arc::clone(&barrier);
        std::thread::spawn(move || {
            let events = capture(|| {
                for n in 0..50 {
                    barrier.wait();
                    evt!("mine", number = number, n = n);
                    let inner = move || tracing::info!(number, "mine, elsewhere");
                    thread::spawn(inner).join().expect("no panic");
                }
            });
            assert_eq!(events.len(), 100, "{events}");
            assert!(events.iter().all(|event| event.u64("number") == number));
        })
    };
    let threads: Vec<_> = (0..8).map(one).collect();
    for thread in threads {
        thread.join().expect("no panic");
    }
}

#[test]
fn work_that_follows_the_context_is_captured_and_other_work_is_not() {
    let events = capture(|| {
        let job = JobTimer::start("outer", Some("j-1"));
        job.scope(|| {
            let future = async { tracing::info!("a future") }.in_current_context();
            thread::spawn(|| block_on(future)).join().expect("no panic");
            std::thread::spawn(|| tracing::info!("lost"))
                .join()
                .expect("no panic");
        });
        job.finish(Outcome::Success);
    });
    events.assert_names(&["job_received", "log", "job_finished"]);
    assert_eq!(events[1].str("job_id"), "j-1");
}

#[test]
fn outside_of_every_scope_the_lane_goes_along_and_the_slot_stays_visible() {
    let events = capture(|| {
        set_job_ctx(Some("j-7"), None);
        tracing::info!("with the slot");
        clear_job_ctx();
        let later = Context::current();
        std::thread::spawn(move || later.scope(|| tracing::info!("elsewhere")))
            .join()
            .expect("no panic");
    });
    assert_eq!(events[0].str("job_id"), "j-7");
    assert_eq!(events[1].str("detail"), "elsewhere");
}

#[test]
fn what_is_around_a_capture_is_no_part_of_it() {
    let outer = capture(|| {
        let job = JobTimer::start("outer", None);
        let inner = job.scope(|| capture(|| evt!("inner")));
        assert!(inner.one("inner").get("job_id").is_none());
        job.finish(Outcome::Success);
    });
    outer.assert_names(&["job_received", "job_finished"]);
}

#[test]
fn a_panic_leaves_no_capture_behind() {
    let caught = std::panic::catch_unwind(|| capture(|| std::panic::resume_unwind(Box::new("x"))));
    assert!(caught.is_err());
    assert!(capture(|| ()).is_empty());
    assert!(crate::lane::blank_context().is_none());
}

#[test]
fn settings_of_the_test_hold() {
    let logging = Logging::builder()
        .filter("warn")
        .rate_limit(1, Duration::from_secs(60))
        .batched();
    let events = capture_with(logging, || {
        tracing::info!("quiet");
        (0..3).for_each(|_| tracing::warn!("again"));
    });
    let details: Vec<&str> = events.iter().map(|event| event.str("detail")).collect();
    assert_eq!(details, ["again", "again [suppressed]"]);
}

fn panics(code: impl FnOnce()) -> String {
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(code));
    let payload = caught.expect_err("an assertion that fails");
    payload.downcast_ref::<String>().expect("a message").clone()
}

#[test]
fn an_assertion_that_fails_shows_every_line() {
    let events = capture(|| {
        let job = JobTimer::start("mirror", Some("j-1"));
        job.scope(|| evt!("inside"));
        StageTimer::start("sweep").finish(Outcome::Success);
        job.finish(Outcome::Timeout);
    });
    events.assert_job("mirror", "timeout");
    let messages = [
        panics(|| events.assert_job("mirror", "success")),
        panics(|| events.assert_stage("fetch", "success")),
        panics(|| events.assert_stage("sweep", "error")),
        panics(|| _ = events.one("outside")),
        panics(|| events.assert_names(&["inside"])),
        panics(|| _ = events[0].u64("words")),
    ];
    for message in &messages {
        assert!(message.contains("j-1"), "{message}");
    }
    assert!(
        messages[1].starts_with("expected one result of stage `fetch`, found 0, in\n"),
        "{}",
        messages[1]
    );
}

#[test]
fn a_future_is_captured_on_whatever_thread_it_is_polled() {
    let mut later = Box::pin(capture_future(async {
        tracing::info!("before");
        yield_once().await;
        evt!("after");
        thread::spawn(|| evt!("elsewhere"))
            .join()
            .expect("no panic");
    }));
    let mut task = Task::from_waker(Waker::noop());
    let first = JobTimer::start("around", None).scope(|| later.as_mut().poll(&mut task));
    assert!(first.is_pending());
    evt!("between");
    let events = std::thread::spawn(|| block_on(later));
    let events = events.join().expect("no panic");
    events.assert_names(&["log", "after", "elsewhere"]);
}

async fn yield_once() {
    let mut was_polled = false;
    std::future::poll_fn(|_| {
        if std::mem::replace(&mut was_polled, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

#[test]
fn a_captured_future_that_is_dropped_leaves_no_capture_behind() {
    let mut later = Box::pin(capture_future(yield_once()));
    let mut task = Task::from_waker(Waker::noop());
    assert!(later.as_mut().poll(&mut task).is_pending());
    drop(later);
    assert!(crate::lane::blank_context().is_none());
}

#[test]
fn what_has_no_end_is_unpaired() {
    let open = capture(|| std::mem::forget(JobTimer::start("open", Some("j-1"))));
    assert!(panics(|| open.assert_paired()).contains("1 more starts than ends"));
}

/// A writer that does something to what it is given.
struct Faulty(Arc<Mutex<Vec<u8>>>, fn(&[u8]) -> Vec<u8>);

impl Write for Faulty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").extend(self.1(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn faults(change: fn(&[u8]) -> Vec<u8>) -> usize {
    let report = conformance::writer(|| {
        let arrived = Arc::default();
        (Faulty(Arc::clone(&arrived), change), move || {
            arrived.lock().expect("no panic").clone()
        })
    });
    report
        .checks()
        .iter()
        .filter(|check| check.fault.is_some())
        .count()
}

#[test]
fn the_suite_finds_nothing_wrong_with_a_writer_that_writes() {
    assert_eq!(faults(<[u8]>::to_vec), 0);
}

#[test]
fn the_suite_finds_what_a_writer_does_wrong() {
    assert!(faults(|_| Vec::new()) > 10, "it loses everything");
    assert!(
        faults(|bytes| bytes[..bytes.len() - 1].to_vec()) > 5,
        "it loses newlines"
    );
    assert!(
        faults(|bytes| [b"prefix ", bytes].concat()) > 10,
        "it adds something"
    );
    assert!(faults(|bytes| bytes.repeat(2)) > 5, "it repeats lines");
    assert!(
        faults(|bytes| bytes[..bytes.len().min(1_024)].to_vec()) > 2,
        "it cuts long lines"
    );
    assert!(
        faults(|bytes| bytes.iter().copied().filter(u8::is_ascii).collect()) > 0,
        "it knows ASCII only"
    );
}

#[test]
fn a_file_keeps_the_promises_of_a_writer() {
    let report = conformance::writer(|| {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let writer = file.reopen().expect("the file");
        (writer, move || {
            std::fs::read(file.path()).expect("the file")
        })
    });
    report.assert_ok();
}

#[test]
fn a_layer_that_looks_on_keeps_its_promises() {
    conformance::layer(tracing_subscriber::layer::Identity::new).assert_ok();
    conformance::layer(|| tracing_subscriber::fmt::layer().with_writer(io::sink)).assert_ok();
    // One that wants to hear of nothing but errors must not decide for us.
    conformance::layer(|| {
        use tracing_subscriber::Layer;
        let quiet = tracing_subscriber::filter::LevelFilter::ERROR;
        tracing_subscriber::fmt::layer()
            .with_writer(io::sink)
            .with_filter(quiet)
    })
    .assert_ok();
}

#[test]
fn a_layer_that_decides_for_all_breaks_its_promises() {
    let report = conformance::layer(|| tracing_subscriber::filter::LevelFilter::ERROR);
    assert!(
        report.checks().iter().any(|check| check.fault.is_some()),
        "{report}"
    );
}

#[test]
fn there_are_thirty_checks() {
    let n_layer = conformance::layer(tracing_subscriber::layer::Identity::new)
        .checks()
        .len();
    let report = conformance::writer(|| (io::sink(), Vec::new));
    assert!(n_layer + report.checks().len() >= 30);
    assert!(report.to_string().contains("FAULT"));
    assert!(Events::default().is_empty());
}
