//! What is dropped in which order. Read once with our attributes and once with those that do
//! nothing, in each edition.

// It is written for what it shows.
#![allow(clippy::all, clippy::pedantic)]

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;

use parity::{Noisy, block_on, note, noted, poll_once, yield_now};

use super::{job, stage};

/// Runs every function here, and says what was dropped in which order.
pub(crate) fn all() -> Vec<(&'static str, Vec<String>)> {
    let mut all = synchronous();
    all.extend(methods());
    all.extend(unwound());
    all.extend(completed());
    all.extend(returned());
    all.extend(pending());
    all
}

/// What was dropped by futures that were never polled. Only here the order may differ: arguments
/// are captured, not bound.
pub(crate) fn never_polled() -> Vec<(&'static str, Vec<String>)> {
    macro_rules! unpolled {
        ($($name:literal $future:expr),* $(,)?) => {
            vec![$(($name, seen(|| $future))),*]
        };
    }
    unpolled![
        "arguments" later(Noisy("a"), Noisy("b"), pair("c", "d"), Noisy("_"), Noisy("e")),
        "moved" later_moved(Noisy("a"), Noisy("b")),
        "self" Owner::new().later(Noisy("a")),
        "unused" later_unused(Noisy("a"), Noisy("b")),
        "pinned" pinned(Noisy("a"), Noisy("b")),
        "pinned, by patterns" pinned_by_patterns(Noisy("a"), pair("b", "c"), Noisy("_")),
        "lazy" lazy(Noisy("a"), Noisy("b")),
    ]
}

fn seen<T>(code: impl FnOnce() -> T) -> Vec<String> {
    assert_eq!(noted(), Vec::<String>::new());
    drop(code());
    noted()
}

macro_rules! seen {
    ($($name:literal $code:expr),* $(,)?) => {
        vec![$(($name, seen(|| $code))),*]
    };
}

fn pair(first: &'static str, second: &'static str) -> (Noisy, Noisy) {
    (Noisy(first), Noisy(second))
}

fn synchronous() -> Vec<(&'static str, Vec<String>)> {
    seen![
        "arguments" arguments(Noisy("a"), Noisy("b"), pair("c", "d"), Noisy("_"), Noisy("e")),
        "patterns" patterns(Both { _one: Noisy("one"), two: Noisy("two") }, [Noisy("f"), Noisy("g")], &Noisy("ref")),
        "result" result(Noisy("a"), Noisy("b"), "5"),
        "question mark" result(Noisy("a"), Noisy("b"), "x"),
        "early return" early(Noisy("a"), Noisy("b"), true),
        "no early return" early(Noisy("a"), Noisy("b"), false),
        "moved" moved(Noisy("a"), Noisy("b"), Noisy("c")),
        "partly moved" partly_moved(pair("a.0", "a.1"), Noisy("b")),
        "assigned" assigned(Noisy("a"), Noisy("b")),
        "shadowed" shadowed(Noisy("a"), Noisy("b")),
        "captured" captured(Noisy("a"), Noisy("b")),
        "tail temporary" tail_temporary(Noisy("a")),
        "tail temporary of a local" tail_of_local(Noisy("a")),
        "scrutinee" scrutinee(Noisy("a")),
        "match" matched(Noisy("a"), Noisy("b")),
        "loop" looped(Noisy("a")),
        "given back" given_back(Noisy("a"), Noisy("b")),
        "generic" generic(Noisy("a"), pair("b", "c")),
        "in place" in_place(Noisy("a"), pair("b", "c"), Noisy("_"), false),
        "in place, early" in_place(Noisy("a"), pair("b", "c"), Noisy("_"), true),
        "opaque" opaque(Noisy("a"), Noisy("b")).count(),
        "fields" fields(Noisy("a"), Noisy("b")),
        "late fields" late_fields(pair("a", "b"), Noisy("c")),
        "job" whole_job(Noisy("a"), Noisy("b")),
        "both" job_and_stage(Noisy("a"), Noisy("b")),
    ]
}

struct Both {
    _one: Noisy,
    two: Noisy,
}

