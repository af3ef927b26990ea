use logging_runtime::Classify;

struct Page<T>(T);

#[derive(Classify)]
enum E {
    #[outcome(transparent)]
    A(Page<u8>),
    #[outcome(transparent, error_type = "auth_error")]
    B { page: Option<u8> },
}

fn main() {}
