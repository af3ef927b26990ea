use logging_runtime::stage;

#[stage("a", future)]
async fn f() {}

fn main() {}
