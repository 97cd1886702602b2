//! The journal: what is done to a document, on the disk before the document itself is saved.
//!
//! Each document that is worked on has one, in a folder of the local state that only its owner may
//! look into. One thread owns the file. The window hands over what was done ([`Follower`]) and never
//! waits longer than it wants to ([`Journal::wait`]); when a document is opened again, [`restore`]
//! brings back what no save has taken, and the history with it.

mod aside;
mod entry;
mod follow;
mod frame;
mod handle;
mod left;
mod place;
mod read;
mod recorder;
mod rejoin;
mod restore;
mod resume;
mod salvage;
mod saving;
mod step;
#[cfg(test)]
mod tests;
mod whole;
mod writer;

pub use aside::set_aside;
pub use entry::{About, Base, Begin, Entry, Saving};
pub use follow::Follower;
pub use handle::{Journal, Keeper, Sequence, State};
pub use left::{Left, discard, left_behind, sweep};
pub use place::{Key, Place, Taken};
pub use read::{Found, Unreadable, read};
pub use recorder::{Recorder, Start};
pub use restore::{Opened, Outcome, Restored, restore};
pub use resume::{Resumed, TakenUp, take_over, take_up};
pub use saving::Save;
pub use whole::Whole;
pub use writer::{Target, Wake};
