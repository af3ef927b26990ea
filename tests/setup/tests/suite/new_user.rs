//! What a user gets for two lines in an existing program.

use crate::outside::Crate;
use crate::program::{Ended, assert_lines, bare, ended, masked, replaced};

const BEFORE: &str = include_str!("../../crates/new_user.rs");

/// The program with the two lines.
fn after() -> String {
    let with_job = added(
        BEFORE,
        "fn transcribe(",
        "#[logging_runtime::job]\nfn transcribe(",
    );
    let main = "fn main() -> ExitCode {\n";
    let guard = "    let _guard = logging_runtime::init();\n";
    added(&with_job, main, &format!("{main}{guard}"))
}

#[track_caller]
fn added(text: &str, before: &str, after: &str) -> String {
    assert_eq!(text.matches(before).count(), 1, "{before}");
    text.replace(before, after)
}

fn run(program: &std::path::Path) -> Ended {
    let mut program = bare(program);
    program.args(["v-1:60", "v-2:soon"]);
    ended(program.output().expect("the program starts"))
}

#[test]
fn two_lines_in_an_existing_program_make_its_work_visible_and_change_nothing_else() {
    assert_eq!(after().lines().count(), BEFORE.lines().count() + 2);
    let user = Crate::new("new-user", "", BEFORE);
    let without = run(&user.build());
    drop(user);
    let user = Crate::new("new-user", "", &after());
    let with = run(&user.build());
    assert_eq!(with.stderr, without.stderr);
    assert_eq!((with.code, without.code), (Some(1), Some(1)));
    assert_eq!(without.stdout, "");
    let report = checker::check(&with.stdout);
    report.assert_ok();
    let ids: Vec<&str> = report
        .events("job_received")
        .map(|l| l.str("job_id"))
        .collect();
    assert!(
        ids.iter().all(|id| id.starts_with("j-") && id.len() == 28),
        "{ids:?}"
    );
    assert_ne!(ids[0], ids[1]);
    let without_id = |line: &str| replaced(&masked(line), r#""job_id":""#, |c| c != '"', "J");
    let lines: Vec<String> = with.stdout.lines().map(without_id).collect();
    assert_lines(
        &lines,
        &[
            r#"{"ts":"T","lvl":"INFO","job_id":"J","video_id":"v-1","event":"job_received"}"#,
            r#"{"ts":"T","lvl":"INFO","job_id":"J","video_id":"v-1","event":"job_finished","outcome":"success","dur_ms":0}"#,
            r#"{"ts":"T","lvl":"INFO","job_id":"J","video_id":"v-2","event":"job_received"}"#,
            r#"{"ts":"T","lvl":"ERROR","job_id":"J","video_id":"v-2","event":"job_failed","outcome":"error","dur_ms":0,"detail":"ParseIntError: invalid digit found in string","error_type":"service_error"}"#,
            r#"{"ts":"T","lvl":"ERROR","job_id":"J","video_id":"v-2","event":"job_finished","outcome":"error","dur_ms":0}"#,
        ],
    );
}

#[test]
fn with_the_feature_off_the_attributes_leave_no_trace() {
    let user = Crate::with_features("new-user-off", &["off"], "", &after());
    let run = run(&user.build());
    assert_eq!((run.stdout.as_str(), run.code), ("", Some(1)));
    assert!(run.stderr.contains("v-1: 180 words"), "{}", run.stderr);
}

#[test]
fn lines_of_a_users_test_are_shown_where_it_fails() {
    let main = format!(
        "{}\nfn main() {{}}\n",
        include_str!("../../crates/own_tests.rs")
    );
    let main = main.replace(
        "#[logging_runtime::stage",
        "#[cfg(test)]\n#[logging_runtime::stage",
    );
    let user = Crate::new("own-tests", "tracing = \"0.1\"", &main);
    let run = ended(user.cargo("test"));
    assert_eq!(run.code, Some(101), "{}", run.stderr);
    let (_, shown) = run
        .stdout
        .split_once("---- fails stdout ----\n")
        .expect("it fails");
    let lines: Vec<String> = shown
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(masked)
        .collect();
    assert_lines(
        &lines,
        &[
            r#"{"ts":"T","lvl":"INFO","stage":"double","event":"stage_start"}"#,
            r#"{"ts":"T","lvl":"INFO","stage":"double","event":"log","detail":"doubling","target":"own_tests","n":3}"#,
            r#"{"ts":"T","lvl":"INFO","stage":"double","event":"stage_result","outcome":"success","dur_ms":0}"#,
        ],
    );
    // The test that passes is not heard.
    assert_eq!(
        run.stdout.matches("stage_start").count(),
        1,
        "{}",
        run.stdout
    );
}
