//! Holds "size does not matter" as ratios: the same acts on 5 KB with 50 spans and on 10 MB with
//! 100,000, in the same window, interleaved in one process so that both meet the same noise.
//!
//! Prints a line each: `name small large ratio unit`, medians; tessellation is part of a frame.

mod document;
mod journal;

use dictum::disk::RealDisk;
use dictum::ui::app::{App, Options, Start};
use dictum::ui::session::Loaded;
use eframe::egui::{
    self, Context, Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect,
    pos2, vec2,
};
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

const SMALL: (usize, usize) = (5_000, 50);
const LARGE: (usize, usize) = (10_000_000, 100_000);
const ROUNDS: usize = 200;

/// Something done in a round, and how long it took.
type Act = fn(&mut Window, usize) -> Duration;

fn main() {
    let mut small = Window::open(SMALL);
    let mut large = Window::open(LARGE);
    let acts: [(&str, Act); 6] = [
        ("frame_scroll", Window::scroll),
        ("frame_hover", Window::hover),
        ("frame_select", Window::select),
        ("label", Window::label),
        ("undo", Window::undo),
        ("redo", Window::redo),
    ];
    for (name, act) in acts {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            a.push(act(&mut small, round));
            b.push(act(&mut large, round));
        }
        line(name, median(a), median(b));
    }
    let (a, b) = (small.snapshot(), large.snapshot());
    line("snapshot", a, b);
    drop((small, large));
    journal_lines();
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn journal_lines() {
    let open = |(bytes, spans)| journal::Journalled::open(document::build(bytes, spans));
    let (mut small, mut large) = (open(SMALL), open(LARGE));
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        a.push(small.edit(round));
        b.push(large.edit(round));
    }
    line("journal_edit", median(a), median(b));
    let (a, b) = (small.bytes_of_an_edit(), large.bytes_of_an_edit());
    println!("journal_edit_size {a:.1} {b:.1} {:.2} bytes", b / a);
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn line(name: &str, small: Duration, large: Duration) {
    let us = |time: Duration| time.as_secs_f64() * 1e6;
    println!(
        "{name} {:.2} {:.2} {:.2} us",
        us(small),
        us(large),
        us(large) / us(small)
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The application without a screen: what a real window does but for drawing the triangles.
struct Window {
    ctx: Context,
    app: App,
    time: f64,
    pointer: Pos2,
}

impl Window {
    fn open((bytes, spans): (usize, usize)) -> Self {
        let ctx = Context::default();
        let document = document::build(bytes, spans);
        let loaded = Loaded {
            kept: None,
            project: None,
            document,
            file: None,
            path: None,
            misfits: Vec::new(),
            notes: Vec::new(),
        };
        let options = Options {
            start: Start::Loaded(Box::new(loaded)),
            others: Vec::new(),
            disk: Arc::new(RealDisk::default()),
            settings: None,
        };
        let app = App::new(&ctx, options);
        let mut window = Self {
            ctx,
            app,
            time: 0.0,
            pointer: pos2(300.0, 300.0),
        };
        window.settle();
        // A place in the article, not its very top; the caret where the pointer is.
        window.wheel(-120.0);
        window.settle();
        window.click();
        window.settle();
        window
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
        let output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        start.elapsed()
    }

    /// Lets what is under way come to rest: smooth scrolling, counting in another thread.
    fn settle(&mut self) {
        for _ in 0..40 {
            self.frame(Vec::new());
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
    fn scroll(&mut self, round: usize) -> Duration {
        self.wheel(if round.is_multiple_of(2) { -40.0 } else { 40.0 })
    }

    fn hover(&mut self, round: usize) -> Duration {
        self.pointer = pos2(
            120.0 + (round * 37 % 480) as f32,
            150.0 + (round * 53 % 500) as f32,
        );
        self.frame(vec![Event::PointerMoved(self.pointer)])
    }

    /// A step of a drag over the words.
    fn select(&mut self, round: usize) -> Duration {
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
    fn label(&mut self, round: usize) -> Duration {
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

    fn undo(&mut self, _: usize) -> Duration {
        self.key(Key::Z, Modifiers::COMMAND | Modifiers::CTRL)
    }

    fn redo(&mut self, _: usize) -> Duration {
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
    fn snapshot(&self) -> Duration {
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
}
