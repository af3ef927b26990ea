//! Bodies that a macro could disturb: their ways out, what they return, what they borrow.

use std::cell::RefCell;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::num::ParseIntError;
use std::panic::Location;
use std::rc::Rc;
use std::sync::Mutex;

use super::{job, stage};

/// What every function here returns.
pub(crate) fn all() -> Vec<(&'static str, String)> {
    let mut list = vec![1, 2, 3];
    let (line, place, early) = (line_of_caller(), place_of_caller(5), place_of_caller(0));
    values![
        "a mutable element" element(&mut list, 1),
        "the argument itself" same(&mut ()),
        "reborrowed" reborrowed(&mut list, &[4]),
        "a question mark" (sum("1 2 x"), sum("1 2 3")),
        "labels" (labels(0), labels(7)),
        "returns inside" (inner(&["1", "2"]), inner(&["x"])),
        "boxed iterators" (boxed(true).count(), boxed(false).count()),
        "function pointers" (pointer(true)(3), pointer(false)(3)),
        "slices" (slice(true), slice(false)),
        "boxed errors" (boxed_error("x").map_err(|e| e.to_string()), boxed_error("0").is_err()),
        "a boxed closure" boxed_closure(1)(2),
        "an object" (object("", &1), object("x", &1)),
        "inferred" inferred(),
        "an iterator" iterator(4).collect::<Vec<_>>(),
        "a closure" closure()("text"),
        "closures in a tuple" (closures().0("text"), closures().1.0("text").len()),
        "a closure that is called once" once(String::from("x"))(),
        "hidden in a result" (hidden("5").map(|n| n.to_string()), hidden("x").is_err()),
        "two hidden" (two_hidden().0.to_string(), two_hidden().1.count()),
        "a borrowing iterator" words("a b c", " ").count(),
        "an argument of any type" any_argument(|n| n + 1, "x"),
        "a tail that borrows a local" tail_of_local(),
        "a tail that borrows an argument" tail_of_argument(RefCell::new(vec![1])),
        "a tail that locks" locked(&Mutex::new(vec![1, 2])),
        "an if let in the tail" scrutinee(&RefCell::new(Some(1))),
        "fields of a closure" split_borrow(&mut (vec![1], 2)),
        "recursion" recursive(10),
        "items in the body" items(),
        "an inner attribute" inner_attribute(),
        "only a return" only_return(),
        "unit" (unit(), unit_written()),
        "let else" (let_else(Some(1)), let_else(None)),
        "the caller's line" (line_of_caller() - line, place == early.map_err(|_| 0)),
        "a macro in the tail" macro_in_tail(2),
        "shadowed" shadowed(1),
        "a reference counted argument" Rc::strong_count(&counted(Rc::new(1))),
        "generic" (generic(1, 2), generic("a", "b")),
        "a job" transcript("j-1", Some("v-1")),
    ]
}

#[stage("element")]
fn element(list: &mut [u8], at: usize) -> Option<&mut u8> {
    list.get_mut(at)
}

#[stage("same")]
fn same(unit: &mut ()) -> &mut () {
    unit
}

#[stage("reborrowed")]
fn reborrowed<'a>(list: &'a mut Vec<u8>, add: &[u8]) -> &'a mut u8 {
    list.extend_from_slice(add);
    &mut list[0]
}

#[stage("sum")]
fn sum(text: &str) -> Result<u8, ParseIntError> {
    let mut sum = 0;
    for word in text.split(' ') {
        sum += word.parse::<u8>()?;
    }
    Ok(sum)
}

#[stage("labels")]
#[allow(clippy::unnecessary_wraps)]
fn labels(limit: u8) -> Option<u8> {
    let found = 'outer: loop {
        for n in 0.. {
            if n == limit {
                break 'outer n;
            }
        }
    };
    'block: {
        if found == 0 {
            break 'block None;
        }
        Some(found)
    }
}

#[stage("inner")]
fn inner(texts: &[&str]) -> Result<u8, ParseIntError> {
    fn nested(text: &str) -> Result<u8, ParseIntError> {
        if text == "1" {
            return Ok(1);
        }
        text.parse()
    }
    let sum = || {
        let mut sum = 0;
        for text in texts {
            sum += nested(text)?;
        }
        Ok(sum)
    };
    sum()
}

#[stage("boxed")]
fn boxed(empty: bool) -> Box<dyn Iterator<Item = u8>> {
    if empty {
        return Box::new(std::iter::empty());
    }
    Box::new(0..3)
}

#[stage("pointer")]
fn pointer(double: bool) -> fn(u8) -> u8 {
    if double {
        return |value| value * 2;
    }
    |value| value
}

#[stage("slice")]
fn slice(short: bool) -> &'static [u8] {
    if short {
        return &[1];
    }
    &[1, 2]
}

#[stage("boxed_error")]
fn boxed_error(number: &str) -> Result<u8, Box<dyn Error>> {
    let number: u8 = number.parse()?;
    if number == 0 {
        return Err("zero".into());
    }
    Ok(number)
}

