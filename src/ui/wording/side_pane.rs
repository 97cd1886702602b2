//! Words of the pane at the left.

#![expect(missing_docs, reason = "a constant’s words say what it is")]

use super::{counted, status};
use crate::model::Status;
use crate::ui::articles::Standing;

pub const ARTICLES: &str = "Articles";
pub const OUTLINE: &str = "Outline";
pub const ARTICLES_LIST: &str = "Articles at hand";
pub const OUTLINE_LIST: &str = "Paragraphs of the article";
pub const NO_ARTICLES: &str =
    "Nothing here yet. Name files or a folder when you start Dictum, or drop them on the window";
pub const LAST_DONE: &str = "Done and saved. No other article of the list is left";
pub const UNREADABLE: &str = "not readable";

/// How many articles are done.
pub fn done_of(done: usize, all: usize) -> String {
    format!("{done} of {all} done")
}

/// A few words on how far an article is.
pub fn progress(standing: &Standing) -> String {
    match standing {
        Standing::Unread => "…".to_owned(),
        Standing::Unreadable(_) => UNREADABLE.to_owned(),
        Standing::Read(state) if state.open > 0 => format!("{} open", state.open),
        // The sign says it, and the name has the room.
        Standing::Read(state) if state.status == Status::Done => String::new(),
        Standing::Read(state) if state.quotes > 0 => counted(state.quotes, "quote"),
        Standing::Read(_) => String::new(),
    }
}

/// What a row says of an article, to those who listen and under the pointer.
pub fn article(name: &str, standing: &Standing) -> String {
    match standing {
        Standing::Unread => name.to_owned(),
        Standing::Unreadable(why) => format!("{name}: {why}"),
        Standing::Read(state) => {
            let mut told = format!("{name}: {}", status(state.status).to_lowercase());
            if state.quotes > 0 {
                told.push_str(&format!(", {}", counted(state.quotes, "quote")));
            }
            if state.open > 0 {
                told.push_str(&format!(", {} to decide on", state.open));
            }
            told
        }
    }
}

/// What a row says of a paragraph.
pub fn paragraph(words: &str, quotes: usize, undecided: bool) -> String {
    let mut told = words.to_owned();
    if quotes > 0 {
        told.push_str(&format!(" ({})", counted(quotes, "quote")));
    }
    if undecided {
        told.push_str(", something to decide on");
    }
    told
}
