use logging_runtime::stage;

#[stage("x", value)]
async fn f() {}

fn main() {}
