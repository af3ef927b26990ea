use logging_runtime::stage;

struct Opaque;

#[stage("x", ctx(opaque))]
fn f(opaque: Opaque) {
    drop(opaque);
}

fn main() {}
