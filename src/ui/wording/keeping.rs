//! Words about work that is kept and saved by itself.

use super::counted;
use crate::ui::session::Unread;
use std::path::Path;

pub const KEPT: &str = "Kept, not saved yet";
pub const NOT_SAFE: &str = "Not yet safe";
pub const ELSEWHERE: &str = "Another window has this work open";
pub const READ_ONLY: &str = "Another window has this document open: here it can only be read";
pub const NOT_KEPT: &str = "If Dictum ended now, this work would be lost: it could not be kept";
pub const KEEP_FOR_LATER: &str = "Keep for later";
pub const KEPT_QUESTION: &str =
    "The work has no file yet. Kept for later, it is offered when Dictum starts again";

/// Work that no save had taken is there again.
pub fn brought_back(steps: usize) -> String {
    let are = if steps == 1 { "is" } else { "are" };
    let steps = counted(steps, "change");
    format!("{steps} that had not been saved when Dictum ended {are} here again")
}

/// Some of it is not, because the file is another.
pub fn left_out(names: &[String]) -> String {
    const MOST: usize = 6;
    let shown: Vec<&str> = names.iter().take(MOST).map(String::as_str).collect();
    let more = names.len().saturating_sub(MOST);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let count = counted(names.len(), "change");
    format!(
        "{count} that had not been saved could not be made again, because the file or the journal is not as it was: {}{more}. They are kept aside",
        shown.join(", ")
    )
}

/// A document's journal could not be read.
pub fn unread(unread: &Unread) -> String {
    match unread {
        Unread::Unseen(why) => format!(
            "What had not been saved could not be looked for: {why}. The document is as it is in its file. Open it again when that folder can be read; what is found there then is kept aside"
        ),
        Unread::Aside(path) => format!(
            "The journal of this document is damaged or of a later version of Dictum. The document is as it is in its file; what had not been saved may stand in what is kept here: {}",
            path.display()
        ),
    }
}

pub const UNDO: &str = "Undo";

/// A step has taken many marks away.
pub fn vanished(gone: usize, name: &str) -> String {
    format!("{} gone at once: {name}", counted(gone, "mark"))
}

/// Work could not be written, and is tried again after so many seconds.
pub fn tried_again(words: &str, error: &str, seconds: f64) -> String {
    let seconds = counted(seconds as usize, "second");
    format!("{words}. {error}. Dictum tries again after {seconds}")
}

pub const LEFT_WORK: &str = "Unsaved work";
pub const DISCARD: &str = "Discard";
pub const DISCARD_FOR_GOOD: &str = "Discard for good";
pub const DISCARDED: &str = "The unsaved work is discarded";
pub const NOT_DISCARDED: &str = "The unsaved work could not be removed";
pub const LATER: &str = "Later";

/// Work that was left behind.
pub fn work_on(name: &str) -> String {
    format!("Unsaved work on {name}")
}

/// The same, when the document's file is not there.
pub fn work_on_gone(name: &str) -> String {
    format!("Unsaved work on {name}, whose file is gone")
}

/// What its button does.
pub fn open_work_on(name: &str) -> String {
    format!("Open the unsaved work on {name}")
}

/// What its other button does.
pub fn discard_work_on(name: &str) -> String {
    format!("Discard the unsaved work on {name}")
}

/// There is more of it.
pub fn more_work(count: usize) -> String {
    format!("and {count} more, on the page that Dictum starts with")
}

/// A file in the folder of unsaved work that is not such work, or damaged.
pub fn unreadable(path: &Path) -> String {
    format!(
        "Unsaved work that cannot be read was left as it is: {}",
        path.display()
    )
}

/// How long ago something was, in seconds, as people say it.
pub fn ago(seconds: f64) -> String {
    const MINUTE: f64 = 60.0;
    const HOUR: f64 = 60.0 * MINUTE;
    const DAY: f64 = 24.0 * HOUR;
    let told = |unit: f64, name: &str| {
        let count = (seconds / unit).floor() as usize;
        format!("{} ago", counted(count, name))
    };
    match seconds {
        s if s < MINUTE => "a moment ago".to_owned(),
        s if s < HOUR => told(MINUTE, "minute"),
        s if s < DAY => told(HOUR, "hour"),
        _ => told(DAY, "day"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_told_as_people_do() {
        for (seconds, told) in [
            (-5.0, "a moment ago"),
            (59.0, "a moment ago"),
            (60.0, "1 minute ago"),
            (3599.0, "59 minutes ago"),
            (7200.0, "2 hours ago"),
            (86_400.0 * 12.0, "12 days ago"),
        ] {
            assert_eq!(ago(seconds), told);
        }
    }
}
