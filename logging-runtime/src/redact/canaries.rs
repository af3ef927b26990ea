//! Secrets in the shapes they have in real texts: none may come through, and a second scan
//! changes nothing.

use proptest::{prelude::*, test_runner::RngSeed};

use super::{REPLACEMENT, Redactor, Rules};

/// Each `CANARY` is a secret, or the middle of one.
pub(super) const TEXTS: &[&str] = &[
    "password=CANARY",
    "login failed: password=CANARY, user=bob",
    "passwd: CANARY",
    "DB_PASSWORD=CANARY ./run",
    "export API_KEY='CANARY with blanks'",
    "secret = \"a \\\" CANARY\"",
    "client_secret: CANARY;x",
    r#"{"user":"bob","password":"CANARY"}"#,
    r#"{"user":{"apiKey" : "x\\CANARY","id":1}}"#,
    r#"{\"password\":\"CANARY\"}"#,
    r#"{\\\"password\\\":\\\"x\\\\\\\"CANARY\\\"}"#,
    r#"{"tokens":["CANARY","b"]}"#,
    r#"{"token":{"value":"CANARY"}}"#,
    "Authorization: Bearer CANARY",
    "authorization: Digest username=\"bob\", response=\"CANARY\"",
    "Authorization=Bearer CANARY",
    "Proxy-Authorization: Basic CANARYCANARY==\r\nHost: h",
    "Cookie: theme=dark; sid=CANARY; x=y",
    "set-cookie: sid=CANARY; HttpOnly",
    "curl -H \"Cookie: a=b; sid=CANARY\" https://h/",
    "curl -H 'X-API-Key: CANARY' https://h/",
    "sent Bearer CANARY to h",
    "sent bearer CANARY0123 to h",
    "Basic dXNlcjpDQU5BUlk=CANARY",
    "postgres://bob:CANARY@db:5432/app",
    "error connecting to mysql://root:x@CANARY@db/app",
    "redis://:CANARY@cache:6379",
    "Authorization: Token CANARY",
    "Authorization: ApiKey CANARY",
    "https://CANARY@github.com/a/b.git",
    "mongodb+srv://bob:CANARY/#?@cluster0/db?w=1",
    "postgres://bob:CANARY",
    "https://h/cb?code=CANARY&state=1",
    "https://h/cb?a&b=1&X-Amz-Signature=CANARY#top",
    "GET /v1/me?access_token=CANARY HTTP/1.1",
    "https://h/cb#access_token=CANARY&expires=5",
    "grant_type=password&username=bob&password=CANARY&scope=all",
    "user%5Bpassword%5D=CANARY&a=1",
    "redirect=%2Fcb%3Ftoken%3DCANARY%26a%3D1",
    "-----BEGIN PRIVATE KEY-----\nCANARY\n-----END PRIVATE KEY-----",
    "key: -----BEGIN EC PRIVATE KEY-----\\nCANARY\\n-----END EC PRIVATE KEY-----\\n",
    "-----BEGIN OPENSSH PRIVATE KEY-----\nMIIECANARY",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.CANARY",
    "jwt eyJhbGciOiJIUzI1NiJ9.eyJCANARY",
    "AKIACANARY0123456789",
    "ghp_CANARY0123456789abcdef",
    "github_pat_11CANARY_0123456789",
    "glpat-CANARY-0123456789",
    "gsk_CANARY0123456789abcdef",
    "dop_v1_0123456789CANARYabcdef",
    "xoxb-123456789-CANARY",
    "sk_live_CANARY0123",
    "AIzaSyCANARY-0123456789abcdefghijkl",
    "npm_CANARY0123456789abcdefghij",
    "hf_CANARY0123456789abcdefghij",
    "sk-proj-CANARY0123456789abcdefghij",
    "ffmpeg --token CANARY -i in.mp4",
    r#""tool" "--password" "CANARY" "x""#,
    r#"["tool", "--api-key", "CANARY"]"#,
    "Config { user: \"bob\", password: \"CANARY\", port: 1 }",
    "Config { token: Some(\"CANARY\"), port: 1 }",
    "Config { password: Secret { inner: \"CANARY\" }, port: 1 }",
    "Config {\n    token: Some(\n        Token {\n            inner: \"CANARY\",\n        },\n    ),\n}",
    "Config {\n    password: auth::Secret {\n        inner: \"CANARY\",\n    },\n    port: 1,\n}",
    "Config { token: Token { inner: \"CANARY }\" }, port: 1 }",
    "Server=h;User Id=sa;Password=CANARY;Encrypt=true",
    "password=b'CANARY with blanks'",
    "the API key: CANARY was refused",
    "\u{1b}[3mtoken\u{1b}[0m\u{1b}[2m=\u{1b}[0m\"CANARY\"",
    "session_id=CANARY",
    "pässword_token=CANARYé",
    "passphrase: correct horse CANARY staple",
    "secret: |\n  one\n  CANARY",
    r#"[{"name":"password","value":"CANARY"}]"#,
    "password=x,CANARY",
    "password=x)CANARY",
    "password=x&CANARY",
    "password='CANARY",
    "token={\"a\": [\"CANARY",
];

