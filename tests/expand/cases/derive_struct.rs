use logging_runtime::Classify;

#[derive(Classify)]
#[outcome(timeout, error_type = "timeout_error")]
struct Elapsed;

#[derive(Classify)]
#[outcome(transparent)]
struct Wrapper<T>(T)
where
    T: Send;

#[derive(Classify)]
enum Never {}
