//! The words of the interface, in one place: sentence case, plain, no full stop after one line.
//!
//! What commands are called stands with them, in `editor::command`.

#![expect(missing_docs, reason = "a constant’s words say what it is")]

pub mod exchange;
pub mod files;
pub mod find;
pub mod first_steps;
pub mod history;
pub mod keeping;
pub mod keyed;
pub mod listening;
pub mod outside;
pub mod people;
pub mod picking;
pub mod projects;
pub mod schemas;
pub mod scripts;
pub mod side_pane;
pub mod start;
pub mod suggestions;
pub mod tagger;
pub mod tagging;
pub mod text_change;

use crate::model::schema::Role;
use crate::model::{Document, Span, State, Status};
use std::path::Path;

/// The program's name.
pub const DICTUM: &str = "Dictum";

pub const NOTHING_OPEN: &str = "No article is open";
pub const FIRST_STEPS: [&str; 4] = [
    "Click in a paragraph and press {quote}: Dictum takes the likeliest quote. Again {quote} takes the next reading",
    "The likely speaker shows up beside it: {take-candidate} takes it, {next-candidate} goes to the next, {nobody} is for nobody",
    "Drag over words, or double-click one, and press a label’s key to mark just those",
    "{save} saves, {palette} finds every command, {key-help} shows every key",
];
pub const NO_SPEAKERS: &str = "Nobody yet: click on a name and press {speaker}";
pub const WHO_SAID_IT: &str = "Who said it?";
pub const WHO_HINT: &str = "{take-candidate} takes · {next-candidate} next · {tick-candidate} ticks several · {nobody} nobody · {escape} later";
pub const NO_CANDIDATES: &str =
    "No likely speaker found. Click on the words that name one, or press {nobody} for nobody";
pub const SAID_BY: &str = "Said by";
pub const NOT_SAID_YET: &str = "Not said yet";
pub const NOBODY: &str = "Nobody";
pub const SAY_WHO: &str = "Say who…";
pub const PERSON: &str = "Person";
pub const NO_PERSON: &str = "Nobody in particular";
pub const NEW_PERSON: &str = "New person…";
pub const NOTE: &str = "Note";
pub const NOTE_HINT: &str = "A remark for whoever reads this";
pub const LABELS_DONE: &str = "Looked for throughout";
pub const LABEL: &str = "Label";
pub const UNSET: &str = "–";
pub const BY_RULE: &str = "Filled in by rule";
pub const ORIGIN: &str = "Where it came from";
pub const ACCEPT: &str = "Accept";
pub const REJECT: &str = "Reject";
pub const REMOVE: &str = "Remove";
pub const SAVED: &str = "Saved";
pub const SAVING: &str = "Saving…";
pub const NOT_SAVED: &str = "Not saved yet";
pub const UNDECIDED: &str = "Marks to decide on";
pub const NO_CHANGES: &str = "No changes";
pub const OPENING: &str = "Opening…";
pub const OPEN_TITLE: &str = "Open an article or a document";
pub const SAVE_AS_TITLE: &str = "Save as";
pub const PATH: &str = "Path";
pub const PATH_HINT: &str = "Path of a .txt, .ron or .json file";
pub const RECENT: &str = "Recent";
pub const BROWSE: &str = "Browse…";
pub const BROWSING: &str = "The system’s dialog is open";
pub const NO_DIALOG: &str = "This system has no file dialog: type the path";
pub const OPEN: &str = "Open";
pub const NOT_OPENED: &str = "Not opened, and left as it was";
pub const SAVE_NOT_STARTED: &str = "The save could not be started";
pub const SAVE_BROKE_OFF: &str = "The save broke off. Nothing on the disk was changed";
pub const NOT_SAVED_WORK_KEPT: &str = "Not saved; the work is kept here";
pub const NO_MARKS: &str = "No marks yet";
pub const NO_PATH: &str = "Type a path, or browse";
pub const PATH_IS_FOLDER: &str = "That is a folder: add a file name";
pub const DIALOG_NOT_STARTED: &str = "The dialog could not be started";
pub const PERSONS_NAME: &str = "Person’s name";
pub const NOT_BY_THIS_ONE: &str = "Not said by this one";
pub const OPEN_IT: &str = "Open that";
pub const SAVE: &str = "Save";
pub const CANCEL: &str = "Cancel";
pub const CLOSE: &str = "Close";
pub const REPLACE: &str = "Replace";
pub const FILE_IS_THERE: &str = "There is a file of this name. Replace it?";
pub const SAVE_FORMATS: &str =
    "Ends in .ron (a change is a line, for git) or .json (for other programs)";
pub const UNSAVED_TITLE: &str = "Save your work?";
pub const UNSAVED: &str = "There are changes that are not on the disk";
pub const DISCARD: &str = "Discard changes";
pub const SAVE_ELSEWHERE: &str = "Save elsewhere…";
pub const FIND_AGAIN: &str = "Find its text again";
pub const DROP: &str = "Drop";
pub const CHANGED_ON_DISK: &str =
    "Another program has changed this file since it was opened. Nothing was written";
pub const CARD_SUGGESTED: &str = "suggested";
pub const CARD_SPEAKER_SUGGESTED: &str = "speaker suggested";
pub const KEEP_LABEL: &str =
    "Right-click keeps the label: every word chosen with the mouse then gets it";
pub const TOOLBAR_LABELS: &str =
    "Marks the selected words; on a bare caret, what Dictum finds there";

/// A label that was looked for throughout the article: "All quotes".
pub fn all_of(label: &str) -> String {
    format!("All {}s", label.to_lowercase())
}

