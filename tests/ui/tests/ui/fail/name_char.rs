use logging_runtime::stage;

#[stage('c')]
fn f() {}

fn main() {}
