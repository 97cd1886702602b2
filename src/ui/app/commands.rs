//! Doing what was asked.

use super::{App, Dialog, Then};
use crate::editor::{Command, Editor, Lines, Outcome, Place, Way};
use crate::model::ByteRange;
use crate::ui::inspector::Wish;
use crate::ui::path_dialog::{PathDialog, Purpose};
use crate::ui::settings::Theme;
use crate::ui::text_view::TextView;
use crate::ui::wording;
use eframe::egui::{Context, ViewportCommand};

const SMALLEST_TEXT: f32 = 10.0;
const LARGEST_TEXT: f32 = 40.0;

impl App {
    /// Does everything asked for since the last frame.
    pub(super) fn run_asked(&mut self, ctx: &Context) {
        for command in std::mem::take(&mut self.asked) {
            self.perform(ctx, command);
            ctx.request_repaint();
        }
    }

    pub(super) fn perform(&mut self, ctx: &Context, command: Command) {
        if command == Command::Escape && self.leave_people(ctx) {
            return;
        }
        let leaves_bar = command == Command::Escape && self.find_bar.is_open();
        let outcome = match &mut self.session {
            Some(session) => {
                let before = Standing::of(&session.editor);
                let lines = LinesOnScreen {
                    view: &session.view,
                    ctx,
                };
                let outcome = session.editor.perform(command, &lines);
                // Who is asked about is brought back on the screen, also when it was current already.
                let asked = (command == Command::Who)
                    .then(|| session.editor.current_span())
                    .flatten();
                let place = before
                    .moved(&session.editor)
                    .or(asked.map(|span| span.fragments.as_slice()[0]));
                if let Some(place) = place {
                    session.view.reveal(place);
                }
                outcome
            }
            None => Outcome::Window(command),
        };
        // Esc leads back from all else first: the bar is the last to go.
        if leaves_bar && matches!(outcome, Outcome::Nothing(_)) {
            self.close_find(ctx);
            return;
        }
        self.take_outcome(ctx, outcome);
    }

    pub(super) fn take_outcome(&mut self, ctx: &Context, outcome: Outcome) {
        match outcome {
            Outcome::Done => self.told.clear(),
            Outcome::Nothing(reason) | Outcome::Advised(reason) => {
                let schema = self.schema();
                self.tell(wording::keyed::fill(reason, &self.keymap, &schema));
            }
            Outcome::Told(words) => self.tell(words),
            Outcome::Copy(words) => {
                self.tell(wording::copied(words.chars().count()));
                ctx.copy_text(words);
            }
            Outcome::Window(command) => self.perform_in_window(ctx, command),
        }
    }

