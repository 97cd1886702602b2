//! One edit to the journal: the time from handing it over to hearing that it is written, and its bytes.

use dictum::disk::{Disk as _, RealDisk};
use dictum::editor::{Command, Editor, ParagraphLines};
use dictum::journal::{About, Base, Begin, Follower, Key, Recorder, Start, State, Whole};
use dictum::model::{ByteRange, Document, Timestamp};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A document with its journal.
pub struct Journalled {
    folder: tempfile::TempDir,
    editor: Editor,
    recorder: Recorder,
}

impl Journalled {
    pub fn open(document: Document) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let begin = Begin {
            about: About::new("bench", "bench".to_owned(), None, None),
            base: Base::Whole(Whole(document.clone())),
            text: None,
        };
        let recorder = Recorder::new(
            Arc::new(RealDisk::default()),
            folder.path().to_owned(),
            Key::new("bench", None, None),
            begin,
            Start::Claim,
            Follower::default(),
            Arc::new(|| {}),
        );
        let clock = || Timestamp::from_rfc3339("2026-11-22T10:00:00Z");
        let editor = Editor::new(document, "anna", Box::new(clock));
        let mut journalled = Self {
            folder,
            editor,
            recorder,
        };
        // The document itself is written before the first edit.
        journalled.edit(0);
        while journalled.recorder.state() != State::Safe {
            std::thread::sleep(Duration::from_millis(10));
        }
        journalled
    }

    /// Marks some words and hands that over.
    pub fn edit(&mut self, round: usize) -> Duration {
        let text = self.editor.document().text().clone();
        let at = text
            .grapheme_floor(dictum::model::ByteOffset(1000 + round * 7))
            .0;
        self.editor.select(ByteRange::new(at, at + 5));
        self.editor
            .perform(Command::Label(2), &ParagraphLines(&text));
        // Nobody works faster; right behind the write of another journal, the threads get in each other's way.
        std::thread::sleep(Duration::from_millis(1));
        let start = Instant::now();
        self.recorder
            .record(self.editor.history(), Duration::from_secs(20));
        start.elapsed()
    }

    /// The bytes that the last edits took, each on the average.
    pub fn bytes_of_an_edit(&self) -> f64 {
        // What is left when it is read, without the room that is kept ahead.
        let disk = RealDisk::default();
        let all = disk.list(self.folder.path()).expect("the folder is there");
        let is_journal = |path: &&std::path::PathBuf| path.extension() == Some("journal".as_ref());
        let path: &Path = all.iter().find(is_journal).expect("the journal is there");
        let found = dictum::journal::read(&disk, path).expect("a journal");
        (found.end - found.begun) as f64 / found.entries.len() as f64
    }
}
