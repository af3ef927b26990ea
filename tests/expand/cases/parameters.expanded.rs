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
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::JOB_BEGINS;
    __LOGGING_SITE
        .__call(
            "",
            ::core::module_path!(),
            move || -> usize {
                __LOGGING_SITE
                    .__text("job_id", job_id)
                    .__last("video_id", &video_id)
                    .__start();
                let job_id = job_id;
                let video_id = video_id;
                let limit = limit;
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
            ::logging_runtime::__private::Success,
        )
}
fn asked_later(
    job_id: u64,
    video_id: &str,
) -> impl ::core::future::Future<Output = usize> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::JOB_BEGINS;
    __LOGGING_SITE
        .__staged(
            "",
            ::core::module_path!(),
            async move {
                if let ::core::option::Option::Some(mut __s) = __LOGGING_SITE.__begin() {
                    ::logging_runtime::__private::Start::id(&mut __s, &(video_id));
                    __LOGGING_SITE.__text("video_id", video_id).__start_as(__s);
                }
                let job_id = job_id;
                let video_id = video_id;
                let _ = &video_id;
                if false {
                    return <usize as ::logging_runtime::__private::Asked>::output();
                }
                { '__body: { video_id.len() } }
            },
            ::logging_runtime::__private::Success,
        )
}
