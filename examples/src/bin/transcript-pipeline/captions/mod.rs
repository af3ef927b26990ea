//! Three ways to the captions of a video, in the order in which they are tried.

mod json3;
mod player;
pub(crate) mod timedtext;
mod xml;
pub(crate) mod youtube_transcript_api;
pub(crate) mod youtubei;

use crate::input::{CookieSource, JobSpec};

/// What every source is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct VideoRequest<'a> {
    pub(crate) video_id: &'a str,
    pub(crate) language: &'a str,
    pub(crate) use_proxy: bool,
    pub(crate) cookie_source: Option<CookieSource>,
}

impl<'a> VideoRequest<'a> {
    pub(crate) fn new(job: &'a JobSpec, video_id: &'a str, has_proxy: bool) -> Self {
        Self {
            video_id,
            language: &job.language,
            use_proxy: job.use_proxy && has_proxy,
            cookie_source: job.cookie_source,
        }
    }

    pub(crate) fn cookie_name(&self) -> Option<&'static str> {
        self.cookie_source.map(CookieSource::as_str)
    }
}
