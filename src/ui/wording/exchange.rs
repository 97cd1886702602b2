//! Words about taking annotations to other programs and from them.

#![expect(missing_docs, reason = "a constant’s words say what it is")]

use super::counted;
use crate::formats::dataset::SharesError;
use crate::formats::report::counted as amount;
use crate::formats::{Destination, Format, Unit};
use crate::ui::export::Scope;
use std::path::Path;

pub const EXPORT_TITLE: &str = "Export";
pub const EXPORT: &str = "Export";
pub const WHAT: &str = "What";
pub const THIS_ARTICLE: &str = "This article";
pub const FORMAT: &str = "Format";
pub const MARKS: &str = "Marks";
pub const ACCEPTED: &str = "Accepted";
pub const SUGGESTED: &str = "Suggested";
pub const BOTH: &str = "Both";
pub const IN_PIECES: &str = "In pieces";
pub const SPLIT: &str = "A mark each";
pub const COVER: &str = "One mark over all";
pub const LEAVE_OUT: &str = "Left out";
pub const UNFINISHED: &str = "Also what is not done";
pub const ABOUT_UNFINISHED: &str = "Articles that are not done, and labels that were not looked for throughout: what is not marked there says nothing";
pub const WHOSE: &str = "Whose";
pub const MINE: &str = "Mine";
pub const EVERYONES: &str = "Everyone’s";
pub const FURTHER: &str = "Further choices";
pub const COUNTED: &str = "Counted in";
pub const TABLE: &str = "Names of labels";
pub const TABLE_HINT: &str = "A table in RON; empty for the names here";
pub const DATASET: &str = "A dataset with splits to train on";
pub const ABOUT_DATASET: &str =
    "A folder with the articles parted into train, validation and test, a card and a manifest";
pub const SHARES: &str = "Splits in %";
pub const DRAW: &str = "Draw";
pub const ABOUT_DRAW: &str = "Another number parts the articles otherwise";
pub const WHERE: &str = "Where";
pub const WHERE_HINT: &str = "A file or a folder";
pub const TICK_UNFINISHED: &str = " (“Also what is not done” takes them too)";
pub const ARTICLE_NOT_DONE: &str = "This article is not done, so nothing goes out: what nobody has marked yet would read as if it were not there";
pub const NO_FORMATS: &str = "No format can be written";
pub const NO_PLACE: &str = "Say where it is to go";
pub const HOLDS_WORK: &str = "The work itself is there and would be replaced: choose another place";
pub const IN_WORK: &str =
    "That is among the project’s own articles and annotations: choose another place";
pub const BROKE_OFF: &str = "it broke off";
pub const STOPPED: &str = "Stopped: nothing is written";

/// How offsets are counted.
pub fn unit(unit: Option<Unit>) -> String {
    match unit {
        None => "As the format usually does".to_owned(),
        Some(unit) => begun_large(unit.words()),
    }
}

/// The shares of splits are none.
pub fn no_shares(error: &SharesError) -> String {
    begun_large(&error.to_string())
}

/// Everything of a project.
pub fn all_of_project(name: &str) -> String {
    format!("All of “{name}”")
}

