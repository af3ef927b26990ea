//! What only an older edition means: the user's tokens keep their edition.

#![allow(
    array_into_iter,
    clippy::into_iter_on_ref,
    clippy::unnecessary_to_owned
)]
#![allow(bare_trait_objects, ellipsis_inclusive_range_patterns)]

use std::future::Future;

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
    #[stage("an object without dyn")]
    pub(crate) fn object(text: &ToString, boxed: bool) -> Box<ToString> {
        if boxed {
            return Box::new(1);
        }
        Box::new(text.to_string())
    }

    #[stage("names that are words by now")]
    pub(crate) fn gen(gen: u8) -> u8 {
        gen + 1
    }

    #[stage("later")]
    pub(crate) async fn later(gen: &str) -> Result<usize, Box<std::error::Error + Send + Sync>> {
        yield_now().await;
        let length: usize = gen.parse()?;
        Ok(length)
    }

    #[stage("a range with three dots")]
    pub(crate) fn range(n: u8) -> Option<u8> {
        match n {
            0...9 => Some(n),
            _ => None,
        }
    }

    #[stage("an iterator of references")]
    pub(crate) fn references() -> u64 {
        [1_u64, 2].into_iter().map(|n: &u64| n + 1).sum()
    }

    #[stage("nothing captured")]
    pub(crate) fn detached(text: &str) -> impl Future<Output = usize> {
        std::future::ready(text.len())
    }
}

#[test]
fn code_of_edition_2018_means_what_it_meant() {
    assert_eq!(
        annotated::object(&1, true).to_string(),
        bare::object(&1, true).to_string()
    );
    assert_eq!(annotated::object(&2, false).to_string(), "2");
    assert_eq!(annotated::gen(1), bare::gen(1));
    assert_eq!(block_on(annotated::later("5")).ok(), Some(5));
    assert!(block_on(bare::later("x")).is_err());
    assert_eq!(
        (annotated::range(3), annotated::range(10)),
        (bare::range(3), bare::range(10))
    );
    assert_eq!(annotated::references(), bare::references());
}

/// The text is gone before the future is polled.
#[test]
fn a_returned_future_captures_what_its_edition_says() {
    let annotated = annotated::detached(&"xy".to_owned());
    let bare = bare::detached(&"xy".to_owned());
    assert_eq!((block_on(annotated), block_on(bare)), (2, 2));
}