#[stage("boxed_closure")]
fn boxed_closure(add: u8) -> Box<dyn Fn(u8) -> u8 + Send> {
    Box::new(move |value| value + add)
}

#[stage("object")]
fn object<'a>(text: &'a str, number: &'a u8) -> Box<dyn Debug + 'a> {
    if text.is_empty() {
        return Box::new(number);
    }
    Box::new(text)
}

#[stage("inferred")]
fn inferred() -> Vec<u64> {
    let mut all = Vec::new();
    all.extend(vec![1_u32, 2]);
    all.into_iter().map(Into::into).collect()
}

#[stage("iterator")]
fn iterator(end: u8) -> impl Iterator<Item = u8> {
    if end == 0 {
        return 0..1;
    }
    0..end
}

#[stage("closure")]
fn closure() -> impl Fn(&str) -> &str {
    |text| &text[1..]
}

#[stage("closures")]
fn closures() -> (impl Fn(&str) -> &str, (impl Fn(&str) -> &str, u8)) {
    (|text| &text[1..], (|text| text, 1))
}

#[stage("once")]
fn once(text: String) -> impl FnOnce() -> String {
    move || text
}

#[stage("hidden")]
fn hidden(number: &str) -> Result<impl Display + use<>, ParseIntError> {
    let number: u8 = number.parse()?;
    Ok(number)
}

#[stage("two_hidden")]
fn two_hidden() -> (impl Display, impl Iterator<Item = u8>) {
    (1, 0..3)
}

#[stage("words")]
fn words<'a, 'b: 'a>(text: &'a str, by: &'b str) -> impl Iterator<Item = &'a str> + 'a {
    text.split(by)
}

#[stage("any_argument")]
fn any_argument(code: impl FnOnce(usize) -> usize, text: impl AsRef<str>) -> usize {
    code(text.as_ref().len())
}

#[stage("tail_of_local")]
#[allow(clippy::let_and_return)]
fn tail_of_local() -> usize {
    let cell = RefCell::new(vec![1]);
    let length = cell.borrow().len();
    length
}

#[stage("tail_of_argument")]
#[allow(clippy::needless_pass_by_value)]
fn tail_of_argument(cell: RefCell<Vec<u8>>) -> usize {
    cell.borrow().len()
}

#[stage("locked")]
fn locked(lock: &Mutex<Vec<u8>>) -> Option<u8> {
    lock.lock().ok()?.pop()
}

#[stage("scrutinee")]
fn scrutinee(cell: &RefCell<Option<u8>>) -> u8 {
    if let Some(value) = cell.borrow().as_ref() {
        *value
    } else {
        0
    }
}

#[stage("split_borrow")]
fn split_borrow(pair: &mut (Vec<u8>, u8)) -> usize {
    let add = &pair.1;
    let list = &mut pair.0;
    list.push(*add);
    list.len()
}

#[stage("recursive")]
fn recursive(n: u64) -> u64 {
    if n < 2 { 1 } else { n * recursive(n - 1) }
}

#[stage("items")]
fn items() -> u8 {
    const ONE: u8 = 1;
    struct Two(u8);
    impl Two {
        #[stage("inside")]
        fn get(&self) -> u8 {
            self.0
        }
    }
    ONE + Two(2).get()
}

#[stage("inner_attribute")]
fn inner_attribute() -> u8 {
    #![allow(unused_variables)]
    let unused = 1;
    2
}

#[stage("only_return")]
#[allow(clippy::needless_return)]
fn only_return() -> u8 {
    return 3;
}

#[stage("unit")]
fn unit() {}

#[stage("unit_written")]
#[allow(clippy::unused_unit)]
fn unit_written() -> () {
    unit();
}

#[stage("let_else")]
fn let_else(value: Option<u8>) -> Result<u8, String> {
    let Some(value) = value else {
        return Err("nothing".to_owned());
    };
    Ok(value)
}

#[track_caller]
#[stage("line_of_caller")]
fn line_of_caller() -> u32 {
    Location::caller().line()
}

#[track_caller]
#[stage("place_of_caller")]
fn place_of_caller(limit: u8) -> Result<u32, u32> {
    if limit == 0 {
        return Err(Location::caller().line());
    }
    Ok(Location::caller().line())
}

#[stage("macro_in_tail")]
fn macro_in_tail(n: u8) -> Vec<u8> {
    vec![n; usize::from(n)]
}

#[stage("shadowed")]
fn shadowed(value: u8) -> String {
    let value = value + 1;
    value.to_string()
}

#[stage("counted")]
fn counted(value: Rc<u8>) -> Rc<u8> {
    let other = Rc::clone(&value);
    drop(other);
    value
}

#[stage("generic")]
fn generic<T>(left: T, right: T) -> T
where
    T: Copy + PartialOrd,
{
    if left < right { right } else { left }
}

#[job("transcript", id = job_id, ctx(video_id), fields(words = job_id.len()))]
fn transcript(job_id: &str, video_id: Option<&str>) -> Result<Option<usize>, ParseIntError> {
    let words: usize = job_id.trim_start_matches("j-").parse()?;
    Ok(video_id.map(|id| id.len() + words))
}
