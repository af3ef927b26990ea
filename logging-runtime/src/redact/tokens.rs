//! Secrets that are known by their own shape: PEM blocks, JWTs, and tokens with a known prefix.

use super::{
    bytes::{Bytes, is_key, is_word},
    text::Scan,
};

/// At a hyphen: cuts a PEM block.
pub(super) fn pem(scan: &mut Scan<'_, '_>, at: usize) -> Option<usize> {
    let end = pem_end(&scan.text, at)?;
    Some(scan.cut(at..end))
}

/// The end of the PEM block that starts here; one without an end was truncated, and all that
/// follows belongs to it.
pub(super) fn pem_end(text: &Bytes<'_>, start: usize) -> Option<usize> {
    const END: &[u8] = b"-----END ";
    if !text.starts_with(start, b"-----") {
        return None;
    }
    let label = text.end_of(start, |b| b == b'-');
    if label - start < 5 || !text.starts_with(label, b"BEGIN ") {
        return None;
    }
    let Some(end) = text.find(label, END) else {
        return Some(text.len());
    };
    let end = text.end_of(end + END.len(), |b| {
        b.is_ascii_uppercase() || b.is_ascii_digit() || b == b' '
    });
    Some(text.end_of(end, |b| b == b'-'))
}

/// At the first letter of a word: cuts a JWT, of three parts or more, or of two where its end is
/// missing.
pub(super) fn jwt(scan: &mut Scan<'_, '_>, at: usize) -> usize {
    const SHORTEST_HEADER: usize = 8;
    if at < scan.no_jwt_until || !scan.text.starts_with(at, b"eyJ") {
        return at + 1;
    }
    let header_end = scan.text.end_of(at, is_base64_url);
    if header_end - at < SHORTEST_HEADER || scan.text.get(header_end) != Some(b'.') {
        // Every word in this run would end at the same byte and fail for the same reason.
        scan.no_jwt_until = header_end;
        return at + 1;
    }
    let claims_end = scan.text.end_of(header_end + 1, is_base64_url);
    let end = scan
        .text
        .end_of(claims_end, |b| is_base64_url(b) || b == b'.');
    // The claims are JSON too, and so begin like the header.
    let has_claims = scan.text.starts_with(header_end, b".eyJ");
    if claims_end < end || has_claims || end == scan.text.len() {
        return scan.cut(at..end);
    }
    scan.no_jwt_until = end;
    at + 1
}

/// At the first letter of a word: cuts a token that its issuer has given a prefix.
pub(super) fn prefixed(scan: &mut Scan<'_, '_>, at: usize) -> usize {
    // Most words are none of these: two bytes tell.
    let Some(head) = scan.text.slice(at..at + 2).first_chunk() else {
        return at + 1;
    };
    if !HEADS.contains(head) {
        return at + 1;
    }
    let Some(prefix) = PREFIXES
        .iter()
        .find(|prefix| scan.text.starts_with(at, prefix.text))
    else {
        return at + 1;
    };
    let body = at + prefix.text.len();
    let is_body = if prefix.has_hyphens {
        is_key
    } else {
        |b: u8| b.is_ascii_alphanumeric()
    };
    // A bounded look, since a word that is no token can hold the start of another one.
    let look = scan.text.slice(body..scan.text.len().min(body + LOOK));
    let look_length = look.iter().take_while(|b| is_body(**b)).count();
    let looked_at = look.get(..look_length).unwrap_or_default();
    let is_random =
        looked_at.iter().any(u8::is_ascii_digit) || looked_at.iter().any(u8::is_ascii_uppercase);
    if look_length < prefix.shortest || !(prefix.is_rare || is_random) {
        return at + 1;
    }
    let end = scan.text.end_of(body, |b| is_body(b) || is_word(b));
    scan.cut(at..end)
}

const LOOK: usize = 32;

/// What an issuer begins its tokens with.
pub(super) struct Prefix {
    pub(super) text: &'static [u8],
    /// The least number of bytes that follow.
    shortest: usize,
    has_hyphens: bool,
    /// Whether nothing else is written like this; otherwise a digit or a capital has to follow.
    is_rare: bool,
}

impl Prefix {
    /// The length of the shortest token.
    pub(super) const fn shortest(&self) -> usize {
        self.text.len() + self.shortest
    }
}

const fn rare(text: &'static [u8], shortest: usize) -> Prefix {
    Prefix {
        text,
        shortest,
        has_hyphens: false,
        is_rare: true,
    }
}

const fn rare_with_hyphens(text: &'static [u8], shortest: usize) -> Prefix {
    Prefix {
        text,
        shortest,
        has_hyphens: true,
        is_rare: true,
    }
}

const fn common(text: &'static [u8], shortest: usize, has_hyphens: bool) -> Prefix {
    Prefix {
        text,
        shortest,
        has_hyphens,
        is_rare: false,
    }
}

