//! Every library writes JSON, and as many lines for a stage call as the tables say.

use std::process::Command;

fn run(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_benches"))
        .args(arguments)
        .output()
        .expect("the bench runs");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn lines_are_json_and_a_stage_call_is_two_of_them() {
    let names = run(&["list"]);
    let libraries = names.lines().filter(|name| {
        // They write into no sink that could be shown, or have no stages.
        ![
            "bare",
            "limit",
            "limit_sink",
            "ours_unlimited",
            "ours_buffered",
        ]
        .contains(name)
    });
    for name in libraries {
        let shown = run(&["show", name]);
        let is_heading = |line: &&str| line.starts_with("---") || *line == "no such operation";
        for line in shown.lines().filter(|line| !is_heading(line)) {
            let value = checker::json::parse(line.as_bytes());
            assert!(value.is_ok(), "{name}: {line}");
        }
        let calls = shown.split("--- ").find(|part| part.starts_with("W1:"));
        let lines = calls.into_iter().flat_map(str::lines);
        let lines = lines.filter(|line| line.contains("\"attempt\"")).count();
        assert_eq!(lines, if name == "fastrace" { 1 } else { 2 }, "{name}");
    }
}
