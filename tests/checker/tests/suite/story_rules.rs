//! A stream: for every rule one that breaks it.

use checker::{Checker, Pairing};

use crate::lines::{TS, ended, failed, finished, logged, received, started, unpaired};

fn problems_by(checker: &Checker, lines: &[String]) -> Vec<String> {
    let stream = lines.join("\n") + "\n";
    checker
        .check(stream)
        .problems
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn problems(lines: &[String]) -> Vec<String> {
    problems_by(&Checker::new(), lines)
}

const NONE: [&str; 0] = [];

#[test]
fn interleaved_equal_and_nested_calls_match_by_counting() {
    let stream = [
        received("a"),
        received("b"),
        started("a", "v1", "asr"),
        started("a", "v2", "asr"),
        started("b", "v1", "asr"),
        started("a", "v1", "asr"),
        ended("a", "v2", "asr"),
        ended("b", "v1", "asr"),
        logged("a"),
        ended("a", "v1", "asr"),
        failed("b", "timeout"),
        logged("a"),
        finished("b", "timeout"),
        ended("a", "v1", "asr"),
        finished("a", "success"),
    ];
    assert_eq!(problems(&stream), NONE);
}

#[test]
fn a_start_without_result_is_told_at_its_line() {
    let stream = [
        started("a", "v1", "asr"),
        started("a", "v2", "asr"),
        ended("a", "v2", "asr"),
    ];
    assert_eq!(
        problems(&stream),
        ["line 1: stage `asr` of `a`, `v1` has no `stage_result`"]
    );
}

#[test]
fn a_result_of_another_job_context_or_stage_does_not_match() {
    for (job, video, stage) in [("b", "v", "asr"), ("a", "w", "asr"), ("a", "v", "fetch")] {
        assert_eq!(
            problems(&[started("a", "v", "asr"), ended(job, video, stage)]),
            [
                "line 1: stage `asr` of `a`, `v` has no `stage_result`".to_owned(),
                format!("line 2: stage `{stage}` of `{job}`, `{video}` has no open `stage_start`"),
            ]
        );
    }
}

#[test]
fn a_second_result_is_told() {
    let stream = [
        started("a", "v", "asr"),
        ended("a", "v", "asr"),
        ended("a", "v", "asr"),
    ];
    assert_eq!(
        problems(&stream),
        ["line 3: stage `asr` of `a`, `v` has no open `stage_start`"]
    );
}

#[test]
fn a_result_cannot_come_before_its_start() {
    let stream = [ended("a", "v", "asr"), started("a", "v", "asr")];
    assert_eq!(
        problems(&stream),
        [
            "line 1: stage `asr` of `a`, `v` has no open `stage_start`",
            "line 2: stage `asr` of `a`, `v` has no `stage_result`",
        ]
    );
}

#[test]
fn a_stage_outside_of_every_job_is_matched_too() {
    let line =
        |event: &str| format!(r#"{{"ts":"{TS}","lvl":"INFO","stage":"asr","event":"{event}"}}"#);
    let start = line("stage_start");
    let result = line("stage_result").replace('}', r#","outcome":"success","dur_ms":1}"#);
    assert_eq!(problems(&[start.clone(), result.clone()]), NONE);
    assert_eq!(
        problems(&[start]),
        ["line 1: stage `asr` has no `stage_result`"]
    );
    assert_eq!(
        problems(&[result]),
        ["line 1: stage `asr` has no open `stage_start`"]
    );
}

#[test]
fn unpaired_ends_need_no_start_and_end_none() {
    let stream = [
        unpaired(&ended("a", "v", "asr")),
        unpaired(&failed("a", "blocked")),
        unpaired(&finished("a", "blocked")),
    ];
    assert_eq!(problems(&stream), NONE);
    let stream = [started("a", "v", "asr"), unpaired(&ended("a", "v", "asr"))];
    assert_eq!(
        problems(&stream),
        ["line 1: stage `asr` of `a`, `v` has no `stage_result`"]
    );
    let stream = [received("a"), unpaired(&finished("a", "success"))];
    assert_eq!(problems(&stream), ["line 1: job `a` has no `job_finished`"]);
}

#[test]
fn a_job_finishes_exactly_once() {
    assert_eq!(
        problems(&[received("a")]),
        ["line 1: job `a` has no `job_finished`"]
    );
    assert_eq!(
        problems(&[finished("a", "success")]),
        ["line 1: job `a` has no open `job_received`"]
    );
    assert_eq!(
        problems(&[
            received("a"),
            finished("a", "success"),
            finished("a", "success")
        ]),
        ["line 3: job `a` has no open `job_received`"]
    );
}

#[test]
fn one_id_can_be_used_for_several_jobs() {
    let run = [received("a"), failed("a", "error"), finished("a", "error")];
    assert_eq!(problems(&[run.as_slice(), &run].concat()), NONE);
    let stream = [received("a"), received("a"), finished("a", "success")];
    assert_eq!(problems(&stream).len(), 1);
}

#[test]
fn a_failure_is_told_directly_before_the_end() {
    for outcome in ["blocked", "timeout", "error"] {
        let stream = [received("a"), failed("a", outcome), finished("a", outcome)];
        assert_eq!(problems(&stream), NONE);
        let stream = [received("a"), finished("a", outcome)];
        assert_eq!(
            problems(&stream),
            [format!(
                "line 2: job `a` finished as `{outcome}`, but its line before is no `job_failed`"
            )]
        );
    }
    let stream = [
        received("a"),
        failed("a", "error"),
        logged("a"),
        finished("a", "error"),
    ];
    assert_eq!(
        problems(&stream),
        [
            "line 2: `job_failed` of job `a` is not followed by its `job_finished`",
            "line 4: job `a` finished as `error`, but its line before is no `job_failed`",
        ]
    );
}

#[test]
fn a_job_that_did_not_fail_has_no_failure() {
    for outcome in ["success", "no_captions", "cancelled", "partial", "timeout"] {
        assert_eq!(
            problems(&[received("a"), failed("a", "error"), finished("a", outcome)]),
            [format!(
                "line 3: job `a` finished as `{outcome}`, but failed as `error` in line 2"
            )]
        );
    }
    assert_eq!(
        problems(&[received("a"), failed("a", "error")]),
        [
            "line 1: job `a` has no `job_finished`",
            "line 2: `job_failed` of job `a` is not followed by its `job_finished`",
        ]
    );
}

#[test]
fn late_lines_are_refused_where_they_are_not_allowed() {
    let stream = [
        received("a"),
        finished("a", "success"),
        logged("a"),
        logged("b"),
    ];
    assert_eq!(problems(&stream), NONE);
    let strict = Checker::new().late_lines(false);
    assert_eq!(
        problems_by(&strict, &stream),
        ["line 3: job `a` was finished in line 2"]
    );
    let again = [
        stream[..2].to_vec(),
        vec![received("a"), logged("a"), finished("a", "success")],
    ];
    assert_eq!(problems_by(&strict, &again.concat()), NONE);
}

#[test]
fn a_line_is_not_late_while_another_job_of_its_id_runs() {
    let strict = Checker::new().late_lines(false);
    let end = finished("a", "success");
    let stream = [
        received("a"),
        received("a"),
        end.clone(),
        logged("a"),
        end,
        logged("a"),
    ];
    assert_eq!(
        problems_by(&strict, &stream),
        ["line 6: job `a` was finished in line 5"]
    );
}

#[test]
fn stage_starts_can_be_left_out() {
    let checker = Checker::new().pairing(Pairing::StageStartsLeftOut);
    let stream = [
        received("a"),
        ended("a", "v", "asr"),
        finished("a", "success"),
    ];
    assert_eq!(problems_by(&checker, &stream), NONE);
    let stream = [started("a", "v", "asr"), finished("a", "success")];
    assert_eq!(
        problems_by(&checker, &stream),
        [
            "line 1: stage `asr` of `a`, `v` has no `stage_result`",
            "line 2: job `a` has no open `job_received`",
        ]
    );
}

#[test]
fn a_part_of_a_stream_is_not_asked_for_pairs() {
    let checker = Checker::new().pairing(Pairing::Unchecked);
    let stream = [
        ended("a", "v", "asr"),
        started("a", "v", "fetch"),
        finished("a", "success"),
        received("b"),
        failed("b", "error"),
    ];
    assert_eq!(problems_by(&checker, &stream), NONE);
    assert_eq!(
        problems_by(&checker, &[finished("a", "error")]),
        ["line 1: job `a` finished as `error`, but its line before is no `job_failed`"]
    );
}
