//! The program that converts the sound: what its stage says, and what happens where it is not installed.

use crate::program::{SAMPLE, check, has_ffmpeg, jobs_file, pipeline, results, run, sample_line};

#[test]
fn the_size_it_reports_is_the_size_that_was_posted() {
    if !has_ffmpeg() {
        return;
    }
    let succeeded: Vec<_> = results(&SAMPLE.report, "ffmpeg")
        .filter(|line| line.str("outcome") == "success")
        .collect();
    assert!(
        5 <= succeeded.len(),
        "is ffmpeg installed? {} successes",
        succeeded.len()
    );
    for ffmpeg in succeeded {
        let asr = results(&SAMPLE.report, "asr")
            .find(|asr| asr.str("video_id") == ffmpeg.str("video_id"))
            .unwrap();
        assert_eq!(
            ffmpeg.u64("bytes_out"),
            asr.u64("wav_bytes"),
            "{}",
            ffmpeg.text()
        );
    }
}

#[test]
fn it_runs_inside_asr() {
    for ffmpeg in SAMPLE
        .report
        .lines
        .iter()
        .filter(|line| line.get_str("stage") == Some("ffmpeg"))
    {
        let asr = |event| {
            let mut lines = SAMPLE.report.events(event);
            lines
                .find(|asr| {
                    asr.str("stage") == "asr" && asr.str("video_id") == ffmpeg.str("video_id")
                })
                .unwrap()
                .number()
        };
        assert!(
            (asr("stage_start")..asr("stage_result")).contains(&ffmpeg.number()),
            "{}",
            ffmpeg.text()
        );
    }
}

#[test]
fn a_sound_that_is_none_ends_with_what_it_said() {
    if !has_ffmpeg() {
        return;
    }
    let failed: Vec<_> = results(&SAMPLE.report, "ffmpeg")
        .filter(|line| line.str("outcome") == "error")
        .collect();
    assert_eq!(failed.len(), 1);
    assert!(failed[0].u64("exit_code") != 0);
    assert!(
        failed[0]
            .str("detail")
            .contains(&format!("exit_code={}", failed[0].u64("exit_code"))),
        "{}",
        failed[0].text()
    );
    assert!(
        failed[0].str("stderr_tail").contains("sound"),
        "{}",
        failed[0].text()
    );
}

#[test]
fn where_it_is_not_installed_the_stage_says_so_and_the_rest_goes_on() {
    let nothing = tempfile::tempdir().unwrap();
    let (_folder, path) = jobs_file(&[&sample_line("job-06"), &sample_line("job-07")]);
    let run = run(pipeline().arg(path).env("PATH", nothing.path()));
    let report = check(&run.stdout);
    report.assert_ok();

    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let ffmpeg: Vec<_> = results(&report, "ffmpeg").collect();
    assert_eq!(ffmpeg.len(), 5);
    for line in ffmpeg {
        assert_eq!(line.str("outcome"), "error");
        assert!(
            line.str("detail").contains("ffmpeg") && line.str("detail").contains("not found"),
            "{}",
            line.text()
        );
    }
    let mut jobs: Vec<_> = report
        .events("job_finished")
        .map(|line| (line.str("job_id"), line.str("outcome")))
        .collect();
    jobs.sort_unstable();
    assert_eq!(jobs, [("job-06", "success"), ("job-07", "error")]);
    assert_eq!(
        results(&report, "email")
            .filter(|line| line.str("outcome") == "success")
            .count(),
        2
    );
}
