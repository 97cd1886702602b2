//! What is done in the list of people, and mentions dragged onto it.

use super::App;
use crate::editor::Outcome;
use crate::model::SpanId;
use crate::model::schema::Role;
use crate::ui::people::Wish;
use crate::ui::text_view::ViewEvent;
use eframe::egui::{Context, Rect};

impl App {
    pub(super) fn grant_of_people(&mut self, ctx: &Context, wish: Wish) {
        let Some(session) = &mut self.session else {
            return;
        };
        let editor = &mut session.editor;
        let mut lead_back = false;
        let outcome = match wish {
            Wish::Go(mention) => {
                lead_back = true;
                editor.go_to_mark(&mention);
                if let Some(span) = editor.current_span() {
                    session.view.reveal(span.fragments.as_slice()[0]);
                }
                Outcome::Done
            }
            Wish::Answer(person, add) => {
                lead_back = true;
                editor.answer_with_person(&person, add)
            }
            Wish::AnswerMention(mention, add) => {
                lead_back = true;
                editor.answer_with_mention(&mention, add)
            }
            Wish::Assign(mention, person) => {
                // What was taken up in the article is let go here: it selects nothing there.
                editor.let_go();
                editor.assign_person(&mention, &person)
            }
            Wish::Merge(from, into) => editor.merge_people(&from, &into),
            Wish::Split(mentions) => {
                let outcome = editor.split_person(&mentions);
                let new = mentions
                    .first()
                    .and_then(|mention| editor.document().span(mention)?.entity.clone())
                    .filter(|_| matches!(outcome, Outcome::Told(_)));
                if let Some(entity) = new.and_then(|id| editor.document().entity(&id)) {
                    // Most likely it is to be called something else than the mention says.
                    self.inspector.people.rename(&entity.id, &entity.name);
                }
                outcome
            }
            Wish::Rename(person, name) => {
                let same = editor
                    .document()
                    .entity(&person)
                    .is_some_and(|entity| entity.name == name.trim());
                if same {
                    Outcome::Done
                } else {
                    editor.rename_person(&person, &name)
                }
            }
            Wish::Kind(person, kind) => editor.set_person_kind(&person, kind),
            Wish::Remove(person) => editor.remove_person(&person),
        };
        if lead_back {
            session.view.request_focus(ctx);
        }
        self.take_outcome(ctx, outcome);
    }

    /// Esc while something is dragged or a name is written leaves all as it was.
    pub(super) fn leave_people(&mut self, ctx: &Context) -> bool {
        self.inspector.people.leave_name(ctx) || self.drop_carried()
    }

    fn drop_carried(&mut self) -> bool {
        let dropped = self.inspector.people.is_carrying();
        if dropped {
            self.inspector.people.drop_carried();
            if let Some(session) = &mut self.session {
                session.editor.let_go();
            }
        }
        dropped
    }

    /// Keeps events of a drag from the article while what it took up there is over another pane.
    pub(super) fn is_carried_out(&mut self, ctx: &Context, page: Rect, event: &ViewEvent) -> bool {
        match event {
            ViewEvent::Press {
                clicks,
                modifiers,
                hit,
                edge,
                ..
            } => {
                if *clicks == 1 && edge.is_none() && !modifiers.any() {
                    self.take_up(hit);
                }
                false
            }
            ViewEvent::Drag { .. } => self.is_out(ctx, page),
            ViewEvent::Release { .. } => {
                let out = self.is_out(ctx, page);
                self.inspector.people.drop_carried();
                if out && let Some(session) = &mut self.session {
                    session.editor.let_go();
                }
                out
            }
            _ => false,
        }
    }

    /// While a mention is on its way to the list of people, no words are selected.
    pub(super) fn hold_what_is_carried(&mut self, ctx: &Context, page: Rect) {
        if self.is_out(ctx, page)
            && let Some(session) = &mut self.session
        {
            session.editor.select_nothing_yet();
        }
    }

    fn is_out(&self, ctx: &Context, page: Rect) -> bool {
        let pos = ctx.input(|input| input.pointer.latest_pos());
        self.inspector.people.carries_from_article()
            && pos.is_some_and(|pos| !page.x_range().contains(pos.x))
    }

    fn take_up(&mut self, hit: &[SpanId]) {
        let Some(session) = &self.session else { return };
        let document = session.editor.document();
        let is_mention = |id: &&SpanId| {
            document.span(id).is_some_and(|span| {
                let role = document.schema().role_of(&span.label);
                matches!(role, Role::Speaker | Role::Addressee)
            })
        };
        if let Some(mention) = hit.iter().find(is_mention) {
            self.inspector.people.take_up(document, mention);
        }
    }
}