pub(super) const PREFIXES: [Prefix; 31] = [
    rare(b"AKIA", 16),
    rare(b"ASIA", 16),
    rare_with_hyphens(b"AIza", 20),
    rare(b"ghp_", 10),
    rare(b"gho_", 10),
    rare(b"ghu_", 10),
    rare(b"ghs_", 10),
    rare(b"ghr_", 10),
    rare_with_hyphens(b"github_pat_", 10),
    rare_with_hyphens(b"glpat-", 10),
    rare_with_hyphens(b"xoxa-", 8),
    rare_with_hyphens(b"xoxb-", 8),
    rare_with_hyphens(b"xoxe-", 8),
    rare_with_hyphens(b"xoxe.", 8),
    rare_with_hyphens(b"xoxo-", 8),
    rare_with_hyphens(b"xoxp-", 8),
    rare_with_hyphens(b"xoxr-", 8),
    rare_with_hyphens(b"xoxs-", 8),
    rare(b"dop_v1_", 16),
    rare(b"sk_live_", 8),
    rare(b"sk_test_", 8),
    rare(b"rk_live_", 8),
    rare(b"rk_test_", 8),
    rare(b"whsec_", 16),
    common(b"npm_", 20, false),
    common(b"gsk_", 20, false),
    common(b"hf_", 20, false),
    common(b"sk-", 20, true),
    common(b"pypi-", 32, true),
    common(b"SG.", 32, true),
    common(b"ya29.", 16, true),
];

/// The first two bytes of each prefix.
const HEADS: [[u8; 2]; PREFIXES.len()] = {
    let mut heads = [[0; 2]; PREFIXES.len()];
    let mut i = 0;
    while i < heads.len() {
        heads[i] = [PREFIXES[i].text[0], PREFIXES[i].text[1]];
        i += 1;
    }
    heads
};

fn is_base64_url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

#[cfg(test)]
mod tests {
    use super::super::redacts;

    #[test]
    fn a_pem_block_is_cut_whole() {
        let key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY-----";
        redacts(&format!("read {key}\nok"), "read [REDACTED]\nok");
        redacts(&format!("{key}\n{key}"), "[REDACTED]\n[REDACTED]");
        redacts(
            &format!("private_key={key} ok"),
            "private_key=[REDACTED] ok",
        );
        redacts(
            r#"{"key":"-----BEGIN KEY-----\nMIIE\n-----END KEY-----\n"}"#,
            r#"{"key":"[REDACTED]\n"}"#,
        );
        redacts("a -----BEGIN KEY-----\nMIIEtrunc", "a [REDACTED]");
        redacts(
            "----- BEGIN -----\n-----------\n-----BEGINNING",
            "----- BEGIN -----\n-----------\n-----BEGINNING",
        );
    }

    #[test]
    fn a_jwt_is_cut_whole() {
        redacts("got eyJhbGciOi.eyJzdWIiOi.c2ln-_ ok", "got [REDACTED] ok");
        redacts("unsigned eyJhbGciOi.eyJzdWIiOi. x", "unsigned [REDACTED] x");
        redacts("encrypted eyJhbGciOi.a.b.c.d", "encrypted [REDACTED]");
        redacts("truncated eyJhbGciOi.eyJzdW", "truncated [REDACTED]");
        redacts("x-eyJhbGciOi.eyJzdWIiOi.c2ln", "x-[REDACTED]");
        redacts(
            "eyJ eyJ.a.b keyJabcdefgh.a.b eyJabcdefgh",
            "eyJ eyJ.a.b keyJabcdefgh.a.b eyJabcdefgh",
        );
    }

    #[test]
    fn tokens_are_known_by_their_prefix() {
        for token in [
            "AKIAIOSFODNN7EXAMPLE",
            "ASIAIOSFODNN7EXAMPLE",
            "AIzaSyA-1234567890abcdefghijklmnopqrstu",
            "ghp_abcdefghijklmnopqrst0123456789ABCDEF",
            "gho_16C7e42F292c6912E7710c838347Ae178B4a",
            "github_pat_11AAAAAAA0abcdefghijkl_mnop",
            "glpat-abcdefghij0123456789",
            "xoxb-123456789012-abcdef",
            "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
            "rk_test_4eC39HqLyjWDarjtT1zdp7dc",
            "npm_abcdefghijABCDEFGHIJ0123456789abcdef",
            "hf_abcdefghijABCDEFGHIJ0123456789abcd",
            "sk-proj-abcdefghij0123456789abcd",
        ] {
            redacts(&format!("using ({token})."), "using ([REDACTED]).");
        }
    }

    #[test]
    fn words_that_begin_like_a_token_stay() {
        for text in [
            "ASIA",
            "AKIA",
            "ghp_short",
            "hf_hub_download_to_directory",
            "npm_config_registry_url_of_the_user",
            "sk-fading-circle-container",
            "xoxo-",
            "task-id",
            "SG.",
            "xAKIAIOSFODNN7EXAMPLE",
            "ya29.",
        ] {
            redacts(text, text);
        }
    }
}
