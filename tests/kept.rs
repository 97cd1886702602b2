//! Unsaved work in its folder: kept whole, told apart, left behind and taken over.

#![expect(
    clippy::disallowed_methods,
    reason = "files are made here for the store to find"
)]

use dictum::disk::{Disk as _, FailingDisk, RealDisk};
use dictum::model::{Document, Header, Text, Timestamp};
use dictum::store::kept::{About, Place, left_behind, read};
use dictum::store::schemas;
use std::io::ErrorKind;
use std::path::Path;

fn document(id: &str, text: &str) -> Document {
    let header = Header {
        id: id.to_owned(),
        ..Header::default()
    };
    Document::new(header, schemas::news(), Text::new(text))
}

fn about(name: &str, minute: u8) -> About {
    let at = Timestamp::from_rfc3339(&format!("2026-11-22T10:{minute:02}:00Z"));
    About::new(name.to_owned(), Some(Path::new("/news/talks.txt")), at)
}

#[test]
fn work_comes_back_with_what_it_is_about_and_opens_as_a_document_too() {
    let disk = RealDisk::default();
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("dictum").join("drafts");
    let (work, about) = (
        document("talks", "“We are\nready,” he said."),
        about("a \"b\"\n", 3),
    );
    let place = Place::claim(&disk, &folder, "talks", about.source.as_deref()).unwrap();
    place.keep(&disk, &about, &work).unwrap();
    let (told, opened) = read(&disk, place.path()).unwrap();
    assert_eq!(told, about);
    assert!(opened.document == work);
    assert!(dictum::store::open(&disk, place.path()).unwrap().document == work);
    place.remove(&disk).unwrap();
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_into_the_folder() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("drafts");
    Place::claim(&RealDisk::default(), &folder, "a", None).unwrap();
    let mode = std::fs::metadata(&folder).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn two_windows_and_two_articles_never_have_the_same_file() {
    let disk = RealDisk::default();
    let folder = tempfile::tempdir().unwrap();
    let claim = |id, source| Place::claim(&disk, folder.path(), id, source).unwrap();
    let places = [
        claim("talks", None),
        claim("talks", None),
        claim("Talks", None),
        claim("talks", Some(Path::new("/a/talks.txt"))),
        claim("talks", Some(Path::new("/b/talks.txt"))),
        claim("../talks", None),
    ];
    let paths: std::collections::BTreeSet<_> = places.iter().map(Place::path).collect();
    assert_eq!(paths.len(), places.len(), "{paths:?}");
    assert!(
        paths
            .iter()
            .all(|path| path.parent() == Some(folder.path()))
    );
}

#[test]
fn only_what_no_window_holds_is_left_behind_and_one_alone_takes_it_over() {
    let disk = RealDisk::default();
    let folder = tempfile::tempdir().unwrap();
    let keep = |minute| {
        let place = Place::claim(&disk, folder.path(), "talks", None).unwrap();
        let work = document("talks", "He said.");
        place
            .keep(&disk, &about("talks.txt", minute), &work)
            .unwrap();
        place
    };
    let (first, second, third) = (keep(1), keep(2), keep(3));
    assert_eq!(left_behind(&disk, folder.path()).unwrap(), []);
    let (one, two) = (first.path().to_owned(), second.path().to_owned());
    drop((first, second));
    std::fs::write(folder.path().join("half.ron"), "// unsaved work: {\"na").unwrap();
    let left = left_behind(&disk, folder.path()).unwrap();
    let paths: Vec<_> = left.iter().map(|left| left.path.clone()).collect();
    assert_eq!(
        paths,
        [two.clone(), one.clone(), folder.path().join("half.ron")]
    );
    assert!(left[2].about.is_none());
    // A new claim takes neither what is held nor what was left.
    let fourth = keep(4);
    assert!(![&one, &two].contains(&&fourth.path().to_owned()));
    let taken = Place::take_over(&disk, &one).unwrap().unwrap();
    assert!(Place::take_over(&disk, &one).unwrap().is_none());
    assert_eq!(left_behind(&disk, folder.path()).unwrap().len(), 2);
    taken.remove(&disk).unwrap();
    assert!(Place::take_over(&disk, &one).unwrap().is_none());
    assert!(disk.exists(third.path()));
}

#[test]
fn keeping_that_fails_at_any_step_leaves_what_was_kept_before() {
    let disk = FailingDisk::default();
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (document("a", "old"), document("a", "new"));
    let place = Place::claim(&disk, folder.path(), "a", None).unwrap();
    place.keep(&disk, &about("a", 1), &old).unwrap();
    for step in 0..4 {
        disk.fail_at(step, ErrorKind::StorageFull);
        assert!(place.keep(&disk, &about("a", 2), &new).is_err());
        let (told, opened) = read(&RealDisk::default(), place.path()).unwrap();
        assert_eq!(told, about("a", 1), "{step}");
        assert!(opened.document == old, "{step}");
    }
    disk.mend();
    place.keep(&disk, &about("a", 2), &new).unwrap();
    assert!(read(&disk, place.path()).unwrap().1.document == new);
}
