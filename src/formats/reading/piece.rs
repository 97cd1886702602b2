//! What is read in one go, by whichever thread.

use super::{Came, Manner, Read, Take, own};
use crate::disk::Disk;
use crate::formats::records::{self, Record};
use crate::formats::{
    Fault, Finding, Format, Found, Glimpse, Imported, Place, Reads, Source, import,
};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// What is read in one go.
pub struct Piece {
    /// The file, as it is told.
    pub(super) place: Place,
    pub(super) content: Content,
}

pub(super) enum Content {
    /// Nothing is left to read.
    Came(Came),
    /// A whole file, and how long it is, in bytes.
    File(File, usize),
    /// A document of our own, from a stream of them.
    Own(File, Vec<u8>),
    /// A record of a file.
    Record {
        file: File,
        read: records::Reads,
        line: usize,
        number: usize,
        bytes: Vec<u8>,
    },
    /// What a reader found in a file, and the how manyth of the file it is, from 1.
    Found(File, Box<Found>, usize),
}

/// A file whose format is known.
#[derive(Clone)]
pub(super) struct File {
    pub path: Arc<Path>,
    pub format: &'static Format,
    /// Whether the format has been told for a whole folder, of which this file may be none of it.
    pub is_unsure: bool,
}

impl Piece {
    /// About how much memory it takes, in bytes.
    pub fn size(&self) -> usize {
        match &self.content {
            Content::Came(_) => 0,
            Content::File(_, length) => *length,
            Content::Own(_, bytes) | Content::Record { bytes, .. } => bytes.len(),
            Content::Found(_, found, _) => {
                // A mark takes some hundred bytes, whatever it says.
                found.text.len() + 512 * (found.spans.len() + found.links.len())
            }
        }
    }

    /// Gives the articles in it, and what cannot be read.
    pub fn read(self, disk: &dyn Disk, manner: &Manner, take: Take<'_>) -> ControlFlow<()> {
        let Self { place, content } = self;
        match content {
            Content::Came(came) => take(came),
            Content::File(file, _) => file.read(disk, &place, manner, take),
            Content::Own(file, bytes) => {
                take(own::document(&bytes, &file.path, place, file.format))
            }
            Content::Record {
                file,
                read,
                line,
                number,
                bytes,
            } => {
                let mut made = Made::of(&file, &place, manner);
                let record = Record {
                    line,
                    number,
                    bytes: &bytes,
                };
                read(record, &mut |found| made.give(found, take))
            }
            Content::Found(file, found, number) => {
                let mut made = Made::of(&file, &place, manner);
                made.count = number - 1;
                made.give(*found, take)
            }
        }
    }
}

impl File {
    fn read(
        &self,
        disk: &dyn Disk,
        place: &Place,
        manner: &Manner,
        take: Take<'_>,
    ) -> ControlFlow<()> {
        let source = Source {
            disk,
            path: &self.path,
        };
        let not = |error: &dyn std::fmt::Display| Came::Not(Finding::of_error(place, error));
        if self.is_unsure {
            match source.head() {
                Ok(head)
                    if !(self.format.recognises)(&Glimpse {
                        source,
                        head: &head,
                    }) =>
                {
                    return take(Came::PassedOver);
                }
                Ok(_) => {}
                Err(error) => return take(not(&error)),
            }
        }
        if self.format.is_native() {
            return match disk.read(&self.path) {
                Ok(bytes) => take(own::document(
                    &bytes,
                    &self.path,
                    place.clone(),
                    self.format,
                )),
                Err(error) => take(not(&error)),
            };
        }
        let Some(reads) = self.format.reads else {
            let told = format!("Dictum writes {} and does not read it", self.format.title);
            return take(not(&told));
        };
        self.foreign(reads, &source, place, manner, take)
    }

    fn foreign(
        &self,
        reads: &dyn Reads,
        source: &Source<'_>,
        place: &Place,
        manner: &Manner,
        take: Take<'_>,
    ) -> ControlFlow<()> {
        let mut made = Made::of(self, place, manner);
        let mut flow = ControlFlow::Continue(());
        let read = reads.read(source, &mut |found| {
            flow = made.give(found, take);
            flow
        });
        match read {
            Err(error) if flow.is_continue() => take(Came::Not(Finding::of_error(place, &error))),
            _ => flow,
        }
    }
}

/// Makes documents of what is found in a file.
struct Made<'a> {
    file: &'a File,
    place: &'a Place,
    manner: &'a Manner,
    /// How much has been found before.
    count: usize,
}

impl<'a> Made<'a> {
    fn of(file: &'a File, place: &'a Place, manner: &'a Manner) -> Self {
        Self {
            file,
            place,
            manner,
            count: 0,
        }
    }

    fn give(&mut self, mut found: Found, take: Take<'_>) -> ControlFlow<()> {
        self.count += 1;
        if let Some(unit) = self.manner.unit {
            found.unit = unit;
        }
        let line = found.line;
        let place = line.map_or_else(|| self.place.clone(), |line| self.place.at_line(line));
        let is_nothing = found.text.is_empty() && found.spans.is_empty();
        if is_nothing && !found.faults.is_empty() {
            let mut faults = found.faults.iter();
            return faults.try_for_each(|fault| take(Came::Not(finding(&place, fault, ""))));
        }
        let stem = || {
            let stem = self.file.path.file_stem().unwrap_or_default();
            stem.to_string_lossy().into_owned()
        };
        let id = match (line, self.count) {
            (Some(_), _) => place.id(),
            (None, 1) => stem(),
            (None, count) => format!("{}-{count}", stem()),
        };
        let format = self.file.format;
        let imported = import(found, format.name, &self.manner.names, &id);
        take(article(imported, place, format))
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
