use logging_runtime::stage;

#[stage("a", ctx(job_id = 5))]
fn f() {}

fn main() {}
