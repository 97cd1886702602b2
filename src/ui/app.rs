//! The window's application: what is open, what is asked for, and the frame that shows it.

mod ahead;
mod article_pane;
mod bars;
mod broken;
mod commands;
mod conflict_bar;
mod decision_bar;
mod dialogs;
mod exchange;
mod files;
mod find;
mod first_steps;
mod frame;
mod history;
mod keeping;
mod keyboard;
mod keys;
mod learning;
mod linking;
mod listed;
mod mark_menu;
mod new_project;
mod outside;
mod palette;
mod panes;
mod people;
mod project_file;
mod same_person;
mod schemas;
mod side;
mod start;
mod suggestions;
mod tagging;
mod text_change;
mod waiting_bar;
mod window;

use super::articles::Articles;
use super::blind_sample::BlindWatch;
use super::export::Export;
use super::find_bar::FindBar;
use super::finding::Finding;
use super::first_steps::FirstSteps;
use super::haste::HasteWatch;
use super::import::Import;
use super::inspector::Inspector;
use super::job::Job;
use super::key_help::KeyHelp;
use super::learning::Learning;
use super::new_project::NewProject;
use super::offers::Offers;
use super::path_dialog::PathDialog;
use super::picker::Picker;
use super::recent::Recent;
use super::session::{Loaded, Session};
use super::settings::{Settings, Theme};
use super::side_pane::SidePane;
use super::tagging::Tagging;
use super::text_change::{Looking, TextChange};
use super::window_layout::Settling;
use super::{fonts, settings, theme};
use crate::disk::Disk;
use crate::editor::{Command, Keymap, LinkWay, Person};
use crate::model::{RevisionId, Schema, SpanId};
pub use ahead::Ahead;
use eframe::egui::{Context, ThemePreference};
use keyboard::TypedAhead;
use panes::Panes;
use std::path::PathBuf;
use std::sync::Arc;

/// What to begin with.
pub enum Start {
    /// The example article that the program brings.
    Example,
    /// The file at this path.
    Path(PathBuf),
    /// One article, which is being read already.
    Ahead(Ahead),
    /// This, read already.
    Loaded(Box<Loaded>),
    /// Nothing open.
    Empty,
    /// What a start without a path shows: the first steps at first, later what can be opened.
    Usual,
}

/// How the application is set up.
pub struct Options {
    /// What to begin with.
    pub start: Start,
    /// Further files and folders named at the start: they stand in the list of articles.
    pub others: Vec<PathBuf>,
    /// Where files are read and written.
    pub disk: Arc<dyn Disk>,
    /// Where settings are kept; `None` keeps them nowhere.
    pub settings: Option<PathBuf>,
}

/// The application.
pub struct App {
    disk: Arc<dyn Disk>,
    settings: Settings,
    settings_path: Option<PathBuf>,
    session: Option<Session>,
    opening: Option<Job<anyhow::Result<Loaded>>>,
    keymap: Keymap,
    /// The schema whose keys those are.
    keys_of: Option<Arc<Schema>>,
    inspector: Inspector,
    articles: Articles,
    blind: BlindWatch,
    recent: Recent,
    /// What was asked for since the last opening began and could not be read.
    not_read: Vec<PathBuf>,
    /// Recent files are on the screen.
    shows_recent: bool,
    side_pane: SidePane,
    /// The mark to show once this article is open.
    awaited: Option<(PathBuf, SpanId)>,
    haste: HasteWatch,
    settling: Settling,
    offers: Offers,
    find_bar: FindBar,
    finding: Finding,
    first_steps: FirstSteps,
    dialog: Option<Dialog>,
    /// Something wrong that stays until it is read.
    alarm: Option<Alarm>,
    /// What is said in the alarm of work that could not be written by itself.
    keeping_alarm: Option<String>,
    /// Why the journal cannot be written, as it was told.
    journal_alarm: Option<String>,
    /// What is said in the alarm of the document's file.
    file_alarm: Option<String>,
    /// Where to save once the save under way is through.
    save_after: Option<PathBuf>,
    /// What the last command had to say.
    told: String,
    /// What is to be said of an import, and what to warn of, once its first article is open.
    imported: Option<(String, Option<String>)>,
    typed_ahead: TypedAhead,
    /// Asked for and not yet done.
    asked: Vec<Command>,
    /// Taken from the palette, the last first.
    taken_last: Vec<Command>,
    /// Where the menu of the mark is open, and whether it is to be opened in this frame.
    menu: Option<(eframe::egui::Pos2, bool)>,
    panes: Panes,
    /// What was to be done once the work is safe.
    then: Option<Then>,
    /// The open article being tagged.
    tagging: Option<Tagging>,
    /// A corrected text being compared with the article, and the article's own file.
    text_change: Option<TextChange>,
    looking_at_text: Option<Looking>,
    /// A project being learned from, and what was learned last.
    learning: Option<Learning>,
    fresh: Option<learning::Fresh>,
    /// The file of the open article's project, being read again.
    project_file: Option<project_file::Looking>,
    /// What was agreed to since the window opened, should it not have been kept.
    agreed: Vec<(PathBuf, Vec<String>)>,
    /// The window may close now.
    leaving: bool,
    /// The article gets the keys in the next frame: while a dialog closes, nothing below it can.
    give_keys: bool,
}

