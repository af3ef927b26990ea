use logging_runtime::stage;

#[stage("a", future, value)]
fn f() -> u8 {
    1
}

fn main() {}
