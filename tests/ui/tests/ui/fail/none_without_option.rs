use logging_runtime::stage;

#[stage("a", none = "not_found")]
fn f() -> Result<u8, ()> {
    Ok(1)
}

fn main() {}
