use logging_runtime::job;

#[job(none = "tiemout")]
fn f() -> Option<u8> {
    None
}

fn main() {}
