//! Where the compiler says something else about an annotated function, and why. An entry that is no
//! longer needed fails the tests too.

use super::Allowed;

pub(crate) const TYPES: &[Allowed] = &[
    (
        "`?` is called one of a closure or of an async block",
        "E0277",
        &[
            "question_mark_in_unit",
            "question_mark_in_unit_async",
            "question_mark_on_option",
        ],
    ),
    (
        "a `break` without a loop is one inside of a closure",
        "E0267",
        &["break_without_loop"],
    ),
    (
        "the same, by its other number",
        "E0268",
        &["break_without_loop"],
    ),
    (
        "the type that does not fit is the one around the future",
        "E0271",
        &["wrong_future"],
    ),
    (
        "told once more, where the future is taken",
        "E0277",
        &["no_future"],
    ),
    (
        "the function that recurs is called a block, and so marked",
        "E0733",
        &["recursive"],
    ),
];

pub(crate) const BORROWS: &[Allowed] = &[
    (
        "the argument is called a local variable: it is bound once more",
        "E0515",
        &["returned_argument", "temporary_in_tail"],
    ),
    (
        "the argument is called a variable",
        "E0384",
        &["assigned_twice", "assigned_twice_async"],
    ),
    (
        "the captured argument is not declared as `mut`",
        "E0594",
        &["assigned_twice_async"],
    ),
    (
        "the argument is called assigned, or its capture counts as read",
        "unused_assignments",
        &["assigned_twice", "assigned_twice_async"],
    ),
    (
        "the lifetime of what is returned is that of a closure's or a block's, which is the whole body",
        "",
        &["other_lifetime_async", "lazily_borrowed", "returns_other"],
    ),
    ("the same, by its number", "E0621", &["later_of_other"]),
];

pub(crate) const WARNINGS: &[Allowed] = &[
    (
        "the call is in a closure, in which the lint does not look",
        "unconditional_recursion",
        &["recursive"],
    ),
    (
        "the function is not `async` any more, and what is warned of is so on purpose",
        "async_fn_in_trait",
        &["asynchronous"],
    ),
];

pub(crate) const LINTS: &[Allowed] = &[
    (
        "what writes lines cannot be `const`",
        "clippy::missing_const_for_fn",
        &[
            "unit",
            "unit_written",
            "option",
            "pattern",
            "in_place",
            "unsafe_function",
            "no_panics_section",
            "could_be_const",
            "proves_a_bound",
            "proves_another",
            "len",
        ],
    ),
    (
        "there is an `await` around the body",
        "clippy::unused_async",
        &[
            "unit_async",
            "awaits_nothing",
            "yields_future",
            "proves_a_bound_async",
        ],
    ),
    (
        "the function has a static that it may change",
        "clippy::must_use_candidate",
        &[
            "no_panics_section",
            "no_safety_section",
            "must_use_candidate",
            "new",
            "len",
            "into_list",
            "with",
            "add",
        ],
    ),
    (
        "the function returns a future and no `Result`",
        "clippy::missing_errors_doc",
        &["no_errors_section_async"],
    ),
    (
        "the value is seen on its way, so the function does not only wrap it",
        "clippy::unnecessary_wraps",
        &["unit_written", "wrapped_for_nothing"],
    ),
    (
        "the argument is taken by the closure",
        "clippy::needless_pass_by_value",
        &["passed_by_value", "boxed_for_nothing", "complex", "add"],
    ),
    ("the same", "clippy::boxed_local", &["boxed_for_nothing"]),
    (
        "the same",
        "clippy::ptr_arg",
        &["vector_by_reference_async"],
    ),
    (
        "the same",
        "clippy::used_underscore_binding",
        &["underscore_used"],
    ),
    (
        "the return type is written once more, in the body",
        "clippy::needless_lifetimes",
        &["lifetimes_for_nothing"],
    ),
    (
        "the block is no longer the function's tail",
        "clippy::manual_async_fn",
        &["manual_async"],
    ),
    (
        "the attribute has a macro's function under it",
        "clippy::inline_always",
        &["always"],
    ),
    (
        "told of the block instead of the function",
        "clippy::future_not_send",
        &["not_send", "holds_lock"],
    ),
    (
        "the value is on its way to the caller, through a guard",
        "clippy::needless_return",
        &["in_place_return"],
    ),
];

pub(crate) const EXPECTED: &[Allowed] = &[(
    "the function has a static that it may change",
    "clippy::must_use_candidate",
    &["raw", "panics"],
)];
