//! The bars above and below: menus, toolbar, what is wrong, status.

use super::{Alarm, App, Then, WayOut};
use crate::editor::Command;
use crate::ui::menus::Menus;
use crate::ui::theme::Tokens;
use crate::ui::{recent, status_bar, wording};
use eframe::egui::{self, Align, Frame, Layout, Margin, Panel, RichText, Ui};
use std::sync::Arc;

/// Width of the menu of recent files, in points.
const RECENT_WIDTH: f32 = 380.0;

impl App {
    pub(super) fn bars(&mut self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        let bar = Frame::new()
            .fill(tokens.panel)
            .inner_margin(Margin::symmetric(10, 4));
        Panel::top("menus")
            .frame(bar)
            .show(ui, |ui| self.menu_bar(ui));
        let toolbar = Panel::top("toolbar").frame(bar.inner_margin(Margin::symmetric(10, 6)));
        self.panes.toolbar = toolbar.show(ui, |ui| self.menus().toolbar(ui)).inner;
        self.offers_bar(ui);
        self.alarm_bar(ui);
        self.misfit_bar(ui);
        self.waiting_bar(ui);
        self.conflict_bar(ui);
        self.learning_bar(ui);
        Panel::bottom("status").frame(bar).show(ui, |ui| {
            let warning = self.haste.said();
            let offers = self.session.is_some() && !self.is_tagging();
            if status_bar::show(ui, self.session.as_ref(), &self.told, warning, offers) {
                self.asked.push(Command::TagArticle);
            }
        });
    }

    fn menu_bar(&mut self, ui: &mut Ui) {
        let mut chosen = None;
        let there = self.recent.there().to_vec();
        self.menus()
            .bar(ui, &mut |ui| chosen = recent_menu(ui, &there));
        self.shows_recent = egui::Popup::is_any_open(ui.ctx());
        if let Some(path) = chosen {
            self.leave(&ui.ctx().clone(), Then::Open(path));
        }
    }

    pub(super) fn menus(&mut self) -> Menus<'_> {
        let editor = self.session.as_ref().map(|session| &session.editor);
        let schema = editor.map_or_else(crate::store::schemas::news, |editor| {
            Arc::clone(editor.document().schema())
        });
        Menus {
            keymap: &self.keymap,
            schema,
            editor,
            ask: &mut self.asked,
        }
    }

    /// Something wrong stays in sight until it is read.
    fn alarm_bar(&mut self, ui: &mut Ui) {
        let Some(Alarm { words, way_out }) = &self.alarm else {
            return;
        };
        let tokens = Tokens::of(ui.ctx());
        let (title, color) = match way_out {
            Some(WayOut::SaveElsewhere) => (Some(wording::SAVE_ELSEWHERE), tokens.error),
            Some(WayOut::Undo) => (Some(wording::keeping::UNDO), tokens.text),
            Some(WayOut::Open(_)) => (Some(wording::OPEN_IT), tokens.text),
            Some(WayOut::TakeText(_)) => (Some(wording::text_change::TAKE), tokens.text),
            None => (None, tokens.error),
        };
        let frame = Frame::new()
            .fill(tokens.raised)
            .inner_margin(Margin::symmetric(12, 8));
        let (mut taken, mut close) = (false, false);
        Panel::top("alarm").frame(frame).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    close = ui.button(wording::CLOSE).clicked();
                    taken = title.is_some_and(|title| ui.button(title).clicked());
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.add(egui::Label::new(RichText::new(words).color(color)).wrap());
                    });
                });
            });
        });
        if !taken && !close {
            return;
        }
        let way_out = self.alarm.take().and_then(|alarm| alarm.way_out);
        match way_out.filter(|_| taken) {
            Some(WayOut::SaveElsewhere) => self.asked.push(Command::SaveAs),
            Some(WayOut::Undo) => self.asked.push(Command::Undo),
            Some(WayOut::Open(path)) => self.leave(&ui.ctx().clone(), Then::Open(path)),
            Some(WayOut::TakeText(path)) => self.start_text_change(&ui.ctx().clone(), path),
            None => {}
        }
    }

    /// Marks of the file that do not fit the words, each to be decided on.
    fn misfit_bar(&mut self, ui: &mut Ui) {
        let Some(session) = &mut self.session else {
            return;
        };
        let undecided = session.misfits.undecided();
        if undecided.is_empty() {
            return;
        }
        let tokens = Tokens::of(ui.ctx());
        let frame = Frame::new()
            .fill(tokens.raised)
            .inner_margin(Margin::symmetric(12, 8));
        let (mut find, mut drop) = (None, None);
        Panel::top("misfits").frame(frame).show(ui, |ui| {
            let told = wording::marks_do_not_fit(undecided.len());
            ui.label(RichText::new(told).color(tokens.warning));
            // Up to four rows are seen; the fifth is cut, to say that there are more.
            let row = ui.spacing().interact_size.y;
            let seen = (undecided.len() as f32).min(4.5) * (row + ui.spacing().item_spacing.y);
            let list = egui::ScrollArea::vertical()
                .max_height(seen)
                .min_scrolled_height(seen);
            list.show_rows(ui, row, undecided.len(), |ui, rows| {
                for &index in &undecided[rows] {
                    let words = session.misfits.told(index, session.editor.document());
                    let line = egui::vec2(ui.available_width(), row);
                    ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
                        if ui.button(wording::DROP).clicked() {
                            drop = Some(index);
                        }
                        if ui.button(wording::FIND_AGAIN).clicked() {
                            find = Some(index);
                        }
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            ui.add(egui::Label::new(&words).truncate())
                                .on_hover_text(&words);
                        });
                    });
                }
            });
        });
        // What was said of a save held back is over with the last decision.
        if (drop.is_some() || find.is_some()) && undecided.len() == 1 {
            self.alarm = None;
        }
        if let Some(index) = drop {
            session.misfits.drop(index);
        }
        if let Some(index) = find {
            let outcome = session.misfits.find_again(index, &mut session.editor);
            if let Some(span) = session.editor.current_span() {
                session.view.reveal(span.fragments.as_slice()[0]);
            }
            self.take_outcome(ui.ctx(), outcome);
        }
    }
}

/// The submenu of recent files that are there; gives the one chosen.
fn recent_menu(ui: &mut Ui, there: &[std::path::PathBuf]) -> Option<std::path::PathBuf> {
    let mut chosen = None;
    ui.menu_button(wording::files::OPEN_RECENT, |ui| {
        ui.set_width(RECENT_WIDTH);
        for path in there {
            if recent::button(ui, path).clicked() {
                chosen = Some(path.clone());
                ui.close();
            }
        }
        if there.is_empty() {
            ui.weak(wording::files::NO_RECENT);
        }
    });
    chosen
}
