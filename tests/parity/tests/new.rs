//! What only edition 2024 means. `old.rs` of `parity-2018` has what only an older one does.

use std::cell::RefCell;

use parity::{block_on, yield_now};

macro_rules! both {
    ($(#[stage($name:literal)] $item:item)*) => {
        mod annotated {
            use super::*;
            $(#[logging_runtime::stage($name)] $item)*
        }

        mod bare {
            use super::*;
            $($item)*
        }
    };
}

both! {
    #[stage("a tail that borrows a local")]
    pub(crate) fn tail() -> usize {
        let cell = RefCell::new(vec![1]);
        cell.borrow().len()
    }

    #[stage("the same, later")]
    pub(crate) async fn tail_later(cell: RefCell<Vec<u8>>) -> usize {
        yield_now().await;
        let other = RefCell::new(cell.take());
        other.borrow().len()
    }

    #[stage("a scrutinee that is gone in the else")]
    pub(crate) fn scrutinee(cell: &RefCell<Option<u8>>) -> u8 {
        if let Some(value) = *cell.borrow() {
            value
        } else {
            *cell.borrow_mut().insert(7)
        }
    }

    #[stage("a chain")]
    pub(crate) fn chain(text: &str) -> Option<u8> {
        if let Some(word) = text.split(' ').next()
            && let Ok(number) = word.parse()
        {
            return Some(number);
        }
        None
    }

    #[stage("everything captured")]
    pub(crate) fn captured(text: &str, by: &str) -> impl Iterator<Item = usize> {
        text.split(by).map(str::len)
    }

    #[stage("an async closure")]
    pub(crate) async fn closure(code: impl AsyncFn(u8) -> u8) -> u8 {
        code(1).await + code(2).await
    }
}

#[test]
fn code_of_edition_2024_means_what_it_means() {
    assert_eq!((annotated::tail(), bare::tail()), (1, 1));
    let cell = || RefCell::new(vec![1, 2]);
    let (ours, plain) = (annotated::tail_later(cell()), bare::tail_later(cell()));
    assert_eq!((block_on(ours), block_on(plain)), (2, 2));
    let (ours, plain) = (RefCell::new(None), RefCell::new(None));
    assert_eq!(annotated::scrutinee(&ours), bare::scrutinee(&plain));
    assert_eq!((ours.take(), plain.take()), (Some(7), Some(7)));
    for text in ["5 x", "x 5"] {
        assert_eq!(annotated::chain(text), bare::chain(text));
    }
    assert!(annotated::captured("a bc", " ").eq(bare::captured("a bc", " ")));
    let add = async |n: u8| n + 1;
    assert_eq!(
        block_on(annotated::closure(add)),
        block_on(bare::closure(add))
    );
}
