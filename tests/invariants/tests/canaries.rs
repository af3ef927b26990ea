//! Secrets on every way to a line: none comes out at the other end.

use std::error::Error;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::Command;

use logging_runtime::testing::{Events, capture, capture_with};
use logging_runtime::{
    Context, InContext, JobTimer, Logging, Outcome, StageTimer, evt, json, process, record, stage,
};

/// Each `CANARY` is a secret, or the middle of one.
const SECRETS: [&str; 40] = [
    "password=CANARY",
    "login failed: passwd: CANARY",
    "DB_PASSWORD=CANARY ./run",
    "export API_KEY='CANARY with blanks'",
    "client_secret: CANARY;x",
    r#"{"user":"bob","password":"CANARY"}"#,
    r#"{"user":{"apiKey" : "x\\CANARY","id":1}}"#,
    r#"{\"password\":\"CANARY\"}"#,
    r#"{"tokens":["CANARY","b"]}"#,
    "Authorization: Bearer CANARY",
    "authorization: Digest username=\"bob\", response=\"CANARY\"",
    "Proxy-Authorization: Basic CANARYCANARY==",
    "Cookie: theme=dark; sid=CANARY; x=y",
    "set-cookie: sid=CANARY; HttpOnly",
    "curl -H 'X-API-Key: CANARY' https://h/",
    "curl -u bob:CANARY https://h/",
    "sent Bearer CANARY to h",
    "postgres://bob:CANARY@db:5432/app",
    "redis://:CANARY@cache:6379",
    "https://CANARY@github.com/a/b.git",
    "https://h/cb?code=CANARY&state=1",
    "https://h/cb?a&b=1&X-Amz-Signature=CANARY#top",
    "GET /v1/me?access_token=CANARY HTTP/1.1",
    "user%5Bpassword%5D=CANARY&a=1",
    "-----BEGIN PRIVATE KEY-----\nCANARY\n-----END PRIVATE KEY-----",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.CANARY",
    "AKIACANARY0123456789",
    "ghp_CANARY0123456789abcdef",
    "github_pat_11CANARY_0123456789",
    "glpat-CANARY-0123456789",
    "xoxb-123456789-CANARY",
    "sk_live_CANARY0123",
    "sk-proj-CANARY0123456789abcdefghij",
    "ffmpeg --token CANARY -i in.mp4",
    r#"["tool", "--api-key", "CANARY"]"#,
    "Config { token: Some(\"CANARY\"), port: 1 }",
    "Server=h;User Id=sa;Password=CANARY;Encrypt=true",
    "<login><user>bob</user><password>CANARY</password></login>",
    "the API key: CANARY was refused",
    "session_id=CANARY",
];

/// What is logged of each secret, on one way.
fn leaks_nothing(way: impl Fn(&str)) {
    let events = capture(|| SECRETS.iter().for_each(|secret| way(secret)));
    assert!(events.len() >= SECRETS.len(), "{} lines", events.len());
    shows_none(&events);
}

fn shows_none(events: &Events) {
    for event in events {
        assert!(!event.line().contains("CANARY"), "{event}");
    }
}

#[derive(Debug)]
struct Failure(String, Option<Box<Failure>>);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.1.as_deref();
        source.map(|source| source as &(dyn Error + 'static))
    }
}

#[stage("fails")]
fn fails(error: Failure) -> Result<(), Failure> {
    Err(error)
}

#[stage("fails")]
fn fails_boxed(error: Failure) -> Result<(), Box<dyn Error>> {
    Err(error.into())
}

#[stage("panics")]
fn panics(text: &str) {
    // Without the noise of the panic hook.
    resume_unwind(Box::new(text.to_owned()));
}

#[stage("takes", fields(text, %shown, again = ?shown))]
fn takes(text: &str, shown: &str) {
    record!(recorded = shown, nested = json(&[shown]));
}

#[test]
fn fields_of_every_kind() {
    leaks_nothing(|text| {
        evt!("x", a = text, b = %text, c = ?text, d = json(&[text]), e = Some(text));
    });
    leaks_nothing(|text| evt!("x", detail = text, stage = text));
    leaks_nothing(|text| takes(text, text));
    leaks_nothing(|text| {
        StageTimer::start_with("timed", &[("a", &text)]).finish(Outcome::Success);
    });
    leaks_nothing(|text| tracing::info!(a = text, b = %text, c = ?text, "x"));
}

