use proptest::prelude::*;

use super::*;

fn of_serde(value: &serde_json::Value) -> Json {
    match value {
        serde_json::Value::Null => Json::Null,
        serde_json::Value::Bool(truth) => Json::Bool(*truth),
        serde_json::Value::Number(number) => Json::Number(number.to_string()),
        serde_json::Value::String(text) => Json::Text(text.clone()),
        serde_json::Value::Array(items) => Json::Array(items.iter().map(of_serde).collect()),
        serde_json::Value::Object(members) => {
            let members = members.iter();
            Json::Object(
                members
                    .map(|(key, value)| (key.clone(), of_serde(value)))
                    .collect(),
            )
        }
    }
}

#[test]
fn what_is_no_strict_json_is_refused() {
    for text in [
        "",
        "{",
        "}",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":2}",
        "{\"a\" :1}",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "nul",
        "\"a",
        "[1]x",
        "{a:1}",
        "--1",
    ] {
        assert!(Json::read(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn any_small_json_is_read_as_serde_json_reads_it(text in r#"[\[\]{}:,"0-9a\\.e+\-]{0,12}"#) {
        if let Ok(json) = Json::read(&text) {
            match serde_json::from_str::<serde_json::Value>(&text) {
                Ok(value) => prop_assert_eq!(json.get("a").is_some(), value.get("a").is_some()),
                // It makes a number of the text, which is kept here as it is: `1e310` is one by the grammar.
                Err(error) => prop_assert!(error.to_string().contains("out of range"), "{error}"),
            }
        }
    }

    #[test]
    fn whatever_serde_json_writes_is_read_back(
        texts in proptest::collection::vec(any::<String>(), 0..4),
        number in any::<i64>(),
    ) {
        let value = serde_json::json!({ "n": number, "t": texts, "o": { "e": [], "m": {}, "x": null, "y": true } });
        let read = Json::read(&value.to_string()).expect("JSON");
        prop_assert_eq!(&read, &of_serde(&value));
        prop_assert_eq!(Json::read(&read.to_string()).expect("JSON"), read);
    }
}
