//! A future can be sent, shared, moved and unwound through where the plain one can, and nowhere
//! else.

use crate::{annotated, bare};

#[test]
fn the_auto_traits_of_a_future_are_those_of_the_plain_one() {
    let (annotated, plain) = (annotated::auto_traits::all(), bare::auto_traits::all());
    for wanted in ["Send", "Sync", "Unpin"] {
        let (with, without): (Vec<_>, Vec<_>) =
            plain.iter().partition(|(_, all)| all.contains(wanted));
        assert!(!with.is_empty() && !without.is_empty());
    }
    let pairs = annotated.iter().zip(&plain);
    let different: Vec<String> = pairs
        .filter(|(ours, plain)| ours != plain)
        .map(|((name, ours), (_, plain))| format!("{name}: {ours}, plain: {plain}"))
        .collect();
    assert_eq!(different, Vec::<String>::new());
}
