//! The mail service.

use std::sync::Arc;

use axum::extract::{Json, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::Server;
use super::replies::{Call, Refusal};
use super::scenario::Endpoint;

#[derive(Deserialize)]
pub(super) struct Mail {
    job_id: String,
    subject: String,
    text: String,
}

pub(super) async fn email(
    State(server): State<Arc<Server>>,
    call: Call,
    Json(mail): Json<Mail>,
) -> Result<StatusCode, Refusal> {
    if mail.subject.is_empty() || mail.text.is_empty() {
        return Err(Refusal::Unprocessable("a mail has a subject and a text"));
    }
    server.admit(&call, &mail.job_id, Endpoint::Mail).await?;
    Ok(StatusCode::ACCEPTED)
}
