//! Opening and saving. Reading and writing happen in other threads; the window goes on.

use super::{Alarm, App, Dialog, Then, WayOut};
use crate::model::Schema;
use crate::store;
use crate::ui::haste::HasteWatch;
use crate::ui::inspector::Inspector;
use crate::ui::job::{Job, Progress};
use crate::ui::path_dialog::{PathDialog, Purpose};
use crate::ui::session::{Loaded, Session, load_with_journal};
use crate::ui::wording;
use eframe::egui::Context;
use std::path::PathBuf;

/// The example article, in the program itself.
const EXAMPLE: &str = include_str!("../../../assets/articles/pentagon-shoigu-call.txt");
/// Its name.
const EXAMPLE_PATH: &str = "assets/articles/pentagon-shoigu-call.txt";

impl App {
    pub(super) fn open_example(&mut self, ctx: &Context) {
        match crate::ui::session::example(EXAMPLE, EXAMPLE_PATH, &self.settings.annotator()) {
            Ok(loaded) => self.take_loaded(ctx, loaded),
            Err(error) => self.alarm(format!("{}: {error}", wording::NOT_OPENED)),
        }
    }

    /// Begins to read a path; what is open stays until it is read.
    pub(super) fn start_opening(&mut self, ctx: &Context, path: PathBuf) {
        self.not_read.clear();
        let disk = std::sync::Arc::clone(&self.disk);
        let annotator = self.settings.annotator();
        let journals = self.journals();
        // Opened again, it is this window's own journal that is to be read.
        let open = self.session.as_mut().filter(|session| session.is_at(&path));
        let was_ours = open.is_some();
        if let Some(session) = open {
            session.let_go();
        }
        let work =
            move || load_with_journal(&*disk, &path, &annotator, journals.as_deref(), was_ours);
        match Job::start(ctx, "open", work) {
            Ok(job) => {
                self.opening = Some(job);
                self.tell(wording::OPENING);
            }
            Err(error) => self.alarm(format!("{}: {error}", wording::NOT_OPENED)),
        }
    }

    pub(super) fn poll_opening(&mut self, ctx: &Context) {
        let Some(job) = &self.opening else { return };
        let result = match job.poll() {
            Progress::Running => return,
            Progress::Done(result) => result,
            Progress::Lost => Err(anyhow::anyhow!(
                "reading broke off; the file was left alone"
            )),
        };
        self.opening = None;
        self.told.clear();
        match result {
            Ok(loaded) => self.take_loaded(ctx, loaded),
            Err(error) => self.alarm(format!("{}: {error}", wording::NOT_OPENED)),
        }
        self.tell_of_import();
    }

    pub(super) fn take_loaded(&mut self, ctx: &Context, mut loaded: Loaded) {
        if loaded.is_fresh() {
            self.begin_with_schema(&mut loaded.document);
        }
        if let Err(error) = self.keymap_of(loaded.document.schema()) {
            let name = &loaded.document.schema().name;
            self.alarm(wording::schema_refused(name, &error));
            return;
        }
        self.set_keymap(loaded.document.schema());
        if let Some(path) = &loaded.path {
            self.articles
                .opened(&*self.disk, path, &self.settings.annotator());
            self.settings.note_recent(path);
            self.store_settings();
        } else {
            self.articles.opened_without_file();
        }
        let notes: Vec<String> = loaded.notes.iter().map(ToString::to_string).collect();
        if let Some(first) = notes.first() {
            let more = if notes.len() > 1 {
                format!(" (and {} more)", notes.len() - 1)
            } else {
                String::new()
            };
            self.tell(format!("{first}{more}"));
        }
        for note in notes {
            log::info!("{note}");
        }
        let annotator = self.settings.annotator();
        let desk = self.desk(ctx);
        let mut session = Session::new(loaded, &annotator, desk);
        super::suggestions::set_up(&mut session.editor, &self.settings.suggestions);
        session.count(ctx, self.articles.blind());
        session.view.request_focus(ctx);
        // Whoever opens an article again most likely wants the work that was saved of it.
        let saved = Some(session.suggested_path())
            .filter(|path| session.file.is_none() && self.disk.exists(path));
        self.alarm = saved.map(|path| Alarm {
            words: wording::saved_before(&path),
            way_out: Some(WayOut::Open(path)),
        });
        self.tell_of_journal(&session);
        // What could not be read beside it is not forgotten because it came while this was read.
        self.warn_of_not_read();
        self.session = Some(session);
        self.inspector = Inspector::default();
        self.haste = HasteWatch::default();
        self.show_awaited(ctx);
        self.dialog = None;
        (self.save_after, self.keeping_alarm, self.journal_alarm) = (None, None, None);
        self.file_alarm = None;
        self.tag_by_itself(ctx);
        self.look_at_text(ctx);
    }

