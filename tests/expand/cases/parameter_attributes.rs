use logging_runtime::stage;

#[stage("attributes")]
fn attributes(
    #[cfg(any())] absent: Missing,
    #[cfg(all())] present: u8,
    #[allow(unused_variables)] unused: u8,
    _quiet: u8,
) -> u8 {
    present
}
