//! Levels by target: `info,my_app::asr=debug`.

use tracing::Level;
use tracing::level_filters::LevelFilter;

/// Libraries that say more than an operator wants: at `warn` unless the filter names them.
const NOISY: [&str; 15] = [
    "hyper",
    "hyper_util",
    "h2",
    "reqwest",
    "rustls",
    "tower",
    "tokio",
    "tokio_util",
    "mio",
    "want",
    "sqlx",
    "chromiumoxide",
    "tungstenite",
    "polling",
    "rumqttc",
];

/// Libraries whose many crates share a beginning.
const NOISY_PREFIXES: [&str; 1] = ["aws_"];

/// A bit for each letter that one of them begins with.
const NOISY_LETTERS: u32 = {
    let mut letters = letter(NOISY_PREFIXES[0].as_bytes()[0]);
    let mut i = 0;
    while i < NOISY.len() {
        letters |= letter(NOISY[i].as_bytes()[0]);
        i += 1;
    }
    letters
};

const fn letter(byte: u8) -> u32 {
    1 << (byte & 31)
}

/// A default level, and levels for targets.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Filter {
    default: LevelFilter,
    /// The longest target first, so that the first that matches is the closest.
    directives: Vec<(String, LevelFilter)>,
    /// The most verbose of all these levels.
    max_level: LevelFilter,
}

impl Default for Filter {
    fn default() -> Self {
        Filter {
            default: LevelFilter::INFO,
            directives: Vec::new(),
            max_level: LevelFilter::INFO,
        }
    }
}

impl Filter {
    /// Reads directives, separated by commas. What cannot be read is told in the list, and the rest
    /// holds.
    pub(crate) fn parse(text: &str) -> (Filter, Vec<String>) {
        let mut filter = Filter::default();
        let mut problems = Vec::new();
        for directive in text.split(',').map(str::trim).filter(|d| !d.is_empty()) {
            match parse_directive(directive) {
                Ok((None, level)) => filter.default = level,
                Ok((Some(target), level)) => filter.set(target, level),
                Err(problem) => problems.push(problem),
            }
        }
        let levels = filter.directives.iter().map(|(_, level)| *level);
        filter.max_level = levels.fold(filter.default, std::cmp::max);
        (filter, problems)
    }

    /// Of what is said twice of a target the last holds.
    fn set(&mut self, target: &str, level: LevelFilter) {
        let place = self.directives.binary_search_by(|(known, _)| {
            let by_length = target.len().cmp(&known.len());
            by_length.then_with(|| known.as_str().cmp(target))
        });
        match place {
            Ok(at) => self.directives[at].1 = level,
            Err(at) => self.directives.insert(at, (target.to_owned(), level)),
        }
    }

    /// The most verbose level that lines of this target may have.
    pub(crate) fn level_of(&self, target: &str) -> LevelFilter {
        match self.directive(target) {
            Some(level) => level,
            None if is_noisy(target) => self.default.min(LevelFilter::WARN),
            None => self.default,
        }
    }

    #[inline]
    pub(crate) fn enables(&self, target: &str, level: Level) -> bool {
        level <= self.max_level && level <= self.level_of(target)
    }

    /// Whether a directive names this target and turns it off.
    pub(crate) fn turns_off(&self, target: &str) -> bool {
        self.directive(target) == Some(LevelFilter::OFF)
    }

    /// The most verbose level of any target.
    pub(crate) fn max_level(&self) -> LevelFilter {
        self.max_level
    }

    fn directive(&self, target: &str) -> Option<LevelFilter> {
        self.directives
            .iter()
            .find(|(known, _)| is_inside(target, known))
            .map(|(_, level)| *level)
    }
}

/// Whether nobody but the filter itself can make lines of this target be kept.
pub(crate) fn is_noisy(target: &str) -> bool {
    let first = target.as_bytes().first().copied().unwrap_or_default();
    NOISY_LETTERS & letter(first) != 0 && is_one_of_noisy(target)
}

#[inline(never)]
fn is_one_of_noisy(target: &str) -> bool {
    NOISY.iter().any(|library| is_inside(target, library))
        || NOISY_PREFIXES
            .iter()
            .any(|prefix| target.starts_with(prefix))
}

