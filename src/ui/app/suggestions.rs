//! Going through suggestions: the bar above the article, and what of it is remembered.

use super::App;
use crate::editor::{SuggestionFilter, SuggestionOrder};
use crate::ui::settings::Suggestions;
use crate::ui::suggestions_bar::{self, Wish};
use crate::ui::wording::keyed::Keys;
use eframe::egui::Ui;

impl App {
    /// Draws the bar, and does what was asked for in it.
    pub(super) fn suggestions_pane(&mut self, ui: &mut Ui) {
        self.panes.suggestions = None;
        let Some(session) = &mut self.session else {
            return;
        };
        let schema = std::sync::Arc::clone(session.editor.document().schema());
        let keys = Keys {
            keymap: &self.keymap,
            schema: &schema,
        };
        let (wishes, first) = suggestions_bar::show(ui, &session.editor, keys);
        self.panes.suggestions = first;
        for wish in wishes {
            match wish {
                Wish::Command(command) => self.asked.push(command),
                Wish::Filter(filter) => {
                    session.editor.set_filter(filter);
                    // By keys one stays in the bar; the mouse gives the article the keys back.
                    if ui.input(|input| input.pointer.any_released() || input.pointer.any_down()) {
                        session.view.request_focus(ui.ctx());
                    }
                }
            }
            ui.ctx().request_repaint();
        }
        let held = ui.input(|input| input.pointer.any_down());
        self.remember_suggestions(held);
    }

    /// The order and the score are kept for other articles and later starts.
    fn remember_suggestions(&mut self, held: bool) {
        let Some(session) = &self.session else { return };
        let now = Suggestions {
            least_certain_first: session.editor.order() == SuggestionOrder::LeastCertain,
            least: session.editor.filter().least,
        };
        if self.settings.suggestions != now {
            self.settings.suggestions = now;
            // While the slider is held, nothing is written.
            if held {
                self.settling.changed();
            } else {
                self.store_settings();
            }
        }
    }
}

/// Begins an article with the order and the score that are remembered.
pub(super) fn set_up(editor: &mut crate::editor::Editor, kept: &Suggestions) {
    if kept.least_certain_first {
        editor.set_order(SuggestionOrder::LeastCertain);
    }
    editor.set_filter(SuggestionFilter {
        least: kept.least.min(100),
        ..SuggestionFilter::default()
    });
}
