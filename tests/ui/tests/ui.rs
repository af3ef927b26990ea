//! Runs the compiler over `ui/pass`, whose programs must compile without a warning and succeed, and
//! over `ui/fail`, whose errors must read as the `.stderr` beside them. `TRYBUILD=overwrite` writes
//! those anew; what then changed is to be read, and `first_errors.rs` says what must stay.

#[test]
fn annotated_functions_compile_and_mistakes_are_explained() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/ui/pass/*.rs");
    cases.compile_fail("tests/ui/fail/*.rs");
}
