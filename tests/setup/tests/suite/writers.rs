//! A writer that logs loses what it says, and neither waits for itself nor goes on for ever.

use crate::program::program;

const TOLD: &str = "logging: cannot write a log line: the writer itself has logged";

fn line(n: u32) -> String {
    format!(r#"{{"ts":"T","lvl":"INFO","event":"line","n":{n}}}"#)
}

fn loss(n: u32) -> String {
    format!(
        r#"{{"ts":"T","lvl":"WARN","event":"log","detail":"log lines could not be written","target":"logging_runtime","lost_lifecycle":0,"lost_others":{n}}}"#
    )
}

#[test]
fn an_error_line_of_the_writer_is_lost_and_told() {
    // In batches, what is told and the second line are one write.
    for (delivery, of_the_second) in [("sync", 2), ("batched", 1)] {
        let run = program("writers::logs_an_error")
            .env("LOG_DELIVERY", delivery)
            .run();
        // What the writer says while the last loss is told.
        run.assert_told(&[
            TOLD,
            "logging: log lines were lost, and the log does not say so: 1",
        ]);
        let told = [
            line(0),
            loss(1),
            line(1),
            // When the guard is dropped, and when the program exits.
            loss(of_the_second),
            loss(1),
        ];
        assert_eq!(run.masked(), told, "{delivery}");
    }
}

#[test]
fn a_stage_of_the_writer_does_not_wait_for_room_in_the_queue() {
    let run = program("writers::starts_a_stage")
        .env("LOG_DELIVERY", "batched")
        .run();
    run.assert_told(&[TOLD]);
    let report = checker::check(&run.stdout);
    report.assert_ok();
    assert_eq!(report.events("after").count(), 1);
    assert_eq!(report.events("stage_start").count(), 0);
    let told = report
        .events("log")
        .filter_map(|line| line.get("lost_lifecycle")?.as_u64());
    assert_eq!(told.sum::<u64>(), 2);
}
