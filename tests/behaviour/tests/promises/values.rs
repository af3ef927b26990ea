//! Each kind of value has one form in a line.

use super::child::assert_writes;

#[test]
fn integers_are_whole_floats_are_shortest_and_what_is_no_number_is_a_string() {
    assert_writes(
        "values::numbers",
        r#"
        {"ts":"T","lvl":"INFO","event":"integers","a":-9223372036854775808,"b":18446744073709551615,"c":-170141183460469231731687303715884105728,"d":340282366920938463463374607431768211455,"e":-1,"f":0}
        {"ts":"T","lvl":"INFO","event":"floats","a":0.1,"b":1.0,"c":5e-324,"d":1.7976931348623157e+308,"e":0.1,"f":16777216.0,"g":1e+21}
        {"ts":"T","lvl":"INFO","event":"no_numbers","a":"NaN","b":"inf","c":"-inf"}
        "#,
    );
}

#[test]
fn every_kind_of_value_has_its_form_and_none_is_left_out() {
    assert_writes(
        "values::values",
        r#"
        {"ts":"T","lvl":"INFO","event":"strings","a":"s","b":"s","c":"b","d":"a"}
        {"ts":"T","lvl":"INFO","event":"more_strings","a":"c","b":"x","c":"r","text":"visible","number":7}
        {"ts":"T","lvl":"INFO","event":"options","b":1,"c":"x"}
        {"ts":"T","lvl":"INFO","event":"durations","a":1,"b":2000}
        {"ts":"T","lvl":"INFO","event":"text","text":"visible","nothing":"None","a":"1.5","b":"\"q\"","a key":1,"type":2}
        {"ts":"T","lvl":"INFO","event":"json","a":[1,2],"b":"x","d":{"languages":["en","d\"e"],"best":[1,"NaN"],"none":null}}
        "#,
    );
}
