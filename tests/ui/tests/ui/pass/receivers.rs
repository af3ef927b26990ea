#![deny(warnings)]
//! Every form of `self`.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use logging_runtime::stage;

#[derive(Clone)]
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

    #[stage("owned and changed")]
    fn changed(mut self) -> Self {
        self.0 = 9;
        self
    }

    #[stage("boxed")]
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

    #[stage("partly moved", fields(n = self.0))]
    fn partly(self) -> String {
        let Self(_, text) = self;
        text
    }

    #[stage("none")]
    fn associated() -> Self {
        Self(1, String::new())
    }
}

trait Named: Sized {
    #[stage("provided")]
    fn provided(self) -> Self {
        self
    }
}

impl Named for Value {}

fn main() {
    let mut value = Value::associated().provided();
    *value.exclusive() += 1;
    assert_eq!((value.shared(), value.lifetime("x")), (3, "x"));
    assert_eq!(value.clone().owned(), "x");
    assert_eq!(value.clone().changed().0, 9);
    assert_eq!(Box::new(value.clone()).boxed(), 3);
    assert_eq!(Arc::new(value.clone()).counted(), 1);
    assert_eq!(Rc::new(value.clone()).local(), 3);
    assert_eq!(Pin::new(&mut value).pinned(), 3);
    assert_eq!(value.partly(), "x");
}