fn redactor() -> Redactor {
    Redactor::new(&Rules::default())
}

#[test]
fn no_canary_comes_through() {
    let redactor = redactor();
    for text in TEXTS {
        let redacted = redactor.text(text);
        assert!(
            !redacted.text.contains("CANARY"),
            "{text:?} became {:?}",
            redacted.text
        );
        assert!(redacted.cuts > 0, "{text:?}");
    }
}

#[test]
fn no_canary_comes_through_in_the_middle_of_a_text() {
    let redactor = redactor();
    for text in TEXTS {
        for (before, after) in [
            ("line one\n", "\nline two"),
            ("failed: ", ""),
            ("(", ")"),
            ("x=1 ", " y=2"),
        ] {
            let whole = format!("{before}{text}{after}");
            let redacted = redactor.text(&whole);
            assert!(
                !redacted.text.contains("CANARY"),
                "{whole:?} became {:?}",
                redacted.text
            );
        }
    }
}

#[test]
fn a_text_truncated_anywhere_shows_no_secret() {
    let redactor = redactor();
    // A token is known by its length, so these are not: their beginnings alone are no secret yet.
    let known_by_pair = TEXTS.iter().filter(|text| text.contains(['=', ':']));
    for text in known_by_pair {
        if text.contains("@CANARY@") || text.contains("//CANARY@") {
            // Without the last `@` this reads as the name of a host.
            continue;
        }
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let redacted = redactor.text(&text[..end]);
            assert!(
                !redacted.text.contains("CANARY"),
                "{:?} became {:?}",
                &text[..end],
                redacted.text
            );
        }
    }
}

#[test]
fn redaction_twice_is_redaction_once() {
    let redactor = redactor();
    for text in TEXTS {
        let once = redactor.text(text).text;
        let twice = redactor.text(&once);
        assert_eq!(twice.text, once, "{text:?}");
        assert_eq!(twice.cuts, 0, "{text:?}");
    }
}

#[test]
fn json_in_a_text_stays_json() {
    let redactor = redactor();
    for text in [
        r#"{"user":"bob","password":"x\"y","n":[1,2]}"#,
        r#"{"authorization":"Bearer abc","url":"https://a:b@h/p?c=d","e":null}"#,
        r#"{"pin":1234,"password":5,"cookies":["a","b"],"secret":{"a":1},"n":1.5}"#,
        r#"{"token":null,"tokens":5,"max_tokens":4096,"auth":true}"#,
        r#"{"pem":"-----BEGIN KEY-----\nabc\n-----END KEY-----\n","cookie":"a=b; c=d"}"#,
    ] {
        let redacted = redactor.text(text).text;
        serde_json::from_str::<serde_json::Value>(&redacted)
            .unwrap_or_else(|error| panic!("{redacted}: {error}"));
    }
}

