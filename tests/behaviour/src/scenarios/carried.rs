//! A context that crosses a queue or a call.

use logging_runtime::{Context, evt, init, job};

use super::lifecycle::inner;

scenarios!(round_trip, no_context, hostile_baggage, hashed,);

/// The id has one of each that cannot stand in a header as it is.
const ID: &str = "j-1 ,;=%\"\\é\n日";

fn round_trip() {
    let _guard = init();
    let headers = sends(ID, "v 1");
    assert!(headers.1.is_ascii(), "{}", headers.1);
    assert!(
        !headers.1.contains([' ', ';', '"', '\\', '\n']),
        "{}",
        headers.1
    );
    let narrowed = Context::default()
        .with("video_id", "old")
        .with("video_id", "new");
    assert_eq!(narrowed.to_headers().baggage, "video_id=new");
    receive(&headers, 1);
    receive(&headers, 2);
    assert!(
        headers.0.starts_with("00-") && headers.0.ends_with("-01"),
        "{}",
        headers.0
    );
    let again = sends(ID, "v 1").0;
    let parts = |text: &str| text.split('-').map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(parts(&headers.0)[1], parts(&again)[1], "the trace of a job");
    assert_ne!(
        parts(&headers.0)[2],
        parts(&again)[2],
        "the span of a message"
    );
    assert_eq!(
        parts(&again).iter().map(String::len).collect::<Vec<_>>(),
        [2, 32, 16, 2]
    );
}

#[job("sends")]
fn sends(job_id: &str, video_id: &str) -> (String, String) {
    assert_eq!(Context::current().job_id().as_deref(), Some(job_id));
    assert!(!video_id.is_empty());
    let headers = Context::current()
        .with("tenant", "not carried")
        .to_headers();
    (headers.traceparent, headers.baggage)
}

fn receive((traceparent, baggage): &(String, String), n: u8) {
    let context = Context::from_headers(Some(traceparent), Some(baggage));
    assert_eq!(context.job_id().as_deref(), Some(ID));
    context.scope(|| takes_the_carried_id(n));
}

#[job("receives", fields(n))]
fn takes_the_carried_id(n: u8) {
    assert!(n > 0);
    inner();
}

fn no_context() {
    let _guard = init();
    let headers = Context::current().to_headers();
    assert_eq!(headers.baggage, "");
    assert_eq!(headers.traceparent.len(), 55);
    Context::from_headers(None, None).scope(|| evt!("nothing_carried"));
    assert_eq!(Context::current().job_id(), None);
}

fn hostile_baggage() {
    let _guard = init();
    let huge = format!("job_id={}", "x".repeat(100_000));
    let wide = format!("video_id={}é,job_id=lost", "é".repeat(5_000));
    for (n, baggage) in [
        "",
        "=",
        "job_id",
        "job_id=",
        "=x",
        ",,,",
        "job_id=%",
        "job_id=%zz",
        "job_id=%+1",
        "job_id=%ff%fe",
        "job_id=a%22%0a%00%1b%7d",
        "job_id=first,job_id=second",
        " job_id = spaced ; property=1 , video_id=v ",
        "stage=forged,event=job_failed,ts=x,tenant=t,video_id=v",
        &huge,
        &wide,
    ]
    .into_iter()
    .enumerate()
    {
        Context::from_headers(Some("00-zz-\n"), Some(baggage)).scope(|| evt!("received", n));
    }
}

fn hashed() {
    let _guard = init();
    let here = Context::current().with("video_id", "bob");
    here.scope(|| logging_runtime::evt!("here"));
    let headers = here.to_headers();
    assert!(!headers.baggage.contains("bob"), "{}", headers.baggage);
    let there = Context::from_headers(None, Some(&headers.baggage));
    there.scope(|| logging_runtime::evt!("there"));
}
