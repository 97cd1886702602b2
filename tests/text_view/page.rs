//! A window with nothing but an article, and ways to act on it.

use dictum::editor::Place;
use dictum::model::schema::{Label, Shape};
use dictum::model::{
    ByteOffset, ByteRange, Fragments, Origin, Schema, Span, SpanId, SpanTree, State, Text,
};
use dictum::ui::text_view::{Shown, TextView, ViewEvent};
use dictum::ui::{fonts, theme};
use eframe::egui;
use egui::{
    Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, Rect, TouchPhase, vec2,
};
use egui_kittest::Harness;
use std::sync::Arc;

/// A sentence to repeat.
pub const ENGLISH: &str =
    "The bridge would open by spring, the mayor told reporters outside the hall. ";

/// What the window would hold.
pub struct Page {
    pub view: TextView,
    pub text: Text,
    pub spans: SpanTree,
    pub schema: Schema,
    pub selection: ByteRange,
    pub current: Option<SpanId>,
    pub margin: f32,
    pub events: Vec<ViewEvent>,
}

pub type Window = Harness<'static, Page>;

impl Page {
    pub fn new(text: &str) -> Self {
        let label = |name: &str, shape| Label {
            name: name.into(),
            title: name.to_owned(),
            shape,
            ..Label::default()
        };
        Self {
            view: TextView::new("test"),
            text: Text::new(text),
            spans: SpanTree::default(),
            schema: Schema {
                labels: vec![
                    label("quote", Shape::Fill),
                    label("speaker", Shape::Frame),
                    label("event", Shape::Wave),
                ],
                ..Schema::default()
            },
            selection: ByteRange::default(),
            current: None,
            margin: 0.0,
            events: Vec::new(),
        }
    }

    /// With accepted marks `m0`, `m1` …: each its label and the words of its fragments.
    pub fn marked(text: &str, marks: &[(&str, &[&str])]) -> Self {
        let mut page = Self::new(text);
        let spans = marks.iter().enumerate().map(|(i, (label, parts))| {
            let ranges = parts.iter().map(|part| range_of(&page.text, part));
            span(&format!("m{i}"), label, ranges.collect(), State::Accepted)
        });
        page.spans = SpanTree::build(spans);
        page
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        let name_of = |span: &Span| format!("{} {}", span.label, span.id);
        let about = |span: &Span| format!("{:?}", span.state);
        let shown = Shown {
            text: &self.text,
            spans: &self.spans,
            schema: &self.schema,
            selection: self.selection,
            caret: Place::default(),
            current: self.current.as_ref(),
            found: &[],
            left: &[],
            decided: &[],
            hidden: &|_| false,
            ghosts: &[],
            badges: true,
            focused: true,
            margin: self.margin,
            name_of: &name_of,
            about: &about,
        };
        let output = self.view.show(ui, &shown);
        self.events.extend(output.events);
    }

    /// What was done since the last call, but for hovering.
    pub fn done(&mut self) -> Vec<ViewEvent> {
        let events = std::mem::take(&mut self.events);
        let told = events.into_iter();
        told.filter(|event| !matches!(event, ViewEvent::Hover { .. }))
            .collect()
    }
}

pub fn span(id: &str, label: &str, ranges: Vec<ByteRange>, state: State) -> Arc<Span> {
    let fragments = Fragments::new(ranges).unwrap();
    Arc::new(Span {
        state,
        ..Span::new(id.into(), label.into(), fragments, Origin::default())
    })
}

pub fn open(page: Page) -> Window {
    open_with(page, fonts::install)
}

/// Opens with the typefaces that a function installs.
pub fn open_with(page: Page, install: fn(&egui::Context)) -> Window {
    let mut window = Harness::builder()
        .with_size(vec2(700.0, 500.0))
        .with_step_dt(1.0 / 60.0)
        .with_pixels_per_point(1.0)
        .with_theme(egui::Theme::Light)
        .allow_missing_glyphs()
        .with_context_setup(move |ctx| {
            install(ctx);
            theme::apply(ctx);
        })
        .build_ui_state(|ui, page: &mut Page| page.show(ui), page);
    window.run();
    window
}

pub fn range_of(text: &Text, words: &str) -> ByteRange {
    let start = text.as_str().find(words).unwrap();
    (start..start + words.len()).into()
}

/// Where the first occurrence of some words is on the screen.
pub fn rects(window: &Window, words: &str) -> Vec<Rect> {
    let page = window.state();
    page.view.rects(range_of(&page.text, words))
}

pub fn middle_of(window: &Window, words: &str) -> Pos2 {
    rects(window, words)[0].center()
}

/// The grapheme boundaries of a stretch, both ends among them.
pub fn boundaries(text: &Text, within: ByteRange) -> Vec<ByteOffset> {
    let mut all = vec![within.start];
    while let Some(&last) = all.last()
        && last < within.end
    {
        all.push(text.next_grapheme(last));
    }
    all
}

pub fn reveal(window: &mut Window, range: ByteRange) {
    window.state_mut().view.reveal(range);
    window.run();
}

/// Turns the wheel; positive goes up the page.
pub fn wheel(window: &mut Window, points: f32) {
    window.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, points),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    window.run_steps(30);
}

pub fn click(window: &mut Window, pos: Pos2) {
    for pressed in [true, false] {
        window.event(Event::PointerMoved(pos));
        window.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    window.run();
}
