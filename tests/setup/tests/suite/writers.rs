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

#[test]
fn the_number_of_lines_held_back_is_told_again_where_the_line_that_had_it_was_lost() {
    let run = program("writers::refuses_a_number").run();
    run.assert_told(&["logging: cannot write a log line: full"]);
    let report = checker::check(&run.stdout);
    report.assert_ok();
    let held = |line: &checker::Line| line.get("suppressed")?.as_u64();
    let told: Vec<u64> = report.events("log").filter_map(held).collect();
    // 105 lines without the five that passed, of which one more passes as a mark.
    assert_eq!(told, [99]);
}

#[test]
fn a_writer_has_each_line_however_deep_in_values_it_was_logged() {
    let run = program("writers::is_deep_in_values").run();
    run.assert_told(&[]);
    assert_eq!(run.masked().len(), 8);
}

#[test]
fn a_program_may_give_its_end_all_the_time_there_is() {
    let run = program("writers::has_all_the_time").run();
    run.assert_told(&[]);
    assert_eq!(run.masked(), [line(0)]);
}
