//! The document's file as other programs leave it: read again, merged, gone, half written.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use crate::keeping::{Home, spans_in};
use crate::person::Person;
use dictum::disk::RealDisk;
use dictum::model::schema::Role;
use dictum::model::{ByteRange, Document, Draft, Fragments, Origin, Span, State};
use dictum::store;
use dictum::ui::app::Start;
use std::path::Path;
use std::sync::Arc;

fn real() -> Arc<dyn dictum::disk::Disk> {
    Arc::new(RealDisk::default())
}

fn without_autosave() -> Home {
    let home = Home::new();
    std::fs::write(home.settings(), "(autosave: false)").unwrap();
    home
}

fn read(path: &Path) -> Document {
    store::open(&RealDisk::default(), path).unwrap().document
}

/// Another program changes the document in a file.
fn change(path: &Path, change: impl FnOnce(&mut Draft)) {
    let mut draft = Draft::new(&read(path));
    change(&mut draft);
    store::save(&RealDisk::default(), path, &draft.into_document()).unwrap();
}

fn title(draft: &mut Draft, title: &str) {
    let title = Some(title.to_owned());
    draft.change_header(|header| header.title = title).unwrap();
}

/// Puts a mark on some words.
fn mark(draft: &mut Draft, id: &str, label: &str, words: &str) {
    let text = draft.document().text().as_str();
    let start = text.find(words).unwrap();
    let fragments = Fragments::one(ByteRange::new(start, start + words.len())).unwrap();
    let mut span = Span::new(id.into(), label.into(), fragments, Origin::human("bob"));
    span.state = State::Accepted;
    draft.put_span(span).unwrap();
}

/// The id of the mark on some words.
fn mark_on(document: &Document, words: &str) -> dictum::model::SpanId {
    let mut spans = document.spans();
    let span = spans.find(|span| document.words(span) == words).unwrap();
    span.id.clone()
}

fn come_back(person: &mut Person) {
    person.come_back();
    person.wait();
}

fn title_of(person: &Person) -> Option<String> {
    person.editor().document().header().title.clone()
}

#[test]
fn unchanged_work_is_read_again_and_undo_takes_that_back() {
    let home = Home::new();
    let mut person = home.on_document(real());
    let (caret, before) = (person.editor().caret().place.at, title_of(&person));
    change(&home.saved(), |draft| title(draft, "Talks"));
    come_back(&mut person);
    assert_eq!(title_of(&person).as_deref(), Some("Talks"));
    assert!(person.told().contains("read again"), "{}", person.told());
    assert_eq!(person.editor().caret().place.at, caret);
    assert!(person.app().may_close(), "nothing is unsaved");
    person.press("Ctrl+H");
    assert!(person.shows("Read what another program has written"));
    person.press("Escape");
    person.press("Ctrl+Z");
    assert_eq!(title_of(&person), before);
    person.press("Ctrl+Shift+Z");
    assert_eq!(title_of(&person).as_deref(), Some("Talks"));
    drop(person);
    // The journal knows the file: undo goes on after a restart.
    let mut again = home.start(Start::Path(home.saved()));
    assert!(!again.told().contains("here again"), "{}", again.told());
    again.press("Ctrl+Z");
    assert_eq!(title_of(&again), before);
}

#[test]
fn without_coming_back_it_is_noticed_too() {
    let home = Home::new();
    let mut person = home.on_document(real());
    change(&home.saved(), |draft| title(draft, "Talks"));
    person.wait_for("read again");
}

#[test]
fn a_file_with_the_same_document_changes_nothing() {
    let home = Home::new();
    let mut person = home.on_document(real());
    let written = std::fs::read_to_string(home.saved()).unwrap();
    let written = written.replacen("annotator:", "// by hand\n  annotator:", 1);
    std::fs::write(home.saved(), &written).unwrap();
    come_back(&mut person);
    assert!(person.app().may_close());
    person.press("q");
    person.idle(1.2);
    assert_eq!(spans_in(&home.saved()), 3);
    drop(person);
    let mut again = home.start(Start::Path(home.saved()));
    again.press("Ctrl+Z");
    assert_eq!(again.editor().document().spans_len(), 2);
}

