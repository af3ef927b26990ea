//! Keys and texts as they stand in the logs of real programs, which no rule may touch.

use super::{Redactor, Rules, Treatment};

const KEYS: &str = "
    ts lvl job_id video_id stage event outcome dur_ms detail attempt use_proxy profile cookie_source job
    parent_job_id error_type outcome_name panic_at exit_code signal bytes_out items cpu mem_mb suppressed target
    trace_id span_id stages stderr_tail unpaired truncated user_id user name email host port path method status
    status_code route query url uri scheme version env service region zone pod container image node cluster thread
    worker queue topic partition offset key cache_key partition_key primary_key foreign_key sort_key keys key_count
    key_id size len count total used free limit max min avg p50 p99 rate interval timeout deadline retries retry
    backoff delay elapsed started_at finished_at created_at expires_at expiry ttl token_count token_type token_usage
    token_limit tokens_used tokenizer tokenized session_count session_ttl session_source sessions_open
    cookie_count cookie_name cookies_loaded cookie_jar cookie_file cookie_domain auth_method auth_type auth_url
    auth_status author authors author_id authority authored password_length password_changed_at passwords_checked
    secret_name secret_version secret_count pin_count pinned pinning spin spinner opinion shipping pinged
    signature_type signature_algorithm credential_source credentials_file otp_enabled jwt_issuer jwt_kind
    bearer_type dsn_host design designer pass passes first_pass second_pass two_pass pass_number compass bypass
    passed passenger passive code codec error_code country_code zip_code string strings connection
    connections connection_id connection_count number line_number phone_number sequence_number card cards
    phrase word words keyword keywords password_policy keyboard monkey donkey turkey hotkey broken brokenness
    tokenization betokened secretary secretion cookiecutter cookie_policy obsession_level session_kind author_name
    bytes_in bytes_read rows columns table database schema index shard replica leader follower term commit branch
    tag sha digest checksum hash etag mime content_type content_length encoding language locale codec_name bitrate
    width height fps duration format container_format video_count audio_channels sample_rate
";

