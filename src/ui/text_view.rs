//! The article on its page: a widget of its own, as quick for ten megabytes as for a page.
//!
//! It draws what it is given and hands back what the person did. What it keeps is only how the text
//! is laid out and where on the page we are. Only pieces on the screen are laid out; the position is
//! a piece and an offset in it, so that what is guessed about the rest never moves what is read.

mod access;
mod event;
mod found;
mod geometry;
mod heaps;
mod heights;
mod label;
mod layout;
mod lines;
mod marks;
mod missing;
mod outline;
mod paint;
mod pieces;
mod place;
mod pointer;
mod scroll;
mod scroll_bar;
mod strokes;

pub(super) use label::label;

pub use event::{Ghost, Output, Shown, ViewEvent};

use crate::model::{ByteOffset, ByteRange, Text};
use crate::ui::theme::{SIZES, Tokens};
use eframe::egui;
use egui::accesskit::Role;
use egui::{Context, EventFilter, Galley, Id, Pos2, Rect, Response, Sense, Ui, WidgetInfo};
use heights::Heights;
use layout::{PieceLayout, Setting};
use missing::Missing;
use pieces::Pieces;
use pointer::PointerState;
use scroll::Top;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// Keys that act on the article while it has the focus, instead of moving the focus on.
const HELD_KEYS: EventFilter = EventFilter {
    tab: true,
    horizontal_arrows: true,
    vertical_arrows: true,
    escape: true,
};

/// What the view keeps from frame to frame for one article.
pub struct TextView {
    /// Size of the article's letters, in points.
    pub text_size: f32,
    id: Id,
    text: Text,
    pieces: Pieces,
    heights: Heights,
    setting: Option<Setting>,
    /// The letters' mean width for the size and pixels per point it was measured at.
    letter_width: Option<(f32, f32, f32)>,
    area: Rect,
    /// The column's left edge on the screen.
    left: f32,
    top: Top,
    wanted: Option<ByteRange>,
    /// Where what is read will be in the text that comes.
    led: Option<scroll::Anchor>,
    visible: Vec<Visible>,
    kept: HashMap<usize, Kept>,
    /// Pieces off the screen that were asked for since the last frame, latest first.
    aside: RefCell<Vec<(usize, Arc<dyn PieceLayout>)>>,
    frame: u64,
    layouts: usize,
    grabbed: Option<f32>,
    pointer: PointerState,
    missing: Missing,
}

/// A piece on the screen.
struct Visible {
    piece: usize,
    /// Where its rows' upper left corner is on the screen.
    origin: Pos2,
    layout: Arc<dyn PieceLayout>,
}

/// A piece laid out in this frame or the one before.
struct Kept {
    galley: Arc<Galley>,
    layout: Arc<dyn PieceLayout>,
    frame: u64,
}

impl TextView {
    /// A view at the top of an article. `salt` tells views apart that are on the screen together.
    pub fn new(salt: impl std::hash::Hash + std::fmt::Debug) -> Self {
        let text = Text::default();
        let pieces = Pieces::of(&text);
        Self {
            text_size: SIZES.article,
            id: Id::unique("article text").with(salt),
            heights: Heights::new(std::iter::once(0.0)),
            pieces,
            text,
            setting: None,
            letter_width: None,
            area: Rect::ZERO,
            left: 0.0,
            top: Top::default(),
            wanted: None,
            led: None,
            visible: Vec::new(),
            kept: HashMap::new(),
            aside: RefCell::default(),
            frame: 0,
            layouts: 0,
            grabbed: None,
            pointer: PointerState::default(),
            missing: Missing::default(),
        }
    }

