use logging_runtime::job;

#[job(future, value)]
fn f() -> u8 {
    1
}

fn main() {}
