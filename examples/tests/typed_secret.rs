//! A secret with a type of its own does not reach the log.

use std::process::Command;

#[test]
fn a_typed_secret_shows_its_type_and_no_more() {
    let output = Command::new(env!("CARGO_BIN_EXE_typed-secret"))
        .env_clear()
        .arg("open sesame")
        .output()
        .expect("the example runs");
    assert!(output.status.success(), "{output:?}");
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let report = checker::check(&lines);
    report.assert_ok();
    assert!(!lines.contains("open sesame"), "{lines}");
    let events = lines
        .lines()
        .filter(|line| line.contains("SecretBox<str>([REDACTED])"));
    assert_eq!(events.count(), 3, "{lines}");
}
