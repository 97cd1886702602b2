//! Who may know whom, who may draw, and who may write: read from the sources.

#![expect(
    clippy::unwrap_used,
    reason = "a test ends where its input is not what it must be"
)]

use std::path::{Path, PathBuf};

/// Each part and the parts that it may know besides itself.
const MAY_KNOW: [(&str, &[&str]); 17] = [
    ("model", &[]),
    ("language", &["model"]),
    ("editor", &["model", "language"]),
    ("disk", &[]),
    ("store", &["model", "disk"]),
    ("journal", &["model", "disk", "store", "merge"]),
    ("article", &["model", "disk"]),
    ("formats", &["model", "disk", "language", "store"]),
    ("project", &["model", "disk", "store", "article"]),
    ("tagger", &["model", "language"]),
    ("lint", &["model", "language"]),
    ("search", &["model", "language"]),
    ("review", &["model"]),
    ("rebase", &["model", "store"]),
    ("merge", &["model", "rebase", "store"]),
    ("ui", &["*"]),
    ("cli", &["*"]),
];

/// What only `disk` may call.
const WRITES: [&str; 22] = [
    "fs::write",
    "File::create",
    "OpenOptions",
    "fs::rename",
    "fs::remove_file",
    "fs::remove_dir",
    "fs::create_dir",
    "fs::copy",
    "fs::hard_link",
    "fs::set_permissions",
    "fs::File",
    "set_len",
    "set_permissions",
    "NamedTempFile",
    "tempfile_in",
    "tempfile::",
    ".persist(",
    "fs::OpenOptions",
    "fs::soft_link",
    "os::unix::fs",
    "os::windows::fs",
    "DirBuilder",
];

/// What only `ui` may call.
const DRAWS: [&str; 4] = ["egui", "eframe", "rfd::", "epaint"];

/// What breaks a rule in the source of a part, one line for each.
fn breaches(part: &str, source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in &code_lines(source) {
        let mut tell = |what: String| found.push(format!("line {number}: {what}: {}", line.trim()));
        for known in parts_named(line) {
            if !may_know(part, &known) {
                tell(format!("{part} knows {known}"));
            }
        }
        if part != "ui" && DRAWS.iter().any(|name| names(line, name)) {
            tell(format!("{part} draws"));
        }
        if part != "disk" && WRITES.iter().any(|name| names(line, name)) {
            tell(format!("{part} writes"));
        }
    }
    found
}

fn may_know(part: &str, other: &str) -> bool {
    let known = MAY_KNOW.iter().find(|(name, _)| *name == part);
    match known {
        _ if part == other => true,
        // The window is the outermost: the binary opens it, and nobody else knows it.
        Some((_, all)) if all.contains(&"*") => other != "ui" && (other != "cli" || part == "ui"),
        Some((_, known)) => known.contains(&other),
        // The crate's root and the binary put the parts together.
        None => true,
    }
}

/// The parts of the crate that a line of code names, as `crate::part` or within `crate::{…}`.
fn parts_named(line: &str) -> Vec<String> {
    let mut named = Vec::new();
    for begin in ["crate::", "dictum::"] {
        for (at, _) in line.match_indices(begin) {
            let rest = &line[at + begin.len()..];
            let list = match rest.strip_prefix('{') {
                Some(list) => top_level(list),
                None => vec![rest],
            };
            for name in list {
                let end = name.trim().find(|c: char| !c.is_alphanumeric() && c != '_');
                let name = &name.trim()[..end.unwrap_or_else(|| name.trim().len())];
                // The bundled schemas are of the store, and the crate names them at its top.
                let name = if name == "schemas" { "store" } else { name };
                if MAY_KNOW.iter().any(|(part, _)| *part == name) {
                    named.push(name.to_owned());
                }
            }
        }
    }
    named
}

/// What stands between the commas of a `use` list, not of the lists within it.
fn top_level(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut items) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&list[start..at]);
                return items;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(&list[start..]);
    items
}

