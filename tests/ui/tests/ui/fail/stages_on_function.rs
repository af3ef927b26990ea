use logging_runtime::stages;

#[stages]
pub async fn fetch() {}

fn main() {}
