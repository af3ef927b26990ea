use logging_runtime::stage;

/// The body stays in tail position, which gives the closure its signature.
#[stage("identity")]
fn identity() -> impl Fn(&str) -> &str {
    |text| text
}

#[stage("nested")]
fn nested(number: &str) -> Result<impl Iterator<Item = u8>, std::num::ParseIntError> {
    let end = number.parse()?;
    Ok(0..end)
}

#[stage("argument")]
fn argument(list: impl Iterator<Item = u8>) -> usize {
    list.count()
}
