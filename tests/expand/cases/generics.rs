use std::fmt::Debug;

use logging_runtime::stage;

#[stage("generic")]
fn generic<'a, T, const N: usize>(list: &'a [T; N]) -> Option<&'a T> {
    list.first()
}

#[stage("where")]
fn bounded<T, E>(value: Result<T, E>) -> Result<T, E>
where
    T: Clone + Send,
    E: Debug,
    for<'a> &'a T: Debug,
{
    value
}

#[stage("async")]
async fn later<T: Clone + Send + 'static>(list: Vec<T>) -> Vec<T> {
    list
}
