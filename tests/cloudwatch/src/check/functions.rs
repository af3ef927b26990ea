//! The functions that there are, and where each may stand.

use super::Place;
use crate::query::{Expr, Name};
use crate::{Refusal, time};

/// Their names, how many arguments they take, and whether they look at many lines.
const FUNCTIONS: [(&str, usize, bool); 13] = [
    ("count", 1, true),
    ("count_distinct", 1, true),
    ("sum", 1, true),
    ("avg", 1, true),
    ("min", 1, true),
    ("max", 1, true),
    ("pct", 2, true),
    ("earliest", 1, true),
    ("latest", 1, true),
    ("bin", 1, false),
    ("strcontains", 2, false),
    ("strlen", 1, false),
    ("ispresent", 1, false),
];

/// What a word stands for that other languages have.
const OTHERS: [(&str, &str); 3] = [
    ("countif", "count by `sum(strcontains(outcome, \"error\"))`"),
    ("percentile", "it is `pct(dur_ms, 95)`"),
    ("if", "it is known since 2026 only"),
];

/// Whether a function may be called like this here; what its arguments are is judged elsewhere.
pub(super) fn judge(name: &Name, arguments: &[Expr], place: Place) -> Result<(), Refusal> {
    let refuse = |why: String| Err(Refusal::new(name.at, why));
    let known = FUNCTIONS.iter().find(|(own, ..)| *own == name.text);
    let Some((own, count, is_of_many)) = known else {
        let instead = OTHERS.iter().find(|(other, _)| *other == name.text);
        let instead = instead.map_or(String::new(), |(_, text)| format!(": {text}"));
        return refuse(format!("there is no function `{}`{instead}", name.text));
    };
    if *count != arguments.len() {
        return refuse(format!("`{own}` takes {count}, not {}", arguments.len()));
    }
    if *is_of_many && place != Place::Stats {
        return refuse(format!(
            "`{own}` looks at many lines, which only `stats` has, and once"
        ));
    }
    match (*own, arguments) {
        ("bin", [period]) => judge_period(name, period, place),
        ("count", [Expr::All]) => Ok(()),
        ("pct", [_, Expr::Number(percent)]) if (0.0..=100.0).contains(percent) => Ok(()),
        ("pct", _) => refuse("a percentage is a number from 0 to 100".to_owned()),
        (_, [Expr::All | Expr::Period(..), ..]) => refuse(format!("`{own}` takes a value")),
        _ => Ok(()),
    }
}

fn judge_period(name: &Name, period: &Expr, place: Place) -> Result<(), Refusal> {
    let Expr::Period(number, unit) = period else {
        return Err(Refusal::new(name.at, "`bin` takes a period, such as `5m`"));
    };
    match time::longest(&unit.text) {
        _ if place != Place::By => Err(Refusal::new(
            name.at,
            "`bin` stands behind `by`, and is given a name there",
        )),
        Some(longest) if (1.0..=longest).contains(number) => Ok(()),
        Some(longest) => Err(Refusal::new(
            name.at,
            format!("a period in `{}` is at most {longest}", unit.text),
        )),
        None => Err(Refusal::new(
            unit.at,
            format!("`{}` is no unit of time", unit.text),
        )),
    }
}
