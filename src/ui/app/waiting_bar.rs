//! Marks that wait for a decision since the article's text has changed: their words as they were and as
//! they are now, side by side.

use super::{App, decision_bar};
use crate::editor::Outcome;
use crate::model::{Draft, SpanId};
use crate::store::apart::{self, Apart, Decision};
use crate::ui::session::Session;
use crate::ui::wording;
use crate::ui::wording::text_change as words;
use eframe::egui::{Button, Ui};

/// What was asked for in a frame.
enum Asked {
    Go(SpanId),
    Decide(SpanId, Decision),
    DecideAll(Decision),
}

impl App {
    pub(super) fn waiting_bar(&mut self, ui: &mut Ui) {
        let Some(session) = &self.session else { return };
        let all = session.waiting.all();
        let told = words::marks_wait(all.len());
        let for_all = |ui: &mut Ui| {
            let drop = ui.button(words::DROP_ALL).clicked();
            let keep = ui.button(words::KEEP_ALL).clicked();
            let decision = match (drop, keep) {
                (true, _) => Decision::Drop,
                (_, true) => Decision::Here,
                _ => return None,
            };
            Some(Asked::DecideAll(decision))
        };
        let asked = decision_bar::show(ui, "marks that wait", told, all, for_all, |ui, apart| {
            waiting_row(ui, session, apart)
        });
        match asked {
            None => {}
            Some(Asked::Go(id)) => self.go_to_waiting(&id),
            Some(Asked::Decide(id, decision)) => self.decide_waiting(ui, &id, decision),
            Some(Asked::DecideAll(decision)) => self.decide_all_waiting(ui, decision),
        }
    }

    /// Selects the words in a mark's place, and brings them on the screen.
    fn go_to_waiting(&mut self, id: &SpanId) {
        let Some(session) = &mut self.session else {
            return;
        };
        let mut all = session.waiting.all().iter();
        let Some(apart) = all.find(|apart| apart.id() == id) else {
            return;
        };
        let place = apart.place(session.editor.document().text());
        session.editor.select(place);
        session.view.reveal(place);
        self.give_keys = true;
    }

    fn decide_waiting(&mut self, ui: &Ui, id: &SpanId, decision: Decision) {
        let Some(session) = &mut self.session else {
            return;
        };
        let mut draft = Draft::new(session.editor.document());
        let outcome = match apart::decide(&mut draft, id, decision) {
            Ok(()) => {
                let edit = draft.finish();
                // Its id may have been taken meanwhile; then the words say where it is.
                let place = edit.place();
                let outcome = session.editor.take_edit(words::name(decision), edit);
                if session.editor.document().span(id).is_some() {
                    session.editor.go_to_mark(id);
                }
                if let Some(place) = place.filter(|_| decision != Decision::Drop) {
                    session.view.reveal(place);
                }
                outcome
            }
            Err(undone) => Outcome::Told(words::undone(&undone)),
        };
        self.take_outcome(ui.ctx(), outcome);
    }

    fn decide_all_waiting(&mut self, ui: &Ui, decision: Decision) {
        let Some(session) = &mut self.session else {
            return;
        };
        let mut draft = Draft::new(session.editor.document());
        let outcome = match apart::decide_all(&mut draft, decision) {
            Ok(0) => Outcome::Nothing(words::NONE_TO_KEEP),
            Ok(_) => session
                .editor
                .take_edit(words::name(decision), draft.finish()),
            Err(error) => Outcome::Told(error.to_string()),
        };
        self.take_outcome(ui.ctx(), outcome);
    }
}

/// A mark with its words as they were and as they are; gives what was asked for.
fn waiting_row(ui: &mut Ui, session: &Session, apart: &Apart) -> Option<Asked> {
    let text = session.editor.document().text();
    let here = apart.here(text);
    let id = || apart.id().clone();
    // From the right.
    let drop = ui.button(wording::DROP).clicked();
    let again = ui.button(wording::FIND_AGAIN).clicked();
    let keep = ui.add_enabled(here.is_some(), Button::new(words::KEEP));
    let keep = keep.on_disabled_hover_text(words::NOTHING_HERE).clicked();
    let label = session.editor.document().schema().label(apart.label());
    let label = label.map_or(apart.label().as_str(), |label| label.title.as_str());
    let now = here.map(|here| {
        let words: Vec<&str> = here.iter().map(|range| text.slice(range)).collect();
        words.join(" … ")
    });
    let told = words::waits(
        label,
        &apart.words(),
        now.as_deref(),
        apart.reads_the_same(text),
    );
    let row = decision_bar::words(ui, &told);
    let decisions = [
        (drop, Decision::Drop),
        (again, Decision::Again),
        (keep, Decision::Here),
    ];
    let decided = decisions.into_iter().find(|(clicked, _)| *clicked);
    match decided {
        Some((_, decision)) => Some(Asked::Decide(id(), decision)),
        None => row.then(|| Asked::Go(id())),
    }
}
