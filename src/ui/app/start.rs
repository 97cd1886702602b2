//! What there is before an article is open, and work that was left behind.

use super::{App, Then};
use crate::journal;
use crate::ui::example;
use crate::ui::job::Job;
use crate::ui::offers;
use crate::ui::session::load_kept;
use crate::ui::start_page::{self, Wish};
use crate::ui::theme::Tokens;
use crate::ui::wording::{self, keeping};
use eframe::egui::{Align, Context, Frame, Layout, Margin, Panel, RichText, Sense, Ui, vec2};
use std::path::{Path, PathBuf};
use std::time::Duration;

impl App {
    /// The first start shows how things are done; later ones, what can be opened.
    pub(super) fn start_as_usual(&mut self, ctx: &Context, is_first: bool) {
        if is_first {
            self.settings.first_step = Some(0);
            self.store_settings();
            self.open_half_annotated(ctx);
        }
    }

    /// Whether nobody has started Dictum here before.
    pub(super) fn is_first_start(disk: &dyn crate::disk::Disk, settings: Option<&Path>) -> bool {
        settings.is_some_and(|path| !disk.exists(path))
    }

    pub(super) fn open_half_annotated(&mut self, ctx: &Context) {
        match example::half_annotated(&self.settings.annotator()) {
            Ok(loaded) => self.take_loaded(ctx, loaded),
            Err(error) => self.alarm(format!("{}: {error}", wording::NOT_OPENED)),
        }
    }

    /// Looks for work that was left behind.
    pub(super) fn look_for_offers(&mut self, ctx: &Context) {
        let folder = self.journals();
        self.offers.look(ctx, &self.disk, folder);
    }

    /// Begins to read work that was left behind.
    pub(super) fn start_opening_kept(&mut self, ctx: &Context, path: PathBuf) {
        let disk = std::sync::Arc::clone(&self.disk);
        self.offers.forget(&path);
        match Job::start(ctx, "open", move || load_kept(&*disk, &path)) {
            Ok(job) => {
                self.opening = Some(job);
                self.tell(wording::OPENING);
            }
            Err(error) => self.alarm(format!("{}: {error}", wording::NOT_OPENED)),
        }
    }

    pub(super) fn nothing_open(&mut self, ui: &mut Ui) {
        if self.opening.is_some() {
            ui.vertical_centered(|ui| {
                ui.add_space(ui.available_height() * 0.35);
                ui.label(wording::OPENING);
                reading_sign(ui);
            });
            return;
        }
        let ctx = ui.ctx().clone();
        let has_keys = self.dialog.is_none() && !ctx.text_edit_focused();
        self.shows_recent = true;
        let recent = self.recent.there();
        match start_page::show(ui, &mut self.offers, recent, &self.keymap, has_keys) {
            None => return,
            Some(Wish::Command(command)) => self.asked.push(command),
            Some(Wish::Open(path)) => self.leave(&ctx, Then::Open(path)),
            Some(Wish::Example) => self.open_half_annotated(&ctx),
            Some(Wish::Work(wish)) => self.grant_of_offers(&ctx, wish),
        }
        ctx.request_repaint();
    }

    /// Unsaved work is offered above an article that is open.
    pub(super) fn offers_bar(&mut self, ui: &mut Ui) {
        let left = self.offers.left();
        if self.session.is_none() || left.is_empty() {
            return;
        }
        let tokens = Tokens::of(ui.ctx());
        let frame = Frame::new()
            .fill(tokens.raised)
            .inner_margin(Margin::symmetric(12, 8));
        let (mut wish, mut later) = (None, false);
        Panel::top("offers").frame(frame).show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                later = ui.button(keeping::LATER).clicked();
                let rows = Layout::top_down(Align::Min);
                ui.with_layout(rows, |ui| {
                    for each in left.iter().take(MOST_OFFERED) {
                        wish = self.offers.row(ui, each).or(wish.take());
                    }
                    let more = left.len().saturating_sub(MOST_OFFERED);
                    if more > 0 {
                        let told = RichText::new(keeping::more_work(more)).small();
                        ui.label(told.color(tokens.text_weak));
                    }
                });
            });
        });
        let ctx = ui.ctx().clone();
        if later {
            self.offers.put_off();
        }
        if let Some(wish) = wish {
            self.grant_of_offers(&ctx, wish);
        }
        if later && let Some(session) = &self.session {
            session.view.request_focus(&ctx);
        }
    }

    fn grant_of_offers(&mut self, ctx: &Context, wish: offers::Wish) {
        match wish {
            offers::Wish::OpenWork(path, None) => self.leave(ctx, Then::OpenKept(path)),
            offers::Wish::OpenWork(path, Some(place)) => {
                self.offers.forget(&path);
                self.leave(ctx, Then::Open(place));
            }
            offers::Wish::Discard(path) => self.discard_left(&path),
        }
        ctx.request_repaint();
    }

    fn discard_left(&mut self, path: &Path) {
        match journal::discard(&*self.disk, path) {
            Ok(()) => {
                self.offers.forget(path);
                self.tell(keeping::DISCARDED);
            }
            Err(error) => self.alarm(format!("{}: {error}", keeping::NOT_DISCARDED)),
        }
    }
}

/// So many rows of unsaved work stand above an article at most.
const MOST_OFFERED: usize = 3;

/// So long is each of the dots the bright one, in seconds. Few frames: where the processor draws the window, a
/// sign that moves smoothly takes most of a core from the reading.
const DOT: f64 = 0.3;

/// Three dots that take turns, to say that the window is alive.
fn reading_sign(ui: &mut Ui) {
    let tokens = Tokens::of(ui.ctx());
    let (area, _) = ui.allocate_exact_size(vec2(36.0, 16.0), Sense::empty());
    let bright = (ui.input(|input| input.time) / DOT) as usize % 3;
    for dot in 0..3 {
        let center = area.left_center() + vec2(6.0 + 12.0 * dot as f32, 0.0);
        let color = if dot == bright {
            tokens.text
        } else {
            tokens.line
        };
        ui.painter().circle_filled(center, 3.0, color);
    }
    ui.ctx().request_repaint_after(Duration::from_secs_f64(DOT));
}
