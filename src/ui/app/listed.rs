//! The list of articles: what comes into it, and the way from one to the next.

use super::{App, Then};
use crate::model::Status;
use crate::project::Project;
use crate::ui::articles::{News, State};
use crate::ui::theme::{SIZES, Tokens};
use crate::ui::wording;
use eframe::egui::{Align2, Area, Context, FontId, Id, Order, Stroke, StrokeKind, TextStyle, vec2};
use std::path::PathBuf;

impl App {
    /// Opens files and folders: one file at once; of several the first, with all in the list.
    pub(super) fn open_paths(&mut self, ctx: &Context, paths: Vec<PathBuf>) {
        let is_folder =
            |path: &PathBuf| matches!(self.disk.stat(path), Ok(Some(stat)) if stat.is_dir);
        let is_project = |path: &PathBuf| Project::is_at(&*self.disk, path);
        let annotator = self.settings.annotator();
        // Why a project cannot be opened is said by its own file, which is small.
        let projects = paths.iter().filter(|path| is_project(path));
        let refused = projects.filter_map(|path| Project::open(&*self.disk, path).err());
        if let Some(error) = refused.into_iter().next() {
            self.alarm(format!("{}: {error}", wording::NOT_OPENED));
            return;
        }
        match paths.as_slice() {
            [] => {}
            [path] if !is_folder(path) && !is_project(path) => {
                self.leave(ctx, Then::Open(path.clone()));
            }
            _ => self.articles.add(ctx, &self.disk, paths, (true, annotator)),
        }
    }

    /// Takes up what was found out about articles and recent files.
    pub(super) fn poll_articles(&mut self, ctx: &Context) {
        // What is to be opened comes first: an opening that begins lets go of older warnings.
        let (open, unreadable): (Vec<News>, Vec<News>) = self
            .articles
            .poll(ctx, &self.disk)
            .into_iter()
            .partition(|news| matches!(news, News::Open(_)));
        for news in open.into_iter().chain(unreadable) {
            match news {
                News::Open(path) => self.leave(ctx, Then::Open(path)),
                News::Unreadable(paths) => {
                    self.not_read.extend(paths);
                    self.warn_of_not_read();
                }
            }
        }
        if let Some(session) = &self.session {
            let status = session.editor.document().header().status;
            let state = State::new(status, session.counts());
            self.articles
                .update_open(state, session.tagger_record.told());
        }
        let shown = std::mem::take(&mut self.shows_recent);
        self.recent
            .update(ctx, &self.disk, &self.settings.recent, shown);
    }

    /// Names what was asked for and could not be read.
    pub(super) fn warn_of_not_read(&mut self) {
        if !self.not_read.is_empty() {
            self.alarm(wording::files::not_read(&self.not_read));
        }
    }

    /// Says that the article is done, saves it, and opens the next one that is not.
    pub(super) fn done_and_next(&mut self, ctx: &Context) {
        let Some(session) = &mut self.session else {
            self.tell(wording::NOTHING_OPEN);
            return;
        };
        if session.editor.document().header().status != Status::Done {
            session.editor.set_status(Status::Done);
        }
        if session.is_dirty() || session.file.is_none() {
            self.save_then(ctx, Then::Next);
        } else {
            self.open_next(ctx);
        }
    }

    pub(super) fn open_next(&mut self, ctx: &Context) {
        match self.articles.next_not_done() {
            Some(next) => {
                let next = next.to_owned();
                self.go_on(ctx, Then::Open(next));
            }
            None => self.tell(wording::side_pane::LAST_DONE),
        }
    }

    /// Files over the window, and files let go there.
    pub(super) fn dropped_files(&mut self, ctx: &Context) {
        let (hover, dropped) = ctx.input(|input| {
            let dropped = input.raw.dropped_files.iter();
            let dropped: Vec<PathBuf> = dropped.map(|file| file.path().to_owned()).collect();
            (!input.raw.hovered_files.is_empty(), dropped)
        });
        if !dropped.is_empty() && self.dialog.is_none() {
            self.open_paths(ctx, dropped);
            ctx.request_repaint();
        } else if hover && self.dialog.is_none() {
            drop_hint(ctx);
        }
    }
}

/// A veil with words over the window while files hover.
fn drop_hint(ctx: &Context) {
    let tokens = Tokens::of(ctx);
    let area = Area::new(Id::unique("drop hint"))
        .order(Order::Foreground)
        .interactable(false)
        .fixed_pos(ctx.content_rect().min);
    area.show(ctx, |ui| {
        let screen = ui.ctx().content_rect();
        let painter = ui.painter();
        painter.rect_filled(screen, 0.0, tokens.page.gamma_multiply(0.82));
        let stroke = Stroke::new(2.0, tokens.accent);
        let frame = screen.shrink(14.0);
        painter.rect_stroke(frame, SIZES.radius_large, stroke, StrokeKind::Inside);
        let font = FontId {
            size: 22.0,
            ..TextStyle::Heading.resolve(ui.style())
        };
        let words = wording::files::DROP_TO_OPEN;
        let galley = painter.layout_no_wrap(words.to_owned(), font, tokens.text);
        let at = Align2::CENTER_CENTER.anchor_size(screen.center(), galley.size());
        let response = ui.allocate_rect(at.expand2(vec2(20.0, 12.0)), eframe::egui::Sense::hover());
        response.widget_info(|| {
            eframe::egui::WidgetInfo::labeled(eframe::egui::accesskit::Role::Label, true, words)
        });
        ui.painter().galley(at.min, galley, tokens.text);
    });
}
