//! Words about an article whose text has changed.

use super::counted;
use crate::rebase::{Rebased, contrast};
use crate::store::apart::{Decision, Undone};
use std::path::Path;

pub const NAME: &str = "Change the article’s text";
pub const TITLE: &str = "Article text has changed";
pub const HINT: &str = "Path of a .txt file with the corrected text";
pub const WHAT_COMES_OF_IT: &str = "Marks move with their words. Those whose words have changed are listed for a decision; all of it can be undone";
pub const TAKE: &str = "Take this text";
pub const COMPARING: &str = "Comparing the texts…";
pub const BROKE_OFF: &str = "The comparison broke off; nothing was changed";
pub const NOT_TAKEN: &str = "The text was not taken";
pub const SAME: &str = "The text is the same";
pub const KEEP: &str = "Keep";
pub const KEEP_ALL: &str = "Keep all";
pub const DROP_ALL: &str = "Drop all";
pub const NOTHING_HERE: &str = "Nothing stands in its place";
pub const NONE_TO_KEEP: &str = "Nothing stands in the place of any of these marks";

/// What came of a corrected text.
pub fn taken(rebased: &Rebased) -> String {
    let moved = rebased.kept + rebased.mended.len();
    let mut told = format!("{} at their words", counted(moved, "mark"));
    if !rebased.undecided.is_empty() {
        told += &format!(", {} to decide on", rebased.undecided.len());
    }
    if rebased.added > 0 {
        let are = if rebased.added == 1 { "is" } else { "are" };
        let words = counted(rebased.added, "word");
        told += &format!(". {words} of the text {are} new: nobody has looked for marks there");
    }
    told
}

/// How many marks wait.
pub fn marks_wait(count: usize) -> String {
    let wait = if count == 1 { "waits" } else { "wait" };
    format!(
        "{} {wait} for a decision, since the article’s text has changed",
        counted(count, "mark")
    )
}

/// A mark with its words as they were, and those in its place now.
pub fn waits(label: &str, was: &str, now: Option<&str>, is_same: bool) -> String {
    let now = now.filter(|_| !is_same).unwrap_or_default();
    let (was, now) = contrast(was, now);
    match now.as_str() {
        "" if is_same => format!("{label}: “{was}” is there, but what stood around it is not"),
        "" => format!("{label}: “{was}” is gone"),
        now => format!("{label}: “{was}” → “{now}”"),
    }
}

/// What the step is called in the history.
pub fn name(decision: Decision) -> &'static str {
    match decision {
        Decision::Here => "Keep a mark on the new words",
        Decision::Again => "Find a mark’s text again",
        Decision::Drop => "Drop a mark",
    }
}

/// Why a decision was not carried out.
pub fn undone(undone: &Undone) -> String {
    match undone {
        Undone::Decided => "That mark is decided on".to_owned(),
        Undone::NothingHere => NOTHING_HERE.to_owned(),
        Undone::Lost(_) => "Its words are not in the article".to_owned(),
        Undone::Edit(error) => format!("Nothing was changed: {error}"),
    }
}

/// What is said when the article's own file has another text.
pub fn differs(file: &Path) -> String {
    format!(
        "The article’s file has another text now than this document: {}",
        file.display()
    )
}
