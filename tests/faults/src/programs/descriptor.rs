//! Descriptors that are slow, full, closed, short, shared or renamed.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use logging_runtime::{Logging, evt, init};
use tracing_subscriber::prelude::*;

use super::{Random, argument, folder, number, programs, step};
use crate::facts;
use crate::interpose::{self, WRITES};

programs!(
    lines,
    disk_fills,
    short_writes,
    interrupted,
    stalled,
    many_threads,
    rotates,
    descriptors,
    long_lines,
    trickles,
    full_at_end,
);

/// Its standard output is full when the guard is dropped, and lines are held back.
fn full_at_end() {
    let guard = init();
    for _ in 0..20 {
        tracing::info!("the same");
    }
    let mut pipe = OpenOptions::new()
        .write(true)
        .custom_flags(libc::O_NONBLOCK)
        .open("/proc/self/fd/1")
        .expect("it is a pipe");
    while pipe.write_all(&[b'\n'; 512]).is_ok() {}
    let started = Instant::now();
    drop(guard);
    facts::put("end_ms", started.elapsed().as_millis());
}

/// Writes so many lines with so much in each.
fn lines() {
    let guard = init();
    let (n_lines, padding) = (
        number(0),
        "x".repeat(argument(1).map_or(0, |_| number(1) as usize)),
    );
    let half = n_lines / 2;
    let mut started = Instant::now();
    for n in 0..n_lines {
        if n == half {
            started = Instant::now();
        }
        evt!("line", n, padding);
    }
    facts::put("sent", n_lines);
    let nanoseconds = started.elapsed().as_nanos() as u64;
    facts::put("ns_per_line", nanoseconds / (n_lines - half).max(1));
    drop(guard);
    facts::put_health();
}

/// A file that cannot grow any more after three quarters of the lines, and then can.
fn disk_fills() {
    let guard = init();
    let n_lines = number(0);
    interpose::limit_file_size(Some(50_000));
    for n in 0..n_lines {
        if n == n_lines * 3 / 4 {
            assert!(
                guard.flush(Duration::from_secs(30)),
                "there is nobody to wait for"
            );
            interpose::limit_file_size(None);
        }
        evt!("line", n);
    }
    facts::put("sent", n_lines);
    drop(guard);
    facts::put_health();
}

/// The same lines for every number of bytes that a write may take.
fn short_writes() {
    let most = number(0) as usize;
    let path = folder().join("short.log");
    for step in 0..=most {
        let _ = fs::remove_file(&path);
        let layer = Logging::builder().file(&path).json().layer();
        let subscriber = tracing_subscriber::registry().with(layer.expect("it can be opened"));
        WRITES.fd.store(descriptor_of(&path), Relaxed);
        WRITES.step.store(step, Relaxed);
        tracing::subscriber::with_default(subscriber, || {
            for n in 0..3 {
                evt!("line", n, text = "ä\n\"€😀");
            }
        });
        WRITES.fd.store(-1, Relaxed);
        print!("{}", fs::read_to_string(&path).expect("it is UTF-8"));
    }
}

/// The descriptor of a file that this process has open.
pub(super) fn descriptor_of(path: &std::path::Path) -> i32 {
    let open = fs::read_dir("/proc/self/fd").expect("Linux tells it");
    let open = open
        .flatten()
        .filter(|entry| fs::read_link(entry.path()).is_ok_and(|to| to == path));
    let entry = open.last().expect("it is open");
    entry
        .file_name()
        .to_string_lossy()
        .parse()
        .expect("a number")
}

extern "C" fn nothing(_: i32) {}

/// Its system calls are interrupted ten thousand times a second.
fn interrupted() {
    let guard = init();
    let main = interpose::on_interruption(nothing);
    let (ended, interruptions) = (AtomicBool::new(false), AtomicU64::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            while !ended.load(Relaxed) {
                interpose::interrupt(main);
                interruptions.fetch_add(1, Relaxed);
                thread::sleep(Duration::from_micros(50));
            }
        });
        let padding = "x".repeat(200);
        for n in 0..number(0) {
            evt!("line", n, padding);
        }
        ended.store(true, Relaxed);
    });
    facts::put("interruptions", interruptions.into_inner());
    drop(guard);
    facts::put_health();
}

