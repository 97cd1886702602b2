//! A list of rows of one height, of which only those on the screen cost anything.

use super::bidi::displayed_within;
use super::theme::{RowState, Tokens, row_ground};
use eframe::egui::{
    self, EventFilter, Id, Key, Modifiers, Rect, ScrollArea, Sense, Ui, WidgetInfo, vec2,
};
use egui::accesskit::Role;

/// Height of a row, in points.
const ROW: f32 = 28.0;
/// The arrow keys move in the list, instead of moving the focus on.
const HELD_KEYS: EventFilter = EventFilter {
    tab: false,
    horizontal_arrows: false,
    vertical_arrows: true,
    escape: false,
};

/// What a list keeps from frame to frame.
pub struct RowList {
    id: Id,
    /// The row that the arrow keys have come to.
    at: usize,
    /// The lit row in the last frame.
    lit: Option<usize>,
    /// How far it is scrolled and how high it is seen, in points.
    offset: f32,
    height: f32,
}

/// What to show.
pub struct Rows<'a> {
    /// The list's name.
    pub name: &'a str,
    /// How many rows there are.
    pub len: usize,
    /// The row where the person is.
    pub lit: Option<usize>,
}

impl RowList {
    /// A list. `salt` tells lists apart.
    pub fn new(salt: &'static str) -> Self {
        Self {
            id: Id::unique(salt),
            at: 0,
            lit: None,
            offset: 0.0,
            height: 0.0,
        }
    }

    /// The id of what has the keys.
    pub fn id(&self) -> Id {
        self.id
    }

    /// Draws the list. `row` paints one in its place and gives its name; the number of the row that
    /// was chosen comes back.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        rows: &Rows<'_>,
        mut row: impl FnMut(&Ui, usize, Rect) -> String,
    ) -> Option<usize> {
        let area = ui.available_rect_before_wrap();
        let response = ui.interact(area, self.id, Sense::FOCUSABLE);
        response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, rows.name));
        let focused = response.has_focus();
        let mut scroll = self.follow(rows.lit);
        let mut chosen = None;
        if focused {
            ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, HELD_KEYS));
            scroll |= self.take_keys(ui, rows.len, &mut chosen);
        }
        self.at = self.at.min(rows.len.saturating_sub(1));
        let mut scrolled = ScrollArea::vertical().id_salt(self.id).auto_shrink(false);
        if scroll && self.height > 0.0 {
            scrolled = scrolled.vertical_scroll_offset(self.offset_to_see());
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let output = scrolled.show_rows(ui, ROW, rows.len, |ui, seen| {
            for index in seen {
                let size = vec2(ui.available_width(), ROW);
                let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK | Sense::HOVER);
                let lit = rows.lit == Some(index);
                let state = RowState {
                    selected: lit,
                    pointed: response.hovered(),
                    focused: focused && self.at == index,
                };
                let ground = rect.shrink2(vec2(0.0, 1.0));
                ui.painter()
                    .add(row_ground(ground, Tokens::of(ui.ctx()), state));
                let name = row(ui, index, rect.shrink2(vec2(8.0, 0.0)));
                response
                    .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, lit, &name));
                if response.clicked() {
                    chosen = Some(index);
                }
                response.on_hover_text(name);
            }
        });
        self.offset = output.state.clamped_offset().y;
        self.height = output.inner_rect.height();
        chosen
    }

    /// Comes along when another row is lit; gives whether it is.
    fn follow(&mut self, lit: Option<usize>) -> bool {
        let other = self.lit != lit;
        if other {
            self.lit = lit;
            self.at = lit.unwrap_or(self.at);
        }
        other
    }

    /// Moves with the keys; gives whether it did.
    fn take_keys(&mut self, ui: &Ui, len: usize, chosen: &mut Option<usize>) -> bool {
        let page = ((self.height / ROW) as usize).saturating_sub(1).max(1);
        let last = len.saturating_sub(1);
        let before = self.at;
        ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            for (key, to) in [
                (Key::ArrowDown, self.at + 1),
                (Key::ArrowUp, self.at.saturating_sub(1)),
                (Key::PageDown, self.at + page),
                (Key::PageUp, self.at.saturating_sub(page)),
                (Key::Home, 0),
                (Key::End, last),
            ] {
                if pressed(key) {
                    self.at = to.min(last);
                }
            }
            if len > 0 && (pressed(Key::Enter) || pressed(Key::Space)) {
                *chosen = Some(self.at);
            }
        });
        self.at != before
    }

    fn offset_to_see(&self) -> f32 {
        let top = self.at as f32 * ROW;
        let lowest = (top + ROW - self.height).max(0.0);
        if self.offset > top || self.offset < lowest {
            // From far away, the row stands in the middle.
            let near = (self.offset - top).abs() < 2.0 * self.height;
            let middle = (top - (self.height - ROW) / 2.0).max(0.0);
            return match near {
                false => middle,
                true if self.offset > top => top,
                true => lowest,
            };
        }
        self.offset
    }
}

/// Paints a row's words at the left and a few at the right, cut off where they do not fit.
pub fn paint_words(ui: &Ui, rect: Rect, words: &str, at_right: &str, weak: bool) {
    let tokens = Tokens::of(ui.ctx());
    let ink = if weak { tokens.text_faint } else { tokens.text };
    let mut right = rect.right();
    if !at_right.is_empty() {
        let font = egui::TextStyle::Small.resolve(ui.style());
        let galley = ui
            .painter()
            .layout_no_wrap(at_right.to_owned(), font, tokens.text_weak);
        right -= galley.size().x;
        let y = rect.center().y - galley.size().y / 2.0;
        ui.painter()
            .galley(egui::pos2(right, y), galley, tokens.text_weak);
        right -= 8.0;
    }
    let font = egui::TextStyle::Body.resolve(ui.style());
    let room = (right - rect.left()).max(0.0);
    let words = displayed_within(words, |words| {
        let galley = ui
            .painter()
            .layout_no_wrap(words.to_owned(), font.clone(), ink);
        galley.size().x <= room
    });
    let mut job = egui::text::LayoutJob::single_section(
        words.into_owned(),
        egui::TextFormat::simple(font.clone(), ink),
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let y = rect.center().y - galley.size().y / 2.0;
    ui.painter().galley(egui::pos2(rect.left(), y), galley, ink);
}
