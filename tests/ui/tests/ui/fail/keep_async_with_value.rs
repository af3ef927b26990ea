use logging_runtime::stage;

#[stage("x", keep_async = true)]
async fn f() {}

fn main() {}
