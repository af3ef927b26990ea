use logging_runtime::stage;

#[stage("a", fields(s.len()))]
fn f(s: &str) {
    let _ = s;
}

fn main() {}
