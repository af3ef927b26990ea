//! Every form of `self`, parameters that are no names, traits, and generic parameters of all kinds.

use std::cell::Cell;
use std::fmt::Debug;
use std::ops::Index;
use std::panic::Location;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use super::stage;

/// What every function here returns.
pub(crate) fn all() -> Vec<(&'static str, String)> {
    let mut value = Value(1, String::from("x"));
    let point = Point { x: 1, y: 2 };
    values![
        "shared" value.shared(),
        "exclusive" value.exclusive(),
        "of a lifetime" value.lifetime("y"),
        "owned" value.clone().owned(),
        "owned and changed" value.clone().changed(),
        "changed for nobody" value.clone().dropped(),
        "boxed" Box::new(value.clone()).boxed(),
        "counted" Arc::new(value.clone()).counted(),
        "local" Rc::new(value.clone()).local(),
        "pinned" Pin::new(&mut value).pinned(),
        "partly moved" value.clone().partly(),
        "without self" Value::associated(),
        "provided" value.clone().provided(2),
        "required" value.required(),
        "static, of a trait" <Value as Named>::made(),
        "on a type of the language" 5_u8.required(),
        "of a generic type" Wrapper([1, 2, 3]).last(),
        "patterns" patterns((1, 2), [3, 4], String::new()),
        "mutably borrowed in a pattern" (ref_mut(vec![]), ref_mut_in_pattern((vec![], 1), [2, 3]), ref_mut_behind_reference(&mut (1, String::from("a")))),
        "in place" ref_mut_in_place(Point { x: 1, y: 2 }),
        "more patterns" more_patterns(point, &(3, 4), 4, (5, 6)),
        "raw names" r#match(1, 2),
        "underscores" underscores(1, 2, 3, 4),
        "attributes" attributes(1, 2),
        "const arguments" (sized::<3>([1; 3]), three().0),
        "bounds" bounded(Ok::<_, u8>("x")),
        "for all lifetimes" for_all("x"),
        "several lifetimes" (early("a b", "c"), early("", "c")),
        "a type by its full path" full_path("x".to_owned(), 1),
        "the place of an index" (Row([1, 2])[1], place_of_index()),
    ]
}

#[derive(Clone, Debug)]
struct Value(u8, String);

impl Value {
    #[stage("shared")]
    fn shared(&self) -> u8 {
        self.0
    }

    #[stage("exclusive")]
    fn exclusive(&mut self) -> &mut u8 {
        self.0 += 1;
        &mut self.0
    }

    #[stage("lifetime")]
    fn lifetime<'a>(&'a mut self, other: &'a str) -> &'a str {
        self.1.push_str(other);
        &self.1
    }

    #[stage("owned")]
    fn owned(self) -> String {
        self.1
    }

    #[stage("changed")]
    fn changed(mut self) -> Self {
        self.0 = 9;
        self
    }

    #[stage("dropped")]
    fn dropped(mut self) -> usize {
        let before = self.1.len();
        self.1 = String::from("longer");
        before
    }

    #[stage("boxed")]
    #[allow(clippy::boxed_local)]
    fn boxed(self: Box<Self>) -> u8 {
        self.0
    }

    #[stage("counted")]
    fn counted(self: &Arc<Self>) -> usize {
        Arc::strong_count(self)
    }

    #[stage("local")]
    fn local(self: Rc<Self>) -> u8 {
        self.0
    }

    #[stage("pinned")]
    fn pinned(self: Pin<&mut Self>) -> u8 {
        self.get_mut().0
    }

    #[stage("partly", fields(n = self.0))]
    fn partly(self) -> String {
        let Self(_, text) = self;
        text
    }

    #[stage("associated")]
    fn associated() -> Self {
        Self(1, String::new())
    }
}

trait Named: Sized {
    const NAME: &'static str;

    fn required(&self) -> u8;

    #[stage("provided")]
    fn provided<T: Debug>(self, value: T) -> (Self, T) {
        (self, value)
    }

    #[stage("made")]
    fn made() -> &'static str {
        Self::NAME
    }
}

impl Named for Value {
    const NAME: &'static str = "value";

