//! The kind of an error that is only a text, by words in it. Opt-in: a text that mentions a word is
//! not always about it.

/// The kind of the error that the text tells of; the first list that has a word in it decides.
pub(crate) fn error_type(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    KINDS
        .iter()
        .find(|(_, words)| words.iter().any(|word| text.contains(word)))
        .map(|(kind, _)| *kind)
}

const KINDS: [(&str, &[&str]); 5] = [
    (
        "timeout_error",
        &["timed out", "timeout", "deadline exceeded"],
    ),
    (
        "auth_error",
        &[
            "unauthorized",
            "forbidden",
            "permission denied",
            "access denied",
            "authentication",
            "invalid api key",
            "login required",
            "status 401",
            "status 403",
        ],
    ),
    (
        "resource_error",
        &[
            "out of memory",
            "no space left",
            "disk full",
            "quota exceeded",
            "too many open files",
            "no such file",
        ],
    ),
    (
        "network_error",
        &[
            "connection",
            "network",
            "unreachable",
            "broken pipe",
            "dns error",
            "name resolution",
            "certificate",
            "proxy error",
        ],
    ),
    (
        "config_error",
        &[
            "not configured",
            "configuration",
            "environment variable",
            "invalid config",
            "missing setting",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_list_with_a_word_decides() {
        for (text, kind) in [
            ("Connection timed out", Some("timeout_error")),
            ("HTTP status 403: Forbidden", Some("auth_error")),
            ("No space left on device", Some("resource_error")),
            ("connection reset by peer", Some("network_error")),
            ("API_KEY is not configured", Some("config_error")),
            ("it failed", None),
            ("", None),
        ] {
            assert_eq!(error_type(text), kind, "{text}");
        }
    }
}
