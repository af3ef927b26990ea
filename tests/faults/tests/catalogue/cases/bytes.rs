//! B: bytes that forge, move, hide, collide, or do not fit.

use checker::{Checker, Line, grouped};

use crate::case::{CASE, Case};
use crate::child::Ended;
use crate::lines::lines_by;
use crate::starve;

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "B1",
        name: "every_code_point",
        fault: "each code point at the beginning, in the middle and at the end of a value, key, target, message, name, job id and context value",
        promise: "no control character raw, no second line, no second key",
        program: &["code_points", "#"],
        environment: &[("RATE_LIMIT_PER_KEY", "0")],
        number: (1_009, 1),
        starve: starve::judging_reader,
        expect: |ended| {
            ended.assert_well();
            let points = ended.fact("points");
            assert_eq!((ended.fact("whole"), ended.fact("torn")), (6 * points, 0));
            format!("{} code points in 12 places: 0 raw", grouped(points))
        },
        ..CASE
    },
    Case {
        id: "B2",
        name: "terminal_escapes",
        fault: "escape sequences for terminals, 7 and 8 bit, in every place",
        promise: "none leaves raw",
        program: &["escapes"],
        environment: &[("RATE_LIMIT_PER_KEY", "0")],
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            format!("{} lines: 0 raw", lines.whole.len())
        },
        ..CASE
    },
    Case {
        id: "B2b",
        name: "terminal_escapes_for_people",
        fault: "the same in the view for a terminal",
        promise: "the only escapes are the view's own colours",
        program: &["escapes"],
        environment: &[("RATE_LIMIT_PER_KEY", "0")],
        starve: starve::at_a_terminal,
        expect: |ended| {
            ended.assert_well();
            let text = String::from_utf8(ended.stdout.clone()).expect("it is UTF-8");
            assert!(text.contains("\x1b[1m"), "the view is for people");
            let own = |rest: &str| {
                rest.find('m')
                    .is_some_and(|end| rest[..end].chars().all(|c| c == '[' || c.is_ascii_digit()))
            };
            for (at, _) in text.match_indices('\x1b') {
                assert!(
                    own(&text[at + 1..]),
                    "{:?}",
                    &text[at..(at + 20).min(text.len())]
                );
            }
            assert!(
                !text.contains("[2J\x1b") && !text.contains('\u{9b}') && !text.contains('\x07')
            );
            format!("{} lines: 0 raw", text.lines().count())
        },
        ..CASE
    },
    Case {
        id: "B3",
        name: "invisible_characters",
        fault: "bidirectional and invisible characters",
        promise: "in JSON they stay as they are, which is legal: a reader for people has to mark them",
        program: &["bidirectional"],
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            for line in lines.of("invisible") {
                let point = u32::from_str_radix(line.str("point"), 16)
                    .ok()
                    .and_then(char::from_u32);
                assert_eq!(
                    line.str("text"),
                    format!("<{}>", point.expect("a character"))
                );
            }
            format!("{} characters unchanged", lines.count("invisible"))
        },
        ..CASE
    },
    Case {
        id: "B4",
        name: "invalid_utf8",
        fault: "a program writes invalid and cut UTF-8 to standard error, byte by byte",
        promise: "one U+FFFD for each maximal part, as `from_utf8_lossy` of the whole",
        program: &[
            "runs_shell",
            "#",
            r"for b in a '\303' '\251' '\303' . '\342\202' . '\360\237' '\230\200' '\377' z; do printf $b >&2; sleep 0.02; done; exit 1",
        ],
        number: (20_000, 20_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            let result = lines.of("stage_result").next().expect("it ends");
            assert_eq!(
                result.str("stderr_tail"),
                String::from_utf8_lossy(b"a\xc3\xa9\xc3.\xe2\x82.\xf0\x9f\x98\x80\xffz")
            );
            "equal".to_owned()
        },
        ..CASE
    },
    Case {
        id: "B5",
        name: "colliding_keys",
        fault: "all pairs of keys from contexts, stages, records, spans and constants",
        promise: "no key stands twice",
        program: &["collisions"],
        environment: &[("RATE_LIMIT_PER_KEY", "0")],
        expect: |ended| {
            ended.assert_well();
            // Only the keys are judged: constants are texts, also where a number would stand.
            let texts = ended
                .stdout
                .split(|byte| *byte == b'\n')
                .filter(|text| !text.is_empty());
            let read = texts
                .map(|text| checker::json::parse(text).unwrap_or_else(|error| panic!("{error}")));
            let n_lines = read.count() as i64;
            assert!(n_lines >= 3 * ended.fact("pairs"));
            format!(
                "{} pairs, {} lines: 0 twice",
                grouped(ended.fact("pairs")),
                grouped(n_lines)
            )
        },
        ..CASE
    },
    Case {
        id: "B6",
        name: "numbers",
        fault: "floats of every class, the ends of the integers, NaN and the infinities",
        promise: "read back bit for bit; NaN and infinities as their names",
        program: &["numbers", "#"],
        number: (2_000, 1_000_000),
        expect: numbers,
        ..CASE
    },
    Case {
        id: "B7",
        name: "nothing_is_interpreted",
        fault: "`${jndi:..}`, `{}`, `%s`, `$(..)` in values and messages",
        promise: "verbatim",
        program: &["interpreted"],
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            let values: Vec<&str> = lines.of("text").map(|line| line.str("text")).collect();
            let messages: Vec<&str> = lines.of("log").map(|line| line.str("detail")).collect();
            assert_eq!(values, messages);
            assert_eq!(
                values,
                [
                    "${jndi:ldap://x/a}",
                    "{} {0} {value:?}",
                    "%s %n %x",
                    "$(reboot)",
                    "{{}}",
                    "\\u0041\\n"
                ]
            );
            format!("{} texts: verbatim", 2 * values.len())
        },
        ..CASE
    },
    Case {
        id: "B8",
        name: "cut_lines",
        fault: "lines around the limit, with wide characters and escapes where they are cut",
        promise: "valid JSON, at most the limit, no schema key lost",
        program: &["cuts", "#"],
        environment: &[("RATE_LIMIT_PER_KEY", "0")],
        number: (1_024, 16_128),
        expect: |ended| {
            ended.assert_well();
            let limit = usize::try_from(ended.number).expect("it fits");
            let lines = lines_by(&Checker::new().max_bytes(limit), &ended.stdout);
            assert_eq!((lines.torn(), lines.whole.len()), (0, 720));
            let longest = lines.whole.iter().map(|line| line.text().len()).max();
            format!(
                "{} lines, longest {} of {limit} bytes",
                lines.whole.len(),
                longest.unwrap_or(0)
            )
        },
        ..CASE
    },
];