const KEYS: &[&str] = &[
    "password",
    "DB_PASSWORD",
    "apiKey",
    "client-secret",
    "x.token",
    "session_id",
    "pin",
    "signature",
    "private key",
];

/// Texts made of what the recognisers look for, so that they meet each other.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "password",
            "token",
            "tokens",
            "cookie",
            "Authorization",
            "api",
            "key",
            " ",
            "  ",
            "=",
            ":",
            ": ",
            "==",
            "=>",
            "::",
            ",",
            ";",
            "&",
            "?",
            "/",
            "//",
            "://",
            "@",
            "#",
            "%3D",
            "%26",
            "%5D",
            "%",
            "\"",
            "'",
            "\\",
            "\\\"",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "<",
            ">",
            "-",
            "--",
            "-----BEGIN A-----",
            "-----END A-----",
            "Bearer ",
            "Basic ",
            "bearer",
            "dXNlcjpwYXNz",
            "eyJhbGciOi",
            ".",
            "ghp_abcdefghij",
            "AKIAIOSFODNN7EXAMPLE",
            "sk-",
            "null",
            "expired",
            "5",
            "a",
            "é",
            "\n",
            "\r\n",
            "\t",
            "\u{1b}[0m",
            "\u{1b}",
            "m",
            "[REDACTED]",
            "b'",
            "Some",
            "https",
            "h",
            "Set-Cookie",
            "http://a:b@h/p?q=r",
            "name",
            "value",
            "|\n",
            "\n  ",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1_000,
        failure_persistence: None,
        // A failure is then due to a change; looking for new texts is the work of a fuzzer.
        rng_seed: RngSeed::Fixed(13),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_canary_behind_a_known_key_never_survives(
        key in proptest::sample::select(KEYS),
        separator in proptest::sample::select(vec!["=", ": ", ":", " = ", "=\"", ": '", " => ", "=[", "=Some(\""]),
        canary in "Canary[A-Za-z0-9]{6,20}",
        before in "([ -9;<>@-~]{0,20}[ ,;(])?",
        after in "([ \n][ -~]{0,20})?",
    ) {
        let text = format!("{before}{key}{separator}{canary}{after}");
        let redacted = redactor().text(&text).text.into_owned();
        prop_assert!(!redacted.contains(&canary), "{:?} became {:?}", text, redacted);
    }

    #[test]
    fn a_quoted_canary_of_any_bytes_never_survives(key in proptest::sample::select(KEYS), canary in "[ -~]{8,30}") {
        let inner = serde_json::json!({ key: &canary }).to_string();
        let outer = serde_json::json!({ "body": &inner }).to_string();
        for text in [inner, outer] {
            let redacted = redactor().text(&text).text.into_owned();
            let value: serde_json::Value = serde_json::from_str(&redacted).expect("redacted JSON is JSON");
            let holder = match value.get("body") {
                Some(body) => serde_json::from_str(body.as_str().expect("a string")).expect("JSON within JSON"),
                None => value,
            };
            prop_assert_eq!(&holder[key], REPLACEMENT, "{:?}", text);
        }
    }

    #[test]
    fn a_text_never_grows_by_more_than_its_replacements(text in text()) {
        let redacted = redactor().text(&text);
        // A JSON value that is no string gets quotes as well.
        let most = REPLACEMENT.len() + 1;
        prop_assert!(redacted.text.len() <= text.len() + most * redacted.cuts);
        prop_assert_eq!(redacted.cuts == 0, redacted.text == text);
    }

    #[test]
    fn any_text_redacted_twice_is_redacted_once(text in text()) {
        let redactor = redactor();
        let once = redactor.text(&text).text.into_owned();
        prop_assert_eq!(&redactor.text(&once).text, &once, "{:?}", text);
    }
}
