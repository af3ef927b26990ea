//! D1 to D4: descriptors that are closed, full, short or interrupted.

use checker::grouped;

use crate::case::{CASE, Case};
use crate::child::Ended;
use crate::lines::timeless;
use crate::starve;

const BATCHED: &[(&str, &str)] = &[("LOG_DELIVERY", "batched")];

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "D1",
        name: "closed_pipe",
        fault: "the reader takes one line and goes (EPIPE)",
        promise: "the program goes on; at most one note on standard error; the next attempt a second later",
        program: &["lines", "#"],
        number: (20_000, 100_000),
        starve: starve::reader_goes,
        expect: reader_gone,
        ..CASE
    },
    Case {
        id: "D1b",
        name: "closed_pipe_in_batches",
        fault: "the same, `batched`",
        promise: "the same",
        program: &["lines", "#"],
        environment: BATCHED,
        number: (20_000, 100_000),
        starve: starve::reader_goes,
        expect: reader_gone,
        ..CASE
    },
    Case {
        id: "D1c",
        name: "closed_pipe_and_stderr",
        fault: "the same, and standard error is closed as well",
        promise: "the program goes on",
        program: &["lines", "#"],
        number: (20_000, 100_000),
        starve: starve::reader_goes_unheard,
        expect: reader_gone,
        ..CASE
    },
    Case {
        id: "D2",
        name: "full_device",
        fault: "`/dev/full`: every write fails (ENOSPC)",
        promise: "the program goes on; one note when it begins, one with the number at the end",
        program: &["lines", "#"],
        number: (1_000, 100_000),
        starve: starve::full_device,
        expect: all_lost,
        ..CASE
    },
    Case {
        id: "D2b",
        name: "disk_fills_and_frees",
        fault: "the disk fills, later frees (`RLIMIT_FSIZE`)",
        promise: "at most one fragment, alone on its line; lost = told in the log",
        program: &["disk_fills", "#"],
        number: (2_000, 200_000),
        starve: starve::into_file,
        expect: filled,
        ..CASE
    },
    Case {
        id: "D2c",
        name: "disk_fills_in_batches",
        fault: "the same, `batched`",
        promise: "the same",
        program: &["disk_fills", "#"],
        environment: BATCHED,
        number: (2_000, 200_000),
        starve: starve::into_file,
        expect: filled,
        ..CASE
    },
    Case {
        id: "D3",
        name: "short_writes",
        fault: "a write takes 1 to k bytes, for every k",
        promise: "the bytes are those of the reference",
        program: &["short_writes", "#"],
        number: (150, 150),
        expect: same_for_every_step,
        ..CASE
    },
    Case {
        id: "D4",
        name: "interrupted",
        fault: "signals without `SA_RESTART` interrupt the system calls (EINTR)",
        promise: "nothing torn, nothing lost",
        program: &["interrupted", "#"],
        number: (20_000, 1_000_000),
        starve: starve::slow_reader,
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            lines.assert_complete("line", "n", ended.number);
            let interruptions = grouped(ended.fact("interruptions"));
            format!(
                "{} lines, {interruptions} signals: 0 torn, 0 lost",
                grouped(ended.number)
            )
        },
        ..CASE
    },
];

pub(super) fn reader_gone(ended: &Ended) -> String {
    ended.assert_well();
    ended.assert_notes(1);
    assert_eq!(
        ended.fact("sent"),
        i64::try_from(ended.number).expect("it fits")
    );
    assert_eq!(
        ended.fact("written") + ended.fact("dropped"),
        ended.fact("sent")
    );
    // Each attempt is one system call; there is one in a second.
    let attempts = ended.fact("write_errors");
    assert!(
        attempts <= 2 + i64::try_from(ended.elapsed.as_secs()).expect("it fits"),
        "{attempts}"
    );
    format!(
        "{} lines: exit code 0, {} note, {attempts} failed writes, {} ns a line",
        grouped(ended.fact("sent")),
        ended.stderr.lines().count(),
        grouped(ended.fact("ns_per_line")),
    )
}

pub(super) fn all_lost(ended: &Ended) -> String {
    ended.assert_well();
    ended.assert_notes(2);
    let dropped = ended.fact("dropped");
    let told = format!("the log does not say so: {dropped}");
    assert!(ended.stderr.contains(&told), "{}", ended.stderr);
    assert_eq!(
        (ended.fact("written"), ended.fact("dropped")),
        (0, ended.fact("sent"))
    );
    format!(
        "{} lost, {0} counted, {} note",
        grouped(ended.fact("dropped")),
        ended.stderr.lines().count()
    )
}

pub(super) fn filled(ended: &Ended) -> String {
    ended.assert_well();
    let lines = ended.lines();
    assert!(lines.torn() <= 1, "{:?}", lines.fragments);
    let lost = lines.assert_accounted("line", ended.fact("sent"));
    assert!(lost > 0, "the disk was full");
    assert_eq!(lost, ended.fact("dropped"));
    format!(
        "{} sent: {} whole, {} torn, {} lost, all told",
        grouped(ended.fact("sent")),
        grouped(lines.count("line")),
        lines.torn(),
        grouped(lost)
    )
}

fn same_for_every_step(ended: &Ended) -> String {
    ended.assert_well();
    let texts: Vec<String> = ended.whole_lines().whole.iter().map(timeless).collect();
    let (reference, others) = texts.split_at(3);
    assert_eq!(others.len() as u64, 3 * ended.number);
    assert!(others.chunks(3).all(|lines| lines == reference));
    format!("k = 1 to {}: all equal", ended.number)
}

pub(super) fn nothing_lost(ended: &Ended) -> String {
    ended.assert_well();
    ended
        .whole_lines()
        .assert_complete("line", "n", ended.number);
    format!("{} sent: 0 torn, 0 lost", grouped(ended.number))
}
