//! A context turns into header values and back, whatever a peer makes of them.

use super::child::{assert_writes, program};

#[test]
fn a_job_takes_the_id_that_was_carried_in_headers() {
    assert_writes(
        "carried::round_trip",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1 ,;=%\"\\é\n日","video_id":"v 1","event":"job_received","job":"sends"}
        {"ts":"T","lvl":"INFO","job_id":"j-1 ,;=%\"\\é\n日","video_id":"v 1","event":"job_finished","outcome":"success","dur_ms":0,"job":"sends"}
        {"ts":"T","lvl":"INFO","job_id":"j-1 ,;=%\"\\é\n日","video_id":"v 1","event":"job_received","job":"receives","trace_id":"3a368f6292821fa0ef601b578ea41354","n":1}
        {"ts":"T","lvl":"INFO","job_id":"j-1 ,;=%\"\\é\n日","video_id":"v 1","stage":"inner","event":"stage_start","trace_id":"3a368f6292821fa0ef601b578ea41354"}
        {"ts":"T","lvl":"INFO","job_id":"j-1 ,;=%\"\\é\n日","video_id":"v 1","stage":"inner","event":"inside","trace_id":"3a368f6292821fa0ef601b578ea41354"}
        {"ts":"T","lvl":"INFO","job_id":"j-1 ,;=%\"\\é\n日","video_id":"v 1","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0,"trace_id":"3a368f6292821fa0ef601b578ea41354"}
        {"ts":"T","lvl":"INFO","job_id":"j-1 ,;=%\"\\é\n日","video_id":"v 1","event":"job_finished","outcome":"success","dur_ms":0,"job":"receives","trace_id":"3a368f6292821fa0ef601b578ea41354"}
        {"ts":"T","lvl":"INFO","job_id":"j-1 ,;=%\"\\é\n日","video_id":"v 1","event":"job_received","job":"receives","trace_id":"3a368f6292821fa0ef601b578ea41354","n":2}
        {"ts":"T","lvl":"INFO","job_id":"j-1 ,;=%\"\\é\n日","video_id":"v 1","stage":"inner","event":"stage_start","trace_id":"3a368f6292821fa0ef601b578ea41354"}
        {"ts":"T","lvl":"INFO","job_id":"j-1 ,;=%\"\\é\n日","video_id":"v 1","stage":"inner","event":"inside","trace_id":"3a368f6292821fa0ef601b578ea41354"}
        {"ts":"T","lvl":"INFO","job_id":"j-1 ,;=%\"\\é\n日","video_id":"v 1","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0,"trace_id":"3a368f6292821fa0ef601b578ea41354"}
        {"ts":"T","lvl":"INFO","job_id":"j-1 ,;=%\"\\é\n日","video_id":"v 1","event":"job_finished","outcome":"success","dur_ms":0,"job":"receives","trace_id":"3a368f6292821fa0ef601b578ea41354"}
        {"ts":"T","lvl":"INFO","job_id":"j-1 ,;=%\"\\é\n日","video_id":"v 1","event":"job_received","job":"sends"}
        {"ts":"T","lvl":"INFO","job_id":"j-1 ,;=%\"\\é\n日","video_id":"v 1","event":"job_finished","outcome":"success","dur_ms":0,"job":"sends"}
        "#,
    );
}

#[test]
fn no_context_is_carried_as_none() {
    assert_writes(
        "carried::no_context",
        r#"
        {"ts":"T","lvl":"INFO","event":"nothing_carried"}
        "#,
    );
}

#[test]
fn hostile_baggage_costs_its_own_value_and_nothing_else() {
    let report = program("carried::hostile_baggage")
        .run()
        .assert_quiet()
        .report();
    let ids: Vec<_> = report
        .lines
        .iter()
        .map(|line| line.get_str("job_id"))
        .collect();
    let huge = "x".repeat(256);
    let mut wanted = vec![None; 16];
    wanted[10] = Some("a\"\n\u{0}\u{1b}}");
    wanted[11] = Some("first");
    wanted[12] = Some("spaced");
    wanted[14] = Some(huge.as_str());
    assert_eq!(ids, wanted);
    assert_eq!(report.lines[12].str("video_id"), "v");
    let forged = &report.lines[13];
    assert_eq!(
        forged.keys().collect::<Vec<_>>(),
        ["ts", "lvl", "video_id", "event", "n"]
    );
    assert_eq!(report.lines[15].str("video_id"), "é".repeat(128));
}

#[test]
fn a_hashed_value_keeps_its_hash_from_process_to_process() {
    let report = program("carried::hashed")
        .env("LOG_HASH_KEYS", "video_id")
        .env("LOG_HASH_SECRET", "pepper")
        .run()
        .report();
    let ids: Vec<&str> = report
        .lines
        .iter()
        .map(|line| line.str("video_id"))
        .collect();
    assert_eq!(ids.len(), 2);
    assert!(ids[0] == ids[1] && ids[0].len() == 16, "{ids:?}");
}
