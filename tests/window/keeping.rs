//! Work that is saved by itself, kept while it has no place, and offered again.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use crate::person::Person;
use dictum::disk::{FailingDisk, RealDisk};
use dictum::store;
use dictum::ui::app::Start;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

const TALKS: &str = "“We are ready,” said Anna Petrova.\n\n“So are we,” said Boris Ivanov.\n";

/// A home with an article in it.
pub struct Home(pub TempDir);

impl Home {
    pub fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        std::fs::write(home.article(), TALKS).unwrap();
        std::fs::create_dir(home.0.path().join("dictum")).unwrap();
        std::fs::write(home.settings(), "()").unwrap();
        home
    }

    pub fn article(&self) -> PathBuf {
        self.0.path().join("talks.txt")
    }

    pub fn saved(&self) -> PathBuf {
        self.0.path().join("talks.ron")
    }

    pub fn settings(&self) -> PathBuf {
        self.0.path().join("dictum").join("settings.ron")
    }

    pub fn start(&self, start: Start) -> Person {
        self.start_on(start, Arc::new(RealDisk::default()))
    }

    pub fn start_on(&self, start: Start, disk: Arc<dyn dictum::disk::Disk>) -> Person {
        let mut person = Person::start_with(start, disk, Some(self.settings()));
        person.wait();
        person
    }

    pub fn on_article(&self) -> Person {
        self.start(Start::Path(self.article()))
    }

    /// A document saved with one quote and its speaker.
    pub fn on_document(&self, disk: Arc<dyn dictum::disk::Disk>) -> Person {
        let mut person = self.on_article();
        mark_first_quote(&mut person);
        person.save_as(&self.saved());
        drop(person);
        let mut person = self.start_on(Start::Path(self.saved()), disk);
        person.click_before("So are we");
        person
    }

    /// The journals in their folder.
    pub fn journals(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.0.path().join("dictum").join("journals")) else {
            return Vec::new();
        };
        let paths = entries.map(|entry| entry.unwrap().path());
        paths
            .filter(|path| path.extension().is_some_and(|ending| ending == "journal"))
            .collect()
    }
}

pub fn mark_first_quote(person: &mut Person) {
    person.click_before("We are");
    person.press("q");
    person.press("Enter");
}

pub fn spans_in(path: &Path) -> usize {
    let opened = store::open(&RealDisk::default(), path).unwrap();
    opened.document.spans_len()
}

#[test]
fn a_document_with_a_place_is_saved_by_itself_a_moment_after_the_last_edit() {
    let home = Home::new();
    let mut person = home.on_document(Arc::new(RealDisk::default()));
    let first = std::fs::read(home.saved()).unwrap();
    person.press("q");
    // On a busy machine "Not yet safe" may come first.
    person.wait_for("Not saved yet");
    person.idle(0.5);
    assert!(std::fs::read(home.saved()).unwrap() == first);
    // Another edit puts it off.
    person.press("Enter");
    person.idle(0.7);
    assert!(std::fs::read(home.saved()).unwrap() == first);
    person.idle(0.6);
    assert_eq!(spans_in(&home.saved()), 4);
    assert!(!person.shows("Not saved yet") && person.shows("Saved"));
    // Undo goes on working, and what is undone is saved too.
    person.press("Ctrl+Z");
    person.press("Ctrl+Z");
    person.idle(1.2);
    assert!(std::fs::read(home.saved()).unwrap() == first);
    assert!(!person.shows("Not saved yet"));
}

#[test]
fn while_edits_go_on_it_is_saved_after_five_seconds_and_undone_to_the_file_it_counts_as_saved() {
    let home = Home::new();
    let mut person = home.on_document(Arc::new(RealDisk::default()));
    let first = std::fs::read(home.saved()).unwrap();
    person.press("q");
    for key in ["Alt+ArrowLeft", "Alt+ArrowRight"].repeat(3) {
        person.press(key);
        person.harness.run_steps(39);
    }
    assert!(std::fs::read(home.saved()).unwrap() == first);
    person.press("Alt+ArrowLeft");
    person.idle(0.8);
    assert_eq!(spans_in(&home.saved()), 3);
    let now = std::fs::read(home.saved()).unwrap();
    person.press("Delete");
    assert!(person.shows("Not saved yet"));
    person.press("Ctrl+Z");
    assert!(!person.shows("Not saved yet"));
    person.idle(2.0);
    assert!(std::fs::read(home.saved()).unwrap() == now);
}

