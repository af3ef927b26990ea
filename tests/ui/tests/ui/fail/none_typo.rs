use logging_runtime::stage;

#[stage("a", none = "tiemout")]
fn f() -> Option<u8> {
    None
}

fn main() {}
