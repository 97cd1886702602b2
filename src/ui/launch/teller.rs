//! What a test or a benchmark outside the program is told of its frames.

use crate::ui::app::App;
use crate::ui::session::Session;
use eframe::egui::Context;
use std::io::Write as _;

/// Says what is told on standard output, after each frame: `safe`, how far the journal is where the frame shows
/// all as safe (`tests/window/kill`); `frames`, whether it shows an article (`benches/scale/processes`).
const TELL: &str = "DICTUM_TELL";

/// Tells of frames.
pub struct Teller {
    tells_safe: bool,
    tells_frames: bool,
    safe: Option<[u64; 3]>,
    has_shown: bool,
}

impl Teller {
    /// One that tells what the environment asks for, if it asks for anything.
    pub fn wanted() -> Option<Self> {
        let wanted = std::env::var(TELL).ok()?;
        let has = |what| wanted.split(',').any(|word| word == what);
        Some(Self {
            tells_safe: has("safe"),
            tells_frames: has("frames"),
            safe: None,
            has_shown: false,
        })
    }

    /// Tells of a frame that is ready to be painted.
    pub fn tell(&mut self, app: &App, ctx: &Context) {
        if self.tells_safe {
            self.tell_safe(app);
        }
        if self.tells_frames {
            self.tell_frame(app, ctx);
        }
    }

    fn tell_safe(&mut self, app: &App) {
        let safe = app.session().and_then(Session::safe_up_to);
        if safe == self.safe {
            return;
        }
        if let Some([record, steps, at]) = safe {
            self.tells_safe = say(&format!("safe {record} {steps} {at}"));
        }
        self.safe = safe;
    }

    fn tell_frame(&mut self, app: &App, ctx: &Context) {
        let shows = app.session().is_some();
        if shows && !self.has_shown {
            // Another after the first with an article: once that is told, the first is on the screen.
            ctx.request_repaint();
        }
        let what = match (shows, self.has_shown) {
            (true, true) => "painted",
            (true, false) => "article",
            (false, _) => "empty",
        };
        self.has_shown |= shows;
        self.tells_frames = say(&format!("frame {what}"));
    }
}

/// Whether anybody listens still.
fn say(line: &str) -> bool {
    let mut out = std::io::stdout();
    writeln!(out, "{line}").and_then(|()| out.flush()).is_ok()
}
