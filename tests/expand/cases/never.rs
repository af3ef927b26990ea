use logging_runtime::stage;

/// The body stays where it is: a closure cannot return `!` on stable.
#[stage("never")]
fn never(text: &str) -> ! {
    panic!("{text}")
}
