use logging_runtime::stage;

#[stage("a", fields(retries))]
fn f(url: &str) {
    let _ = url;
}

fn main() {}
