//! What is in conflict with what another program has written: each with both sides, to decide between.

use super::{App, decision_bar};
use crate::editor::Outcome;
use crate::merge::{Side, Thing, decide, decide_all};
use crate::model::ByteRange;
use crate::store::dispute::Dispute;
use crate::ui::session::Session;
use crate::ui::wording::outside as words;
use eframe::egui::{Id, Ui};

/// What was asked for in a frame.
enum Asked {
    Go(Thing),
    Decide(Thing, Side),
    DecideAll(Side),
}

impl App {
    pub(super) fn conflict_bar(&mut self, ui: &mut Ui) {
        self.panes.conflicts = None;
        let Some(session) = &self.session else { return };
        let all = session.disputes.all();
        let told = words::conflicts(all.len());
        let mut first = None;
        let for_all = |ui: &mut Ui| {
            let theirs = ui.button(words::TAKE_ALL_THEIRS);
            let ours = ui.button(words::KEEP_ALL_OURS);
            first = Some(ours.id);
            let sides = [(Side::Theirs, theirs), (Side::Ours, ours)];
            let clicked = sides.into_iter().find(|(_, button)| button.clicked());
            clicked.map(|(side, _)| Asked::DecideAll(side))
        };
        let asked = decision_bar::show(ui, "conflicts", told, all, for_all, |ui, dispute| {
            conflict_row(ui, session, dispute)
        });
        self.panes.conflicts = first;
        match asked {
            None => {}
            Some(Asked::Go(thing)) => self.go_to_conflict(&thing),
            Some(Asked::Decide(thing, side)) => self.decide_conflict(ui, &thing, side),
            Some(Asked::DecideAll(side)) => self.decide_all_conflicts(ui, side),
        }
    }

    /// Brings what a conflict is about on the screen.
    fn go_to_conflict(&mut self, thing: &Thing) {
        let Some(session) = &mut self.session else {
            return;
        };
        if let Some((id, place)) = mark_of(session, thing) {
            session.editor.go_to_mark(&id);
            session.view.reveal(place);
            self.give_keys = true;
        }
    }

    fn decide_conflict(&mut self, ui: &Ui, thing: &Thing, side: Side) {
        let Some(session) = &mut self.session else {
            return;
        };
        let outcome = match decide(session.editor.document(), thing, side) {
            Ok(edit) => {
                let outcome = session.editor.take_edit(words::decided(side), edit);
                if let Some((_, place)) = mark_of(session, thing) {
                    session.view.reveal(place);
                }
                outcome
            }
            Err(undone) => Outcome::Told(words::undone(&undone)),
        };
        self.take_outcome(ui.ctx(), outcome);
    }

    fn decide_all_conflicts(&mut self, ui: &Ui, side: Side) {
        let Some(session) = &mut self.session else {
            return;
        };
        let outcome = match decide_all(session.editor.document(), side) {
            Ok((edit, _)) => session.editor.take_edit(words::decided(side), edit),
            Err(undone) => Outcome::Told(words::undone(&undone)),
        };
        self.take_outcome(ui.ctx(), outcome);
    }
}

/// The mark that a conflict is about, and where it is.
fn mark_of(session: &Session, thing: &Thing) -> Option<(crate::model::SpanId, ByteRange)> {
    let document = session.editor.document();
    let id = match thing {
        Thing::Span(id) => id.clone(),
        Thing::Link(id) => document.link(id)?.from.clone(),
        Thing::Entity(id) => document.mentions_of(id).next()?.id.clone(),
        Thing::Text | Thing::Schema | Thing::Header => return None,
    };
    let place = document.span(&id)?.fragments.iter().next()?;
    Some((id, place))
}

/// A conflict with both sides; gives what was asked for.
fn conflict_row(ui: &mut Ui, session: &Session, dispute: &Dispute) -> Option<Asked> {
    let told = words::conflict(session.editor.document(), dispute);
    // A screen reader hears what the button is about.
    let describe = |ui: &Ui, id: Id| {
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_description(told.clone()));
    };
    let thing = || dispute.thing.clone();
    // From the right.
    let theirs = ui.button(words::TAKE_THEIRS);
    let ours = ui.button(words::KEEP_OURS);
    describe(ui, theirs.id);
    describe(ui, ours.id);
    let row = decision_bar::words(ui, &told);
    if theirs.clicked() {
        Some(Asked::Decide(thing(), Side::Theirs))
    } else if ours.clicked() {
        Some(Asked::Decide(thing(), Side::Ours))
    } else {
        row.then(|| Asked::Go(thing()))
    }
}
