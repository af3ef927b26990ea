//! Functions with an error that is found while borrows are checked.
#![allow(dead_code)]

use logging_runtime::{job, stage};

use std::cell::RefCell;
use std::future::Future;
use std::thread;

struct Holder {
    text: String,
    list: Vec<String>,
}

#[stage("x")] fn moved(text: String) -> usize {
    drop(text);
    text.len()
}

#[stage("x")] async fn moved_async(text: String) -> usize {
    drop(text);
    text.len()
}

#[job("x")] async fn moved_over_await(text: String) -> usize {
    let other = text;
    std::future::ready(()).await;
    other.len() + text.len()
}

#[stage("x")] fn moved_in_loop(text: String) {
    for _ in 0..2 {
        drop(text);
    }
}

#[stage("x")] fn moved_into_closure(text: String) -> usize {
    let length = move || text.len();
    length() + text.len()
}

#[stage("x")] fn returned_local() -> &'static str {
    let text = String::new();
    &text
}

#[stage("x")] async fn returned_local_async<'a>() -> &'a str {
    let text = String::new();
    text.as_str()
}

#[stage("x")] fn returned_argument(text: String) -> &'static str {
    text.as_str()
}

#[stage("x")] fn lives_too_short() -> usize {
    let text;
    {
        let inner = String::new();
        text = &inner;
    }
    text.len()
}

#[stage("x")] async fn lives_too_short_async() -> usize {
    let text;
    {
        let inner = String::new();
        text = &inner;
    }
    std::future::ready(()).await;
    text.len()
}

#[stage("x")] fn borrowed_twice(list: &mut Vec<u8>) {
    let first = &mut *list;
    let second = &mut *list;
    first.push(1);
    second.push(2);
}

#[stage("x")] fn borrowed_and_changed(mut list: Vec<u8>) -> u8 {
    let first = &list[0];
    list.push(1);
    *first
}

#[stage("x")] async fn borrowed_and_changed_async(mut list: Vec<u8>) -> u8 {
    let first = &list[0];
    list.push(1);
    *first
}

#[stage("x")] fn assigned_while_borrowed(mut n: u8) -> u8 {
    let borrowed = &n;
    n = 2;
    *borrowed
}

#[stage("x")] fn assigned_twice(n: u8) -> u8 {
    n = 2;
    n
}

#[stage("x")] async fn assigned_twice_async(n: u8) -> u8 {
    n = 2;
    n
}

#[stage("x")] fn local_assigned_twice() -> u8 {
    let n = 1;
    n = 2;
    n
}

#[stage("x")] fn not_mutable(list: Vec<u8>) {
    list.push(1);
}

#[stage("x")] async fn not_mutable_async(list: Vec<u8>) {
    list.push(1);
}

#[stage("x")] fn behind_reference(list: &Vec<u8>) {
    list.push(1);
}

#[stage("x")] async fn behind_reference_async(list: &Vec<u8>) {
    list.push(1);
}

#[stage("x")] fn moved_out_of_borrow(holder: &Holder) -> String {
    holder.text
}

#[stage("x")] fn moved_while_borrowed(text: String) -> usize {
    let borrowed = &text;
    drop(text);
    borrowed.len()
}

#[stage("x")] fn never_assigned() -> u8 {
    let n: u8;
    n
}

#[stage("x")] fn closure_outlives(n: u8) -> impl Fn() -> u8 {
    || n
}

#[stage("x")] fn thread_borrows(n: u8) {
    thread::spawn(|| n);
}

#[stage("x")] fn thread_takes(text: &str) {
    thread::spawn(move || text.len());
}

#[stage("x")] async fn thread_takes_async(text: &str) {
    thread::spawn(move || text.len());
}

#[stage("x")] fn temporary() -> usize {
    let text: &str = String::new().as_str();
    text.len()
}

#[stage("x")] fn temporary_in_tail(cell: RefCell<Vec<u8>>) -> &'static u8 {
    &cell.borrow()[0]
}

#[stage("x")] fn other_lifetime<'a, 'b>(a: &'a str, b: &'b str) -> &'a str {
    if a.is_empty() { b } else { a }
}

#[stage("x")] async fn other_lifetime_async<'a, 'b>(a: &'a str, b: &'b str) -> &'a str {
    if a.is_empty() { b } else { a }
}

#[stage("x")] async fn kept_too_long_async<'a>(list: &mut Vec<&'a str>, text: &str) {
    std::future::ready(()).await;
    list.push(text);
}

#[stage("x")] async fn kept_for_ever_async(list: &mut Vec<&'static str>, text: &str) {
    std::future::ready(()).await;
    list.push(text);
}

#[stage("x")] fn too_generic<T: std::fmt::Debug>(value: T) -> Box<dyn std::fmt::Debug> {
    Box::new(value)
}

#[stage("x")] fn lazily_borrowed(text: &str) -> impl Future<Output = usize> + 'static {
    let length = text.len();
    async move { length + text.len() }
}

#[stage("x")] fn wrong_pattern((a, b): (String, String)) -> usize {
    drop(a);
    a.len() + b.len()
}

#[stage("x")] async fn wrong_pattern_async((a, b): (String, String)) -> usize {
    drop(a);
    a.len() + b.len()
}

#[stage("x")] #[track_caller] fn in_place(text: String) -> usize {
    drop(text);
    text.len()
}

impl Holder {
    #[stage("x")] fn moved_self(self) -> usize {
        drop(self);
        self.text.len()
    }

    #[stage("x")] async fn moved_self_async(self) -> usize {
        drop(self);
        self.text.len()
    }

    #[stage("x")] fn moved_field(&self) -> String {
        self.text
    }

    #[stage("x")] async fn moved_field_async(&mut self) -> Vec<String> {
        self.list
    }

    #[stage("x")] fn changed(&self) {
        self.list.push(String::new());
    }

    #[stage("x")] async fn changed_async(&self) {
        self.list.push(String::new());
    }

    #[stage("x")] fn two_parts(&mut self) -> usize {
        let first = &mut self.list;
        let all = &mut *self;
        first.push(String::new());
        all.list.len()
    }

    #[stage("x")] fn returns_other<'a>(&self, other: &'a str) -> &str {
        other
    }
}

#[stage("x")] fn boxed_of_other<'a>(a: &'a [u8], b: &[u8]) -> Box<dyn Iterator<Item = u8> + 'a> {
    let first = a.len();
    Box::new(b.iter().map(move |n| n + first as u8))
}

#[stage("x")] async fn later_of_other<'a>(a: &'a str, b: &str) -> Option<&'a str> {
    std::future::ready(()).await;
    a.strip_prefix(b).or(Some(b))
}
