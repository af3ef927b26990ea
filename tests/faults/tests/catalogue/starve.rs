//! What is done to a program while it runs.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Read, pipe};
use std::os::fd::AsRawFd;
use std::process::{Child, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::child::{Ended, Program};

/// Nothing: it has everything it needs.
pub(crate) fn not_at_all(program: &mut Program) -> Ended {
    program.run()
}

/// Its standard output is a file.
pub(crate) fn into_file(program: &mut Program) -> Ended {
    let path = program.folder.path().join("stdout");
    let file = OpenOptions::new().append(true).create(true).open(&path);
    let mut command = program.command();
    command.stdout(file.expect("it can be opened"));
    let mut ended = program.run_command(command);
    ended.stdout = std::fs::read(&path).expect("it is there");
    ended
}

/// The device that is always full.
pub(crate) fn full_device(program: &mut Program) -> Ended {
    let full = OpenOptions::new().write(true).open("/dev/full");
    let mut command = program.command();
    command.stdout(full.expect("Linux has it"));
    program.run_command(command)
}

/// Its reader takes one line and goes.
pub(crate) fn reader_goes(program: &mut Program) -> Ended {
    program.run_command(program.shell("set -o pipefail; {} | head -1"))
}

/// The same, and nobody hears what it says of it.
pub(crate) fn reader_goes_unheard(program: &mut Program) -> Ended {
    program.run_command(program.shell("set -o pipefail; {} 2>&- | head -1"))
}

/// Starts it with a pipe that does what `reader` does.
fn with_reader(
    program: &Program,
    prepare: impl FnOnce(&PipeWriter),
    reader: impl FnOnce(&mut PipeReader) -> Vec<u8> + Send,
) -> Ended {
    let (mut from, to) = pipe().expect("a pipe");
    prepare(&to);
    let since = Instant::now();
    let mut command = program.command();
    command.stdout(to);
    let child = command.spawn().expect("the program starts");
    drop(command);
    thread::scope(|scope| {
        let reading = scope.spawn(move || reader(&mut from));
        let output = child.wait_with_output().expect("it ends");
        let stdout = reading.join().expect("the reader reads");
        program.ended(output.status, stdout, &output.stderr, since)
    })
}

/// Nobody reads for two seconds, in the middle.
pub(crate) fn reader_stops(program: &mut Program) -> Ended {
    with_reader(
        program,
        |_| (),
        |pipe| {
            let mut bytes = vec![0; 1 << 12];
            pipe.read_exact(&mut bytes).expect("it begins");
            thread::sleep(Duration::from_secs(2));
            bytes.extend(read_all(pipe));
            bytes
        },
    )
}

/// Nobody reads until it has ended, or has had more time than it may take.
pub(crate) fn nobody_reads(program: &mut Program) -> Ended {
    with_reader(
        program,
        |_| (),
        |pipe| {
            thread::sleep(Duration::from_secs(8));
            read_all(pipe)
        },
    )
}

/// The same, and its standard error is the same pipe.
pub(crate) fn one_pipe_that_nobody_reads(program: &mut Program) -> Ended {
    let (mut from, to) = pipe().expect("a pipe");
    let since = Instant::now();
    let mut command = program.command();
    command
        .stderr(to.try_clone().expect("a copy of it"))
        .stdout(to);
    let mut child = command.spawn().expect("the program starts");
    drop(command);
    let status = loop {
        if let Some(status) = child.try_wait().expect("it is a child") {
            break status;
        }
        if since.elapsed() > Duration::from_secs(30) {
            child.kill().expect("it still runs");
        }
        thread::sleep(Duration::from_millis(20));
    };
    let stdout = read_all(&mut from);
    program.ended(status, stdout, &[], since)
}

/// Somebody has made the pipe non-blocking, and its reader is slow.
pub(crate) fn non_blocking_and_slow(program: &mut Program) -> Ended {
    with_reader(program, set_non_blocking, |pipe| {
        thread::sleep(Duration::from_millis(200));
        read_slowly(pipe)
    })
}

/// Its reader reads a little now and then.
pub(crate) fn slow_reader(program: &mut Program) -> Ended {
    with_reader(program, |_| (), read_slowly)
}

fn read_slowly(pipe: &mut PipeReader) -> Vec<u8> {
    let (mut bytes, mut piece) = (Vec::new(), vec![0; 30_000]);
    loop {
        match pipe.read(&mut piece) {
            Ok(0) => return bytes,
            Ok(n) => bytes.extend_from_slice(&piece[..n]),
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::Interrupted),
        }
        thread::sleep(Duration::from_millis(2));
    }
}

fn read_all(pipe: &mut PipeReader) -> Vec<u8> {
    let mut bytes = Vec::new();
    pipe.read_to_end(&mut bytes).expect("readable");
    bytes
}

