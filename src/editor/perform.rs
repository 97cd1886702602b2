//! What each command does.

use super::{Command, Editor, Lines, Outcome, Readings, Way};
use crate::model::{ByteOffset, ByteRange};

impl Editor {
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
                let here = self.history.current();
                let step = self.history.undo();
                self.step(here, step, "Undone", "Nothing to undo")
            }
            Command::Redo => {
                let here = self.history.current();
                let step = self.history.redo();
                self.step(here, step, "Redone", "Nothing to redo")
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
}
