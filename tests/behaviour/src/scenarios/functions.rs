//! The forms that a function can have.

use logging_runtime::{evt, init, job, stage};

scenarios!(forms, nothing_is_set_up, threads);

fn forms() {
    let _guard = init();
    let mut counter = Counter { n: 1 };
    assert_eq!(*counter.add(2), 3);
    assert_eq!(counter.get(), 3);
    assert_eq!(Counter::associated(), 0);
    assert_eq!(counter.by_default(), 4);
    assert_eq!(counter.by_impl(), 5);
    assert_eq!(counter.into_inner(), 3);
    assert_eq!(generic::<_, 2>(["a", "b"]), Some("b"));
    assert_eq!(closure_argument(|n| n + 1), 2);
    assert_eq!(returns_iterator(3).sum::<u32>(), 3);
    assert_eq!(returns_closure()("x"), "x");
    assert_eq!(from_macro(7), 7);
    assert_eq!(extern_c(8), 8);
    // SAFETY: the function needs nothing.
    assert_eq!(unsafe { dangerous() }, 9);
    assert_eq!(patterns((1, 2), [3, 4]), 10);
    assert_eq!(inner_items(), 3);
    both();
}

struct Counter {
    n: u32,
}

impl Counter {
    #[stage("add")]
    fn add(&mut self, n: u32) -> &mut u32 {
        self.n += n;
        &mut self.n
    }

    #[stage("get")]
    fn get(&self) -> u32 {
        self.n
    }

    #[stage("associated")]
    fn associated() -> u32 {
        0
    }

    #[stage("into_inner")]
    fn into_inner(self) -> u32 {
        self.n
    }
}

trait Count {
    #[stage("by_default")]
    fn by_default(&self) -> u32 {
        4
    }

    fn by_impl(&self) -> u32;
}

impl Count for Counter {
    #[stage("by_impl")]
    fn by_impl(&self) -> u32 {
        5
    }
}

#[stage("generic")]
fn generic<T, const N: usize>(list: [T; N]) -> Option<T>
where
    T: Clone,
{
    list.last().cloned()
}

#[stage("closure_argument")]
fn closure_argument(code: impl FnOnce(u32) -> u32) -> u32 {
    code(1)
}

#[stage("returns_iterator")]
fn returns_iterator(n: u32) -> impl Iterator<Item = u32> {
    0..=n - 1
}

#[stage("returns_closure")]
fn returns_closure() -> impl Fn(&str) -> &str {
    |text| text
}

macro_rules! function {
    ($name:ident, $argument:ident, $body:expr) => {
        #[stage("from_macro")]
        fn $name($argument: u32) -> u32 {
            $body
        }
    };
}

function!(from_macro, n, n);

#[stage("extern_c")]
extern "C" fn extern_c(n: u32) -> u32 {
    n
}

#[stage("dangerous")]
unsafe fn dangerous() -> u32 {
    9
}

#[stage("patterns")]
fn patterns((a, b): (u32, u32), [c, mut d]: [u32; 2]) -> u32 {
    d += 0;
    a + b + c + d
}

#[stage("inner_items")]
fn inner_items() -> u32 {
    fn three() -> u32 {
        3
    }
    let result = 'block: {
        if three() == 3 {
            break 'block 3;
        }
        0
    };
    let nested = || -> Option<u32> { Some(result) };
    nested().unwrap_or_default()
}

#[job("both", id = "j-1")]
#[stage("both")]
fn both() {
    evt!("in_both");
}

fn nothing_is_set_up() {
    assert_eq!(Counter::associated(), 0);
    both();
    evt!("unheard");
}

fn threads() {
    let _guard = init();
    std::thread::scope(|scope| {
        for thread in 0..16 {
            scope.spawn(move || {
                for n in 0..50 {
                    job_of_thread(&format!("j-{thread}-{n}"), thread);
                }
            });
        }
    });
}

#[job]
fn job_of_thread(job_id: &str, thread: u32) {
    assert!(job_id.starts_with(&format!("j-{thread}-")));
    stage_of_thread(thread, 3);
}

#[stage("deep", fields(thread, depth))]
fn stage_of_thread(thread: u32, depth: u32) {
    evt!("at", thread_id = thread);
    if depth > 0 {
        stage_of_thread(thread, depth - 1);
    }
}