#[test]
fn the_caret_stays_at_its_word_when_the_text_is_another() {
    let home = Home::new();
    let mut person = home.on_document(real());
    person.double_click("Boris");
    assert_eq!(person.selected(), "Boris");
    change(&home.saved(), |draft| {
        let start = ByteRange::new(0, 0);
        draft.replace_text(start, "Moscow, Monday.\n\n").unwrap();
    });
    come_back(&mut person);
    assert!(
        person
            .editor()
            .document()
            .text()
            .as_str()
            .starts_with("Moscow")
    );
    assert_eq!(person.selected(), "Boris");
    assert_eq!(person.words_of(Role::Speaker), ["Anna Petrova"]);
}

/// Ours and theirs have both moved the end of the first quote and marked something of their own.
fn at_odds(home: &Home) -> Person {
    let mut person = home.on_document(real());
    let quote = person.said()[0].0.clone();
    let id = mark_on(person.editor().document(), &quote);
    person.click_before("are ready");
    person.press("Alt+ArrowLeft");
    person.click_before("So are we");
    person.press("q");
    change(&home.saved(), |draft| {
        let ready = draft.document().text().as_str().find("ready").unwrap();
        draft
            .change_span(&id, |span| {
                span.fragments = Fragments::one(ByteRange::new(ready, ready + 5)).unwrap();
            })
            .unwrap();
        mark(draft, "s9", "speaker", "Boris Ivanov");
    });
    person
}

#[test]
fn changed_work_is_merged_and_conflicts_are_decided_on() {
    let home = without_autosave();
    let mut person = at_odds(&home);
    let ours = person.said()[0].0.clone();
    let before = person.editor().document().clone();
    come_back(&mut person);
    assert!(person.shows("1 conflict"), "{}", person.everything());
    assert!(person.shows("theirs “ready”"), "{}", person.everything());
    // Ours is in place, and what only one side did is there.
    assert_eq!(person.said()[0].0, ours);
    assert_eq!(
        person.words_of(Role::Speaker),
        ["Anna Petrova", "Boris Ivanov"]
    );
    assert_eq!(person.words_of(Role::Quote).len(), 2);
    // All of it is one step.
    person.press("Ctrl+Z");
    assert!(*person.editor().document() == before);
    assert!(!person.shows("1 conflict"));
    person.press("Ctrl+Shift+Z");
    assert!(person.shows("1 conflict"));
    person.click("Take theirs");
    assert_eq!(person.said()[0].0, "ready");
    assert!(!person.shows("1 conflict"));
    person.press("Ctrl+Z");
    assert!(person.shows("1 conflict"));
    person.click("Keep ours");
    assert_eq!(person.said()[0].0, ours);
    assert!(!person.shows("1 conflict"));
    person.press("Ctrl+S");
    person.wait();
    let saved = read(&home.saved());
    assert!(saved == *person.editor().document());
    assert_eq!(saved.spans_len(), 4);
}

#[test]
fn conflicts_are_decided_on_by_keys_alone() {
    let home = without_autosave();
    let mut person = at_odds(&home);
    come_back(&mut person);
    for _ in 0..8 {
        person.press("F6");
        if person.focused().as_deref() == Some("Keep all ours") {
            break;
        }
    }
    assert_eq!(person.focused().as_deref(), Some("Keep all ours"));
    person.press("Enter");
    assert!(!person.shows("1 conflict"), "{}", person.everything());
    assert!(person.article_has_focus());
}

#[test]
fn a_conflict_outlives_the_window_unsaved_and_saved() {
    let home = without_autosave();
    let mut person = at_odds(&home);
    let ours = person.said()[0].0.clone();
    come_back(&mut person);
    drop(person);
    let mut again = home.start(Start::Path(home.saved()));
    assert!(again.shows("1 conflict"), "{}", again.everything());
    assert_eq!(again.said()[0].0, ours);
    again.press("Ctrl+S");
    again.wait();
    drop(again);
    let mut last = home.start(Start::Path(home.saved()));
    last.click("Take theirs");
    assert_eq!(last.said()[0].0, "ready");
    // What is in the file by the other program is a step of the history, to be gone to.
    last.press("Ctrl+H");
    assert!(last.shows("Take in what another program has written"));
    assert!(last.shows("As another program has written it"));
}

