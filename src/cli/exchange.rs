//! What the commands that read and write other programs' formats share.

pub mod articles;
pub mod losses;
pub mod names;
pub mod writing;

use crate::formats::{self, Format, Layout, Unit};
use anyhow::anyhow;
use std::path::Path;

/// The way out for a file of no format that is known.
pub const GIVE_FROM: &str = "give --from";

/// How offsets are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Counted {
    /// Unicode code points, as in Python.
    CodePoints,
    /// UTF-16 code units, as in JavaScript and Java.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
    /// Characters as people see them.
    Graphemes,
}

impl From<Counted> for Unit {
    fn from(counted: Counted) -> Self {
        match counted {
            Counted::CodePoints => Self::CodePoints,
            Counted::Utf16 => Self::Utf16,
            Counted::Bytes => Self::Bytes,
            Counted::Graphemes => Self::Graphemes,
        }
    }
}

/// The format of a name; the error lists those that there are.
pub fn format_named(name: &str) -> anyhow::Result<&'static Format> {
    formats::named(name).ok_or_else(|| {
        let names: Vec<&str> = formats::ALL.iter().map(|format| format.name).collect();
        anyhow!("no format is called {name}; there are {}", names.join(", "))
    })
}

/// The format that a file to be written is named for, when its extension names one alone.
pub fn format_for(path: &Path) -> anyhow::Result<&'static Format> {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    let extension = extension.to_string_lossy();
    if let Some(native) = formats::named(&extension).filter(|format| format.is_native()) {
        return Ok(native);
    }
    let ends_so = |format: &&&Format| match format.writes.map(|writes| writes.layout()) {
        Some(Layout::One { extensions, .. }) => extensions.contains(&extension.as_ref()),
        _ => false,
    };
    let mut found = formats::ALL.iter().filter(ends_so);
    match (found.next(), found.next()) {
        (Some(format), None) => Ok(format),
        _ => Err(anyhow!(
            "which format is {} to be? Give --to",
            path.display()
        )),
    }
}
