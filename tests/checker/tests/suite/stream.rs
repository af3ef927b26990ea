//! A stream as bytes, and the report of its check.

use std::fmt::Write as _;

const GOOD: &str = concat!(
    r#"{"ts":"2025-08-27T16:24:06.123Z","lvl":"INFO","job_id":"j-1","event":"job_received"}"#,
    "\n",
    r#"{"ts":"2025-08-27T16:24:06.124Z","lvl":"INFO","job_id":"j-1","stage":"asr","event":"stage_start"}"#,
    "\n",
    r#"{"ts":"2025-08-27T16:24:06.125Z","lvl":"INFO","job_id":"j-1","stage":"asr","event":"stage_result","outcome":"success","dur_ms":1}"#,
    "\n",
    r#"{"ts":"2025-08-27T16:24:06.125Z","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":2}"#,
    "\n",
);

fn problems(stream: impl AsRef<[u8]>) -> Vec<String> {
    checker::check(stream)
        .problems
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn a_good_stream_passes_and_is_counted() {
    let report = checker::check(GOOD);
    report.assert_ok();
    assert_eq!(report.to_string(), "4 lines, 1 job, 1 stage, 0 problems");
    let results: Vec<_> = report
        .events("stage_result")
        .map(|line| line.u64("dur_ms"))
        .collect();
    assert_eq!(results, [1]);
    assert_eq!(report.lines[3].number(), 4);
}

#[test]
fn an_empty_stream_is_a_problem() {
    assert_eq!(problems(""), ["line 1: the stream is empty"]);
}

#[test]
fn an_empty_line_is_a_problem() {
    assert_eq!(problems(format!("{GOOD}\n")), ["line 5: the line is empty"]);
}

#[test]
fn the_last_line_ends_with_a_newline() {
    assert_eq!(
        problems(GOOD.trim_end()),
        ["line 4: the line does not end with a newline"]
    );
}

#[test]
fn a_carriage_return_is_a_problem_of_every_line() {
    let told = problems(GOOD.replace('\n', "\r\n"));
    assert_eq!(told.len(), 4);
    assert_eq!(
        told[0],
        "line 1: no strict JSON: byte 84: the control character U+000D stands raw"
    );
}

#[test]
fn a_torn_line_does_not_hide_the_others() {
    let stream = GOOD.replacen(
        "\"lvl\":\"INFO\",\"job_id\":\"j-1\",\"event\":\"job_finished\"",
        "",
        1,
    );
    let report = checker::check(&stream);
    assert_eq!((report.n_lines, report.lines.len()), (4, 3));
    assert_eq!(
        problems(&stream),
        [
            "line 1: job `j-1` has no `job_finished`",
            "line 4: no strict JSON: byte 33: `,` where a key should stand",
        ]
    );
}

#[test]
fn problems_come_in_the_order_of_their_lines() {
    let received = GOOD.split_inclusive('\n').next().unwrap();
    let stream = format!("[]\n{received}{{}}\n");
    assert_eq!(
        problems(stream),
        [
            "line 1: the line is an array, not an object",
            "line 2: job `j-1` has no `job_finished`",
            "line 3: `event` is missing",
            "line 3: `lvl` is missing",
            "line 3: `ts` is missing",
        ]
    );
}

#[test]
fn fifty_problems_are_listed_and_the_others_counted() {
    let mut stream = String::new();
    for number in 0..70 {
        writeln!(stream, "{number}").unwrap();
    }
    let report = checker::check(stream);
    assert_eq!((report.problems.len(), report.unlisted), (50, 20));
    assert_eq!(report.problems[49].line, 50);
    assert_eq!(
        report.to_string(),
        "70 lines, 0 jobs, 0 stages, 70 problems"
    );
}

#[test]
#[should_panic(
    expected = "1 line, 0 jobs, 0 stages, 1 problem\nline 1: `event` is missing\n    {\"ts\""
)]
fn a_failed_assertion_lists_the_problems_with_their_lines() {
    checker::check("{\"ts\":\"2025-08-27T16:24:06.123Z\",\"lvl\":\"INFO\"}\n").assert_ok();
}
