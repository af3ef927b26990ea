//! A variable that cannot be read is told once, in one line, and the default stays.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use crate::program::{Program, TWO_JOBS, assert_lines, program};

const YES_OR_NO: &str = "use one of true, 1, yes, on, false, 0, no, off";

/// The variable, a bad value, and what to write instead.
const BAD: [(&str, &str, &str); 24] = [
    (
        "LOG_LEVEL",
        "loud",
        "use off, error, warn, info, debug or trace, or `target=level`",
    ),
    (
        "LOG_LEVEL",
        "app=loud",
        "`loud` is no level: use off, error, warn, info, debug or trace",
    ),
    (
        "RUST_LOG",
        "3",
        "use off, error, warn, info, debug or trace, or `target=level`",
    ),
    ("RUST_LOG", "[span]=info", "write `my_app::asr=debug`"),
    ("USE_MINIMAL_LOGGING", "maybe", YES_OR_NO),
    (
        "RATE_LIMIT_PER_KEY",
        "65",
        "use a whole number from 0 to 64",
    ),
    (
        "RATE_LIMIT_WINDOW_SEC",
        "0",
        "use a whole number from 1 to 86400",
    ),
    (
        "RATE_LIMIT_MAX_KEYS",
        "-1",
        "use a whole number from 1 to 1048576",
    ),
    (
        "RATE_LIMIT_PER_CALLSITE",
        "few",
        "use a whole number from 0 to 64",
    ),
    ("PERF_METRICS_ENABLED", "2", YES_OR_NO),
    (
        "PERF_METRICS_INTERVAL",
        "0.5",
        "use a whole number from 1 to 86400",
    ),
    (
        "FFMPEG_STDERR_TAIL_LINES",
        "1001",
        "use a whole number from 0 to 1000",
    ),
    ("FFMPEG_TIMEOUT", "0", "use a whole number from 1 to 604800"),
    (
        "LOG_MAX_LINE_BYTES",
        "100",
        "use a whole number from 1024 to 1048576",
    ),
    ("LOG_LIFECYCLE", "some", "use one of all, failures, off"),
    ("LOG_STAGE_START", "ja", YES_OR_NO),
    ("LOG_JOB_SUMMARY", "full", YES_OR_NO),
    ("LOG_FIELDS", "service", "write `service=tldw,env=prod`"),
    ("LOG_DELIVERY", "async", "use one of sync, batched"),
    (
        "LOG_BLOCK_LIMIT_MS",
        "1s",
        "use a whole number from 0 to 3600000",
    ),
    (
        "LOG_BUFFER_UNTIL_ERROR",
        "20k",
        "use a whole number from 0 to 1073741824",
    ),
    (
        "LOG_BUFFER_LEVEL",
        "off",
        "use error, warn, info, debug or trace",
    ),
    (
        "LOG_BUFFER_TOTAL",
        "64 MiB",
        "use a whole number from 0 to 1099511627776",
    ),
    ("LOG_REDACT", "please", YES_OR_NO),
];

#[test]
fn a_bad_value_is_told_in_one_line_with_what_to_write_and_the_default_stays() {
    for (name, value, advice) in BAD {
        let run = program("settings::jobs").env(name, value).run();
        let told: Vec<&str> = run.stderr.lines().collect();
        let [told] = told[..] else {
            panic!("{name}={value}: {:?}", run.stderr)
        };
        assert!(told.starts_with("logging: "), "{told}");
        for part in [name, value, advice] {
            assert!(told.contains(part), "{part} is not in: {told}");
        }
        assert_eq!(run.code, Some(0));
        assert_lines(&run.masked(), &TWO_JOBS);
    }
}

#[test]
fn the_readme_has_the_range_of_each_number() {
    let readme = include_str!("../../../../README.md");
    for (name, _, advice) in BAD {
        let Some(range) = advice.strip_prefix("use a whole number from ") else {
            continue;
        };
        let cell = format!("| {} |", range.replace(" to ", "–"));
        let row = readme
            .lines()
            .find(|line| line.contains(&format!("`{name}` |")));
        assert!(row.is_some_and(|row| row.contains(&cell)), "{name}: {cell}");
    }
}

