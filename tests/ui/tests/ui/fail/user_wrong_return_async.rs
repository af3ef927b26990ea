use logging_runtime::stage;

#[stage("a")]
async fn f(c: bool) -> u8 {
    if c {
        return "text";
    }
    1
}

fn main() {}
