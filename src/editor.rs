//! What a person does to a document: caret, selection, current mark, list of candidates, and
//! commands that become edits. No screen: the window shows this and hands in keys and clicks.

mod article_edits;
pub mod attributes;
mod boundary;
pub mod caret;
pub mod command;
mod decide;
pub mod keys;
mod kinds;
mod linking;
mod marking;
mod names;
pub mod people;
mod pieces;
mod pointer;
mod possible;
mod same_person;
mod schema_change;
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

use crate::language::Reading;
use crate::model::{
    ByteOffset, ByteRange, Decision, Document, Draft, Edit, EditError, History, Origin, RevisionId,
    Span, SpanId, Status, Timestamp,
};
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

    /// Goes to a revision, on whatever branch of the history, without losing any other.
    pub fn go_to_revision(&mut self, revision: RevisionId) -> Outcome {
        if revision == self.history.current() {
            return Outcome::Nothing("The article stands there already");
        }
        let mut history = self.history.clone();
        let Some(edits) = history.go_to(revision) else {
            return Outcome::Nothing("There is no such step");
        };
        let before = self.document.clone();
        for edit in &edits {
            if let Err(error) = self.document.apply(edit) {
                log::error!("a step of the history did not apply: {error}");
                self.document = before;
                return Outcome::Told(format!("Nothing was changed: {error}"));
            }
        }
        self.index = suggestions::Index::of(&self.document);
        self.history = history;
        self.settle();
        if let Some(place) = edits.last().and_then(Edit::place) {
            let at = place.start.min(self.document.text().end());
            self.stand(Place::at(self.document.text().grapheme_floor(at)));
        }
        Outcome::Done
    }

    /// Goes back to what is on the disk.
    pub fn go_to_saved(&mut self) -> Outcome {
        self.go_to_revision(self.saved.unwrap_or_default())
    }

    // ---- changing --------------------------------------------------------------------------

    /// Makes an edit and takes it into the history under a name. The one way to change the document.
    fn commit(
        &mut self,
        name: impl Into<String>,
        make: impl FnOnce(&mut Draft, &Hand<'_>) -> Result<(), EditError>,
    ) -> Result<bool, EditError> {
        if self.is_read_only {
            return Err(EditError::ReadOnly);
        }
        let hand = Hand {
            annotator: &self.annotator,
            now: (self.clock)(),
        };
        let (now, who) = (hand.now.clone(), self.annotator.clone());
        let mut draft = Draft::new(&self.document);
        make(&mut draft, &hand)?;
        if draft.is_empty() {
            return Ok(false);
        }
        if matches!(
            self.document.header().status,
            Status::Untouched | Status::Tagged
        ) {
            let now = draft.document().header().status;
            if now == self.document.header().status {
                draft.change_header(|header| header.status = Status::InWork)?;
            }
        }
        let edit = draft.finish();
        self.apply(&edit)?;
        self.history.push(name, now, Some(who), edit);
        Ok(true)
    }

    /// Puts an edit into the document, and what waits for a decision follows it.
    fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        self.document.apply(edit)?;
        self.index.follow(&self.document, edit);
        Ok(())
    }

    /// [`Self::commit`], with what came of it in words.
    fn commit_told(
        &mut self,
        name: impl Into<String>,
        make: impl FnOnce(&mut Draft, &Hand<'_>) -> Result<(), EditError>,
    ) -> Outcome {
        match self.commit(name, make) {
            Ok(true) => Outcome::Done,
            Ok(false) => Outcome::Nothing("That changes nothing"),
            Err(error) => {
                // An edit made on this very document fits it; if not, nothing was changed.
                log::error!("an edit did not apply: {error}");
                Outcome::Told(format!("Nothing was changed: {error}"))
            }
        }
    }

    fn step(&mut self, edit: Option<(Edit, String)>, done: &str, none: &'static str) -> Outcome {
        let Some((edit, name)) = edit else {
            return Outcome::Nothing(none);
        };
        if let Err(error) = self.apply(&edit) {
            log::error!("a step of the history did not apply: {error}");
            return Outcome::Told(format!("Nothing was changed: {error}"));
        }
        self.settle();
        if let Some(place) = edit.place() {
            let at = place.start.min(self.document.text().end());
            self.stand(Place::at(self.document.text().grapheme_floor(at)));
        }
        self.take_up_again(&edit);
        Outcome::Told(format!("{done}: {name}"))
    }

    /// Lets go of what an undo or redo has taken away.
    fn settle(&mut self) {
        self.readings = None;
        self.choices = None;
        self.drag = None;
        // The card stays open on a step back, so that the next digit mends it.
        if self.current_span().is_none_or(|span| !span.is_live()) {
            self.current = None;
        }
    }

    // ---- commands --------------------------------------------------------------------------

    /// Does what is asked; what only the window can do comes back as [`Outcome::Window`].
    pub fn perform(&mut self, command: Command, lines: &dyn Lines) -> Outcome {
        // Only a label pressed again goes on through the readings of a place.
        let readings = self.readings.take();
        let current = self.current.clone();
        let outcome = self.perform_with(command, lines, readings);
        if self.current != current {
            self.wandered = false;
        } else if command.moves_caret() {
            self.wandered = true;
        }
        self.keep_card_true();
        outcome
    }

    fn perform_with(
        &mut self,
        command: Command,
        lines: &dyn Lines,
        readings: Option<Readings>,
    ) -> Outcome {
        match command {
            Command::Undo => {
                let step = self.history.undo();
                self.step(step, "Undone", "Nothing to undo")
            }
            Command::Redo => {
                let step = self.history.redo();
                self.step(step, "Redone", "Nothing to redo")
            }
            Command::Copy => self.copy(),
            Command::SelectAll => {
                self.select(ByteRange::between(
                    ByteOffset(0),
                    self.document.text().end(),
                ));
                Outcome::Done
            }
            Command::Grow => self.grow(),
            Command::Shrink => self.shrink(),
            Command::Label(index) => self.label(usize::from(index), readings),
            Command::KeepLabel(index) => self.keep_label(index),
            Command::Delete => self.delete(),
            Command::Accept => self.deciding(Self::accept),
            Command::Reject => self.deciding(Self::reject),
            Command::AcceptInView => self.accept_in_view(lines),
            Command::NextSuggestion => self.go_suggestion(Way::Forth),
            Command::PreviousSuggestion => self.go_suggestion(Way::Back),
            Command::LeastCertainFirst => self.turn_order(),
            Command::OneLabel => self.next_label_alone(),
            Command::HideBelow(way) => self.move_least(way),
            Command::ShowAllSuggestions => self.show_all_suggestions(),
            Command::Bound(side, way, step) => self.move_bound(side, way, step),
            Command::AddPiece => self.add_piece(),
            Command::CutPiece => self.cut_piece(),
            Command::Join => self.join(),
            Command::Attributes => self.ask_attributes(),
            Command::SetValue(number) => self.set_value(usize::from(number)),
            Command::MoreValues => self.turn_values(),
            Command::NextAttribute => self.go_attribute(1),
            Command::PreviousAttribute => self.go_attribute(-1),
            Command::CloseAttributes => self.close_attributes(),
            Command::LinkTo if self.current.is_none() => {
                Outcome::Nothing("Click a mark first, then {link-to} links it to another")
            }
            Command::LinkTo if self.link_ways().is_empty() => {
                Outcome::Nothing("The schema has no link from or to a mark of this label")
            }
            Command::SamePerson if self.person_asked().is_none() => Outcome::Nothing(
                "Click a speaker first, or a quote that has one, then {same-person} says who it is",
            ),
            Command::Who => self.ask_who(),
            Command::TakeCandidate => self.deciding(Self::take_chosen),
            Command::NextCandidate => self.choose(1),
            Command::PreviousCandidate => self.choose(-1),
            Command::PickCandidate(number) => {
                self.deciding(|editor| editor.pick_at_once(usize::from(number)))
            }
            Command::TickCandidate => self.tick(),
            Command::Nobody => self.deciding(Self::nobody),
            Command::Move(motion) => self.move_caret(motion, lines),
            Command::Extend(motion) => self.extend(motion, lines),
            Command::NextStop => self.go_stop(Way::Forth),
            Command::PreviousStop => self.go_stop(Way::Back),
            Command::NextUndecided => self.go_undecided(),
            Command::NextMark => self.go_mark(Way::Forth),
            Command::PreviousMark => self.go_mark(Way::Back),
            Command::Escape => self.escape(),
            window @ (Command::Open
            | Command::NewProject
            | Command::Save
            | Command::SaveAs
            | Command::DoneAndNext
            | Command::ChangeText
            | Command::Import
            | Command::Export
            | Command::History
            | Command::Quit
            | Command::Find
            | Command::FindNext
            | Command::FindPrevious
            | Command::LinkTo
            | Command::SamePerson
            | Command::MarkMenu
            | Command::TagArticle
            | Command::Learn
            | Command::TextLarger
            | Command::TextSmaller
            | Command::TextUsual
            | Command::SwitchTheme
            | Command::SidePane
            | Command::TaggerPane
            | Command::MarkPane
            | Command::NextPane
            | Command::Palette
            | Command::KeyHelp
            | Command::FirstSteps) => Outcome::Window(window),
        }
    }

    // ---- caret and selection ---------------------------------------------------------------

    fn stand(&mut self, place: Place) {
        self.caret = Caret { place, goal: None };
        self.anchor = place.at;
        self.grown.clear();
    }

    /// Selects a stretch; the caret stands at its end.
    pub fn select(&mut self, range: ByteRange) {
        self.anchor = range.start;
        self.caret = Caret {
            place: Place {
                at: range.end,
                affinity: Affinity::Upstream,
            },
            goal: None,
        };
        self.grown.clear();
    }

    fn move_caret(&mut self, motion: Motion, lines: &dyn Lines) -> Outcome {
        let selection = self.selection();
        let moved = match motion {
            // Without Shift, an arrow leaves a selection at the end it points to.
            Motion::Left | Motion::Right if !selection.is_empty() => {
                let text = self.document.text();
                let forth = motion.goes_forth(text.direction_at(self.caret.place.at));
                let end = if forth {
                    selection.end
                } else {
                    selection.start
                };
                Caret {
                    place: Place::at(end),
                    goal: None,
                }
            }
            _ => self.caret.moved(motion, self.document.text(), lines),
        };
        self.caret = moved;
        self.anchor = moved.place.at;
        self.grown.clear();
        Outcome::Done
    }

    fn extend(&mut self, motion: Motion, lines: &dyn Lines) -> Outcome {
        self.caret = self.caret.moved(motion, self.document.text(), lines);
        self.grown.clear();
        Outcome::Done
    }

    /// Whether the caret stands in the current mark or at one of its ends. The mark stays current
    /// when the caret leaves it, so that words elsewhere can be added to it; label keys then mean
    /// the words at the caret.
    fn is_in_current(&self) -> bool {
        let at = self.caret.place.at;
        let touches = |range: ByteRange| range.start <= at && at <= range.end;
        self.current_span()
            .is_some_and(|span| span.fragments.iter().any(touches))
    }

    fn grow(&mut self) -> Outcome {
        let selection = self.selection();
        let Some(grown) = crate::language::grow(self.document.text(), selection) else {
            return Outcome::Nothing("The selection is as large as it gets");
        };
        let mut before = std::mem::take(&mut self.grown);
        before.push(selection);
        self.select(grown);
        self.grown = before;
        Outcome::Done
    }

    fn shrink(&mut self) -> Outcome {
        let Some(range) = self.grown.pop() else {
            return Outcome::Nothing("The selection was not grown");
        };
        let rest = std::mem::take(&mut self.grown);
        self.select(range);
        self.grown = rest;
        Outcome::Done
    }

    fn copy(&self) -> Outcome {
        let selection = self.selection();
        if !selection.is_empty() {
            return Outcome::Copy(self.document.text().slice(selection).to_owned());
        }
        match self.current_span() {
            Some(span) => Outcome::Copy(self.document.words(span)),
            None => Outcome::Nothing("Select the words to copy"),
        }
    }

    fn escape(&mut self) -> Outcome {
        if self.drag.take().is_some() {
            return Outcome::Done;
        }
        if self.card.take().is_some() || self.choices.take().is_some() {
            return Outcome::Done;
        }
        if !self.selection().is_empty() {
            self.anchor = self.caret.place.at;
            self.grown.clear();
            return Outcome::Done;
        }
        if self.current.take().is_some() {
            return Outcome::Done;
        }
        if self.kept_label.take().is_some() {
            return Outcome::Done;
        }
        Outcome::Nothing("Nothing to leave")
    }
}

/// Who does it, and when.
struct Hand<'a> {
    annotator: &'a str,
    now: Timestamp,
}

impl Hand<'_> {
    fn origin(&self) -> Origin {
        Origin::human(self.annotator)
    }

    fn decision(&self) -> Decision {
        Decision {
            name: SmolStr::new(self.annotator),
            at: Some(self.now.clone()),
        }
    }
}
