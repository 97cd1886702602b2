//! The article named at the start, read while the window comes up.

use crate::keeping::{Home, mark_first_quote};
use dictum::disk::{Disk, RealDisk};
use dictum::ui::app::{Ahead, Start};
use std::path::Path;
use std::sync::Arc;

fn ahead(home: &Home, path: &Path) -> Option<Ahead> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk::default());
    Ahead::begin(&disk, Some(&home.settings()), path)
}

#[test]
fn an_article_read_ahead_is_open_as_if_it_had_been_opened_in_the_window() {
    let home = Home::new();
    let mut person = home.start(Start::Ahead(ahead(&home, &home.article()).unwrap()));
    mark_first_quote(&mut person);
    person.wait_for("Kept, not saved yet");
    drop(person);
    // What was done and not saved is brought back; nobody else has it.
    let begun = ahead(&home, &home.article()).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(50));
    let mut again = home.start(Start::Ahead(begun));
    assert!(again.told().contains("here again"), "{}", again.told());
    assert_eq!(again.editor().document().spans_len(), 2);
    again.press("Ctrl+Z");
    assert_eq!(again.editor().document().spans_len(), 1);
}

#[test]
fn what_is_no_single_article_is_not_read_ahead() {
    let home = Home::new();
    assert!(ahead(&home, home.0.path()).is_none(), "a folder");
    assert!(ahead(&home, &home.0.path().join("none.txt")).is_none());
    let project = home.0.path().join("dictum.ron");
    std::fs::write(&project, "(format: \"dictum-project/1\", name: \"a\")").unwrap();
    assert!(ahead(&home, &project).is_none(), "a project");
}

#[test]
fn a_file_that_cannot_be_read_is_told_once_there_is_a_window() {
    let home = Home::new();
    std::fs::write(home.saved(), "(text: 5)").unwrap();
    let person = home.start(Start::Ahead(ahead(&home, &home.saved()).unwrap()));
    assert!(person.shows("line 1"), "{}", person.everything());
}
