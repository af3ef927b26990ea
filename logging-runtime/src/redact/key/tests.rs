use super::*;

fn keys(rules: &Rules) -> Keys {
    Keys::new(rules)
}

fn owned(keys: &[&str]) -> Vec<String> {
    keys.iter().map(ToString::to_string).collect()
}

#[test]
fn no_secret_key_ends_as_none_does() {
    let rules = Rules {
        hash_keys: owned(&["x", "user_id"]),
        secret_keys: owned(&["ibAn", "größe", "k2"]),
        ..Rules::default()
    };
    let keys = keys(&rules);
    let own = ["fooX", "x", "userId", "the_iban", "max_größe", "k2"];
    for key in SECRET.split_whitespace().chain(own) {
        assert_ne!(keys.text(key), Treatment::Keep, "{key}");
        if let [.., first, last] = key.as_bytes() {
            assert!(keys.may_end(*first, *last), "{key}");
        }
    }
    assert!(!keys.may_end(b'o', b'b'));
}

const SECRET: &str = "
    password PASSWORD db_password dbPassword DbPassword DB-PASSWORD db.password userpassword
    passWord pass_word password2 password_2 new-passwd pwd passphrase client_secret
    clientSecret CLIENTSECRET token accessToken access_token authtoken CSRFToken x-csrf-token api_key apiKey APIKey X-API-Key apikey API_KEYS aws_secret_access_key privateKey
    signing_key authorization Proxy-Authorization auth basic_auth cookie Set-Cookie cookies
    session session_id sessionId JSESSIONID PHPSESSID connect.sid credentials X-Amz-Credential X-Amz-Signature otp pin cvv2 ssn jwt bearer sentry_dsn connection_string
    connectionString smtp_pass tokens user[password] Übertoken __password__
";

const HARMLESS: &str = "
    cookie_source token_count tokenCount token_type session_len password_length auth_url
    secret_name session_ttl pin_kind passwords_checked token_usage author authority authored
    key cache_key primaryKey keys keyboard id job_id video_id string code status_code
    exit_code number first_pass pass compass spin opinion pinned shipping design tokenizer
    broken secretary sessions_open _ -- 5 s ss é
";

#[test]
fn the_last_word_decides_in_every_case_style() {
    let keys = keys(&Rules::default());
    for secret in SECRET.split_whitespace().chain(["db password", "API key"]) {
        assert_eq!(keys.text(secret), Treatment::Redact, "{secret}");
    }
    for harmless in HARMLESS.split_whitespace().chain(["", " ", "token count"]) {
        assert_eq!(keys.text(harmless), Treatment::Keep, "{harmless}");
    }
}

#[test]
fn a_number_under_a_plural_is_a_count() {
    let keys = keys(&Rules::default());
    for count in [
        "tokens",
        "max_tokens",
        "promptTokens",
        "sessions",
        "cookies",
        "api_keys",
    ] {
        assert_eq!(keys.number(count), Treatment::Keep, "{count}");
        assert_eq!(keys.text(count), Treatment::Redact, "{count}");
    }
    for secret in ["token", "pin", "otp", "ssn", "cvv", "session"] {
        assert_eq!(keys.number(secret), Treatment::Redact, "{secret}");
    }
}

#[test]
fn the_lists_of_the_user_know_every_case_style() {
    let keys = keys(&Rules {
        secret_keys: owned(&["iban", "employeeNumber", "code"]),
        public_keys: owned(&["page_token", "status-code"]),
        hash_keys: owned(&["user_id", "email"]),
        ..Rules::default()
    });
    let cases = [
        ("iban", Treatment::Redact),
        ("customer_iban", Treatment::Redact),
        ("customerIban", Treatment::Redact),
        ("caliban", Treatment::Keep),
        ("iban_count", Treatment::Keep),
        ("EMPLOYEE_NUMBER", Treatment::Redact),
        ("code", Treatment::Redact),
        ("status_code", Treatment::Keep),
        ("statusCode", Treatment::Keep),
        ("http_status_code", Treatment::Redact),
        ("page_token", Treatment::Keep),
        ("PageToken", Treatment::Keep),
        ("next_page_token", Treatment::Redact),
        ("user_id", Treatment::Hash),
        ("userId", Treatment::Hash),
        ("userid", Treatment::Hash),
        ("superuser_id", Treatment::Keep),
        ("customer.email", Treatment::Hash),
        ("email_count", Treatment::Keep),
    ];
    for (key, treatment) in cases {
        assert_eq!(keys.text(key), treatment, "{key}");
    }
    assert_eq!(keys.number("user_id"), Treatment::Hash);
}

#[test]
fn an_empty_key_of_the_user_matches_nothing() {
    let keys = keys(&Rules {
        secret_keys: owned(&["", "_"]),
        hash_keys: owned(&["-"]),
        ..Rules::default()
    });
    assert_eq!(keys.text("event"), Treatment::Keep);
    assert_eq!(keys.text(""), Treatment::Keep);
}

#[test]
fn switched_off_only_the_listed_hashes_stay() {
    let rules = Rules {
        enabled: false,
        secret_keys: owned(&["iban"]),
        hash_keys: owned(&["email"]),
        ..Rules::default()
    };
    let keys = keys(&rules);
    assert_eq!(keys.text("password"), Treatment::Keep);
    assert_eq!(keys.text("iban"), Treatment::Keep);
    assert_eq!(keys.text("email"), Treatment::Hash);
}

#[test]
fn headers_and_phrases_take_their_line() {
    for key in [
        "Authorization",
        "proxy-authorization",
        "Set-Cookie",
        "cookies",
        "connection string",
    ] {
        assert!(has_line_value(key), "{key}");
    }
    for key in ["password", "token", "session"] {
        assert!(!has_line_value(key), "{key}");
    }
}
