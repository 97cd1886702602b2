//! The words of the list of people.

use super::{counted, shortened};

pub const PEOPLE: &str = "People";
pub const GO_THERE: &str = "Go there";
pub const IS: &str = "Is";
pub const RENAME: &str = "Rename";
pub const KIND: &str = "Kind";
pub const MERGE_INTO: &str = "Merge into";
pub const REMOVE: &str = "Remove person";
pub const OTHER_MENTIONS: &str = "Other mentions";

/// How a person's row is called, for those who listen and for tests.
pub fn person_row(name: &str) -> String {
    format!("Person: {name}")
}

/// How a mention's row is called.
pub fn mention_row(words: &str) -> String {
    format!("Mention: {}", shortened(words, 60))
}

/// The second line of a person's row: "Organization · 5 mentions · 2 quotes".
pub fn about(kind: Option<&str>, mentions: usize, quotes: usize) -> String {
    let mut parts = Vec::new();
    parts.extend(kind.map(super::value));
    parts.push(match mentions {
        0 => "no mentions".to_owned(),
        count => counted(count, "mention"),
    });
    if quotes > 0 {
        parts.push(counted(quotes, "quote"));
    }
    parts.join(" · ")
}

/// Whom words are taken to mean: "him = Lloyd Austin", with others that they may mean.
pub fn meant(words: &str, name: &str, rivals: &[&str]) -> String {
    if rivals.is_empty() {
        return format!("{words} = {name}");
    }
    let rivals: Vec<String> = rivals.iter().map(|rival| shortened(rival, 40)).collect();
    format!("{words} = {name}? Or {}?", rivals.join(", "))
}

/// What a person is.
pub fn kind(kind: Option<&str>) -> String {
    kind.map_or_else(|| "Unknown".to_owned(), super::value)
}

/// Splitting mentions off.
pub fn someone_else(mentions: usize) -> String {
    match mentions {
        1 => "Someone else".to_owned(),
        count => format!("Someone else ({count} mentions)"),
    }
}
