//! Derived implementations, and what is said about wrong attributes.

use super::*;

fn errors(input: TokenStream) -> Vec<String> {
    let mut errors = Errors::default();
    let item = item::scan(input).expect("a type");
    model::Model::read(&item, &mut errors);
    errors.messages()
}

fn text(input: TokenStream) -> String {
    derive(input).to_string()
}

#[test]
fn each_kind_of_variant_gets_its_arm() {
    let text = text(quote! {
        enum E<'a, T> {
            #[outcome(blocked, error_type = "auth_error", level = "warn")] A,
            #[outcome(transparent)] B { source: T },
            #[outcome(with = judge::one)] C(&'a str, u8),
            #[outcome(partial)] r#type(u8),
            D,
        }
    });
    for part in [
        "impl < 'a , T > :: logging_runtime :: Classify for E < 'a , T > where T : :: logging_runtime :: Classify",
        "Self :: A { .. } => const { :: logging_runtime :: __private :: outcome (\"blocked\") }",
        "Self :: B { source : __field0 , .. } => { use :: logging_runtime :: __private :: inner :: * ;",
        "Self :: C { 0 : __field0 , 1 : __field1 , .. } => judge :: one (__field0 , __field1)",
        "Self :: r#type { .. } => const { :: logging_runtime :: __private :: outcome (\"partial\") }",
        "Self :: D { .. } => const { :: logging_runtime :: __private :: outcome (\"error\") }",
        "Self :: A { .. } => :: core :: option :: Option :: Some (\"auth_error\")",
        "Self :: A { .. } => :: core :: option :: Option :: Some (:: logging_runtime :: __private :: Level :: WARN)",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn methods_that_say_nothing_are_left_out() {
    let text = text(quote!(
        #[outcome(timeout)]
        struct S(u8);
    ));
    assert!(text.contains("Self { .. } => const"), "{text}");
    assert!(!text.contains("error_type") && !text.contains("level"));
}

#[test]
fn a_function_of_a_struct_gets_the_whole_of_it() {
    let text = text(quote!(
        #[outcome(with = Self::judge::<A, B>)]
        struct S(u8);
    ));
    assert!(
        text.contains("Self { .. } => Self :: judge :: < A , B > (self)"),
        "{text}"
    );
}

#[test]
fn variants_that_say_nothing_are_the_default() {
    let text = text(quote!(
        #[outcome(default = timeout)]
        enum E {
            A,
            #[outcome(error_type = "auth_error")]
            B,
            #[outcome(blocked)]
            C,
        }
    ));
    for (variant, outcome) in [("A", "timeout"), ("B", "timeout"), ("C", "blocked")] {
        let arm = format!(
            "Self :: {variant} {{ .. }} => const {{ :: logging_runtime :: __private :: outcome (\"{outcome}\") }}"
        );
        assert!(text.contains(&arm), "{text}");
    }
}

#[test]
fn only_fields_of_other_generic_types_are_bounded_and_each_once() {
    let text = text(quote!(
        enum E<'a, T, const N: usize> {
            #[outcome(transparent)]
            A(T),
            #[outcome(transparent)]
            B(T),
            #[outcome(transparent)]
            C(Box<E<'a, T, N>>),
            #[outcome(transparent)]
            D([Io<'a>; N]),
            #[outcome(transparent)]
            F(Other<T::Error>),
        }
    ));
    assert!(
        text.contains(
            "where T : :: logging_runtime :: Classify , \
             Other < T :: Error > : :: logging_runtime :: Classify , {"
        ),
        "{text}"
    );
}

#[test]
fn an_empty_enum_matches_nothing() {
    assert!(
        text(quote!(
            enum Never {}
        ))
        .contains("match * self { }")
    );
}

#[test]
fn another_crate_leaves_no_default_path_behind() {
    let text = text(quote!(
        #[outcome(crate = ::obs)]
        enum E {
            #[outcome(transparent)]
            A(B),
            #[outcome(timeout, level = "info")]
            C,
        }
    ));
    assert!(
        text.contains(":: obs :: Classify") && !text.contains("logging_runtime"),
        "{text}"
    );
}

#[test]
fn all_errors_are_told_at_once() {
    let found = errors(quote!(
        #[outcome(timeout, speed = 1)]
        enum E {
            #[outcome(tiemout, level = "loud")]
            A(#[outcome(blocked)] u8),
            #[outcome(transparent)]
            B,
            #[outcome(error_type = , transparent)]
            C(u8, u8),
        }
    ));
    assert_eq!(found.len(), 8, "{found:?}");
}

#[test]
#[rustfmt::skip]
fn wrong_attributes_are_told_and_an_implementation_stays() {
    for (input, message) in [
        (quote!(enum E { #[outcome(tiemout)] A }), "no outcome `tiemout`: use success, no_captions, blocked, timeout, error, cancelled, unseen; did you mean `timeout`?"),
        (quote!(union U { a: u8 }), "unions have no outcome: derive `Classify` on a struct or an enum"),
        (quote!(enum E { A(#[outcome(timeout)] u8) }), "`#[outcome]` goes on the variant or the struct, not on a field"),
        (quote!(enum E { #[outcome(transparent)] A(u8, u8) }), "`transparent` needs exactly one field (this one has 2)"),
        (quote!(enum E { #[outcome(transparent)] A }), "`transparent` needs exactly one field (this one has 0)"),
        (quote!(enum E { #[outcome(transparent, timeout)] A(u8) }), "`transparent` asks the field: remove `timeout`"),
        (quote!(enum E { #[outcome(timeout, transparent)] A(u8) }), "`transparent` asks the field: remove the other outcome"),
        (quote!(enum E { #[outcome(with = f, timeout)] A }), "`with` already says the outcome: remove `timeout`"),
        (quote!(enum E { #[outcome(timeout)] #[outcome(blocked)] A }), "duplicate `#[outcome]`"),
        (quote!(enum E { #[outcome(timeout, blocked)] A }), "the outcome is already `timeout`"),
        (quote!(enum E { #[outcome(timeout, level = "info", level = "warn")] A }), "`level` is already set"),
        (quote!(enum E { #[outcome] A }), "expected an outcome: `#[outcome(timeout)]`"),
        (quote!(enum E { #[outcome("timeout")] A }), "an outcome is a bare word, as in `#[outcome(timeout)]`"),
        (quote!(enum E { #[outcome(timeout, errortype = "x")] A }), "no option `errortype`; did you mean `error_type`?"),
        (quote!(enum E { #[outcome(timeout, speed = 1)] A }), "no option `speed` (options: error_type, level, with, transparent, default, exhaustive, crate)"),
        (quote!(enum E { #[outcome(timeout, error_type = 5)] A }), "`error_type` takes a string: `error_type = \"..\"`"),
        (quote!(enum E { #[outcome(timeout, error_type = "x"u8)] A }), "`error_type` takes a string: `error_type = \"..\"`"),
        (quote!(enum E { #[outcome(timeout, error_type = r"x"u8)] A }), "`error_type` takes a string: `error_type = \"..\"`"),
        (quote!(enum E { #[outcome(timeout, error_type)] A }), "`error_type` takes a value: `error_type = ..`"),
        (quote!(enum E { #[outcome(timeout, level = "loud")] A }), "unknown level \"loud\": use trace, debug, info, warn or error"),
        (quote!(enum E { #[outcome(with = "f")] A }), "`with` takes a path"),
        (quote!(enum E { #[outcome(timeout level = "warn")] A }), "expected `,`"),
        (quote!(#[outcome(timeout)] enum E { A }), "an enum's outcomes stand on its variants: write `default = timeout` for those without one"),
        (quote!(#[outcome(level = "warn")] enum E { A }), "`level` stands on the variants of an enum"),
        (quote!(enum E { #[outcome(timeout, crate = a)] A }), "`crate` stands on the type, not on a variant"),
        (quote!(enum E { #[outcome(timeout, default = blocked)] A }), "`default` stands on the type, not on a variant"),
        (quote!(#[outcome(exhaustive)] struct S;), "`exhaustive` is for the variants of an enum"),
        (quote!(#[outcome(transparent)] enum E { A }), "`transparent` stands on the variants of an enum"),
        (quote!(#[outcome(default = blocked, exhaustive)] enum E { #[outcome(timeout)] A }), "`default` and `exhaustive` exclude each other"),
        (quote!(#[outcome(exhaustive)] enum E { A, #[outcome(timeout)] B }), "by `exhaustive`, `A` has to say what it means, as in `#[outcome(timeout)]`"),
        (quote!(#[outcome(default = "timeout")] enum E { A }), "`default` takes an outcome's bare word, as in `default = timeout`"),
        (quote!(#[outcome(default = transparent)] enum E { A }), "`transparent` is an option, and `default` takes an outcome's word"),
        (quote!(#[outcome(default = soft_error)] enum E { A }), "`soft_error` contains the standard outcome `error`, and queries would count it as one"),
        (quote!(#[outcome(default = partial)] enum E { #[outcome(error_type = "x")] A }), "`error_type` is for a failure (blocked, timeout, error), and `partial` is none"),
        (quote!(enum E { #[outcome(success, error_type = "x")] A }), "`error_type` is for a failure (blocked, timeout, error), and `success` is none"),
        (quote!(enum E { #[outcome(tranparent)] A(u8) }), "no outcome `tranparent`; did you mean `transparent`?"),
        (quote!(enum E { #[outcome(transparent = true)] A(u8) }), "`transparent` stands alone, without a value"),
        (quote!(enum E { #[outcome(timeout = "30s")] A }), "the outcome `timeout` stands alone, without a value"),
        (quote!(enum E { #[outcome(with)] A }), "`with` takes a value: `with = ..`"),
    ] {
        assert_eq!(errors(input.clone()), [message]);
        let text = text(input);
        assert!(text.contains("fn outcome (& self)") && text.contains("compile_error"), "{text}");
    }
}
