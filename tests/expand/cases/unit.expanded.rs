use logging_runtime::{job, stage};
pub(crate) fn nothing() {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "nothing",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> () { { '__body: {} } },
        ::logging_runtime::__private::Success,
    )
}
fn unit(list: &mut Vec<u8>) -> () {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::JOB,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> () {
            let list = list;
            {
                '__body: {
                    list.clear();
                }
            }
        },
        ::logging_runtime::__private::Success,
    )
}
