use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(no_captions, error_type = "auth_error")]
    A,
}

fn main() {}
