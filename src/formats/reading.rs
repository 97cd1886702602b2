//! Reading files of any format, an article at a time.

use super::{
    Fault, Finding, Format, Found, Glimpse, Imported, Names, Place, Source, Unit, Verdict,
};
use crate::disk::{Disk, DiskError};
use crate::model::Document;
use crate::store;
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// How files are read.
pub struct Manner {
    /// The format; recognised when not given.
    pub from: Option<&'static Format>,
    /// What labels are called here.
    pub names: Names,
    /// The unit of offsets, where the person knows better than the format.
    pub unit: Option<Unit>,
    /// The way out for whoever names a file of no format that is known.
    pub way_out: &'static str,
    /// The file in which standard input was laid down, where `-` is among the paths.
    pub standard_input: Option<PathBuf>,
}

/// An article that was read.
pub struct Read {
    /// Where it stands.
    pub place: Place,
    /// The format of its file.
    pub format: &'static Format,
    /// What fits.
    pub document: Document,
    /// How offsets were read; `None` for documents of our own.
    pub verdict: Option<Verdict>,
    /// What does not fit.
    pub findings: Vec<Finding>,
}

/// What comes of reading.
pub enum Came {
    /// An article.
    Article(Box<Read>),
    /// A file that cannot be read, or not to its end.
    Not(Finding),
    /// A file in a folder that is of no format.
    PassedOver,
}

/// Whoever takes what comes; may want no more.
pub type Take<'a> = &'a mut dyn FnMut(Came) -> ControlFlow<()>;

/// Reads files, and the files in folders by name.
pub fn read(disk: &dyn Disk, paths: &[PathBuf], manner: &Manner, take: Take<'_>) {
    let mut reader = Reader {
        disk,
        manner,
        folders: HashSet::new(),
    };
    for path in paths {
        if reader.path(path, true, take).is_break() {
            return;
        }
    }
}

struct Reader<'a> {
    disk: &'a dyn Disk,
    manner: &'a Manner,
    /// Folders that have been gone into: a link may lead back up.
    folders: HashSet<PathBuf>,
}

impl Reader<'_> {
    fn path(&mut self, path: &Path, by_name: bool, take: Take<'_>) -> ControlFlow<()> {
        let place = Place::file(path);
        if let Some(input) = &self.manner.standard_input
            && by_name
            && path == Path::new("-")
        {
            return self.file(input, true, take);
        }
        match self.disk.stat(path) {
            Ok(Some(stat)) if stat.is_dir => self.folder(path, take),
            Ok(Some(_)) => self.file(path, by_name, take),
            Ok(None) => take(Came::Not(Finding::of_error(&place, &"nothing is there"))),
            Err(error) => take(Came::Not(Finding::of_error(&place, &error))),
        }
    }

    fn folder(&mut self, folder: &Path, take: Take<'_>) -> ControlFlow<()> {
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        if !self.folders.insert(real) {
            return ControlFlow::Continue(());
        }
        let paths = match self.disk.list(folder) {
            Ok(paths) => paths,
            Err(error) => return take(not(folder, &error)),
        };
        let is_hidden = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default();
            name.as_encoded_bytes().starts_with(b".")
        };
        for path in paths.into_iter().filter(|path| !is_hidden(path)) {
            self.path(&path, false, take)?;
        }
        ControlFlow::Continue(())
    }

    fn file(&self, path: &Path, by_name: bool, take: Take<'_>) -> ControlFlow<()> {
        let source = Source {
            disk: self.disk,
            path,
        };
        let place = self.place_of(path);
        let not = |error: &dyn std::fmt::Display| Came::Not(Finding::of_error(&place, error));
        let format = match self.manner.from {
            Some(format) => Some(format),
            None => match source.head() {
                Ok(head) => super::recognise(&Glimpse {
                    source,
                    head: &head,
                }),
                Err(error) => return take(not(&error)),
            },
        };
        match format {
            Some(format) if format.is_native() => own(&source, &place, format, take),
            Some(format) => self.foreign(&source, &place, format, take),
            None if by_name => {
                let told = format!("of no format that Dictum knows: {}", self.manner.way_out);
                take(not(&told))
            }
            None => take(Came::PassedOver),
        }
    }

    /// Where a file is, as it is told: standard input is told as that.
    fn place_of(&self, path: &Path) -> Place {
        if self.manner.standard_input.as_deref() == Some(path) {
            return Place {
                file: None,
                line: None,
            };
        }
        Place::file(path)
    }

    fn foreign(
        &self,
        source: &Source<'_>,
        file: &Place,
        format: &'static Format,
        take: Take<'_>,
    ) -> ControlFlow<()> {
        let Some(reads) = format.reads else {
            let told = format!("Dictum writes {} and does not read it", format.title);
            return take(Came::Not(Finding::of_error(file, &told)));
        };
        let mut flow = ControlFlow::Continue(());
        let mut count = 0;
        let read = reads.read(source, &mut |mut found: Found| {
            count += 1;
            if let Some(unit) = self.manner.unit {
                found.unit = unit;
            }
            let line = found.line;
            let place = line.map_or_else(|| file.clone(), |line| file.at_line(line));
            let is_nothing = found.text.is_empty() && found.spans.is_empty();
            if is_nothing && !found.faults.is_empty() {
                for fault in &found.faults {
                    flow = take(Came::Not(finding(&place, fault, "")));
                    flow?;
                }
                return flow;
            }
            let id = match (line, count) {
                (Some(_), _) => place.id(),
                (None, 1) => source.stem(),
                (None, count) => format!("{}-{count}", source.stem()),
            };
            flow = take(article(
                super::import(found, format.name, &self.manner.names, &id),
                place,
                format,
            ));
            flow
        });
        match read {
            Ok(()) => flow,
            Err(_) if flow.is_break() => flow,
            Err(error) => take(Came::Not(Finding::of_error(file, &error))),
        }
    }
}

