//! What lies over the window.

use super::{App, Dialog, Then};
use crate::ui::path_dialog::{Answer, Purpose};
use crate::ui::{dialog, wording};
use eframe::egui::Context;

impl App {
    pub(super) fn dialogs(&mut self, ctx: &Context) {
        let Some(mut dialog) = self.dialog.take() else {
            return;
        };
        self.typed_ahead.frames += 1;
        let open = match &mut dialog {
            Dialog::Keys(help) => self.key_help(ctx, help),
            Dialog::Path(path) => match path.ui(ctx) {
                None => true,
                Some(answer) => {
                    self.path_chosen(ctx, path.purpose(), answer);
                    false
                }
            },
            Dialog::NewProject(new) => self.new_project(ctx, new),
            Dialog::Export(export) => self.export(ctx, export),
            Dialog::Import(import) => self.import(ctx, import),
            Dialog::Unsaved(then) => self.unsaved(ctx, then.clone()),
            Dialog::Palette(picker) => self.palette(ctx, picker),
            Dialog::History(picker) => self.history(ctx, picker),
            Dialog::LinkWay(picker) => self.link_way(ctx, picker),
            Dialog::LinkTo(way, picker) => self.link_target(ctx, way, picker),
            Dialog::Person(mark, picker) => self.person_choice(ctx, mark, picker),
            Dialog::Agree(project, command) => self.agreement(ctx, project, command),
        };
        if open && self.dialog.is_none() {
            self.dialog = Some(dialog);
        } else {
            self.give_keys |= self.dialog.is_none();
            // Another dialog may follow at once: it has the keys only when its field has.
            self.typed_ahead.begin_anew();
            ctx.request_repaint();
        }
    }

    /// Whether the open dialog asks for something to be typed.
    pub(super) fn dialog_has_field(&self) -> bool {
        matches!(
            self.dialog,
            Some(
                Dialog::Path(_)
                    | Dialog::NewProject(_)
                    | Dialog::Export(_)
                    | Dialog::Import(_)
                    | Dialog::Keys(_)
                    | Dialog::Palette(_)
                    | Dialog::History(_)
                    | Dialog::LinkWay(_)
                    | Dialog::LinkTo(..)
                    | Dialog::Person(..)
            )
        )
    }

    fn path_chosen(&mut self, ctx: &Context, purpose: Purpose, answer: Answer) {
        match (purpose, answer) {
            (Purpose::Open, Answer::Path(path)) => self.open_paths(ctx, vec![path]),
            (Purpose::Save, Answer::Path(path)) => self.start_save(ctx, path),
            (Purpose::Save, Answer::Cancel) => self.then = None,
            (Purpose::NewText, Answer::Path(path)) => self.start_text_change(ctx, path),
            (Purpose::Open | Purpose::NewText, Answer::Cancel) => {}
        }
    }

    /// Gives whether the question stays.
    fn unsaved(&mut self, ctx: &Context, then: Then) -> bool {
        let mut open = true;
        let modal = dialog::show(ctx, "unsaved", 400.0, wording::UNSAVED_TITLE, |ui| {
            let for_later = self.can_keep_for_later();
            ui.label(if for_later {
                wording::keeping::KEPT_QUESTION
            } else {
                wording::UNSAVED
            });
            ui.add_space(10.0);
            ui.horizontal_wrapped(|ui| {
                let save = ui.button(wording::SAVE);
                if ui.memory(|memory| memory.focused().is_none()) {
                    save.request_focus();
                }
                if save.clicked() {
                    open = false;
                    self.save_then(ctx, then.clone());
                }
                if for_later && ui.button(wording::keeping::KEEP_FOR_LATER).clicked() {
                    open = false;
                    self.keep_then(ctx, then.clone());
                }
                if ui.button(wording::DISCARD).clicked() {
                    open = false;
                    self.discard_then(ctx, then.clone());
                }
                if ui.button(wording::CANCEL).clicked() {
                    open = false;
                }
            });
        });
        open && !modal.should_close()
    }
}
