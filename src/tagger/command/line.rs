//! A command as it is typed: a program and its arguments. No shell ever sees it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// A program with its arguments.
///
/// It is parted as a shell would part it: at white space, but for what stands in `'…'` or `"…"` or
/// after a `\`. Nothing else means anything: no `|`, `>`, `$`, `*` or `~`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CommandLine {
    program: String,
    arguments: Vec<String>,
}

/// Why words are no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandLineError {
    /// There is no program.
    #[error("the command is empty")]
    Empty,
    /// A quotation mark is not closed.
    #[error("a quotation mark in the command is not closed")]
    Unclosed,
    /// A character that no argument can hold.
    #[error("the command holds a NUL")]
    Nul,
}

impl CommandLine {
    /// A program and arguments that are parted already.
    pub fn new(program: impl Into<String>, arguments: Vec<String>) -> Self {
        Self {
            program: program.into(),
            arguments,
        }
    }

    /// The program: a path, or a name to be looked up where programs are.
    pub fn program(&self) -> &str {
        &self.program
    }

    /// Its arguments.
    pub fn arguments(&self) -> &[String] {
        &self.arguments
    }

    /// What the tagger is called where its answers do not say: the name of the script where the first
    /// argument is a file, else that of the program.
    pub fn name(&self) -> String {
        let script = self.arguments.first().map(PathBuf::from);
        let script = script.filter(|script| script.is_file());
        let file = script.unwrap_or_else(|| PathBuf::from(&self.program));
        let stem = Path::file_stem(&file).unwrap_or(file.as_os_str());
        stem.to_string_lossy().into_owned()
    }
}

impl FromStr for CommandLine {
    type Err = CommandLineError;

    fn from_str(typed: &str) -> Result<Self, CommandLineError> {
        if typed.contains('\0') {
            return Err(CommandLineError::Nul);
        }
        let mut words = split(typed)?.into_iter();
        let program = words.next().filter(|program| !program.is_empty());
        Ok(Self {
            program: program.ok_or(CommandLineError::Empty)?,
            arguments: words.collect(),
        })
    }
}

fn split(typed: &str) -> Result<Vec<String>, CommandLineError> {
    let mut words = Vec::new();
    // The word in the making; an empty one in quotation marks is one too.
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    let mut rest = typed.chars();
    while let Some(c) = rest.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some('"'), '\\') => {
                // Within these marks it stands for itself before anything else.
                let next = rest.next().ok_or(CommandLineError::Unclosed)?;
                let word = word.get_or_insert_default();
                if !matches!(next, '"' | '\\') {
                    word.push('\\');
                }
                word.push(next);
            }
            (None, '\\') => word.get_or_insert_default().extend(rest.next()),
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    if quote.is_some() {
        return Err(CommandLineError::Unclosed);
    }
    words.extend(word);
    Ok(words)
}

impl fmt::Display for CommandLine {
    /// As it can be typed again.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_word(f, &self.program)?;
        for argument in &self.arguments {
            f.write_str(" ")?;
            write_word(f, argument)?;
        }
        Ok(())
    }
}

fn write_word(f: &mut fmt::Formatter<'_>, word: &str) -> fmt::Result {
    let is_plain = |c: char| !c.is_whitespace() && !matches!(c, '\'' | '"' | '\\');
    if !word.is_empty() && word.chars().all(is_plain) {
        f.write_str(word)
    } else {
        // A mark within is written between marks of the other kind.
        write!(f, "'{}'", word.replace('\'', "'\"'\"'"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_command_is_parted_as_a_shell_parts_it_and_means_no_more() {
        let cases: [(&str, &[&str]); 9] = [
            ("tag", &["tag"]),
            ("  python3  a.py\t--x ", &["python3", "a.py", "--x"]),
            ("'my tagger' --name 'A B'", &["my tagger", "--name", "A B"]),
            (r#"t "a \"b\" \n" 'c\d'"#, &["t", r#"a "b" \n"#, r"c\d"]),
            (r"t a\ b \'c", &["t", "a b", "'c"]),
            ("t ''", &["t", ""]),
            ("t a'b c'd", &["t", "ab cd"]),
            (
                "t $HOME | rm * > ~/x",
                &["t", "$HOME", "|", "rm", "*", ">", "~/x"],
            ),
            ("t # no comment", &["t", "#", "no", "comment"]),
        ];
        for (typed, words) in cases {
            let command: CommandLine = typed.parse().unwrap();
            let mut all = vec![command.program()];
            all.extend(command.arguments().iter().map(String::as_str));
            assert_eq!(all, words, "{typed}");
        }
    }

    #[test]
    fn what_is_no_command_is_refused() {
        for (typed, error) in [
            ("", CommandLineError::Empty),
            (" \n", CommandLineError::Empty),
            ("'' a", CommandLineError::Empty),
            ("t 'a", CommandLineError::Unclosed),
            ("t \"a\\", CommandLineError::Unclosed),
            ("t \0", CommandLineError::Nul),
        ] {
            assert_eq!(typed.parse::<CommandLine>(), Err(error), "{typed:?}");
        }
    }

    #[test]
    fn a_tagger_is_called_as_its_script_or_its_program() {
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        for (typed, name) in [
            ("/usr/bin/my-tagger --fast", "my-tagger"),
            ("python3 no/such/file.py", "python3"),
            (&format!("python3 '{manifest}'"), "Cargo"),
        ] {
            assert_eq!(typed.parse::<CommandLine>().unwrap().name(), name);
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed_again(
            program in "[^\0]{1,8}",
            arguments in prop::collection::vec("[^\0]{0,8}", 0..4),
        ) {
            let command = CommandLine::new(program, arguments);
            prop_assert_eq!(command.to_string().parse(), Ok(command));
        }
    }
}
