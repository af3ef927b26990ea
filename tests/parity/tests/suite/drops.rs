//! What a function drops, it drops in the same order, recorded or not.

use parity::recorded;

use crate::{annotated, bare};

type Dropped = Vec<(&'static str, Vec<String>)>;

#[test]
fn arguments_and_locals_are_dropped_in_the_order_of_the_plain_function() {
    assert_dropped_alike(&annotated::drops::all(), &bare::drops::all());
}

#[test]
fn they_are_when_lines_are_written_as_well() {
    let (all, lines) = recorded(annotated::drops::all);
    assert_dropped_alike(&all, &bare::drops::all());
    assert!(lines >= 2 * all.len());
}

/// The order is no promise here: the arguments are captured, last to first, and not bound.
#[test]
fn a_future_that_is_never_polled_drops_all_that_the_plain_one_does_and_writes_nothing() {
    let sorted = |mut all: Dropped| {
        for (_, dropped) in &mut all {
            dropped.sort();
        }
        all
    };
    let (all, lines) = recorded(annotated::drops::never_polled);
    assert_dropped_alike(&sorted(all), &sorted(bare::drops::never_polled()));
    assert_eq!(lines, 0);
}

fn assert_dropped_alike(annotated: &Dropped, plain: &Dropped) {
    let names = |all: &Dropped| -> Vec<&str> { all.iter().map(|(name, _)| *name).collect() };
    assert_eq!(names(annotated), names(plain));
    let pairs = annotated.iter().zip(plain);
    let different: Vec<String> = pairs
        .filter(|(ours, plain)| ours != plain)
        .map(|((name, ours), (_, plain))| format!("{name}: {ours:?}, plain: {plain:?}"))
        .collect();
    assert_eq!(different, Vec::<String>::new());
}
