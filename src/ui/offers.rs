//! Unsaved work that was left behind, offered to be opened.

use super::job::{Job, Progress};
use super::theme::Tokens;
use super::wording::keeping as words;
use super::{session, wording};
use crate::disk::Disk;
use crate::journal::{Left, left_behind, sweep};
use eframe::egui::{self, Align, Button, Context, Label, Layout, Response, RichText, Ui};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is on offer. It is looked for in another thread.
#[derive(Default)]
pub struct Offers {
    looking: Option<Job<Vec<Left>>>,
    left: Vec<Left>,
    /// Only work on this article is offered; on any while it is not set.
    only_of: Option<PathBuf>,
    /// The person wants none of it now.
    put_off: bool,
    /// What is not left behind any more, also when it is found once more by a look that began before.
    forgotten: Vec<PathBuf>,
    /// Work whose removal the person is asked about.
    doubted: Option<PathBuf>,
}

/// What the person wants of the offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Open unsaved work: of this journal, by the document's file where it has one.
    OpenWork(PathBuf, Option<PathBuf>),
    /// Remove unsaved work for good.
    Discard(PathBuf),
}

impl Wish {
    /// To open what was left.
    pub fn open(left: &Left) -> Self {
        let place = left.about.as_ref().and_then(|about| about.place.clone());
        Self::OpenWork(left.path.clone(), place.filter(|_| !left.is_gone))
    }
}

impl Offers {
    /// Begins to look for what was left behind in a folder.
    pub fn look(&mut self, ctx: &Context, disk: &Arc<dyn Disk>, folder: Option<PathBuf>) {
        let disk = Arc::clone(disk);
        let job = Job::start(ctx, "offers", move || {
            let Some(folder) = folder else {
                return Vec::new();
            };
            if let Err(error) = sweep(&*disk, &folder) {
                log::warn!("old journals could not be removed: {error}");
            }
            left_behind(&*disk, &folder).unwrap_or_else(|error| {
                log::warn!("kept work could not be looked for: {error}");
                Vec::new()
            })
        });
        match job {
            Ok(job) => self.looking = Some(job),
            Err(error) => log::warn!("kept work could not be looked for: {error}"),
        }
    }

    /// Takes in what was found.
    pub fn poll(&mut self) {
        let Some(job) = &self.looking else { return };
        match job.poll() {
            Progress::Running => return,
            Progress::Done(left) => self.left = left,
            Progress::Lost => {}
        }
        self.looking = None;
        let forgotten = &self.forgotten;
        self.left.retain(|left| !forgotten.contains(&left.path));
    }

    /// Whether it is still being looked for.
    pub fn is_looking(&self) -> bool {
        self.looking.is_some()
    }

    /// From now on only work on the article that was just opened is offered.
    pub fn only_of(&mut self, article: Option<&Path>) {
        let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.only_of = Some(article.map(whole).unwrap_or_default());
        self.put_off = false;
    }

    /// Work left behind that is on offer now.
    pub fn left(&self) -> Vec<Left> {
        let fits = |left: &&Left| match &self.only_of {
            None => true,
            Some(article) => {
                let about = left.about.as_ref();
                // What has a file comes back by itself when that is opened.
                about.is_some_and(|about| {
                    about.place.is_none() && about.source.as_ref() == Some(article)
                })
            }
        };
        let left = self.left.iter().filter(|_| !self.put_off);
        left.filter(fits).cloned().collect()
    }

    /// Offers nothing more until something else is opened.
    pub fn put_off(&mut self) {
        self.put_off = true;
    }

    /// It is not left behind any more.
    pub fn forget(&mut self, path: &Path) {
        self.left.retain(|left| left.path != path);
        self.forgotten.push(path.to_owned());
    }

    /// Work left behind in one row: what it is, from when, and what to do with it.
    pub fn row(&mut self, ui: &mut Ui, left: &Left) -> Option<Wish> {
        let row = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
        let right = Layout::right_to_left(Align::Center);
        let drawn = ui.allocate_ui_with_layout(row, right, |ui| {
            let Some(about) = &left.about else {
                return line(ui, &words::unreadable(&left.path), "");
            };
            let wish = self.buttons(ui, left, &about.name);
            let at = left.at.as_ref();
            let ago = at.and_then(session::seconds_since).map(words::ago);
            let told = if left.is_gone {
                words::work_on_gone(&about.name)
            } else {
                words::work_on(&about.name)
            };
            line(ui, &told, &ago.unwrap_or_default());
            wish
        });
        drawn.inner
    }

    fn buttons(&mut self, ui: &mut Ui, left: &Left, name: &str) -> Option<Wish> {
        let doubted = self.doubted.as_ref() == Some(&left.path);
        let title = if doubted {
            RichText::new(words::DISCARD_FOR_GOOD).color(Tokens::of(ui.ctx()).error)
        } else {
            RichText::new(words::DISCARD)
        };
        let discard = named(ui.add(Button::new(title)), &words::discard_work_on(name));
        let open = named(ui.button(wording::OPEN), &words::open_work_on(name));
        if discard.clicked() && !doubted {
            self.doubted = Some(left.path.clone());
        } else if discard.clicked() {
            return Some(Wish::Discard(left.path.clone()));
        }
        open.clicked().then(|| Wish::open(left))
    }
}

/// Words at the left of what is free, cut if need be, with quieter ones behind them.
fn line(ui: &mut Ui, words: &str, quiet: &str) -> Option<Wish> {
    let tokens = Tokens::of(ui.ctx());
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add(Label::new(words).truncate()).on_hover_text(words);
        let quiet = RichText::new(quiet).small().color(tokens.text_weak);
        ui.add(Label::new(quiet).truncate());
    });
    None
}

fn named(response: Response, name: &str) -> Response {
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
    response
}
