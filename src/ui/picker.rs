//! Choosing from a list by typing: a field on top, the rows that fit below it.

mod matching;
mod row;
mod words;

pub use matching::Reading;

use super::theme::{SIZES, Tokens};
use super::wording::picking as wording;
use eframe::egui;
use egui::{
    Align2, Area, Context, Event, Frame, Id, Key, Margin, Modal, Order, RichText, ScrollArea,
    Stroke, TextEdit, Ui, vec2,
};
use matching::{Hit, fitting};

/// Width of the overlay at most, in points.
const WIDTH: f32 = 620.0;
/// From the window's top to the overlay, in points.
const TOP: f32 = 72.0;
/// Height of a row, in points.
const ROW: f32 = 30.0;
/// So many rows are seen at most.
const ROWS: f32 = 12.0;

/// Something to choose.
#[derive(Clone, Debug)]
pub struct Row<T> {
    /// What it is called.
    pub title: String,
    /// Other words by which it is found.
    pub also: String,
    /// More about it, quietly.
    pub detail: String,
    /// Its keys.
    pub keys: String,
    /// The heading it stands under while nothing is typed.
    pub group: Option<&'static str>,
    /// Whether it can be done now; dimmed if not.
    pub possible: bool,
    /// Whether others that fit as well come first.
    pub standing: Standing,
    /// What is chosen with it.
    pub value: T,
}

/// How a row stands among those that fit as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// By how well it fits.
    #[default]
    Usual,
    /// After the others.
    Last,
}

impl<T> Row<T> {
    /// A row with a title and nothing else.
    pub fn new(title: impl Into<String>, value: T) -> Self {
        Self {
            title: title.into(),
            also: String::new(),
            detail: String::new(),
            keys: String::new(),
            group: None,
            possible: true,
            standing: Standing::Usual,
            value,
        }
    }
}

/// Makes a row of what is typed, such as a person of that name.
type Maker<T> = Box<dyn Fn(&str) -> Option<Row<T>>>;

/// A list to choose from, while it is open.
pub struct Picker<T> {
    name: &'static str,
    title: String,
    typed: String,
    reading: Reading,
    rows: Vec<Row<T>>,
    maker: Option<Maker<T>>,
    lines: Vec<Line>,
    chosen: usize,
    /// Whether the rows have keys, which stand in a column of their own.
    keys: bool,
    /// Whether the window below still takes clicks.
    open_below: bool,
    fresh: bool,
    /// The chosen row is to be brought in view.
    follow: bool,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    Heading(&'static str),
    Row(Hit),
}

/// What came of the list in a frame.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer<T> {
    /// This one.
    Take(T),
    /// Never mind.
    Close,
}

/// What a key asks of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nav {
    Step(isize),
    First,
    Last,
    Take,
    Close,
}

impl<T: Clone> Picker<T> {
    /// A list with what it asks; `name` tells lists apart.
    pub fn new(
        name: &'static str,
        title: impl Into<String>,
        reading: Reading,
        rows: Vec<Row<T>>,
    ) -> Self {
        let mut picker = Self {
            name,
            title: title.into(),
            typed: String::new(),
            reading,
            keys: rows.iter().any(|row| !row.keys.is_empty()),
            rows,
            maker: None,
            lines: Vec::new(),
            chosen: 0,
            open_below: false,
            fresh: true,
            follow: false,
        };
        picker.filter();
        picker
    }

    /// With a row of its own for what is typed.
    pub fn making(mut self, maker: impl Fn(&str) -> Option<Row<T>> + 'static) -> Self {
        self.maker = Some(Box::new(maker));
        self.filter();
        self
    }

    /// With the window below open to clicks: one of them may be the answer.
    pub fn open_below(mut self) -> Self {
        self.open_below = true;
        self
    }

    /// Other rows in place of these; what is typed and chosen stays.
    pub fn set_rows(&mut self, rows: Vec<Row<T>>) {
        let chosen = self.chosen;
        self.rows = rows;
        self.filter();
        self.chosen = chosen.min(self.lines.len().saturating_sub(1));
        self.follow = true;
    }

