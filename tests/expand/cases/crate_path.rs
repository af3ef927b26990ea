mod inner {
    pub(super) use logging_runtime as obs;
}

#[inner::obs::stage("elsewhere", crate = inner::obs, none = "not_found")]
fn elsewhere(n: u8) -> Option<u8> {
    Some(n)
}
