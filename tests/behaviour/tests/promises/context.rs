//! The context is on every line of a job, and on no line of another.

use super::child::{assert_writes, program};

#[test]
fn a_narrower_context_holds_in_its_scope_and_inside_it() {
    assert_writes(
        "context::narrowed",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"first","shard":3}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-2","event":"second"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"first_again","shard":3}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"inner","event":"stage_start","shard":3}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"inner","event":"inside","shard":3}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0,"shard":3}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"neither"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"kept","shard":3}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","event":"outside"}
        "#,
    );
}

#[test]
fn the_context_before_is_current_again_after_a_panic() {
    assert_writes(
        "context::restored_after_panic",
        r#"
        {"ts":"T","lvl":"INFO","video_id":"outer","event":"after"}
        {"ts":"T","lvl":"INFO","video_id":"outer","event":"after"}
        {"ts":"T","lvl":"INFO","event":"outside"}
        "#,
    );
}

#[test]
fn a_future_is_polled_and_dropped_in_its_context() {
    assert_writes(
        "context::futures_in_their_contexts",
        r#"
        {"ts":"T","lvl":"INFO","video_id":"v-1","event":"before"}
        {"ts":"T","lvl":"INFO","video_id":"v-2","event":"before"}
        {"ts":"T","lvl":"INFO","video_id":"v-1","event":"after"}
        {"ts":"T","lvl":"INFO","video_id":"v-1","event":"dropped"}
        {"ts":"T","lvl":"INFO","video_id":"v-2","event":"dropped"}
        {"ts":"T","lvl":"INFO","event":"outside"}
        "#,
    );
}

#[test]
fn the_slot_of_a_thread_holds_until_it_is_cleared() {
    assert_writes(
        "context::migration",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_only"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"both"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-1","event":"replaced"}
        {"ts":"T","lvl":"INFO","event":"another_thread"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-1","stage":"inner","event":"stage_start"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-1","stage":"inner","event":"inside"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-1","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","event":"cleared"}
        "#,
    );
}

#[test]
fn the_slot_of_a_thread_is_seen_only_outside_of_scopes() {
    assert_writes(
        "context::migration_under_a_job",
        r#"
        {"ts":"T","lvl":"INFO","video_id":"scope","event":"in_a_scope"}
        {"ts":"T","lvl":"INFO","video_id":"scope","event":"still_in_the_scope"}
        {"ts":"T","lvl":"INFO","job_id":"later","video_id":"v-slot","event":"outside"}
        {"ts":"T","lvl":"INFO","job_id":"own","video_id":"v-slot","event":"job_received"}
        {"ts":"T","lvl":"INFO","job_id":"own","video_id":"v-slot","event":"in_a_job"}
        {"ts":"T","lvl":"INFO","job_id":"own","video_id":"v-slot","event":"job_finished","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_thread_takes_the_context_along_if_it_is_asked_to() {
    assert_writes(
        "context::threads",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_received"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"inner","event":"stage_start"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"inner","event":"inside"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"inner","event":"inside"}
        {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"inner","event":"stage_start"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"inner","event":"inside"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_finished","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_task_takes_the_context_along_if_it_is_asked_to() {
    assert_writes(
        "context::tasks",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_received"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"spawned"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"blocking"}
        {"ts":"T","lvl":"INFO","event":"plain"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"taken_along"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-1","event":"job_received","parent_job_id":"j-1"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-1","event":"in_the_inner_job"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-1","event":"job_finished","outcome":"success","dur_ms":0,"parent_job_id":"j-1"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_finished","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_context_may_outlive_its_job() {
    assert_writes(
        "context::outlives_its_job",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"late"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"inner","event":"stage_start"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"inner","event":"inside"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_context_value_cannot_forge_a_key() {
    assert_writes(
        "context::hostile_values",
        r#"
        {"ts":"T","lvl":"INFO","event":"kept_whole","password":"[REDACTED]","a\"b\n":"c\"d\n","field_truncated":1,"field_dur_ms":"x","field_event":"job_failed","field_ts":"forged"}
        "#,
    );
}

#[test]
fn the_videos_of_one_program_run_at_once_each_under_its_own_id() {
    let report = program("context::current_in_a_job")
        .run()
        .assert_quiet()
        .report();
    assert_eq!(report.events("part").count(), 200);
    for line in report.events("part") {
        assert_eq!(
            line.str("video_id"),
            format!("v-{}", line.u64("of")),
            "{}",
            line.text()
        );
        assert_eq!(line.u64("n"), line.u64("of"), "{}", line.text());
    }
}

#[test]
fn a_stage_and_all_inside_it_have_the_context_around_it_whatever_it_is_given() {
    assert_writes(
        "context::taken_by_stages",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_received"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"begun","job":"j-1","video":"v-1"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"first","event":"stage_start","n":1}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"own_fields","event":"stage_start","attempt":1,"trace_id":"t","n":2,"field_video_id":"v-own"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"own_fields","event":"inside","attempt":1,"trace_id":"t","n":3,"field_video_id":"v-own"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"first_inside","event":"stage_start"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"first_inside","event":"elsewhere"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"first_inside","event":"narrowed","n":4}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"first_inside","event":"headers","baggage":"job_id=j-1,video_id=v-1"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"first_inside","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"own_fields","event":"stage_result","outcome":"success","dur_ms":0,"attempt":1,"trace_id":"t","n":2,"field_video_id":"v-own"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-2","stage":"other_video","event":"stage_start","profile":"p","n":1}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-2","stage":"other_video","event":"inside","profile":"p","n":2,"video":"v-2"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-2","event":"job_received","job":"other","parent_job_id":"j-1"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-2","event":"inside","id":"j-2"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-2","event":"job_finished","outcome":"success","dur_ms":0,"job":"other","parent_job_id":"j-1"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-2","stage":"other_video","event":"stage_result","outcome":"success","dur_ms":0,"profile":"p","n":1}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"failed","event":"stage_start","n":1}
        {"ts":"T","lvl":"ERROR","job_id":"j-1","video_id":"v-1","stage":"failed","event":"stage_result","outcome":"error","dur_ms":0,"detail":"no","error_type":"service_error","bytes_out":3,"n":2}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"first","event":"stage_result","outcome":"success","dur_ms":0,"n":1}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_finished","outcome":"success","dur_ms":0}
        "#,
    );
}