/// Whether a line has a name, and not as the end of a longer one.
fn names(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        name.starts_with('.') || !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// Statements with the number of their first line: comments out, a `use` over several lines as one,
/// and nothing from the unit tests on, which may write where they like.
fn code_lines(source: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (number, line) in source.lines().enumerate() {
        let line = line.split("//").next().unwrap_or_default();
        if line.trim() == "#[cfg(test)]" {
            break;
        }
        match lines.last_mut() {
            Some((_, held)) if open => held.push_str(line.trim()),
            _ => lines.push((number + 1, line.to_owned())),
        }
        let begins =
            line.trim_start().starts_with("use ") || line.trim_start().starts_with("pub use ");
        open = (open || begins) && !line.contains(';');
    }
    lines
}

/// Every source file with the part that it belongs to.
fn sources() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(&root).unwrap();
                let part = inside.components().next().unwrap().as_os_str();
                let part = part.to_str().unwrap().trim_end_matches(".rs").to_owned();
                found.push((part, path));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_part_knows_only_whom_it_may() {
    let sources = sources();
    assert!(sources.len() > 20, "{}", sources.len());
    let mut found = Vec::new();
    for (part, path) in &sources {
        let source = std::fs::read_to_string(path).unwrap();
        found.extend(
            breaches(part, &source)
                .into_iter()
                .map(|breach| format!("{}: {breach}", path.display())),
        );
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_part_is_in_the_table() {
    for (part, path) in sources() {
        let known =
            MAY_KNOW.iter().any(|(name, _)| *name == part) || part == "lib" || part == "main";
        assert!(known, "{} belongs to no part of the table", path.display());
    }
}

#[test]
fn the_check_finds_what_it_should() {
    for (part, line, what) in [
        ("model", "use crate::store::read;", "model knows store"),
        (
            "model",
            "use crate::{model::Text, disk::Disk};",
            "model knows disk",
        ),
        (
            "language",
            "use crate::editor::Command;",
            "language knows editor",
        ),
        (
            "editor",
            "    let x = crate::disk::RealDisk::default();",
            "editor knows disk",
        ),
        ("disk", "use crate::model::Text;", "disk knows model"),
        (
            "store",
            "use crate::{\n    disk::Disk,\n    language::words,\n};",
            "store knows language",
        ),
        (
            "article",
            "pub use crate::store::{read, write_ron};",
            "article knows store",
        ),
        (
            "article",
            "schemas: crate::schemas::news()",
            "article knows store",
        ),
        ("cli", "use crate::ui::run;", "cli knows ui"),
        ("editor", "use egui::Key;", "editor draws"),
        ("cli", "eframe::run_native();", "cli draws"),
        ("store", "std::fs::write(path, bytes)?;", "store writes"),
        ("article", "let f = File::create(path);", "article writes"),
        ("ui", "tempfile::NamedTempFile::new()", "ui writes"),
        ("project", "fs::create_dir_all(path)", "project writes"),
    ] {
        let found = breaches(part, line);
        assert!(
            found.iter().any(|breach| breach.contains(what)),
            "{line}: {found:?}"
        );
    }
}

#[test]
fn the_check_lets_pass_what_may_be() {
    for (part, source) in [
        (
            "model",
            "use super::store;\n// crate::store is above us\n/// `egui` paints this.",
        ),
        (
            "store",
            "use crate::{disk::Disk, model::{Text, Span}};\nuse std::fs;\nfs::read(path)",
        ),
        ("ui", "use crate::editor::Command;\nuse egui::Key;"),
        (
            "disk",
            "fs::write(path, bytes)\nNamedTempFile::new_in(folder)",
        ),
        ("main", "use dictum::ui::run;"),
        (
            "store",
            "#[cfg(test)]\nmod tests { use crate::language::words; }",
        ),
        ("editor", "let not_egui = 1; use crate::model::disk_of;"),
    ] {
        assert_eq!(breaches(part, source), Vec::<String>::new());
    }
}
