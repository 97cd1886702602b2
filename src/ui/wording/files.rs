//! Words of files that are dropped, listed and opened again.

#![expect(missing_docs, reason = "a constant’s words say what it is")]

use std::path::PathBuf;

pub const DROP_TO_OPEN: &str = "Drop to open";
pub const OPEN_RECENT: &str = "Open recent";
pub const NO_RECENT: &str = "No recent files";

/// Files that were asked for and cannot be read.
pub fn not_read(paths: &[PathBuf]) -> String {
    const NAMED: usize = 5;
    let names = paths.iter().take(NAMED);
    let names: Vec<String> = names
        .map(|path| path.file_name().unwrap_or(path.as_os_str()))
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    let more = paths.len().saturating_sub(NAMED);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    format!("Cannot be read: {}{more}", names.join(", "))
}
