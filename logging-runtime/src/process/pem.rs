//! Keys in PEM form, of which the lines are pushed out one by one: the last ones would stand without the first,
//! by which they are known as a secret.

use super::stage::REPLACEMENT;

/// Whether the lines that come are those of a key.
#[derive(Debug, Default)]
pub(super) struct Pem {
    is_inside: bool,
}

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const HYPHENS: &str = "-----";
/// No key is longer.
const LONGEST: usize = 16 * 1024;

impl Pem {
    /// The line without what it has of a key; nothing where that is all of it.
    pub(super) fn without_key(&mut self, line: String) -> Option<String> {
        if self.is_inside
            && let Some((_, end)) = line.split_once(END)
        {
            self.is_inside = false;
            let rest = end.split_once(HYPHENS).map_or("", |(_, rest)| rest);
            return (!rest.is_empty()).then(|| rest.to_owned());
        }
        self.is_inside &= is_of_key(&line);
        if self.is_inside {
            return None;
        }
        match line.rsplit_once(BEGIN) {
            Some((before, key)) if !key.contains(END) => {
                self.is_inside = true;
                Some(format!("{before}{REPLACEMENT}"))
            }
            _ => Some(line),
        }
    }

    /// Takes note of bytes that nobody looks at any more.
    pub(super) fn pass(&mut self, bytes: &[u8]) {
        let last = &bytes[bytes.len().saturating_sub(LONGEST)..];
        let place = |mark: &str| {
            last.windows(mark.len())
                .rposition(|part| part == mark.as_bytes())
        };
        let (begin, end) = (place(BEGIN), place(END));
        if begin != end {
            self.is_inside = begin > end;
        }
    }
}

/// Whether a line can stand between the first and the last of a key, as <https://www.rfc-editor.org/rfc/rfc7468>
/// and the headers of <https://www.rfc-editor.org/rfc/rfc1421> have it.
fn is_of_key(line: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
    let is_header = ["Proc-Type:", "DEK-Info:", "Comment:", "Version:"];
    line.trim().bytes().all(is_digit) || is_header.iter().any(|header| line.starts_with(header))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Vec<String> {
        let mut pem = Pem::default();
        let lines = text.lines().map(str::to_owned);
        lines.filter_map(|line| pem.without_key(line)).collect()
    }

    #[test]
    fn of_a_key_one_mark_is_left_and_what_is_around_it_stays() {
        let text = "before\nkey: -----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIE+/=\nabc\n\
                    -----END RSA PRIVATE KEY----- done\nafter it";
        assert_eq!(
            kept(text),
            ["before", "key: [REDACTED]", " done", "after it"]
        );
        let whole = "-----BEGIN KEY-----\\nMIIE\\n-----END KEY-----";
        assert_eq!(kept(whole), [whole]);
    }

    #[test]
    fn a_key_without_an_end_hides_nothing_that_is_none() {
        let text = "-----BEGIN KEY-----\nMIIE\nerror: it is torn\nerror";
        assert_eq!(kept(text), ["[REDACTED]", "error: it is torn", "error"]);
    }

    #[test]
    fn of_what_is_passed_over_the_last_mark_counts() {
        let mut pem = Pem::default();
        for (bytes, is_inside) in [
            (&b"-----END KEY-----\n-----BEGIN KEY-----\nMIIE\n"[..], true),
            (b"MIIE\nMIIE\n", true),
            (b"-----BEGIN KEY-----\nMIIE\n-----END KEY-----\n", false),
            (b"a line\n", false),
        ] {
            pem.pass(bytes);
            assert_eq!(pem.is_inside, is_inside);
        }
    }
}
