//! Parameters that are taken by themselves.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use logging_runtime::{init, job, stage};

use super::attributes::Id;

scenarios!(id_parameters, context_parameters, given_beats_taken,);

/// Neither a text nor shown.
#[derive(Clone)]
struct Opaque;

/// Functions with one parameter of this name, for one type each.
macro_rules! taking {
    ($attribute:ident, $key:ident: $($name:ident $type:ty),* $(,)?) => {
        $(
            #[$attribute("takes")]
            fn $name($key: $type) {
                let _ = $key;
            }
        )*
    };
}

taking! {
    job, job_id:
    job_string String,
    job_str &str,
    job_number u64,
    job_shown Id,
    job_opaque Opaque,
    job_ref &Id,
}

fn id_parameters() {
    let _guard = init();
    job_string("string".to_owned());
    job_str("str");
    job_number(7);
    job_shown(Id(1));
    job_ref(&Id(2));
    job_opaque(Opaque);
}

taking! {
    stage, video_id:
    stage_string String,
    stage_ref &String,
    stage_str &str,
    stage_cow Cow<'_, str>,
    stage_char char,
    stage_number u64,
    stage_signed i8,
    stage_shown Id,
    stage_shown_ref &Id,
    stage_opaque Opaque,
    stage_list Vec<String>,
    stage_option Option<String>,
    stage_duration Duration,
    stage_impl impl fmt::Display,
}

#[stage("takes")]
fn stage_generic<T>(video_id: T) {
    let _ = video_id;
}

#[stage("takes")]
fn stage_generic_shown<T: fmt::Display>(video_id: &T) {
    let _ = video_id;
}

fn context_parameters() {
    let _guard = init();
    stage_string("string".to_owned());
    stage_ref(&"ref".to_owned());
    stage_str("str");
    stage_cow("cow".into());
    stage_char('c');
    stage_number(7);
    stage_signed(-7);
    stage_shown(Id(1));
    stage_shown_ref(&Id(2));
    stage_impl("impl");
    stage_generic_shown(&"generic");
    stage_opaque(Opaque);
    stage_list(vec!["list".to_owned()]);
    stage_option(Some("option".to_owned()));
    stage_duration(Duration::ZERO);
    stage_generic("unknown");
}

fn given_beats_taken() {
    let _guard = init();
    given("parameter", "other");
}

#[stage("given", ctx(video_id = other))]
fn given(video_id: &str, other: &str) {
    assert_ne!(video_id, other);
}
