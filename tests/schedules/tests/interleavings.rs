//! The locks, the rate limiter and the queue of the thread that writes, under many interleavings: of a scheduler that
//! goes through all of them in order, of one that chooses at random, and of one that delays a thread at a few chosen
//! steps, which finds most faults soonest.

use schedules::{
    Scene, errors_without_time, few_places, lines_after_a_pause, lines_at_the_end,
    more_lines_than_room, one_key, one_key_among_expired, take_turns, two_budgets,
};

const SCHEDULES: usize = 500;

fn plays(scene: Scene) {
    shuttle::check_random(move || scene.play(), SCHEDULES);
    shuttle::check_pct(move || scene.play(), SCHEDULES, 3);
    shuttle::check_dfs(move || scene.play(), Some(SCHEDULES));
}

/// All in order would be a schedule in which a thread looks again and again, and nobody else goes on.
fn plays_by_chance(play: fn(), schedules: usize) {
    shuttle::check_random(play, schedules);
    shuttle::check_pct(play, schedules, 3);
}

#[test]
fn a_lock_is_had_by_one_thread_at_a_time() {
    plays_by_chance(take_turns, SCHEDULES);
}

#[test]
fn a_thread_that_sleeps_for_good_is_told_of_every_line() {
    plays_by_chance(lines_after_a_pause, SCHEDULES);
    plays_by_chance(errors_without_time, SCHEDULES);
}

#[test]
fn lines_that_come_while_the_thread_ends_are_written_once() {
    plays_by_chance(lines_at_the_end, SCHEDULES);
}

#[test]
fn a_queue_that_is_full_lets_lines_of_jobs_wait_and_counts_the_others_that_it_drops() {
    plays_by_chance(more_lines_than_room, SCHEDULES / 10);
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
