//! `LOG_LIFECYCLE`, `LOG_STAGE_START`, `LOG_JOB_SUMMARY`: which lines jobs and stages write.

use checker::{Checker, Pairing};

use crate::program::{TWO_JOBS, assert_lines, program};

#[test]
fn lifecycle_all_is_the_default() {
    let lines = program("settings::jobs")
        .env("LOG_LIFECYCLE", "all")
        .checked();
    assert_lines(&lines, &TWO_JOBS);
}

#[test]
fn lifecycle_failures_leaves_the_ends_of_failing_runs_each_marked() {
    let lines = program("settings::jobs")
        .env("LOG_LIFECYCLE", "failures")
        .checked();
    let record = |job: &str| {
        format!(
            r#"{{"ts":"T","lvl":"INFO","job_id":"{job}","video_id":"v-1","event":"log","detail":"looking for captions","target":"setup::work"}}"#
        )
    };
    assert_lines(
        &lines,
        &[
            &record("j-1"),
            &record("j-2"),
            r#"{"ts":"T","lvl":"ERROR","job_id":"j-2","video_id":"v-1","stage":"asr","event":"stage_result","outcome":"error","dur_ms":0,"detail":"no speech","profile":"small","error_type":"service_error","unpaired":true}"#,
            r#"{"ts":"T","lvl":"ERROR","job_id":"j-2","video_id":"v-1","event":"job_failed","outcome":"error","dur_ms":0,"detail":"no speech","job":"transcript","error_type":"service_error","unpaired":true}"#,
            r#"{"ts":"T","lvl":"ERROR","job_id":"j-2","video_id":"v-1","event":"job_finished","outcome":"error","dur_ms":0,"job":"transcript","unpaired":true}"#,
        ],
    );
}

#[test]
fn lifecycle_off_leaves_plain_records_without_a_context() {
    let lines = program("settings::jobs")
        .env("LOG_LIFECYCLE", "off")
        .lines();
    let record = r#"{"ts":"T","lvl":"INFO","event":"log","detail":"looking for captions","target":"setup::work"}"#;
    assert_lines(&lines, &[record, record]);
}

#[test]
fn stage_starts_can_be_left_out() {
    for no in ["false", "0", "No", "off"] {
        let run = program("settings::jobs").env("LOG_STAGE_START", no).run();
        run.assert_quiet();
        Checker::new()
            .pairing(Pairing::StageStartsLeftOut)
            .check(&run.stdout)
            .assert_ok();
        let without_starts: Vec<&str> = TWO_JOBS
            .into_iter()
            .filter(|line| !line.contains("stage_start"))
            .collect();
        assert_lines(&run.masked(), &without_starts);
    }
}

#[test]
fn a_job_can_tell_its_whole_story_on_its_last_line() {
    let lines = program("settings::jobs")
        .env("LOG_JOB_SUMMARY", "true")
        .checked();
    let ends: Vec<&String> = lines
        .iter()
        .filter(|line| line.contains("job_finished"))
        .collect();
    assert_eq!(
        ends,
        [
            r#"{"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_finished","outcome":"success","dur_ms":0,"job":"transcript","stages":{"captions":{"n":1,"dur_ms":0,"outcome":"no_captions"},"asr":{"n":1,"dur_ms":0,"outcome":"success"}}}"#,
            r#"{"ts":"T","lvl":"ERROR","job_id":"j-2","video_id":"v-1","event":"job_finished","outcome":"error","dur_ms":0,"job":"transcript","stages":{"captions":{"n":1,"dur_ms":0,"outcome":"no_captions"},"asr":{"n":1,"dur_ms":0,"outcome":"error"}}}"#,
        ]
    );
}
