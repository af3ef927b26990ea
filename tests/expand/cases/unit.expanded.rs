use logging_runtime::{job, stage};
pub(crate) fn nothing() {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__call(
            "nothing",
            ::core::module_path!(),
            move || -> () {},
            ::logging_runtime::__private::Success,
        )
}
fn unit(list: &mut Vec<u8>) -> () {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::JOB;
    __LOGGING_SITE
        .__call(
            "",
            ::core::module_path!(),
            move || -> () {
                list.clear();
            },
            ::logging_runtime::__private::Success,
        )
}
