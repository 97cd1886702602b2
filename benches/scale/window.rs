//! The application without a screen.

use super::document;
use dictum::disk::RealDisk;
use dictum::model::Document;
use dictum::ui::app::{App, Options, Start};
use dictum::ui::session::Loaded;
use eframe::egui::{
    self, Context, Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect,
    pos2, vec2,
};
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So often is each act done.
pub const ROUNDS: usize = 200;

/// The application without a screen: what a real window does but for drawing the triangles.
pub struct Window {
    ctx: Context,
    app: App,
    time: f64,
    pointer: Pos2,
}

impl Window {
    /// A window with an article of so many bytes and marks.
    pub fn open((bytes, spans): (usize, usize)) -> Self {
        Self::with(document::build(bytes, spans))
    }

    /// A window with a document, its pointer over words a little down.
    pub fn with(document: Document) -> Self {
        let loaded = Loaded {
            kept: None,
            project: None,
            document,
            file: None,
            path: None,
            misfits: Vec::new(),
            notes: Vec::new(),
        };
        let mut window = Self::start(Start::Loaded(Box::new(loaded)));
        window.settle();
        // A place in the article, not its very top; the caret where the pointer is.
        window.wheel(-120.0);
        window.settle();
        window.click();
        window.settle();
        window
    }

    /// A window that opens a file, until the frame that shows it.
    pub fn open_file(path: &Path) -> (Self, Duration) {
        let start = Instant::now();
        let mut window = Self::start(Start::Path(path.to_owned()));
        loop {
            window.frame(Vec::new());
            if window.app.session().is_some() {
                break;
            }
            // A window that waits is drawn again when it is woken; looking all the time would take a core away.
            std::thread::sleep(Duration::from_millis(4));
        }
        (window, start.elapsed())
    }

    fn start(start: Start) -> Self {
        let ctx = Context::default();
        let options = Options {
            start,
            others: Vec::new(),
            disk: Arc::new(RealDisk::default()),
            settings: None,
        };
        let app = App::new(&ctx, options);
        Self {
            ctx,
            app,
            time: 0.0,
            pointer: pos2(300.0, 300.0),
        }
    }

    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 820.0))),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let start = Instant::now();
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        // There is no screen to take them; dropped with them, a debug build would panic.
        output.textures_delta.clear();
        black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        start.elapsed()
    }

    /// Lets what is under way come to rest: smooth scrolling, counting in another thread.
    pub fn settle(&mut self) {
        for _ in 0..40 {
            self.frame(Vec::new());
        }
    }

    /// Lets all that goes on in other threads come to its end.
    pub fn rest(&mut self) {
        for _ in 0..40 {
            self.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn wheel(&mut self, points: f32) -> Duration {
        self.frame(vec![
            Event::PointerMoved(self.pointer),
            Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, points),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            },
        ])
    }

    fn button(&mut self, pressed: bool) -> Duration {
        self.frame(vec![
            Event::PointerMoved(self.pointer),
            Event::PointerButton {
                pos: self.pointer,
                button: PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            },
        ])
    }

    fn click(&mut self) {
        self.button(true);
        self.button(false);
        // Far enough in time from the next click not to be a double one.
        self.time += 1.0;
    }

    fn key(&mut self, key: Key, modifiers: Modifiers) -> Duration {
        self.frame(vec![Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        }])
    }

    // ---- the acts --------------------------------------------------------------------------

    /// Forty points down, and in the next round up again.
    pub fn scroll(&mut self, round: usize) -> Duration {
        self.wheel(if round.is_multiple_of(2) { -40.0 } else { 40.0 })
    }

    pub fn hover(&mut self, round: usize) -> Duration {
        self.pointer = pos2(
            120.0 + (round * 37 % 480) as f32,
            150.0 + (round * 53 % 500) as f32,
        );
        self.frame(vec![Event::PointerMoved(self.pointer)])
    }

    /// A step of a drag over the words.
    pub fn select(&mut self, round: usize) -> Duration {
        if round.is_multiple_of(20) {
            self.button(false);
            self.pointer = pos2(120.0, 200.0);
            self.button(true);
        }
        self.pointer += vec2(17.0, 9.0);
        let time = self.frame(vec![Event::PointerMoved(self.pointer)]);
        if round % 20 == 19 || round + 1 == ROUNDS {
            self.button(false);
        }
        time
    }

    /// The key of "event" on a selected word, to the painted mark.
    pub fn label(&mut self, round: usize) -> Duration {
        if round == 0 {
            self.time += 1.0;
            self.pointer = pos2(200.0, 300.0);
            self.click();
        }
        // A word that is marked already is passed over.
        for _ in 0..8 {
            self.key(Key::ArrowRight, Modifiers::CTRL);
            self.key(Key::ArrowRight, Modifiers::CTRL | Modifiers::SHIFT);
            let before = self.revisions();
            let time = self.key(Key::E, Modifiers::NONE);
            if self.revisions() > before {
                return time;
            }
        }
        panic!("the key marks nothing");
    }

    pub fn undo(&mut self, _: usize) -> Duration {
        self.key(Key::Z, Modifiers::COMMAND | Modifiers::CTRL)
    }

    pub fn redo(&mut self, _: usize) -> Duration {
        self.key(
            Key::Z,
            Modifiers::COMMAND | Modifiers::CTRL | Modifiers::SHIFT,
        )
    }

    fn revisions(&self) -> usize {
        self.app
            .session()
            .map_or(0, |session| session.editor.history().revisions().len())
    }

    /// A thousand snapshots, one on average.
    pub fn snapshot(&self) -> Duration {
        const TIMES: u32 = 1_000;
        let Some(session) = self.app.session() else {
            return Duration::ZERO;
        };
        let start = Instant::now();
        for _ in 0..TIMES {
            black_box(session.editor.document().snapshot());
        }
        start.elapsed() / TIMES
    }

    /// Saves, drawing sixty frames a second meanwhile: how long until it is saved, and the longest frame.
    pub fn save(&mut self) -> (Duration, Duration) {
        let start = Instant::now();
        let mut longest = self.key(Key::S, Modifiers::COMMAND | Modifiers::CTRL);
        while self.is_unsaved() {
            // About as often as a screen is drawn.
            std::thread::sleep(Duration::from_millis(8));
            longest = longest.max(self.frame(Vec::new()));
        }
        (start.elapsed(), longest)
    }

    fn is_unsaved(&self) -> bool {
        let session = self.app.session();
        session.is_some_and(|session| session.is_dirty() || session.is_saving())
    }
}