#[test]
fn nothing_is_saved_by_itself_when_that_is_switched_off() {
    let home = Home::new();
    std::fs::write(home.settings(), "(autosave: false)").unwrap();
    let mut person = home.on_document(Arc::new(RealDisk::default()));
    person.press("q");
    person.idle(6.0);
    assert_eq!(spans_in(&home.saved()), 2);
    assert!(!person.app().may_close());
    person.settle();
    assert!(person.shows("Save your work?"));
}

#[test]
fn leaving_a_document_that_is_saved_by_itself_saves_it_without_a_question() {
    let home = Home::new();
    let mut person = home.on_document(Arc::new(RealDisk::default()));
    person.press("q");
    assert!(!person.app().may_close());
    person.settle();
    person.wait();
    assert!(person.app().may_close());
    assert!(!person.shows("Save your work?"));
    assert_eq!(spans_in(&home.saved()), 3);
}

#[test]
fn a_disk_that_fails_is_told_once_tried_again_and_the_work_stays() {
    let home = Home::new();
    let disk = Arc::new(FailingDisk::default());
    let mut person = home.on_document(Arc::clone(&disk) as Arc<dyn dictum::disk::Disk>);
    disk.fail_from(0, ErrorKind::StorageFull);
    person.press("q");
    person.idle(1.2);
    assert!(
        person.shows("tries again after 2 seconds"),
        "{}",
        person.everything()
    );
    assert_eq!(person.editor().document().spans_len(), 3);
    person.idle(2.2);
    assert!(person.shows("tries again after 4 seconds"));
    // Closed, it does not come back with the next try that fails.
    person.click("Close");
    person.idle(4.2);
    assert!(!person.shows("tries again"));
    assert!(person.shows("Not yet safe"));
    assert_eq!(spans_in(&home.saved()), 2);
    disk.mend();
    person.idle(8.2);
    assert_eq!(spans_in(&home.saved()), 3);
    person.wait_for("Saved");
    // The next failure is told again, and its words go when a later save goes well.
    disk.fail_from(0, ErrorKind::StorageFull);
    person.press("Delete");
    person.idle(1.2);
    assert!(person.shows("tries again after 2 seconds"));
    disk.mend();
    person.idle(2.2);
    assert!(!person.shows("tries again"));
    assert_eq!(spans_in(&home.saved()), 2);
}

#[test]
fn a_folder_that_does_not_answer_holds_up_no_frame() {
    let home = Home::new();
    let disk = Arc::new(FailingDisk::default());
    let mut person = home.on_document(Arc::clone(&disk) as Arc<dyn dictum::disk::Disk>);
    disk.hold();
    let begun = std::time::Instant::now();
    person.press("q");
    assert!(person.shows("Not yet safe"), "{}", person.everything());
    // Long enough for a save to begin by itself, and for what looks after the file.
    person.harness.run_steps(100);
    person.press("Enter");
    person.press("Ctrl+S");
    person.harness.run_steps(100);
    assert_eq!(person.editor().document().spans_len(), 4);
    // A save is under way, and neither it nor the journal has the work.
    assert!(person.shows("Not yet safe"), "{}", person.everything());
    // A step is held for 20 s: no frame has waited for one.
    let taken = begun.elapsed().as_secs_f64();
    assert!(taken < 15.0, "{taken} s");
    disk.mend();
    person.wait_for("Saved");
    person.idle(2.0);
    assert_eq!(spans_in(&home.saved()), 4);
}

#[test]
fn a_file_that_another_program_has_changed_is_not_saved_over_by_itself() {
    let home = Home::new();
    let mut person = home.on_document(Arc::new(RealDisk::default()));
    std::fs::write(home.saved(), "another's").unwrap();
    person.press("q");
    person.idle(1.2);
    assert!(person.shows("Another program has changed this file"));
    assert_eq!(std::fs::read(home.saved()).unwrap(), b"another's");
    assert_eq!(person.editor().document().spans_len(), 3);
}

