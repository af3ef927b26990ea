//! Settings from the environment.

use std::collections::{BTreeMap, BTreeSet};
use std::env::VarError;
use std::fmt::Write as _;
use std::sync::LazyLock;

use logging_runtime::inspect;
use tracing::level_filters::LevelFilter;

/// Every variable that is read, with the bounds of those that are numbers.
const VARIABLES: [(&str, Option<(u64, u64)>); 25] = [
    ("LOG_LEVEL", None),
    ("RUST_LOG", None),
    ("USE_MINIMAL_LOGGING", None),
    ("RATE_LIMIT_PER_KEY", Some((0, 64))),
    ("RATE_LIMIT_WINDOW_SEC", Some((1, 86_400))),
    ("RATE_LIMIT_MAX_KEYS", Some((1, 1 << 20))),
    ("RATE_LIMIT_PER_CALLSITE", Some((0, 64))),
    ("PERF_METRICS_ENABLED", None),
    ("PERF_METRICS_INTERVAL", Some((1, 86_400))),
    ("PERF_LOG_PATH", None),
    ("FFMPEG_STDERR_TAIL_LINES", Some((0, 1_000))),
    ("FFMPEG_TIMEOUT", Some((1, 604_800))),
    ("LOG_MAX_LINE_BYTES", Some((1_024, 1 << 20))),
    ("LOG_LIFECYCLE", None),
    ("LOG_STAGE_START", None),
    ("LOG_JOB_SUMMARY", None),
    ("LOG_FIELDS", None),
    ("LOG_DELIVERY", None),
    ("LOG_BLOCK_LIMIT_MS", Some((0, 3_600_000))),
    ("LOG_BUFFER_UNTIL_ERROR", Some((0, 1 << 30))),
    ("LOG_BUFFER_LEVEL", None),
    ("LOG_BUFFER_TOTAL", Some((0, 1 << 40))),
    ("LOG_REDACT", None),
    ("LOG_HASH_KEYS", None),
    ("LOG_HASH_SECRET", None),
];

/// The longest message about a variable.
const LONGEST_PROBLEM: usize = 1_024;

type Variables = BTreeMap<&'static str, Vec<u8>>;

/// Each line is the number of a variable as one byte, and its value.
///
/// # Panics
///
/// If an invariant does not hold.
pub fn check(data: &[u8]) {
    let variables = variables(data);
    let (effective, problems) = read(&variables);
    in_bounds(&effective);
    for problem in &problems {
        told_well(problem, &variables);
    }
    took_effect_or_told(&variables, &effective, &problems);
    reads_back(&effective);
    by_itself(&variables, &effective, &problems);
    levels(&variables);
}

fn variables(data: &[u8]) -> Variables {
    let lines = data.split(|byte| *byte == b'\n');
    lines
        .filter_map(|line| {
            let (index, value) = line.split_first()?;
            let (name, _) = VARIABLES[usize::from(*index) % VARIABLES.len()];
            Some((name, value.to_vec()))
        })
        .collect()
}

type Effective = BTreeMap<&'static str, String>;

fn read(variables: &Variables) -> (Effective, Vec<String>) {
    inspect::settings(&|name| match variables.get(name) {
        None => Err(VarError::NotPresent),
        Some(value) => match std::str::from_utf8(value) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(VarError::NotUnicode("?".into())),
        },
    })
}

fn in_bounds(effective: &Effective) {
    for (name, bounds) in VARIABLES {
        let (Some((least, most)), Some(text)) = (bounds, effective.get(name)) else {
            continue;
        };
        let number: u64 = text.parse().expect("a number");
        assert!((least..=most).contains(&number), "{name}={number}");
    }
}

fn told_well(problem: &str, variables: &Variables) {
    assert!(
        problem.len() <= LONGEST_PROBLEM,
        "{} bytes: {problem}",
        problem.len()
    );
    assert!(!problem.contains(char::is_control), "{problem:?}");
    let is_named = variables.keys().any(|name| problem.starts_with(name));
    assert!(is_named, "{problem:?} names no variable that is set");
    let secret = variables.get("LOG_HASH_SECRET");
    let secret = secret.and_then(|secret| std::str::from_utf8(secret).ok());
    if let Some(secret) = secret.filter(|secret| secret.len() > 80) {
        assert!(!problem.contains(secret), "{problem:?}");
    }
}

/// What holds where no variable is set.
static DEFAULTS: LazyLock<Effective> = LazyLock::new(|| {
    let (defaults, problems) = read(&Variables::new());
    assert!(problems.is_empty(), "{problems:?}");
    defaults
});

/// A variable that is refused leaves the default.
fn took_effect_or_told(variables: &Variables, effective: &Effective, problems: &[String]) {
    for (name, default) in &*DEFAULTS {
        let is_told = problems.iter().any(|problem| problem.starts_with(name));
        if !variables.contains_key(name) || (is_told && *name != "LOG_FIELDS") {
            assert_eq!(effective.get(name), Some(default), "{name}");
        }
    }
}

/// What was read, given back as variables, reads as the same and without a problem.
fn reads_back(effective: &Effective) {
    let given = effective
        .iter()
        .map(|(name, text)| (*name, text.clone().into_bytes()));
    let (again, problems) = read(&given.collect());
    assert_eq!(&again, effective);
    assert!(problems.is_empty(), "{problems:?}");
}

/// What a variable does depends on no other one.
fn by_itself(variables: &Variables, effective: &Effective, problems: &[String]) {
    let mut n_problems = 0;
    let together: BTreeSet<&String> = problems.iter().collect();
    for (name, value) in variables {
        let (alone, told) = read(&Variables::from([(*name, value.clone())]));
        assert_eq!(alone.get(name), effective.get(name), "{name}");
        let is_hidden = *name == "RUST_LOG" && told.iter().all(|told| !together.contains(told));
        n_problems += if is_hidden { 0 } else { told.len() };
    }
    assert_eq!(n_problems, problems.len(), "{problems:?}");
}

/// The level of a target is that of the longest directive that it is inside of.
fn levels(variables: &Variables) {
    let Some(directives) = variables.get("LOG_LEVEL") else {
        return;
    };
    let Ok(directives) = std::str::from_utf8(directives) else {
        return;
    };
    let names = directives.split([',', '=']).map(str::trim);
    let names: BTreeSet<&str> = names.filter(|name| !name.is_empty()).collect();
    let level_of = inspect::levels(directives);
    for target in &names {
        let inside = format!("{target}::inside");
        // Behind a colon more, it is inside of another one: `a` has `a:::inside`, and not `a:`.
        let has_own = directives.contains(&inside) || target.ends_with(':');
        assert!(has_own || level_of(&inside) == level_of(target), "{inside}");
    }
    // Said again at the end, a directive wins whatever stands before it. All at once: to read the
    // directives for each target costs seconds where there are many.
    let targets = || names.iter().filter(|name| !name.contains(['[', '{']));
    let mut off = directives.to_owned();
    for target in targets() {
        let _ = write!(off, ",{target}=off");
    }
    let level_of = inspect::levels(&off);
    for target in targets() {
        assert_eq!(level_of(target), LevelFilter::OFF, "{target} in {off}");
    }
}
