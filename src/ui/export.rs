//! The dialog that writes annotations for other programs, and says before what they cannot hold.

mod asked;
mod documents;
mod further;
mod going_out;
mod proposed;
mod told;
mod work;

use super::browsing::Choose;
use super::choice_row::{choice, row};
use super::path_field::PathField;
use super::theme::tick_box;
use super::{dialog, wording};
use crate::disk::Disk;
use crate::formats::export::Manner;
use crate::formats::{self, Destination, Format, Options, Pieces, Selection, Wanted, report};
use asked::Asked;
use eframe::egui::{Button, ComboBox, Context, Label, RichText, Ui};
use further::Further;
pub use going_out::{Scope, Sources};
use std::path::PathBuf;
use std::sync::Arc;
pub use told::{Weight, show};
use wording::exchange as words;
use work::{Preview, Work};

/// Height of the list of formats, in points: all are seen at once where there is room.
const FORMATS_HEIGHT: f32 = 560.0;

/// Width of the dialog, in points.
const WIDTH: f32 = 640.0;
/// Height of all but the report, in points.
const REST: f32 = 450.0;

/// The dialog, while it is open.
pub struct Export {
    disk: Arc<dyn Disk>,
    sources: Arc<Sources>,
    scope: Scope,
    format: &'static Format,
    wanted: Wanted,
    unfinished: bool,
    pieces: Pieces,
    further: Further,
    place: PathField,
    /// The place follows the choices, as long as nobody has said another.
    follows: bool,
    looking: Option<Work<Preview>>,
    lines: Vec<(Weight, String)>,
    /// Whether anything would go out; `None` until that is known.
    goes: Option<bool>,
    /// What is there and would be replaced; the person is asked.
    replacing: Option<Destination>,
    writing: Option<(Work<going_out::Report>, PathBuf)>,
    told: Option<String>,
    fresh: bool,
}

/// What came of the dialog in a frame.
pub enum Answer {
    /// It is written: what and where, in words.
    Written(String),
    /// Never mind.
    Cancel,
}

/// The formats that are written, by title.
pub fn formats_written() -> Vec<&'static Format> {
    let mut all: Vec<_> = formats::ALL.into_iter().collect();
    all.retain(|format| format.writes.is_some());
    all.sort_by_key(|format| (!format.is_native(), format.title.to_lowercase()));
    all
}

impl Export {
    /// Opens the dialog on what may go out; `None` when no format is written.
    pub fn new(disk: Arc<dyn Disk>, sources: Sources, format: Option<&str>) -> Option<Self> {
        let all = formats_written();
        let before = all.iter().find(|each| Some(each.name) == format);
        let mut dialog = Self {
            format: before.or(all.first())?,
            disk,
            sources: Arc::new(sources),
            scope: Scope::Article,
            wanted: Wanted::Accepted,
            unfinished: false,
            pieces: Pieces::default(),
            further: Further::default(),
            place: PathField::default(),
            follows: true,
            looking: None,
            lines: Vec::new(),
            goes: None,
            replacing: None,
            writing: None,
            told: None,
            fresh: true,
        };
        dialog.propose();
        dialog.place.take_keys();
        Some(dialog)
    }

