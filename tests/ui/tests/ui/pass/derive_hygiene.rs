#![deny(warnings)]
#![allow(dead_code)]
//! `#[derive(Classify)]` where names mean something else, and in types that a macro makes.

mod shadowed {
    use ::logging_runtime as obs;

    mod std {}
    mod core {}
    mod alloc {}
    mod logging_runtime {}

    struct Option;
    struct Result;
    struct Outcome;
    struct Level;
    struct Classify;
    struct String;
    struct Some;
    struct None;
    struct Box;
    #[allow(non_camel_case_types)]
    struct str;

    #[derive(obs::Classify)]
    #[outcome(crate = obs, default = timeout)]
    enum E {
        Option(Option),
        #[outcome(transparent)]
        Asked(::std::io::Error),
        #[outcome(with = judge)]
        Judged(u8, Outcome),
        #[outcome(blocked, error_type = "x", level = "warn")]
        Level(Level),
    }

    fn judge(_: &u8, _: &Outcome) -> obs::Outcome {
        obs::Outcome::Unseen
    }

    pub fn check() {
        use obs::Classify as _;
        assert_eq!(E::Option(Option).outcome(), obs::Outcome::Timeout);
        assert_eq!(E::Judged(1, Outcome).outcome(), obs::Outcome::Unseen);
        assert_eq!(E::Level(Level).error_type(), ::core::option::Option::Some("x"));
    }
}

mod made {
    use logging_runtime::{Classify, Outcome};

    macro_rules! failure {
        ($name:ident { $($(#[$meta:meta])* $variant:ident $(($ty:ty))?),* } $outcome:ident $judge:path, $kind:literal) => {
            #[derive(Classify)]
            #[outcome(default = $outcome)]
            pub enum $name {
                $($(#[$meta])* $variant $(($ty))?,)*
                #[outcome($outcome)]
                Given,
                #[outcome(blocked, error_type = $kind)]
                Kind,
                #[outcome(with = $judge)]
                Judged(u8),
                #[outcome(with = $crate::made::judge)]
                JudgedHere(u8),
            }
        };
    }

    failure!(Failure { A, #[outcome(transparent)] Io(std::io::Error) } timeout self::judge, "auth_error");

    pub fn judge(n: &u8) -> Outcome {
        if *n == 0 { Outcome::Success } else { Outcome::Error }
    }

    pub fn check() {
        assert_eq!(Failure::A.outcome(), Outcome::Timeout);
        assert_eq!(Failure::Given.outcome(), Outcome::Timeout);
        assert_eq!(Failure::Kind.error_type(), Some("auth_error"));
        assert_eq!(Failure::Judged(0).outcome(), Outcome::Success);
        assert_eq!(Failure::JudgedHere(1).outcome(), Outcome::Error);
    }
}

fn main() {
    shadowed::check();
    made::check();
}
