use logging_runtime::stage;

struct Mine;

#[stage("a")]
fn f() -> Result<u8, Mine> {
    Ok("1".parse::<u8>()?)
}

fn main() {}