#[test]
fn a_save_that_finds_another_s_work_takes_it_in_and_goes_on() {
    for by_itself in [false, true] {
        let home = if by_itself {
            Home::new()
        } else {
            without_autosave()
        };
        let mut person = home.on_document(real());
        person.press("q");
        change(&home.saved(), |draft| {
            mark(draft, "s9", "speaker", "Boris Ivanov");
        });
        if by_itself {
            person.idle(1.2);
            person.idle(1.2);
        } else {
            person.press("Ctrl+S");
            person.wait();
        }
        assert_eq!(spans_in(&home.saved()), 4, "{}", person.everything());
        assert!(person.app().may_close());
    }
}

#[test]
fn leaving_waits_for_another_s_work_to_be_taken_in() {
    let home = Home::new();
    let mut person = home.on_document(real());
    person.press("q");
    change(&home.saved(), |draft| {
        mark(draft, "s9", "speaker", "Boris Ivanov");
    });
    assert!(!person.app().may_close());
    person.settle();
    person.wait();
    person.wait();
    assert!(person.app().may_close(), "{}", person.everything());
    assert_eq!(spans_in(&home.saved()), 4);
}

#[test]
fn a_file_that_is_gone_is_told_and_written_anew_when_asked() {
    let home = Home::new();
    let mut person = home.on_document(real());
    std::fs::remove_file(home.saved()).unwrap();
    come_back(&mut person);
    assert!(person.shows("The file is gone"), "{}", person.everything());
    person.press("q");
    person.idle(2.0);
    assert!(!home.saved().exists(), "nobody has asked for it");
    assert!(!person.app().may_close());
    person.settle();
    person.click("Cancel");
    person.press("Ctrl+S");
    person.wait();
    assert_eq!(spans_in(&home.saved()), 3);
    assert!(!person.shows("The file is gone"));
    assert!(person.app().may_close());
}

#[test]
fn work_on_a_file_that_is_gone_is_offered_and_opened_without_it() {
    let home = Home::new();
    let mut person = home.on_document(real());
    std::fs::remove_file(home.saved()).unwrap();
    come_back(&mut person);
    person.press("q");
    drop(person);
    let mut again = home.start(Start::Usual);
    assert!(again.shows("whose file is gone"), "{}", again.everything());
    again.click("Open the unsaved work on talks.ron");
    again.wait();
    assert_eq!(again.editor().document().spans_len(), 3);
    again.press("Ctrl+S");
    again.wait();
    assert!(home.saved().exists(), "{}", again.everything());
    assert_eq!(spans_in(&home.saved()), 3);
}

#[test]
fn a_file_that_comes_back_as_it_was_is_known_again() {
    let home = Home::new();
    let mut person = home.on_document(real());
    let aside = home.saved().with_extension("aside");
    std::fs::rename(home.saved(), &aside).unwrap();
    come_back(&mut person);
    assert!(person.shows("The file is gone"));
    std::fs::rename(&aside, home.saved()).unwrap();
    come_back(&mut person);
    assert!(!person.shows("The file is gone"), "{}", person.everything());
    assert!(person.app().may_close());
}