#[test]
fn marks_that_wait_for_a_decision_hold_back_what_goes_by_itself() {
    let home = Home::new();
    let spans = r#"[{"id": "s1", "label": "speaker", "fragments": [{"start": 90, "end": 95, "text": "Nobody"}]}]"#;
    let path = home.0.path().join("a.json");
    let written = crate::person::document_json("Now Kirby said it.", spans);
    std::fs::write(&path, &written).unwrap();
    let mut person = home.start(Start::Path(path.clone()));
    person.double_click("Kirby");
    person.press("s");
    person.idle(6.0);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), written);
    assert!(!person.shows("tries again"));
    person.click("Drop");
    person.idle(1.2);
    assert_eq!(spans_in(&path), 1);
}

#[test]
fn ctrl_s_during_a_save_by_itself_saves_what_was_done_since() {
    let home = Home::new();
    let mut person = home.on_document(Arc::new(RealDisk::default()));
    person.press("q");
    // The moment it begins, without waiting for its end.
    while !person.shows("Saving") {
        person.harness.step();
        assert!(
            person.shows("Not saved yet") || person.shows("Saving"),
            "too late"
        );
    }
    person.press_at_once(&["Enter", "Ctrl+S"]);
    person.wait();
    assert_eq!(spans_in(&home.saved()), 4);
}

#[test]
fn unsaved_work_is_kept_at_once_and_offered_after_the_window_is_gone() {
    let home = Home::new();
    let mut person = home.on_article();
    assert!(!person.shows("Unsaved work"));
    mark_first_quote(&mut person);
    // Without any pause; "not yet safe" is only shown while the disk takes its time.
    assert!(person.shows("Kept, not saved yet") || person.shows("Not yet safe"));
    person.wait_for("Kept, not saved yet");
    assert_eq!(home.journals().len(), 1);
    assert!(!person.app().may_close(), "it has no place yet");
    person.press("Escape");
    // While this window lives, no other is offered its work.
    let other = home.start(Start::Usual);
    assert!(!other.shows("Unsaved work"), "{}", other.everything());
    drop((other, person));

    let mut again = home.start(Start::Usual);
    assert!(again.shows("No article is open"));
    assert!(again.shows("Unsaved work on talks.txt"));
    assert!(again.shows("a moment ago"));
    again.click("Open the unsaved work on talks.txt");
    again.wait();
    assert_eq!(again.said()[0].1, ["Anna Petrova"]);
    assert!(!again.app().may_close());
    again.settle();
    again.click("Cancel");
    // It knows its article, and where it would be saved.
    again.press("Ctrl+S");
    again.press("Enter");
    again.wait();
    assert_eq!(spans_in(&home.saved()), 2);
    assert!(again.app().may_close());
    drop(again);
    let last = home.start(Start::Usual);
    assert!(!last.shows("Unsaved work"));
}

#[test]
fn opening_the_article_again_brings_the_work_on_it_back_and_no_other() {
    let home = Home::new();
    let mut person = home.on_article();
    mark_first_quote(&mut person);
    drop(person);
    let other = home.0.path().join("other.txt");
    std::fs::write(&other, TALKS).unwrap();
    let mut again = home.start(Start::Loaded(Box::new(
        dictum::ui::session::example("Words", "words.txt", "anna").unwrap(),
    )));
    again.click("Later");
    assert!(!again.shows("Unsaved work"));
    again.open(&other);
    assert!(!again.shows("Unsaved work"));
    assert!(again.said().is_empty());
    again.open(&home.article());
    assert_eq!(again.said()[0].1, ["Anna Petrova"]);
    assert!(
        again
            .told()
            .contains("that had not been saved when Dictum ended are here again"),
        "{}",
        again.told()
    );
    assert!(!again.shows("Unsaved work on"));
    // Opened once more by the same window, it is there once more.
    again.open(&home.article());
    again.click("Keep for later");
    again.wait();
    assert_eq!(again.said()[0].1, ["Anna Petrova"]);
}

