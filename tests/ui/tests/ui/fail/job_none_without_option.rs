use logging_runtime::job;

#[job(none = "success")]
fn f() -> u8 {
    1
}

fn main() {}
