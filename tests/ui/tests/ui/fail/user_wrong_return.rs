use logging_runtime::stage;

#[stage("a")]
fn f(c: bool) -> u8 {
    if c {
        return "text";
    }
    1
}

fn main() {}
