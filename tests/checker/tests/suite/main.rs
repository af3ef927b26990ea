//! What the checker promises, seen from outside.

mod agrees_with_serde;
mod command;
mod json_table;
mod lifecycle_rules;
mod line_rules;
mod lines;
mod story_rules;
mod stream;
