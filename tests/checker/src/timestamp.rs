//! The one form in which a line tells its time.

/// Whether a text is a real date and time, as `2025-08-27T16:24:06.123Z`: 24 characters, UTC.
///
/// The clock behind the lines knows no leap second, so `:60` is refused.
pub(crate) fn is_valid(text: &str) -> bool {
    let pattern = b"dddd-dd-ddTdd:dd:dd.dddZ";
    let fits = |(byte, wanted): (u8, &u8)| match wanted {
        b'd' => byte.is_ascii_digit(),
        literal => byte == *literal,
    };
    if text.len() != pattern.len() || !text.bytes().zip(pattern).all(fits) {
        return false;
    }
    let number = |from: usize, to: usize| text[from..to].parse::<u32>().unwrap_or(u32::MAX);
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    (1..=days_of(year, month)).contains(&day)
        && number(11, 13) < 24
        && number(14, 16) < 60
        && number(17, 19) < 60
}

fn days_of(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_dates_of_every_shape_are_valid() {
        for text in [
            "2025-08-27T16:24:06.123Z",
            "0000-01-01T00:00:00.000Z",
            "9999-12-31T23:59:59.999Z",
            "2024-02-29T00:00:00.000Z",
            "2000-02-29T00:00:00.000Z",
        ] {
            assert!(is_valid(text), "{text}");
        }
    }

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        for text in [
            "2025-02-29T00:00:00.000Z",
            "1900-02-29T00:00:00.000Z",
            "2025-04-31T00:00:00.000Z",
            "2025-00-10T00:00:00.000Z",
            "2025-13-10T00:00:00.000Z",
            "2025-01-00T00:00:00.000Z",
            "2025-01-01T24:00:00.000Z",
            "2025-01-01T00:60:00.000Z",
            "2025-01-01T23:59:60.000Z",
        ] {
            assert!(!is_valid(text), "{text}");
        }
    }

    #[test]
    fn every_other_form_is_refused() {
        for text in [
            "",
            "2025-08-27T16:24:06Z",
            "2025-08-27T16:24:06.12Z",
            "2025-08-27T16:24:06.1234Z",
            "2025-08-27 16:24:06.123Z",
            "2025-08-27T16:24:06.123z",
            "2025-08-27T16:24:06,123Z",
            "2025-08-27T16:24:06.123+00:00",
            "+025-08-27T16:24:06.123Z",
            "2025-08-27T16:24:06.12é",
        ] {
            assert!(!is_valid(text), "{text}");
        }
    }
}
