//! Starts a program and stays with it to its end, or to the end of its time.

use std::io;
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::command;
use super::leash::Leash;
use super::platform;
use super::pump::{Output, Pump};

/// How long others may go on writing to the pipes after the child itself has ended.
const GRACE: Duration = Duration::from_millis(250);
/// How long a killed child may take to be gone.
const KILL_WAIT: Duration = Duration::from_secs(1);

/// What to run, and what to keep of it.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) command: Command,
    pub(super) limit: Option<Duration>,
    pub(super) tail_lines: usize,
    /// `None`: standard output is counted, not kept.
    pub(super) stdout_limit: Option<usize>,
    pub(super) output_file: Option<PathBuf>,
}

/// What came of it.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) how: How,
    pub(super) output: Output,
    pub(super) bytes_out: u64,
    pub(super) elapsed: Duration,
}

/// The ways to end.
#[derive(Debug)]
pub(super) enum How {
    /// It never ran.
    NotStarted { error: io::Error, reason: String },
    /// By itself, or by a signal that was not ours.
    Exited(ExitStatus),
    /// Killed because it took this long.
    TimedOut(Duration),
    /// It ran, but what became of it cannot be known.
    Lost(io::Error),
}

/// Runs the program; comes back at most 1 s after it ended.
pub(super) fn run(plan: Plan, leash: &Leash) -> Ended {
    run_with::<platform::Pump>(plan, leash)
}

pub(super) fn run_with<P: Pump>(mut plan: Plan, leash: &Leash) -> Ended {
    let started = Instant::now();
    let output = Output::new(plan.tail_lines, plan.stdout_limit);
    let (how, output) = start_and_follow::<P>(&mut plan, output, leash);
    let bytes_out = match &plan.output_file {
        // A program that wrote no file wrote no bytes.
        Some(path) => std::fs::metadata(path).map_or(0, |file| file.len()),
        None => output.stdout_bytes,
    };
    Ended {
        how,
        output,
        bytes_out,
        elapsed: started.elapsed(),
    }
}

fn start_and_follow<P: Pump>(plan: &mut Plan, output: Output, leash: &Leash) -> (How, Output) {
    prepare(plan);
    let mut child = match plan.command.spawn() {
        Ok(child) => child,
        Err(error) => {
            let reason = command::why_not_started(&plan.command, &error);
            return (How::NotStarted { error, reason }, output);
        }
    };
    // A piped standard input that nobody writes to must be closed, or the child waits for ever.
    drop(child.stdin.take());
    let pump = P::start(&mut child, output);
    leash.attach(child);
    match pump {
        Ok(mut pump) => {
            let how = follow(&mut pump, plan.limit, leash);
            pump.drain(GRACE);
            (how, pump.finish())
        }
        Err(error) => {
            leash.kill();
            leash.abandon();
            (How::Lost(error), Output::none())
        }
    }
}

fn prepare(plan: &mut Plan) {
    platform::isolate(&mut plan.command);
    let unread = plan.output_file.is_some() && plan.stdout_limit.is_none();
    plan.command.stdout(if unread {
        Stdio::null()
    } else {
        Stdio::piped()
    });
    plan.command.stderr(Stdio::piped());
}

fn follow(pump: &mut impl Pump, limit: Option<Duration>, leash: &Leash) -> How {
    // A limit beyond the reach of the clock is none.
    let mut deadline = limit.and_then(|limit| Instant::now().checked_add(limit));
    let mut killed = None;
    loop {
        match leash.reap() {
            Ok(None) => {}
            Ok(Some(status)) => return killed.map_or(How::Exited(status), How::TimedOut),
            Err(error) => return killed.map_or(How::Lost(error), How::TimedOut),
        }
        let now = Instant::now();
        if deadline.is_some_and(|deadline| deadline <= now) {
            if let Some(after) = killed {
                leash.abandon();
                return How::TimedOut(after);
            }
            leash.kill();
            killed = limit;
            deadline = now.checked_add(KILL_WAIT);
        }
        pump.turn(deadline);
    }
}