    /// Shows the article in all the space there is.
    pub fn show(&mut self, ui: &mut Ui, shown: &Shown<'_>) -> Output {
        let ctx = ui.ctx().clone();
        self.frame += 1;
        self.layouts = 0;
        self.aside.get_mut().clear();
        let area = ui.available_rect_before_wrap();
        let response = ui.allocate_rect(area, Sense::hover());
        let response = ui.interact(response.rect, self.id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, "Article text"));
        ui.painter().rect_filled(area, 0.0, Tokens::of(&ctx).page);
        self.arrange(&ctx, area, shown);
        self.take_scrolling(ui, &response);
        self.settle(&ctx);
        if let Some(range) = self.wanted.take() {
            self.bring_in(&ctx, range);
        }
        self.scroll_bar(ui, shown);
        self.place_visible(&ctx);
        self.find_missing(&ctx);
        let marks = self.marks_on_screen(&ctx, shown);
        self.paint(ui, shown, &marks);
        self.tell_screen_readers(ui, shown, &marks);
        let mut events = self.take_pointer(ui, &response, shown, &marks);
        events.extend(self.take_requests(ui, &marks));
        self.hold_keys(&ctx, &response);
        let frame = self.frame;
        self.kept.retain(|_, kept| kept.frame == frame);
        Output { events, response }
    }

    /// Scrolls in the next frame so that a stretch is on the screen, by the nearest way.
    pub fn reveal(&mut self, range: ByteRange) {
        self.wanted = Some(range);
    }

    /// Another text is about to come: `lead` says where a place is in it, so that what is read stays
    /// where it is on the screen.
    pub fn follow(&mut self, lead: impl Fn(ByteOffset) -> ByteOffset) {
        self.led = self.anchor().map(|anchor| scroll::Anchor {
            at: lead(anchor.at),
            ..anchor
        });
    }

    /// The widget's id.
    pub fn id(&self) -> Id {
        self.id
    }

    /// Gives the keyboard to the article.
    pub fn request_focus(&self, ctx: &Context) {
        ctx.memory_mut(|memory| memory.request_focus(self.id));
    }

    /// Whether the keyboard acts on the article.
    pub fn has_focus(&self, ctx: &Context) -> bool {
        ctx.memory(|memory| memory.has_focus(self.id))
    }

    /// How many pieces were laid out or looked up in egui's cache in the last frame.
    pub fn layouts(&self) -> usize {
        self.layouts
    }

    fn hold_keys(&self, ctx: &Context, response: &Response) {
        if response.has_focus() {
            ctx.memory_mut(|memory| memory.set_focus_lock_filter(self.id, HELD_KEYS));
        }
    }

    fn take_scrolling(&mut self, ui: &Ui, response: &Response) {
        if response.contains_pointer() {
            let points = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
            self.scroll_by(-f64::from(points));
        }
        let asked = |action| ui.input(|input| input.num_accesskit_action_requests(self.id, action));
        let down = asked(egui::accesskit::Action::ScrollDown) as f64;
        let up = asked(egui::accesskit::Action::ScrollUp) as f64;
        self.scroll_by((down - up) * f64::from(self.page_height()));
        self.scroll_while_dragging(ui);
    }

    /// Lays a piece out, once a frame at most.
    fn layout_of(&mut self, ctx: &Context, index: usize) -> Option<Arc<dyn PieceLayout>> {
        let kept = self.kept.get(&index);
        if let Some(kept) = kept.filter(|kept| kept.frame == self.frame) {
            return Some(Arc::clone(&kept.layout));
        }
        let piece = self.pieces.get(index)?;
        let setting = self.setting?;
        self.layouts += 1;
        // Through egui's cache in every frame: a galley kept longer may point to glyphs that are gone,
        // and so may the galleys of single words, which were made after this one.
        let galley = layout::galley_of(ctx, self.text.slice(piece.range), &setting);
        let same = kept.filter(|kept| Arc::ptr_eq(&kept.galley, &galley));
        let layout = match same {
            Some(kept) => Arc::clone(&kept.layout),
            None => layout::lay_out(ctx, &self.text, piece, &setting, &galley),
        };
        let kept = Kept {
            galley,
            layout: Arc::clone(&layout),
            frame: self.frame,
        };
        self.kept.insert(index, kept);
        Some(layout)
    }
}
