use std::time::Duration;
use logging_runtime::job;
/// What may be text is asked for by its name, and nothing else is.
fn asked(
    job_id: &str,
    video_id: String,
    limit: Duration,
    list: &[u8],
    _quiet: u8,
) -> usize {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::JOB_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> usize {
            ::logging_runtime::__private::params(
                &__LOGGING_SITE,
                [
                    ::logging_runtime::__private::Offer::Text("job_id", job_id),
                    ::logging_runtime::__private::param("video_id", &video_id).__offer(),
                ],
            );
            let job_id = job_id;
            let video_id = video_id;
            let limit = limit;
            let list = list;
            #[allow(
                clippy::used_underscore_binding,
                clippy::no_effect_underscore_binding
            )]
            let _quiet = _quiet;
            {
                '__body: {
                    job_id.len() + video_id.len() + list.len()
                        + limit.subsec_nanos() as usize
                }
            }
        },
        ::logging_runtime::__private::values::<usize>().__value(),
    )
}
fn asked_later(
    job_id: u64,
    video_id: &str,
) -> impl ::core::future::Future<Output = usize> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::JOB_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::staged(
        &__LOGGING_SITE,
        async move {
            if let ::core::option::Option::Some(mut __s) = ::logging_runtime::__private::begin(
                &__LOGGING_SITE,
            ) {
                ::logging_runtime::__private::Start::id(&mut __s, &(video_id));
                ::logging_runtime::__private::Start::params(
                    &mut __s,
                    [::logging_runtime::__private::Offer::Text("video_id", video_id)],
                );
                ::logging_runtime::__private::Start::start(__s);
            }
            let job_id = job_id;
            let video_id = video_id;
            let _ = &video_id;
            if false {
                return ::logging_runtime::__private::output::<usize>();
            }
            { '__body: { video_id.len() } }
        },
        ::logging_runtime::__private::values::<usize>().__value(),
    )
}
