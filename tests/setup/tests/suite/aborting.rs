//! Programs that a panic ends at once.

use crate::outside::Crate;
use crate::program::{assert_lines, bare, ended, masked};

#[test]
fn where_a_panic_aborts_the_hook_writes_the_ends_of_all_runs_that_are_open_on_the_thread() {
    let user = Crate::new("aborting", "", include_str!("../../crates/aborting.rs")).aborting();
    let run = ended(bare(user.build()).output().expect("the program starts"));
    assert_eq!(run.code, None, "it is ended by a signal: {}", run.stderr);
    let lines: Vec<String> = run.stdout.lines().map(masked).collect();
    assert_lines(
        &lines,
        &[
            r#"{"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"work"}"#,
            r#"{"ts":"T","lvl":"INFO","job_id":"j-1","stage":"wait","event":"stage_start"}"#,
            r#"{"ts":"T","lvl":"INFO","job_id":"j-1","stage":"check","event":"stage_start"}"#,
            r#"{"ts":"T","lvl":"INFO","job_id":"j-1","stage":"check","event":"stage_result","outcome":"success","dur_ms":0}"#,
            r#"{"ts":"T","lvl":"INFO","job_id":"j-1","stage":"wait","event":"stage_result","outcome":"success","dur_ms":0}"#,
            r#"{"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0,"job":"work"}"#,
            r#"{"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"work"}"#,
            r#"{"ts":"T","lvl":"INFO","job_id":"j-1","stage":"wait","event":"stage_start"}"#,
            r#"{"ts":"T","lvl":"INFO","job_id":"j-1","stage":"check","event":"stage_start"}"#,
            r#"{"ts":"T","lvl":"ERROR","job_id":"j-1","stage":"check","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: too many","error_type":"panic","panic_at":"src/main.rs:7"}"#,
            r#"{"ts":"T","lvl":"ERROR","job_id":"j-1","stage":"wait","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: too many","error_type":"panic","panic_at":"src/main.rs:7"}"#,
            r#"{"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_failed","outcome":"error","dur_ms":0,"detail":"panic: too many","job":"work","error_type":"panic","panic_at":"src/main.rs:7"}"#,
            r#"{"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_finished","outcome":"error","dur_ms":0,"job":"work"}"#,
        ],
    );
}
