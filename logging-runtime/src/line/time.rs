//! Wall-clock time as RFC 3339 in UTC with exactly three decimals.

/// `2025-08-27T16:24:06.123Z`, always this many bytes.
pub(crate) const LEN: usize = 24;

/// The time, given in milliseconds since 1970. Times before the year 0000 or after 9999 are clamped,
/// so that the width never changes.
pub(crate) fn text(unix_ms: i64) -> [u8; LEN] {
    let ms = unix_ms.clamp(YEAR_0, YEAR_9999_END);
    let (days, in_day) = (ms.div_euclid(DAY_MS), ms.rem_euclid(DAY_MS));
    let (year, month, day) = civil_from_days(days);
    let mut text = *b"0000-00-00T00:00:00.000Z";
    put(&mut text[0..4], year);
    put(&mut text[5..7], month);
    put(&mut text[8..10], day);
    put(&mut text[11..13], in_day / 3_600_000);
    put(&mut text[14..16], in_day / 60_000 % 60);
    put(&mut text[17..19], in_day / 1_000 % 60);
    put(&mut text[20..23], in_day % 1_000);
    text
}

const DAY_MS: i64 = 86_400_000;
pub(super) const YEAR_0: i64 = -62_167_219_200_000;
pub(super) const YEAR_9999_END: i64 = 253_402_300_799_999;

fn put(digits: &mut [u8], mut value: i64) {
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + u8::try_from(value % 10).unwrap_or(0);
        value /= 10;
    }
}

/// Year, month and day of a day counted from 1970-01-01, by Howard Hinnant's `civil_from_days`
/// (<https://howardhinnant.github.io/date_algorithms.html>).
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(unix_ms: i64) -> String {
        String::from_utf8(super::text(unix_ms).to_vec()).expect("ASCII")
    }

    #[test]
    fn known_instants() {
        assert_eq!(text(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(text(-1), "1969-12-31T23:59:59.999Z");
        assert_eq!(text(1_756_311_846_123), "2025-08-27T16:24:06.123Z");
        assert_eq!(text(951_782_400_000), "2000-02-29T00:00:00.000Z");
    }

    #[test]
    fn the_width_is_constant_at_both_ends_of_time() {
        assert_eq!(text(i64::MIN), "0000-01-01T00:00:00.000Z");
        assert_eq!(text(i64::MAX), "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn every_day_of_ten_thousand_years_agrees_with_jiff() {
        let first = jiff::civil::date(0, 1, 1);
        let unix_epoch = jiff::civil::date(1970, 1, 1);
        let mut day = first;
        let mut number = i64::from(
            unix_epoch
                .until(first)
                .expect("a span between two dates")
                .get_days(),
        );
        while let Ok(next) = day.tomorrow() {
            assert_eq!(
                civil_from_days(number),
                (
                    i64::from(day.year()),
                    i64::from(day.month()),
                    i64::from(day.day())
                )
            );
            day = next;
            number += 1;
        }
    }
}
