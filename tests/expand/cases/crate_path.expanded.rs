mod inner {
    pub(super) use logging_runtime as obs;
}
fn elsewhere(n: u8) -> Option<u8> {
    use inner::obs::__private::Ask as _;
    static __LOGGING_SITE: inner::obs::__private::Site = inner::obs::__private::Site::new(
        &inner::obs::__private::Options {
            none: ::core::option::Option::Some(
                inner::obs::__private::outcome("not_found"),
            ),
            fields: &[],
            starts: true,
            begins: true,
            ..inner::obs::__private::Options::STAGE
        },
    );
    __LOGGING_SITE
        .__call(
            "elsewhere",
            ::core::module_path!(),
            move || -> Option<u8> {
                __LOGGING_SITE.__unsigned("n", n as u128).__start();
                let n = n;
                { '__body: { Some(n) } }
            },
            <Option<u8> as inner::obs::__private::Asked>::values().__says(),
        )
}
