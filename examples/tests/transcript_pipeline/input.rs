//! Jobs files that are not as they should be.

use crate::program::{check, jobs_file, pipeline, run, sample_line};

#[test]
fn a_malformed_line_is_named_by_its_number_and_the_other_jobs_run() {
    let (first, last) = (sample_line("job-01"), sample_line("job-02"));
    let (_folder, path) = jobs_file(&[&first, "{\"job_id\": \"broken\", \"videos\":", &last]);
    let run = run(pipeline().arg(path));
    let report = check(&run.stdout);
    report.assert_ok();

    assert_eq!(run.code, Some(1));
    let error = "jobs file, line 2: column 30: EOF while parsing a value";
    assert_eq!(
        run.stderr.lines().next(),
        Some(format!("error: {error}").as_str())
    );
    let rejected: Vec<_> = report.events("input_rejected").collect();
    assert_eq!(rejected.len(), 1);
    assert_eq!(
        (
            rejected[0].str("lvl"),
            rejected[0].str("detail"),
            rejected[0].u64("line")
        ),
        ("ERROR", error, 2)
    );

    let mut finished: Vec<_> = report
        .events("job_finished")
        .map(|line| line.str("job_id"))
        .collect();
    finished.sort_unstable();
    assert_eq!(finished, ["job-01", "job-02"]);
}

#[test]
fn a_file_without_jobs_ends_at_once() {
    let (_folder, path) = jobs_file(&["", " "]);
    let run = run(pipeline().arg(path));
    assert_eq!((run.code, run.stdout.len()), (Some(0), 0));
}

#[test]
fn a_file_that_is_not_there_is_told_by_its_name() {
    let run = run(pipeline().arg("no-such-file.jsonl"));
    assert_eq!((run.code, run.stdout.len()), (Some(2), 0));
    assert!(
        run.stderr
            .starts_with("error: no-such-file.jsonl: No such file"),
        "{}",
        run.stderr
    );
}
