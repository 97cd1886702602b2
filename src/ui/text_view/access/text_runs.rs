//! A paragraph told as runs of characters, each with its direction.

use super::Ends;
use crate::model::{ByteOffset, ByteRange, Text};
use crate::ui::text_view::place::{Character, TextRun};
use eframe::egui;
use egui::accesskit::{self, Role, TextDirection, TextPosition, TextSelection};
use egui::{Id, Pos2, Sense, Ui, UiBuilder};

/// Adds a node for each run below the paragraph's, and the selection to the paragraph's. Gives what
/// is selected in it.
pub(super) fn tell(
    nodes: &mut Ui,
    paragraph: Id,
    text: &Text,
    origin: Pos2,
    runs: &[TextRun],
    ends: Option<Ends>,
) -> Option<TextSelection> {
    let ctx = nodes.ctx().clone();
    let below = UiBuilder::new().accessibility_parent(paragraph);
    let below = nodes.new_child(below);
    for (number, run) in runs.iter().enumerate() {
        let id = id_of(paragraph, number);
        // This is how egui learns whose child a node is.
        below.interact(run.rect.translate(origin.to_vec2()), id, Sense::hover());
        let told = told(text, run);
        ctx.accesskit_node_builder(id, |node| {
            node.set_role(Role::TextRun);
            node.set_text_direction(if run.right_to_left {
                TextDirection::RightToLeft
            } else {
                TextDirection::LeftToRight
            });
            node.set_bounds(bounds(run, origin));
            node.set_value(told.value);
            node.set_character_lengths(told.lengths);
            node.set_character_positions(told.positions);
            node.set_character_widths(told.widths);
            node.set_word_starts(told.word_starts);
        });
    }
    let selection = ends.and_then(|ends| {
        Some(TextSelection {
            anchor: position(paragraph, runs, ends.anchor)?,
            focus: position(paragraph, runs, ends.focus)?,
        })
    });
    if let Some(selection) = selection {
        ctx.accesskit_node_builder(paragraph, |node| node.set_text_selection(selection));
    }
    selection
}

/// The place that a reader means by a run and a character in it.
pub(super) fn place(
    paragraph: Id,
    runs: &[TextRun],
    position: &TextPosition,
) -> Option<ByteOffset> {
    let mut numbered = runs.iter().enumerate();
    let of = |number| id_of(paragraph, number).accesskit_id() == position.node;
    let (_, run) = numbered.find(|(number, _)| of(*number))?;
    match run.characters.get(position.character_index) {
        Some(character) => Some(character.range.start),
        None => run.characters.last().map(|last| last.range.end),
    }
}

fn id_of(paragraph: Id, run: usize) -> Id {
    paragraph.with(("run", run))
}

fn bounds(run: &TextRun, origin: Pos2) -> accesskit::Rect {
    let rect = run.rect.translate(origin.to_vec2());
    accesskit::Rect {
        x0: rect.left().into(),
        y0: rect.top().into(),
        x1: rect.right().into(),
        y1: rect.bottom().into(),
    }
}

/// The run and the character there that a place is at.
fn position(paragraph: Id, runs: &[TextRun], at: ByteOffset) -> Option<TextPosition> {
    let after = runs.partition_point(|run| {
        let last = run.characters.last();
        last.is_some_and(|last| last.range.end <= at)
    });
    // The paragraph's end is after the last character of the last run.
    let number = after.min(runs.len().checked_sub(1)?);
    let run = runs.get(number)?;
    Some(TextPosition {
        node: id_of(paragraph, number).accesskit_id(),
        character_index: run
            .characters
            .partition_point(|character| character.range.end <= at),
    })
}

/// A run's characters as accesskit wants them, all of one length.
#[derive(Default)]
struct Told {
    value: String,
    lengths: Vec<u8>,
    positions: Vec<f32>,
    widths: Vec<f32>,
    word_starts: Vec<u8>,
}

fn told(text: &Text, run: &TextRun) -> Told {
    let mut told = Told::default();
    let mut in_word = false;
    for (number, character) in run.characters.iter().enumerate() {
        let words = text.slice(shortened(text, character));
        let is_word = words.chars().next().is_some_and(char::is_alphanumeric);
        if is_word && !in_word {
            told.word_starts.extend(u8::try_from(number));
        }
        in_word = is_word;
        told.value.push_str(words);
        told.lengths.extend(u8::try_from(words.len()));
        told.positions.push(run.position(character));
        told.widths.push(character.right - character.left);
    }
    told
}

/// As much of a character as accesskit can count; only a letter under a heap of marks is longer.
fn shortened(text: &Text, character: &Character) -> ByteRange {
    let range = character.range;
    let words = text.slice(range);
    let len = words.floor_char_boundary(usize::from(u8::MAX));
    ByteRange {
        start: range.start,
        end: range.start.shifted(len as isize),
    }
}
