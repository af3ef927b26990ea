//! HTTP towards the upstream services, and what can go wrong on that way.

use std::time::Duration;

use logging_runtime::Classify;
use reqwest::header::{COOKIE, RETRY_AFTER};
use reqwest::{Client, Method, Proxy, RequestBuilder, Response, StatusCode, Url};

use crate::input::CookieSource;

/// One client for each way out: straight, and through the proxy where there is one.
#[derive(Debug)]
pub(crate) struct UpstreamClient {
    base: Url,
    direct: Client,
    proxied: Option<Client>,
}

/// Why an upstream service gave no usable answer.
#[derive(Debug, thiserror::Error, Classify)]
pub(crate) enum FetchError {
    #[error("request failed")]
    #[outcome(transparent)]
    Http(#[source] reqwest::Error),
    #[error("too many requests, retry after {} s", .retry_after.as_secs())]
    #[outcome(blocked)]
    RateLimited { retry_after: Duration },
    #[error("consent page instead of the video")]
    #[outcome(blocked, error_type = "auth_error")]
    Consent,
    #[error("not playable: {reason}")]
    #[outcome(blocked, error_type = "auth_error")]
    NotPlayable { reason: String },
    #[error("the page holds no player response")]
    NoPlayerResponse,
    #[error("unreadable address of a caption track: `{0}`")]
    TrackAddress(String),
    #[error("unreadable JSON")]
    Json(#[from] serde_json::Error),
    #[error("unreadable XML")]
    Xml(#[from] quick_xml::DeError),
}

impl UpstreamClient {
    pub(crate) fn new(
        base: Url,
        proxy: Option<Url>,
        time_limit: Duration,
    ) -> Result<Self, reqwest::Error> {
        let builder = || Client::builder().no_proxy().timeout(time_limit);
        let proxied = match proxy {
            Some(proxy) => Some(builder().proxy(Proxy::http(proxy)?).build()?),
            None => None,
        };
        Ok(Self {
            base,
            direct: builder().build()?,
            proxied,
        })
    }

    pub(crate) fn has_proxy(&self) -> bool {
        self.proxied.is_some()
    }

    pub(crate) fn get(&self, address: &str, use_proxy: bool) -> Result<RequestBuilder, FetchError> {
        self.request(Method::GET, address, use_proxy)
    }

    pub(crate) fn post(
        &self,
        address: &str,
        use_proxy: bool,
    ) -> Result<RequestBuilder, FetchError> {
        self.request(Method::POST, address, use_proxy)
    }

    /// `address` may be relative: caption tracks come with and without a host.
    fn request(
        &self,
        method: Method,
        address: &str,
        use_proxy: bool,
    ) -> Result<RequestBuilder, FetchError> {
        let url = self
            .base
            .join(address)
            .map_err(|_| FetchError::TrackAddress(address.to_owned()))?;
        let client = match &self.proxied {
            Some(proxied) if use_proxy => proxied,
            _ => &self.direct,
        };
        Ok(client.request(method, url))
    }
}

/// Sends the request and reads the whole answer.
pub(crate) async fn fetch(request: RequestBuilder) -> Result<Vec<u8>, FetchError> {
    let response = request.send().await?;
    if response.status() == StatusCode::TOO_MANY_REQUESTS {
        return Err(FetchError::RateLimited {
            retry_after: retry_after(&response),
        });
    }
    Ok(response.error_for_status()?.bytes().await?.into())
}

/// The cookie that says this visitor has answered the consent page.
pub(crate) fn with_cookies(
    request: RequestBuilder,
    source: Option<CookieSource>,
) -> RequestBuilder {
    match source {
        Some(source) => request.header(COOKIE, format!("CONSENT=YES+{}", source.as_str())),
        None => request,
    }
}

fn retry_after(response: &Response) -> Duration {
    let value = response
        .headers()
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok());
    Duration::from_secs(value.and_then(|seconds| seconds.parse().ok()).unwrap_or(1))
}

impl From<reqwest::Error> for FetchError {
    /// The address goes: it holds a free port and signatures, so equal failures would look different.
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error.without_url())
    }
}
