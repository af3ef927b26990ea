use logging_runtime::job;

struct Opaque;

#[job(id = opaque)]
fn f(opaque: Opaque) {
    drop(opaque);
}

fn main() {}