    fn perform_in_window(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::Open => {
                let recent = self.recent.there();
                self.dialog = Some(Dialog::Path(PathDialog::new(Purpose::Open, None, recent)));
            }
            Command::NewProject => self.ask_new_project(),
            Command::ChangeText if self.session.is_some() => self.ask_new_text(),
            Command::Import => self.ask_import(),
            Command::Export if self.session.is_some() => self.ask_export(),
            Command::Save => self.save(ctx),
            Command::SaveAs => self.save_as(),
            Command::Quit => self.leave(ctx, Then::Quit),
            Command::TextLarger => self.set_text_size(self.settings.text_size + 1.0),
            Command::TextSmaller => self.set_text_size(self.settings.text_size - 1.0),
            Command::TextUsual => self.set_text_size(crate::ui::theme::SIZES.article),
            Command::SwitchTheme => {
                self.settings.theme = if ctx.theme() == eframe::egui::Theme::Dark {
                    Theme::Light
                } else {
                    Theme::Dark
                };
                ctx.set_theme(super::preference(self.settings.theme));
                self.store_settings();
            }
            Command::NextPane => {
                let session = self.session.as_ref();
                let article = session.map(|session| session.view.id());
                let cards = session.and_then(|session| session.cards.entrance());
                self.panes.go_round(ctx, article, cards);
            }
            Command::DoneAndNext => self.done_and_next(ctx),
            Command::SidePane => self.switch_side(ctx),
            Command::TaggerPane => self.switch_tagger_pane(ctx),
            Command::MarkPane => self.switch_mark_pane(),
            Command::Find => self.open_find(),
            Command::FindNext => self.find_step(ctx, Way::Forth),
            Command::FindPrevious => self.find_step(ctx, Way::Back),
            Command::LinkTo if self.session.is_some() => self.ask_link(),
            Command::SamePerson if self.session.is_some() => self.ask_person(),
            Command::MarkMenu if self.session.is_some() => self.open_menu_by_key(ctx),
            Command::TagArticle => self.tag_article(ctx),
            Command::Learn => self.learn(ctx),
            Command::History if self.session.is_some() => self.ask_history(),
            Command::Palette => self.open_palette(),
            Command::FirstSteps => self.begin_first_steps(ctx),
            Command::KeyHelp => self.open_key_help(),
            // With nothing open there is nothing to mark.
            _ => self.tell(wording::NOTHING_OPEN),
        }
    }

    fn set_text_size(&mut self, size: f32) {
        self.settings.text_size = size.clamp(SMALLEST_TEXT, LARGEST_TEXT);
        self.tell(wording::text_size(self.settings.text_size));
        self.store_settings();
    }

    pub(super) fn go_on(&mut self, ctx: &Context, then: Then) {
        match then {
            Then::Quit => {
                self.leaving = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Then::Open(path) => {
                self.offers.only_of(Some(&path));
                self.look_for_offers(ctx);
                self.start_opening(ctx, path);
            }
            Then::OpenKept(path) => self.start_opening_kept(ctx, path),
            Then::Next => self.open_next(ctx),
        }
    }

    pub(super) fn grant(&mut self, ctx: &Context, wish: Wish) {
        if let Wish::Command(command) = wish {
            self.asked.push(command);
            return;
        }
        if let Wish::People(wish) = wish {
            self.grant_of_people(ctx, wish);
            return;
        }
        if let Wish::Schema(schema) = wish {
            self.change_schema(&schema);
            return;
        }
        let Some(session) = &mut self.session else {
            return;
        };
        let editor = &mut session.editor;
        let outcome = match wish {
            Wish::Command(_) | Wish::People(_) | Wish::Schema(_) => return,
            Wish::Attribute(span, name, value) => editor.set_attribute(&span, &name, value),
            Wish::Note(span, note) => editor.set_note(&span, &note),
            Wish::Person(span, person) => editor.set_person(&span, &person),
            Wish::Rename(entity, name) => editor.rename_person(&entity, &name),
            Wish::Unlink(link) => editor.unlink(&link),
            Wish::Status(status) => editor.set_status(status),
            Wish::LabelsDone(labels) => editor.set_labels_done(labels),
            Wish::Go(span) => {
                editor.go_to_mark(&span);
                if let Some(span) = editor.current_span() {
                    session.view.reveal(span.fragments.as_slice()[0]);
                }
                Outcome::Done
            }
        };
        self.take_outcome(ctx, outcome);
    }
}

/// Where the person stands, to tell whether a command has led elsewhere.
#[derive(PartialEq)]
struct Standing {
    place: Place,
    current: Option<crate::model::SpanId>,
    revision: crate::model::RevisionId,
}

impl Standing {
    fn of(editor: &Editor) -> Self {
        Self {
            place: editor.caret().place,
            current: editor.current().cloned(),
            revision: editor.history().current(),
        }
    }

    /// What to bring on the screen: the current mark when it is new or changed, else the caret.
    fn moved(&self, editor: &Editor) -> Option<ByteRange> {
        let now = Self::of(editor);
        if *self == now {
            return None;
        }
        // Who decides on a card sees all of it, its speakers too where they are near.
        if let Some(card) = editor
            .current_waiting()
            .filter(|_| self.current != now.current)
        {
            return Some(editor.extent_of(card));
        }
        let mark = editor.current_span().filter(|_| self.place == now.place);
        let nearest =
            mark.map(|span| span.fragments.as_slice()[span.fragments.nearest(now.place.at)]);
        Some(nearest.unwrap_or_else(|| ByteRange::empty_at(now.place.at)))
    }
}

/// The lines as they are on the screen, for the caret.
struct LinesOnScreen<'a> {
    view: &'a TextView,
    ctx: &'a Context,
}

impl Lines for LinesOnScreen<'_> {
    fn x_of(&self, place: Place) -> f32 {
        self.view.x_of(self.ctx, place).unwrap_or_default()
    }

    fn above(&self, place: Place, x: f32) -> Option<Place> {
        self.view.line_above(self.ctx, place, x)
    }

    fn below(&self, place: Place, x: f32) -> Option<Place> {
        self.view.line_below(self.ctx, place, x)
    }

    fn line_start(&self, place: Place) -> Place {
        self.view.line_start(self.ctx, place).unwrap_or(place)
    }

    fn line_end(&self, place: Place) -> Place {
        self.view.line_end(self.ctx, place).unwrap_or(place)
    }

    fn in_view(&self) -> ByteRange {
        self.view.wholly_in_view()
    }

    fn rows_in_view(&self) -> usize {
        let line = self.view.text_size * crate::ui::theme::SIZES.article_line;
        (self.view.page_height() / line) as usize
    }
}
