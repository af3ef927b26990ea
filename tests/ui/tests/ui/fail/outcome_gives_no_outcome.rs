use logging_runtime::stage;

#[stage("x", outcome = |_: &u8| true)]
fn f() -> u8 {
    1
}

fn main() {}