/// A line with a large letter first.
pub fn begun_large(line: &str) -> String {
    let mut chars = line.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// What goes out.
pub fn goes_out(amounts: &str) -> String {
    format!("Goes out: {amounts}")
}

/// What would go out of what is not done.
pub fn would_go_out(amounts: &str) -> String {
    format!("With “{UNFINISHED}” would go out: {amounts}")
}

/// Nothing would be written.
pub fn nothing_goes_out(scope: Scope) -> String {
    match scope {
        Scope::Article => "Nothing of this article goes out".to_owned(),
        Scope::Project => "Nothing of this project goes out".to_owned(),
    }
}

/// A document that goes out in part or not at all.
pub fn not_whole(what: &str) -> String {
    format!("Cannot be read: {what}")
}

/// It is being found out what would go out.
pub fn looking(articles: usize) -> String {
    match articles {
        0 => "Looking what goes out…".to_owned(),
        _ => format!("Looking what goes out: {}…", counted(articles, "article")),
    }
}

/// It is being written.
pub fn writing(articles: usize) -> String {
    format!("Writing: {}…", counted(articles, "article"))
}

/// It could not be found out.
pub fn not_looked(why: &impl std::fmt::Display) -> String {
    format!("What would go out cannot be told: {why}")
}

/// What is there would be replaced.
pub fn is_taken(destination: &Destination) -> String {
    match destination {
        Destination::File(_) => "There is a file of this name. Replace it?".to_owned(),
        Destination::Folder(_) => {
            "There is a folder of this name with something in it. Replace all that is in it?"
                .to_owned()
        }
    }
}

/// A format that makes several files does not go into one.
pub fn several_files(format: &Format) -> String {
    format!("{} makes several files: name a folder", format.title)
}

/// Nothing was written.
pub fn not_written(why: &impl std::fmt::Display) -> String {
    format!("Nothing is written: {why}")
}

/// It is written.
pub fn written(amounts: &str, format: &Format, path: &Path) -> String {
    format!("Exported {amounts} as {}: {}", format.title, path.display())
}

// ---- import --------------------------------------------------------------------------------

pub const IMPORT_TITLE: &str = "Import";
pub const IMPORT: &str = "Import";
pub const READ: &str = "Read";
pub const FROM: &str = "File or folder";
pub const FROM_HINT: &str = "What another program made";
pub const CHOOSE_FILE: &str = "File…";
pub const CHOOSE_FOLDER: &str = "Folder…";
pub const RECOGNISED: &str = "As recognised";
pub const CHOOSE_FORMAT: &str = "choose the format";
pub const INTO_FOLDER: &str = "Into a folder";
pub const FOLDER: &str = "Folder";
pub const FOLDER_HINT: &str = "Gets a .ron file for each article";
pub const NO_FOLDER: &str = "Say which folder they are to go into";
pub const NOT_READ_YET: &str = "Nothing is written before you have seen what is in it";
pub const NOTHING_TO_IMPORT: &str = "There is no article in it";
pub const ALL_FITS: &str = "All of it fits";
pub const IMPORT_STOPPED: &str = "Stopped: what was written before is in its place";

/// Into the open project.
pub fn into_project(name: &str) -> String {
    format!("Into “{name}”")
}

/// What becomes of documents in a project.
pub fn about_project(annotator: &str) -> String {
    format!(
        "Each text goes to the project’s articles, its marks become the work of whom the file names, else of {annotator}. What is there stays"
    )
}

/// What is in the files.
pub fn contents(formats: &str, amounts: &str) -> String {
    format!("{formats}: {amounts}")
}

/// How offsets are counted; in how many articles, where not in all alike.
pub fn offsets_in(reading: &str, articles: Option<u64>) -> String {
    let of = articles.map(|count| format!(" in {}", amount(count, "article", "articles")));
    format!("Offsets are counted in {reading}{}", of.unwrap_or_default())
}

/// Marks whose words the files hold.
pub fn verified(marks: usize) -> String {
    format!(
        "The file holds the words of {}, which prove it",
        counted(marks, "mark")
    )
}

/// Marks of which the files hold offsets alone.
pub fn unverified(marks: usize) -> String {
    format!(
        "Of {} the file holds no words: nothing proves their places",
        counted(marks, "mark")
    )
}

/// Files that are not read.
pub fn passed_over(files: u64) -> String {
    let files = amount(files, "file is", "files are");
    format!("{files} of no format that Dictum knows, or belong to others")
}

/// What does not fit.
pub fn do_not_fit(findings: u64) -> String {
    match findings {
        1 => "1 thing does not fit and stays out:".to_owned(),
        _ => format!(
            "{} do not fit and stay out:",
            amount(findings, "", "things")
        ),
    }
}

/// What is not shown.
pub fn and_more(findings: u64) -> String {
    format!("  … and {}", amount(findings, "more", "more"))
}

/// It is being read.
pub fn reading(articles: usize) -> String {
    format!("Reading: {}…", counted(articles, "article"))
}

/// It is being imported.
pub fn importing(articles: usize) -> String {
    format!("Importing: {}…", counted(articles, "article"))
}

/// A document of this name is there.
pub fn is_there(path: &Path) -> String {
    format!("there is a file already, and it stays: {}", path.display())
}

/// Nothing was imported.
pub fn not_imported(why: &impl std::fmt::Display) -> String {
    format!("Nothing is imported: {why}")
}

/// Documents were made.
pub fn imported(amounts: &str, folder: &Path) -> String {
    format!("Imported {amounts}: {}", folder.display())
}

/// Documents that were not written.
pub fn not_all(refused: &[String]) -> String {
    const NAMED: usize = 5;
    let named: Vec<&str> = refused.iter().take(NAMED).map(String::as_str).collect();
    let more = match refused.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let count = counted(refused.len(), "article");
    format!("Not imported, {count}: {}{more}", named.join("; "))
}
