//! Random work on a random document: the same for the same seed, in every process.

#[path = "random.rs"]
mod random;

pub use random::Random;

use dictum::editor::{Command, Editor, Motion, ParagraphLines, Side, Step, Way};
use dictum::model::{ByteRange, CharOffset, Document, Header, Text, Timestamp};
use dictum::store::schemas;

const WORDS: [&str; 24] = [
    "Anna",
    "Petrova",
    "said",
    "that",
    "“we",
    "are",
    "ready”,",
    "he",
    "told",
    "the",
    "council",
    "Минобороны",
    "заявило",
    "😀",
    "👍🏽",
    "e\u{301}te\u{301}",
    "क्षि",
    "שלום",
    "مرحبا",
    "東京",
    "🇺🇦",
    "\u{200d}",
    "\u{feff}",
    "Mayor",
];

/// A document of a few paragraphs in several scripts.
pub fn document(random: &mut Random) -> Document {
    let mut text = String::new();
    for _ in 0..=random.below(6) {
        for _ in 0..3 + random.below(30) {
            text.push_str(random.pick(&WORDS));
            text.push(' ');
        }
        text.push_str(random.pick(&[".\n\n", ".\r\n", "”\n\n", "\u{2029}"]));
    }
    let header = Header {
        id: "random".to_owned(),
        ..Header::default()
    };
    Document::new(header, schemas::news(), Text::new(text))
}

/// The same time always.
pub fn clock() -> Timestamp {
    Timestamp::from_rfc3339("2026-11-22T10:00:00Z")
}

/// Does something, which may change the document or not.
pub fn act(editor: &mut Editor, random: &mut Random) {
    let end = editor.document().text().chars_len().0;
    let (from, len) = (random.below(end + 1), random.below(12));
    let byte = |at: usize| {
        let text = editor.document().text();
        text.byte_of_char(CharOffset(at.min(end)))
            .unwrap_or_else(|| text.end())
    };
    let stretch = ByteRange::between(byte(from), byte(from + len));
    let command = match random.below(20) {
        0..=7 => {
            let text = editor.document().text();
            let (a, b) = (
                text.grapheme_floor(stretch.start),
                text.grapheme_floor(stretch.end),
            );
            editor.select(ByteRange::between(a, b));
            Command::Label(random.below(3) as u8)
        }
        8 => Command::Undo,
        9 => Command::Redo,
        10 => Command::Delete,
        11 => Command::Bound(Side::End, Way::Forth, Step::Word),
        12 => Command::Bound(Side::Start, Way::Forth, Step::Character),
        13 => Command::Move(Motion::ParagraphDown),
        14 => Command::TakeCandidate,
        15 => Command::NextMark,
        16 => Command::Join,
        17 => Command::Undo,
        18 => Command::Nobody,
        _ => Command::PreviousMark,
    };
    let text = editor.document().text().clone();
    editor.perform(command, &ParagraphLines(&text));
}
