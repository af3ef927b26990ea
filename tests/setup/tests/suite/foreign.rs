//! Records of `tracing` and `log`, of the program and of its libraries.

use crate::program::{assert_lines, program};

fn line(detail: &str, rest: &str) -> String {
    format!(
        r#"{{"ts":"T","lvl":"INFO","event":"log","detail":"{detail}","target":"setup::scenarios::foreign"{rest}}}"#
    )
}

#[test]
fn records_come_once_each_with_target_detail_fields_and_context() {
    let lines = program("foreign::records").checked();
    let fields = r#","n":1,"ratio":0.5,"ok":true,"text":"x""#;
    let forged = r#","field_event":"stage_result","field_outcome":"error","field_dur_ms":1,"field_ts":2,"field_lvl":3"#;
    let in_job = r#"{"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","#;
    let target = r#""target":"setup::scenarios::foreign"}"#;
    let in_the_job =
        |detail: &str| format!(r#"{in_job}"event":"log","detail":"{detail}",{target}"#);
    let in_the_stage = |detail: &str, profile: &str| {
        format!(
            r#"{in_job}"stage":"asr","event":"log","detail":"{detail}","profile":"{profile}",{target}"#
        )
    };
    let expected = [
        line("tracing says", fields),
        line("log says", fields),
        r#"{"ts":"T","lvl":"WARN","event":"log","detail":"of a target","target":"lib::net","error":"gone","state":"Some(1)"}"#.to_owned(),
        r#"{"ts":"T","lvl":"WARN","event":"log","detail":"of a target","target":"lib::net"}"#.to_owned(),
        line("", r#","n":7"#).replace(r#""detail":"","#, ""),
        line("forged", forged),
        line("forged", forged),
        format!(r#"{in_job}"event":"job_received"}}"#),
        in_the_job("tracing in a job"),
        in_the_job("log in a job"),
        format!(r#"{in_job}"stage":"asr","event":"stage_start","profile":"small"}}"#),
        in_the_stage("tracing in a stage", "of the event"),
        in_the_stage("log in a stage", "small"),
        format!(
            r#"{in_job}"stage":"asr","event":"stage_result","outcome":"success","dur_ms":0,"profile":"small"}}"#
        ),
        format!(r#"{in_job}"event":"job_finished","outcome":"success","dur_ms":0}}"#),
    ];
    assert_eq!(lines, expected, "\n{}\n", lines.join("\n"));
}

#[test]
fn lines_inside_spans_have_their_fields_the_nearest_span_first() {
    let lines = program("foreign::spans").checked();
    let both = r#","depth":2,"own":true,"user":"ada","later":"recorded""#;
    assert_lines(
        &lines[..5],
        &[
            &line("before", r#","user":"ada","depth":1"#),
            &line("after", r#","user":"ada","depth":1,"later":"recorded""#),
            &line(
                "nearest first",
                r#","own":"of the event","depth":2,"user":"ada","later":"recorded""#,
            ),
            &line("a log record, too", both),
            &format!(r#"{{"ts":"T","lvl":"INFO","event":"named"{both}}}"#),
        ],
    );
    for lifecycle in &lines[5..13] {
        assert!(lifecycle.ends_with(&format!("{both}}}")), "{lifecycle}");
    }
    let outside = [line("outside", ""), line("another thread", "")];
    assert_eq!(lines[13..], outside);
}

/// What the lines of the program with noisy libraries say.
fn noise(level: &str) -> Vec<String> {
    let run = program("foreign::noisy").env("LOG_LEVEL", level).run();
    run.assert_quiet();
    let report = checker::check(&run.stdout);
    report.assert_ok();
    let details = report
        .lines
        .iter()
        .map(|line| line.str("detail").to_owned());
    details.collect()
}

#[test]
fn noisy_libraries_are_at_warn_unless_the_filter_names_them() {
    let quiet = ["hyper warn", "tower_http info", "aws_config error"];
    assert_eq!(noise("info"), quiet);
    assert_eq!(noise("trace"), quiet);
    let named = [
        "hyper warn",
        "tower info",
        "tower_http info",
        "aws_config info",
        "aws_config error",
    ];
    assert_eq!(noise("info,tower=info,aws_config=debug"), named);
    assert_eq!(
        noise("info,hyper=error,tower_http=off"),
        ["aws_config error"]
    );
}

#[test]
fn the_filter_changes_while_the_program_runs_for_tracing_for_log_and_for_evt() {
    let run = program("foreign::filter_changes").run();
    run.assert_told(&[
        "`app=louder`: `louder` is no level: use off, error, warn, info, debug or trace",
    ]);
    let report = checker::check(&run.stdout);
    report.assert_ok();
    let told: Vec<&str> = report
        .lines
        .iter()
        .map(|line| line.get_str("detail").unwrap_or(line.str("event")))
        .collect();
    let expected = [
        "tracing info as it was",
        "stage_start",
        "stage_result",
        "tracing info at debug",
        "tracing debug at debug",
        "log debug at debug",
        "evt_debug",
        "stage_start",
        "stage_result",
        "tracing info still at debug",
        "tracing debug still at debug",
        "log debug still at debug",
        "evt_debug",
        "stage_start",
        "stage_result",
        "stage_start",
        "stage_result",
    ];
    assert_eq!(told, expected);
}
