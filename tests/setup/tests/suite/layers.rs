//! Our layer among others, in a scope, in threads, and hidden behind another.

use crate::program::{Ended, Program, TWO_JOBS, assert_lines, masked, program, replaced};

fn run(scenario: &str) -> Ended {
    let run = program(scenario).run();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    checker::check(&run.stdout).assert_ok();
    run
}

/// The lines that the layer writes when nothing else is there.
fn alone(with: impl Fn(Program) -> Program) -> Vec<String> {
    with(program("layers::alone")).lines()
}

#[test]
fn the_layer_alone_writes_the_lines_that_the_set_up_writes() {
    let lines = run("layers::alone").masked();
    let path = |line: &str| line.replace('}', r#","path":"/"}"#);
    let tick = path(r#"{"ts":"T","lvl":"INFO","event":"tick"}"#);
    let mut expected = vec![
        r#"{"ts":"T","lvl":"INFO","event":"log","detail":"hello","target":"setup::scenarios::layers","n":1,"path":"/"}"#.to_owned(),
    ];
    expected.extend(vec![tick.clone(); 5]);
    expected.push(tick.replace(r#""tick","#, r#""tick","detail":"[suppressed]","#));
    expected.push(
        r#"{"ts":"T","lvl":"INFO","event":"login","password":"[REDACTED]","user_id":"u-17","tenant":"acme","path":"/"}"#.to_owned(),
    );
    expected.extend(TWO_JOBS.map(path));
    // The program has no guard to drop: it is its exit that tells of them.
    expected.push(r#"{"ts":"T","lvl":"WARN","event":"log","detail":"held back by the rate limit and not reported yet","suppressed":2,"target":"logging_runtime"}"#.to_owned());
    assert_eq!(lines, expected, "\n{}\n", lines.join("\n"));
}

#[test]
fn in_a_scope_the_layer_writes_the_same_bytes() {
    let scoped = program("layers::alone_in_a_scope").lines();
    assert_eq!(scoped, alone(|program| program));
}

#[test]
fn an_event_has_the_fields_of_the_parent_that_it_names() {
    let line = |detail: &str, fields: &str| {
        format!(
            r#"{{"ts":"T","lvl":"INFO","event":"log","detail":"{detail}","target":"setup::scenarios::layers"{fields}}}"#
        )
    };
    let of_the_other = r#","path":"/other","n":1"#;
    let once = [
        line("of the current", r#","current":true"#),
        line("of the other", of_the_other),
        line("of none", ""),
        line("of the other, outside", of_the_other),
    ];
    let lines = program("layers::explicit_parents").lines();
    assert_eq!(lines, [once.clone(), once].concat());
}

#[test]
fn a_layer_that_panics_at_a_start_line_does_not_take_the_run_from_its_future() {
    let run = program("layers::without_ours_events_panic").run();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let expected = [
        "new quiet",
        r#"event INFO event="stage_start" stage="quiet""#,
        "panicked",
        r#"event INFO event="stage_result" outcome="success" dur_ms=0 stage="quiet""#,
        "close quiet",
        "panicked",
    ];
    let told = replaced(&run.stderr, "dur_ms=", |c| c.is_ascii_digit(), "0");
    assert_eq!(told.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_layer_that_panics_at_a_stage_costs_no_line_and_later_lines_no_fields() {
    let run = run("layers::beside_one_that_panics");
    assert_eq!(
        run.masked(),
        [
            r#"{"ts":"T","lvl":"INFO","stage":"step","event":"stage_start"}"#,
            r#"{"ts":"T","lvl":"INFO","stage":"step","event":"stage_result","outcome":"success","dur_ms":0}"#,
            r#"{"ts":"T","lvl":"INFO","event":"after_it","path":"/"}"#,
        ]
    );
}

#[test]
fn a_layer_that_panics_where_a_stage_ends_changes_nothing_that_the_function_does() {
    let run = run("layers::beside_one_that_panics_at_ends");
    let stage = |stage: &str| {
        [
            format!(r#"{{"ts":"T","lvl":"INFO","stage":"{stage}","event":"stage_start"}}"#),
            format!(
                r#"{{"ts":"T","lvl":"INFO","stage":"{stage}","event":"stage_result","outcome":"success","dur_ms":0}}"#
            ),
        ]
    };
    let after = [r#"{"ts":"T","lvl":"INFO","event":"after_it"}"#.to_owned()];
    assert_eq!(
        run.masked(),
        [&stage("step")[..], &stage("quiet"), &after].concat()
    );
}

#[test]
fn what_is_secret_on_a_line_is_secret_for_other_layers() {
    let run = run("layers::secrets_beside");
    let fields = r#""url":"https://x.io/?token=[REDACTED]","note":"Authorization: [REDACTED]","password":"[REDACTED]","tokens":512,"tries":3"#;
    assert_eq!(
        run.masked()[0],
        format!(r#"{{"ts":"T","lvl":"INFO","stage":"login","event":"stage_start",{fields}}}"#)
    );
    assert_eq!(
        run.stderr.lines().collect::<Vec<_>>(),
        [
            "new login",
            r#"record login url="https://x.io/?token=[REDACTED]""#,
            r#"record login note="Authorization: [REDACTED]""#,
            r#"record login password="[REDACTED]""#,
            "record login tokens=512",
            "record login tries=3",
            r#"record login outcome="success""#,
            "record login dur_ms",
            "close login",
        ]
    );
}

#[test]
fn the_fields_of_a_block_are_those_of_its_span_each_in_its_type() {
    let run = run("layers::block_beside");
    assert_eq!(
        run.stderr.lines().collect::<Vec<_>>(),
        [
            "new block",
            r#"record block text="\"a\"\n\u{9b}""#,
            r#"record block error="timed out""#,
            r#"record block kind="TimedOut""#,
            "record block type=-1",
            "record block a key=true",
            "record block large=340282366920938463463374607431768211455",
            "record block share=0.1",
            r#"record block list="[1,2]""#,
            r#"record block outcome="success""#,
            "record block dur_ms",
            "close block",
        ]
    );
}

#[test]
fn beside_another_layer_both_see_what_they_should_in_either_order() {
    for scenario in ["layers::beside", "layers::inside"] {
        let run = run(scenario);
        assert_eq!(run.masked(), alone(|program| program), "{scenario}");
        let seen: Vec<&str> = run.stderr.lines().collect();
        let of_a_job = [
            "new transcript in request",
            "event INFO looking for captions",
            "new captions in transcript",
            r#"record captions outcome="no_captions""#,
            "record captions dur_ms",
            "close captions",
            "new asr in transcript",
            r#"record asr profile="small""#,
            r#"record asr outcome="success""#,
            "record asr dur_ms",
            "close asr",
            r#"record transcript outcome="success""#,
            "record transcript dur_ms",
            "close transcript",
        ];
        let failed = of_a_job.map(|line| line.replace(r#""success""#, r#""error""#));
        let before = [
            r#"new request path="/""#,
            "event INFO hello n=1",
            "event DEBUG too fine for the lines",
        ];
        let expected: Vec<&str> = before
            .into_iter()
            .chain(of_a_job)
            .chain(failed.iter().map(String::as_str))
            .chain(["close request"])
            .collect();
        assert_eq!(seen, expected, "{scenario}");
    }
}

#[test]
fn the_filter_of_another_layer_and_ours_do_not_disturb_each_other() {
    let expected: Vec<String> = (0..3)
        .flat_map(|n| {
            [
                format!("event WARN for both {n}"),
                format!("event ERROR for both again {n}"),
                format!("event WARN for both at last {n}"),
            ]
        })
        .collect();
    let [seen, hidden] = [
        "layers::beside_a_filter",
        "layers::behind_reload_beside_a_filter",
    ]
    .map(run);
    for run in [&seen, &hidden] {
        assert_eq!(run.stderr.lines().collect::<Vec<_>>(), expected);
        let lines = run.masked();
        assert_eq!(lines.len(), 3 * 7 + TWO_JOBS.len(), "{}", run.stdout);
        assert_eq!(lines[3 * 7..], TWO_JOBS);
    }
    assert_eq!(seen.masked(), hidden.masked());
}

#[test]
fn behind_reload_the_layer_writes_the_same_bytes() {
    let settings: [&[(&str, &str)]; 5] = [
        &[],
        &[("LOG_HASH_KEYS", "user_id"), ("LOG_HASH_SECRET", "pepper")],
        &[("LOG_REDACT", "false"), ("LOG_FIELDS", "service=tldw")],
        &[("LOG_LEVEL", "debug,perf=off")],
        &[("RATE_LIMIT_PER_KEY", "2"), ("LOG_STAGE_START", "false")],
    ];
    for variables in settings {
        let with = |program: Program| {
            let set = |program: Program, (name, value): &(&str, &str)| program.env(name, value);
            variables.iter().fold(program, set)
        };
        let hidden = with(program("layers::behind_reload")).lines();
        assert_eq!(hidden, alone(with), "{variables:?}");
    }
}

#[test]
fn the_handle_of_a_layer_changes_its_filter() {
    for scenario in ["layers::handle", "layers::handle_behind_reload"] {
        let run = run(scenario);
        run.assert_quiet();
        let report = checker::check(&run.stdout);
        let told = report.lines.iter().map(|line| {
            let what = line.get_str("detail").or(line.get_str("level"));
            what.unwrap_or_default()
        });
        let expected = ["info at info", "info at debug", "debug at debug", "debug"];
        assert_eq!(told.collect::<Vec<_>>(), expected, "{scenario}");
    }
}

#[test]
fn the_handle_of_a_layer_writes_out_its_queue_and_opens_its_file_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let [path, renamed] = ["log", "log.1"].map(|name| folder.path().join(name));
    let run = program("layers::handle_of_a_file").arg(&path).arg(&renamed);
    run.run().assert_quiet();
    for (file, detail) in [(renamed, "first"), (path, "second")] {
        let lines = std::fs::read_to_string(&file).expect("a file");
        assert_eq!(lines.lines().count(), 1, "{lines}");
        assert!(lines.contains(detail), "{lines}");
    }
}

/// Not ours to promise: it is what `tracing-subscriber` does to every layer with a filter, and the
/// documentation of `layer` says so.
#[test]
fn a_layer_that_reload_puts_in_the_place_of_ours_panics() {
    let run = program("layers::replaced_by_reload").run();
    assert!(run.stderr.contains("no `FilterId`"), "{}", run.stderr);
    assert!(run.stderr.ends_with("panicked: true\n"), "{}", run.stderr);
}

#[test]
fn the_lifecycle_setting_holds_behind_reload() {
    for lifecycle in ["failures", "off"] {
        let with = |program: Program| program.env("LOG_LIFECYCLE", lifecycle);
        let hidden = with(program("layers::behind_reload")).lines();
        assert_eq!(hidden, alone(with), "{lifecycle}");
    }
}

#[test]
fn a_scope_has_its_own_lines_and_outside_of_all_there_are_none() {
    let run = program("layers::scoped").run();
    run.assert_quiet();
    let lines: Vec<String> = run.stdout.lines().map(masked).collect();
    let said = |scope: &str, level: &str, event: &str, what: &str| {
        format!(r#"{scope} {{"ts":"T","lvl":"{level}","event":"{event}","what":"{what}"}}"#)
    };
    let logged = |scope: &str, level: &str, what: &str| {
        format!(
            r#"{scope} {{"ts":"T","lvl":"{level}","event":"log","detail":"{what}","target":"setup::scenarios::layers"}}"#
        )
    };
    let step = |scope: &str| {
        [
            format!(r#"{scope} {{"ts":"T","lvl":"INFO","stage":"step","event":"stage_start"}}"#),
            format!(
                r#"{scope} {{"ts":"T","lvl":"INFO","stage":"step","event":"stage_result","outcome":"success","dur_ms":0}}"#
            ),
        ]
    };
    let outer = |what: &str| {
        let records = [
            logged("outer", "INFO", what),
            said("outer", "INFO", "said", what),
        ];
        records.into_iter().chain(step("outer")).collect::<Vec<_>>()
    };
    let mut expected = outer("to the outer");
    expected.extend([
        logged("inner", "INFO", "to the inner"),
        logged("inner", "DEBUG", "to the inner, in detail"),
        said("inner", "INFO", "said", "to the inner"),
        said("inner", "DEBUG", "said_in_detail", "to the inner"),
    ]);
    expected.extend(step("inner"));
    expected.extend(outer("to the outer again"));
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    assert_lines(&lines, &expected);
}

#[test]
fn threads_with_subscribers_of_their_own_do_not_see_each_other() {
    let run = program("layers::in_threads").run();
    run.assert_quiet();
    for thread in ["a", "b", "c", "d"] {
        let mark = format!("{thread} ");
        let own = run
            .stdout
            .lines()
            .filter_map(|line| line.strip_prefix(&mark));
        let stream: String = own.flat_map(|line| [line, "\n"]).collect();
        let report = checker::check(&stream);
        report.assert_ok();
        assert_eq!(report.events("stage_result").count(), 50);
        let details: Vec<&str> = report
            .events("log")
            .map(|line| line.str("detail"))
            .collect();
        let expected: Vec<String> = (0..50).map(|n| format!("{thread} {n}")).collect();
        assert_eq!(details, expected);
    }
    assert_eq!(run.stdout.lines().count(), 4 * 150);
}

#[test]
fn a_job_keeps_lines_of_its_own_lane_only_and_the_next_job_keeps_its_own() {
    let lines = program("layers::buffers")
        .env("LOG_BUFFER_UNTIL_ERROR", "20480")
        .lines();
    let job = [
        r#"outer {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"failing"}"#,
        r#"outer {"ts":"T","lvl":"DEBUG","job_id":"j-1","event":"log","detail":"before","target":"setup::scenarios::layers"}"#,
        r#"outer {"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_failed","outcome":"error","dur_ms":0,"detail":"no luck","job":"failing","error_type":"service_error"}"#,
        r#"outer {"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_finished","outcome":"error","dur_ms":0,"job":"failing"}"#,
    ];
    assert_lines(&lines, &[job, job].concat());
}
