use logging_runtime::stage;

struct Opaque(u8);

#[stage("x", fields(n = opaque.0, o = Opaque(opaque.0)))]
fn f(opaque: Opaque) {
    drop(opaque);
}

fn main() {}
