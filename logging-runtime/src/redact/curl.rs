//! `curl -u user:password`, and the like for proxies.

use super::{
    bytes::{Bytes, is_blank, is_quote, is_space},
    text::Scan,
    value::{self, Shape},
};

/// What is known of the commands in a text.
#[derive(Default)]
pub(super) struct Seen {
    /// Up to here the text has been looked at.
    until: usize,
    /// Whether the last command up to there is one of `curl`.
    is_curl: bool,
}

/// At a hyphen: cuts user and password behind the option of `curl` that gives them. In other
/// programs `-u` is something else, as in `docker run -u 1000:1000`.
pub(super) fn user(scan: &mut Scan<'_, '_>, at: usize) -> Option<usize> {
    const OPTIONS: [&[u8]; 4] = [b"--proxy-user", b"--user", b"-U", b"-u"];
    let text = &scan.text;
    text.get(at + 1).filter(|b| b"uU-".contains(b))?;
    let starts_argument = text.before(at).is_none_or(|b| is_space(b) || is_quote(b));
    let option = OPTIONS.iter().find(|option| text.starts_with(at, option))?;
    if !starts_argument || !is_of_curl(scan, at) {
        return None;
    }
    let start = value_start(&scan.text, at + option.len(), option.len() == 2)?;
    let secret = value::range(&scan.text, start, Shape::Word);
    let has_password = scan.text.slice(secret.clone()).contains(&b':');
    has_password.then(|| scan.cut(secret))
}

/// Where the value of an option starts that is named up to here. Between two arguments stands a
/// blank, or what `Debug` puts there: `"-u", "x"`; the value of a short option may follow at once.
fn value_start(text: &Bytes<'_>, named: usize, is_short: bool) -> Option<usize> {
    if text.get(named) == Some(b'=') {
        return Some(named + 1);
    }
    let closed = text.end_of(named, |b| is_quote(b) || matches!(b, b',' | b'\\'));
    let start = text.end_of(closed, is_blank);
    if start > closed {
        Some(start)
    } else {
        is_short.then_some(named)
    }
}

/// Whether the command around this place is one of `curl`. Each byte is looked at once.
fn is_of_curl(scan: &mut Scan<'_, '_>, at: usize) -> bool {
    const NAME: &[u8] = b"curl";
    let from = scan.curl.until.min(at);
    let passed = scan.text.slice(from..at);
    let line = passed.iter().rposition(|b| *b == b'\n');
    let line = line.map_or(passed, |end| passed.get(end + 1..).unwrap_or_default());
    let is_same_line = line.len() == passed.len();
    let is_named = line.windows(NAME.len()).any(|window| window == NAME);
    scan.curl.is_curl = is_named || (is_same_line && scan.curl.is_curl);
    // The name may stand across the place up to which was looked.
    scan.curl.until = at.saturating_sub(NAME.len() - 1).max(from);
    scan.curl.is_curl
}

#[cfg(test)]
mod tests {
    use super::super::redacts;

    #[test]
    fn curl_is_given_user_and_password() {
        redacts("curl -u bob:pw https://h/", "curl -u [REDACTED] https://h/");
        redacts(
            "curl -s -ubob:pw https://h/",
            "curl -s -u[REDACTED] https://h/",
        );
        redacts("curl --user 'bob:p w' h", "curl --user '[REDACTED]' h");
        redacts("curl --user=bob:pw h", "curl --user=[REDACTED] h");
        redacts(
            "/usr/bin/curl -U p:q -u a:b h",
            "/usr/bin/curl -U [REDACTED] -u [REDACTED] h",
        );
        redacts(
            r#""curl" "--proxy-user" "a:b""#,
            r#""curl" "--proxy-user" "[REDACTED]""#,
        );
        redacts(
            r#"["curl", "-u", "a:b"]"#,
            r#"["curl", "-u", "[REDACTED]"]"#,
        );
    }

    #[test]
    fn other_programs_have_such_options_too() {
        for text in [
            "docker run -u 1000:1000 x",
            "ran curl h\ndocker run --user app:app x",
            "curl -u bob h",
            "curl -u [REDACTED] h",
            "curl --user-agent x:y h",
            "curl",
            "-u a:b",
        ] {
            redacts(text, text);
        }
    }
}
