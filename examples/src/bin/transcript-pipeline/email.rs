//! The job's result, mailed to whoever ordered it.

use logging_runtime::stage;
use serde::Serialize;

use crate::fetch::{FetchError, UpstreamClient, fetch};

/// A mail as the mail service takes it.
#[derive(Debug, Serialize)]
pub(crate) struct Mail {
    pub(crate) job_id: String,
    pub(crate) subject: String,
    pub(crate) text: String,
}

#[stage("email")]
pub(crate) async fn send(client: &UpstreamClient, mail: &Mail) -> Result<(), FetchError> {
    fetch(client.post("email", false)?.json(mail)).await?;
    Ok(())
}
