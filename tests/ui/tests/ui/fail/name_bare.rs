use logging_runtime::stage;

#[stage(youtubei)]
fn f() {}

fn main() {}
