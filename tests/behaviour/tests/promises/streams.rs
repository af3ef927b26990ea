//! A stream is a stage from its first poll to its end.

use super::child::{assert_writes, place, program};

fn at(text: &str) -> String {
    place(
        "streams.rs",
        include_str!("../../src/scenarios/streams.rs"),
        text,
    )
}

#[test]
fn a_stream_starts_at_its_first_poll_and_counts_its_items() {
    assert_writes(
        "streams::to_the_end",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"read"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"before_the_first_poll"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"pages","event":"stage_start"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"pages","event":"item","item":1}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"between","page":1}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"pages","event":"item","item":2}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"between","page":2}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"pages","event":"stage_result","outcome":"success","dur_ms":0,"items":2}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0,"job":"read"}
        {"ts":"T","lvl":"INFO","stage":"empty","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"empty","event":"stage_result","outcome":"success","dur_ms":0,"items":0}
        "#,
    );
}

#[test]
fn a_stream_that_was_never_polled_writes_nothing_at_all() {
    assert_writes(
        "streams::never_polled",
        r#"
        {"ts":"T","lvl":"INFO","event":"only_this"}
        "#,
    );
}

#[test]
fn a_stream_dropped_before_its_end_is_cancelled() {
    assert_writes(
        "streams::left_early",
        r#"
        {"ts":"T","lvl":"INFO","stage":"left","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"left","event":"stage_result","outcome":"cancelled","dur_ms":0,"items":2}
        {"ts":"T","lvl":"INFO","stage":"taken","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"taken","event":"stage_result","outcome":"success","dur_ms":0,"items":2}
        {"ts":"T","lvl":"INFO","stage":"waiting","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"waiting","event":"stage_result","outcome":"cancelled","dur_ms":0,"items":0}
        "#,
    );
}

#[test]
fn an_error_is_a_failure_where_no_item_follows_it() {
    assert_writes(
        "streams::errors",
        r#"
        {"ts":"T","lvl":"INFO","stage":"ends_in_one","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"ends_in_one","event":"stage_result","outcome":"error","dur_ms":0,"detail":"ParseIntError: invalid digit found in string","error_type":"service_error","items":2}
        {"ts":"T","lvl":"INFO","stage":"goes_on","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"goes_on","event":"stage_result","outcome":"success","dur_ms":0,"items":3}
        {"ts":"T","lvl":"INFO","stage":"consumer_leaves","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"consumer_leaves","event":"stage_result","outcome":"error","dur_ms":0,"detail":"ParseIntError: invalid digit found in string","error_type":"service_error","items":2}
        {"ts":"T","lvl":"INFO","stage":"slow","event":"stage_start"}
        {"ts":"T","lvl":"WARN","stage":"slow","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error","items":2}
        {"ts":"T","lvl":"INFO","stage":"not_looked_at","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"not_looked_at","event":"stage_result","outcome":"success","dur_ms":0,"items":1}
        "#,
    );
}

#[test]
fn the_last_item_means_what_the_program_says() {
    assert_writes(
        "streams::what_items_mean",
        r#"
        {"ts":"T","lvl":"INFO","stage":"to_the_end","event":"stage_start"}
        {"ts":"T","lvl":"WARN","stage":"to_the_end","event":"stage_result","outcome":"blocked","dur_ms":0,"error_type":"service_error","items":2}
        {"ts":"T","lvl":"INFO","stage":"left","event":"stage_start"}
        {"ts":"T","lvl":"WARN","stage":"left","event":"stage_result","outcome":"blocked","dur_ms":0,"error_type":"service_error","items":2}
        {"ts":"T","lvl":"INFO","stage":"to_the_end","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"to_the_end","event":"stage_result","outcome":"partial","dur_ms":0,"items":2}
        {"ts":"T","lvl":"INFO","stage":"left","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"left","event":"stage_result","outcome":"cancelled","dur_ms":0,"items":2}
        {"ts":"T","lvl":"INFO","stage":"to_the_end","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"to_the_end","event":"stage_result","outcome":"error","dur_ms":0,"detail":"<panicked>","error_type":"service_error","items":2}
        {"ts":"T","lvl":"INFO","stage":"left","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"left","event":"stage_result","outcome":"error","dur_ms":0,"detail":"<panicked>","error_type":"service_error","items":2}
        {"ts":"T","lvl":"INFO","stage":"to_the_end","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"to_the_end","event":"stage_result","outcome":"success","dur_ms":0,"items":2}
        {"ts":"T","lvl":"INFO","stage":"left","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"left","event":"stage_result","outcome":"cancelled","dur_ms":0,"items":2}
        {"ts":"T","lvl":"INFO","stage":"overruled","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"overruled","event":"stage_result","outcome":"success","dur_ms":0,"items":1}
        {"ts":"T","lvl":"INFO","stage":"by_hand","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"by_hand","event":"stage_result","outcome":"partial","dur_ms":0,"detail":"one of two","items":1,"bytes":512,"field_items":"of the program"}
        "#,
    );
}

#[test]
fn a_panic_of_the_stream_is_an_error_and_one_of_its_consumer_is_not() {
    let place = at(r#"assert!(item > 0, "item {item}");"#);
    assert_writes(
        "streams::panics",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","stage":"broken","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"broken","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: item 0","error_type":"panic","panic_at":"{place}","items":1}}
            {{"ts":"T","lvl":"INFO","stage":"consumer","event":"stage_start"}}
            {{"ts":"T","lvl":"INFO","stage":"consumer","event":"stage_result","outcome":"cancelled","dur_ms":0,"items":1}}
            "#
        ),
    );
}

#[test]
fn polls_and_drops_happen_inside_the_stage() {
    assert_writes(
        "streams::inside_the_stage",
        r#"
        {"ts":"T","lvl":"INFO","stage":"to_the_end","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"to_the_end","event":"polled","n":0}
        {"ts":"T","lvl":"INFO","stage":"to_the_end","event":"dropped","name":"local"}
        {"ts":"T","lvl":"INFO","stage":"to_the_end","event":"polled","n":1}
        {"ts":"T","lvl":"INFO","stage":"to_the_end","event":"dropped","name":"held by the stream"}
        {"ts":"T","lvl":"INFO","stage":"to_the_end","event":"dropped","name":"local"}
        {"ts":"T","lvl":"INFO","stage":"to_the_end","event":"stage_result","outcome":"success","dur_ms":0,"items":1}
        {"ts":"T","lvl":"INFO","stage":"left","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"left","event":"polled","n":0}
        {"ts":"T","lvl":"INFO","stage":"left","event":"dropped","name":"local"}
        {"ts":"T","lvl":"INFO","stage":"left","event":"dropped","name":"held by the stream"}
        {"ts":"T","lvl":"INFO","stage":"left","event":"stage_result","outcome":"cancelled","dur_ms":0,"items":1}
        {"ts":"T","lvl":"INFO","event":"dropped","name":"held by the stream"}
        "#,
    );
}

#[test]
fn after_its_end_the_stream_is_as_it_is_without_the_stage() {
    assert_writes(
        "streams::after_the_end",
        r#"
        {"ts":"T","lvl":"INFO","stage":"stuttering","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"stuttering","event":"polled","n":1}
        {"ts":"T","lvl":"INFO","stage":"stuttering","event":"stage_result","outcome":"success","dur_ms":0,"items":0}
        {"ts":"T","lvl":"INFO","event":"polled","n":2}
        {"ts":"T","lvl":"INFO","event":"polled","n":3}
        {"ts":"T","lvl":"INFO","stage":"fused","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"fused","event":"stage_result","outcome":"success","dur_ms":0,"items":1}
        "#,
    );
}

#[test]
fn streams_in_streams_keep_their_stages_apart() {
    assert_writes(
        "streams::nested",
        r#"
        {"ts":"T","lvl":"INFO","stage":"consumer","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"doubled","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"pages","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"pages","event":"item","item":1}
        {"ts":"T","lvl":"INFO","stage":"pages","event":"item","item":2}
        {"ts":"T","lvl":"INFO","stage":"pages","event":"stage_result","outcome":"success","dur_ms":0,"items":2}
        {"ts":"T","lvl":"INFO","stage":"doubled","event":"stage_result","outcome":"success","dur_ms":0,"items":2}
        {"ts":"T","lvl":"INFO","stage":"consumer","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"one","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"two","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"two","event":"item","item":2}
        {"ts":"T","lvl":"INFO","event":"selected","n":2}
        {"ts":"T","lvl":"INFO","stage":"one","event":"item","item":1}
        {"ts":"T","lvl":"INFO","event":"selected","n":1}
        {"ts":"T","lvl":"INFO","stage":"two","event":"stage_result","outcome":"success","dur_ms":0,"items":1}
        {"ts":"T","lvl":"INFO","stage":"one","event":"stage_result","outcome":"success","dur_ms":0,"items":1}
        "#,
    );
}

#[test]
fn fields_stand_on_all_lines_of_the_stage() {
    assert_writes(
        "streams::fields",
        r#"
        {"ts":"T","lvl":"INFO","stage":"dynamic","event":"stage_start","attempt":1,"token":"[REDACTED]"}
        {"ts":"T","lvl":"INFO","stage":"dynamic","event":"item","attempt":1,"item":1,"token":"[REDACTED]"}
        {"ts":"T","lvl":"INFO","stage":"dynamic","event":"stage_result","outcome":"success","dur_ms":0,"attempt":1,"items":1,"token":"[REDACTED]"}
        {"ts":"T","lvl":"INFO","stage":"literal","event":"stage_start","items":"[1]","source":"cache","count":1,"name":"dynamic","type":1,"a key":true}
        {"ts":"T","lvl":"INFO","stage":"literal","event":"stage_result","outcome":"success","dur_ms":0,"items":1,"source":"cache","count":1,"field_items":"[1]","name":"dynamic","type":1,"a key":true}
        "#,
    );
}

#[test]
fn a_stage_that_is_not_recorded_leaves_the_stream_as_it_is() {
    let ran = program("streams::not_recorded")
        .env("LOG_LIFECYCLE", "off")
        .run();
    ran.assert_quiet().assert_lines(
        r#"
        {"ts":"T","lvl":"INFO","event":"item","item":1}
        {"ts":"T","lvl":"INFO","event":"item","item":2}
        {"ts":"T","lvl":"INFO","event":"item","item":3}
        "#,
    );
}

#[test]
fn the_stages_of_a_module_follow_its_filter() {
    let ran = program("streams::not_recorded")
        .env("LOG_LEVEL", "info,behaviour::scenarios::streams=off")
        .run();
    ran.assert_quiet().assert_lines(
        r#"
        {"ts":"T","lvl":"INFO","stage":"pages","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"pages","event":"stage_result","outcome":"success","dur_ms":0,"items":2}
        "#,
    );
}
