//! The folder of `--out`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

use crate::program::{JOBS, SAMPLE, has_ffmpeg, sample_file};

#[derive(Deserialize)]
struct Upstream {
    videos: Vec<Video>,
}

#[derive(Deserialize)]
struct Video {
    video_id: String,
    cues: Vec<String>,
}

/// The texts that the server hands out, by video.
fn sources() -> BTreeMap<String, Vec<String>> {
    let text = std::fs::read_to_string(sample_file("upstream.json")).unwrap();
    let upstream: Upstream = serde_json::from_str(&text).unwrap();
    upstream
        .videos
        .into_iter()
        .map(|video| (video.video_id, video.cues))
        .collect()
}

/// Job and video of every transcript that the lines report.
fn found() -> Vec<(&'static str, &'static str)> {
    SAMPLE
        .report
        .events("transcript_found")
        .map(|line| (line.str("job_id"), line.str("video_id")))
        .collect()
}

fn file(job_id: &str, video_id: &str, kind: &str) -> PathBuf {
    SAMPLE
        .out
        .path()
        .join(job_id)
        .join(format!("{video_id}.{kind}.txt"))
}

#[test]
fn transcripts_are_the_texts_of_the_server() {
    if !has_ffmpeg() {
        return;
    }
    let sources = sources();
    assert!(30 <= found().len());
    for (job_id, video_id) in found() {
        let transcript = std::fs::read_to_string(file(job_id, video_id, "transcript")).unwrap();
        assert_eq!(
            transcript.lines().collect::<Vec<_>>(),
            sources[video_id],
            "{job_id} {video_id}"
        );
    }
}

#[test]
fn summaries_are_two_sentences_of_the_text_in_their_order() {
    let sources = sources();
    for (job_id, video_id) in found() {
        let summary = std::fs::read_to_string(file(job_id, video_id, "summary")).unwrap();
        let mut rest = sources[video_id].iter();
        assert_eq!(summary.lines().count(), 2, "{job_id} {video_id}");
        for sentence in summary.lines() {
            assert!(
                rest.any(|cue| cue == sentence),
                "{job_id} {video_id}: {sentence}"
            );
        }
    }
}

#[test]
fn a_summary_holds_the_sentences_with_the_most_frequent_words() {
    let glaciers = JOBS[1].videos[0].as_str();
    let summary = std::fs::read_to_string(file("job-02", glaciers, "summary")).unwrap();
    assert_eq!(
        summary,
        "Ice under pressure flows like very stiff honey.\nAt the bottom of a glacier, meltwater lets the ice slide.\n"
    );
}

#[test]
fn nothing_else_is_in_the_folder() {
    let mut files = 0;
    for job in std::fs::read_dir(SAMPLE.out.path()).unwrap() {
        files += std::fs::read_dir(job.unwrap().path()).unwrap().count();
    }
    assert_eq!(files, 2 * found().len());
}
