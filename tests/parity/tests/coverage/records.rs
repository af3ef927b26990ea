//! The lines that coverage counts, read from the records that the compiler leaves for the tools:
//! constants called `__covrec_…`, in the format of LLVM's coverage mapping.

use std::collections::BTreeSet;

/// The lines with a region that is counted, in a program as LLVM's assembly.
pub(crate) fn counted_lines(assembly: &str) -> BTreeSet<u64> {
    let records = assembly
        .lines()
        .filter(|line| line.starts_with("@__covrec_"));
    records
        .flat_map(|record| lines(&mut Record::of(record)))
        .collect()
}

fn lines(record: &mut Record) -> Vec<u64> {
    let files = record.number();
    assert_eq!(files, 1, "all of a function stands in one file");
    record.number();
    for _ in 0..record.number() {
        // An expression of two counters.
        record.number();
        record.number();
    }
    let (mut line, mut counted) = (0, Vec::new());
    for _ in 0..record.number() {
        let counter = record.number();
        line += record.number();
        let _column = record.number();
        let more_lines = record.number();
        let _end_column = record.number();
        // Without a counter it is a region that is expanded, skipped, or never reached.
        let is_code = counter & 3 != 0 || counter == 0;
        assert!(is_code, "a kind of region that is not asked for: {counter}");
        counted.extend(line..=line + more_lines);
    }
    assert!(record.bytes.is_empty(), "it is read to its end");
    counted
}

/// What is left of a record.
struct Record {
    bytes: Vec<u8>,
}

impl Record {
    /// The last string constant of the line, `c"\01\0Ax"`.
    fn of(line: &str) -> Record {
        let (_, text) = line.rsplit_once(" c\"").expect("a string");
        let (text, _) = text.split_once('"').expect("its end");
        let mut bytes = Vec::new();
        let mut chars = text.bytes();
        while let Some(char) = chars.next() {
            bytes.push(if char == b'\\' {
                let digits = [chars.next(), chars.next()].map(|digit| digit.expect("two digits"));
                let digits = str::from_utf8(&digits).expect("digits");
                u8::from_str_radix(digits, 16).expect("digits")
            } else {
                char
            });
        }
        bytes.reverse();
        Record { bytes }
    }

    /// The next number, in LEB128.
    fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.bytes.pop().expect("a number");
            number |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return number;
            }
        }
    }
}

#[test]
fn a_record_is_read() {
    // One file, one expression, two regions: lines 3 to 4 with a counter, line 6 with an expression.
    let line = r#"@__covrec_0u = hidden constant <{ i64, [16 x i8] }> <{ i64 1, [16 x i8] c"\01\01\01\05\09\02\01\03\01\01\02\02\03\05\00\06" }>, section "x""#;
    assert_eq!(counted_lines(line), BTreeSet::from([3, 4, 6]));
}
