use logging_runtime::stage;
struct Point {
    x: u8,
    y: u8,
}
fn patterns(
    __arg0: (u8, u8),
    __arg1: Point,
    __arg2: &u8,
    __arg3: String,
    __arg4: [u8; 2],
) -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__call(
            "patterns",
            ::core::module_path!(),
            move || -> u8 {
                let __arg0 = __arg0;
                let (a, mut b) = __arg0;
                let __arg1 = __arg1;
                let Point { x, y: _ } = __arg1;
                let __arg2 = __arg2;
                let &one = __arg2;
                let __arg3 = __arg3;
                let __arg4 = __arg4;
                let [c, ..] = __arg4;
                {
                    '__body: {
                        b += c;
                        a + b + x + one
                    }
                }
            },
            ::logging_runtime::__private::Success,
        )
}
fn mutably_borrowed(__arg0: (u8, u8)) -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__call(
            "mutably_borrowed",
            ::core::module_path!(),
            move || -> u8 {
                #[allow(unused_mut)]
                let mut __arg0 = __arg0;
                let (ref mut a, b) = __arg0;
                {
                    '__body: {
                        *a += b;
                        *a
                    }
                }
            },
            ::logging_runtime::__private::Success,
        )
}