#[stage("arguments")]
fn arguments(a: Noisy, mut _b: Noisy, (_c, _): (Noisy, Noisy), _: Noisy, mut e: Noisy) {
    let _local = Noisy("local");
    note(a.name());
    let _other = Noisy("other local");
    note(e.name());
    e = Noisy("e again");
    note(e.name());
}

#[stage("patterns")]
fn patterns(Both { two, .. }: Both, [_f, g]: [Noisy; 2], &Noisy(name): &Noisy) {
    let _local = Noisy("local");
    note(two.name());
    note(g.name());
    note(name);
}

#[stage("result")]
fn result(a: Noisy, _b: Noisy, text: &str) -> Result<u8, std::num::ParseIntError> {
    let _local = Noisy("local");
    let number = text.parse()?;
    note(a.name());
    Ok(number)
}

#[stage("early")]
fn early(a: Noisy, _b: Noisy, now: bool) -> Option<usize> {
    let local = Noisy("local");
    if now {
        return local.found(true);
    }
    let _late = Noisy("late local");
    a.found(true)
}

#[stage("moved")]
fn moved(a: Noisy, b: Noisy, _c: Noisy) {
    let _local = Noisy("local");
    drop(b);
    let _a = a;
}

#[stage("partly moved")]
fn partly_moved(a: (Noisy, Noisy), _b: Noisy) {
    let _local = a.1;
    note("moved");
}

#[stage("assigned")]
fn assigned(mut a: Noisy, _b: Noisy) {
    let _local = Noisy("local");
    note(a.name());
    a = Noisy("a again");
    note(a.name());
}

#[stage("shadowed")]
fn shadowed(a: Noisy, b: Noisy) {
    let a = Noisy(if a.name() == "a" { "shadow of a" } else { "?" });
    let _b = (a, b);
}

#[stage("captured")]
fn captured(a: Noisy, b: Noisy) {
    let show = move || note(b.name());
    show();
    note(a.name());
}

#[stage("tail temporary")]
fn tail_temporary(a: Noisy) -> Option<usize> {
    let _local = Noisy("local");
    Noisy("temporary").found(a.name() == "a")
}

#[stage("tail temporary of a local")]
fn tail_of_local(_a: Noisy) -> usize {
    let _local = Noisy("local");
    match Noisy("temporary").found(true) {
        Some(length) => length,
        None => 0,
    }
}

#[stage("scrutinee")]
fn scrutinee(a: Noisy) -> usize {
    let _local = Noisy("local");
    if let Some(length) = Noisy("scrutinee").found(a.name() == "b") {
        length
    } else {
        note("else");
        0
    }
}

#[stage("match")]
fn matched(a: Noisy, b: Noisy) -> Noisy {
    match a.found(true) {
        Some(_) => a,
        None => b,
    }
}

#[stage("loop")]
fn looped(a: Noisy) {
    for n in 0..3 {
        let _each = Noisy("each");
        if n == 1 {
            note(a.name());
            break;
        }
    }
}

#[stage("given back")]
fn given_back(a: Noisy, _b: Noisy) -> (Noisy, usize) {
    let _local = Noisy("local");
    (a, 1)
}

#[stage("generic")]
fn generic<A, B>(a: A, (_b, c): (B, B)) -> (B, A) {
    let _local = Noisy("local");
    (c, a)
}

#[stage("in place")]
#[track_caller]
fn in_place(a: Noisy, (_b, c): (Noisy, Noisy), _: Noisy, early: bool) -> Option<usize> {
    let local = Noisy("local");
    if early {
        return local.found(true);
    }
    note(c.name());
    Noisy("temporary").found(a.name() == "a")
}

#[stage("opaque")]
fn opaque(a: Noisy, _b: Noisy) -> impl Iterator<Item = Noisy> {
    let _local = Noisy("local");
    std::iter::once(a)
}

#[stage("fields", fields(name = a.name(), there = b.found(true)))]
fn fields(a: Noisy, b: Noisy) -> usize {
    let _local = Noisy("local");
    a.name().len() + b.name().len()
}

