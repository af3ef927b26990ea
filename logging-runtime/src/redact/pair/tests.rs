use super::super::redacts;

#[test]
fn pairs_of_every_notation_lose_their_value() {
    redacts("password=hunter2", "password=[REDACTED]");
    redacts("password = hunter2", "password = [REDACTED]");
    redacts("password: hunter2", "password: [REDACTED]");
    redacts("password:hunter2", "password:[REDACTED]");
    redacts("password := hunter2", "password := [REDACTED]");
    redacts("password => hunter2", "password => [REDACTED]");
    redacts("the API key: k1, ok", "the API key: [REDACTED], ok");
    redacts(
        r#"{"user":"bob","password":"x"}"#,
        r#"{"user":"bob","password":"[REDACTED]"}"#,
    );
    redacts(
        r#"{"password" : "x", "a":1}"#,
        r#"{"password" : "[REDACTED]", "a":1}"#,
    );
    redacts(r"{'token': 'x'}", r"{'token': '[REDACTED]'}");
    redacts(
        r#"{\"token\":\"x\",\"a\":1}"#,
        r#"{\"token\":\"[REDACTED]\",\"a\":1}"#,
    );
    redacts(
        r#"{\"tokens\":[\"a\",\"b]\"],\"c\":1}"#,
        r#"{\"tokens\":[REDACTED],\"c\":1}"#,
    );
    redacts(
        r#"{"secret":{"a":"}\"]"},"c":1}"#,
        r#"{"secret":"[REDACTED]","c":1}"#,
    );
    redacts("user[password]=x&a=1", "user[password]=[REDACTED]&a=1");
    redacts("user%5Bpin%5D=1234&a=1", "user%5Bpin%5D=[REDACTED]&a=1");
    redacts(
        "next%3Ftoken%3Dabc%26a%3D1",
        "next%3Ftoken%3D[REDACTED]%26a%3D1",
    );
    redacts(
        "\u{1b}[3mtoken\u{1b}[0m\u{1b}[2m=\u{1b}[0mabc x",
        "\u{1b}[3mtoken\u{1b}[0m\u{1b}[2m=\u{1b}[0m[REDACTED] x",
    );
}

#[test]
fn a_block_of_yaml_goes_to_the_end_of_its_lines() {
    redacts(
        "user: bob\nsecret: |\n  one\n\n  two\nother: y",
        "user: bob\nsecret: [REDACTED]\nother: y",
    );
    redacts(
        "- password: >-\r\n    one\r\n  user: bob",
        "- password: [REDACTED]\r\n  user: bob",
    );
    redacts("a:\n  token: |2\n     one", "a:\n  token: [REDACTED]");
    redacts("token: |\nnext: y", "token: [REDACTED]\nnext: y");
    redacts("token: | sort\n  one", "token: [REDACTED] sort\n  one");
}

#[test]
fn the_arguments_of_a_command_line_are_pairs() {
    redacts(
        "run --password hunter2 --out a.mp4",
        "run --password [REDACTED] --out a.mp4",
    );
    redacts(
        "run --password=hunter2 a.mp4",
        "run --password=[REDACTED] a.mp4",
    );
    redacts("run -token 'a b' x", "run -token '[REDACTED]' x");
    redacts(
        r#""run" "--api-key" "k1" "x""#,
        r#""run" "--api-key" "[REDACTED]" "x""#,
    );
    redacts(r#"["--api-key", "k1"]"#, r#"["--api-key", "[REDACTED]"]"#);
    redacts(
        "pass --token to log in, or --token --help",
        "pass --token to log in, or --token --help",
    );
}

#[test]
fn headers_lose_their_line_and_no_more() {
    redacts(
        "Authorization: Bearer x\r\nHost: y",
        "Authorization: [REDACTED]\r\nHost: y",
    );
    redacts("Cookie: a=b; c=d\nHost: y", "Cookie: [REDACTED]\nHost: y");
    redacts("Set-Cookie: sid=1; Path=/", "Set-Cookie: [REDACTED]");
    redacts(
        r#"curl -H "Cookie: a=b; c=d" http://h/"#,
        r#"curl -H "Cookie: [REDACTED]" http://h/"#,
    );
    redacts(
        r#""authorization: Digest username=\"bob\", response=\"x\"" next"#,
        r#""authorization: [REDACTED]" next"#,
    );
    redacts(
        r#"{\"h\":\"cookie: a=\\\"b\\\"; c\",\"n\":1}"#,
        r#"{\"h\":\"cookie: [REDACTED]\",\"n\":1}"#,
    );
    redacts(
        r#"{"cookie": "a=b; c=d", "host": "y"}"#,
        r#"{"cookie": "[REDACTED]", "host": "y"}"#,
    );
}

#[test]
fn what_only_looks_like_a_pair_stays() {
    for text in [
        "my_app::auth::session: connected",
        "auth::token::refresh took 5 ms",
        "unexpected token: 17",
        "neither `--jobserver-auth=` nor \"password=\" is there",
        "author: Bob",
        "cookie_source=env token_count=5",
        "could not open session: connection refused",
        "invalid token: expired at 12:30",
        "token=null password: None",
        "tokens=512 max_tokens: 4096, \"tokens\":3",
        "token:",
        "password=",
        "password: \nnext",
        "secret == ",
    ] {
        redacts(text, text);
    }
}
