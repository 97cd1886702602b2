//! Where an export goes: standard output, one file, or a folder put in place whole.

use crate::cli::inputs;
use crate::cli::output::Halt;
use crate::disk::{Disk, DiskError};
use crate::formats::{Folder, Format, Layout, OneFile, Shelf};
use anyhow::bail;
use std::io;
use std::path::{Path, PathBuf};

/// Where an export goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Standard,
    /// The one file of a format that holds all articles in one.
    File(PathBuf),
    /// A folder.
    Folder(PathBuf),
}

impl Target {
    /// What `-o` means for a format: a name with an extension is the one file, where the format has such a
    /// thing, and a folder's name otherwise.
    pub fn new(disk: &dyn Disk, told: Option<&Path>, format: &Format) -> anyhow::Result<Self> {
        let is_one = matches!(
            format.writes.map(|writes| writes.layout()),
            Some(Layout::One { .. })
        );
        let title = format.title;
        let Some(path) = told.filter(|path| !inputs::is_standard_input(path)) else {
            if is_one {
                return Ok(Self::Standard);
            }
            bail!("{title} makes several files: give -o a folder");
        };
        let is_folder = matches!(disk.stat(path), Ok(Some(stat)) if stat.is_dir);
        let ends_in_slash = path.as_os_str().as_encoded_bytes().ends_with(b"/");
        if is_folder || ends_in_slash || path.extension().is_none() {
            return Ok(Self::Folder(path.to_owned()));
        }
        if is_one || format.is_native() {
            return Ok(Self::File(path.to_owned()));
        }
        bail!(
            "{title} makes several files: give -o a folder instead of {}",
            path.display()
        )
    }

    /// Refuses before the work what would be refused after it: what is there already, and a folder that
    /// holds an input or all one's work.
    pub fn check(&self, disk: &dyn Disk, paths: &[PathBuf], force: bool) -> anyhow::Result<()> {
        let (Self::File(path) | Self::Folder(path)) = self else {
            return Ok(());
        };
        let is_empty = matches!(disk.list(path), Ok(entries) if entries.is_empty());
        if !force && disk.exists(path) && !is_empty {
            bail!(
                "there is something already, and --force replaces it whole: {}",
                path.display()
            );
        }
        let Ok(real) = path.canonicalize() else {
            return Ok(());
        };
        let here = Path::new(".").canonicalize().unwrap_or_default();
        let holds = |inner: &Path| inner.starts_with(&real);
        let holds_input = |input: &PathBuf| input.canonicalize().is_ok_and(|input| holds(&input));
        if matches!(self, Self::Folder(_)) && (holds(&here) || paths.iter().any(holds_input)) {
            bail!(
                "the folder would be replaced whole, and it holds what is read or where you are: {}",
                path.display()
            );
        }
        Ok(())
    }

    /// In words, for the last line.
    pub fn words(&self) -> String {
        match self {
            Self::Standard => "standard output".to_owned(),
            Self::File(path) | Self::Folder(path) => path.display().to_string(),
        }
    }
}

/// Gives a shelf for the target to `fill`; what it fills is put in place whole, or not at all.
pub fn with_shelf(
    disk: &dyn Disk,
    target: &Target,
    layout: Layout,
    force: bool,
    fill: &mut dyn FnMut(&mut dyn Shelf) -> Result<(), Halt>,
) -> Result<(), Halt> {
    let mut filled = Ok(());
    let halted = || io::Error::other("halted");
    let written: Result<(), DiskError> = match target {
        Target::Standard => {
            let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
            filled = fill(&mut OneFile(&mut out));
            // What is left in it has nowhere to go when the other end is closed.
            let flushed = match &filled {
                Ok(()) => io::Write::flush(&mut out).map_err(Halt::of_output),
                Err(_) => Ok(()),
            };
            let (_, _) = out.into_parts();
            return filled.and(flushed);
        }
        Target::File(path) => disk.write_atomic(path, &mut |file| {
            filled = match layout {
                Layout::One { .. } => fill(&mut OneFile(file)),
                Layout::Each => fill(&mut OnlyFile {
                    file,
                    written: false,
                }),
            };
            filled.as_ref().map_err(|_halt| halted()).copied()
        }),
        Target::Folder(path) => disk.write_folder(path, force, &mut |folder| {
            let mut shelf = Folder::new(folder, layout);
            filled = fill(&mut shelf);
            filled.as_ref().map_err(|_halt| halted())?;
            shelf.finish()
        }),
    };
    filled?;
    written.map_err(|error| Halt::Failed(error.into()))
}

/// Takes the one file of one article; a second has no place.
struct OnlyFile<'a> {
    file: &'a mut dyn io::Write,
    written: bool,
}

impl Shelf for OnlyFile<'_> {
    fn main(&mut self) -> io::Result<&mut dyn io::Write> {
        Ok(&mut *self.file)
    }

    fn put(&mut self, _: &str, bytes: &[u8]) -> io::Result<()> {
        if std::mem::replace(&mut self.written, true) {
            return Err(io::Error::other(
                "one file has no room for several articles: give -o a folder",
            ));
        }
        self.file.write_all(bytes)
    }
}
