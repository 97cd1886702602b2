//! A panic in the background is told and the window goes on; a panic anywhere leaves the journal whole.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on says where, and this one breaks things"
)]

use crate::keeping::{Home, mark_first_quote, spans_in};
use dictum::disk::{Disk, Files, Gate, Step};
use dictum::ui::app::Start;
use std::io;
use std::sync::{Arc, Mutex};

/// Panics at a step of a thread of this name.
#[derive(Default)]
struct Fault(Mutex<Option<(&'static str, Step)>>);

impl Fault {
    fn set(&self, fault: Option<(&'static str, Step)>) {
        *self.0.lock().unwrap() = fault;
    }
}

impl Gate for Fault {
    fn pass(&self, step: Step) -> io::Result<()> {
        let fault = *self.0.lock().unwrap();
        let thread = std::thread::current();
        match fault {
            Some((name, at)) if thread.name() == Some(name) && at == step => {
                panic!("a fault made for a test")
            }
            _ => Ok(()),
        }
    }
}

fn faulty() -> (Arc<Fault>, Arc<dyn Disk>) {
    let fault = Arc::new(Fault::default());
    let disk = Arc::new(Files::asking(Arc::clone(&fault)));
    (fault, disk)
}

#[test]
fn a_reader_that_panics_is_told_and_what_is_open_stays() {
    let home = Home::new();
    let (fault, disk) = faulty();
    let mut person = home.on_document(disk);
    fault.set(Some(("open", Step::Read)));
    person.open(&home.article());
    assert!(person.shows("reading broke off"), "{}", person.everything());
    assert_eq!(person.said()[0].1, ["Anna Petrova"]);
    person.press("q");
    assert_eq!(person.editor().document().spans_len(), 3);
    fault.set(None);
    person.open(&home.article());
    assert!(!person.shows("reading broke off"));
    assert!(person.said().is_empty());
}

#[test]
fn a_save_that_panics_is_told_and_the_next_goes_well() {
    let home = Home::new();
    let (fault, disk) = faulty();
    let mut person = home.on_document(disk);
    fault.set(Some(("save", Step::Replace)));
    person.press("q");
    person.press("Ctrl+S");
    person.wait();
    assert!(person.shows("broke off"), "{}", person.everything());
    assert_eq!(person.editor().document().spans_len(), 3);
    assert_eq!(spans_in(&home.saved()), 2);
    fault.set(None);
    person.press("Ctrl+S");
    person.wait();
    assert_eq!(spans_in(&home.saved()), 3);
}

#[test]
fn any_job_that_panics_is_told_by_its_name() {
    let home = Home::new();
    let (fault, disk) = faulty();
    let mut person = home.on_document(disk);
    fault.set(Some(("look at the file", Step::Read)));
    std::fs::write(home.saved(), "another's").unwrap();
    person.come_back();
    person.wait();
    assert!(person.shows("broke off"), "{}", person.everything());
    // Also one whose result nobody waits for.
    let (fault, disk) = faulty();
    fault.set(Some(("offers", Step::Stat)));
    let person = home.start_on(Start::Usual, disk);
    assert!(person.shows("(offers)"), "{}", person.everything());
    assert!(person.shows("a fault made for a test"));
}

#[test]
fn a_journal_whose_thread_panics_is_begun_again_with_all_that_was_done() {
    let home = Home::new();
    let (fault, disk) = faulty();
    let mut person = home.start_on(Start::Path(home.article()), disk);
    fault.set(Some(("journal", Step::Write)));
    mark_first_quote(&mut person);
    assert!(person.shows("Not yet safe"), "{}", person.everything());
    fault.set(None);
    person.wait_for("Kept, not saved yet");
    drop(person);
    let again = home.on_article();
    assert_eq!(again.said()[0].1, ["Anna Petrova"]);
}

#[test]
fn a_panic_in_the_window_itself_leaves_the_journal_whole() {
    let home = Home::new();
    let (settings, article) = (home.settings(), home.article());
    let window = std::thread::spawn(move || {
        let (_, disk) = faulty();
        let start = Start::Path(article);
        let mut person = crate::person::Person::start_with(start, disk, Some(settings));
        person.wait();
        mark_first_quote(&mut person);
        panic!("a fault made for a test");
    });
    assert!(window.join().is_err());
    let again = home.on_article();
    assert_eq!(again.said()[0].1, ["Anna Petrova"]);
}