#[stage("late fields", fields(name = a.name()), ctx(video_id = %c.name()))]
fn late_fields((a, _b): (Noisy, Noisy), mut c: Noisy) {
    note(a.name());
    note(c.name());
    c = Noisy("c again");
    note(c.name());
}

#[job(id = a.name())]
fn whole_job(a: Noisy, _b: Noisy) {
    note(a.name());
}

#[job]
#[stage("both")]
fn job_and_stage(a: Noisy, mut _b: Noisy) -> Option<usize> {
    Noisy("temporary").found(a.name() == "a")
}

struct Owner {
    one: Noisy,
    two: Noisy,
}

fn methods() -> Vec<(&'static str, Vec<String>)> {
    seen![
        "self" Owner::new().ends(Noisy("a"), pair("b", "c")),
        "mut self" Owner::new().changes(Noisy("a")),
        "self, partly moved" Owner::new().splits(Noisy("a")),
        "self, destructured" Owner::new().opens(Noisy("a")),
        "boxed self" Box::new(Owner::new()).boxed(Noisy("a")),
        "self, in place" Owner::new().in_place(Noisy("a")),
        "shared self" Owner::new().shares(Noisy("a")).len(),
    ]
}

impl Owner {
    fn new() -> Owner {
        Owner {
            one: Noisy("self.one"),
            two: Noisy("self.two"),
        }
    }

    #[stage("self")]
    fn ends(self, _a: Noisy, (b, _): (Noisy, Noisy)) {
        let _local = Noisy("local");
        note(self.one.name());
        note(b.name());
    }

    #[stage("mut self")]
    fn changes(mut self, _a: Noisy) -> usize {
        self.one = Noisy("self.one again");
        self.two.name().len()
    }

    #[stage("self, partly moved")]
    fn splits(self, _a: Noisy) -> Noisy {
        let _local = Noisy("local");
        self.two
    }

    #[stage("self, destructured")]
    fn opens(self, _a: Noisy) -> Noisy {
        let Owner { one, two: _two } = self;
        one
    }

    #[stage("boxed self")]
    fn boxed(self: Box<Self>, _a: Noisy) -> Noisy {
        self.one
    }

    #[stage("self, in place")]
    #[track_caller]
    fn in_place(self, _a: Noisy) -> usize {
        let _local = Noisy("local");
        self.one.name().len()
    }

    #[stage("shared self")]
    fn shares(&self, _a: Noisy) -> &'static str {
        Noisy("temporary")
            .found(true)
            .map_or("", |_| self.two.name())
    }

    #[stage("self, later")]
    async fn later(self, _a: Noisy) -> Noisy {
        let _local = Noisy("local");
        yield_now().await;
        self.one
    }

    #[stage("mut self, later")]
    async fn changes_later(mut self, mut _a: Noisy) {
        self.one = Noisy("self.one again");
        yield_now().await;
        note(self.one.name());
    }
}

fn unwound() -> Vec<(&'static str, Vec<String>)> {
    macro_rules! caught {
        ($($name:literal $code:expr),* $(,)?) => {
            seen![$($name catch_unwind(AssertUnwindSafe(|| $code)).is_err()),*]
        };
    }
    caught![
        "panic" panics(Noisy("a"), pair("b", "c")),
        "panic in place" panics_in_place(Noisy("a"), Noisy("b")),
        "never" never(Noisy("a"), Noisy("b")),
        "panic, later" block_on(panics_later(Noisy("a"), pair("b", "c"))),
        "panic at once, later" block_on(panics_at_once(Noisy("a"), Noisy("b"))),
    ]
}

#[stage("panic")]
fn panics(_a: Noisy, (b, _c): (Noisy, Noisy)) -> usize {
    let local = Noisy("local");
    if b.name() == "b" {
        std::panic::resume_unwind(Box::new("expected"));
    }
    local.name().len()
}

#[stage("panic in place")]
#[track_caller]
fn panics_in_place(_a: Noisy, b: Noisy) -> usize {
    let local = Noisy("local");
    if b.name() == "b" {
        std::panic::resume_unwind(Box::new("expected"));
    }
    local.name().len()
}

