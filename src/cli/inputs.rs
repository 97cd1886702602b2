//! What commands read: files, folders and standard input, one article or document at a time.

mod walk;

use super::findings::Finding;
use super::lines::Lines;
use super::place::Place;
use crate::disk::{Disk, DiskError};
use std::collections::{HashSet, VecDeque};
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Longest line of a stream, in bytes. More is no article, and memory has an end.
const LONGEST_LINE: usize = 256 << 20;

/// An article or a document, not yet looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub kind: Kind,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Article,
    /// A document in a file of its own, RON or JSON.
    Document,
    /// A line of JSON Lines: a document, or no more than `id` and `text`.
    Line,
}

/// What a file's extension says that it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    One(Kind),
    Stream,
}

/// What a file holds, if its name says anything that Dictum reads. One without an extension is a text.
fn holds(path: &Path) -> Option<Holds> {
    let Some(extension) = path.extension() else {
        return Some(Holds::One(Kind::Article));
    };
    match extension.to_str()?.to_ascii_lowercase().as_str() {
        "txt" | "text" => Some(Holds::One(Kind::Article)),
        "ron" | "json" => Some(Holds::One(Kind::Document)),
        "jsonl" | "ndjson" => Some(Holds::Stream),
        _ => None,
    }
}

/// Whether a path stands for standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

/// The first of these paths at which nothing is.
pub fn missing<'a>(disk: &dyn Disk, paths: &'a [PathBuf]) -> Option<&'a Path> {
    let paths = paths.iter().map(PathBuf::as_path);
    let mut files = paths.filter(|path| !is_standard_input(path));
    files.find(|path| matches!(disk.stat(path), Ok(None)))
}

/// Whether paths name one article or document and nothing else, as far as names tell.
pub fn is_one(disk: &dyn Disk, paths: &[PathBuf]) -> bool {
    match paths {
        [path] if !is_standard_input(path) => {
            matches!(holds(path), Some(Holds::One(_)))
                && matches!(disk.stat(path), Ok(Some(stat)) if !stat.is_dir)
        }
        _ => false,
    }
}

/// Reads units in the order of the paths; a folder's files by name, and those in folders within.
pub struct Inputs {
    disk: Arc<dyn Disk>,
    /// Still to be looked at, the next first; whether each was asked for by name.
    paths: VecDeque<(PathBuf, bool)>,
    stream: Option<(Place, Lines<Box<dyn BufRead + Send>>)>,
    /// Folders that have been gone into: a link may lead back up.
    folders: HashSet<PathBuf>,
    /// Where standard input was laid down, if it was.
    standard_input: Option<PathBuf>,
}

impl Inputs {
    /// Begins to read these paths; `-` is standard input.
    pub fn new(disk: Arc<dyn Disk>, paths: &[PathBuf]) -> Self {
        Self {
            disk,
            paths: paths.iter().map(|path| (path.clone(), true)).collect(),
            stream: None,
            folders: HashSet::new(),
            standard_input: None,
        }
    }

    /// Reads this file for standard input, which has been laid down there.
    #[must_use]
    pub fn with_standard_input(self, file: Option<&Path>) -> Self {
        Self {
            standard_input: file.map(Path::to_owned),
            ..self
        }
    }

    /// Opens what a path leads to; what is read at once is given.
    fn open(&mut self, path: &Path, by_name: bool) -> Option<Result<Unit, Finding>> {
        if is_standard_input(path) && by_name {
            let place = Place {
                file: None,
                line: None,
            };
            let input: Box<dyn BufRead + Send> = match &self.standard_input {
                Some(file) => match self.disk.reader(file) {
                    Ok(reader) => reader,
                    Err(error) => return Some(Err(Finding::of_error(&place, &error))),
                },
                None => Box::new(std::io::BufReader::with_capacity(1 << 16, std::io::stdin())),
            };
            self.stream = Some((place, Lines::new(input, LONGEST_LINE)));
            return None;
        }
        let place = Place::file(path);
        let told = |error: &dyn std::fmt::Display| Some(Err(Finding::of_error(&place, error)));
        match self.disk.stat(path) {
            Ok(Some(stat)) if stat.is_dir => match self.enter(path, by_name) {
                Ok(()) => None,
                Err(error) => told(&error),
            },
            Ok(Some(_)) => match holds(path) {
                Some(Holds::Stream) => match self.disk.reader(path) {
                    Ok(reader) => {
                        self.stream = Some((place, Lines::new(reader, LONGEST_LINE)));
                        None
                    }
                    Err(error) => told(&error),
                },
                Some(Holds::One(kind)) => Some(match self.disk.read(path) {
                    Ok(bytes) => Ok(Unit { place, kind, bytes }),
                    Err(error) => Err(Finding::of_error(&place, &error)),
                }),
                None => told(&"Dictum reads .txt, .ron, .json and .jsonl"),
            },
            Ok(None) => told(&"nothing is there"),
            Err(error) => told(&error),
        }
    }

    /// Goes into a folder: what is in it comes next.
    fn enter(&mut self, folder: &Path, by_name: bool) -> Result<(), DiskError> {
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        if !self.folders.insert(real) && !by_name {
            return Ok(());
        }
        for file in walk::files(&*self.disk, folder)?.into_iter().rev() {
            self.paths.push_front((file, false));
        }
        Ok(())
    }

    /// The next line of the open stream.
    fn next_line(&mut self) -> Option<Result<Unit, Finding>> {
        let (place, lines) = self.stream.as_mut()?;
        let place = place.clone();
        match lines.next() {
            Some(Ok(line)) => {
                let place = place.at_line(line.number);
                Some(match line.bytes {
                    Some(bytes) => Ok(Unit {
                        place,
                        kind: Kind::Line,
                        bytes,
                    }),
                    None => Err(Finding::of_error(&place, &"the line is too long")),
                })
            }
            Some(Err(error)) => {
                self.stream = None;
                let reason = format!("cannot be read on: {error}");
                Some(Err(Finding::of_error(&place, &reason)))
            }
            None => {
                self.stream = None;
                None
            }
        }
    }
}

impl Iterator for Inputs {
    type Item = Result<Unit, Finding>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(next) = self.next_line() {
                return Some(next);
            }
            let (path, by_name) = self.paths.pop_front()?;
            if let Some(next) = self.open(&path, by_name) {
                return Some(next);
            }
        }
    }
}
