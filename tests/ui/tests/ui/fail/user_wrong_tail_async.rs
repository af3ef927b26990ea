use logging_runtime::stage;

#[stage("a")]
async fn f() -> u8 {
    "text"
}

fn main() {}
