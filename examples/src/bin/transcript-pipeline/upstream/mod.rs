//! The embedded upstream: a real HTTP server on a free loopback port that answers for the sample's
//! videos as the real services do, on good days and on bad ones.

mod audio;
mod captions;
mod faults;
mod mail;
mod replies;
mod scenario;
mod tracks;
mod wav;

use std::collections::HashMap;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};
use reqwest::Url;
use tokio::net::TcpListener;

use self::faults::{Fault, FaultyListener};
use self::scenario::{Endpoint, Reply, Scenario, Video};

/// What the handlers share.
struct Server {
    scenario: Scenario,
    /// How many requests came in so far, for each video (or job) and endpoint.
    requests: Mutex<HashMap<(String, Endpoint), usize>>,
    /// How long a slow answer takes.
    slow: Duration,
}

/// Starts the server in the background and returns its address. It runs until the program ends.
pub(crate) async fn start(slow: Duration) -> io::Result<Url> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = format!("http://{}/", listener.local_addr()?);
    let url = Url::parse(&address).map_err(io::Error::other)?;
    let server = Server {
        scenario: Scenario::sample()?,
        requests: Mutex::default(),
        slow,
    };
    let service = router(server).into_make_service_with_connect_info::<Fault>();
    tokio::spawn(async move { axum::serve(FaultyListener::new(listener), service).await });
    Ok(url)
}

fn router(server: Server) -> Router {
    Router::new()
        .route("/watch", get(captions::watch))
        .route("/api/timedtext", get(captions::timedtext))
        .route("/youtubei/v1/player", post(captions::player))
        .route("/videoplayback", get(audio::sound))
        .route("/asr", post(audio::asr))
        .route("/email", post(mail::email))
        .with_state(Arc::new(server))
}

impl Server {
    fn video(&self, video_id: &str) -> Result<&Video, replies::Refusal> {
        self.scenario
            .video(video_id)
            .ok_or(replies::Refusal::NotFound)
    }

    /// The reply that the scenario has for this request, the first, second, ... of its kind.
    fn next_reply(&self, id: &str, endpoint: Endpoint) -> Reply {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let count = requests.entry((id.to_owned(), endpoint)).or_insert(0);
        let reply = self.scenario.reply(id, endpoint, *count);
        *count += 1;
        reply
    }
}
