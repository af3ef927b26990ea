//! The folder of `--out`: each transcript and summary as a text file.

use std::io;
use std::path::PathBuf;

/// Where results are kept, if anywhere.
#[derive(Debug)]
pub(crate) struct Archive {
    folder: Option<PathBuf>,
}

impl Archive {
    pub(crate) const fn new(folder: Option<PathBuf>) -> Self {
        Self { folder }
    }

    /// Both ids were checked when the jobs file was read: they hold nothing that leads out of the folder.
    pub(crate) async fn store(
        &self,
        job_id: &str,
        video_id: &str,
        transcript: &str,
        summary: &str,
    ) -> io::Result<()> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        let folder = folder.join(job_id);
        tokio::fs::create_dir_all(&folder).await?;
        tokio::fs::write(
            folder.join(format!("{video_id}.transcript.txt")),
            transcript,
        )
        .await?;
        tokio::fs::write(folder.join(format!("{video_id}.summary.txt")), summary).await
    }
}
