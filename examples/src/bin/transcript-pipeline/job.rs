//! One job: its videos at the same time, then the mail, all before the deadline.

use std::path::PathBuf;
use std::time::Duration;

use futures::future::join_all;
use logging_runtime::{Classify, Context, InContext as _, job};
use tokio::sync::Semaphore;
use tokio::time::error::Elapsed;
use tokio::time::timeout;

use crate::archive::Archive;
use crate::email::{self, Mail};
use crate::fetch::{FetchError, UpstreamClient};
use crate::input::JobSpec;
use crate::video::{self, VideoError};

/// A conversion keeps a core busy; more of them at a time only make each one slower.
const FFMPEG_AT_A_TIME: usize = 2;

/// What all jobs share.
#[derive(Debug)]
pub(crate) struct Services {
    pub(crate) client: UpstreamClient,
    pub(crate) archive: Archive,
    pub(crate) ffmpeg_slots: Semaphore,
}

/// Why a job failed as a whole.
#[derive(Debug, thiserror::Error, Classify)]
pub(crate) enum JobError {
    #[error("not done within {} ms", .limit.as_millis())]
    #[outcome(timeout)]
    Deadline { limit: Duration, source: Elapsed },
    #[error("no video gave a transcript")]
    #[outcome(transparent)]
    Videos(#[source] VideoError),
    #[error("result not mailed")]
    #[outcome(transparent)]
    Email(#[source] FetchError),
}

/// How many videos of a job have a transcript.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Transcribed(pub(crate) usize);

impl Services {
    pub(crate) fn new(client: UpstreamClient, out: Option<PathBuf>) -> Self {
        Self {
            client,
            archive: Archive::new(out),
            ffmpeg_slots: Semaphore::new(FFMPEG_AT_A_TIME),
        }
    }
}

/// `None` if there is nothing to transcribe in any of the job's videos.
#[job(
    "transcript",
    id = &spec.job_id,
    fields(video_count = spec.videos.len(), language = &spec.language, deadline_ms = spec.deadline())
)]
pub(crate) async fn run(
    spec: &JobSpec,
    services: &Services,
) -> Result<Option<Transcribed>, JobError> {
    let limit = spec.deadline();
    match timeout(limit, deliver(spec, services)).await {
        Ok(result) => result,
        Err(source) => Err(JobError::Deadline { limit, source }),
    }
}

async fn deliver(spec: &JobSpec, services: &Services) -> Result<Option<Transcribed>, JobError> {
    let videos = spec.videos.iter().map(|video_id| {
        let context = Context::current().with("video_id", video_id);
        video::process(services, spec, video_id).in_context(context)
    });
    let results = join_all(videos).await;
    email::send(&services.client, &mail(spec, &results))
        .await
        .map_err(JobError::Email)?;
    conclude(results)
}

fn mail(spec: &JobSpec, results: &[Result<Option<String>, VideoError>]) -> Mail {
    let parts = spec
        .videos
        .iter()
        .zip(results)
        .map(|(video_id, result)| match result {
            Ok(Some(summary)) => format!("{video_id}\n{summary}"),
            Ok(None) => format!("{video_id}\nNothing is said in this video.\n"),
            Err(error) => format!("{video_id}\nNo transcript: {error}.\n"),
        });
    Mail {
        job_id: spec.job_id.clone(),
        subject: format!("Transcripts of {} videos", spec.videos.len()),
        text: parts.collect::<Vec<_>>().join("\n"),
    }
}

/// A job has failed if no video gave anything and at least one of them failed; the last reason stands for all.
fn conclude(
    results: Vec<Result<Option<String>, VideoError>>,
) -> Result<Option<Transcribed>, JobError> {
    let mut transcribed = 0;
    let mut failure = None;
    for result in results {
        match result {
            Ok(Some(_)) => transcribed += 1,
            Ok(None) => {}
            Err(error) => failure = Some(error),
        }
    }
    match (transcribed, failure) {
        (0, Some(failure)) => Err(JobError::Videos(failure)),
        (0, None) => Ok(None),
        (transcribed, _) => Ok(Some(Transcribed(transcribed))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocked() -> Result<Option<String>, VideoError> {
        Err(VideoError::Captions(FetchError::Consent))
    }

    #[test]
    fn one_transcript_is_enough_for_success() {
        let results = vec![blocked(), Ok(Some("text".to_owned())), Ok(None)];
        assert_eq!(conclude(results).unwrap(), Some(Transcribed(1)));
    }

    #[test]
    fn silence_everywhere_is_an_empty_answer_and_a_failure_is_not() {
        assert_eq!(conclude(vec![Ok(None), Ok(None)]).unwrap(), None);
        assert!(matches!(
            conclude(vec![blocked(), Ok(None)]),
            Err(JobError::Videos(_))
        ));
    }
}
