use logging_runtime::job;

struct Opaque;

#[job(fields(opaque))]
fn f(opaque: Opaque) {
    drop(opaque);
}

fn main() {}
