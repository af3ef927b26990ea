use logging_runtime::stage;

/// From the first argument on that needs a binding of its own: `mut`, a pattern, or no mention.
#[stage("bound")]
async fn bound(first: u8, mut second: u8, (third, _): (u8, u8), last: u8) -> u8 {
    second += first;
    second + third + last
}

#[stage("unused")]
async fn unused(first: u8, unused: u8, _quiet: u8) -> u8 {
    first
}
