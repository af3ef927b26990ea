use logging_runtime::{job, stage};
struct Request {
    id: String,
    video: Option<String>,
}
fn transcript(req: &Request) -> bool {
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::JOB_BEGINS;
    __LOGGING_SITE
        .__call(
            "transcript",
            ::core::module_path!(),
            move || -> bool {
                if let ::core::option::Option::Some(mut __s) = __LOGGING_SITE.__begin() {
                    ::logging_runtime::__private::Start::id(&mut __s, &(req.id));
                    ::logging_runtime::__private::Start::ctx(
                        &mut __s,
                        "video_id",
                        &(req.video),
                    );
                    ::logging_runtime::__private::Start::ctx(&mut __s, "tenant", &("a"));
                    __LOGGING_SITE.__param("req", &req).__offer().__start_as(__s);
                }
                let req = req;
                let _ = &req;
                { '__body: { req.video.is_some() } }
            },
            ::logging_runtime::__private::Success,
        )
}
fn displayed(number: u8) -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
    __LOGGING_SITE
        .__call(
            "displayed",
            ::core::module_path!(),
            move || -> u8 {
                if let ::core::option::Option::Some(mut __s) = __LOGGING_SITE.__begin() {
                    ::logging_runtime::__private::Start::ctx(
                        &mut __s,
                        "video_id",
                        &::logging_runtime::__private::Show(&(number)),
                    );
                    ::logging_runtime::__private::Start::ctx(
                        &mut __s,
                        "shape",
                        &::logging_runtime::__private::Dbg(&((number, 1))),
                    );
                    __LOGGING_SITE.__unsigned("number", number as u128).__start_as(__s);
                }
                let number = number;
                let _ = &number;
                { '__body: { number } }
            },
            ::logging_runtime::__private::Success,
        )
}
