use logging_runtime::stage;

#[stage("a")]
fn f() -> u8 {
    1;
}

fn main() {}
