//! Words of the start page.

pub const HINT: &str = "Open one to mark who said what, and what happened";
pub const RECENT: &str = "Recent";
pub const EXAMPLE: &str = "The example, half of it annotated";
pub const LEARN: &str = "To learn";