/// What lies over the window.
enum Dialog {
    Path(PathDialog),
    /// The name and the folder of a project to be made.
    NewProject(NewProject),
    /// What goes to another program, and what it cannot hold.
    Export(Box<Export>),
    /// What comes from another program, and what of it does not fit.
    Import(Box<Import>),
    /// There are changes: save, discard or stay.
    Unsaved(Then),
    Keys(KeyHelp),
    /// Every command, to choose by typing.
    Palette(Picker<Command>),
    /// What was done, to go to any step of it.
    History(Picker<RevisionId>),
    /// The ways to link the current mark.
    LinkWay(Picker<LinkWay>),
    /// The marks to link it to.
    LinkTo(LinkWay, Picker<SpanId>),
    /// The people whom a mark may mean.
    Person(SpanId, Picker<Person>),
    /// Whether this program of the project in this folder may run.
    Agree(PathBuf, Vec<String>),
}

impl Dialog {
    /// Whether something is being made, read or written for it.
    fn is_busy(&self) -> bool {
        match self {
            Self::NewProject(new) => new.is_busy(),
            Self::Export(export) => export.is_busy(),
            Self::Import(import) => import.is_busy(),
            _ => false,
        }
    }
}

/// What waits for the work to be safe.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Then {
    Quit,
    Open(PathBuf),
    /// The next article of the list that is not done.
    Next,
    /// Unsaved work that was left behind.
    OpenKept(PathBuf),
}

/// Something to be read, with the way out.
struct Alarm {
    words: String,
    way_out: Option<WayOut>,
}

/// What an alarm offers to do.
enum WayOut {
    /// Save under another name.
    SaveElsewhere,
    /// Open this instead.
    Open(PathBuf),
    /// Take back what was done last.
    Undo,
    /// Take the article's new text from this file.
    TakeText(PathBuf),
}

impl App {
    /// Sets the application up: typefaces, styles, settings, and the start of reading what is to be open.
    pub fn new(ctx: &Context, options: Options) -> Self {
        let is_first = Self::is_first_start(&*options.disk, options.settings.as_deref());
        let settings = Settings::load(&*options.disk, options.settings.as_deref());
        fonts::install(ctx);
        theme::apply(ctx);
        ctx.set_theme(preference(settings.theme));
        // Ctrl with + and - is the article's text size, which leaves the interface alone.
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            // Where the system does not say: paper is light.
            options.fallback_theme = eframe::egui::Theme::Light;
        });
        let mut app = Self {
            disk: options.disk,
            settings,
            settings_path: options.settings,
            session: None,
            opening: None,
            keymap: Keymap::default(),
            keys_of: None,
            inspector: Inspector::default(),
            articles: Articles::default(),
            blind: BlindWatch::default(),
            recent: Recent::default(),
            not_read: Vec::new(),
            shows_recent: false,
            side_pane: SidePane::default(),
            awaited: None,
            haste: HasteWatch::default(),
            settling: Settling::default(),
            offers: Offers::default(),
            find_bar: FindBar::default(),
            finding: Finding::default(),
            first_steps: FirstSteps::default(),
            dialog: None,
            alarm: None,
            keeping_alarm: None,
            journal_alarm: None,
            file_alarm: None,
            save_after: None,
            told: String::new(),
            imported: None,
            typed_ahead: TypedAhead::default(),
            asked: Vec::new(),
            taken_last: Vec::new(),
            menu: None,
            panes: Panes::default(),
            then: None,
            tagging: None,
            text_change: None,
            looking_at_text: None,
            learning: None,
            fresh: None,
            project_file: None,
            agreed: Vec::new(),
            leaving: false,
            give_keys: false,
        };
        app.set_keymap(&crate::store::schemas::news());
        match options.start {
            Start::Example => app.open_example(ctx),
            Start::Path(path) => {
                app.open_paths(ctx, std::iter::once(path).chain(options.others).collect());
            }
            Start::Ahead(ahead) => app.take_ahead(ctx, ahead),
            Start::Loaded(loaded) => app.take_loaded(ctx, *loaded),
            Start::Usual => app.start_as_usual(ctx, is_first),
            Start::Empty => {}
        }
        app.look_for_offers(ctx);
        app
    }

    /// What is open.
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// What the last command had to say.
    pub fn told(&self) -> &str {
        &self.told
    }

    /// Whether something is being read or written.
    pub fn is_busy(&self) -> bool {
        self.opening.is_some()
            || self.tagging.is_some()
            || self.text_change.is_some()
            || self.looking_at_text.is_some()
            || self.learning.is_some()
            || self.blind.is_busy()
            || self.articles.is_gathering()
            || self.dialog.as_ref().is_some_and(Dialog::is_busy)
            || self.project_file.is_some()
            || self.offers.is_looking()
            || self.recent.is_looking()
            || self.session.as_ref().is_some_and(|session| {
                session.is_saving() || session.is_recording() || session.is_looking_at_file()
            })
    }

    fn tell(&mut self, words: impl Into<String>) {
        self.told = words.into();
    }

    fn alarm(&mut self, words: impl Into<String>) {
        let words = words.into();
        log::warn!("{words}");
        self.alarm = Some(Alarm {
            words,
            way_out: None,
        });
    }

    fn store_settings(&self) {
        let Some(path) = &self.settings_path else {
            return;
        };
        if let Err(error) = self.settings.store(&*self.disk, path) {
            log::warn!("settings are not kept: {error:#}");
        }
    }
}

/// egui's name for our choice of theme.
fn preference(theme: Theme) -> ThemePreference {
    match theme {
        Theme::System => ThemePreference::System,
        Theme::Light => ThemePreference::Light,
        Theme::Dark => ThemePreference::Dark,
    }
}

/// Where settings are usually kept.
pub fn usual_settings() -> Option<PathBuf> {
    settings::usual_path()
}

/// Where the window stood when it was closed.
pub(crate) fn window_before(
    disk: &dyn Disk,
    settings: Option<&std::path::Path>,
) -> Option<super::window_layout::WindowPlace> {
    Settings::load(disk, settings).layout.window
}
