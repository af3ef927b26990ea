use logging_runtime::stage;

#[stage("x", fields(first = n.ok_or("nothing")?), ctx(second = { if n.is_none() { return Ok(5) } 1 }))]
fn f(n: Option<u8>) -> Result<u8, &'static str> {
    n.ok_or("nothing")
}

fn main() {
    let _ = f(None);
}
