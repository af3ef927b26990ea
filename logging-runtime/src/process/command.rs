//! What can be said about a command: its name, its text, why it did not start.

use std::borrow::Cow;
use std::io;
use std::path::Path;
use std::process::Command;

/// Stage names are not longer.
const MAX_NAME_BYTES: usize = 64;
/// What stands for a secret, in the whole framework.
const HIDDEN: &str = crate::redact::REPLACEMENT;

/// The file name of the program, without `.exe`.
pub(super) fn program_name(command: &Command) -> String {
    let program = command.get_program();
    let file = Path::new(program)
        .file_name()
        .unwrap_or(program)
        .to_string_lossy();
    file.strip_suffix(".exe").unwrap_or(&file).to_owned()
}

/// The name as that of a stage: 1 to 64 bytes, no control characters.
pub(super) fn stage_name(name: &str) -> String {
    let mut stage = String::new();
    for char in name.chars().filter(|char| !char.is_control()) {
        if stage.len() + char.len_utf8() > MAX_NAME_BYTES {
            break;
        }
        stage.push(char);
    }
    if stage.is_empty() {
        "process".to_owned()
    } else {
        stage
    }
}

/// The command line as a shell would take it, without the values of options whose name says that
/// they are secret. Each argument loses the secrets in it before it is quoted: behind the quotes of a
/// shell nobody can tell where they end.
pub(super) fn command_line(
    command: &Command,
    is_secret: impl Fn(&str) -> bool,
    clean: impl Fn(&str) -> String,
) -> String {
    let mut line = quoted(&command.get_program().to_string_lossy()).into_owned();
    let mut hides = false;
    for argument in command.get_args() {
        let argument = argument.to_string_lossy();
        line.push(' ');
        line.push_str(&if hides {
            Cow::Borrowed(HIDDEN)
        } else {
            Cow::Owned(quoted(&clean(&argument)).into_owned())
        });
        hides = !hides && option_name(&argument).is_some_and(&is_secret);
    }
    line
}

/// The name of an option whose value is the next argument.
fn option_name(argument: &str) -> Option<&str> {
    let name = argument.strip_prefix('-')?.trim_start_matches('-');
    (!name.is_empty() && !name.contains('=')).then_some(name)
}

/// Why a command that could not be started could not be started.
///
/// The system says "no such file" for a program, a working directory and the interpreter of a
/// script alike, and so leaves its user guessing.
pub(super) fn why_not_started(command: &Command, error: &io::Error) -> String {
    if error.kind() != io::ErrorKind::NotFound {
        return "cannot be started".to_owned();
    }
    if let Some(directory) = command.get_current_dir()
        && !directory.is_dir()
    {
        return format!("working directory {} not found", directory.display());
    }
    let program = Path::new(command.get_program());
    if program.components().count() < 2 && !program.has_root() {
        "not found in PATH".to_owned()
    } else if program.is_file() {
        "found, but its interpreter or loader is missing".to_owned()
    } else {
        "no such file".to_owned()
    }
}

fn quoted(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:=@%+,".contains(&byte);
    if !text.is_empty() && text.bytes().all(is_plain) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(format!("'{}'", text.replace('\'', r"'\''")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_named_after_its_file() {
        for (program, name) in [
            ("ffmpeg", "ffmpeg"),
            ("/usr/bin/ffmpeg", "ffmpeg"),
            ("ffmpeg.exe", "ffmpeg"),
            ("./tools/to wav", "to wav"),
            ("..", ".."),
        ] {
            assert_eq!(program_name(&Command::new(program)), name);
        }
    }

    #[test]
    fn a_stage_name_is_short_and_plain() {
        assert_eq!(stage_name("ff\u{1b}mp\neg"), "ffmpeg");
        assert_eq!(stage_name("\n"), "process");
        assert_eq!(stage_name(&"é".repeat(40)), "é".repeat(32));
        assert_eq!(
            stage_name(&format!("x{}", "é".repeat(40))),
            format!("x{}", "é".repeat(31))
        );
    }

    #[test]
    fn a_command_line_can_be_given_to_a_shell() {
        let mut command = Command::new("ffmpeg");
        command.args(["-i", "my file.mp4", "", "it's", "a=b", "$HOME"]);
        assert_eq!(
            command_line(&command, |_| false, str::to_owned),
            r"ffmpeg -i 'my file.mp4' '' 'it'\''s' a=b '$HOME'"
        );
    }

    #[test]
    fn the_value_of_a_secret_option_is_hidden() {
        let is_secret = |key: &str| key == "password";
        let mut command = Command::new("upload");
        command.args([
            "--password",
            "--hunter2",
            "-password",
            "",
            "--passwords",
            "3",
            "x",
        ]);
        assert_eq!(
            command_line(&command, is_secret, str::to_owned),
            "upload --password [REDACTED] -password [REDACTED] --passwords 3 x",
        );
    }
}