fn numbers(ended: &Ended) -> String {
    ended.assert_well();
    let lines = ended.whole_lines();
    let text = |line: &Line, key: &str| {
        line.get(key)
            .and_then(|value| value.number_text().map(str::to_owned))
    };
    let mut n_compared = 0;
    for line in lines.of("f64") {
        let value = f64::from_bits(line.str("bits").parse().expect("bits"));
        for (key, value) in [("value", value), ("negative", -value)] {
            match text(line, key) {
                Some(written) => assert_eq!(
                    written.parse::<f64>().expect("a number").to_bits(),
                    value.to_bits()
                ),
                None => assert!(!value.is_finite(), "{value}"),
            }
            n_compared += 1;
        }
    }
    for line in lines.of("f32") {
        let value = f32::from_bits(line.str("bits").parse().expect("bits"));
        match text(line, "value") {
            Some(written) => assert_eq!(
                written.parse::<f32>().expect("a number").to_bits(),
                value.to_bits()
            ),
            None => assert!(!value.is_finite(), "{value}"),
        }
        n_compared += 1;
    }
    let integers = lines.of("integers").next().expect("it is there");
    assert_eq!(text(integers, "a"), Some(i128::MIN.to_string()));
    assert_eq!(text(integers, "b"), Some(i128::MAX.to_string()));
    assert_eq!(text(integers, "c"), Some(u128::MAX.to_string()));
    let no_numbers = lines.of("no_numbers").next().expect("it is there");
    assert_eq!(
        ["a", "b", "c"].map(|key| no_numbers.str(key)),
        ["NaN", "inf", "-inf"]
    );
    format!(
        "{} floats bit for bit, integers to 128 bits",
        grouped(n_compared)
    )
}