/// The flag belongs to the open pipe, so whoever has the descriptor has it, too.
#[allow(unsafe_code)]
fn set_non_blocking(pipe: &PipeWriter) {
    // SAFETY: the descriptor is open, and the request takes one number.
    let result = unsafe { libc::fcntl(pipe.as_raw_fd(), libc::F_SETFL, libc::O_NONBLOCK) };
    assert_eq!(result, 0, "a pipe can be made not to wait");
}

/// Starts so many runs, kills each with this signal at a moment of its own, and compares what it
/// knew to be written with what is there.
fn killed(program: &Program, signal: i32) -> Ended {
    let mut all = Ended::of_many(program.number);
    let (mut missing, mut torn, mut most, mut runs_with_loss, mut acknowledged) = (0, 0, 0, 0, 0);
    let since = Instant::now();
    for run in 0..program.number {
        let (path, shared) = (
            program.folder.path().join("log"),
            program.folder.path().join("shared"),
        );
        let _ = (std::fs::remove_file(&path), std::fs::remove_file(&shared));
        let mut command = program.command();
        command
            .env("FAULTS_SHARED", &shared)
            .stdout(File::create(&path).expect("a file"));
        let mut child = command.spawn().expect("the program starts");
        // It has begun; then a moment without a pattern.
        while shared_number(&shared) == 0 {
            thread::yield_now();
        }
        thread::sleep(Duration::from_micros(run * 7_919 % 20_000));
        kill(&child, signal);
        let _ = child.wait().expect("it ends");
        let known = shared_number(&shared);
        let lines = crate::lines::lines(&std::fs::read(&path).expect("it is there"));
        torn += lines.torn();
        assert!(lines.torn() <= 1, "{:?}", lines.fragments);
        let last = lines.numbers("line", "n").last().copied().unwrap_or(0);
        lines.assert_in_order("line", "n");
        let lost = known.saturating_sub(last);
        acknowledged += known;
        missing += lost;
        most = most.max(lost);
        runs_with_loss += u64::from(lost > 0);
    }
    for (name, value) in [
        ("missing", missing),
        ("most", most),
        ("runs_with_loss", runs_with_loss),
        ("acknowledged", acknowledged),
    ] {
        all.add_fact(name, value);
    }
    all.add_fact("torn", torn);
    all.elapsed = since.elapsed();
    all
}

pub(crate) fn killed_often(program: &mut Program) -> Ended {
    killed(program, libc::SIGKILL)
}

pub(crate) fn terminated_often(program: &mut Program) -> Ended {
    killed(program, libc::SIGTERM)
}

fn shared_number(path: &std::path::Path) -> u64 {
    let bytes = std::fs::read(path).unwrap_or_default();
    bytes
        .first_chunk()
        .map_or(0, |bytes| u64::from_ne_bytes(*bytes))
}

#[allow(unsafe_code)]
fn kill(child: &Child, signal: i32) {
    let pid = libc::pid_t::try_from(child.id()).expect("it fits");
    // SAFETY: it takes two numbers; the child has not been waited for, so the number is its.
    unsafe { libc::kill(pid, signal) };
}

/// Four of them share one pipe, or one file.
fn four_sharing(
    program: &Program,
    stdout: impl Fn() -> Stdio,
    collect: impl FnOnce() -> Vec<u8> + Send,
) -> Ended {
    let since = Instant::now();
    let children: Vec<Child> = (0..4)
        .map(|_| {
            program
                .command()
                .stdout(stdout())
                .spawn()
                .expect("it starts")
        })
        .collect();
    drop(stdout);
    thread::scope(|scope| {
        let collecting = scope.spawn(collect);
        let statuses: Vec<_> = children
            .into_iter()
            .map(|mut child| child.wait().expect("it ends"))
            .collect();
        let stdout = collecting.join().expect("it can be read");
        program.ended(worst(&statuses), stdout, b"", since)
    })
}

/// The first that did not end well, else any.
fn worst(statuses: &[ExitStatus]) -> ExitStatus {
    let bad = statuses.iter().find(|status| !status.success());
    *bad.unwrap_or(&statuses[0])
}

pub(crate) fn four_share_a_pipe(program: &mut Program) -> Ended {
    let (mut from, to) = pipe().expect("a pipe");
    four_sharing(
        program,
        move || Stdio::from(to.try_clone().expect("a descriptor")),
        move || read_all(&mut from),
    )
}

pub(crate) fn four_share_a_file(program: &mut Program) -> Ended {
    let path = program.folder.path().join("shared.log");
    let open = {
        let path = path.clone();
        move || {
            Stdio::from(
                OpenOptions::new()
                    .append(true)
                    .create(true)
                    .open(&path)
                    .expect("a file"),
            )
        }
    };
    let mut ended = four_sharing(program, open, Vec::new);
    ended.stdout = std::fs::read(&path).expect("it is there");
    ended
}

