//! The words that name a secret, and the words that stand where a secret could and are none.

/// A list of words, and whether a word is one of them: the compiler compares by length first, and
/// with all of a word at a time.
macro_rules! words {
    ($(#[$doc:meta])* $list:ident, $is:ident: $($word:literal)+) => {
        $(#[$doc])*
        const $list: &[&[u8]] = &[$($word),+];

        $(#[$doc])*
        pub(super) fn $is(word: &[u8]) -> bool {
            matches!(word, $($word)|+)
        }
    };
}

/// Whether a word, in lower case and in the singular, names a secret by itself.
pub(super) fn is_secret(word: &[u8]) -> bool {
    is_listed(word)
        || (word.len() > SHORTEST_ENDING
            && SECRET_ENDINGS.iter().any(|ending| word.ends_with(ending)))
}

words! {
    /// Words that name a secret by themselves.
    SECRETS, is_listed:
    b"password" b"passwd" b"pwd" b"pw" b"passphrase" b"passcode" b"secret" b"token"
    b"apikey" b"authorization" b"auth" b"cookie" b"session" b"credential" b"signature"
    b"otp" b"totp" b"pin" b"cvv" b"cvc" b"ssn" b"jwt" b"bearer" b"dsn" b"psk" b"csrf"
    b"xsrf" b"mnemonic"
}

/// Ends of words that people write together: `dbpassword`, `authtoken`, `JSESSIONID`. No word of
/// ordinary English ends in one of these.
const SECRET_ENDINGS: [&[u8]; 11] = [
    b"password",
    b"passwd",
    b"passphrase",
    b"secret",
    b"token",
    b"apikey",
    b"secretkey",
    b"privatekey",
    b"accesskey",
    b"sessionid",
    b"sessid",
];

/// The whole words are listed above.
const SHORTEST_ENDING: usize = 5;

words! {
    /// Words that can be the second of two that name a secret together.
    PAIR_ENDINGS, ends_pair:
    b"key" b"id" b"sid" b"word" b"phrase" b"string" b"code" b"number" b"card" b"pass"
}

/// Every word that a key of a secret can end in, in the singular.
pub(super) fn last_words() -> impl Iterator<Item = &'static [u8]> {
    let lists = [SECRETS, &SECRET_ENDINGS, PAIR_ENDINGS];
    lists.into_iter().flatten().copied()
}

/// Whether two words together, in lower case and the last in the singular, name a secret.
pub(super) fn is_secret_pair(first: &[u8], last: &[u8]) -> bool {
    match last {
        b"key" => KEY_KINDS.contains(&first),
        b"id" => first == b"session",
        b"sid" => first == b"connect",
        b"word" | b"phrase" if first == b"pass" => true,
        b"phrase" => matches!(first, b"seed" | b"recovery"),
        b"string" => matches!(first, b"connection" | b"conn"),
        b"code" => matches!(
            first,
            b"pass" | b"security" | b"verification" | b"recovery" | b"auth"
        ),
        b"number" => matches!(first, b"card" | b"security"),
        b"card" => first == b"credit",
        // Alone, and after most words, a pass is a step: `first_pass`, `two_pass`.
        b"pass" => PASS_OWNERS.contains(&first),
        _ => false,
    }
}

const KEY_KINDS: [&[u8]; 21] = [
    b"api",
    b"private",
    b"secret",
    b"access",
    b"signing",
    b"encryption",
    b"decryption",
    b"master",
    b"ssh",
    b"gpg",
    b"pgp",
    b"rsa",
    b"aes",
    b"hmac",
    b"jwt",
    b"auth",
    b"account",
    b"shared",
    b"subscription",
    b"session",
    b"deploy",
];

const PASS_OWNERS: [&[u8]; 12] = [
    b"db", b"user", b"root", b"admin", b"smtp", b"ftp", b"proxy", b"mail", b"sql", b"mysql", b"pg",
    b"redis",
];

/// Whether a key that ends in this word (in lower case and in the singular) has a whole line as
/// its value: a header with parameters, or a phrase.
pub(super) fn takes_line(word: &[u8]) -> bool {
    matches!(
        word,
        b"authorization" | b"cookie" | b"passphrase" | b"phrase" | b"mnemonic" | b"string"
    )
}

/// Whether a word stands for a value that is not there or is not shown: `token=null`.
pub(super) fn is_placeholder(word: &[u8]) -> bool {
    matches!(
        word,
        b"true"
            | b"false"
            | b"null"
            | b"none"
            | b"nil"
            | b"undefined"
            | b"unset"
            | b"empty"
            | b"missing"
            | b"absent"
            | b"present"
            | b"required"
            | b"optional"
            | b"expired"
            | b"invalid"
            | b"unknown"
            | b"enabled"
            | b"disabled"
    )
}

/// Whether a word begins a sentence about a secret: `token: expired at noon`, `could not open
/// session: connection refused`.
pub(super) fn is_prose(word: &[u8]) -> bool {
    PROSE.binary_search(&word).is_ok()
}

/// Sorted, for the binary search. Words that people do choose as passwords stay out, and so do the
/// names of schemes: `Authorization: Token x`.
#[rustfmt::skip] // One word a line would be two hundred lines.
const PROSE: &[&[u8]] = &[
    b"about", b"absent", b"accepted", b"access", b"active", b"after", b"again", b"all", b"already",
    b"an", b"and", b"another", b"any", b"are", b"argument", b"as", b"at", b"attempt", b"auth",
    b"authenticated", b"authentication", b"authorization", b"authorized", b"backend", b"bad", b"be",
    b"because", b"been", b"before", b"belongs", b"between", b"body", b"both", b"broken", b"but",
    b"by", b"can", b"cannot", b"changed", b"changes", b"closed", b"closing", b"connect",
    b"connected", b"connecting", b"connection", b"could", b"created", b"creating", b"credential",
    b"credentials", b"deadline", b"decode", b"decoding", b"deleted", b"deleting", b"denied", b"did",
    b"directory", b"disabled", b"disconnected", b"disconnecting", b"dns", b"do", b"does",
    b"dropped", b"during", b"each", b"element", b"empty", b"enabled", b"end", b"ended", b"error",
    b"errors", b"every", b"exceeded", b"expected", b"expired", b"expires", b"expiring", b"failed",
    b"failing", b"failure", b"false", b"field", b"file", b"finished", b"first", b"flag", b"for",
    b"forbidden", b"format", b"found", b"from", b"got", b"had", b"has", b"have", b"he", b"header",
    b"headers", b"host", b"how", b"http", b"https", b"if", b"in", b"inactive", b"internal", b"into",
    b"invalid", b"io", b"is", b"issue", b"issued", b"it", b"its", b"key", b"last", b"length",
    b"limit", b"load", b"loaded", b"loading", b"lookup", b"malformed", b"matched", b"matches",
    b"may", b"mismatch", b"mismatched", b"missing", b"must", b"name", b"need", b"needs", b"network",
    b"never", b"new", b"nil", b"no", b"none", b"not", b"null", b"of", b"ok", b"old", b"on", b"one",
    b"only", b"open", b"opened", b"operation", b"option", b"optional", b"or", b"os", b"our", b"out",
    b"over", b"parameter", b"parse", b"parsing", b"permission", b"prefix", b"present", b"process",
    b"quota", b"rate", b"read", b"reading", b"realm", b"received", b"refresh", b"refreshed",
    b"refreshing", b"refused", b"rejected", b"rejecting", b"renewed", b"request", b"requested",
    b"required", b"reset", b"resource", b"response", b"retry", b"retrying", b"revocation",
    b"revoked", b"rotated", b"same", b"scheme", b"sending", b"sent", b"server", b"service", b"set",
    b"she", b"some", b"started", b"starting", b"stopped", b"string", b"succeeded", b"success",
    b"successful", b"such", b"temporarily", b"than", b"that", b"the", b"their", b"then", b"there",
    b"these", b"they", b"this", b"those", b"timed", b"timeout", b"tls", b"to", b"too", b"true",
    b"two", b"type", b"unable", b"unauthenticated", b"unauthorized", b"undefined", b"under",
    b"unexpected", b"unknown", b"unset", b"unsupported", b"usage", b"use", b"used", b"using",
    b"valid", b"value", b"verification", b"verified", b"via", b"wait", b"waiting", b"was", b"we",
    b"were", b"what", b"when", b"which", b"while", b"who", b"whose", b"why", b"will", b"with",
    b"without", b"would", b"write", b"writing", b"wrong", b"yes", b"you", b"your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_prose_are_sorted() {
        assert!(PROSE.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn no_word_of_prose_is_a_common_password() {
        for word in [
            "password", "secret", "admin", "letmein", "dragon", "test", "root", "guest",
            "changeme", "token",
        ] {
            assert!(!is_prose(word.as_bytes()), "{word}");
        }
    }
}
