//! Going through files and folders, and parting files into pieces.

use super::piece::{Content, File, Piece};
use super::{Came, Manner};
use crate::disk::Disk;
use crate::formats::{self, Finding, Format, Glimpse, Place, ReadError, Sharing, Source, records};
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Whoever takes pieces; may want no more.
pub type Take<'a> = &'a mut dyn FnMut(Piece) -> ControlFlow<()>;

/// Gives the pieces of files, and of the files in folders by name. Only files of many articles are read for it.
pub fn pieces(disk: &dyn Disk, paths: &[PathBuf], manner: &Manner, take: Take<'_>) {
    let mut walk = Walk {
        disk,
        manner,
        folders: HashSet::new(),
    };
    for path in paths {
        if walk.path(path, true, take).is_break() {
            return;
        }
    }
}

struct Walk<'a> {
    disk: &'a dyn Disk,
    manner: &'a Manner,
    /// Folders that have been gone into: a link may lead back up.
    folders: HashSet<PathBuf>,
}

impl Walk<'_> {
    fn path(&mut self, path: &Path, by_name: bool, take: Take<'_>) -> ControlFlow<()> {
        if let Some(input) = &self.manner.standard_input
            && by_name
            && path == Path::new("-")
        {
            return self.file(input, true, take);
        }
        match self.disk.stat(path) {
            Ok(Some(stat)) if stat.is_dir => self.folder(path, take),
            Ok(Some(_)) => self.file(path, by_name, take),
            Ok(None) => take(not(Place::file(path), &"nothing is there")),
            Err(error) => take(not(Place::file(path), &error)),
        }
    }

    fn folder(&mut self, folder: &Path, take: Take<'_>) -> ControlFlow<()> {
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        if !self.folders.insert(real) {
            return ControlFlow::Continue(());
        }
        let paths = match self.disk.list(folder) {
            Ok(paths) => paths,
            Err(error) => return take(not(Place::file(folder), &error)),
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
        let format = match self.manner.from {
            Some(format) => Some(format),
            None => match source.head() {
                Ok(head) => formats::recognise(&Glimpse {
                    source,
                    head: &head,
                }),
                Err(error) => return take(not(place, &error)),
            },
        };
        let Some(format) = format else {
            let told = format!("of no format that Dictum knows: {}", self.manner.way_out);
            return take(if by_name {
                not(place, &told)
            } else {
                Piece::of(place, Content::Came(Came::PassedOver))
            });
        };
        let file = File {
            path: path.into(),
            format,
            is_unsure: self.manner.from.is_some() && !by_name,
        };
        if file.is_unsure && is_stream(&source, format) {
            match source.head() {
                Ok(head)
                    if (format.recognises)(&Glimpse {
                        source,
                        head: &head,
                    }) => {}
                Ok(_) => return take(Piece::of(place, Content::Came(Came::PassedOver))),
                Err(error) => return take(not(place, &error)),
            }
        }
        parted(&source, &place, &file, take)
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
}

fn not(place: Place, error: &dyn std::fmt::Display) -> Piece {
    let finding = Finding::of_error(&place, error);
    Piece::of(place, Content::Came(Came::Not(finding)))
}

/// Whether this thread reads the file.
fn is_stream(source: &Source<'_>, format: &Format) -> bool {
    let sharing = format.reads.map(|reads| reads.sharing(source));
    format.name == "jsonl" || !matches!(sharing, None | Some(Ok(Sharing::File)))
}

/// Parts a file.
fn parted(source: &Source<'_>, place: &Place, file: &File, take: Take<'_>) -> ControlFlow<()> {
    let whole = || {
        let stat = source.disk.stat(source.path).ok().flatten();
        let length = stat.map_or(0, |stat| {
            usize::try_from(stat.len).unwrap_or(usize::MAX / 2)
        });
        Piece::of(place.clone(), Content::File(file.clone(), length))
    };
    let mut flow = ControlFlow::Continue(());
    let read = match file.format.reads {
        None => return take(whole()),
        Some(_) if file.format.name == "jsonl" => source.lines(&mut |line| {
            let content = Content::Own(file.clone(), line.bytes);
            flow = take(Piece::of(place.at_line(line.number), content));
            Ok(flow)
        }),
        Some(reads) => match reads.sharing(source) {
            Ok(Sharing::File) => return take(whole()),
            Ok(Sharing::Articles) => {
                let mut number = 0;
                reads.read(source, &mut |found| {
                    number += 1;
                    let content = Content::Found(file.clone(), Box::new(found), number);
                    flow = take(Piece::of(place.clone(), content));
                    flow
                })
            }
            Ok(Sharing::Records(read)) => each_record(source, place, file, &read, &mut |piece| {
                flow = take(piece);
                flow
            }),
            Err(error) => Err(error),
        },
    };
    match read {
        Err(error) if flow.is_continue() => take(not(place.clone(), &error)),
        _ => flow,
    }
}

fn each_record(
    source: &Source<'_>,
    place: &Place,
    file: &File,
    read: &records::Reads,
    take: Take<'_>,
) -> Result<(), ReadError> {
    let mut number = 0;
    source.records(&mut |line, bytes| {
        number += 1;
        let content = Content::Record {
            file: file.clone(),
            read: records::Reads::clone(read),
            line,
            number,
            bytes: bytes.to_vec(),
        };
        Ok(take(Piece::of(place.clone(), content)))
    })
}

impl Piece {
    fn of(place: Place, content: Content) -> Self {
        Self { place, content }
    }
}
