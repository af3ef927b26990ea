//! What the lines of the sample say.

use std::collections::{BTreeMap, BTreeSet};

use crate::program::{JOBS, SAMPLE, check, has_ffmpeg, pipeline, results, run};

#[test]
fn hundreds_of_lines_are_valid_balanced_and_in_order() {
    let sample = &*SAMPLE;
    sample.report.assert_ok();
    assert_eq!(sample.run.code, Some(0), "{}", sample.run.stderr);
    assert!(300 <= sample.report.lines.len(), "{}", sample.report);
    assert_eq!(sample.report.events("job_received").count(), JOBS.len());
}

#[test]
fn the_sample_has_forty_videos_in_twelve_jobs() {
    let videos: BTreeSet<_> = JOBS.iter().flat_map(|job| &job.videos).collect();
    assert_eq!(JOBS.len(), 12);
    assert!(40 <= videos.len());
}

/// A job's own lines are those of its lifecycle and of its mail; everything else is about one video.
#[test]
fn every_line_of_a_video_has_its_id_and_lines_of_the_job_have_none() {
    let mut seen = BTreeSet::new();
    for line in &SAMPLE.report.lines {
        let is_of_job =
            line.str("event").starts_with("job_") || line.get_str("stage") == Some("email");
        let job = JOBS
            .iter()
            .find(|job| job.job_id == line.str("job_id"))
            .unwrap();
        match line.get_str("video_id") {
            None => assert!(is_of_job, "{}", line.text()),
            Some(video_id) => {
                assert!(!is_of_job, "{}", line.text());
                assert!(
                    job.videos.iter().any(|video| video == video_id),
                    "{}",
                    line.text()
                );
                seen.insert((job.job_id.as_str(), video_id));
            }
        }
    }
    let videos = |job: &'static crate::program::Job| {
        job.videos
            .iter()
            .map(|video| (job.job_id.as_str(), video.as_str()))
    };
    assert_eq!(seen, JOBS.iter().flat_map(videos).collect());
}

#[test]
fn jobs_end_as_the_sample_says() {
    if !has_ffmpeg() {
        return;
    }
    let ends: BTreeMap<_, _> = SAMPLE
        .report
        .events("job_finished")
        .map(|line| (line.str("job_id"), line.str("outcome")))
        .collect();
    for (job, outcome) in ends {
        let expected = match job {
            "job-09" => "error",
            "job-10" => "no_captions",
            "job-11" => "blocked",
            "job-12" => "timeout",
            _ => "success",
        };
        assert_eq!(outcome, expected, "{job}");
    }
}

#[test]
fn stages_end_in_every_way() {
    let outcomes: BTreeSet<_> = SAMPLE
        .report
        .events("stage_result")
        .map(|line| line.str("outcome"))
        .collect();
    let all = [
        "success",
        "no_captions",
        "blocked",
        "timeout",
        "error",
        "cancelled",
    ];
    assert_eq!(outcomes, all.into());
}

#[test]
fn a_failure_says_which_error_it_was() {
    let details: BTreeSet<_> = SAMPLE
        .report
        .events("stage_result")
        .filter(|line| ["blocked", "timeout", "error"].contains(&line.str("outcome")))
        .map(|line| (line.str("outcome"), line.str("detail")))
        .collect();
    let has = |outcome, part: &str| {
        details
            .iter()
            .any(|(is, detail)| *is == outcome && detail.contains(part))
    };
    assert!(has("blocked", "403 Forbidden"), "{details:#?}");
    assert!(
        has("blocked", "FetchError: too many requests, retry after 1 s"),
        "{details:#?}"
    );
    assert!(has("blocked", "FetchError: consent page"), "{details:#?}");
    assert!(has("timeout", "operation timed out"), "{details:#?}");
    assert!(has("error", "Connection reset by peer"), "{details:#?}");
    assert!(
        has("error", "end of file before message length reached"),
        "{details:#?}"
    );
    assert!(has("error", "FetchError: unreadable XML"), "{details:#?}");
    assert!(has("error", "503 Service Unavailable"), "{details:#?}");
}

#[test]
fn a_job_out_of_time_cancels_what_it_waits_for() {
    let lines: Vec<_> = SAMPLE
        .report
        .lines
        .iter()
        .filter(|line| line.str("job_id") == "job-12")
        .collect();
    let cancelled = lines
        .iter()
        .filter(|line| line.str("event") == "stage_result");
    let cancelled: Vec<_> = cancelled
        .map(|line| (line.str("stage"), line.str("outcome")))
        .collect();
    assert_eq!(cancelled, [("youtube-transcript-api", "cancelled"); 2]);
    let failed = lines
        .iter()
        .find(|line| line.str("event") == "job_failed")
        .unwrap();
    assert_eq!(failed.str("error_type"), "timeout_error");
    assert_eq!(
        failed.str("detail"),
        "JobError: not done within 400 ms: deadline has elapsed"
    );
}

#[test]
fn youtubei_says_which_attempt_it_was() {
    let attempts: BTreeSet<_> = results(&SAMPLE.report, "youtubei")
        .map(|line| {
            (
                line.u64("attempt"),
                line.str("profile"),
                line.bool("use_proxy"),
            )
        })
        .collect();
    for attempt in [1, 2] {
        for profile in ["desktop", "mobile"] {
            assert!(
                attempts.contains(&(attempt, profile, false)),
                "{attempts:?}"
            );
        }
    }
    assert!(
        attempts.contains(&(2, "desktop", true)) && attempts.contains(&(2, "mobile", true)),
        "{attempts:?}"
    );
    let sources: BTreeSet<_> = results(&SAMPLE.report, "youtubei")
        .filter_map(|line| line.get_str("cookie_source"))
        .collect();
    assert_eq!(sources, ["shared", "user"].into());
}

#[test]
fn two_runs_write_the_same_lines_but_for_times() {
    let again = check(&run(&mut pipeline()).stdout);
    assert_eq!(timeless(&SAMPLE.report), timeless(&again));
}

fn timeless(report: &checker::Report) -> Vec<String> {
    let mut lines: Vec<_> = report.lines.iter().map(without_times).collect();
    lines.sort_unstable();
    lines
}

fn without_times(line: &checker::Line) -> String {
    let text = line.text().split_once(',').map_or("", |(_ts, rest)| rest);
    match text.split_once("\"dur_ms\":") {
        Some((before, after)) => format!(
            "{before}{}",
            after.trim_start_matches(|digit: char| digit.is_ascii_digit())
        ),
        None => text.to_owned(),
    }
}
