use logging_runtime::stage;

#[stage("x", future)]
fn f() -> std::future::Ready<u8> {
    std::future::ready(1)
}

fn main() {
    drop(f());
}
