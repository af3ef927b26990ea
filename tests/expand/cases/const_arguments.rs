use logging_runtime::stage;

struct Sized<const N: usize>;

/// A brace group that is not the body.
#[stage("const")]
fn sized() -> Sized<{ 1 + 2 }> {
    Sized
}