    /// Says in a line what was brought back, and warns of what was not.
    fn tell_of_journal(&mut self, session: &Session) {
        let back = &session.brought_back;
        if let Some(journal) = &back.journal {
            self.offers.forget(journal);
        }
        if back.steps > 0 {
            self.tell(wording::keeping::brought_back(back.steps));
        }
        let words = if let Some(unread) = &back.unread {
            wording::keeping::unread(unread)
        } else if session.editor.is_read_only() {
            wording::keeping::READ_ONLY.to_owned()
        } else if !back.left_out.is_empty() {
            wording::keeping::left_out(&back.left_out)
        } else {
            return;
        };
        self.alarm(words);
    }

    pub(super) fn set_keymap(&mut self, schema: &Schema) {
        match self.keymap_of(schema) {
            Ok((keymap, problems)) => {
                self.keymap = keymap;
                self.tell_key_problems(&problems);
            }
            Err(error) => self.alarm(error.to_string()),
        }
    }

    /// Saves where the document is, or asks where.
    pub(super) fn save(&mut self, ctx: &Context) {
        let Some(session) = &self.session else { return };
        match session.own_place() {
            Some(place) => self.start_save(ctx, place),
            None => self.save_as(),
        }
    }

    pub(super) fn save_as(&mut self) {
        let Some(session) = &self.session else { return };
        let path = session.suggested_path();
        self.dialog = Some(Dialog::Path(PathDialog::new(
            Purpose::Save,
            Some(&path),
            &[],
        )));
    }

    pub(super) fn start_save(&mut self, ctx: &Context, path: PathBuf) {
        let Some(session) = &mut self.session else {
            return;
        };
        if session.is_saving() {
            // One may be under way by itself; what was done since is to be saved too.
            self.save_after = Some(path);
            return;
        }
        let path = if path.extension().is_none() {
            path.with_extension("ron")
        } else {
            path
        };
        if store::Format::of(&path).is_none() {
            let words = format!(
                "A document is saved as .ron or .json. Choose one of them: {}",
                path.display()
            );
            self.alarm = Some(Alarm {
                words,
                way_out: Some(WayOut::SaveElsewhere),
            });
            return;
        }
        if session.editor.is_read_only() && session.is_at(&path) {
            self.alarm(wording::keeping::READ_ONLY);
            return;
        }
        if session.would_lose_marks(&path) {
            let marks = session.misfits.undecided().len();
            self.alarm = Some(Alarm {
                words: wording::marks_would_be_lost(marks),
                way_out: Some(WayOut::SaveElsewhere),
            });
            return;
        }
        if let Err(error) = session.start_save(ctx, &self.disk, path, false) {
            self.alarm(format!("{}: {error}", wording::SAVE_NOT_STARTED));
        }
    }

    pub(super) fn poll_saving(&mut self, ctx: &Context) {
        let Some(end) = self.session.as_mut().and_then(Session::poll_save) else {
            return;
        };
        match end.result {
            // Another program has written the file: that is taken in first.
            Err(_) if end.waits => return,
            Ok(path) if end.by_itself => {
                // The first save of a project's document tells the list where it is.
                self.articles.saved(&path);
                self.kept_again();
                self.forget_file_alarm();
            }
            Ok(path) => {
                self.alarm = None;
                self.tell(wording::saved(&path));
                self.articles.saved(&path);
                self.settings.note_recent(&path);
                self.store_settings();
            }
            Err(error) if end.by_itself => self.not_kept(ctx, wording::NOT_SAVED_WORK_KEPT, &error),
            Err(error) => {
                self.then = None;
                let words = format!("{}. {error}", wording::NOT_SAVED_WORK_KEPT);
                log::warn!("{words}");
                self.alarm = Some(Alarm {
                    words,
                    way_out: Some(WayOut::SaveElsewhere),
                });
            }
        }
        if let Some(path) = self.save_after.take() {
            self.start_save(ctx, path);
        } else if let Some(then) = self.then.take() {
            self.leave(ctx, then);
        }
    }

    /// Saves, then goes on.
    pub(super) fn save_then(&mut self, ctx: &Context, then: Then) {
        self.alarm = None;
        self.then = Some(then);
        self.save(ctx);
        if self.alarm.is_some() {
            self.then = None;
        }
    }
}
