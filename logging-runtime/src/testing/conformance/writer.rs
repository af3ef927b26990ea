//! The checks of a writer.

use std::io::Write;
use std::time::{Duration, Instant};

use super::work::{self, Hostile};
use super::{Report, said};
use crate::config::{Delivery, Logging, Settings};
use crate::context::current;
use crate::lane::Lane;
use crate::sink::{Output, Sink};
use crate::testing::capture::Capture;
use crate::testing::{Event, Events};
use crate::{evt, thread};

/// Checks a writer that lines are to go to, as in
/// [`Logging::writer`](crate::Logging::writer). `make` gives a new one, and a function that says
/// what has arrived where it writes to.
///
/// The example is in the [module](super).
pub fn writer<W, R>(make: impl Fn() -> (W, R)) -> Report
where
    W: Write + Send + 'static,
    R: Fn() -> Vec<u8> + 'static,
{
    let subject = Subject {
        make: &|| {
            let (writer, arrived) = make();
            (Box::new(writer), Box::new(arrived))
        },
    };
    let checks = CHECKS.iter().map(|(promise, check)| {
        let check: Box<dyn Fn()> = Box::new(|| check(&subject));
        (*promise, check)
    });
    Report::of(checks)
}

struct Subject<'a> {
    make: &'a dyn Fn() -> (Box<dyn Write + Send>, Arrived),
}

type Arrived = Box<dyn Fn() -> Vec<u8>>;

type Check = fn(&Subject<'_>);

const CHECKS: &[(&str, Check)] = &[
    ("nothing arrives where nothing was written", nothing),
    ("a line is there when its call returns", at_once),
    ("a line ends with the one newline it has", one_newline),
    ("lines keep their order", in_order),
    ("a line break in a value is none in the log", forged),
    (
        "every kind of character arrives as it was written",
        characters,
    ),
    ("a line of the greatest length arrives whole", longest),
    ("many lines of different lengths arrive whole", lengths),
    ("the lines of threads do not mix, and none is lost", threads),
    ("a job and its stages are paired", paired),
    ("a panic is a line, and lines go on after it", panicking),
    ("a future that is dropped is a line", cancelled),
    (
        "a value that panics is a line, and the next one is whole",
        hostile,
    ),
    ("two writers get their own lines", two),
    (
        "batched: all lines have arrived at the end, in order",
        batched,
    ),
    ("batched: an error is there soon", batched_error),
    (
        "batched: the lines of threads do not mix, and none is lost",
        batched_threads,
    ),
];

impl Subject<'_> {
    /// What arrives while `code` runs, which is told how to look.
    fn bytes(&self, delivery: Delivery, code: impl FnOnce(&Arrived)) -> Vec<u8> {
        let (writer, arrived) = (self.make)();
        let settings = Settings {
            delivery,
            ..Settings::default()
        };
        let logging = Logging::with(settings).json().filter("trace");
        let settings = logging.set("RATE_LIMIT_PER_KEY", "0").settings;
        let sink = Sink::new(Output::writer(writer), delivery);
        let capture = Capture::start(
            Lane::new(settings, sink, None),
            tracing_subscriber::Registry::default(),
        );
        tracing::dispatcher::with_default(&capture.dispatch, || {
            current::with_node(None, || code(&arrived));
        });
        drop(capture);
        arrived()
    }

    fn events(&self, code: impl FnOnce()) -> Events {
        read(&self.bytes(Delivery::Sync, |_| code()))
    }
}

fn read(bytes: &[u8]) -> Events {
    match Events::read(bytes) {
        Ok(events) => events,
        Err(problem) => panic!("{problem}"),
    }
}

fn nothing(subject: &Subject<'_>) {
    let bytes = subject.bytes(Delivery::Sync, |_| {});
    assert_eq!(bytes, b"", "it is {}", String::from_utf8_lossy(&bytes));
}

fn at_once(subject: &Subject<'_>) {
    subject.bytes(Delivery::Sync, |arrived| {
        for n in 0..3 {
            evt!("line", n = n);
            assert_eq!(read(&arrived()).len(), n + 1);
        }
    });
}

fn one_newline(subject: &Subject<'_>) {
    let bytes = subject.bytes(Delivery::Sync, |_| evt!("line"));
    assert!(bytes.ends_with(b"}\n"), "it ends otherwise");
    assert_eq!(bytes.iter().filter(|byte| **byte == b'\n').count(), 1);
}

fn in_order(subject: &Subject<'_>) {
    numbered(
        &subject.events(|| (0..1_000).for_each(|n| evt!("line", n = n))),
        1_000,
    );
}

#[track_caller]
fn numbered(events: &Events, expected: u64) {
    let numbers: Vec<u64> = events.iter().map(|event| event.u64("n")).collect();
    assert_eq!(numbers, (0..expected).collect::<Vec<_>>());
}

