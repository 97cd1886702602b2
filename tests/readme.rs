//! Holds what the documents say against the program.

#![expect(
    clippy::unwrap_used,
    reason = "a test ends where its input is not what it must be"
)]

use dictum::editor::{Command, Keymap};
use dictum::store::schemas;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const README: &str = include_str!("../README.md");
const ARCHITECTURE: &str = include_str!("../ARCHITECTURE.md");

/// Each row of the tables of keys: what is in the backticks of its first cell, and its second cell.
fn rows() -> Vec<(BTreeSet<String>, &'static str)> {
    let (_, rest) = README.split_once("\n## Keys\n").unwrap();
    let (section, _) = rest.split_once("\n## ").unwrap();
    let row = |line: &'static str| {
        let cells = line.strip_prefix("| `")?.strip_suffix(" |")?;
        let (keys, title) = cells.split_once(" | ")?;
        let keys = format!("`{keys}");
        let keys = keys.split('`').skip(1).step_by(2).map(str::to_owned);
        Some((keys.collect(), title))
    };
    section.lines().filter_map(row).collect()
}

/// The keys of every command by its title, but for those that the README tells in a sentence.
fn keys_by_title() -> BTreeMap<String, BTreeSet<String>> {
    let schema = schemas::news();
    let keymap = Keymap::new(&schema).unwrap();
    let told_in_words = |command| {
        matches!(
            command,
            Command::Extend(_) | Command::PickCandidate(_) | Command::SetValue(_)
        )
    };
    let commands = Command::all(&schema).into_iter();
    commands
        .filter(|command| !told_in_words(*command))
        .map(|command| {
            let chords = keymap.chords(command);
            let keys = chords.iter().map(ToString::to_string).collect();
            (command.title(&schema), keys)
        })
        .collect()
}

#[test]
fn the_readme_names_every_command_with_its_keys() {
    let rows: BTreeMap<String, BTreeSet<String>> = rows()
        .into_iter()
        .map(|(keys, title)| (title.to_owned(), keys))
        .collect();
    let told: Vec<_> = keys_by_title().into_iter().collect();
    for (title, keys) in &told {
        assert_eq!(rows.get(title), Some(keys), "{title}");
    }
    assert_eq!(rows.len(), told.len(), "the README names other commands");
}

#[test]
fn shift_selects_and_digits_pick_as_the_readme_says() {
    let schema = schemas::news();
    let keymap = Keymap::new(&schema).unwrap();
    let keys = |command| -> Vec<String> {
        let chords = keymap.chords(command);
        chords.iter().map(ToString::to_string).collect()
    };
    for command in Command::all(&schema) {
        match command {
            Command::Extend(motion) => {
                let with_shift = |key: String| match key.strip_prefix("Ctrl+") {
                    Some(rest) => format!("Ctrl+Shift+{rest}"),
                    None => format!("Shift+{key}"),
                };
                let moving = keys(Command::Move(motion)).into_iter();
                assert_eq!(
                    keys(command),
                    moving.map(with_shift).collect::<Vec<_>>(),
                    "{command:?}"
                );
            }
            Command::SetValue(number) => assert_eq!(keys(command), [number.to_string()]),
            Command::PickCandidate(number) => assert_eq!(keys(command), [number.to_string()]),
            _ => {}
        }
    }
}

/// The tests that ARCHITECTURE.md names: each with the file that it is said to stand in.
fn tests_named() -> Vec<(&'static str, &'static str)> {
    let mut named = Vec::new();
    for line in ARCHITECTURE.lines().filter(|line| line.contains("eld by ")) {
        let mut file = None;
        for word in line.split('`').skip(1).step_by(2) {
            if word.contains('/') {
                file = Some(word);
            } else if let Some(file) = file.filter(|_| word.contains('_')) {
                named.push((file, word));
            }
        }
    }
    named
}

#[test]
fn every_test_that_the_architecture_names_is_there() {
    let named = tests_named();
    assert!(
        named.len() >= ARCHITECTURE.matches("**Invariant:**").count(),
        "an invariant names no test"
    );
    for (file, name) in named {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let source = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(source.contains(&format!("fn {name}(")), "{name} in {file}");
    }
}