    /// The format that is chosen.
    pub fn format(&self) -> &'static Format {
        self.format
    }

    /// Whether it looks or writes.
    pub fn is_busy(&self) -> bool {
        self.fresh || self.looking.is_some() || self.writing.is_some()
    }

    /// Draws the dialog and gives the answer once there is one.
    pub fn ui(&mut self, ctx: &Context) -> Option<Answer> {
        if std::mem::take(&mut self.fresh) {
            self.look(ctx);
        }
        self.poll_looking();
        if let Some(written) = self.poll_writing() {
            return Some(Answer::Written(written));
        }
        let mut answer = None;
        let modal = dialog::show(ctx, "export", WIDTH, words::EXPORT_TITLE, |ui| {
            answer = self.contents(ui);
        });
        let close = modal.should_close() && self.writing.is_none();
        answer.or_else(|| close.then_some(Answer::Cancel))
    }

    fn contents(&mut self, ui: &mut Ui) -> Option<Answer> {
        let writing = self.writing.is_some();
        let mut go = false;
        ui.add_enabled_ui(!writing, |ui| {
            if self.choices(ui) {
                self.changed(ui.ctx());
            }
            ui.add_space(4.0);
            let choose = match self.destination() {
                Some(Destination::File(_)) => Choose::NewFile,
                _ => Choose::Folder,
            };
            let ways = [(wording::BROWSE, choose)];
            let place = self.place.ui(ui, words::WHERE, words::WHERE_HINT, &ways);
            if place.changed {
                self.follows = false;
                (self.told, self.replacing) = (None, None);
            }
            go = place.taken && !place.changed;
        });
        ui.separator();
        self.report(ui);
        if let Some(told) = &self.told {
            let told = RichText::new(told).color(ui.visuals().error_fg_color);
            ui.add(Label::new(told).wrap());
        }
        if let Some(taken) = &self.replacing {
            let told = RichText::new(words::is_taken(taken)).color(ui.visuals().warn_fg_color);
            ui.add(Label::new(told).wrap());
        }
        ui.add_space(8.0);
        let answer = self.buttons(ui, &mut go);
        if go {
            self.go(ui.ctx());
            // A question stays with the field, so that Enter answers it too.
            self.place.take_keys();
        }
        answer
    }

    /// The choices; gives whether one was made.
    fn choices(&mut self, ui: &mut Ui) -> bool {
        let mut changed = false;
        if let Some((project, ..)) = &self.sources.project {
            let all = words::all_of_project(&project.name());
            let of = [
                (Scope::Article, words::THIS_ARTICLE),
                (Scope::Project, all.as_str()),
            ];
            changed |= choice(ui, words::WHAT, &mut self.scope, &of);
            if self.scope == Scope::Project {
                changed |= self.further.whose(ui);
            }
        }
        changed |= self.formats(ui);
        let states = [
            (Wanted::Accepted, words::ACCEPTED),
            (Wanted::Suggested, words::SUGGESTED),
            (Wanted::Live, words::BOTH),
        ];
        changed |= choice(ui, words::MARKS, &mut self.wanted, &states);
        let holds = self.format.writes.map(|writes| writes.holds());
        if holds.is_some_and(|holds| !holds.fragments) {
            let pieces = [
                (Pieces::Split, words::SPLIT),
                (Pieces::Cover, words::COVER),
                (Pieces::Drop, words::LEAVE_OUT),
            ];
            changed |= choice(ui, words::IN_PIECES, &mut self.pieces, &pieces);
        }
        row(ui, "", |ui, _| {
            let unfinished = tick_box(ui, &mut self.unfinished, words::UNFINISHED);
            changed |= unfinished.on_hover_text(words::ABOUT_UNFINISHED).changed();
        });
        changed | self.further.ui(ui, self.format, self.scope)
    }

    fn formats(&mut self, ui: &mut Ui) -> bool {
        let before = self.format.name;
        row(ui, words::FORMAT, |ui, title| {
            let combo = ComboBox::from_id_salt("export format")
                .height(FORMATS_HEIGHT)
                .selected_text(self.format.title)
                .width(220.0)
                .show_ui(ui, |ui| {
                    for format in formats_written() {
                        let chosen = format.name == self.format.name;
                        if ui.selectable_label(chosen, format.title).clicked() {
                            self.format = format;
                        }
                    }
                });
            combo.response.labelled_by(title);
        });
        before != self.format.name
    }

    fn report(&self, ui: &mut Ui) {
        if let Some(looking) = &self.looking {
            ui.weak(words::looking(looking.articles()));
            return;
        }
        let rest = REST + self.further.height();
        let height = (ui.ctx().content_rect().height() - rest).clamp(48.0, 340.0);
        show(ui, &self.lines, height);
    }

    fn buttons(&mut self, ui: &mut Ui, go: &mut bool) -> Option<Answer> {
        let mut answer = None;
        ui.horizontal(|ui| {
            if let Some((work, _)) = &self.writing {
                ui.weak(words::writing(work.articles()));
                if ui.button(wording::CANCEL).clicked() {
                    // Dropped, it stops, and what was there is still there.
                    self.writing = None;
                    self.told = Some(words::STOPPED.to_owned());
                }
                return;
            }
            let title = match self.replacing {
                Some(_) => wording::REPLACE,
                None => words::EXPORT,
            };
            let can = self.goes == Some(true);
            *go |= ui.add_enabled(can, Button::new(title)).clicked();
            if ui.button(wording::CANCEL).clicked() {
                answer = Some(Answer::Cancel);
            }
        });
        answer
    }

    /// Where it goes; `None` when that is a file's name, and there are several.
    fn destination(&self) -> Option<Destination> {
        let path = self.place.path();
        if self.further.is_dataset(self.scope) {
            return Some(Destination::Folder(path));
        }
        Destination::of(&*self.disk, &path, self.format)
    }

    fn asked(&self) -> Result<Asked, String> {
        Ok(Asked {
            scope: self.scope,
            whose: self.further.whose,
            table: self.further.table(),
            parting: self.further.parting(self.scope, &self.place.path())?,
            format: self.format,
            manner: Manner {
                selection: Selection {
                    wanted: self.wanted,
                    unfinished: self.unfinished,
                    ..Selection::default()
                },
                pieces: self.pieces,
                options: Options {
                    unit: self.further.unit(self.format),
                    ..Options::default()
                },
                ..Manner::default()
            },
        })
    }

    /// Something else is asked for.
    fn changed(&mut self, ctx: &Context) {
        (self.told, self.replacing) = (None, None);
        if self.follows {
            self.propose();
        }
        self.look(ctx);
    }

    fn propose(&mut self) {
        let is_dataset = self.further.is_dataset(self.scope);
        let proposed = proposed::place(&self.sources, self.scope, self.format, is_dataset);
        self.place.set(&proposed);
    }

    fn look(&mut self, ctx: &Context) {
        (self.lines, self.goes, self.looking) = (Vec::new(), None, None);
        // What is wrong with what is asked stands beside it.
        let Ok(asked) = self.asked() else { return };
        match work::look(ctx, &self.disk, &self.sources, asked) {
            Ok(looking) => self.looking = Some(looking),
            Err(error) => self.told = Some(words::not_looked(&error)),
        }
    }

    fn poll_looking(&mut self) {
        let Some(looked) = self.looking.as_ref().and_then(Work::poll) else {
            return;
        };
        self.looking = None;
        match looked {
            Ok(preview) => {
                self.goes = Some(preview.report.written.articles > 0);
                self.lines = told::lines(&preview, self.format, self.scope);
            }
            Err(error) => self.told = Some(words::not_looked(&error)),
        }
    }

    /// Begins to write, or says what is in the way.
    fn go(&mut self, ctx: &Context) {
        if self.writing.is_some() || self.goes != Some(true) {
            return;
        }
        let path = self.place.path();
        if path.as_os_str().is_empty() {
            self.told = Some(words::NO_PLACE.to_owned());
            return;
        }
        let Some(destination) = self.destination() else {
            self.told = Some(words::several_files(self.format));
            return;
        };
        if let Some(told) = proposed::refused(&self.sources, &destination) {
            self.told = Some(told);
            return;
        }
        let taken = destination.is_taken(&*self.disk);
        if taken && self.replacing.as_ref() != Some(&destination) {
            self.replacing = Some(destination);
            return;
        }
        let Ok(asked) = self.asked() else { return };
        let to = (destination, taken);
        match work::write(ctx, &self.disk, &self.sources, asked, to) {
            Ok(work) => self.writing = Some((work, path)),
            Err(error) => self.told = Some(words::not_written(&error)),
        }
    }

    /// What was written where, once it is.
    fn poll_writing(&mut self) -> Option<String> {
        let (work, _) = self.writing.as_ref()?;
        let done = work.poll()?;
        let (_, path) = self.writing.take()?;
        self.replacing = None;
        match done {
            Ok(done) => {
                let amounts = report::went_out(&done.written);
                Some(words::written(&amounts, self.format, &path))
            }
            Err(error) => {
                self.told = Some(words::not_written(&error));
                None
            }
        }
    }
}