/// Four threads log while their reader stands still; how long the longest call takes.
fn stalled() {
    let guard = Logging::builder()
        .shutdown_limit(Duration::from_secs(60))
        .init();
    let (n_lines, padding) = (number(0), "x".repeat(1_000));
    let longest = [const { AtomicU64::new(0) }; 2];
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for n in 0..n_lines {
                    let started = Instant::now();
                    evt!(
                        "line",
                        n,
                        padding,
                        thread = format!("{:?}", thread::current().id())
                    );
                    let between = Instant::now();
                    step();
                    longest[0].fetch_max((between - started).as_millis() as u64, Relaxed);
                    longest[1].fetch_max(between.elapsed().as_millis() as u64, Relaxed);
                }
            });
        }
    });
    facts::put("longest_event_ms", longest[0].load(Relaxed));
    facts::put("longest_stage_ms", longest[1].load(Relaxed));
    facts::put("sent_events", 4 * n_lines);
    facts::put("sent_stages", 4 * n_lines);
    drop(guard);
    facts::put_health();
}

/// Sixteen threads with lines of every length.
fn many_threads() {
    let _guard = init();
    let n_lines = number(0) / 16;
    thread::scope(|scope| {
        for thread in 1..=16 {
            scope.spawn(move || {
                let mut random = Random(thread);
                for n in 0..n_lines {
                    let magnitude = random.below(15);
                    let length = random.below(1 << magnitude) as usize;
                    evt!("line", thread, n, padding = "x".repeat(length));
                }
            });
        }
    });
    facts::put("sent", 16 * n_lines);
    facts::put_health();
}

/// Somebody rotates its file while two threads write to it.
fn rotates() {
    let path = folder().join("rotated.log");
    let copies = argument(1).is_some_and(|how| how == "copytruncate");
    let guard = Logging::builder().file(&path).init();
    let rotations = number(0);
    let ended = AtomicBool::new(false);
    let sent = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !ended.load(Relaxed) {
                    evt!("line", n = sent.fetch_add(1, Relaxed));
                }
            });
        }
        for rotation in 0..rotations {
            thread::sleep(Duration::from_millis(5));
            let to = folder().join(format!("rotated.{rotation}"));
            if copies {
                fs::copy(&path, &to).expect("it can be copied");
                let file = fs::OpenOptions::new().write(true).open(&path);
                file.and_then(|file| file.set_len(0))
                    .expect("it can be emptied");
            } else {
                fs::rename(&path, &to).expect("it can be renamed");
                guard.reopen().expect("it can be opened again");
            }
        }
        ended.store(true, Relaxed);
    });
    facts::put("sent", sent.into_inner());
    drop(guard);
    for rotation in 0..rotations {
        let old = fs::read(folder().join(format!("rotated.{rotation}")));
        let old = old.expect("it was rotated");
        print_bytes(&old);
        if copies && !old.ends_with(b"\n") {
            // Where the copy ends, not where a line does: the next file begins on a line of its own.
            print_bytes(b"\n");
        }
    }
    print_bytes(&fs::read(&path).expect("it is there"));
}

fn print_bytes(bytes: &[u8]) {
    use std::io::Write;
    std::io::stdout().write_all(bytes).expect("somebody reads");
}

/// What a program that it starts finds open.
fn descriptors() {
    let _guard = Logging::builder()
        .file(folder().join("own.log"))
        .set(
            "PERF_LOG_PATH",
            &folder().join("perf.log").to_string_lossy(),
        )
        .init();
    evt!("line");
    let script = "for fd in /proc/self/fd/*; do readlink $fd; done";
    let listed = std::process::Command::new("sh")
        .args(["-c", script])
        .output();
    let listed = String::from_utf8(listed.expect("there is a shell").stdout);
    let listed = listed.expect("paths are UTF-8");
    let inherited = listed.lines().filter(|line| line.contains(".log")).count();
    facts::put("inherited", inherited);
    facts::put("listed", listed.lines().count());
}

/// Lines up to a mebibyte.
fn long_lines() {
    let _guard = init();
    for exponent in 0..=20 {
        evt!(
            "line",
            n = exponent,
            text = "é\u{1b}".repeat((1 << exponent) / 3)
        );
    }
}

/// Lines that take turns with a reader that reads now and then.
fn trickles() {
    let guard = init();
    let padding = "x".repeat(number(1) as usize);
    let n_lines = number(0);
    for n in 0..n_lines {
        evt!("line", n, padding);
        step();
    }
    facts::put("sent", n_lines);
    facts::put("sent_stages", n_lines);
    drop(guard);
    facts::put_health();
}
