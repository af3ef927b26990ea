use logging_runtime::{job, stage};

#[job("outer", fields(value))]
#[stage("inner")]
fn job_above(value: u8) -> u8 {
    value
}

#[stage("inner")]
#[job("outer")]
async fn stage_above(value: u8) -> u8 {
    value
}
