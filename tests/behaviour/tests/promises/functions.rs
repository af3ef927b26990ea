//! The attributes change nothing about a function but that it is seen.

use super::child::{assert_writes, program};

#[test]
fn every_form_of_function_is_seen_and_behaves_as_before() {
    assert_writes(
        "functions::forms",
        r#"
        {"ts":"T","lvl":"INFO","stage":"add","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"add","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"get","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"get","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"associated","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"associated","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"by_default","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"by_default","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"by_impl","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"by_impl","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"into_inner","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"into_inner","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"generic","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"generic","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"closure_argument","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"closure_argument","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"returns_iterator","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"returns_iterator","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"returns_closure","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"returns_closure","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"from_macro","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"from_macro","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"extern_c","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"extern_c","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"dangerous","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"dangerous","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"patterns","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"patterns","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"inner_items","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"inner_items","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"both"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"both","event":"stage_start"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"both","event":"in_both"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"both","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0,"job":"both"}
        "#,
    );
}

#[test]
fn a_program_that_sets_nothing_up_is_silent() {
    let ran = program("functions::nothing_is_set_up").run().assert_quiet();
    assert_eq!(ran.stdout, "");
}

#[test]
fn many_threads_at_once_write_whole_pairs() {
    let report = program("functions::threads").run().assert_quiet().report();
    assert_eq!(
        report.to_string(),
        "11200 lines, 800 jobs, 3200 stages, 0 problems"
    );
    for line in report.events("at") {
        let (thread, id) = (line.u64("thread_id"), line.str("job_id"));
        assert_eq!(line.u64("thread"), thread);
        assert!(id.starts_with(&format!("j-{thread}-")), "{}", line.text());
    }
}
