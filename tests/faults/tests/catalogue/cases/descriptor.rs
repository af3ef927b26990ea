//! D: descriptors that are slow, full, closed, short, shared or renamed.

use checker::grouped;

use crate::case::{CASE, Case};
use crate::child::Ended;
use crate::lines::timeless;
use crate::starve;

const BATCHED: &[(&str, &str)] = &[("LOG_DELIVERY", "batched")];
const BOUNDED: &[(&str, &str)] = &[("LOG_BLOCK_LIMIT_MS", "20")];
const BOUNDED_BATCHED: &[(&str, &str)] =
    &[("LOG_BLOCK_LIMIT_MS", "20"), ("LOG_DELIVERY", "batched")];

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
    Case {
        id: "D5",
        name: "non_blocking",
        fault: "somebody made the pipe non-blocking; 6 KB lines, slow reader (EAGAIN)",
        promise: "nothing torn, nothing lost",
        program: &["lines", "#", "6000"],
        number: (2_000, 20_000),
        starve: starve::non_blocking_and_slow,
        expect: nothing_lost,
        ..CASE
    },
    Case {
        id: "D5b",
        name: "non_blocking_with_a_limit",
        fault: "the same with `LOG_BLOCK_LIMIT_MS=20`",
        promise: "nothing torn; lines are dropped whole; lost = told",
        program: &["trickles", "#", "6000"],
        environment: BOUNDED,
        number: (2_000, 20_000),
        starve: starve::non_blocking_and_slow,
        expect: dropped_whole,
        ..CASE
    },
    Case {
        id: "D6",
        name: "stopped_reader",
        fault: "the reader stops for two seconds while four threads log, `sync`",
        promise: "calls wait as `println!` does; nothing lost",
        program: &["stalled", "#"],
        number: (500, 5_000),
        starve: starve::reader_stops,
        expect: |ended| {
            let stages = stages_complete(ended);
            assert_eq!(ended.fact("dropped"), 0);
            format!(
                "{stages}; longest call {} ms",
                ended.fact("longest_event_ms")
            )
        },
        ..CASE
    },
    Case {
        id: "D6b",
        name: "stopped_reader_in_batches",
        fault: "the same, `batched`, more than the queue holds",
        promise: "plain lines never wait, and are told when they do not fit; those of stages wait and are never lost",
        program: &["stalled", "#"],
        environment: BATCHED,
        number: (2_500, 20_000),
        starve: starve::reader_stops,
        expect: |ended| {
            let stages = stages_complete(ended);
            let (event_ms, stage_ms) = (
                ended.fact("longest_event_ms"),
                ended.fact("longest_stage_ms"),
            );
            assert!(event_ms < 1_500, "a plain line waited for {event_ms} ms");
            format!(
                "{stages}; longest call of an event {event_ms} ms, of a stage {stage_ms} ms; {} events dropped, all told",
                grouped(ended.fact("dropped"))
            )
        },
        ..CASE
    },
    Case {
        id: "D6c",
        name: "stopped_reader_with_a_limit",
        fault: "the same with `LOG_BLOCK_LIMIT_MS=20`, `sync` and slow",
        promise: "no call waits longer; lost = told by kind; nothing torn",
        program: &["trickles", "#", "3000"],
        environment: BOUNDED,
        number: (1_000, 10_000),
        starve: starve::reader_stops,
        expect: dropped_whole,
        ..CASE
    },
    Case {
        id: "D6d",
        name: "stopped_reader_with_a_limit_in_batches",
        fault: "the same, `batched`, and the program ends before the reader goes on",
        promise: "the same; what the log cannot tell any more, standard error does",
        program: &["trickles", "#", "3000"],
        environment: BOUNDED_BATCHED,
        number: (1_000, 10_000),
        starve: starve::reader_stops,
        expect: dropped_whole,
        ..CASE
    },
    Case {
        id: "D7",
        name: "four_processes_on_a_pipe",
        fault: "four processes share a pipe, lines up to 4,096 bytes",
        promise: "nothing torn",
        program: &["lines", "#", "3900"],
        number: (2_000, 20_000),
        starve: starve::four_share_a_pipe,
        expect: four_times,
        ..CASE
    },
    Case {
        id: "D7a",
        name: "four_processes_on_a_pipe_in_batches",
        fault: "the same, `batched`",
        promise: "the same: no write goes beyond the lines that fit into 4,096 bytes",
        program: &["lines", "#", "900"],
        environment: BATCHED,
        number: (2_000, 20_000),
        starve: starve::four_share_a_pipe,
        expect: four_times,
        ..CASE
    },
    Case {
        id: "D7b",
        name: "four_processes_on_a_file",
        fault: "four processes append to a file, lines up to 16 KiB",
        promise: "nothing torn",
        program: &["lines", "#", "15900"],
        number: (1_000, 20_000),
        starve: starve::four_share_a_file,
        expect: four_times,
        ..CASE
    },
    Case {
        id: "D8",
        name: "sixteen_threads",
        fault: "16 threads, lines of 100 bytes to 16 KiB",
        promise: "nothing torn, nothing lost",
        program: &["many_threads", "#"],
        number: (20_000, 1_000_000),
        starve: starve::judging_reader,
        expect: |ended| {
            ended.assert_well();
            assert_eq!(
                (ended.fact("event_line"), ended.fact("torn")),
                (ended.fact("sent"), 0)
            );
            format!("{} lines: 0 torn, 0 lost", grouped(ended.fact("sent")))
        },
        ..CASE
    },
    Case {
        id: "D9",
        name: "rotation",
        fault: "the file is renamed and reopened under load",
        promise: "nothing torn, nothing lost",
        program: &["rotates", "#", "rename"],
        number: (20, 500),
        expect: |ended| {
            ended.assert_well();
            ended.whole_lines().assert_complete(
                "line",
                "n",
                u64::try_from(ended.fact("sent")).expect("it fits"),
            );
            format!(
                "{} rotations, {} lines: 0 torn, 0 lost",
                ended.number,
                grouped(ended.fact("sent"))
            )
        },
        ..CASE
    },
    Case {
        id: "D9b",
        name: "copytruncate",
        fault: "the file is copied and emptied under load",
        promise: "no hole in the file, no fragment but where the copy ends; what comes between copy and cut goes with the cut, as with every program",
        program: &["rotates", "#", "copytruncate"],
        number: (20, 500),
        expect: |ended| {
            ended.assert_well();
            assert!(!ended.stdout.contains(&0), "a hole");
            let lines = ended.lines();
            assert!(lines.torn() as u64 <= ended.number);
            let kept = lines.count("line");
            format!(
                "{} rotations: 0 holes, {} of {} lines kept",
                ended.number,
                grouped(kept),
                grouped(ended.fact("sent"))
            )
        },
        ..CASE
    },
    Case {
        id: "D10",
        name: "container_splitters",
        fault: "log drivers split lines at 16 KiB; values up to 1 MiB",
        promise: "no line is longer than 16,128 bytes, and each says what was cut",
        program: &["long_lines"],
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            let longest = lines.whole.iter().map(|line| line.text().len()).max();
            assert_eq!(lines.whole.len(), 21);
            format!(
                "longest line {} bytes",
                grouped(longest.unwrap_or(0) as i64)
            )
        },
        ..CASE
    },
    Case {
        id: "D11",
        name: "inherited_descriptors",
        fault: "the program starts another one while its log files are open",
        promise: "that one inherits none of them (`O_CLOEXEC`)",
        program: &["descriptors"],
        expect: |ended| {
            ended.assert_well();
            assert!(ended.fact("listed") >= 3);
            assert_eq!(ended.fact("inherited"), 0);
            "0 inherited".to_owned()
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

fn dropped_whole(ended: &Ended) -> String {
    ended.assert_well();
    let lines = ended.whole_lines();
    let stages = lines.count("stage_start") + lines.count("stage_result");
    let sent = ended.fact("sent") + 2 * ended.fact("sent_stages");
    let lost = ended.fact("dropped");
    assert!(lost > 0, "the reader was too slow");
    assert_eq!(lines.count("line") + stages + lost, sent);
    let (lifecycle, others) = lines.told();
    let untold = lost - lifecycle - others;
    // What was lost at the very end, when the reader still stood, only standard error can tell.
    assert!(
        untold == 0
            || ended
                .stderr
                .contains(&format!("the log does not say so: {untold}")),
        "{untold} in silence"
    );
    format!(
        "{} sent: 0 torn, {} lost, {} told in the log",
        grouped(sent),
        grouped(lost),
        grouped(lost - untold)
    )
}

fn stages_complete(ended: &Ended) -> String {
    ended.assert_well();
    let lines = ended.whole_lines();
    lines.assert_accounted("line", ended.fact("sent_events"));
    for event in ["stage_start", "stage_result"] {
        assert_eq!(lines.count(event), ended.fact("sent_stages"));
    }
    format!(
        "{} lines of stages: 0 lost",
        grouped(2 * ended.fact("sent_stages"))
    )
}

fn four_times(ended: &Ended) -> String {
    ended.assert_well();
    let lines = ended.whole_lines();
    let longest = lines.whole.iter().map(|line| line.text().len() + 1).max();
    let sent = 4 * i64::try_from(ended.number).expect("it fits");
    // Where the reader is slower than four programs, their queues are full at times.
    let lost = match lines.assert_accounted("line", sent) {
        0 => String::new(),
        lost => format!(", {} more lost and told", grouped(lost)),
    };
    format!(
        "{} lines up to {} bytes: 0 torn{lost}",
        grouped(lines.count("line")),
        grouped(longest.unwrap_or(0) as i64)
    )
}