/// A save is through.
pub fn saved(path: &Path) -> String {
    format!("Saved {}", path.display())
}

/// A piece of work in the background has panicked.
pub fn broke_off(job: &str, reason: &str) -> String {
    format!(
        "A fault of Dictum has broken off what it was doing in the background ({job}): {reason}. Your work is not touched by it"
    )
}

/// Words are on the clipboard.
pub fn copied(characters: usize) -> String {
    format!("Copied {}", counted(characters, "character"))
}

/// The article's letters have another size, in points.
pub fn text_size(size: f32) -> String {
    format!("Text size {size}")
}

/// A schema whose keys collide.
pub fn schema_refused(schema: &str, why: &impl std::fmt::Display) -> String {
    format!("The schema “{schema}” cannot be used: {why}. Give the label another key in the schema")
}

/// Marks of the file that do not fit the article, above their list.
pub fn marks_do_not_fit(marks: usize) -> String {
    let fit = if marks == 1 { "does" } else { "do" };
    let marks = counted(marks, "mark");
    format!(
        "{marks} of this file {fit} not fit the article’s words. The file is not written over until each is decided"
    )
}

/// The same, when a save is held back for it.
pub fn marks_would_be_lost(marks: usize) -> String {
    let (fit, them) = if marks == 1 {
        ("does", "it")
    } else {
        ("do", "them")
    };
    let marks = counted(marks, "mark");
    format!(
        "Not saved: {marks} of the file {fit} not fit the article. Decide on {them} first, or save elsewhere"
    )
}

/// What a link's cross does.
pub fn not_said_by(name: &str) -> String {
    format!("Not said by {name}")
}

/// Where a name leads.
pub fn go_to(words: &str) -> String {
    format!("Go to “{words}”")
}

/// An article is opened of which there is a document already.
pub fn saved_before(path: &Path) -> String {
    format!("This article was worked on before: {}", path.display())
}

/// How a mark is called, for those who listen and for tests: "Quote by John Kirby, suggested".
pub fn mark_name(document: &Document, span: &Span) -> String {
    let schema = document.schema();
    let label = schema
        .label(&span.label)
        .map_or(span.label.as_str(), |label| label.title.as_str());
    let mut name = match schema.role_of(&span.label) {
        Role::Quote => match speaker_names(document, span) {
            names if names.is_empty() => label.to_owned(),
            names => format!("{label} by {}", names.join(" and ")),
        },
        _ => format!("{label} {}", shortened(&document.words(span), 40)),
    };
    if span.state == State::Suggested {
        name.push_str(", suggested");
    }
    name
}

/// The names of a quote's speakers: the people, or the words where no person is known.
pub fn speaker_names(document: &Document, quote: &Span) -> Vec<String> {
    let said_by = document
        .schema()
        .link_of(crate::model::schema::LinkRole::SaidBy);
    let links = document.links_from(&quote.id).filter(|link| {
        Some(&link.label) == said_by.map(|said_by| &said_by.name) && link.state != State::Rejected
    });
    links
        .filter_map(|link| document.span(&link.to))
        .map(|speaker| person_name(document, speaker))
        .collect()
}

/// The name of whom a mention means, or its words.
pub fn person_name(document: &Document, mention: &Span) -> String {
    let entity = mention.entity.as_ref().and_then(|id| document.entity(id));
    entity.map_or_else(
        || on_one_line(&document.words(mention)),
        |entity| entity.name.clone(),
    )
}

/// The first characters of some words, on one line.
pub fn shortened(words: &str, chars: usize) -> String {
    match words.char_indices().nth(chars) {
        Some((end, _)) => format!("{}…", on_one_line(words[..end].trim_end())),
        None => on_one_line(words),
    }
}

/// Words that may come from several paragraphs: what ends a line is a space.
pub fn on_one_line(words: &str) -> String {
    let ends = ['\n', '\r', '\t', '\u{85}', '\u{2028}', '\u{2029}'];
    words.replace("\r\n", " ").replace(ends, " ")
}

/// How a card in the margin is called, for those who listen and for tests.
pub fn card_name(speakers: &str) -> String {
    format!("Card: {speakers}")
}

/// What the chip of a speaker off the screen does.
pub fn go_to_mention(name: &str, above: bool) -> String {
    let way = if above { "above" } else { "below" };
    format!("Go to {}, {way}", shortened(name, 60))
}

/// Cards for which there is no room.
pub fn more_cards(count: usize) -> String {
    format!("+{count} more")
}

/// How an article's work stands.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Untouched => "Untouched",
        Status::Tagged => "Tagged",
        Status::InWork => "In work",
        Status::Done => "Done",
        Status::Doubtful => "Doubtful",
    }
}

/// How a state is told.
pub fn state(state: State) -> &'static str {
    match state {
        State::Suggested => "Suggested",
        State::Accepted => "Accepted",
        State::Rejected => "Rejected",
    }
}

/// A value of a schema, such as `free_indirect`, as words.
pub fn value(value: &str) -> String {
    let words = value.replace('_', " ");
    let mut chars = words.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// "1 quote", "3 quotes", "1,000 quotes".
pub fn counted(count: usize, one: &str) -> String {
    crate::formats::report::counted(count as u64, one, &format!("{one}s"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_several_paragraphs_stand_on_one_line() {
        assert_eq!(on_one_line("minister\ntalks\r\non"), "minister talks on");
        assert_eq!(shortened("minister\n\ntalks", 9), "minister…");
        assert_eq!(shortened("minister\ntalks", 40), "minister talks");
    }
}
