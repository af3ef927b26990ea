use logging_runtime::stage;

#[stage("a", keep_async)]
fn f() {}

fn main() {}