#[test]
fn a_half_written_file_is_waited_for_and_one_that_stays_so_is_told() {
    let home = Home::new();
    let mut person = home.on_document(real());
    let (whole, before) = (std::fs::read(home.saved()).unwrap(), title_of(&person));
    change(&home.saved(), |draft| title(draft, "Talks"));
    let theirs = std::fs::read(home.saved()).unwrap();
    std::fs::write(home.saved(), &theirs[..theirs.len() / 2]).unwrap();
    person.come_back();
    person.harness.run_steps(10);
    assert_eq!(title_of(&person), before);
    std::fs::write(home.saved(), &theirs).unwrap();
    come_back(&mut person);
    assert_eq!(title_of(&person).as_deref(), Some("Talks"));
    assert!(!person.shows("cannot be read"));

    std::fs::write(home.saved(), &whole[..whole.len() / 2]).unwrap();
    come_back(&mut person);
    assert!(person.shows("cannot be read"), "{}", person.everything());
    person.press("q");
    person.idle(1.5);
    assert_eq!(
        std::fs::read(home.saved()).unwrap(),
        whole[..whole.len() / 2]
    );
    assert_eq!(person.editor().document().spans_len(), 3);
    assert_eq!(title_of(&person).as_deref(), Some("Talks"));
}

#[test]
fn another_document_in_its_place_is_neither_taken_nor_written_over() {
    let home = without_autosave();
    let mut person = home.on_document(real());
    let other = crate::person::document_json("Other words.", "[]");
    let other = store::read(other.as_bytes(), Path::new("other.json")).unwrap();
    store::save(&RealDisk::default(), &home.saved(), &other.document).unwrap();
    let written = std::fs::read(home.saved()).unwrap();
    come_back(&mut person);
    assert!(person.shows("another document"), "{}", person.everything());
    person.press("q");
    person.press("Ctrl+S");
    person.wait();
    assert_eq!(std::fs::read(home.saved()).unwrap(), written);
    assert_eq!(person.editor().document().spans_len(), 3);
    person.click("Open that");
    person.click("Discard changes");
    person.wait();
    assert_eq!(person.editor().document().text().as_str(), "Other words.");
}

#[test]
fn a_second_window_that_can_only_read_shows_what_the_first_saves() {
    let home = Home::new();
    let mut first = home.on_document(real());
    let mut second = home.start(Start::Path(home.saved()));
    first.press("q");
    first.idle(1.2);
    assert_eq!(spans_in(&home.saved()), 3);
    come_back(&mut second);
    assert_eq!(second.editor().document().spans_len(), 3);
    assert!(second.app().may_close());
}

#[test]
fn unsaved_work_is_merged_with_what_was_written_while_no_window_was_open() {
    let home = without_autosave();
    let person = at_odds(&home);
    let ours = person.said()[0].0.clone();
    drop(person);
    let mut again = home.start(Start::Path(home.saved()));
    assert!(again.told().contains("here again"), "{}", again.told());
    assert!(again.shows("1 conflict"), "{}", again.everything());
    assert_eq!(again.said()[0].0, ours);
    assert_eq!(
        again.words_of(Role::Speaker),
        ["Anna Petrova", "Boris Ivanov"]
    );
    assert_eq!(again.words_of(Role::Quote).len(), 2);
    again.click("Take theirs");
    assert_eq!(again.said()[0].0, "ready");
}

#[test]
fn unsaved_work_is_not_put_on_the_words_of_another_text() {
    let home = without_autosave();
    let mut person = home.on_document(real());
    person.press("q");
    drop(person);
    change(&home.saved(), |draft| {
        draft
            .replace_text(ByteRange::new(0, 0), "Moscow. ")
            .unwrap();
    });
    let again = home.start(Start::Path(home.saved()));
    assert_eq!(again.editor().document().spans_len(), 2);
    assert!(
        again.shows("could not be made again"),
        "{}",
        again.everything()
    );
    let aside = home.0.path().join("dictum").join("journals").join("aside");
    assert_eq!(std::fs::read_dir(aside).unwrap().count(), 1);
}

#[test]
fn a_journal_of_a_document_that_cannot_be_read_is_told_of() {
    let home = without_autosave();
    let mut person = home.on_document(real());
    person.press("q");
    drop(person);
    let journal = home.journals().remove(0);
    std::fs::write(&journal, "dictum journal 2\nof later").unwrap();
    let again = home.start(Start::Path(home.saved()));
    assert!(
        again.shows("The journal of this document is damaged or of a later version"),
        "{}",
        again.everything()
    );
}
