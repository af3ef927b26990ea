//! A block has the type that is expected of it, and borrows as a closure does.

#![deny(warnings, clippy::all, clippy::pedantic)]

use logging_runtime::stage_block;
use std::fmt::Display;
use std::num::ParseIntError;

fn coerced(n: u8) -> Box<dyn Display> {
    stage_block!("boxed", {
        if n == 0 {
            return Box::new("none");
        }
        Box::new(n)
    })
}

fn error_from_outside(text: &str) -> Result<u8, ParseIntError> {
    let n: Result<u8, ParseIntError> = stage_block!("inferred", {
        let n: u8 = text.parse()?;
        Ok(n)
    });
    let sum = n? + stage_block!("in_an_expression", { text.parse::<u8>() })?;
    stage_block!("tail", { Ok(sum) })
}

fn generic<T: Clone>(list: &mut Vec<T>, value: &T) -> Option<T> {
    stage_block!("generic", fields(len = list.len()), {
        list.push(value.clone());
        list.first().cloned()
    })
}

fn reborrows(list: &mut [u8]) -> &mut u8 {
    stage_block!("reborrows", { &mut list[0] })
}

fn never(n: u8) -> u8 {
    let m: u8 = stage_block!("never", {
        assert!(n > 0);
        loop {
            if n > 1 {
                return n;
            }
            break 1;
        }
    });
    m
}

async fn later(text: &str) -> Result<usize, ParseIntError> {
    let owned = text.to_owned();
    let length = stage_block!("moves", fields(text), async move { owned.len() }).await;
    let n = stage_block!("borrows", async { text.parse::<usize>() }).await?;
    Ok(length + n)
}

fn is_send<T: Send>(value: T) -> T {
    value
}

fn main() {
    assert_eq!(coerced(0).to_string() + &coerced(1).to_string(), "none1");
    assert_eq!(error_from_outside("4"), Ok(8));
    let mut list = vec![1];
    assert_eq!(generic(&mut list, &2), Some(1));
    *reborrows(&mut list) += 1;
    assert_eq!((list, never(3)), (vec![2, 2], 3));
    drop(is_send(later("1")));
}
