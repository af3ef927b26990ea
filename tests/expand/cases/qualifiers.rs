use logging_runtime::stage;

#[stage("unsafe")]
#[cold]
#[inline(never)]
pub(crate) unsafe extern "C" fn unsafe_extern(value: *const u8) -> u8 {
    // SAFETY: the caller passes a place that can be read.
    unsafe { *value }
}

#[stage("async unsafe")]
async unsafe fn unsafe_async(value: u8) -> u8 {
    value
}

#[stage("raw", fields(r#type))]
pub(super) fn r#match(r#type: u8) -> u8 {
    r#type
}
