//! The page when no article is open: what can be opened, each with a key.

use super::offers::{self, Offers};
use super::theme::{SIZES, Tokens};
use super::wording::{keeping, start};
use super::{fonts, wording};
use crate::editor::{Command, Keymap};
use eframe::egui::{
    self, Align, Button, Key, Layout, Modifiers, Rect, RichText, ScrollArea, Sense, Stroke, Ui,
    UiBuilder, vec2,
};
use std::path::{Path, PathBuf};

/// Height of a row, in points.
const ROW: f32 = 28.0;
/// Width of the page's column, in points.
const COLUMN: f32 = 520.0;
/// So many recent files are shown.
const MOST_RECENT: usize = 6;

/// What the person wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A command.
    Command(Command),
    /// A recent file.
    Open(PathBuf),
    /// The half-annotated example.
    Example,
    /// Something of unsaved work.
    Work(offers::Wish),
}

/// Draws the page. Digits open the rows of that number while nothing else has the keys.
pub fn show(
    ui: &mut Ui,
    offers: &mut Offers,
    recent: &[PathBuf],
    keymap: &Keymap,
    has_keys: bool,
) -> Option<Wish> {
    let mut page = Page {
        keymap,
        has_keys,
        number: 0,
        wish: None,
    };
    let area = ui.available_rect_before_wrap();
    let width = COLUMN.min(area.width() - 40.0);
    let left = area.center().x - width / 2.0;
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let top = ui.cursor().top() + (area.height() * 0.12).min(80.0);
            let column = Rect::from_min_size(egui::pos2(left, top), vec2(width, f32::INFINITY));
            let column = UiBuilder::new()
                .max_rect(column)
                .layout(Layout::top_down(Align::Min));
            ui.scope_builder(column, |ui| page.contents(ui, offers, recent));
            ui.add_space(24.0);
        });
    page.wish
}

struct Page<'a> {
    keymap: &'a Keymap,
    has_keys: bool,
    /// Rows so far that a digit opens.
    number: u8,
    wish: Option<Wish>,
}

impl Page<'_> {
    fn contents(&mut self, ui: &mut Ui, offers: &mut Offers, recent: &[PathBuf]) {
        let tokens = Tokens::of(ui.ctx());
        let title = RichText::new(wording::NOTHING_OPEN).font(fonts::semibold_at(22.0));
        ui.label(title);
        ui.label(RichText::new(start::HINT).color(tokens.text_weak));
        ui.add_space(12.0);
        self.open(ui);
        self.left_work(ui, offers);
        if !recent.is_empty() {
            section(ui, start::RECENT);
            for path in recent.iter().take(MOST_RECENT) {
                if self.row(ui, &name_of(path), &folder_of(path)) {
                    self.wish = Some(Wish::Open(path.clone()));
                }
            }
        }
        section(ui, start::LEARN);
        if self.row(ui, start::EXAMPLE, "") {
            self.wish = Some(Wish::Example);
        }
    }

    fn open(&mut self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        let schema = crate::model::Schema::default();
        let keys = self.keymap.shown(Command::Open).unwrap_or_default();
        let title = RichText::new(Command::Open.title(&schema)).color(tokens.on_accent);
        let keys = RichText::new(keys).small().color(tokens.on_accent);
        let button = Button::new(title).right_text(keys).fill(tokens.accent);
        if ui.add(button.min_size(vec2(140.0, 32.0))).clicked() {
            self.wish = Some(Wish::Command(Command::Open));
        }
    }

    fn left_work(&mut self, ui: &mut Ui, offers: &mut Offers) {
        let left = offers.left();
        if left.is_empty() {
            return;
        }
        section(ui, keeping::LEFT_WORK);
        for each in &left {
            let wish = ui
                .horizontal(|ui| {
                    let pressed = each.about.is_some() && self.key(ui);
                    // As far in as the words of the buttons below.
                    ui.add_space(ui.spacing().button_padding.x);
                    let wish = offers.row(ui, each);
                    let open = offers::Wish::open(each);
                    wish.or_else(|| pressed.then_some(open))
                })
                .inner;
            self.wish = self.wish.take().or_else(|| wish.map(Wish::Work));
        }
    }

    /// A row over the whole width; whether it is wanted.
    fn row(&mut self, ui: &mut Ui, name: &str, quiet: &str) -> bool {
        let tokens = Tokens::of(ui.ctx());
        ui.horizontal(|ui| {
            let pressed = self.key(ui);
            let quiet = RichText::new(quiet).small().color(tokens.text_weak);
            let button = Button::new(name)
                .right_text(quiet)
                .frame_when_inactive(false)
                .truncate()
                .min_size(vec2(ui.available_width(), ROW));
            ui.add(button).clicked() || pressed
        })
        .inner
    }

    /// The next digit, drawn as a key; whether it was pressed.
    fn key(&mut self, ui: &mut Ui) -> bool {
        let tokens = Tokens::of(ui.ctx());
        let (rect, _) = ui.allocate_exact_size(vec2(20.0, ROW), Sense::hover());
        let rect = Rect::from_center_size(rect.center(), vec2(20.0, 20.0));
        self.number += 1;
        let Some(key) = digit(self.number) else {
            return false;
        };
        let line = Stroke::new(1.0, tokens.line_strong);
        let painter = ui.painter();
        painter.rect_stroke(rect, SIZES.radius, line, egui::StrokeKind::Inside);
        painter.text(
            rect.center(),
            egui::Align2::CENTER_CENTER,
            self.number,
            fonts::inter_at(SIZES.small),
            tokens.text_weak,
        );
        self.has_keys && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
    }
}

fn digit(number: u8) -> Option<Key> {
    const DIGITS: [Key; 9] = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    DIGITS.get(usize::from(number).checked_sub(1)?).copied()
}

fn section(ui: &mut Ui, title: &str) {
    let tokens = Tokens::of(ui.ctx());
    ui.add_space(18.0);
    ui.label(RichText::new(title).small().color(tokens.text_faint));
    ui.add_space(2.0);
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

fn folder_of(path: &Path) -> String {
    let folder = path.parent().map(|folder| folder.display().to_string());
    folder.unwrap_or_default()
}
