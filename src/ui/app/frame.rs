//! One frame of the window.

use super::{App, Dialog};
use crate::editor::{self, Command, Press};
use crate::model::{ByteRange, LabelName, Span};
use crate::ui::menus::Menus;
use crate::ui::text_view::{Ghost, Shown, ViewEvent};
use crate::ui::theme::Tokens;
use crate::ui::{status_bar, who_card, wording};
use eframe::egui::{
    self, Align, CentralPanel, Context, Frame, Layout, Margin, Panel, RichText, Ui,
};
use std::sync::Arc;

/// Width of the panel at the right, in points.
const INSPECTOR: f32 = 280.0;

impl App {
    /// What goes on without drawing: results of other threads.
    pub fn logic(&mut self, ctx: &Context) {
        self.poll_opening(ctx);
        self.poll_saving(ctx);
        if let Some(session) = &mut self.session {
            session.count(ctx);
        }
    }

    /// Draws the window and takes what the person does.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.give_keys_to_article(&ctx);
        self.take_keys(&ctx);
        self.run_asked(&ctx);
        self.bars(ui);
        self.inspector_pane(ui);
        self.article_pane(ui);
        self.dialogs(&ctx);
        // What was clicked is done at once, so that the next frame shows it, and the article has
        // the keys again: after a click on "Quote", Enter takes the ghost, not the button.
        if !self.asked.is_empty() {
            if let Some(session) = &self.session {
                session.view.request_focus(&ctx);
            }
            self.run_asked(&ctx);
        }
    }

    /// What nothing else has, the article has: its caret is always to be seen.
    /// Asks until it is so: in the frame after a dialog, egui still keeps the keys from what lay below.
    fn give_keys_to_article(&mut self, ctx: &Context) {
        let Some(session) = &self.session else {
            return;
        };
        let nowhere = ctx.memory(|memory| memory.focused().is_none());
        if !self.give_keys && !nowhere {
            return;
        }
        if session.view.has_focus(ctx) || self.dialog.is_some() {
            self.give_keys = false;
        } else {
            session.view.request_focus(ctx);
            ctx.request_repaint();
        }
    }

    /// The title of the window.
    pub fn title(&self) -> String {
        match &self.session {
            Some(session) if session.is_dirty() => {
                format!("• {} – {}", session.name(), wording::DICTUM)
            }
            Some(session) => format!("{} – {}", session.name(), wording::DICTUM),
            None => wording::DICTUM.to_owned(),
        }
    }

    fn bars(&mut self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        let bar = Frame::new()
            .fill(tokens.panel)
            .inner_margin(Margin::symmetric(10, 4));
        Panel::top("menus")
            .frame(bar)
            .show(ui, |ui| self.menus().bar(ui));
        let toolbar = Panel::top("toolbar").frame(bar.inner_margin(Margin::symmetric(10, 6)));
        self.panes.toolbar = toolbar.show(ui, |ui| self.menus().toolbar(ui)).inner;
        self.alarm_bar(ui);
        self.misfit_bar(ui);
        Panel::bottom("status").frame(bar).show(ui, |ui| {
            status_bar::show(ui, self.session.as_ref(), &self.told);
        });
    }

    fn menus(&mut self) -> Menus<'_> {
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
        let Some(alarm) = &self.alarm else { return };
        let tokens = Tokens::of(ui.ctx());
        let frame = Frame::new()
            .fill(tokens.raised)
            .inner_margin(Margin::symmetric(12, 8));
        let (mut elsewhere, mut close) = (false, false);
        Panel::top("alarm").frame(frame).show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                close = ui.button(wording::CLOSE).clicked();
                if alarm.save_elsewhere {
                    elsewhere = ui.button(wording::SAVE_ELSEWHERE).clicked();
                }
                ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                    ui.add(
                        egui::Label::new(RichText::new(&alarm.words).color(tokens.error)).wrap(),
                    );
                });
            });
        });
        if elsewhere {
            self.asked.push(Command::SaveAs);
        }
        if elsewhere || close {
            self.alarm = None;
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
            let told = format!(
                "{} of this file do not fit the article's words. The file is not written over until each is decided",
                wording::counted(undecided.len(), "mark")
            );
            ui.label(RichText::new(told).color(tokens.warning));
            egui::ScrollArea::vertical().max_height(150.0).show_rows(ui, 26.0, undecided.len(), |ui, rows| {
                for &index in &undecided[rows] {
                    let words = session.misfits.told(index, session.editor.document());
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        if ui.button(wording::DROP).clicked() {
                            drop = Some(index);
                        }
                        if ui.button(wording::FIND_AGAIN).clicked() {
                            find = Some(index);
                        }
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            ui.add(egui::Label::new(&words).truncate()).on_hover_text(&words);
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

    fn inspector_pane(&mut self, ui: &mut Ui) {
        let Some(session) = &self.session else { return };
        let tokens = Tokens::of(ui.ctx());
        let frame = Frame::new()
            .fill(tokens.panel)
            .inner_margin(Margin::symmetric(14, 4));
        let panel = Panel::right("inspector")
            .frame(frame)
            .default_size(INSPECTOR)
            .size_range(220.0..=420.0);
        let (wishes, first) = panel.show(ui, |ui| self.inspector.show(ui, session)).inner;
        self.panes.inspector = first;
        let ctx = ui.ctx().clone();
        for wish in wishes {
            self.grant(&ctx, wish);
            ctx.request_repaint();
        }
    }

    fn article_pane(&mut self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        let page = Frame::new().fill(tokens.page);
        let modal = self.dialog.is_some();
        CentralPanel::default().frame(page).show(ui, |ui| {
            if self.session.is_none() {
                self.nothing_open(ui);
                return;
            }
            self.article(ui, modal);
        });
    }

    fn nothing_open(&mut self, ui: &mut Ui) {
        let busy = self.opening.is_some();
        ui.vertical_centered(|ui| {
            ui.add_space(ui.available_height() * 0.35);
            if busy {
                ui.spinner();
                ui.label(wording::OPENING);
                return;
            }
            ui.heading(wording::NOTHING_OPEN);
            ui.label(wording::NOTHING_OPEN_HINT);
            ui.add_space(8.0);
            if ui
                .button(Command::Open.title(&crate::model::Schema::default()))
                .clicked()
            {
                self.asked.push(Command::Open);
            }
        });
    }

    fn article(&mut self, ui: &mut Ui, modal: bool) {
        let ctx = ui.ctx().clone();
        let Some(session) = &mut self.session else {
            return;
        };
        let page = ui.available_rect_before_wrap();
        session.view.text_size = self.settings.text_size;
        let editor = &session.editor;
        let document = editor.document();
        let name_of = |span: &Span| wording::mark_name(document, span);
        let ghosts = ghosts(editor);
        let focused = session.view.has_focus(&ctx) && !modal;
        // Room for the card beside the column, where the page is wide enough for both.
        let margin = if page.width() > 900.0 {
            who_card::WIDTH + 24.0
        } else {
            0.0
        };
        let output = session.view.show(
            ui,
            &Shown {
                text: document.text(),
                spans: document.places(),
                schema: document.schema(),
                selection: editor.selection(),
                caret: editor.caret().place,
                current: editor.current(),
                ghosts: &ghosts,
                badges: true,
                focused,
                margin,
                name_of: &name_of,
            },
        );
        if let Some(choices) = editor.choices() {
            let quote = document
                .span(&choices.quote)
                .map(|span| span.fragments.hull());
            let rect = quote.and_then(|range| hull_of(&session.view.rects(range)));
            who_card::show(
                ui,
                editor,
                choices,
                rect,
                session.view.column(),
                page,
                &mut self.asked,
            );
        }
        self.mark_menu(&output.response);
        for event in output.events {
            self.take_event(&ctx, event);
            ctx.request_repaint();
        }
    }

    fn mark_menu(&mut self, response: &egui::Response) {
        let mut menus = self.menus();
        response.context_menu(|ui| menus.of_mark(ui));
    }

    fn take_event(&mut self, ctx: &Context, event: ViewEvent) {
        let Some(session) = &mut self.session else {
            return;
        };
        let editor = &mut session.editor;
        let outcome = match event {
            ViewEvent::Press {
                place,
                clicks,
                modifiers,
                hit,
                edge,
            } => editor.press(Press {
                place,
                clicks,
                extend: modifiers.shift,
                hit,
                edge,
            }),
            ViewEvent::Drag { place, modifiers } => {
                editor.drag(place, modifiers.command || modifiers.ctrl);
                return;
            }
            ViewEvent::Release { .. } => editor.release(),
            ViewEvent::SecondaryClick { place, hit, .. } => {
                editor.press_secondary(place, &hit);
                return;
            }
            ViewEvent::Hover { .. } => return,
        };
        // A click that did nothing wrong says nothing new.
        if outcome != editor::Outcome::Done {
            self.take_outcome(ctx, outcome);
        }
    }

    /// Whether a dialog lies over the window.
    pub fn has_dialog(&self) -> bool {
        matches!(
            self.dialog,
            Some(Dialog::Path(_) | Dialog::Unsaved(_) | Dialog::Keys)
        )
    }
}

/// What Enter would mark, by the schema's labels.
fn ghosts(editor: &editor::Editor) -> Vec<Ghost> {
    let schema = editor.document().schema();
    let named = |(range, role): (ByteRange, crate::model::schema::Role)| {
        let label: LabelName = schema.label_of(role)?.name.clone();
        Some(Ghost { range, label })
    };
    editor.ghosts().into_iter().filter_map(named).collect()
}

fn hull_of(rects: &[egui::Rect]) -> Option<egui::Rect> {
    rects.iter().copied().reduce(egui::Rect::union)
}
