//! A secret that is a type of its own cannot be logged by mistake, whatever its field is called.
//!
//! The names of fields and the shapes of texts are looked at as well, but a type knows: `secrecy`
//! shows nothing of it, has no `Display`, and wipes it from memory.

use logging_runtime::{evt, job, stage};
use secrecy::{ExposeSecret, SecretString};
use std::io;

#[derive(Debug)]
struct Account {
    user: String,
    #[allow(dead_code, reason = "it is shown, by `Debug`")]
    sesame: SecretString,
}

/// `?account` is safe: the secret shows its type alone. `%account.sesame` does not compile.
#[stage("sign_in", fields(?account))]
fn sign_in(account: &Account) -> io::Result<()> {
    // Only here it is a text again. Nothing that an error says is a secret of ours.
    match account.sesame.expose_secret() {
        "" => Err(io::Error::other("no password")),
        _ => Ok(()),
    }
}

#[job("mail", id = &account.user)]
fn mail(account: &Account) -> io::Result<()> {
    sign_in(account)?;
    evt!("signed_in", sesame = ?account.sesame);
    Ok(())
}

fn main() -> io::Result<()> {
    let _guard = logging_runtime::init();
    let sesame = std::env::args().nth(1).unwrap_or_default();
    mail(&Account {
        user: "ada".to_owned(),
        sesame: sesame.into(),
    })
}