    /// The chosen row.
    pub fn chosen(&self) -> Option<&Row<T>> {
        match self.lines.get(self.chosen)? {
            Line::Row(hit) => self.rows.get(hit.row),
            Line::Heading(_) => None,
        }
    }

    /// Gives the keys back to the field.
    pub fn refresh(&mut self) {
        self.fresh = true;
    }

    /// Draws the list and gives the answer once there is one. `foot` is drawn below it.
    pub fn show(&mut self, ctx: &Context, foot: impl FnOnce(&mut Ui, &Self)) -> Option<Answer<T>> {
        let tokens = Tokens::of(ctx);
        let frame = Frame::new()
            .fill(tokens.raised)
            .stroke(Stroke::new(1.0, tokens.line_strong))
            .corner_radius(SIZES.radius_large)
            .shadow(ctx.style_of(ctx.theme()).visuals.window_shadow)
            .inner_margin(Margin::same(10));
        let id = Id::unique(self.name);
        let area = Area::new(id)
            .order(Order::Foreground)
            .anchor(Align2::CENTER_TOP, vec2(0.0, TOP));
        if self.open_below {
            let shown = area.show(ctx, |ui| frame.show(ui, |ui| self.contents(ui, foot)).inner);
            return shown.inner;
        }
        let modal = Modal::new(id)
            .area(area.interactable(true))
            .frame(frame)
            .backdrop_color(tokens.shadow);
        let shown = modal.show(ctx, |ui| self.contents(ui, foot));
        let close = shown.should_close();
        shown.inner.or_else(|| close.then_some(Answer::Close))
    }