const TEXTS: &[&str] = &[
    "author: Bob",
    "basic usage",
    "bearer of news",
    "cookie_source=env",
    "token_count=5",
    "cookie_source=env token_count=5 attempt=2",
    "max_tokens=4096 prompt_tokens: 17",
    "{\"usage\":{\"prompt_tokens\":17,\"total_tokens\":42}}",
    "{\"token\":null,\"password\":null}",
    "token: None, session: None",
    "auth=true cookie=false",
    "password: required",
    "missing field `token` at line 1 column 5",
    "missing field `password`",
    "token expired",
    "the token has expired",
    "token: expired 5 minutes ago",
    "invalid token: expected a string",
    "bad signature: mismatch",
    "could not open session: connection refused",
    "could not open session: Connection refused (os error 111)",
    "reading credentials: No such file or directory (os error 2)",
    "reading credentials: permission denied",
    "loading cookies: file not found",
    "refreshing token: deadline exceeded",
    "refreshing token: request timed out",
    "auth: failed after 3 attempts",
    "auth: OK",
    "session: started",
    "session: closed by peer",
    "IoError: connection reset by peer",
    "TimeoutError: no answer within 30s: operation timed out",
    "HttpError: 403 Forbidden: quota exceeded",
    "my_app::auth::session: connected",
    "INFO my_app::auth::token: loaded 5 entries",
    "WARN hyper::client::pool: reuse idle connection for (\"https\", example.com)",
    "at src/auth/token.rs:120:9",
    "thread 'main' panicked at src/session.rs:10:5:",
    "called `Option::unwrap()` on a `None` value",
    "called `Result::unwrap()` on an `Err` value: ParseIntError { kind: InvalidDigit }",
    "index out of bounds: the len is 3 but the index is 5",
    "error[E0308]: mismatched types",
    "listening on 0.0.0.0:8080",
    "listening on [::]:8080",
    "listening on http://127.0.0.1:8080",
    "connected to db.internal:5432",
    "http://auth:8080/session",
    "GET /index.html HTTP/1.1",
    "GET / 200 12ms",
    "POST /v1/videos -> 201 in 35.2ms",
    "https://example.com/a/b.html",
    "https://example.com/a/b.html#part-2",
    "see https://docs.rs/tracing/0.1.44/tracing/, then ask.",
    "https://medium.com/@user/some-post-1234",
    "git@github.com:owner/repo.git",
    "sent mail to bob@example.org",
    "file:///etc/hosts",
    "s3://bucket/prefix/key.json",
    "retrying in 2.5s (attempt 3/5)",
    "job j-01h455vb4pex5vsknk084sn02q finished",
    "trace 4bf92f3577b34da6a3ce929d0e0e4736",
    "request 550e8400-e29b-41d4-a716-446655440000 done",
    "2025-08-27T16:24:06.123Z",
    "16:24:06",
    "ratio 16:9, 4:3",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "commit 1577ed9 on main",
    "version=1.2.3-rc.1+build.5",
    "a=1 b=2 c=3",
    "a: 1, b: 2, c: 3",
    "x == y && y != z",
    "if a >= b { a } else { b }",
    "let x: u32 = 5;",
    "fn main() -> Result<(), Error>",
    "SELECT id, name FROM users WHERE id = 5",
    "INSERT INTO jobs (id, state) VALUES (1, 'new')",
    "key=value",
    "cache_key=videos:42",
    "primary key: id",
    "key: 42",
    "public key: ed25519",
    "host key verified",
    "error code: 5",
    "exit_code=1: moov atom not found",
    "ffmpeg version 6.1 Copyright (c) 2000-2023",
    "Stream #0:0(und): Video: h264 (High), yuv420p, 1920x1080",
    "frame=  100 fps= 25 q=28.0 size=    512kB time=00:00:04.00 bitrate=1048.6kbits/s speed=1x",
    "Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'in.mp4':",
    "first pass: 3 of 5",
    "pass=2",
    "pass 1: ok",
    "tokens per second: 45.3",
    "tokens=45.3",
    "5 tokens left",
    "session count: 5",
    "sessions=12 cookies=3",
    "cookie jar: 3 entries",
    "cookie policy: strict",
    "auth method: oauth",
    "auth_url=https://login.example.com/authorize",
    "token_type=bearer scope=all",
    "token type: bearer",
    "the password policy: 12 characters",
    "password length: 8",
    "passed: 12, failed: 0",
    "bypass: on",
    "spin: 5",
    "pinned: true",
    "opinion: none",
    "design: v2",
    "Basic HTTP authentication",
    "Basic usage of the tool",
    "Bearer token expired",
    "missing Bearer authentication",
    "unsupported scheme: Basic",
    "WWW-Authenticate: Basic realm=\"x\"",
    "Content-Type: application/json; charset=utf-8",
    "Content-Length: 512",
    "User-Agent: curl/8.5.0",
    "Accept: */*",
    "Host: example.com:443",
    "X-Request-Id: 7f3c",
    "--output out.mp4 --verbose -n 5",
    "use --token to log in",
    "unknown option --password",
    "-i in.mp4 -c:v libx264 -pass 1 -b:v 2M",
    "----- 8< -----",
    "==========",
    "-----------",
    "::::",
    "???",
    "what? a=b",
    "why?x",
    "50% done",
    "100%: finished",
    "a%20b%2Fc",
    "{}",
    "[]",
    "[1, 2, 3]",
    "{\"a\":1,\"b\":[true,false,null]}",
    "{\"level\":\"info\",\"msg\":\"started\",\"port\":8080}",
    "Config { host: \"h\", port: 80, retries: Some(3) }",
    "Some(\"text\")",
    "[REDACTED]",
    "user=[REDACTED]",
    "password=[REDACTED]",
    "Größe: 5 MB",
    "名前: ボブ",
    "naïve café",
    "emoji 🎬: done",
    "C:\\Users\\bob\\file.txt",
    "D:\\data: not found",
    "/var/log/app.log: permission denied",
    "/etc/app/token.json",
    "no such file: /run/secrets",
    "it's done, isn't it?",
    "\"quoted\" and 'quoted'",
    "a, b; c & d",
    "(see above)",
    "e = mc^2",
    "eyJ",
    "hey eyJack",
    "sk-fading-circle",
    "hf_hub_download",
    "npm_config_registry",
    "ASIA and AFRICA",
    "AKIA",
    "task-id 5",
    "desk-12345678901234567890123",
    "model gpt-4o-mini-2024-07-18",
    "xoxo, Bob",
    "SG. is short",
    "downloading 12 of 40 segments",
    "no captions for video dQw4w9WgXcQ",
    "captions: en, de, fr",
    "language=en-US",
    "stage youtubei took 512 ms",
    "proxy=none",
    "proxy: socks5h://127.0.0.1:9050",
    "memory 512 MiB, cpu 12.5 %",
    "gc: freed 12 MB in 3 ms",
    "queue depth 12/100",
    "worker 3: idle",
    "shard 7: leader elected",
    "dropped 5 lines",
    "hello world",
    "",
    " ",
    "\n",
    "line one\nline two\n",
    "tab\tseparated\tvalues",
    "trailing colon:",
    "trailing equals=",
    "token:",
    "token=",
    "Authorization:",
    "password: \n",
    "cookie: none",
    "connection string missing",
    "opened session 5 of 12",
    "closing 3 sessions",
    "the secret was rotated",
    "secret rotation: enabled",
    "signing key rotated",
    "no credentials found",
    "credentials: missing",
    "token refresh: 200 OK",
    "refresh took 12 ms: token valid for 3600 s",
    "session expires in 30 min",
    "pin: required",
    "unauthorized: 401",
    "auth service: http://auth:9000/health",
    "DNS lookup failed for auth.internal: no such host",
    "TLS handshake failed: certificate expired",
    "retry budget exhausted: 5/5",
    "cache miss: videos/42",
    "progress: 35.5%",
    "eta=00:01:30",
    "rate=3/s burst=10",
];

