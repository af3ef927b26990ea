//! Tests of a user's own, of which one fails.

#[logging_runtime::stage("double")]
fn double(n: u32) -> u32 {
    tracing::info!(n, "doubling");
    n * 2
}

#[test]
fn passes() {
    let _guard = logging_runtime::init_for_tests();
    assert_eq!(double(2), 4);
}

#[test]
fn fails() {
    let _guard = logging_runtime::init_for_tests();
    assert_eq!(double(3), 7);
}
