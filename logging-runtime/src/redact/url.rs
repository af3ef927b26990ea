//! URLs: user names and passwords, and the values of queries.

use super::{
    REPLACEMENT,
    bytes::{Bytes, is_key, is_quote, is_space},
    text::Scan,
};

/// At a colon: if a URL's host follows, cuts the user name and password before it and returns
/// where the host ends, since no other rule may read `host:port` as a pair.
pub(super) fn user_info(scan: &mut Scan<'_, '_>, at: usize) -> Option<usize> {
    let start = authority_start(&scan.text, at)?;
    let end = scan
        .text
        .end_of(start, |b| is_part(b) && !matches!(b, b'/' | b'?' | b'#'));
    if let Some(at_sign) = scan.text.find_last(start..end, b'@') {
        scan.cut(start..at_sign);
        return Some(end);
    }
    if has_port(&scan.text, start, end) {
        return Some(
            scan.text
                .end_of(start, |b| is_key(b) || b":[]".contains(&b)),
        );
    }
    // What stands after the colon is no port: it is a password, with a `/`, `?` or `#` in it that
    // should have been escaped, or with its end truncated.
    let secret_end = far_at_sign(scan, end).unwrap_or(end);
    Some(scan.cut(start..secret_end))
}

/// At a question mark: notes how far the query goes, if it follows a path or a host.
pub(super) fn query(scan: &mut Scan<'_, '_>, at: usize) -> usize {
    let is_segment = |b| is_part(b) && !matches!(b, b'/' | b'?');
    let mut segment = scan.text.start_of(scan.floor(), at, is_segment);
    if segment == scan.floor() {
        segment = scan.text.start_of(0, scan.before_floor(), is_segment);
    }
    if scan.query_end <= at && scan.text.before(segment) == Some(b'/') {
        scan.query_end = scan.text.end_of(at + 1, |b| is_part(b) && b != b'#');
    }
    at + 1
}

/// At the equals sign of a query: cuts the value.
pub(super) fn query_value(scan: &mut Scan<'_, '_>, at: usize) -> usize {
    let start = at + 1;
    let query_end = scan.query_end.max(start);
    let mut end = scan
        .text
        .end_of(start, |b| is_part(b) && !matches!(b, b'#' | b'&'));
    if end >= query_end {
        // The end of a sentence is not part of the URL in it.
        end = scan
            .text
            .start_of(start, query_end, |b| b".,;:!)}".contains(&b));
    }
    scan.cut(start..end)
}

/// Where the authority starts, if this is the colon before its slashes (which some writers of
/// JSON escape).
fn authority_start(text: &Bytes<'_>, at: usize) -> Option<usize> {
    // Most colons are followed by a blank.
    text.get(at + 1).filter(|b| matches!(b, b'/' | b'\\'))?;
    [b"://".as_slice(), b":\\/\\/"]
        .iter()
        .find(|slashes| text.starts_with(at, slashes))
        .map(|slashes| at + slashes.len())
}

/// Whether the authority is a host alone, or has a port, be it a placeholder like `{port}`, or is
/// an IPv6 address.
fn has_port(text: &Bytes<'_>, start: usize, end: usize) -> bool {
    let host_end = text.end_of(start, is_key);
    if text.get(host_end) != Some(b':') || host_end >= end {
        return true;
    }
    text.find_last(start..end, b':').is_none_or(|colon| {
        let mut port = text.slice(colon + 1..end);
        while let [b'$' | b'{' | b'%', rest @ ..]
        | [rest @ .., b'}' | b'.' | b',' | b')' | b';' | b':'] = port
        {
            port = rest;
        }
        port.iter().all(u8::is_ascii_digit)
            || port.eq_ignore_ascii_case(b"port")
            || port.starts_with(REPLACEMENT.as_bytes())
    })
}

/// The last `@` of a URL whose authority ends here for want of one.
fn far_at_sign(scan: &mut Scan<'_, '_>, from: usize) -> Option<usize> {
    if from < scan.no_user_until {
        return None;
    }
    let url_end = scan.text.end_of(from, is_part);
    let found = scan.text.find_last(from..url_end, b'@');
    if found.is_none() {
        scan.no_user_until = url_end;
    }
    found
}

/// Whether a byte can be part of a URL in a text.
fn is_part(byte: u8) -> bool {
    !is_space(byte) && !is_quote(byte) && !matches!(byte, b'<' | b'>' | b'\\')
}

#[cfg(test)]
mod tests {
    use super::super::redacts;

    #[test]
    fn user_names_and_passwords_are_cut() {
        redacts(
            "postgres://bob:pw@db:5432/app",
            "postgres://[REDACTED]@db:5432/app",
        );
        redacts(
            "https://ghp_x@github.com/a",
            "https://[REDACTED]@github.com/a",
        );
        redacts("redis://:pw@cache/0", "redis://[REDACTED]@cache/0");
        redacts("amqp://bob:p@ss@mq/", "amqp://[REDACTED]@mq/");
        redacts("amqp://bob:p/s?s#@mq/x", "amqp://[REDACTED]@mq/x");
        redacts(r"https:\/\/bob:pw@host\/a", r"https:\/\/[REDACTED]@host\/a");
        redacts("http://bob:pw@[::1]:80/", "http://[REDACTED]@[::1]:80/");
    }

    #[test]
    fn a_url_that_was_truncated_loses_its_end() {
        redacts(
            "connecting to postgres://bob:hunt",
            "connecting to postgres://[REDACTED]",
        );
        redacts("GET https://h/p?key=hunt", "GET https://h/p?key=[REDACTED]");
    }

    #[test]
    fn the_names_of_a_query_stay() {
        redacts(
            "https://host/path?page=2",
            "https://host/path?page=[REDACTED]",
        );
        redacts(
            "https://h?a=1&b=&c&d=2#top",
            "https://h?a=[REDACTED]&b=&c&d=[REDACTED]#top",
        );
        redacts(
            "see https://h/p?a=1, then (https://h/p?b=2).",
            "see https://h/p?a=[REDACTED], then (https://h/p?b=[REDACTED]).",
        );
        redacts(
            "GET /search?q=a%20b&sig==x= HTTP/1.1",
            "GET /search?q=[REDACTED]&sig=[REDACTED] HTTP/1.1",
        );
        redacts(
            r#"{"url":"https://h/p?a=1","b":2}"#,
            r#"{"url":"https://h/p?a=[REDACTED]","b":2}"#,
        );
        redacts(
            "https://h/cb#access_token=x&state=y",
            "https://h/cb#access_token=[REDACTED]&state=y",
        );
        redacts(
            "https://h/p?u=http://x:y@z/&b=1",
            "https://h/p?u=[REDACTED]&b=[REDACTED]",
        );
    }

    #[test]
    fn urls_without_secrets_stay() {
        for text in [
            "https://example.com/a/b.html#part",
            "listening on http://127.0.0.1:8080",
            "http://auth:8080/session",
            "http://[::1]:8080/",
            "https://medium.com/@user/post",
            "why? a=b",
            "what?x=1",
            "file:///etc/hosts",
            "a://b",
            "http://{host}:{port}/, http://host:port, http://$HOST:$PORT",
            "tried http://a:80, http://b:81; (http://c:82).",
        ] {
            redacts(text, text);
        }
    }
}
