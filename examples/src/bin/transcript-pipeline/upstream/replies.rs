//! What all endpoints have in common: who calls, and every way of not answering well.

use std::convert::Infallible;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header::{COOKIE, RETRY_AFTER};
use axum::http::request::Parts;
use axum::http::{Extensions, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::Server;
use super::faults::Fault;
use super::scenario::{Endpoint, Reply};

/// The facts about a request on which replies depend.
pub(super) struct Call {
    has_cookie: bool,
    is_proxied: bool,
    fault: Fault,
}

/// What the body of an answer shall be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    Good,
    NoTracks,
    Empty,
    Malformed,
}

/// An answer that is the same whatever was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    NotFound,
    Forbidden,
    RateLimited,
    Unavailable,
    Unprocessable(&'static str),
    Consent,
    LoginRequired,
}

/// Bytes of an answer that get through before its connection closes: the head and a little of the body.
const CUT_AFTER: usize = 180;

impl Server {
    /// Does what the scenario has for this request, up to the body.
    pub(super) async fn admit(
        &self,
        call: &Call,
        id: &str,
        endpoint: Endpoint,
    ) -> Result<Body, Refusal> {
        match self.next_reply(id, endpoint) {
            Reply::Ok => Ok(Body::Good),
            Reply::NoTracks => Ok(Body::NoTracks),
            Reply::Empty => Ok(Body::Empty),
            Reply::Malformed => Ok(Body::Malformed),
            Reply::Consent if call.has_cookie => Ok(Body::Good),
            Reply::ProxyOnly if call.is_proxied => Ok(Body::Good),
            Reply::Consent => Err(Refusal::Consent),
            Reply::LoginRequired => Err(Refusal::LoginRequired),
            Reply::Forbidden | Reply::ProxyOnly => Err(Refusal::Forbidden),
            Reply::RateLimited => Err(Refusal::RateLimited),
            Reply::Unavailable => Err(Refusal::Unavailable),
            Reply::CutOff => {
                call.fault.close_after(CUT_AFTER);
                Ok(Body::Good)
            }
            Reply::Reset => {
                call.fault.reset();
                Ok(Body::Good)
            }
            Reply::Slow => {
                tokio::time::sleep(self.slow).await;
                Ok(Body::Good)
            }
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Call {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self {
            has_cookie: parts.headers.contains_key(COOKIE),
            // Clients write the whole address into the request only when they talk to a proxy.
            is_proxied: parts.uri.host().is_some(),
            fault: connection(&parts.extensions),
        })
    }
}

fn connection(extensions: &Extensions) -> Fault {
    let info = extensions.get::<ConnectInfo<Fault>>();
    info.map(|ConnectInfo(fault)| fault.clone())
        .unwrap_or_default()
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND.into_response(),
            Self::Forbidden => StatusCode::FORBIDDEN.into_response(),
            Self::RateLimited => {
                (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, "1")]).into_response()
            }
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE.into_response(),
            Self::Unprocessable(problem) => {
                (StatusCode::UNPROCESSABLE_ENTITY, problem).into_response()
            }
            Self::Consent => Html(CONSENT_PAGE).into_response(),
            Self::LoginRequired => LOGIN_REQUIRED.into_response(),
        }
    }
}

const CONSENT_PAGE: &str = r#"<!DOCTYPE html><html><head><title>Before you continue to YouTube</title></head><body>
<form action="https://consent.youtube.com/s" method="POST"><button>Accept all</button></form></body></html>"#;

const LOGIN_REQUIRED: &str = r#"{"playabilityStatus":{"status":"LOGIN_REQUIRED",
"reason":"Sign in to confirm that you are not a bot"}}"#;
