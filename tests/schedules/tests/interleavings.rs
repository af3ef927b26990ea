//! The locks and the rate limiter under many interleavings: of a scheduler that goes through all of them in
//! order, of one that chooses at random, and of one that delays a thread at a few chosen steps,
//! which finds most faults soonest.

use schedules::{Scene, few_places, one_key, one_key_among_expired, take_turns, two_budgets};

const SCHEDULES: usize = 500;

fn plays(scene: Scene) {
    shuttle::check_random(move || scene.play(), SCHEDULES);
    shuttle::check_pct(move || scene.play(), SCHEDULES, 3);
    shuttle::check_dfs(move || scene.play(), Some(SCHEDULES));
}

#[test]
fn a_lock_is_had_by_one_thread_at_a_time() {
    // All in order would be a schedule in which a thread looks for ever whether the lock is free.
    shuttle::check_random(take_turns, SCHEDULES);
    shuttle::check_pct(take_turns, SCHEDULES, 3);
}

#[test]
fn keys_that_evict_each_other_lose_no_line() {
    plays(few_places());
}

#[test]
fn one_key_has_one_budget() {
    plays(one_key());
    plays(one_key_among_expired());
}

#[test]
fn two_tables_never_wait_for_each_other() {
    plays(two_budgets());
}
