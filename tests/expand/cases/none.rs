use logging_runtime::stage;

#[stage("standard", none = "success")]
fn standard(list: &[u8]) -> Option<&u8> {
    list.first()
}

#[stage("own", none = "not_found")]
fn own(list: &[u8]) -> Result<Option<&u8>, String> {
    Ok(list.first())
}
