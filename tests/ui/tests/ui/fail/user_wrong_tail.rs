use logging_runtime::stage;

#[stage("a")]
fn f() -> u8 {
    "text"
}

fn main() {}
