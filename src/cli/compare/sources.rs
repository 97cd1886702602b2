//! The articles of one side: documents in files, in folders, a line each, or a list of gold articles.

use super::Problem;
use super::gold::Gold;
use crate::disk::{Disk as _, RealDisk};
use crate::review::{Marks, Wanted};
use crate::store::{self, Format};
use anyhow::Context as _;
use std::io::BufRead as _;
use std::path::{Path, PathBuf};

/// Folders are looked into so deep: deeper ones go round in a circle.
const DEEPEST: usize = 16;

/// An article of one side.
#[derive(Debug)]
pub(super) struct Source {
    /// Where it was read from: a file, with the line of a stream.
    pub place: String,
    /// Its id.
    pub id: String,
    /// What is marked in it.
    pub marks: Marks,
}

/// What one side has.
#[derive(Debug, Default)]
pub(super) struct Side {
    /// In the order of the files.
    pub articles: Vec<Source>,
    /// What could not be read, or not wholly.
    pub problems: Vec<Problem>,
}

/// Reads a side; fails when nothing of it can be read.
pub(super) fn read(path: &Path, wanted: Wanted) -> anyhow::Result<Side> {
    let mut reader = Reader {
        disk: RealDisk::default(),
        wanted,
        side: Side::default(),
    };
    if path == Path::new("-") {
        reader.standard_input()?;
        return Ok(reader.side);
    }
    let stat = reader.disk.stat(path)?;
    let stat = stat.with_context(|| format!("there is no such file: {}", path.display()))?;
    if stat.is_dir {
        reader.folder(path, 0)?;
    } else {
        reader.file(path)?;
    }
    Ok(reader.side)
}

struct Reader {
    disk: RealDisk,
    wanted: Wanted,
    side: Side,
}

impl Reader {
    fn folder(&mut self, folder: &Path, depth: usize) -> anyhow::Result<()> {
        let mut paths = self.disk.list(folder)?;
        paths.sort();
        for path in paths {
            let is_dir = matches!(self.disk.stat(&path), Ok(Some(stat)) if stat.is_dir);
            if is_dir && depth < DEEPEST {
                self.folder(&path, depth + 1)?;
            } else if !is_dir && Format::of(&path).is_some() {
                // In a folder one bad file does not keep the others from being compared.
                if let Err(error) = self.file(&path) {
                    self.problem(path.display().to_string(), format!("{error:#}"));
                }
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path) -> anyhow::Result<()> {
        let bytes = self.disk.read(path)?;
        let name = path.display().to_string();
        if is_lines(path) {
            for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
                self.line(line, path, &name, number + 1);
            }
            return Ok(());
        }
        if bytes.trim_ascii_start().starts_with(b"[") {
            let list: Vec<Gold> = serde_json::from_slice(&bytes)
                .with_context(|| format!("not a list of gold articles: {name}"))?;
            let gold = list.into_iter().map(|gold| Source {
                place: name.clone(),
                id: gold.doc.clone(),
                marks: gold.into_marks(),
            });
            self.side.articles.extend(gold);
            return Ok(());
        }
        self.document(&bytes, path, name)
    }

    fn standard_input(&mut self) -> anyhow::Result<()> {
        let name = PathBuf::from("standard input");
        for (number, line) in std::io::stdin().lock().split(b'\n').enumerate() {
            let line = line.context("standard input")?;
            self.line(&line, &name, "standard input", number + 1);
        }
        Ok(())
    }

    /// A line of a stream; one that cannot be read is named, and the others go on.
    fn line(&mut self, line: &[u8], path: &Path, name: &str, number: usize) {
        if line.trim_ascii().is_empty() {
            return;
        }
        let place = format!("{name}:{number}");
        if let Err(error) = self.document(line, path, place.clone()) {
            self.problem(place, format!("{error:#}"));
        }
    }

    fn document(&mut self, bytes: &[u8], path: &Path, place: String) -> anyhow::Result<()> {
        let opened = store::read(bytes, path)?;
        if !opened.misfits.is_empty() {
            let count = opened.misfits.len();
            let what = format!("{count} of its marks do not fit its text and are left out");
            self.problem(place.clone(), what);
        }
        let document = opened.document;
        self.side.articles.push(Source {
            place,
            id: document.header().id.clone(),
            marks: Marks::of(&document, self.wanted),
        });
        Ok(())
    }

    fn problem(&mut self, place: String, what: String) {
        self.side.problems.push(Problem { place, what });
    }
}

fn is_lines(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("jsonl"))
}
