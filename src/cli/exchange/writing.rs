//! Where an export goes: standard output, or a place on the disk.

use crate::cli::inputs;
use crate::cli::output::Halt;
use crate::disk::Disk;
use crate::formats::destination::is_one_file;
use crate::formats::{Destination, Format, Layout, OneFile, Shelf};
use anyhow::bail;
use std::io;
use std::path::{Path, PathBuf};

/// Where an export goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Standard,
    /// A file or a folder.
    At(Destination),
}

impl Target {
    /// What `-o` means for a format.
    pub fn new(disk: &dyn Disk, told: Option<&Path>, format: &Format) -> anyhow::Result<Self> {
        let title = format.title;
        let Some(path) = told.filter(|path| !inputs::is_standard_input(path)) else {
            if is_one_file(format) {
                return Ok(Self::Standard);
            }
            bail!("{title} makes several files: give -o a folder");
        };
        match Destination::of(disk, path, format) {
            Some(destination) => Ok(Self::At(destination)),
            None => bail!(
                "{title} makes several files: give -o a folder instead of {}",
                path.display()
            ),
        }
    }

    /// Refuses before the work what would be refused after it: what is there already, and a folder that
    /// holds an input or all one's work.
    pub fn check(&self, disk: &dyn Disk, paths: &[PathBuf], force: bool) -> anyhow::Result<()> {
        let Self::At(destination) = self else {
            return Ok(());
        };
        let path = destination.path();
        if !force && destination.is_taken(disk) {
            bail!(
                "there is something already, and --force replaces it whole: {}",
                path.display()
            );
        }
        let inputs = paths.iter().map(PathBuf::as_path);
        let is_folder = matches!(destination, Destination::Folder(_));
        if is_folder && destination.holds(inputs.chain([Path::new(".")])) {
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
            Self::At(destination) => destination.path().display().to_string(),
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
    match target {
        Target::At(destination) => destination.fill(disk, layout, force, fill),
        Target::Standard => {
            let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
            let filled = fill(&mut OneFile(&mut out));
            // What is left in it has nowhere to go when the other end is closed.
            let flushed = match &filled {
                Ok(()) => io::Write::flush(&mut out).map_err(Halt::of_output),
                Err(_) => Ok(()),
            };
            let (_, _) = out.into_parts();
            filled.and(flushed)
        }
    }
}
