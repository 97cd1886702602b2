//! How far a command is, on one line of a terminal, and only there.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// How often the line is drawn anew.
const EVERY: Duration = Duration::from_millis(200);

/// The line, drawn over itself.
pub struct Progress {
    shown: bool,
    begun: Instant,
    drawn: Option<Instant>,
}

impl Progress {
    /// A line on standard error, when that is a terminal and it is wanted.
    pub fn new(wanted: bool) -> Self {
        Self {
            shown: wanted && io::stderr().is_terminal(),
            begun: Instant::now(),
            drawn: None,
        }
    }

    /// Draws the line when it is time to.
    pub fn show(&mut self, articles: u64, bytes: u64) {
        let now = Instant::now();
        if !self.shown || self.drawn.is_some_and(|drawn| now - drawn < EVERY) {
            return;
        }
        // The first is drawn late, so that what is done at once does not flicker.
        if now - self.begun < EVERY {
            return;
        }
        self.drawn = Some(now);
        let line = line(articles, bytes, now - self.begun);
        // A terminal that is gone is no reason to stop.
        let _ = write!(io::stderr(), "\r\x1b[K{line}");
    }

    /// Clears the line, so that something else can be written in its place.
    pub fn clear(&mut self) {
        if self.drawn.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

fn line(articles: u64, bytes: u64, time: Duration) -> String {
    let megabytes = bytes as f64 / 1e6;
    let rate = megabytes / time.as_secs_f64().max(1e-3);
    let articles = super::counted(articles, "article", "articles");
    format!("{articles}, {megabytes:.1} MB, {rate:.1} MB/s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_how_many_how_much_and_how_fast() {
        assert_eq!(
            line(1, 500_000, Duration::from_millis(100)),
            "1 article, 0.5 MB, 5.0 MB/s"
        );
        assert_eq!(line(0, 0, Duration::ZERO), "0 articles, 0.0 MB, 0.0 MB/s");
    }
}
