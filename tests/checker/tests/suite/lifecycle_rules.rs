//! One line of a job's or stage's life: what it needs, what it cannot have, its level.

use checker::Checker;

use crate::lines::{line, refused};

#[test]
fn a_lifecycle_line_has_what_its_event_needs() {
    let default = Checker::new();
    for (rest, wanted) in [
        (
            r#""event":"job_received""#,
            &["`job_received` without `job_id`"][..],
        ),
        (
            r#""job_id":"j","event":"job_received","outcome":"success","dur_ms":1"#,
            &[
                "`job_received` with `outcome`",
                "`job_received` with `dur_ms`",
            ],
        ),
        (
            r#""event":"stage_start""#,
            &["`stage_start` without `stage`"],
        ),
        (
            r#""stage":"s","event":"stage_start","outcome":"success","dur_ms":1"#,
            &[
                "`stage_start` with `outcome`",
                "`stage_start` with `dur_ms`",
            ],
        ),
        (
            r#""event":"stage_result""#,
            &[
                "`stage_result` without `stage`",
                "`stage_result` without `outcome`",
                "`stage_result` without `dur_ms`",
            ],
        ),
        (
            r#""event":"job_finished""#,
            &[
                "`job_finished` without `job_id`",
                "`job_finished` without `outcome`",
                "`job_finished` without `dur_ms`",
            ],
        ),
        (
            r#""event":"job_failed""#,
            &[
                "`job_failed` without `job_id`",
                "`job_failed` without `outcome`",
                "`job_failed` without `dur_ms`",
                "`job_failed` without `detail`",
                "`job_failed` without `error_type`",
                "`job_failed` at level INFO, not ERROR",
            ],
        ),
    ] {
        refused(&default, &line(rest), wanted);
    }
    refused(
        &default,
        &line(
            r#""job_id":"j","event":"job_failed","outcome":"cancelled","dur_ms":1,"detail":"x","error_type":"y""#,
        )
        .replace("INFO", "ERROR"),
        &["`job_failed` with outcome `cancelled`, which is no failure"],
    );
}

#[test]
fn only_ends_can_be_unpaired() {
    let default = Checker::new();
    refused(
        &default,
        &line(r#""stage":"s","event":"stage_start","unpaired":true"#),
        &["`stage_start` with `unpaired`"],
    );
    refused(
        &default,
        &line(r#""event":"log","unpaired":true"#),
        &["`log` with `unpaired`"],
    );
    refused(
        &default,
        &line(
            r#""stage":"s","event":"stage_result","outcome":"success","dur_ms":1,"unpaired":false"#,
        ),
        &["`unpaired` is false, not true"],
    );
}

#[test]
fn the_level_of_a_result_fits_its_outcome() {
    let fits = [
        ("success", "INFO"),
        ("no_captions", "INFO"),
        ("cancelled", "INFO"),
        ("unseen", "INFO"),
        ("blocked", "WARN"),
        ("timeout", "WARN"),
        ("error", "ERROR"),
    ];
    for event in ["stage_result", "job_finished"] {
        for (outcome, wanted) in fits {
            for level in ["TRACE", "DEBUG", "INFO", "WARN", "ERROR"] {
                let text = line(&format!(
                    r#""job_id":"j","stage":"s","event":"{event}","outcome":"{outcome}","dur_ms":1"#
                ))
                .replace("INFO", level);
                let message = format!("`{event}` at level {level}, not {wanted}");
                if level == wanted {
                    assert!(checker::parse(&text).is_ok(), "{text}");
                } else {
                    refused(&Checker::new(), &text, &[&message]);
                }
                assert!(Checker::new().levels(false).parse(&text).is_ok(), "{text}");
            }
        }
    }
}

#[test]
fn an_outcome_of_the_users_own_may_have_any_level() {
    let rest = r#""stage":"s","event":"stage_result","outcome":"partial","dur_ms":1"#;
    assert!(checker::parse(line(rest).replace("INFO", "WARN")).is_ok());
}

#[test]
fn starts_and_metrics_are_informative() {
    for rest in [
        r#""job_id":"j","event":"job_received""#,
        r#""stage":"s","event":"stage_start""#,
        r#""event":"performance_metric","cpu":1"#,
    ] {
        assert!(checker::parse(line(rest)).is_ok());
        let error = checker::parse(line(rest).replace("INFO", "WARN")).unwrap_err();
        assert!(
            error.to_string().ends_with("at level WARN, not INFO"),
            "{error}"
        );
    }
}