fn forged(subject: &Subject<'_>) {
    let text = "one\n{\"event\":\"forged\"}\r\n\u{85}\u{2028}\0";
    let events = subject.events(|| evt!("line", text = text));
    assert_eq!((events.len(), events[0].str("text")), (1, text));
}

fn characters(subject: &Subject<'_>) {
    let text = "aé€😀\u{10ffff}\u{1b}[31m\u{7f}\u{9b}\"\\/\u{feff}";
    let events = subject.events(|| evt!("line", text = text));
    assert_eq!(events[0].str("text"), text);
}

fn longest(subject: &Subject<'_>) {
    let text = "x".repeat(100_000);
    let events = subject.events(|| evt!("line", text = &text));
    let (line, most) = (events[0].line().len(), Settings::default().max_line_bytes);
    assert!(
        (most - 64..=most).contains(&line),
        "it has {line} bytes, not {most}"
    );
}

fn lengths(subject: &Subject<'_>) {
    let text = "y".repeat(12_000);
    let events = subject.events(|| {
        for n in (0..12_000).step_by(37) {
            evt!("line", text = &text[..n]);
        }
    });
    let lengths = events.iter().map(|event| event.str("text").len());
    assert!(
        lengths.eq((0..12_000).step_by(37)),
        "their lengths are others"
    );
}

const N_THREADS: usize = 8;
const LINES_PER_THREAD: usize = 200;

fn from_threads() {
    let text = "z".repeat(3_000);
    let write = |number: usize, text: &str| {
        for n in 0..LINES_PER_THREAD {
            evt!("line", thread = number, n = n, text = &text[..n * 13]);
        }
    };
    let threads = (0..N_THREADS).map(|number| {
        let text = text.clone();
        thread::spawn(move || write(number, &text))
    });
    for thread in threads.collect::<Vec<_>>() {
        if let Err(payload) = thread.join() {
            panic!("{}", said(&*payload));
        }
    }
}

#[track_caller]
fn complete(events: &Events) {
    for number in 0..N_THREADS as u64 {
        let is_of_thread = |event: &&Event| event.u64("thread") == number;
        let lines = events
            .iter()
            .filter(is_of_thread)
            .map(|event| event.u64("n"));
        assert!(
            lines.eq(0..LINES_PER_THREAD as u64),
            "thread {number} lost or mixed lines"
        );
    }
    assert_eq!(events.len(), N_THREADS * LINES_PER_THREAD);
}

fn threads(subject: &Subject<'_>) {
    complete(&subject.events(from_threads));
}

fn paired(subject: &Subject<'_>) {
    let events = subject.events(|| work::job("j-1"));
    events.assert_paired();
    events.assert_names(&[
        "job_received",
        "stage_start",
        "inside",
        "stage_result",
        "job_finished",
    ]);
}

fn panicking(subject: &Subject<'_>) {
    let events = subject.events(|| {
        work::panicking();
        evt!("after");
    });
    events.assert_stage("panics", "error");
    events.assert_names(&["stage_start", "stage_result", "after"]);
}

fn cancelled(subject: &Subject<'_>) {
    subject
        .events(work::cancelled)
        .assert_stage("cancelled", "cancelled");
}

fn hostile(subject: &Subject<'_>) {
    let events = subject.events(|| {
        evt!("line", value = %Hostile);
        evt!("after", n = 1);
    });
    assert_eq!(events[0].str("value"), "<panicked>");
    assert_eq!(events.one("after").u64("n"), 1);
}

fn two(subject: &Subject<'_>) {
    let mut inner = Events::default();
    let outer = subject.events(|| {
        evt!("outer", n = 0);
        inner = subject.events(|| evt!("inner"));
        evt!("outer", n = 1);
    });
    inner.assert_names(&["inner"]);
    numbered(&outer, 2);
}

fn batched(subject: &Subject<'_>) {
    let bytes = subject.bytes(Delivery::Batched, |_| {
        (0..10_000).for_each(|n| crate::stage_block!("numbered", fields(n = n), {}));
    });
    let events = read(&bytes);
    assert_eq!(events.len(), 20_000);
    events.assert_paired();
}

fn batched_error(subject: &Subject<'_>) {
    const SOON: Duration = Duration::from_secs(5);
    subject.bytes(Delivery::Batched, |arrived| {
        evt!(error, "failed");
        let start = Instant::now();
        while arrived().is_empty() {
            assert!(start.elapsed() < SOON, "not within {SOON:?}");
            std::thread::sleep(Duration::from_millis(1));
        }
    });
}

fn batched_threads(subject: &Subject<'_>) {
    let bytes = subject.bytes(Delivery::Batched, |_| from_threads());
    complete(&read(&bytes));
}
