//! The performance channel: `perf_evt!` and the sampler.

use std::fs;

use crate::program::{assert_lines, program};

const BY_HAND: [&str; 7] = [
    r#"{"ts":"T","lvl":"INFO","event":"performance_metric","cpu":12.5,"mem_mb":512}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_received"}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"performance_metric","cpu":99.9,"mem_mb":1024,"queue":3}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"asr","event":"stage_start"}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"asr","event":"performance_metric","cpu":100,"mem_mb":2048}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"asr","event":"stage_result","outcome":"success","dur_ms":0}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_finished","outcome":"success","dur_ms":0}"#,
];
const REPEATED: &str =
    r#"{"ts":"T","lvl":"INFO","event":"performance_metric","cpu":0.0,"mem_mb":1}"#;

#[test]
fn metrics_carry_the_context_of_a_job_and_are_never_held_back() {
    let expected: Vec<&str> = BY_HAND.into_iter().chain([REPEATED; 8]).collect();
    assert_lines(&program("perf::by_hand").checked(), &expected);
    for level in ["warn", "off", "error,setup=error"] {
        let lines = program("perf::by_hand").env("LOG_LEVEL", level).checked();
        assert_lines(&lines, &expected);
    }
}

#[test]
fn a_directive_turns_metrics_off() {
    let lines = program("perf::by_hand")
        .env("LOG_LEVEL", "info,perf=off")
        .checked();
    let expected: Vec<&str> = BY_HAND
        .into_iter()
        .filter(|line| !line.contains("performance_metric"))
        .collect();
    assert_lines(&lines, &expected);
}

#[test]
fn metrics_can_have_a_file_of_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("perf.log");
    let lines = program("perf::by_hand")
        .env("PERF_LOG_PATH", &path)
        .checked();
    let (metrics, others): (Vec<&str>, Vec<&str>) = BY_HAND
        .into_iter()
        .chain([REPEATED; 8])
        .partition(|line| line.contains("performance_metric"));
    assert_lines(&lines, &others);
    let written = fs::read_to_string(path).expect("the file was written");
    checker::check(&written).assert_ok();
    let written: Vec<String> = written.lines().map(crate::program::masked).collect();
    assert_lines(&written, &metrics);
}

#[test]
fn metrics_can_have_a_writer_of_their_own_which_goes_before_the_file() {
    let run = program("perf::to_a_writer")
        .env("PERF_LOG_PATH", "/nonexistent/perf.log")
        .run();
    let (metrics, others): (Vec<&str>, Vec<&str>) = BY_HAND
        .into_iter()
        .partition(|line| line.contains("performance_metric"));
    assert_lines(&run.masked(), &others);
    checker::check(&run.stderr).assert_ok();
    let written: Vec<String> = run.stderr.lines().map(crate::program::masked).collect();
    assert_lines(&written, &metrics);
}

const READY: &str =
    r#"{"ts":"T","lvl":"INFO","event":"log","detail":"ready","target":"setup::scenarios::perf"}"#;

#[test]
fn nothing_is_sampled_unless_it_is_asked_for_nor_more_often_than_it_is_asked_for() {
    let patient = || program("perf::sampled").arg("1").arg("1500");
    let every_second = patient().env("PERF_METRICS_INTERVAL", "1");
    assert_lines(&every_second.checked(), &[READY]);
    let by_default = patient().env("PERF_METRICS_ENABLED", "true");
    assert_lines(&by_default.checked(), &[READY]);
}

#[test]
fn a_sampled_program_says_what_it_uses_in_the_set_interval() {
    let run = program("perf::sampled")
        .arg("2")
        .arg("30000")
        .env("PERF_METRICS_ENABLED", "true")
        .env("PERF_METRICS_INTERVAL", "1")
        .run();
    run.assert_quiet();
    let report = checker::check(&run.stdout);
    report.assert_ok();
    let samples: Vec<_> = report.events("performance_metric").collect();
    assert!(samples.len() >= 2, "{}", run.stdout);
    for sample in samples {
        assert_eq!(
            sample.keys().collect::<Vec<_>>(),
            ["ts", "lvl", "event", "cpu", "mem_mb"]
        );
        assert!(sample.f64("cpu") >= 0.0);
        assert!(
            (1..4_096).contains(&sample.u64("mem_mb")),
            "{}",
            sample.text()
        );
    }
}

#[test]
fn the_sampler_obeys_the_directive_too() {
    let lines = program("perf::sampled")
        .arg("1")
        .arg("1500")
        .env("PERF_METRICS_ENABLED", "true")
        .env("PERF_METRICS_INTERVAL", "1")
        .env("LOG_LEVEL", "info,perf=off")
        .checked();
    assert_lines(&lines, &[READY]);
}

#[test]
fn a_file_that_cannot_be_opened_is_told_and_metrics_go_with_the_other_lines() {
    let run = program("perf::by_hand")
        .env("PERF_LOG_PATH", "/nonexistent/perf.log")
        .run();
    run.assert_told(&[
        "logging: cannot open /nonexistent/perf.log for appending: No such file or directory (os error 2); performance metrics go where the other lines go",
    ]);
    let expected: Vec<&str> = BY_HAND.into_iter().chain([REPEATED; 8]).collect();
    assert_lines(&run.masked(), &expected);
}
