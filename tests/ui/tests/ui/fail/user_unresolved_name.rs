use logging_runtime::stage;

#[stage("a")]
async fn f() -> u8 {
    missing
}

fn main() {}
