use logging_runtime::{job, stage};

#[stage("quiet", level = "debug", start = false)]
fn quiet() -> u8 {
    1
}

#[job(level = "trace")]
fn quietest() {}
