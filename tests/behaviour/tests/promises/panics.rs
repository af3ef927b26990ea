//! A panic ends every run it passes as an error, and goes on unchanged.

use super::child::{assert_writes, place, program};

fn at(text: &str) -> String {
    place(
        "panics.rs",
        include_str!("../../src/scenarios/panics.rs"),
        text,
    )
}

#[test]
fn the_message_and_the_place_of_a_panic_are_told() {
    let place = at(r#"panic!("the disk is full");"#);
    assert_writes(
        "panics::caught_inside",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","stage":"catches","event":"stage_start"}}
            {{"ts":"T","lvl":"INFO","stage":"disk","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"disk","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: the disk is full","error_type":"panic","panic_at":"{place}"}}
            {{"ts":"T","lvl":"INFO","stage":"catches","event":"went_on"}}
            {{"ts":"T","lvl":"INFO","stage":"catches","event":"stage_result","outcome":"success","dur_ms":0}}
            "#
        ),
    );
}

#[test]
fn every_kind_of_payload_is_told_and_passed_on() {
    let place = at(r#"panic!("formatted {n}");"#);
    let place1 = at("panic_any(7_u32);");
    let place2 = at("list[n]");
    let place3 = at(r#"panic!("a\n\"b\"");"#);
    assert_writes(
        "panics::payloads",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","stage":"formatted","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"formatted","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: formatted 7","error_type":"panic","panic_at":"{place}"}}
            {{"ts":"T","lvl":"INFO","stage":"not_a_text","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"not_a_text","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: a value that is not a text","error_type":"panic","panic_at":"{place1}"}}
            {{"ts":"T","lvl":"INFO","stage":"index","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"index","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: index out of bounds: the len is 3 but the index is 7","error_type":"panic","panic_at":"{place2}"}}
            {{"ts":"T","lvl":"INFO","stage":"hostile_text","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"hostile_text","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: a\n\"b\"","error_type":"panic","panic_at":"{place3}"}}
            "#
        ),
    );
}

#[test]
fn a_panic_on_another_thread_is_told() {
    let place = at(r#"panic!("the disk is full");"#);
    assert_writes(
        "panics::in_a_thread",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","stage":"disk","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"disk","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: the disk is full","error_type":"panic","panic_at":"{place}"}}
            {{"ts":"T","lvl":"INFO","stage":"sound","event":"stage_start"}}
            {{"ts":"T","lvl":"INFO","stage":"sound","event":"stage_result","outcome":"success","dur_ms":0}}
            "#
        ),
    );
}

#[test]
fn a_panic_in_a_future_ends_the_stage_and_the_job_around_it() {
    let place = at(r#"panic!("later than that");"#);
    assert_writes(
        "panics::in_a_future",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"later"}}
            {{"ts":"T","lvl":"INFO","job_id":"j-1","stage":"after_an_await","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","job_id":"j-1","stage":"after_an_await","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: later than that","error_type":"panic","panic_at":"{place}"}}
            {{"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_failed","outcome":"error","dur_ms":0,"detail":"panic: later than that","job":"later","error_type":"panic","panic_at":"{place}"}}
            {{"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_finished","outcome":"error","dur_ms":0,"job":"later"}}
            "#
        ),
    );
}

#[test]
fn a_run_inside_a_destructor_that_runs_while_unwinding_is_no_panic() {
    let place = at(r#"panic!("through a destructor");"#);
    assert_writes(
        "panics::while_unwinding",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","stage":"unwinds","event":"stage_start"}}
            {{"ts":"T","lvl":"INFO","stage":"sound","event":"stage_start"}}
            {{"ts":"T","lvl":"INFO","stage":"sound","event":"stage_result","outcome":"success","dur_ms":0}}
            {{"ts":"T","lvl":"INFO","stage":"leaves_early","event":"stage_start"}}
            {{"ts":"T","lvl":"INFO","stage":"leaves_early","event":"stage_result","outcome":"unseen","dur_ms":0}}
            {{"ts":"T","lvl":"INFO","stage":"unwinds","event":"dropped"}}
            {{"ts":"T","lvl":"ERROR","stage":"unwinds","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: through a destructor","error_type":"panic","panic_at":"{place}"}}
            "#
        ),
    );
}

#[test]
fn a_function_that_never_returns_ends_by_its_panic() {
    let place = at(r#"panic!("{text}")"#);
    assert_writes(
        "panics::never",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","stage":"never","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"never","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: never","error_type":"panic","panic_at":"{place}"}}
            "#
        ),
    );
}

#[test]
fn a_function_that_tracks_its_caller_keeps_the_place_and_an_early_end_is_unseen() {
    let place = at(r#"assert_eq!(caught(|| in_place(8)), "in place 8");"#);
    assert_writes(
        "panics::track_caller",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","stage":"place","event":"stage_start"}}
            {{"ts":"T","lvl":"INFO","stage":"place","event":"stage_result","outcome":"success","dur_ms":0}}
            {{"ts":"T","lvl":"INFO","stage":"place","event":"stage_start"}}
            {{"ts":"T","lvl":"INFO","stage":"place","event":"stage_result","outcome":"unseen","dur_ms":0}}
            {{"ts":"T","lvl":"INFO","stage":"in_place","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"in_place","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: in place 8","error_type":"panic","panic_at":"{place}"}}
            "#
        ),
    );
}

#[test]
fn a_panic_has_the_last_word_over_set_outcome() {
    let place = at(r#"panic!("on purpose");"#);
    assert_writes(
        "panics::overruled",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","stage":"overrules","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"overrules","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: on purpose","error_type":"panic","panic_at":"{place}"}}
            "#
        ),
    );
}

