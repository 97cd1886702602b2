//! What is looked for in the article, and where it stands: counted beside the window where the
//! article is long.

use super::job::{Job, Progress};
use crate::editor::Way;
use crate::model::{ByteRange, Text};
use crate::search::{Finder, Matches, Query, QueryError};
use eframe::egui::Context;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Texts of more bytes are counted in another thread.
const AT_ONCE: usize = 64 * 1024;
/// While they are not counted, so many bytes onward are looked through at once.
const NEAR: usize = 128 * 1024;

/// A query with its matches in a text.
pub struct Finding {
    query: Query,
    compiled: Result<Finder, QueryError>,
    of: Option<Text>,
    count: Count,
    /// A step that waits for the count.
    waiting: Option<(Way, ByteRange)>,
}

enum Count {
    None,
    Running(Running),
    Done(Matches),
}

struct Running {
    job: Job<Option<Matches>>,
    go_on: Arc<AtomicBool>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.go_on.store(false, Ordering::Relaxed);
    }
}

/// Where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Here.
    To(ByteRange),
    /// Nowhere: there is no match.
    Nowhere,
    /// That is not known yet; [`Finding::update`] tells it later.
    Later,
}

impl Default for Finding {
    fn default() -> Self {
        let query = Query::default();
        Self {
            compiled: query.compile(),
            query,
            of: None,
            count: Count::None,
            waiting: None,
        }
    }
}

impl Finding {
    /// What is looked for.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Looks for something else. What was being counted is given up.
    pub fn set_query(&mut self, query: Query) {
        if self.query == query {
            return;
        }
        self.compiled = query.compile();
        self.query = query;
        self.count = Count::None;
        self.waiting = None;
    }

    /// What is wrong with the query.
    pub fn error(&self) -> Option<&QueryError> {
        self.compiled.as_ref().err()
    }

    /// All matches, once they are counted.
    pub fn matches(&self) -> Option<&Matches> {
        match &self.count {
            Count::Done(matches) => Some(matches),
            _ => None,
        }
    }

    /// Whether matches are being counted.
    pub fn is_counting(&self) -> bool {
        matches!(self.count, Count::Running(_))
    }

    /// Brings the matches up to the text; gives the step that has waited for them.
    pub fn update(&mut self, ctx: &Context, text: &Text) -> Option<Step> {
        if self.of.as_ref() != Some(text) {
            self.of = Some(text.clone());
            self.count = Count::None;
            self.waiting = None;
        }
        match &self.count {
            Count::None => self.start_count(ctx, text),
            Count::Running(running) => match running.job.poll() {
                Progress::Running => {}
                Progress::Done(matches) => self.count = Count::Done(matches.unwrap_or_default()),
                Progress::Lost => self.count = Count::Done(Matches::default()),
            },
            Count::Done(_) => {}
        }
        let matches = self.matches()?;
        let step = stepped(matches, self.waiting?);
        self.waiting = None;
        Some(step)
    }

    fn start_count(&mut self, ctx: &Context, text: &Text) {
        let Ok(finder) = &self.compiled else {
            self.count = Count::Done(Matches::default());
            return;
        };
        if text.len() <= AT_ONCE || self.query.words.is_empty() {
            self.count = Count::Done(finder.all(text, || true).unwrap_or_default());
            return;
        }
        let (finder, text) = (finder.clone(), text.clone());
        let go_on = Arc::new(AtomicBool::new(true));
        let asked = Arc::clone(&go_on);
        let count = move || finder.all(&text, || asked.load(Ordering::Relaxed));
        match Job::start(ctx, "find", count) {
            Ok(job) => self.count = Count::Running(Running { job, go_on }),
            Err(error) => log::warn!("matches are not counted: {error}"),
        }
    }

    /// The next match after a selection, or the one before it.
    pub fn step(&mut self, text: &Text, way: Way, from: ByteRange) -> Step {
        self.waiting = None;
        let Ok(finder) = &self.compiled else {
            return Step::Nowhere;
        };
        if self.of.as_ref() == Some(text)
            && let Some(matches) = self.matches()
        {
            return stepped(matches, (way, from));
        }
        let near = match way {
            Way::Forth => finder.near(text, from.end, NEAR),
            Way::Back => None,
        };
        match near {
            Some(found) => Step::To(found),
            None => {
                self.waiting = Some((way, from));
                Step::Later
            }
        }
    }
}

fn stepped(matches: &Matches, (way, from): (Way, ByteRange)) -> Step {
    let found = match way {
        Way::Forth => matches.next(from.end),
        Way::Back => matches.previous(from.start),
    };
    found.map_or(Step::Nowhere, Step::To)
}