/// The lines that a program writes, whatever it has to say of its settings.
fn lines_of(program: Program) -> Vec<String> {
    program.run().masked()
}

#[test]
fn the_default_that_stays_is_that_of_the_very_setting() {
    let cases = [
        ("settings::repetitions", "RATE_LIMIT_PER_KEY", "65"),
        ("settings::repetitions", "RATE_LIMIT_WINDOW_SEC", "0"),
        ("settings::keys", "RATE_LIMIT_MAX_KEYS", "0"),
        ("settings::call_sites", "RATE_LIMIT_PER_CALLSITE", "few"),
        ("settings::long_lines", "LOG_MAX_LINE_BYTES", "100"),
        ("settings::levels", "LOG_LEVEL", "loud"),
        ("settings::buffered", "LOG_BUFFER_UNTIL_ERROR", "20k"),
        ("settings::secrets", "LOG_REDACT", "please"),
        ("setups::json", "LOG_DELIVERY", "async"),
    ];
    for (scenario, name, value) in cases {
        let with = lines_of(program(scenario).env(name, value));
        assert_eq!(with, lines_of(program(scenario)), "{name}={value}");
        assert!(!with.is_empty());
    }
}

#[test]
fn the_good_part_of_a_list_holds() {
    let run = program("settings::levels")
        .env("LOG_LEVEL", "loud,error")
        .env("LOG_FIELDS", "service,env=prod,=x")
        .run();
    run.assert_told(&[
        "logging: LOG_LEVEL: `loud` is no level: use off, error, warn, info, debug or trace, or `target=level`",
        r#"logging: LOG_FIELDS="service" is ignored: write `service=tldw,env=prod`"#,
        r#"logging: LOG_FIELDS="=x" is ignored: write `service=tldw,env=prod`"#,
    ]);
    assert_lines(
        &run.masked(),
        &[
            r#"{"ts":"T","lvl":"ERROR","event":"log","detail":"tracing error","target":"setup::scenarios::settings","env":"prod"}"#,
        ],
    );
}

#[test]
fn a_value_that_is_no_text_is_told() {
    let run = program("settings::jobs")
        .env("LOG_LEVEL", OsStr::from_bytes(b"\xff\xfe"))
        .run();
    run.assert_told(&["logging: LOG_LEVEL is ignored: it is no UTF-8"]);
    assert_lines(&run.masked(), &TWO_JOBS);
}

#[test]
fn a_hostile_value_cannot_write_on_the_terminal() {
    for name in ["LOG_LEVEL", "LOG_DELIVERY", "LOG_FIELDS", "PERF_LOG_PATH"] {
        let run = program("settings::jobs")
            .env(name, "/no\n/where\x1b[2J\u{9b}31m")
            .run();
        assert_eq!(run.stderr.lines().count(), 1, "{:?}", run.stderr);
        let told = run.stderr.trim_end_matches('\n');
        assert!(!told.contains(char::is_control), "{told:?}");
        assert!(told.len() < 400, "{told:?}");
    }
}

#[test]
fn every_problem_is_told_and_each_of_them_once() {
    let run = program("setups::twice")
        .env("LOG_DELIVERY", "async")
        .env("LOG_LIFECYCLE", "some")
        .run();
    run.assert_told(&[
        r#"logging: LOG_DELIVERY="async" is ignored: use one of sync, batched"#,
        r#"logging: LOG_LIFECYCLE="some" is ignored: use one of all, failures, off"#,
    ]);
}

#[test]
fn an_empty_variable_is_none() {
    let empty = BAD
        .iter()
        .fold(program("settings::jobs"), |program, (name, ..)| {
            program.env(name, " ")
        });
    assert_lines(&empty.checked(), &TWO_JOBS);
}