fn article(imported: Imported, place: Place, format: &'static Format) -> Came {
    let Imported {
        document,
        verdict,
        faults,
    } = imported;
    let id = document.header().id.clone();
    Came::Article(Box::new(Read {
        findings: faults
            .iter()
            .map(|fault| finding(&place, fault, &id))
            .collect(),
        place,
        format,
        document,
        verdict: Some(verdict),
    }))
}

fn finding(place: &Place, fault: &Fault, id: &str) -> Finding {
    let place = fault
        .line
        .map_or_else(|| place.clone(), |line| place.at_line(line));
    let article = fault.article.as_deref().unwrap_or(id);
    Finding::of_error(&place, &fault.reason).in_article(article)
}

fn not(path: &Path, error: &dyn std::fmt::Display) -> Came {
    Came::Not(Finding::of_error(&Place::file(path), error))
}

/// Documents of our own, one or a line each.
fn own(
    source: &Source<'_>,
    file: &Place,
    format: &'static Format,
    take: Take<'_>,
) -> ControlFlow<()> {
    if format.name != "jsonl" {
        let bytes: Result<Vec<u8>, DiskError> = source.disk.read(source.path);
        return match bytes {
            Ok(bytes) => take(own_document(&bytes, source.path, file.clone(), format)),
            Err(error) => take(Came::Not(Finding::of_error(file, &error))),
        };
    }
    let mut flow = ControlFlow::Continue(());
    let read = source.lines(&mut |line| {
        let place = file.at_line(line.number);
        flow = take(own_document(&line.bytes, source.path, place, format));
        Ok(flow)
    });
    match read {
        Err(error) if flow.is_continue() => take(Came::Not(Finding::of_error(file, &error))),
        _ => flow,
    }
}

fn own_document(bytes: &[u8], path: &Path, place: Place, format: &'static Format) -> Came {
    let opened = match store::read(bytes, path) {
        Ok(opened) => opened,
        Err(error) => return Came::Not(Finding::of_error(&place, &error)),
    };
    let id = opened.document.header().id.clone();
    let misfit = |misfit: &store::Misfit| {
        let reason = format!(
            "{} ({}): {}",
            misfit.span.id, misfit.span.label, misfit.problem
        );
        Finding::of_error(&place, &reason).in_article(&id)
    };
    let apart = |apart: &store::apart::Apart| {
        let (id, label) = (apart.id(), apart.label());
        let reason = format!(
            "{id} ({label}): it waits for a decision, since the article's text has changed: open it in the window"
        );
        Finding::of_error(&place, &reason).in_article(&opened.document.header().id)
    };
    let misfits = opened.misfits.iter().map(misfit);
    let waiting = store::apart::of(opened.document.header());
    Came::Article(Box::new(Read {
        findings: misfits.chain(waiting.iter().map(apart)).collect(),
        document: opened.document,
        verdict: None,
        place,
        format,
    }))
}
