//! Numbers for people to read.

/// A number with its thousands apart.
///
/// ```
/// assert_eq!(checker::grouped(1_000_000), "1,000,000");
/// assert_eq!(checker::grouped(-999), "-999");
/// ```
pub fn grouped(number: impl Into<i128>) -> String {
    let number = number.into();
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}
