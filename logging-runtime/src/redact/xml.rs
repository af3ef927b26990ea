//! Elements whose name names a secret: `<password>x</password>`.

use super::{
    Treatment,
    bytes::{is_key, is_space},
    text::Scan,
};

/// At an opening bracket: if it opens an element of a secret name, the scan looks at its attributes
/// as at any text, and at its content when it comes there.
///
/// Each walk ends where the next bracket stands, and there the scan looks again.
pub(super) fn element(scan: &mut Scan<'_, '_>, at: usize) -> usize {
    let text = &scan.text;
    let name = at + 1..text.end_of(at + 1, |b| is_key(b) || b == b':');
    let is_tag = text.get(name.end).is_some_and(|b| b == b'>' || is_space(b));
    if !is_tag || name.is_empty() {
        return at + 1;
    }
    let local = scan.str(name.clone()).rsplit(':').next();
    if scan.keys.text(local.unwrap_or_default()) == Treatment::Keep {
        return at + 1;
    }
    let close = text.end_of(name.end, |b| !matches!(b, b'<' | b'>'));
    if text.get(close) == Some(b'>') && text.before(close) != Some(b'/') {
        scan.content = close + 1;
    }
    at + 1
}

/// At the content of such an element: cuts it, if the element has an end. `Option<Token>` opens
/// none.
pub(super) fn content(scan: &mut Scan<'_, '_>, start: usize) -> usize {
    const CDATA: &[u8] = b"<![CDATA[";
    let text = &scan.text;
    if text.starts_with(start, CDATA) {
        let end = text.find(start, b"]]>").unwrap_or(text.len());
        return scan.cut(start + CDATA.len()..end);
    }
    let end = text.end_of(start, |b| b != b'<');
    if text.starts_with(end, b"</") {
        scan.cut(start..end)
    } else {
        start
    }
}

#[cfg(test)]
mod tests {
    use super::super::redacts;

    #[test]
    fn an_element_of_a_secret_name_is_emptied() {
        redacts(
            "<user>bob</user><password>hunter2</password>",
            "<user>bob</user><password>[REDACTED]</password>",
        );
        redacts(
            "<password token=\"a\" n=\"1\">hunter2, b</password>",
            "<password token=\"[REDACTED]\" n=\"1\">[REDACTED]</password>",
        );
        redacts(
            "<pin>1</pin><pin>2</pin>",
            "<pin>[REDACTED]</pin><pin>[REDACTED]</pin>",
        );
        redacts(
            "<ns:apiKey type=\"x\">a b\nc</ns:apiKey>",
            "<ns:apiKey type=\"x\">[REDACTED]</ns:apiKey>",
        );
        redacts(
            "<secret><![CDATA[a</secret>b]]></secret>",
            "<secret><![CDATA[[REDACTED]]]></secret>",
        );
        redacts(
            "<credentials><token>x</token></credentials>",
            "<credentials><token>[REDACTED]</token></credentials>",
        );
    }

    #[test]
    fn other_brackets_stay() {
        for text in [
            "Option<Token>",
            "Vec<Session> has no element, a < b",
            "<password/>",
            "<password></password>",
            "<token> is written in brackets",
            "<user>bob</user>",
            "if token<5 && a>b",
            "<token",
            "<password>[REDACTED]</password>",
        ] {
            redacts(text, text);
        }
    }
}
