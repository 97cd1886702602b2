//! Words about what was done.

#![expect(missing_docs, reason = "a constant’s words say what it is")]

pub const TITLE: &str = "Go to which step?";
pub const HINT: &str = "Nothing is lost: what comes after can be gone back to";
pub const OPENED: &str = "As it was at first";
pub const HERE: &str = "now";
pub const UNDONE: &str = "undone";

/// The article stands at this step now.
pub fn gone_to(step: Option<&str>) -> String {
    match step {
        Some(name) => format!("Now as after: {name}"),
        None => "Now as it was at first".to_owned(),
    }
}
