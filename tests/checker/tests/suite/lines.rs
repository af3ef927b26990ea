//! Lines as the framework writes them, and the judgement of a bad one.

use checker::Checker;

pub(crate) const TS: &str = "2025-08-27T16:24:06.123Z";

pub(crate) fn received(job: &str) -> String {
    format!(r#"{{"ts":"{TS}","lvl":"INFO","job_id":"{job}","event":"job_received"}}"#)
}

pub(crate) fn started(job: &str, video: &str, stage: &str) -> String {
    format!(
        r#"{{"ts":"{TS}","lvl":"INFO","job_id":"{job}","video_id":"{video}","stage":"{stage}","event":"stage_start"}}"#
    )
}

pub(crate) fn ended(job: &str, video: &str, stage: &str) -> String {
    format!(
        r#"{{"ts":"{TS}","lvl":"INFO","job_id":"{job}","video_id":"{video}","stage":"{stage}","event":"stage_result","outcome":"success","dur_ms":1}}"#
    )
}

pub(crate) fn failed(job: &str, outcome: &str) -> String {
    format!(
        r#"{{"ts":"{TS}","lvl":"ERROR","job_id":"{job}","event":"job_failed","outcome":"{outcome}","dur_ms":1,"detail":"x","error_type":"service_error"}}"#
    )
}

pub(crate) fn finished(job: &str, outcome: &str) -> String {
    let level = match outcome {
        "error" => "ERROR",
        "blocked" | "timeout" => "WARN",
        _ => "INFO",
    };
    format!(
        r#"{{"ts":"{TS}","lvl":"{level}","job_id":"{job}","event":"job_finished","outcome":"{outcome}","dur_ms":1}}"#
    )
}

pub(crate) fn logged(job: &str) -> String {
    format!(r#"{{"ts":"{TS}","lvl":"INFO","job_id":"{job}","event":"log","detail":"x"}}"#)
}

pub(crate) fn unpaired(line: &str) -> String {
    line.replace('}', r#","unpaired":true}"#)
}

/// A line that begins with a good date and level, and goes on with `rest`.
pub(crate) fn line(rest: &str) -> String {
    format!(r#"{{"ts":"{TS}","lvl":"INFO",{rest}}}"#)
}

#[track_caller]
pub(crate) fn refused(checker: &Checker, line: &str, wanted: &[&str]) {
    let error = checker.parse(line).expect_err(line);
    assert_eq!(error.problems, wanted, "{line}");
}
