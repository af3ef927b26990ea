use logging_runtime::stage;

#[stage("a", none = "soft_timeout")]
fn f() -> Option<u8> {
    None
}

fn main() {}
