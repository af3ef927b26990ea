//! A parameter named like a context key is taken by itself.

use super::child::{assert_writes, program};

#[test]
fn a_parameter_called_job_id_is_the_id_if_it_has_a_text() {
    assert_eq!(
        ids("parameters::id_parameters", 5),
        ["string", "str", "7", "id-1", "id-2"]
    );
}

#[test]
fn a_parameter_named_like_a_context_key_is_taken_by_itself_if_it_has_a_text() {
    let report = program("parameters::context_parameters")
        .run()
        .assert_quiet()
        .report();
    let taken: Vec<_> = report
        .events("stage_start")
        .map(|line| line.get_str("video_id").unwrap_or("-"))
        .collect();
    let with_text = [
        "string", "ref", "str", "cow", "c", "7", "-7", "id-1", "id-2", "impl", "generic",
    ];
    assert_eq!(taken[..11], with_text);
    assert_eq!(taken[11..], ["-"; 5]);
    let free = report
        .lines
        .iter()
        .flat_map(checker::Line::keys)
        .find(|key| key.starts_with("field_"));
    assert_eq!(free, None);
}

#[test]
fn a_value_given_by_hand_beats_the_parameter() {
    assert_writes(
        "parameters::given_beats_taken",
        r#"
        {"ts":"T","lvl":"INFO","video_id":"other","stage":"given","event":"stage_start"}
        {"ts":"T","lvl":"INFO","video_id":"other","stage":"given","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

/// The ids of the jobs of a scenario; the last job's is one of its own.
#[track_caller]
fn ids(scenario: &str, n_given: usize) -> Vec<String> {
    let report = program(scenario).run().assert_quiet().report();
    let ids = report
        .events("job_received")
        .map(|line| line.str("job_id").to_owned());
    let mut ids: Vec<String> = ids.collect();
    let own = ids.split_off(n_given);
    assert!(
        matches!(own.as_slice(), [id] if id.len() == 28 && id.starts_with("j-")),
        "{own:?}"
    );
    ids
}
