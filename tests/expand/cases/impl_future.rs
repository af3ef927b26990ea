use logging_runtime::stage;

/// What stands before the future runs at once, in the stage's context.
#[stage("eager")]
fn eager(number: &str) -> impl Future<Output = Result<u8, std::num::ParseIntError>> + use<> {
    let number = number.parse();
    async move { number }
}
