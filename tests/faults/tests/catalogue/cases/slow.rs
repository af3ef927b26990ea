//! D5 and D6: readers that are slow, or stop.

use checker::grouped;

use crate::case::{CASE, Case};
use crate::child::Ended;
use crate::starve;

const BATCHED: &[(&str, &str)] = &[("LOG_DELIVERY", "batched")];
const BOUNDED: &[(&str, &str)] = &[("LOG_BLOCK_LIMIT_MS", "20")];
const BOUNDED_BATCHED: &[(&str, &str)] =
    &[("LOG_BLOCK_LIMIT_MS", "20"), ("LOG_DELIVERY", "batched")];

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "D5",
        name: "non_blocking",
        fault: "somebody made the pipe non-blocking; 6 KB lines, slow reader (EAGAIN)",
        promise: "nothing torn, nothing lost",
        program: &["lines", "#", "6000"],
        number: (2_000, 20_000),
        starve: starve::non_blocking_and_slow,
        expect: super::broken::nothing_lost,
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
        promise: "plain lines wait a moment, and are told when they do not fit; those of stages wait and are never lost",
        program: &["stalled", "#"],
        environment: BATCHED,
        number: (5_000, 20_000),
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
        // Each block waits for 20 ms, and all of them have a second at the end.
        number: (500, 10_000),
        starve: starve::reader_stops,
        expect: dropped_whole,
        ..CASE
    },
    Case {
        id: "D6e",
        name: "one_pipe_for_both_that_nobody_reads",
        fault: "the same, and standard error is the same pipe: the framework's own notes do not fit either",
        promise: "the program goes on to its end",
        program: &["trickles", "#", "3000"],
        environment: BOUNDED,
        number: (40, 200),
        starve: starve::one_pipe_that_nobody_reads,
        expect: |ended| {
            ended.assert_well();
            assert!(ended.fact("dropped") > 0, "all of it had room");
            format!(
                "{} lines lost, and the program ended",
                grouped(ended.fact("dropped"))
            )
        },
        ..CASE
    },
    Case {
        id: "D6f",
        name: "full_pipe_at_the_end",
        fault: "nobody reads, `sync` without a limit, and the program ends with lines held back",
        promise: "it ends after a second, and standard error says what the log cannot",
        program: &["full_at_end"],
        starve: starve::nobody_reads,
        expect: |ended| {
            ended.assert_well();
            let end_ms = ended.fact("end_ms");
            assert!(end_ms < 3_000, "the end took {end_ms} ms");
            assert!(
                ended.stderr.contains("cannot write a log line: timed out"),
                "{}",
                ended.stderr
            );
            assert!(
                ended.stderr.contains("were held back by the rate limit"),
                "{}",
                ended.stderr
            );
            format!("the end took {end_ms} ms")
        },
        ..CASE
    },
];

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