#[test]
fn undo_and_redo_go_on_where_they_were_left() {
    let home = Home::new();
    let mut person = home.on_document(Arc::new(RealDisk::default()));
    let bare = std::fs::read(home.saved()).unwrap();
    person.press("q");
    person.press("Enter");
    person.press("Ctrl+Z");
    person.idle(1.2);
    assert_eq!(spans_in(&home.saved()), 3);
    drop(person);
    let mut again = home.start(Start::Path(home.saved()));
    assert!(!again.told().contains("here again"), "all was saved");
    again.press("Ctrl+Shift+Z");
    assert_eq!(again.editor().document().spans_len(), 4);
    for _ in 0..4 {
        again.press("Ctrl+Z");
    }
    assert_eq!(
        again.editor().document().spans_len(),
        0,
        "to before the first save"
    );
    again.press("Ctrl+Shift+Z");
    again.press("Ctrl+Shift+Z");
    again.idle(1.2);
    assert!(std::fs::read(home.saved()).unwrap() == bare);
}

#[test]
fn what_no_save_has_taken_comes_back_with_the_file_and_is_saved() {
    let home = Home::new();
    std::fs::write(home.settings(), "(autosave: false)").unwrap();
    let mut person = home.on_document(Arc::new(RealDisk::default()));
    person.press("q");
    person.press("Enter");
    drop(person);
    assert_eq!(spans_in(&home.saved()), 2);
    let start = home.start(Start::Usual);
    assert!(
        start.shows("Unsaved work on talks.ron"),
        "{}",
        start.everything()
    );
    drop(start);
    let mut again = home.start(Start::Path(home.saved()));
    assert_eq!(
        again.told(),
        "2 changes that had not been saved when Dictum ended are here again"
    );
    assert_eq!(again.editor().document().spans_len(), 4);
    // Discarded, they do not come again, but are still in the history.
    again.press("Ctrl+Q");
    again.click("Discard changes");
    drop(again);
    let mut last = home.start(Start::Path(home.saved()));
    assert_eq!(last.editor().document().spans_len(), 2);
    assert!(last.app().may_close());
    last.press("Ctrl+Shift+Z");
    assert_eq!(last.editor().document().spans_len(), 3);
}

#[test]
fn on_a_file_that_another_program_has_changed_what_fits_is_done_again_and_the_rest_named() {
    let home = Home::new();
    std::fs::write(home.settings(), "(autosave: false)").unwrap();
    let mut person = home.on_document(Arc::new(RealDisk::default()));
    let theirs = std::fs::read_to_string(home.saved()).unwrap();
    person.click_before("Anna Petrova");
    person.press("Delete");
    person.click_before("So are we");
    person.press("q");
    drop(person);
    let theirs = theirs.replace("\"Anna Petrova\"", "\"Anna  Petrova\"");
    let theirs = theirs.replacen("annotator:", "// by hand\n  annotator:", 1);
    let theirs = theirs.replace("\"Anna  Petrova\"", "\"Anna Petrova\"");
    std::fs::write(home.saved(), theirs).unwrap();
    let again = home.start(Start::Path(home.saved()));
    assert!(again.told().contains("here again"), "{}", again.told());
    let aside = home.0.path().join("dictum").join("journals").join("aside");
    assert_eq!(std::fs::read_dir(aside).unwrap().count(), 1);
}

#[test]
fn a_second_window_on_the_same_document_can_only_read() {
    let home = Home::new();
    let mut first = home.on_document(Arc::new(RealDisk::default()));
    let mut second = home.start(Start::Path(home.saved()));
    assert!(
        second.shows("Another window has this document open"),
        "{}",
        second.everything()
    );
    second.click_before("So are we");
    second.press("q");
    assert!(
        second.told().contains("can only be read"),
        "{}",
        second.told()
    );
    assert_eq!(second.editor().document().spans_len(), 2);
    assert!(second.app().may_close());
    first.press("q");
    assert_eq!(first.editor().document().spans_len(), 3);
}

#[test]
fn work_that_is_not_wanted_is_gone_and_work_for_later_leaves_without_a_question() {
    let home = Home::new();
    let mut person = home.on_article();
    mark_first_quote(&mut person);
    assert!(!person.app().may_close());
    person.settle();
    person.click("Keep for later");
    person.wait();
    assert!(person.app().may_close());
    drop(person);
    assert_eq!(home.journals().len(), 1);

    let mut again = home.start(Start::Usual);
    again.click("Open the unsaved work on talks.txt");
    again.wait();
    assert!(again.app().may_close(), "it is kept already");
    again.click_before("So are we");
    again.press("q");
    again.wait();
    assert!(again.app().may_close(), "kept as it stands now");
    assert!(!again.shows("Save your work?"));
    drop(again);

    let mut last = home.start(Start::Usual);
    last.click("Discard the unsaved work on talks.txt");
    assert_eq!(home.journals().len(), 1, "asked twice");
    last.click("Discard the unsaved work on talks.txt");
    assert_eq!(home.journals(), [] as [PathBuf; 0]);
    assert!(!last.shows("Unsaved work on"));
}

