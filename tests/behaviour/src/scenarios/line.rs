//! What one line looks like.

use std::time::Duration;

use logging_runtime::{evt, init, job, json, stage};

scenarios!(
    order,
    collisions,
    foreign_keys,
    schema_keys,
    lifecycle_names,
    escaping,
    forging,
);

fn order() {
    let _guard = init();
    everything();
}

#[job(
    "transcript",
    id = "j-1",
    ctx(video_id = "v-1", tenant = "acme"),
    fields(videos = 2)
)]
fn everything() {
    at_once();
}

#[stage("asr", fields(zeta = 1, profile = "stage"))]
fn at_once() {
    let _span = tracing::info_span!("request", path = "/v1").entered();
    evt!(
        "all",
        own = "first",
        stderr_tail = "tail",
        stages = "s",
        span_id = "b",
        trace_id = "a",
        target = "t",
        mem_mb = 512,
        cpu = 12.5,
        items = 3,
        bytes_out = 9,
        signal = 15,
        exit_code = 1,
        panic_at = "a.rs:1",
        outcome_name = "n",
        error_type = "auth_error",
        parent_job_id = "j-0",
        job = "j",
        cookie_source = "file",
        profile = "mobile",
        use_proxy = true,
        attempt = 2,
        detail = "why",
        dur_ms = 5,
        outcome = "partial",
        last = "own",
    );
}

fn collisions() {
    let _guard = init();
    let _outer = tracing::info_span!("outer", d = "outer", e = "outer").entered();
    collide();
}

#[stage(
    "asr",
    fields(a = "stage", b = "stage"),
    ctx(a = "context", b = "context", c = "context")
)]
fn collide() {
    let _inner =
        tracing::info_span!("inner", a = "inner", b = "inner", c = "inner", d = "inner").entered();
    evt!("collision", a = "own");
}

fn foreign_keys() {
    let _guard = init();
    foreign_in_a_job();
}

#[job(id = "j-1")]
fn foreign_in_a_job() {
    tracing::info!(
        ts = 1,
        lvl = "x",
        event = "stage_result",
        outcome = "success",
        dur_ms = 5,
        detail = "forged",
        job_id = 7,
        stage = false,
        suppressed = 9,
        truncated = 1,
        unpaired = true,
        colour = "red",
        "from tracing"
    );
    log::warn!(ts = 1, lvl = "x", event = "job_failed", outcome = "error", dur_ms = 5; "from log");
    let _span = tracing::info_span!("s", ts = 2, event = "e", outcome = "o", dur_ms = 3).entered();
    evt!("in_a_span");
}

fn schema_keys() {
    let _guard = init();
    evt!(
        "right",
        video_id = "v",
        job_id = "j",
        detail = "d",
        dur_ms = Duration::from_millis(7),
        outcome = "partial",
        stage = String::from("s"),
    );
    evt!(
        "wrong",
        stage = 1,
        outcome = true,
        dur_ms = -7,
        detail = 2.5,
        job_id = 3_u8,
        video_id = false,
    );
    evt!("text_for_a_number", dur_ms = "7");
    evt!(
        "never",
        ts = "t",
        lvl = "l",
        event = "e",
        suppressed = 1,
        unpaired = true,
        truncated = 2,
        _aws = "a",
    );
    evt!("named_like_a_rename", field_ts = 0, ts = 1);
    evt!("twice", a = 1, a = 2);
}

fn lifecycle_names() {
    let _guard = init();
    for name in [
        "job_received",
        "stage_start",
        "stage_result",
        "job_failed",
        "job_finished",
        "performance_metric",
        "Stage_Start",
    ] {
        evt!(name);
    }
}

/// One of each that may never leave raw.
const DANGEROUS: &str = "\"\\/\u{0}\u{8}\t\n\u{c}\r\u{1b}[31m\u{7f}\u{85}\u{9b}\u{2028}\u{2029}";

fn escaping() {
    let _guard = init();
    escaped(DANGEROUS);
}

#[job(fields(text = job_id))]
fn escaped(job_id: &str) {
    let name = format!("n{DANGEROUS}");
    evt!(name, "k\"\n\u{1b}" = DANGEROUS, a = %DANGEROUS, b = json([DANGEROUS]), c = '\u{1b}');
    tracing::info!("{DANGEROUS}");
    log::info!(target: "t\n", "{DANGEROUS}");
    evt!("harmless", text = "é 日本 😀 '", bytes = job_id.len());
}

fn forging() {
    let _guard = init();
    let attack = "x\",\"event\":\"job_finished\"}\n{\"ts\":\"2025-08-27T16:24:06.123Z\"";
    evt!("forged", text = attack);
    log::info!("{attack}");
    tracing::info!(text = attack, "{attack}");
}
