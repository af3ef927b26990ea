use logging_runtime::stage;

struct Opaque;

#[stage("x", fields(opaque))]
fn f(opaque: Opaque) {
    drop(opaque);
}

fn main() {}
