//! JSON, the human view, or the set-up that the program had before.

use std::process::Command;

use crate::program::{Ended, TWO_JOBS, assert_lines, bare, ended, program};

#[test]
fn standard_output_that_is_no_terminal_gets_json() {
    assert_lines(&program("settings::jobs").checked(), &TWO_JOBS);
}

#[test]
fn minimal_logging_is_json() {
    for yes in ["true", "1", "Yes", "on"] {
        let program = program("settings::jobs").env("USE_MINIMAL_LOGGING", yes);
        assert_lines(&program.checked(), &TWO_JOBS);
    }
}

#[test]
fn minimal_logging_leaves_the_old_set_up_alone() {
    let run = program("setups::with_legacy")
        .env("USE_MINIMAL_LOGGING", "true")
        .run();
    run.assert_quiet();
    checker::check(&run.stdout).assert_ok();
}

#[test]
fn without_minimal_logging_the_old_set_up_runs_and_gets_jobs_and_stages_as_events() {
    let run = program("setups::with_legacy")
        .env("USE_MINIMAL_LOGGING", "false")
        .run();
    assert_eq!((run.stdout.as_str(), run.code), ("", Some(0)));
    let told: Vec<&str> = run.stderr.lines().take(7).collect();
    let expected = [
        "the old set-up",
        "event INFO hello",
        "new transcript",
        r#"event INFO event="job_received" job="transcript" job_id="j-1" video_id="v-1""#,
        "event INFO looking for captions",
        "new captions in transcript",
        r#"event INFO event="stage_start" stage="captions" job_id="j-1" video_id="v-1""#,
    ];
    assert_eq!(told, expected);
}

/// A human line without its time.
fn timeless(line: &str) -> &str {
    line.split_once('Z').map_or(line, |(_, rest)| rest)
}

#[test]
fn without_an_old_set_up_it_is_the_human_format_of_tracing_subscriber() {
    let run = program("setups::without_legacy")
        .env("USE_MINIMAL_LOGGING", "false")
        .run();
    run.assert_quiet();
    let lines: Vec<&str> = run.stdout.lines().map(timeless).take(6).collect();
    let expected = [
        "  INFO setup::scenarios::setups: hello n=1",
        "  INFO log: setup::scenarios::setups: a log record n=1",
        r#"  INFO logging_runtime::lifecycle: event="evt" n=2"#,
        r#"  INFO transcript: logging_runtime::lifecycle: event="job_received" job="transcript" job_id="j-1" video_id="v-1""#,
        "  INFO transcript: setup::work: looking for captions",
        r#"  INFO transcript: logging_runtime::lifecycle: event="stage_start" stage="captions" job_id="j-1" video_id="v-1""#,
    ];
    assert_eq!(lines, expected);
    let failed = run
        .stdout
        .lines()
        .map(timeless)
        .find(|l| l.contains("job_failed"));
    let failed = failed.expect("the second job fails");
    assert!(failed.starts_with(" ERROR "), "{failed}");
    assert!(failed.contains(r#"detail="no speech""#), "{failed}");
}

#[test]
fn the_human_format_follows_the_level_and_the_noise_rule() {
    let quiet = |level: &str| {
        let run = program("setups::without_legacy")
            .env("USE_MINIMAL_LOGGING", "false")
            .env("LOG_LEVEL", level)
            .run();
        run.assert_quiet();
        run.stdout
    };
    assert!(quiet("debug").contains("too fine"));
    assert!(!quiet("info").contains("too fine"));
    assert!(!quiet("warn").contains("a log record"));
}

/// Runs a scenario with a terminal for its standard output.
fn on_a_terminal(scenario: &str, variables: &[(&str, &str)]) -> Ended {
    let program = format!("'{}' {scenario}", env!("CARGO_BIN_EXE_setup"));
    let mut script: Command = bare("script");
    script
        .args(["--quiet", "--return", "--command", &program, "/dev/null"])
        .env("TERM", "xterm")
        .env("SHELL", "/bin/sh")
        .envs(variables.iter().copied());
    let mut shown = ended(script.output().expect("`script` of util-linux is there"));
    shown.stdout = shown.stdout.replace("\r\n", "\n");
    shown.assert_quiet();
    shown
}

#[test]
fn a_terminal_gets_a_coloured_view_with_stages_indented() {
    let shown = on_a_terminal("settings::jobs", &[]);
    assert_eq!(shown.stdout.lines().count(), TWO_JOBS.len());
    let places = "\x1b[2mjob_id=\x1b[0mj-1  \x1b[2mvideo_id=\x1b[0mv-1";
    let expected = [
        format!(
            "\x1b[32m  INFO \x1b[0m\x1b[1m● job\x1b[0m  {places}  \x1b[2mjob=\x1b[0mtranscript"
        ),
        format!(
            "\x1b[32m  INFO \x1b[0m  looking for captions  {places}  \x1b[2mtarget=\x1b[0msetup::work"
        ),
        format!("\x1b[32m  INFO \x1b[0m  \x1b[1m▶ captions\x1b[0m  {places}"),
    ];
    for (line, expected) in shown.stdout.lines().zip(expected) {
        let (time, rest) = line.split_at("\x1b[2m00:00:00.000\x1b[0m".len());
        assert!(
            time.starts_with("\x1b[2m") && time.ends_with("\x1b[0m"),
            "{time:?}"
        );
        assert_eq!(rest, expected);
    }
    assert!(
        shown.stdout.contains("\x1b[31m ERROR \x1b[0m"),
        "{}",
        shown.stdout
    );
}

#[test]
fn a_terminal_that_wants_no_colours_gets_none() {
    let coloured = on_a_terminal("settings::jobs", &[("NO_COLOR", "")]);
    assert!(coloured.stdout.contains('\x1b'), "{}", coloured.stdout);
    let shown = on_a_terminal("settings::jobs", &[("NO_COLOR", "1")]);
    let expected = [
        "  INFO ● job  job_id=j-1  video_id=v-1  job=transcript",
        "  INFO   looking for captions  job_id=j-1  video_id=v-1  target=setup::work",
        "  INFO   ▶ captions  job_id=j-1  video_id=v-1",
    ];
    for (line, expected) in shown.stdout.lines().zip(expected) {
        assert_eq!(&line["00:00:00.000".len()..], expected);
    }
    assert!(!shown.stdout.contains('\x1b'), "{}", shown.stdout);
}

#[test]
fn a_terminal_gets_json_where_the_operator_or_the_program_says_so() {
    let by_operator = on_a_terminal("settings::jobs", &[("USE_MINIMAL_LOGGING", "true")]);
    assert_lines(&by_operator.masked(), &TWO_JOBS);
    let by_program = on_a_terminal("setups::json", &[]);
    assert_lines(&by_program.masked(), &TWO_JOBS);
}

#[test]
fn what_the_framework_says_of_itself_is_in_the_view_as_well() {
    let shown = on_a_terminal("settings::repetitions", &[]);
    let last = shown.stdout.lines().last().unwrap_or_default();
    let (_, rest) = last.split_at("\x1b[2m00:00:00.000\x1b[0m".len());
    assert_eq!(
        rest,
        "\x1b[33m  WARN \x1b[0m  held back by the rate limit and not reported yet  \
         \x1b[2msuppressed=\x1b[0m2  \x1b[2mtarget=\x1b[0mlogging_runtime"
    );
}

#[test]
fn events_that_differ_only_in_their_level_are_no_repetitions_in_the_view_either() {
    let shown = on_a_terminal("settings::event_levels", &[]);
    assert_eq!(shown.stdout.lines().count(), 10, "{}", shown.stdout);
}