#[stage("never")]
fn never(_a: Noisy, _b: Noisy) -> ! {
    let _local = Noisy("local");
    std::panic::resume_unwind(Box::new("expected"))
}

#[stage("panic, later")]
async fn panics_later(_a: Noisy, (b, _c): (Noisy, Noisy)) {
    let _local = Noisy("local");
    yield_now().await;
    if b.name() == "b" {
        std::panic::resume_unwind(Box::new("expected"));
    }
}

#[stage("panic at once, later")]
async fn panics_at_once(_a: Noisy, mut _b: Noisy) {
    let _local = Noisy("local");
    std::panic::resume_unwind(Box::new("expected"));
}

fn completed() -> Vec<(&'static str, Vec<String>)> {
    seen![
        "later" block_on(later(Noisy("a"), Noisy("b"), pair("c", "d"), Noisy("_"), Noisy("e"))),
        "later, mut in between" block_on(later_mut(Noisy("a"), Noisy("b"), Noisy("c"))),
        "later, moved" block_on(later_moved(Noisy("a"), Noisy("b"))),
        "later, not used" block_on(later_unused(Noisy("a"), Noisy("b"))),
        "later, result" block_on(later_result(Noisy("a"), Noisy("b"), "5")),
        "later, question mark" block_on(later_result(Noisy("a"), Noisy("b"), "x")),
        "later, early return" block_on(later_early(Noisy("a"), pair("b", "c"), true)),
        "later, tail temporary" block_on(later_early(Noisy("a"), pair("b", "c"), false)),
        "later, scrutinee" block_on(later_scrutinee(Noisy("a"))),
        "later, self" block_on(Owner::new().later(Noisy("a"))),
        "later, mut self" block_on(Owner::new().changes_later(Noisy("a"))),
        "later, partly moved" block_on(later_partly(pair("a.0", "a.1"), Noisy("b"))),
        "later, kept" block_on(later_kept(Noisy("a"), pair("b", "c"))),
        "later, must use" block_on(later_must_use(Noisy("a"), Noisy("b"))),
        "later, fields" block_on(later_fields(Noisy("a"), Noisy("b"))),
        "later, job" block_on(later_job(Noisy("a"), Noisy("b"))),
        "later, generic" block_on(later_generic(Noisy("a"), Noisy("b"))),
    ]
}

#[stage("later")]
async fn later(a: Noisy, _b: Noisy, (c, _): (Noisy, Noisy), _: Noisy, mut e: Noisy) {
    let _local = Noisy("local");
    note(a.name());
    yield_now().await;
    note(c.name());
    note(e.name());
    e = Noisy("e again");
    note(e.name());
}

#[stage("later mut")]
async fn later_mut(a: Noisy, mut b: Noisy, c: Noisy) {
    b = Noisy(if b.name() == "b" { "b again" } else { "?" });
    yield_now().await;
    note(a.name());
    note(b.name());
    note(c.name());
}

#[stage("later moved")]
async fn later_moved(a: Noisy, b: Noisy) {
    let _local = Noisy("local");
    drop(b);
    yield_now().await;
    let _a = a;
}

#[stage("later unused")]
#[allow(unused_variables)]
async fn later_unused(a: Noisy, b: Noisy) {
    let _local = Noisy("local");
    yield_now().await;
}

#[stage("later result")]
async fn later_result(a: Noisy, _b: Noisy, text: &str) -> Result<u8, std::num::ParseIntError> {
    let _local = Noisy("local");
    yield_now().await;
    let number = text.parse()?;
    note(a.name());
    Ok(number)
}

#[stage("later early")]
async fn later_early(a: Noisy, (_b, c): (Noisy, Noisy), now: bool) -> Option<usize> {
    let local = Noisy("local");
    if now {
        return local.found(true);
    }
    yield_now().await;
    let _late = Noisy("late local");
    Noisy("temporary").found(a.name() == c.name())
}

#[stage("later scrutinee")]
async fn later_scrutinee(a: Noisy) -> usize {
    if let Some(length) = Noisy("scrutinee").found(a.name() == "b") {
        length
    } else {
        yield_now().await;
        note("else");
        0
    }
}

