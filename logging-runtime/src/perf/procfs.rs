//! What this process has used so far, as Linux tells it in `/proc/self`.

#![allow(unsafe_code)]

use std::time::Duration;

/// Resources used since the process began (processor time) and right now (memory).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Usage {
    /// Processor time of all threads, in the program and in the kernel.
    pub(super) cpu: Duration,
    /// Resident memory.
    pub(super) rss_bytes: u64,
}

/// What this process has used; `None` where the system does not say.
#[cfg(target_os = "linux")]
pub(super) fn usage() -> Option<Usage> {
    let ticks = cpu_ticks(&std::fs::read("/proc/self/stat").ok()?)?;
    let pages = resident_pages(&std::fs::read("/proc/self/statm").ok()?)?;
    Some(Usage {
        cpu: ticks_to_time(ticks, system_value(libc::_SC_CLK_TCK)?)?,
        rss_bytes: pages.checked_mul(system_value(libc::_SC_PAGESIZE)?)?,
    })
}

/// What this process has used; `None` where the system does not say.
#[cfg(not(target_os = "linux"))]
pub(super) fn usage() -> Option<Usage> {
    None
}

#[cfg(target_os = "linux")]
fn system_value(name: libc::c_int) -> Option<u64> {
    // SAFETY: sysconf takes an integer and touches no memory of ours.
    u64::try_from(unsafe { libc::sysconf(name) }).ok()
}

/// `utime` and `stime`, fields 14 and 15 of `stat`, added.
///
/// The second field is the program's name in parentheses. It may hold spaces, parentheses and bytes
/// that are no UTF-8, so the fields are counted from the last closing parenthesis.
#[cfg(any(target_os = "linux", test))]
fn cpu_ticks(stat: &[u8]) -> Option<u64> {
    let name_end = stat.iter().rposition(|&byte| byte == b')')?;
    let mut fields = std::str::from_utf8(&stat[name_end + 1..])
        .ok()?
        .split_ascii_whitespace();
    // The first field behind the name is the third of the line.
    let user: u64 = fields.nth(14 - 3)?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    user.checked_add(system)
}

/// The second field of `statm`.
#[cfg(any(target_os = "linux", test))]
fn resident_pages(statm: &[u8]) -> Option<u64> {
    std::str::from_utf8(statm)
        .ok()?
        .split_ascii_whitespace()
        .nth(1)?
        .parse()
        .ok()
}

#[cfg(any(target_os = "linux", test))]
fn ticks_to_time(ticks: u64, ticks_per_second: u64) -> Option<Duration> {
    let seconds = ticks.checked_div(ticks_per_second)?;
    let rest = u128::from(ticks % ticks_per_second) * 1_000_000_000 / u128::from(ticks_per_second);
    Some(Duration::new(seconds, u32::try_from(rest).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stat(name: &str) -> Vec<u8> {
        format!(
            "4242 ({name}) S 1 4242 4242 0 -1 4194560 1234 0 5 0 1234 56 7 8 20 0 9 0 111 22 33 4\n"
        )
        .into_bytes()
    }

    #[test]
    fn processor_time_is_that_of_program_and_kernel() {
        assert_eq!(cpu_ticks(&stat("transcriber")), Some(1234 + 56));
    }

    #[test]
    fn a_name_can_hold_spaces_parentheses_and_numbers() {
        for name in ["", "my prog", "a) S 1 2 3 4 5", "(((", ") ) )", "x)\n(y"] {
            assert_eq!(cpu_ticks(&stat(name)), Some(1290), "{name:?}");
        }
        let mut stat = stat("x");
        stat[6] = 0xff;
        assert_eq!(cpu_ticks(&stat), Some(1290));
    }

    #[test]
    fn what_is_no_such_text_is_none() {
        for text in [
            "",
            ")",
            "1 (x",
            "1 (x) S 1 2 3",
            "1 (x) S 1 1 1 1 1 1 1 1 1 1 x 2 3",
        ] {
            assert_eq!(cpu_ticks(text.as_bytes()), None, "{text}");
        }
        for text in ["", "1", "1 x", "1 -2 3", "\u{fffd}"] {
            assert_eq!(resident_pages(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn resident_memory_is_the_second_field() {
        assert_eq!(
            resident_pages(b"250000 51200 800 1 0 9000 0\n"),
            Some(51_200)
        );
    }

    #[test]
    fn ticks_become_time_without_rounding() {
        assert_eq!(
            ticks_to_time(1_290, 100),
            Some(Duration::from_millis(12_900))
        );
        assert_eq!(ticks_to_time(1, 1_024), Some(Duration::from_nanos(976_562)));
        assert_eq!(ticks_to_time(1, 0), None);
        assert!(ticks_to_time(u64::MAX, 1).is_some());
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn this_process_uses_memory_and_its_time_only_grows() {
        let before = usage().expect("/proc is there");
        assert!(before.rss_bytes > 100_000);
        let after = usage().expect("/proc is there");
        assert!(after.cpu >= before.cpu);
    }
}