/// `tower` has `tower` and `tower::…` inside, not `tower_http`.
fn is_inside(target: &str, module: &str) -> bool {
    // Most differ in their first letter.
    target.as_bytes().first() == module.as_bytes().first()
        && target
            .strip_prefix(module)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn parse_directive(directive: &str) -> Result<(Option<&str>, LevelFilter), String> {
    let Some((target, level)) = directive.split_once('=') else {
        let level = parse_level(directive).ok_or_else(|| {
            let word = shown(directive);
            format!("{word} is no level: use {LEVELS}, or `target=level`")
        })?;
        return Ok((None, level));
    };
    let (target, word) = (target.trim(), level.trim());
    if target.is_empty() || word.is_empty() || target.contains(['[', '{']) {
        let directive = shown(directive);
        return Err(format!(
            "{directive} is no directive: write `my_app::asr=debug`"
        ));
    }
    let level = parse_level(word).ok_or_else(|| {
        let (directive, word) = (shown(directive), shown(word));
        format!("{directive}: {word} is no level: use {LEVELS}")
    })?;
    Ok((Some(target), level))
}

const LEVELS: &str = "off, error, warn, info, debug or trace";

/// A part of the user's text as it may stand in a message, which is read at a terminal.
fn shown(text: &str) -> String {
    let start: String = text.chars().take(80).flat_map(char::escape_debug).collect();
    format!("`{start}`")
}

/// A level by its name, in any case; `None` for anything else. Numbers, which `tracing` takes as
/// well, are refused: an operator cannot know which end counts from.
pub(crate) fn parse_level(text: &str) -> Option<LevelFilter> {
    if text.bytes().all(|byte| byte.is_ascii_alphabetic()) && !text.is_empty() {
        match text.to_ascii_lowercase().as_str() {
            "warning" => Some(LevelFilter::WARN),
            name => name.parse().ok(),
        }
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(text: &str) -> Filter {
        let (filter, problems) = Filter::parse(text);
        assert_eq!(problems, Vec::<String>::new(), "{text}");
        filter
    }

    #[test]
    fn the_closest_directive_decides() {
        let filter = filter("warn, my_app=info ,my_app::asr=TRACE");
        assert_eq!(filter.level_of("other"), LevelFilter::WARN);
        assert_eq!(filter.level_of("my_app"), LevelFilter::INFO);
        assert_eq!(filter.level_of("my_app::net"), LevelFilter::INFO);
        assert_eq!(filter.level_of("my_app::asr::model"), LevelFilter::TRACE);
        assert_eq!(filter.level_of("my_application"), LevelFilter::WARN);
        assert_eq!(filter.max_level(), LevelFilter::TRACE);
    }

    #[test]
    fn what_is_said_last_of_a_target_holds() {
        let filter = filter("ab=warn,a=error,ab=debug,a=trace,ab=info");
        assert_eq!(filter.level_of("ab"), LevelFilter::INFO);
        assert_eq!(filter.level_of("a"), LevelFilter::TRACE);
        assert_eq!(filter.directives.len(), 2);
    }

    #[test]
    fn noisy_libraries_are_at_warn_unless_they_are_named() {
        let quiet = filter("debug");
        for target in [
            "hyper::client",
            "h2",
            "aws_sdk_s3::config",
            "tower::buffer",
            "reqwest",
        ] {
            assert_eq!(quiet.level_of(target), LevelFilter::WARN, "{target}");
        }
        for target in ["hypermedia", "my_tower", "towering::x"] {
            assert_eq!(quiet.level_of(target), LevelFilter::DEBUG, "{target}");
        }
        let named = filter("debug,hyper=trace");
        assert_eq!(named.level_of("hyper::client"), LevelFilter::TRACE);
        assert_eq!(filter("error").level_of("hyper"), LevelFilter::ERROR);
        assert_eq!(filter("off").level_of("hyper"), LevelFilter::OFF);
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_holds() {
        let (filter, problems) = Filter::parse("loud,my_app=debug,=info,a=9,x[span]=info,warn");
        assert_eq!(problems.len(), 4, "{problems:?}");
        assert!(problems[0].contains("`loud` is no level"), "{problems:?}");
        assert!(problems[1].contains("is no directive"), "{problems:?}");
        assert!(problems[3].contains("is no directive"), "{problems:?}");
        assert_eq!(filter.level_of("my_app"), LevelFilter::DEBUG);
        assert_eq!(filter.level_of("x"), LevelFilter::WARN);
    }

    #[test]
    fn a_directive_with_an_unknown_level_is_told_its_level() {
        for (text, word) in [("info,quick=of", "`of`"), ("sec=2", "`2`")] {
            let (_, problems) = Filter::parse(text);
            let told = format!("{word} is no level: use off, error, warn, info, debug or trace");
            assert!(problems[0].ends_with(&told), "{problems:?}");
        }
        let (_, problems) = Filter::parse("a=,info");
        assert_eq!(
            problems,
            ["`a=` is no directive: write `my_app::asr=debug`"]
        );
    }

    #[test]
    fn only_a_directive_that_names_a_target_turns_it_off() {
        assert!(filter("info,my_app::asr=off").turns_off("my_app::asr::x"));
        assert!(!filter("off").turns_off("my_app"));
    }
}
