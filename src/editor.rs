//! What a person does to a document: caret, selection, current mark, list of candidates, and
//! commands that become edits. No screen: the window shows this and hands in keys and clicks.

mod article_edits;
pub mod attributes;
mod boundary;
pub mod caret;
mod changing;
pub mod command;
mod decide;
pub mod keys;
mod kinds;
mod linking;
mod marking;
mod names;
pub mod people;
mod perform;
mod pieces;
mod pointer;
mod possible;
mod same_person;
mod schema_change;
mod selecting;
mod suggestions;
mod tagging;
#[cfg(test)]
mod tests;
mod text_change;
mod walk;
mod who;

pub use attributes::AttributeCard;
pub use caret::{Affinity, Caret, Lines, ParagraphLines, Place};
pub use command::{Command, Group, Motion, Side, Step, Way};
pub use keys::{Chord, Focus, Key, KeyChanges, KeyProblem, KeyTaken, Keymap};
pub use linking::{LinkTarget, LinkWay};
pub use people::{Person, Proposed};
pub use pointer::{Edge, Press};
pub use same_person::LikelyPerson;
pub use suggestions::{Left, SuggestionFilter, SuggestionOrder, percent};
pub use text_change::FromFile;
pub use who::{Choice, Choices};

use changing::Hand;

use crate::language::Reading;
use crate::model::{ByteOffset, ByteRange, Document, History, RevisionId, Span, SpanId, Timestamp};
use smol_str::SmolStr;
use std::sync::Arc;

/// A document being worked on by a person.
pub struct Editor {
    document: Document,
    history: History,
    /// The revision that is on the disk, if one is.
    saved: Option<RevisionId>,
    annotator: SmolStr,
    /// Another window is at work on the document.
    is_read_only: bool,
    clock: Clock,
    caret: Caret,
    /// The end of the selection that stays.
    anchor: ByteOffset,
    /// The selections before each growth, so that shrinking goes the same way back.
    grown: Vec<ByteRange>,
    current: Option<SpanId>,
    /// The caret was moved by keys since the mark became current: a label's key then means the words
    /// at the caret.
    wandered: bool,
    /// The number of the label that words chosen with the mouse get at once.
    kept_label: Option<u8>,
    choices: Option<Choices>,
    /// The card of attributes lies over the list, which comes back when it is closed.
    card: Option<AttributeCard>,
    memo: possible::Memo,
    /// What waits for a decision.
    index: suggestions::Index,
    filter: SuggestionFilter,
    order: SuggestionOrder,
    offered: suggestions::Offered,
    /// What `q` found at the caret, while it is pressed again and again.
    readings: Option<Readings>,
    drag: Option<pointer::Drag>,
    pressed: Option<pointer::Pressed>,
    answered: Option<pointer::Answered>,
}

/// Tells the time of a step.
pub type Clock = Box<dyn Fn() -> Timestamp + Send>;

/// The readings of a place, and the span that carries the one taken.
struct Readings {
    all: Vec<Reading>,
    taken: usize,
    span: SpanId,
}

/// What came of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// There was nothing to do, for this reason; words for the status bar.
    Nothing(&'static str),
    /// It was done, and this should be told.
    Told(String),
    /// It was done, and these words say what to do next; keys stand in them as `{name}`.
    Advised(&'static str),
    /// These words are for the clipboard.
    Copy(String),
    /// It is the window's to do.
    Window(Command),
}

impl Editor {
    /// Begins work on a document.
    pub fn new(document: Document, annotator: impl Into<SmolStr>, clock: Clock) -> Self {
        Self {
            index: suggestions::Index::of(&document),
            filter: SuggestionFilter::default(),
            order: SuggestionOrder::default(),
            offered: suggestions::Offered::default(),
            document,
            history: History::default(),
            saved: Some(RevisionId::default()),
            annotator: annotator.into(),
            is_read_only: false,
            clock,
            caret: Caret::default(),
            anchor: ByteOffset(0),
            grown: Vec::new(),
            current: None,
            wandered: false,
            kept_label: None,
            choices: None,
            card: None,
            memo: possible::Memo::default(),
            readings: None,
            drag: None,
            pressed: None,
            answered: None,
        }
    }

    /// Goes on with a document where it was left: with what was done to it, and the revision that is on
    /// the disk.
    pub fn resume(
        document: Document,
        history: History,
        saved: RevisionId,
        annotator: impl Into<SmolStr>,
        clock: Clock,
    ) -> Self {
        Self {
            history,
            saved: Some(saved),
            ..Self::new(document, annotator, clock)
        }
    }

    // ---- what there is ---------------------------------------------------------------------

    /// The document as it stands.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// What was done to it.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Who is at work.
    pub fn annotator(&self) -> &str {
        &self.annotator
    }

    /// The caret.
    pub fn caret(&self) -> Caret {
        self.caret
    }

    /// The selected stretch; empty at the caret when nothing is selected.
    pub fn selection(&self) -> ByteRange {
        ByteRange::between(self.anchor, self.caret.place.at)
    }

    /// The current mark's id.
    pub fn current(&self) -> Option<&SpanId> {
        self.current.as_ref()
    }

    /// The number of the label, from 0, that words chosen with the mouse get at once.
    pub fn kept_label(&self) -> Option<u8> {
        self.kept_label
    }

    /// The current mark.
    pub fn current_span(&self) -> Option<&Arc<Span>> {
        self.document.span(self.current.as_ref()?)
    }

    /// The open list of candidates.
    pub fn choices(&self) -> Option<&Choices> {
        self.choices.as_ref()
    }

    /// Whether there is work that no save has taken.
    pub fn is_dirty(&self) -> bool {
        self.saved != Some(self.history.current())
    }

    /// Notes that the revision which was current when a save began is on the disk.
    pub fn saved(&mut self, revision: RevisionId) {
        self.saved = Some(revision);
    }

    /// The revision that is on the disk.
    pub fn saved_revision(&self) -> Option<RevisionId> {
        self.saved
    }

    /// From now on the document can only be read: another window is at work on it.
    pub fn only_read(&mut self) {
        self.is_read_only = true;
    }

    /// Whether the document can only be read.
    pub fn is_read_only(&self) -> bool {
        self.is_read_only
    }
}
