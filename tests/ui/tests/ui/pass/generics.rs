#![deny(warnings)]
//! Type parameters, constants, bounds with arrows and a where clause after the return type.

use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;

use logging_runtime::stage;

struct Sized3<const N: usize>;

#[stage("array")]
fn array<T: Default + Copy, const N: usize>(first: T) -> [T; N] {
    let mut all = [T::default(); N];
    if let Some(place) = all.first_mut() {
        *place = first;
    }
    all
}

#[stage("constant")]
fn constant() -> Sized3<{ 1 + 2 }> {
    Sized3
}

#[stage("bounds")]
fn apply<F: Fn(u8) -> Result<T, E>, T, E>(f: F, value: u8) -> Result<T, E>
where
    F: Clone,
    for<'a> &'a T: Debug,
{
    f.clone()(value)
}

#[stage("map", fields(n = map.len()))]
fn invert<K, V>(map: HashMap<K, V>) -> HashMap<V, K>
where
    V: Hash + Eq,
{
    map.into_iter().map(|(key, value)| (value, key)).collect()
}

#[stage("bare")]
fn bare<T, E>(value: Result<T, E>) -> Result<T, E> {
    value
}

#[stage("opaque argument")]
fn total(values: impl IntoIterator<Item = u64>, name: impl Into<String>) -> (String, u64) {
    (name.into(), values.into_iter().sum())
}

trait Shape {
    type Area;
    fn area(&self) -> Self::Area;
}

struct Square(u8);

impl Shape for Square {
    type Area = u16;

    #[stage("area")]
    fn area(&self) -> Self::Area {
        u16::from(self.0).pow(2)
    }
}

fn main() {
    assert_eq!(array::<u8, 3>(7), [7, 0, 0]);
    constant();
    assert_eq!(apply(|value| if value > 1 { Ok(value) } else { Err(()) }, 3), Ok(3));
    assert_eq!(invert(HashMap::from([(1, 'a')])), HashMap::from([('a', 1)]));
    assert_eq!(bare::<u8, ()>(Err(())), Err(()));
    assert_eq!(total([1, 2], "sum"), ("sum".to_owned(), 3));
    assert_eq!(Square(3).area(), 9);
}
