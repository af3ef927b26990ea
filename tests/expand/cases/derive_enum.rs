use logging_runtime::{Classify, Outcome};

#[derive(Debug, Classify)]
enum Failure<'a, E> {
    #[outcome(blocked, error_type = "auth_error", level = "info")]
    Refused,
    #[outcome(timeout)]
    Slow {
        after: u64,
    },
    #[outcome(transparent)]
    Inner(E),
    #[outcome(transparent, error_type = "network_error")]
    Io {
        source: std::io::Error,
    },
    #[outcome(with = judge)]
    Status(u16, &'a str),
    #[outcome(partial)]
    Partial,
    Other,
}

fn judge(code: &u16, _: &str) -> Outcome {
    match code {
        429 => Outcome::Blocked,
        _ => Outcome::Error,
    }
}
