//! What the view is given to draw, and what it hands back.

use crate::editor::{Edge, Place};
use crate::model::{ByteOffset, ByteRange, LabelName, Schema, Span, SpanId, SpanTree, Text};
use eframe::egui::{Modifiers, Pos2, Response};

/// What to draw in this frame.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The article.
    pub text: &'a Text,
    /// The marks on it.
    pub spans: &'a SpanTree,
    /// How labels look.
    pub schema: &'a Schema,
    /// The selected words; empty when there is only a caret.
    pub selection: ByteRange,
    /// Where the caret stands; drawn while the view is focused.
    pub caret: Place,
    /// The current mark: outlined, and its edges can be dragged.
    pub current: Option<&'a SpanId>,
    /// Words that were looked for, in the text's order: tinted, and ticks in the scroll bar.
    pub found: &'a [ByteRange],
    /// Where suggestions begin that wait for a decision, in the text's order: ticks in the scroll bar.
    pub left: &'a [ByteRange],
    /// Where those begin that are decided on: quiet ticks.
    pub decided: &'a [ByteRange],
    /// Which marks are not to be seen.
    pub hidden: &'a dyn Fn(&Span) -> bool,
    /// Stretches proposed but not yet made.
    pub ghosts: &'a [Ghost],
    /// Whether each mark has its label's letter at its start.
    pub badges: bool,
    /// Whether the keyboard acts on the article: the caret is drawn.
    pub focused: bool,
    /// How much to keep free at the right of the column, in points.
    pub margin: f32,
    /// What a screen reader says for a mark, such as "Quote by John Kirby, suggested".
    pub name_of: &'a dyn Fn(&Span) -> String,
    /// What more it says, such as "Direct, suggested"; empty when there is nothing more.
    pub about: &'a dyn Fn(&Span) -> String,
}

/// A stretch that the program proposes to mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ghost {
    /// Its words.
    pub range: ByteRange,
    /// The label it would get.
    pub label: LabelName,
}

/// What the person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewEvent {
    /// The primary button went down.
    Press {
        /// The nearest place.
        place: Place,
        /// 1, 2 or 3 for a single, double or triple click; known when the button goes down.
        clicks: u8,
        /// Keys held.
        modifiers: Modifiers,
        /// The marks under the pointer, innermost first.
        hit: Vec<SpanId>,
        /// The edge of the current mark within reach: the drag is to move it.
        edge: Option<Edge>,
    },
    /// The pointer was moved with the button down, or the text was under it.
    Drag {
        /// The nearest place.
        place: Place,
        /// Keys held.
        modifiers: Modifiers,
    },
    /// The primary button went up.
    Release {
        /// The nearest place.
        place: Place,
    },
    /// The secondary button was clicked, or a finger held.
    SecondaryClick {
        /// The nearest place.
        place: Place,
        /// Where on the screen, for a menu.
        pos: Pos2,
        /// The marks under the pointer, innermost first.
        hit: Vec<SpanId>,
    },
    /// Assistive technology took a mark by its name.
    Take {
        /// The mark.
        mark: SpanId,
    },
    /// Assistive technology set the selection or the caret.
    Select {
        /// The end that stays.
        anchor: ByteOffset,
        /// Where the caret stands then.
        caret: ByteOffset,
    },
    /// Other marks came under the pointer than before; none when it left the words.
    Hover {
        /// The marks under the pointer, innermost first.
        hit: Vec<SpanId>,
    },
}

/// What a frame of the view brought.
pub struct Output {
    /// What the person did, in order; usually nothing.
    pub events: Vec<ViewEvent>,
    /// The view as a widget, for focus and menus.
    pub response: Response,
}
