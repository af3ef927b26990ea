//! The order of the sources of a video.

use std::collections::BTreeMap;

use checker::Line;

use crate::program::{SAMPLE, has_ffmpeg};

const SOURCES: [&str; 4] = ["youtube-transcript-api", "timedtext", "youtubei", "asr"];

/// The lines of each video about its sources and what comes after them.
fn videos() -> BTreeMap<(&'static str, &'static str), Vec<&'static Line>> {
    let mut videos: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for line in &SAMPLE.report.lines {
        if let Some(video_id) = line.get_str("video_id") {
            videos
                .entry((line.str("job_id"), video_id))
                .or_default()
                .push(line);
        }
    }
    videos
}

fn starts<'a>(lines: &'a [&'static Line]) -> impl Iterator<Item = &'static str> + 'a {
    lines
        .iter()
        .filter(|line| line.str("event") == "stage_start")
        .map(|line| line.str("stage"))
}

#[test]
fn sources_are_asked_in_their_order() {
    for (video, lines) in videos() {
        let mut asked: Vec<_> = starts(&lines)
            .filter(|stage| SOURCES.contains(stage))
            .collect();
        asked.dedup();
        assert!(SOURCES.starts_with(&asked), "{video:?}: {asked:?}");
    }
}

#[test]
fn no_source_is_asked_while_another_runs_or_after_one_has_answered() {
    for (video, lines) in videos() {
        let mut running = None;
        let mut answered = false;
        for line in lines.iter().filter(|line| {
            line.get_str("stage")
                .is_some_and(|stage| SOURCES.contains(&stage))
        }) {
            match line.str("event") {
                "stage_start" => {
                    assert!(running.is_none() && !answered, "{video:?}: {}", line.text());
                    running = Some(line.str("stage"));
                }
                "stage_result" => {
                    assert_eq!(running.take(), Some(line.str("stage")), "{video:?}");
                    answered = line.str("outcome") == "success";
                }
                _ => {}
            }
        }
    }
}

#[test]
fn a_video_is_summarized_exactly_if_a_source_answered() {
    for (video, lines) in videos() {
        let answered = lines.iter().any(|line| {
            line.str("event") == "stage_result"
                && SOURCES.contains(&line.str("stage"))
                && line.str("outcome") == "success"
        });
        let summaries = starts(&lines)
            .filter(|&stage| stage == "summarization")
            .count();
        assert_eq!(summaries, usize::from(answered), "{video:?}");
    }
}

#[test]
fn youtubei_goes_from_desktop_to_mobile_and_from_the_first_round_to_the_second() {
    let plan = [(1, "desktop"), (1, "mobile"), (2, "desktop"), (2, "mobile")];
    for (video, lines) in videos() {
        let tries = lines
            .iter()
            .filter(|line| line.str("event") == "stage_start" && line.str("stage") == "youtubei");
        let tries: Vec<_> = tries
            .map(|line| (line.u64("attempt"), line.str("profile")))
            .collect();
        assert!(plan.starts_with(&tries), "{video:?}: {tries:?}");
    }
}

#[test]
fn every_source_gives_some_videos_their_transcript() {
    if !has_ffmpeg() {
        return;
    }
    for source in SOURCES {
        let found = SAMPLE
            .report
            .events("transcript_found")
            .filter(|line| line.str("source") == source)
            .count();
        assert!(5 <= found, "{source}: {found}");
    }
}
