//! What is done to a document in a life that ends suddenly.

use crate::edits::{self, Random};
use crate::work::Work;

/// Does something; now and then that is a save.
pub fn act(work: &mut Work, random: &mut Random) {
    if random.below(12) == 0 && work.place.is_some() {
        if let Err(error) = work.save() {
            work.problem = Some(error);
        }
    } else {
        edits::act(&mut work.editor, random);
    }
}

/// The same, in memory alone.
pub fn act_without_disk(work: &mut Work, random: &mut Random) {
    if random.below(12) != 0 || work.place.is_none() {
        edits::act(&mut work.editor, random);
    }
}
