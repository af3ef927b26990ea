use logging_runtime::stage;

#[stage("x", future)]
fn f() -> u8 {
    1
}

fn main() {
    f();
}
