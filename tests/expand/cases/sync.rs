use logging_runtime::stage;

/// Its value is looked at.
#[stage("fetch")]
pub fn fetch(url: &str, list: Vec<u8>) -> Result<usize, std::num::ParseIntError> {
    let number: usize = url.parse()?;
    Ok(number + list.len())
}
