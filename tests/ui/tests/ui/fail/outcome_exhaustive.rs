use logging_runtime::Classify;

#[derive(Classify)]
#[outcome(exhaustive)]
enum E {
    #[outcome(blocked)]
    A,
    B { code: u8 },
    #[outcome(error_type = "auth_error")]
    C,
}

fn main() {}