/// Things that programs count and measure.
const THINGS: &str = "
    video audio frame segment caption chapter playlist channel thumbnail upload download request response
    retry page chunk block file folder packet socket client peer worker shard batch token session cookie password
    secret credential signature";

/// What they count and measure of them.
const MEASURES: &str = "
    count total size bytes length ms seconds limit index offset rate ratio age name kind type source status version
    state";

/// How a key stands in a message.
const MANNERS: [&str; 20] = [
    "KEY=17",
    "KEY: 17",
    "KEY = 17 of 20",
    "KEY=\"late\", n=2",
    "{\"KEY\":\"late\",\"n\":2}",
    "{\\\"KEY\\\":17}",
    "Config { KEY: 17, other: Some(\"late\") }",
    "run --KEY late --other 2",
    "run --KEY=late",
    "a=1&KEY=late&b=2",
    "KEY is late",
    "no KEY",
    "KEY not found",
    "invalid KEY: expected a number",
    "could not read KEY: No such file or directory (os error 2)",
    "error in KEY (line 17)",
    "[KEY] done in 17 ms",
    "<KEY>late</KEY>",
    "'KEY': 'late'",
    "KEY changed from 17 to 20 (+3)",
];

fn keys() -> Vec<String> {
    let measures = |thing| {
        MEASURES
            .split_whitespace()
            .map(move |of| format!("{thing}_{of}"))
    };
    let made = THINGS.split_whitespace().flat_map(measures);
    KEYS.split_whitespace()
        .map(str::to_owned)
        .chain(made)
        .collect()
}

#[test]
fn there_are_enough_of_them() {
    assert!(keys().len() >= 500);
    assert!(TEXTS.len() + keys().len() * MANNERS.len() >= 10_000);
}

#[test]
fn no_key_is_a_secret() {
    let redactor = Redactor::new(&Rules::default());
    for key in keys() {
        assert_eq!(redactor.key(&key), Treatment::Keep, "{key}");
        assert_eq!(redactor.key_for_number(&key), Treatment::Keep, "{key}");
    }
}

#[test]
fn no_text_changes() {
    let redactor = Redactor::new(&Rules::default());
    let keys = keys();
    let made = keys
        .iter()
        .flat_map(|key| MANNERS.iter().map(move |manner| manner.replace("KEY", key)));
    for text in TEXTS.iter().copied().map(str::to_owned).chain(made) {
        let redacted = redactor.text(&text);
        assert_eq!(redacted.text, text);
        assert_eq!(redacted.cuts, 0, "{text}");
    }
}