#[test]
fn a_key_that_names_a_secret() {
    leaks_nothing(|text| {
        evt!("x", password = text, api_key = ?text, nested = json(&[("token", text)]));
    });
    leaks_nothing(|text| {
        let pin = std::collections::BTreeMap::from([("pin", text)]);
        evt!("x", value = json(&pin));
    });
}

#[test]
fn messages() {
    leaks_nothing(|text| tracing::info!("{text}"));
    leaks_nothing(|text| tracing::debug!(message = text));
    leaks_nothing(|text| log::warn!("{text}"));
}

#[test]
fn records_of_log() {
    leaks_nothing(|text| log::info!(target: text, a = text, b:? = text, c:% = text; "{text}"));
}

#[test]
fn errors_and_their_sources() {
    let chain = |text: &str| Failure("outer".into(), Some(Box::new(Failure(text.into(), None))));
    leaks_nothing(|text| drop(fails(Failure(text.into(), None))));
    leaks_nothing(|text| drop(fails(chain(text))));
    leaks_nothing(|text| drop(fails_boxed(chain(text))));
}

#[test]
fn panics_are_told_without() {
    leaks_nothing(|text| drop(catch_unwind(AssertUnwindSafe(|| panics(text)))));
}

#[test]
fn spans_of_tracing() {
    leaks_nothing(|text| {
        let span = tracing::info_span!("s", a = text, b = %text, late = tracing::field::Empty);
        span.record("late", text);
        span.in_scope(|| tracing::info!("x"));
    });
}

#[test]
fn ids_names_and_contexts() {
    leaks_nothing(|text| {
        let job = JobTimer::start(text, Some(text));
        job.scope(|| StageTimer::start(text).finish(Outcome::Success));
        job.finish(Outcome::Success);
    });
    leaks_nothing(|text| {
        let context = Context::current()
            .with("video_id", text)
            .with("other", text);
        context.scope(|| evt!("x"));
        drop(async { evt!("x") }.in_context(context));
    });
    leaks_nothing(|text| {
        logging_runtime::set_job_ctx(Some(text), Some(text));
        evt!("x");
        logging_runtime::clear_job_ctx();
    });
}

#[test]
fn summaries_and_what_is_set_by_hand() {
    let logging = Logging::builder()
        .filter("trace")
        .set("LOG_JOB_SUMMARY", "true");
    let events = capture_with(logging, || {
        for text in SECRETS {
            let job = JobTimer::start("job", None);
            job.scope(|| {
                StageTimer::start(text).finish(Outcome::Success);
                logging_runtime::set_detail(text);
            });
            job.record("recorded", text);
            job.finish(Outcome::Error);
        }
    });
    assert!(
        events
            .named("job_finished")
            .iter()
            .all(|end| end.get("stages").is_some())
    );
    shows_none(&events);
}

#[test]
fn headers_from_outside() {
    leaks_nothing(|text| {
        let encoded: Vec<String> = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let encoded = encoded.concat();
        let baggage = format!("job_id={encoded},video_id={encoded}");
        let context = Context::from_headers(Some(text), Some(&baggage));
        context.scope(|| evt!("x"));
    });
}

#[test]
fn constants_of_the_program() {
    for text in SECRETS {
        let logging = Logging::builder().field("constant", text).filter("trace");
        shows_none(&capture_with(logging, || evt!("x")));
    }
}

#[test]
#[cfg(unix)]
fn programs_with_their_arguments_and_their_standard_error() {
    leaks_nothing(|text| {
        let mut command = Command::new("sh");
        command.args(["-c", "printf '%s\\n' \"$1\" >&2; exit 3", "sh", text]);
        let failed = process::Capture::new(command).log_command(true).run();
        assert!(failed.is_err());
    });
}

#[test]
fn what_a_failing_job_has_kept_to_itself() {
    let logging = Logging::builder()
        .filter("warn")
        .set("LOG_BUFFER_UNTIL_ERROR", "1048576");
    let events = capture_with(logging, || {
        let job = JobTimer::start("job", None);
        job.scope(|| {
            for text in SECRETS {
                tracing::debug!(a = text, "{text}");
            }
        });
        job.finish(Outcome::Error);
    });
    assert_eq!(events.named("log").len(), SECRETS.len());
    shows_none(&events);
}