    #[stage("required")]
    fn required(&self) -> u8 {
        self.0
    }
}

impl Named for u8 {
    const NAME: &'static str = "byte";

    #[stage("required")]
    fn required(&self) -> u8 {
        *self
    }
}

struct Wrapper<T, const N: usize>([T; N]);

impl<T: Copy, const N: usize> Wrapper<T, N>
where
    [T; N]: Sized,
{
    #[stage("last")]
    fn last(&self) -> Option<T> {
        self.0.last().copied()
    }
}

struct Point {
    x: u8,
    y: u8,
}

#[stage("ref_mut")]
#[allow(clippy::toplevel_ref_arg, clippy::needless_pass_by_value)]
fn ref_mut(ref mut c: Vec<u8>) -> usize {
    c.push(1);
    c.len()
}

#[stage("ref_mut_in_pattern", fields(d))]
fn ref_mut_in_pattern((ref mut c, d): (Vec<u8>, u8), [ref mut e, _]: [u8; 2]) -> u8 {
    c.push(d);
    *e += 1;
    *e + c[0]
}

#[stage("ref_mut_behind_reference")]
fn ref_mut_behind_reference(&mut (ref mut c, ref d): &mut (u8, String)) -> usize {
    *c += 1;
    d.len() + usize::from(*c)
}

#[stage("ref_mut_in_place")]
#[track_caller]
fn ref_mut_in_place(Point { x: ref mut a, y }: Point) -> u8 {
    *a += y;
    *a
}

#[stage("patterns", fields(a, total = a + b))]
fn patterns((a, mut b): (u8, u8), [c, _]: [u8; 2], _: String) -> u8 {
    b += c;
    a + b
}

#[stage("more")]
fn more_patterns(
    Point { x, y: other }: Point,
    &(one, _): &(u64, u64),
    two: u8,
    (_, last): (u8, u8),
) -> u8 {
    x + other + u8::from(one == 3) + two + last
}

#[stage("raw", fields(r#type))]
fn r#match(r#type: u8, r#gen: u8) -> u8 {
    r#type + r#gen
}

#[stage("underscores")]
#[allow(clippy::used_underscore_binding)]
fn underscores(_unused: u8, _: u8, __r: u8, result: u8) -> u8 {
    __r + result
}

#[stage("attributes")]
fn attributes(
    #[cfg(any())] absent: Missing,
    #[cfg(not(any()))] present: u8,
    #[allow(unused_variables)] unused: u8,
) -> u8 {
    present
}

#[stage("sized")]
fn sized<const N: usize>(list: [u8; N]) -> usize {
    list.len()
}

struct Sized3<const N: usize>(u8);

#[stage("three")]
fn three() -> Sized3<{ 1 + 2 }> {
    Sized3(3)
}

#[stage("bounded")]
fn bounded<T, E>(value: Result<T, E>) -> Option<T>
where
    T: Clone + Send + 'static,
    E: Debug,
    for<'a> &'a T: Debug,
{
    value.ok()
}

#[stage("for_all")]
fn for_all<T>(value: &T) -> usize
where
    T: AsRef<[u8]> + ?Sized,
{
    value.as_ref().len()
}

#[stage("early", fields(text))]
fn early<'a, 'b: 'a>(text: &'a str, other: &'b str) -> Result<&'a str, &'b str> {
    let first = text.split(' ').next().ok_or(other)?;
    if first.is_empty() {
        return Err(other);
    }
    Ok(first)
}

#[stage("full_path", fields(text))]
fn full_path(text: ::std::string::String, n: ::core::primitive::u8) -> String {
    text + &n.to_string()
}

struct Row([u8; 2]);

impl Index<usize> for Row {
    type Output = u8;

    #[stage("index")]
    fn index(&self, n: usize) -> &u8 {
        // The trait says that this is the place of who indexes.
        LINE.set(Location::caller().line());
        &self.0[n]
    }
}

thread_local! {
    static LINE: Cell<u32> = const { Cell::new(0) };
}

/// Whether the line of an index is that of the index.
fn place_of_index() -> bool {
    let (row, before) = (Row([1, 2]), line!());
    let _ = row[1];
    LINE.get() == before + 1
}