#[test]
fn discarded_changes_leave_nothing_behind_and_neither_do_undone_ones() {
    let home = Home::new();
    let mut person = home.on_article();
    person.click_before("We are");
    person.press("q");
    assert_eq!(home.journals().len(), 1);
    person.press("Ctrl+Z");
    assert!(person.app().may_close());
    drop(person);
    assert_eq!(home.journals(), [] as [PathBuf; 0]);
    let mut person = home.on_article();
    person.click_before("We are");
    person.press("q");
    person.press("Ctrl+Q");
    person.click("Discard changes");
    assert!(person.app().may_close());
    drop(person);
    assert_eq!(home.journals(), [] as [PathBuf; 0]);
}

#[test]
fn a_journal_that_cannot_be_read_is_told_and_left_alone() {
    let home = Home::new();
    let mut person = home.on_article();
    mark_first_quote(&mut person);
    drop(person);
    let journal = home.journals().remove(0);
    std::fs::write(&journal, "dictum journal 2\nof later").unwrap();
    let mut again = home.start(Start::Usual);
    assert!(again.shows("Unsaved work that cannot be read"));
    // The article is opened without it, and it is kept aside.
    again.open(&home.article());
    assert!(again.said().is_empty());
    let aside = journal.with_file_name("aside");
    let kept = std::fs::read_dir(aside).unwrap().next().unwrap().unwrap();
    assert_eq!(
        std::fs::read(kept.path()).unwrap(),
        b"dictum journal 2\nof later"
    );
}

#[test]
fn work_that_cannot_be_kept_is_shown_as_not_safe_and_stays_in_the_window() {
    let home = Home::new();
    let disk = Arc::new(FailingDisk::default());
    let mut person = home.start_on(
        Start::Path(home.article()),
        Arc::clone(&disk) as Arc<dyn dictum::disk::Disk>,
    );
    disk.fail_from(0, ErrorKind::PermissionDenied);
    mark_first_quote(&mut person);
    assert!(person.shows("Not yet safe"), "{}", person.everything());
    person.wait_for("could not be kept");
    assert!(!disk.steps().is_empty());
    assert_eq!(person.said()[0].1, ["Anna Petrova"]);
    disk.mend();
    person.wait_for("Kept, not saved yet");
    person.settle();
    assert!(!person.shows("could not be kept"));
    assert_eq!(home.journals().len(), 1);
}

#[test]
fn a_journal_that_is_taken_away_is_begun_again_with_all_that_was_done() {
    let home = Home::new();
    let mut person = home.on_article();
    mark_first_quote(&mut person);
    std::fs::remove_dir_all(home.0.path().join("dictum").join("journals")).unwrap();
    // It is noticed when it is brought to the disk.
    let until = std::time::Instant::now() + std::time::Duration::from_secs(5);
    while home.journals().is_empty() {
        assert!(std::time::Instant::now() < until, "it does not come back");
        person.settle();
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    person.wait_for("Kept, not saved yet");
    drop(person);
    let again = home.on_article();
    assert_eq!(again.said()[0].1, ["Anna Petrova"]);
}

#[test]
fn a_window_with_work_on_the_disk_asks_for_no_frames() {
    let home = Home::new();
    let mut person = home.on_document(Arc::new(RealDisk::default()));
    person.press("q");
    let next_frame = |person: &Person| {
        let output = person.harness.output();
        output.viewport_output[&eframe::egui::ViewportId::ROOT].repaint_delay
    };
    // One frame, when the work is due.
    person.idle(0.3);
    let delay = next_frame(&person).as_secs_f64();
    assert!((0.3..0.9).contains(&delay), "{delay}");
    person.idle(1.5);
    assert_eq!(next_frame(&person), std::time::Duration::MAX);
}