#[test]
fn a_future_whose_destructor_panics_ends_once() {
    assert_writes(
        "panics::in_a_destructor_of_a_future",
        r#"
        {"ts":"T","lvl":"INFO","stage":"holds","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"holds","event":"stage_result","outcome":"cancelled","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"sound","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"sound","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn the_context_is_restored_after_a_panic() {
    let place = at(r#"panic!("the disk is full");"#);
    assert_writes(
        "panics::context_is_restored",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","video_id":"v-1","stage":"disk","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","video_id":"v-1","stage":"disk","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: the disk is full","error_type":"panic","panic_at":"{place}"}}
            {{"ts":"T","lvl":"INFO","video_id":"v-1","event":"after_a_panic"}}
            {{"ts":"T","lvl":"INFO","event":"outside"}}
            "#
        ),
    );
}

#[test]
fn a_payload_thrown_again_has_no_place() {
    assert_writes(
        "panics::thrown_again",
        r#"
        {"ts":"T","lvl":"INFO","stage":"throws","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"throws","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: thrown by hand","error_type":"panic"}
        "#,
    );
}

#[test]
fn a_payload_with_the_text_of_an_older_panic_has_not_its_place() {
    let place = at(r#"panic!("the disk is full");"#);
    assert_writes(
        "panics::thrown_with_the_text_of_another",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","stage":"disk","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"disk","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: the disk is full","error_type":"panic","panic_at":"{place}"}}
            {{"ts":"T","lvl":"INFO","stage":"throws","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"throws","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: the disk is full","error_type":"panic"}}
            "#
        ),
    );
}

#[test]
fn a_panic_that_nobody_saw_is_not_told_as_an_older_one() {
    let place = at(r#"assert_eq!(caught(|| in_place(9)), "in place 9");"#);
    assert_writes(
        "panics::unseen_after_another",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","stage":"in_place","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"in_place","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: in place 9","error_type":"panic","panic_at":"{place}"}}
            {{"ts":"T","lvl":"INFO","stage":"in_place","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"in_place","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic","error_type":"panic"}}
            "#
        ),
    );
}

#[test]
fn a_panic_caught_inside_is_not_told_of_one_that_goes_on() {
    let place = at(r#"panic!("the disk is full");"#);
    assert_writes(
        "panics::thrown_inside_after_another",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","stage":"throws_after_another","event":"stage_start"}}
            {{"ts":"T","lvl":"INFO","stage":"disk","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"disk","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: the disk is full","error_type":"panic","panic_at":"{place}"}}
            {{"ts":"T","lvl":"INFO","stage":"throws","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"throws","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: thrown by hand","error_type":"panic"}}
            {{"ts":"T","lvl":"ERROR","stage":"throws_after_another","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic","error_type":"panic"}}
            "#
        ),
    );
}

#[test]
fn a_stage_that_is_off_changes_nothing_that_is_told_of_a_panic() {
    let place = at(r#"panic!("the first")"#);
    assert_writes(
        "panics::thrown_again_inside_one_that_is_off",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","stage":"awaits","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"awaits","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: the first","error_type":"panic","panic_at":"{place}"}}
            "#
        ),
    );
}

#[test]
fn a_panic_goes_on_unchanged_to_the_hook_and_out_of_the_program() {
    let ran = program("panics::unchanged").run();
    assert_eq!(ran.status.code(), Some(101));
    let place = at(r#"panic!("the disk is full")"#);
    assert!(
        ran.stderr.contains(&format!("panicked at {place}:")),
        "{}",
        ran.stderr
    );
    assert_eq!(
        ran.stderr.matches("the disk is full").count(),
        1,
        "{}",
        ran.stderr
    );
    ran.assert_lines(&format!(
        r#"
        {{"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"transcript"}}
        {{"ts":"T","lvl":"INFO","job_id":"j-1","stage":"disk","event":"stage_start"}}
        {{"ts":"T","lvl":"ERROR","job_id":"j-1","stage":"disk","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: the disk is full","error_type":"panic","panic_at":"{place}"}}
        {{"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_failed","outcome":"error","dur_ms":0,"detail":"panic: the disk is full","job":"transcript","error_type":"panic","panic_at":"{place}"}}
        {{"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_finished","outcome":"error","dur_ms":0,"job":"transcript"}}
        "#
    ));
}

#[test]
fn the_message_is_known_also_where_the_program_replaced_the_hook_after_set_up() {
    let ran = program("panics::replaced_hook").run();
    assert!(ran.status.success());
    assert_eq!(ran.stderr, "my own hook: the disk is full\n");
    ran.assert_lines(
        r#"
        {"ts":"T","lvl":"INFO","stage":"disk","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"disk","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: the disk is full","error_type":"panic"}
        "#,
    );
}