    fn contents(&mut self, ui: &mut Ui, foot: impl FnOnce(&mut Ui, &Self)) -> Option<Answer<T>> {
        ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 80.0));
        // A button below the list keeps its own keys while it has the focus.
        let field = self.field_id();
        let focused = ui.memory(|memory| memory.focused());
        let ours = self.fresh || focused.is_none_or(|id| id == field);
        let asked = if ours { take_keys(ui) } else { Vec::new() };
        self.field(ui);
        let gone = self.open_below && !ours;
        let mut answer = gone.then_some(Answer::Close);
        for nav in asked {
            answer = answer.or(self.go(nav));
        }
        ui.add_space(2.0);
        let clicked = self.list(ui);
        foot(ui, self);
        answer.or(clicked)
    }

    fn field_id(&self) -> Id {
        Id::unique(self.name).with("field")
    }

    fn field(&mut self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        let id = self.field_id();
        let edit = TextEdit::singleline(&mut self.typed)
            .id(id)
            .desired_width(f32::INFINITY)
            .margin(Margin::symmetric(8, 6))
            .hint_text(RichText::new(&self.title).color(tokens.text_faint));
        let field = ui.add(edit);
        let (title, typed) = (self.title.clone(), self.typed.clone());
        field.widget_info(|| {
            let mut info =
                egui::WidgetInfo::labeled(egui::accesskit::Role::SearchInput, true, &title);
            info.current_text_value = Some(typed.clone());
            info
        });
        let lost = ui.memory(|memory| memory.focused().is_none());
        if std::mem::take(&mut self.fresh) || lost {
            field.request_focus();
        }
        if field.changed() {
            self.filter();
        }
    }

    /// The rows that fit what is typed; the first of them is chosen.
    fn filter(&mut self) {
        if self.maker.is_some() {
            self.rows.retain(|row| row.group != Some(wording::MADE));
        }
        let mut hits = fitting(&self.rows, &self.typed, self.reading);
        if let Some(mut row) = self.maker.as_ref().and_then(|make| make(self.typed.trim())) {
            row.group = Some(wording::MADE);
            hits.push(Hit {
                row: self.rows.len(),
                letters: Vec::new(),
            });
            self.rows.push(row);
        }
        let plain = self.typed.trim().is_empty() && self.maker.is_none();
        let mut group = None;
        self.lines.clear();
        for hit in hits {
            let own = self.rows.get(hit.row).and_then(|row| row.group);
            if let Some(heading) = own.filter(|_| plain && own != group) {
                self.lines.push(Line::Heading(heading));
            }
            group = own;
            self.lines.push(Line::Row(hit));
        }
        self.chosen = 0;
        self.go(Nav::First);
    }

    fn go(&mut self, nav: Nav) -> Option<Answer<T>> {
        match nav {
            Nav::Close => return Some(Answer::Close),
            Nav::Take => return self.chosen().map(|row| Answer::Take(row.value.clone())),
            Nav::First => self.choose(0, 1),
            Nav::Last => self.choose(self.lines.len().saturating_sub(1), -1),
            Nav::Step(step) => {
                let last = self.lines.len().saturating_sub(1);
                let to = self.chosen.saturating_add_signed(step).min(last);
                self.choose(to, step.signum());
            }
        }
        self.follow = true;
        None
    }

    /// Chooses a row, or the next one that way where a heading stands; none is left without.
    fn choose(&mut self, at: usize, way: isize) {
        let is_row = |at: &usize| matches!(self.lines.get(*at), Some(Line::Row(_)));
        let onward = std::iter::successors(Some(at), |at| at.checked_add_signed(way))
            .take_while(|at| *at < self.lines.len())
            .find(is_row);
        if let Some(found) = onward {
            self.chosen = found;
        }
    }

    fn list(&mut self, ui: &mut Ui) -> Option<Answer<T>> {
        if self.lines.is_empty() {
            ui.add_space(4.0);
            ui.weak(wording::NOTHING_FITS);
            return None;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let room = ui.ctx().content_rect().height() - TOP - 150.0;
        let height = (ROW * ROWS).min(room).max(ROW * 3.0);
        let follow = std::mem::take(&mut self.follow);
        let top = self.chosen as f32 * ROW;
        let mut area = ScrollArea::vertical()
            .id_salt(self.name)
            .auto_shrink([false, true])
            .max_height(height)
            // At once, rather than growing with the overlay from frame to frame.
            .min_scrolled_height(height);
        if follow {
            area = area.vertical_scroll_offset(self.offset_for(ui, top, height));
        }
        let shown = area.show_rows(ui, ROW, self.lines.len(), |ui, lines| {
            let mut taken = None;
            for number in lines {
                if let Some(Line::Row(hit)) = self.lines.get(number)
                    && let Some(row) = self.rows.get(hit.row)
                {
                    let chosen = number == self.chosen;
                    let response = row::show(ui, ROW, row, &hit.letters, chosen, self.keys);
                    if response.clicked() {
                        taken = Some(Answer::Take(row.value.clone()));
                    }
                } else if let Some(Line::Heading(heading)) = self.lines.get(number) {
                    row::heading(ui, ROW, heading);
                }
            }
            taken
        });
        let (offset, name) = (shown.state.unclamped_offset().y, self.name);
        ui.data_mut(|data| data.insert_temp(Id::unique(name).with("offset"), offset));
        shown.inner
    }

    /// Scrolls no further than the chosen row needs.
    fn offset_for(&self, ui: &Ui, top: f32, height: f32) -> f32 {
        let id = Id::unique(self.name).with("offset");
        let now: f32 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        // The heading above the first row comes in view with it.
        let wanted = if self.chosen <= 1 { 0.0 } else { top };
        now.clamp(
            (top + ROW - height).max(0.0),
            wanted.max(top + ROW - height).max(0.0),
        )
    }
}

/// Takes the keys that are the list's and not the field's.
fn take_keys(ui: &Ui) -> Vec<Nav> {
    let mut asked = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| match nav_of(event) {
            Some(nav) => {
                asked.push(nav);
                false
            }
            None => true,
        });
    });
    asked
}

fn nav_of(event: &Event) -> Option<Nav> {
    let Event::Key {
        key,
        pressed: true,
        modifiers,
        ..
    } = event
    else {
        return None;
    };
    if modifiers.any() {
        return None;
    }
    Some(match key {
        Key::ArrowDown => Nav::Step(1),
        Key::ArrowUp => Nav::Step(-1),
        Key::PageDown => Nav::Step(ROWS as isize - 1),
        Key::PageUp => Nav::Step(1 - ROWS as isize),
        Key::Home => Nav::First,
        Key::End => Nav::Last,
        Key::Enter => Nav::Take,
        Key::Escape => Nav::Close,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
