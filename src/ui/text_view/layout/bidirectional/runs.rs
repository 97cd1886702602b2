//! The cells of a row as screen readers want them.

use super::cells::{Cell, Cells, meet};
use crate::ui::text_view::place::{Character, Row, TextRun};

impl Cells {
    /// A row's cells parted where they do not go on side by side, in the text's order.
    pub fn runs(&self, number: usize, row: &Row) -> Vec<TextRun> {
        let side_by_side = self.of_row(number).chunk_by(meet);
        let runs = side_by_side.map(|cells| {
            let characters: Vec<Character> = cells.iter().map(character).collect();
            let right_to_left = cells.first().is_some_and(|cell| cell.rtl);
            TextRun::several(row, right_to_left, &characters)
        });
        runs.flatten().collect()
    }
}

fn character(cell: &Cell) -> Character {
    Character {
        range: cell.range,
        left: cell.left,
        right: cell.right,
    }
}
