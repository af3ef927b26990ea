use logging_runtime::stage;

/// No argument is stored twice.
#[stage("fetch")]
pub async fn fetch(url: &str, body: [u8; 64]) -> Result<usize, std::num::ParseIntError> {
    std::future::ready(()).await;
    let number: usize = url.parse()?;
    Ok(number + body.len())
}

#[stage("unit")]
async fn unit() {}
