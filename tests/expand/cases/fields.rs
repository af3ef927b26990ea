use logging_runtime::stage;

#[stage("all", fields(attempt, ?list, %shown, last = list.last().copied(), proxy = attempt > 1))]
fn all(attempt: u8, list: Vec<u8>, shown: &str) -> usize {
    list.len() + shown.len() + usize::from(attempt)
}

#[stage("quoted", ctx("user.id" = 7), fields("http.status" = 200))]
fn quoted() {}

/// What is named exists only once the pattern is bound.
#[stage("late", fields(a, total = a + b))]
fn late((a, b): (u8, u8)) -> u8 {
    a * b
}

#[stage("async", fields(n = list.len()))]
async fn later(list: Vec<u8>) -> usize {
    std::future::ready(()).await;
    list.len()
}
