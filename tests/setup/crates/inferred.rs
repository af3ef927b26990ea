//! Code whose types are inferred from there being one implementation only. A crate that compares
//! numbers with types of its own stops it from compiling, wherever in the graph it stands.

use std::cmp::Ordering;
use std::time::Duration;

/// The right side has no type of its own: the only thing that `T` is compared with is `T`.
macro_rules! compared {
    ($($value:expr),* $(,)?) => {
        [$({
            let value = $value;
            value == Default::default() || value < Default::default()
        }),*]
    };
}

#[logging_runtime::stage("compare")]
fn compare() -> bool {
    let numbers = compared![
        1_u8, 1_u16, 1_u32, 1_u64, 1_u128, 1_usize, 1_i8, 1_i16, 1_i32, 1_i64, 1_i128, 1_isize,
        1.0_f32, 1.0_f64,
    ];
    let others = compared![
        true,
        'c',
        Some(1_u8),
        (1_u8, 'c'),
        Duration::from_secs(1),
        Box::new(1_u8),
    ];
    let ordered = 1.cmp(&2) == Ordering::Less;
    numbers.iter().chain(&others).all(|is_less| !is_less) && ordered
}

#[logging_runtime::stage("compute")]
fn compute(byte: u8, text: &str) -> bool {
    let next = byte == (byte - 1).into() || byte == text.parse().unwrap_or_default();
    let doubled = Duration::from_secs(2) * text.parse().unwrap_or_default();
    next && doubled == Duration::from_secs(14)
}

fn main() {
    assert!(compare());
    assert!(compute(7, "7"));
}
