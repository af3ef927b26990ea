use logging_runtime::{job, stage};
struct Request {
    id: String,
    video: Option<String>,
}
fn transcript(req: &Request) -> bool {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "transcript",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::JOB_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> bool {
            if let ::core::option::Option::Some(mut __s) = ::logging_runtime::__private::begin(
                &__LOGGING_SITE,
            ) {
                ::logging_runtime::__private::Start::id(&mut __s, &(req.id));
                ::logging_runtime::__private::Start::ctx(
                    &mut __s,
                    "video_id",
                    &(req.video),
                );
                ::logging_runtime::__private::Start::ctx(&mut __s, "tenant", &("a"));
                ::logging_runtime::__private::Start::params(
                    &mut __s,
                    [::logging_runtime::__private::param("req", &req).__offer()],
                );
                ::logging_runtime::__private::Start::start(__s);
            }
            let req = req;
            let _ = &req;
            { '__body: { req.video.is_some() } }
        },
        ::logging_runtime::__private::values::<bool>().__value(),
    )
}
fn displayed(number: u8) -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "displayed",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> u8 {
            if let ::core::option::Option::Some(mut __s) = ::logging_runtime::__private::begin(
                &__LOGGING_SITE,
            ) {
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
                ::logging_runtime::__private::Start::params(
                    &mut __s,
                    [
                        ::logging_runtime::__private::Offer::Unsigned(
                            "number",
                            number as u128,
                        ),
                    ],
                );
                ::logging_runtime::__private::Start::start(__s);
            }
            let number = number;
            let _ = &number;
            { '__body: { number } }
        },
        ::logging_runtime::__private::values::<u8>().__value(),
    )
}
