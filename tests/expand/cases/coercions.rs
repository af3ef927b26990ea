use std::error::Error;

use logging_runtime::stage;

#[stage("boxed")]
fn boxed(empty: bool) -> Box<dyn Iterator<Item = u8>> {
    if empty {
        return Box::new(std::iter::empty());
    }
    Box::new(0..3)
}

#[stage("error")]
async fn error(number: &str) -> Result<u8, Box<dyn Error>> {
    Ok(number.parse()?)
}
