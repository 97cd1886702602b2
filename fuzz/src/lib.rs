//! What the fuzz targets do with any bytes at all: read them, and hold what comes of it to what Dictum
//! promises. A target ends the process when a promise is broken.

mod acts;
mod choices;
mod contained;
mod edits;
mod files;
mod foreign;
mod framing;
mod journal;
mod memory_disk;
mod merging;
mod own;
mod promises;
mod samples;
mod seeds;
mod small;
mod texts;
mod words;

pub use edits::edits;
pub use foreign::foreign;
pub use journal::journal;
pub use merging::merging;
pub use own::{json, json_lines, project, ron, schema};
pub use seeds::seeds;
pub use small::{agreements, article, command_line, keys, label_names, learned, search};
pub use texts::rebasing;
pub use words::words;
