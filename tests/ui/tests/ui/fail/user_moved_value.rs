use logging_runtime::stage;

#[stage("a")]
fn f(s: String) -> usize {
    drop(s);
    s.len()
}

fn main() {}
