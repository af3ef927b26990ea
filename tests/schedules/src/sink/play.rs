//! Lines that a thread writes, which sleeps for good where there is none: whoever has a line has to wake it, and only
//! then.

use std::time::Duration;

use shuttle::sync::Arc;
use shuttle::thread;

use super::batched::Batch;
use super::content::{Content, Weight};
use super::shared::Shared;

const PLAIN: Content = Content::Line(Weight::PLAIN);
const LIFECYCLE: Content = Content::Line(Weight::LIFECYCLE);
const ERROR: Content = Content::Line(Weight {
    lifecycle: false,
    urgent: true,
});

const LIMIT: Duration = Duration::from_secs(1);

/// Lines of some threads, of which each waits a little before every one, so that the thread may fall asleep meanwhile.
/// Nobody asks for a flush.
///
/// # Panics
///
/// If one does not arrive.
pub fn lines_after_a_pause() {
    let all_arrive = |contents: &[&'static [Content]]| {
        let shared = Arc::new(Shared::default());
        play(&shared, contents, Batch::is_open);
    };
    all_arrive(&[&[PLAIN], &[PLAIN]]);
    all_arrive(&[&[PLAIN, PLAIN, PLAIN], &[PLAIN, ERROR, LIFECYCLE]]);
}

/// The same of errors, for which nobody has the time to wait.
///
/// # Panics
///
/// If one does not arrive.
pub fn errors_without_time() {
    let shared = Arc::new(Shared::with_block_limit(Duration::ZERO));
    play(&shared, &[&[ERROR], &[PLAIN, ERROR]], Batch::is_open);
}

/// The same while the end of the program comes.
///
/// # Panics
///
/// If one does not arrive.
pub fn lines_at_the_end() {
    let shared = Arc::new(Shared::default());
    play(&shared, &[&[PLAIN, PLAIN], &[LIFECYCLE, ERROR]], |batch| {
        batch.close(LIMIT);
        true
    });
}

/// Threads log, and another one does this meanwhile.
fn play(shared: &Arc<Shared>, contents: &[&'static [Content]], meanwhile: fn(&Batch) -> bool) {
    let batch = Arc::new(start(shared));
    let threads: Vec<_> = (0..contents.len())
        .map(|number| {
            let (shared, batch, contents) =
                (Arc::clone(shared), Arc::clone(&batch), contents[number]);
            thread::spawn(move || {
                for (n, content) in contents.iter().enumerate() {
                    thread::yield_now();
                    let line = format!("{number} {n}\n");
                    assert!(batch.push(&shared, line.as_bytes(), *content, None));
                }
            })
        })
        .collect();
    assert!(meanwhile(&batch));
    for thread in threads {
        thread.join().expect("no panic");
    }
    let sent = contents.iter().enumerate().flat_map(|(number, contents)| {
        let lines = 0..contents.len();
        lines.map(move |n| format!("{number} {n}\n"))
    });
    let sent: Vec<String> = sent.collect();
    let written = shared.wait_for(sent.iter().map(String::len).sum());
    let written = String::from_utf8(written).expect("it is a text");
    let mut lines: Vec<&str> = written.split_inclusive('\n').collect();
    lines.sort_unstable();
    assert_eq!(lines, sent);
    assert_eq!(batch.close(LIMIT), 0);
}

/// Lines of which the queue has room for one. One of a job waits, and one that may be dropped is counted.
///
/// # Panics
///
/// If a line does not arrive and is not counted, or one of a job is lost.
pub fn more_lines_than_room() {
    push_at_once(&[LIFECYCLE, LIFECYCLE]);
    push_at_once(&[LIFECYCLE, PLAIN]);
}

fn push_at_once(contents: &[Content]) {
    const LONG: usize = 9 << 20;
    let shared = Arc::new(Shared::default());
    let batch = Arc::new(start(&shared));
    let push = |content: &Content| {
        let (shared, batch, content) = (Arc::clone(&shared), Arc::clone(&batch), *content);
        thread::spawn(move || batch.push(&shared, &vec![b'x'; LONG], content, None))
    };
    let threads: Vec<_> = contents.iter().map(push).collect();
    let came_in = threads
        .into_iter()
        .map(|thread| thread.join().expect("no panic"))
        .filter(|came_in| *came_in)
        .count();
    shared.wait_for(came_in * LONG);
    let lost = shared.counters.lost();
    assert_eq!(came_in + lost.len(), contents.len());
    assert!(lost.iter().all(|content| !content.weight().lifecycle));
    batch.close(LIMIT);
}

fn start(shared: &Arc<Shared>) -> Batch {
    Batch::start(shared).expect("there is a thread")
}
