//! Where suggestions stand in the article, looked up once after each change.

use crate::editor::Editor;
use crate::model::ByteRange;

/// The places for the scroll bar, with the state that they hold for.
#[derive(Default)]
pub struct SuggestedPlaces {
    of: Option<u64>,
    left: Vec<ByteRange>,
    decided: Vec<ByteRange>,
}

impl SuggestedPlaces {
    /// Where those begin that wait for a decision and are seen, and those decided on, in order.
    pub fn of(&mut self, editor: &Editor) -> (&[ByteRange], &[ByteRange]) {
        let version = editor.suggestions_version();
        if self.of != Some(version) {
            (self.left, self.decided) = editor.places_of_suggestions();
            self.of = Some(version);
        }
        (&self.left, &self.decided)
    }
}
