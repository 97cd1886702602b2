//! The outline: a row for each paragraph that has words.

use super::Wish;
use crate::editor::Editor;
use crate::model::schema::Role;
use crate::model::{ByteRange, Text};
use crate::ui::row_list::{RowList, Rows, paint_words};
use crate::ui::theme::Tokens;
use crate::ui::wording::{self, side_pane as words};
use eframe::egui::{Rect, Ui, pos2};

/// As many characters of a paragraph are shown.
const SHOWN: usize = 120;
/// No more marks of a paragraph are counted.
const COUNTED: usize = 1000;
/// Space for the sign of what is undecided, in points.
const SIGN: f32 = 14.0;

/// The paragraphs that have words.
#[derive(Default)]
pub struct Outline {
    of: Option<Text>,
    paragraphs: Vec<ByteRange>,
}

/// What is told of a paragraph.
struct Paragraph<'a> {
    words: &'a str,
    quotes: usize,
    undecided: bool,
}

impl Outline {
    /// Draws the rows on the screen; gives where to go.
    pub fn show(&mut self, ui: &mut Ui, list: &mut RowList, editor: &Editor) -> Option<Wish> {
        self.follow(editor.document().text());
        let caret = editor.caret().place.at;
        let begun = self
            .paragraphs
            .partition_point(|paragraph| paragraph.start <= caret);
        let rows = Rows {
            name: words::OUTLINE_LIST,
            len: self.paragraphs.len(),
            lit: begun.checked_sub(1),
        };
        let chosen = list.show(ui, &rows, |ui, index, rect| {
            let range = self.paragraphs.get(index).copied().unwrap_or_default();
            paint(ui, rect, &told(editor, range))
        });
        chosen
            .and_then(|index| self.paragraphs.get(index))
            .map(|paragraph| Wish::Go(paragraph.start))
    }

    /// Finds the paragraphs of another text; done once for a text.
    fn follow(&mut self, text: &Text) {
        if self.of.as_ref() == Some(text) {
            return;
        }
        self.of = Some(text.clone());
        let has_words = |range: &&ByteRange| !text.slice(**range).trim_start().is_empty();
        self.paragraphs = text
            .paragraphs()
            .iter()
            .filter(has_words)
            .copied()
            .collect();
    }
}

fn told(editor: &Editor, range: ByteRange) -> Paragraph<'_> {
    let document = editor.document();
    let begun = document.places().overlapping(range).filter(|placed| {
        placed.fragment == 0 && range.contains(placed.range.start) && placed.span.is_live()
    });
    let (mut quotes, mut undecided) = (0, false);
    for placed in begun.take(COUNTED) {
        quotes += usize::from(document.schema().role_of(&placed.span.label) == Role::Quote);
        undecided = undecided || editor.is_undecided(&placed.span);
    }
    Paragraph {
        words: document.text().slice(range).trim_start(),
        quotes,
        undecided,
    }
}

fn paint(ui: &Ui, rect: Rect, told: &Paragraph<'_>) -> String {
    if told.undecided {
        let at = pos2(rect.left() + 2.0, rect.center().y);
        ui.painter()
            .circle_filled(at, 3.0, Tokens::of(ui.ctx()).warning);
    }
    let quotes = match told.quotes {
        0 => String::new(),
        quotes => quotes.to_string(),
    };
    let shown = wording::shortened(told.words, SHOWN);
    let rest = rect.with_min_x(rect.left() + SIGN);
    paint_words(ui, rest, &shown, &quotes, false);
    words::paragraph(&shown, told.quotes, told.undecided)
}