/// Once for every N, until it does not fail any more.
pub(crate) fn for_every_allocation(program: &mut Program) -> Ended {
    let since = Instant::now();
    let (mut aborted, mut torn) = (0, 0);
    program.argument("0");
    let calm = program.run();
    calm.assert_well();
    let (allocations, sent) = (calm.fact("allocations"), calm.whole_lines().whole.len());
    let step = usize::try_from(program.number).expect("it fits");
    for fails_at in (1..=allocations).step_by(step) {
        let mut program = Program::new(&["nth_allocation"], 0, &[]);
        program.argument(fails_at.to_string());
        let ended = program.run();
        let lines = ended.lines();
        torn += lines.torn();
        assert!(lines.whole.len() <= sent);
        match ended.signal {
            Some(libc::SIGABRT) => aborted += 1,
            _ => ended.assert_well(),
        }
    }
    let mut ended = Ended::of_many(program.number);
    ended.elapsed = since.elapsed();
    ended.add_fact("allocations", allocations);
    ended.add_fact("aborted", aborted);
    ended.add_fact("torn", torn);
    ended
}

/// With a library that has a copy of its own, built as the program was.
pub(crate) fn with_second_copy(program: &mut Program) -> Ended {
    let programs = std::path::Path::new(env!("CARGO_BIN_EXE_faults"));
    let mut build = std::process::Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--example", "second_copy"]);
    if programs
        .parent()
        .is_some_and(|folder| folder.ends_with("release"))
    {
        build.arg("--release");
    }
    let built = build.current_dir(env!("CARGO_MANIFEST_DIR")).status();
    assert!(
        built.is_ok_and(|status| status.success()),
        "the library can be built"
    );
    program.argument(programs.with_file_name("examples/libsecond_copy.so"));
    program.run()
}

/// At a terminal, where a person would look.
pub(crate) fn at_a_terminal(program: &mut Program) -> Ended {
    // `script` gives it a terminal, and writes down what it shows.
    let shown = program.folder.path().join("shown");
    let command = program.shell(&format!(
        "script -qefc \"{{}}\" {} </dev/null >/dev/null",
        shown.display()
    ));
    let mut ended = program.run_command(command);
    ended.stdout = std::fs::read(&shown).unwrap_or_default();
    ended
}

/// Nobody ever reads.
pub(crate) fn reader_sleeps_long(program: &mut Program) -> Ended {
    let (from, to) = pipe().expect("a pipe");
    let mut command = program.command();
    command.stdout(to);
    let ended = program.run_command(command);
    drop(from);
    ended
}

/// Somebody reads, and counts the lines without keeping them.
pub(crate) fn counting_reader(program: &mut Program) -> Ended {
    let (lines, since) = (std::sync::Mutex::new(0), Instant::now());
    let mut ended = with_reader(
        program,
        |_| (),
        |pipe| {
            let mut piece = vec![0; 1 << 16];
            let mut count = 0_i64;
            loop {
                match pipe.read(&mut piece).expect("readable") {
                    0 => break,
                    n => count += piece[..n].iter().filter(|byte| **byte == b'\n').count() as i64,
                }
            }
            *lines.lock().expect("nobody panics") = count;
            Vec::new()
        },
    );
    ended.add_fact("lines_read", lines.into_inner().expect("nobody panics"));
    ended.elapsed = since.elapsed();
    ended
}

/// The number stands inside of an argument.
pub(crate) fn with_number_inside(program: &mut Program) -> Ended {
    program.fill_number();
    program.run()
}

/// Somebody reads and judges line by line, and keeps numbers only: of events, fragments, and lines told
/// as lost.
pub(crate) fn judging_reader(program: &mut Program) -> Ended {
    let seen = std::sync::Mutex::new(BTreeMap::new());
    let mut ended = with_reader(
        program,
        |_| (),
        |pipe| {
            let mut counts = BTreeMap::<String, i64>::new();
            let mut reader = BufReader::new(pipe);
            let mut line = Vec::new();
            while reader.read_until(b'\n', &mut line).expect("readable") > 0 {
                let judged = crate::lines::lines(&line);
                let mut add = |name: &str, n: i64| *counts.entry(name.to_owned()).or_default() += n;
                add("torn", judged.torn() as i64);
                add("told_lifecycle", judged.told().0);
                add("told_others", judged.told().1);
                for line in &judged.whole {
                    add("whole", 1);
                    add(&format!("event_{}", line.str("event")), 1);
                    add(
                        "of_children",
                        i64::from(
                            line.get_str("detail") == Some("child") || line.str("event") == "child",
                        ),
                    );
                }
                line.clear();
            }
            *seen.lock().expect("nobody panics") = counts;
            Vec::new()
        },
    );
    for (name, count) in seen.into_inner().expect("nobody panics") {
        ended.add_fact(&name, count);
    }
    ended
}
