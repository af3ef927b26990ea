//! `--upstream`: another server than the embedded one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Json, Query, State};
use axum::routing::{get, post};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::program::{Run, check, jobs_file, pipeline, results, run};

const JOB: &str = r#"{"job_id":"other","videos":["one","two"],"language":"en","use_proxy":true}"#;

/// The mails that a server of ours got.
type Inbox = Arc<Mutex<Vec<Value>>>;

async fn page() -> &'static str {
    "<script>var ytInitialPlayerResponse = {\"playabilityStatus\":{\"status\":\"OK\"}};</script>"
}

async fn track(Query(query): Query<HashMap<String, String>>) -> Json<Value> {
    let text = format!("This is video {}.", query["v"]);
    Json(json!({ "events": [{ "segs": [{ "utf8": text }] }] }))
}

async fn email(State(inbox): State<Inbox>, Json(mail): Json<Value>) {
    inbox.lock().unwrap().push(mail);
}

/// Serves while `run` runs, and returns what it returned and the mails.
fn with_server(run: impl FnOnce(&str) -> Run + Send + 'static) -> (Run, Vec<Value>) {
    let inbox = Inbox::default();
    let router = Router::new()
        .route("/watch", get(page))
        .route("/api/timedtext", get(track))
        .route("/email", post(email))
        .with_state(Arc::clone(&inbox));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let run = runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        tokio::task::spawn_blocking(move || run(&url))
            .await
            .unwrap()
    });
    let mails = inbox.lock().unwrap().clone();
    (run, mails)
}

#[test]
fn another_server_is_asked_and_gets_the_mail() {
    let out = tempfile::tempdir().unwrap();
    let (_folder, path) = jobs_file(&[JOB]);
    let folder = out.path().to_owned();
    let (run, mails) = with_server(move |url| {
        run(pipeline()
            .arg(path)
            .args(["--upstream", url])
            .arg("--out")
            .arg(folder))
    });
    let report = check(&run.stdout);
    report.assert_ok();

    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(
        results(&report, "timedtext")
            .filter(|line| line.str("outcome") == "success")
            .count(),
        2
    );
    let transcript = std::fs::read_to_string(out.path().join("other/two.transcript.txt")).unwrap();
    assert_eq!(transcript, "This is video two.\n");
    assert_eq!(
        mails,
        [json!({
            "job_id": "other",
            "subject": "Transcripts of 2 videos",
            "text": "one\nThis is video one.\n\ntwo\nThis is video two.\n",
        })]
    );
}

#[test]
fn where_nobody_listens_every_stage_ends_as_an_error_of_the_network() {
    // A port that was free a moment ago and that nothing listens on.
    let address = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let (_folder, path) = jobs_file(&[JOB]);
    let run = run(pipeline()
        .arg(path)
        .args(["--upstream", &format!("http://{address}")]));
    let report = check(&run.stdout);
    report.assert_ok();

    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for line in report.events("stage_result") {
        assert_eq!(
            (line.str("outcome"), line.str("error_type")),
            ("error", "network_error"),
            "{}",
            line.text()
        );
    }
    // Without a proxy, `use_proxy` tells the truth.
    assert_eq!(
        results(&report, "youtubei")
            .filter(|line| line.bool("use_proxy"))
            .count(),
        0
    );
    assert_eq!(results(&report, "youtubei").count(), 8);
}