#[stage("later partly")]
async fn later_partly(a: (Noisy, Noisy), _b: Noisy) {
    let _local = a.1;
    yield_now().await;
}

#[stage("later kept", keep_async)]
async fn later_kept(a: Noisy, (_b, c): (Noisy, Noisy)) {
    let _local = Noisy("local");
    yield_now().await;
    note(a.name());
    note(c.name());
}

#[stage("later must use")]
#[must_use]
async fn later_must_use(_a: Noisy, mut _b: Noisy) -> Option<usize> {
    let _local = Noisy("local");
    yield_now().await;
    Noisy("temporary").found(true)
}

#[stage("later fields", fields(name = a.name(), there = b.found(true)))]
async fn later_fields(a: Noisy, b: Noisy) -> usize {
    yield_now().await;
    a.name().len() + b.name().len()
}

#[job]
async fn later_job(_a: Noisy, _b: Noisy) {
    let _local = Noisy("local");
    yield_now().await;
}

#[stage("later generic")]
async fn later_generic<A, B>(a: A, _b: B) -> A {
    yield_now().await;
    a
}

fn returned() -> Vec<(&'static str, Vec<String>)> {
    seen![
        "pinned" block_on(pinned(Noisy("a"), Noisy("b"))),
        "pinned, by patterns" block_on(pinned_by_patterns(Noisy("a"), pair("b", "c"), Noisy("_"))),
        "boxed" block_on(boxed(Noisy("a"), Noisy("b"), true)),
        "boxed, early" block_on(boxed(Noisy("a"), Noisy("b"), false)),
        "lazy" block_on(lazy(Noisy("a"), Noisy("b"))),
    ]
}

#[stage("pinned")]
fn pinned(a: Noisy, _b: Noisy) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async move {
        let _local = Noisy("inner local");
        yield_now().await;
        note(a.name());
    })
}

#[stage("pinned by patterns")]
fn pinned_by_patterns(
    mut a: Noisy,
    (_b, c): (Noisy, Noisy),
    _: Noisy,
) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async move {
        let _local = Noisy("inner local");
        yield_now().await;
        note(a.name());
        a = c;
        note(a.name());
    })
}

#[stage("boxed")]
fn boxed(a: Noisy, _b: Noisy, wait: bool) -> Pin<Box<dyn Future<Output = ()>>> {
    let _local = Noisy("local");
    if !wait {
        return Box::pin(std::future::ready(()));
    }
    Box::pin(async move {
        let _local = Noisy("inner local");
        yield_now().await;
        note(a.name());
    })
}

#[stage("lazy")]
fn lazy(a: Noisy, _b: Noisy) -> impl Future<Output = ()> {
    let _local = Noisy("local");
    async move {
        yield_now().await;
        note(a.name());
    }
}

fn pending() -> Vec<(&'static str, Vec<String>)> {
    seen![
        "pending" poll_once(later(Noisy("a"), Noisy("b"), pair("c", "d"), Noisy("_"), Noisy("e"))),
        "pending, mut in between" poll_once(later_mut(Noisy("a"), Noisy("b"), Noisy("c"))),
        "pending, moved" poll_once(later_moved(Noisy("a"), Noisy("b"))),
        "pending, not used" poll_once(later_unused(Noisy("a"), Noisy("b"))),
        "pending, result" poll_once(later_result(Noisy("a"), Noisy("b"), "5")),
        "pending, scrutinee" poll_once(later_scrutinee(Noisy("a"))),
        "pending, self" poll_once(Owner::new().later(Noisy("a"))),
        "pending, mut self" poll_once(Owner::new().changes_later(Noisy("a"))),
        "pending, kept" poll_once(later_kept(Noisy("a"), pair("b", "c"))),
        "pending, fields" poll_once(later_fields(Noisy("a"), Noisy("b"))),
        "pending, pinned" poll_once(pinned(Noisy("a"), Noisy("b"))),
        "pending, boxed" poll_once(boxed(Noisy("a"), Noisy("b"), true)),
        "pending, lazy" poll_once(lazy(Noisy("a"), Noisy("b"))),
    ]
}
