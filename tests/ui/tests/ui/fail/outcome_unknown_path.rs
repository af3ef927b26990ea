use logging_runtime::stage;

#[stage("x", outcome = judge_page)]
fn f() -> u8 {
    1
}

fn main() {}
