//! One video: the sources in their order, each asked only if the one before gave nothing.

use logging_runtime::{Classify, evt};

use crate::asr::{self, AsrError};
use crate::captions::{VideoRequest, timedtext, youtube_transcript_api, youtubei};
use crate::fetch::FetchError;
use crate::input::JobSpec;
use crate::job::Services;
use crate::summarize::summarize;
use crate::transcript::Transcript;

/// Why a video has no transcript, other than that nothing is said in it.
#[derive(Debug, thiserror::Error, Classify)]
pub(crate) enum VideoError {
    #[error(transparent)]
    #[outcome(transparent)]
    Captions(#[from] FetchError),
    #[error(transparent)]
    #[outcome(transparent)]
    Asr(#[from] AsrError),
    #[error("result not stored")]
    #[outcome(transparent)]
    Store(#[from] std::io::Error),
}

/// The summary of the video, or `None` if no source knows a word of it.
pub(crate) async fn process(
    services: &Services,
    job: &JobSpec,
    video_id: &str,
) -> Result<Option<String>, VideoError> {
    let video = VideoRequest::new(job, video_id, services.client.has_proxy());
    let Some((source, transcript)) = find_transcript(services, video).await? else {
        evt!("transcript_missing");
        return Ok(None);
    };
    evt!(
        "transcript_found",
        source = source,
        cues = transcript.cues().len()
    );
    let summary = summarize(&transcript);
    services
        .archive
        .store(&job.job_id, video_id, &transcript.text(), &summary)
        .await?;
    Ok(Some(summary))
}

async fn find_transcript(
    services: &Services,
    video: VideoRequest<'_>,
) -> Result<Option<(&'static str, Transcript)>, VideoError> {
    let client = &services.client;
    let mut search = Search::default();
    if let Some(found) = search.note(youtube_transcript_api::captions(client, video).await) {
        return Ok(Some(("youtube-transcript-api", found)));
    }
    if let Some(found) = search.note(timedtext::captions(client, video).await) {
        return Ok(Some(("timedtext", found)));
    }
    if let Some(found) = search.note(youtubei::captions(client, video).await) {
        return Ok(Some(("youtubei", found)));
    }
    if let Some(found) = search.note(asr::transcript(client, &services.ffmpeg_slots, video).await) {
        return Ok(Some(("asr", found)));
    }
    search.failure.map_or(Ok(None), Err)
}

/// Remembers the last failure: it is the reason if nothing is found.
#[derive(Default)]
struct Search {
    failure: Option<VideoError>,
}

impl Search {
    fn note<E: Into<VideoError>>(
        &mut self,
        answer: Result<Option<Transcript>, E>,
    ) -> Option<Transcript> {
        answer.unwrap_or_else(|error| {
            self.failure = Some(error.into());
            None
        })
    }
}
