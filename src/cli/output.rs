//! Where documents go: a stream, one file, or a folder with a file for each.

use super::inputs;
use crate::disk::{Disk, DiskError, NewFolder, file_name};
use anyhow::bail;
use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// How a document is spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// A line of JSON Lines.
    Line,
    /// JSON in a file of its own.
    Json,
    /// RON in a file of its own.
    Ron,
}

/// Where documents go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Standard output, a line each.
    Standard,
    /// A file, a line each.
    Stream(PathBuf),
    /// A file with one document.
    One(PathBuf, Spelling),
    /// A folder, a file each.
    Folder(PathBuf),
}

impl Target {
    /// What `-o` means: nothing or `-` is standard output, a name without an extension a folder.
    pub fn new(disk: &dyn Disk, given: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = given.filter(|path| !inputs::is_standard_input(path)) else {
            return Ok(Self::Standard);
        };
        let path = path.to_owned();
        if matches!(disk.stat(&path), Ok(Some(stat)) if stat.is_dir) {
            return Ok(Self::Folder(path));
        }
        let extension = path.extension().map(|name| name.to_ascii_lowercase());
        let ends_in_slash = path.as_os_str().as_encoded_bytes().ends_with(b"/");
        match extension.as_deref().and_then(|name| name.to_str()) {
            _ if ends_in_slash => Ok(Self::Folder(path)),
            Some("jsonl" | "ndjson") => Ok(Self::Stream(path)),
            Some("ron") => Ok(Self::One(path, Spelling::Ron)),
            Some("json") => Ok(Self::One(path, Spelling::Json)),
            None if extension.is_none() => Ok(Self::Folder(path)),
            _ => bail!(
                "-o takes a folder or a file that ends in .jsonl, .ron or .json: {}",
                path.display()
            ),
        }
    }

    /// How each document is to be spelled.
    pub fn spelling(&self) -> Spelling {
        match self {
            Self::Standard | Self::Stream(_) => Spelling::Line,
            Self::One(_, spelling) => *spelling,
            Self::Folder(_) => Spelling::Ron,
        }
    }

    /// Refuses before the work what would be refused after it: a file that is there and is no input,
    /// and one document's file for what may be many.
    pub fn check(&self, disk: &dyn Disk, inputs: &[PathBuf], force: bool) -> anyhow::Result<()> {
        let file = match self {
            Self::Standard => return Ok(()),
            Self::Folder(path) => {
                return match disk.stat(path) {
                    Ok(Some(stat)) if !stat.is_dir => {
                        bail!("a file, where a folder is to be: {}", path.display())
                    }
                    _ => disk.create_dir(path).map_err(Into::into),
                };
            }
            Self::Stream(path) => path,
            Self::One(path, _) if inputs::is_one(disk, inputs) => path,
            Self::One(path, _) => bail!(
                "one document has no room for several articles: give -o a folder or a .jsonl file instead of {}",
                path.display()
            ),
        };
        let is_input = inputs.iter().any(|input| is_same(input, file));
        if force || is_input || !disk.exists(file) {
            Ok(())
        } else {
            bail!(
                "there is a file already, and --force writes over it: {}",
                file.display()
            )
        }
    }
}

/// A document on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The article's id.
    pub id: String,
    /// The file that it was read from, if it has one to itself.
    pub source: Option<PathBuf>,
    /// The document as it is written.
    pub bytes: Vec<u8>,
}

/// Why a document was not put where it should go.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Its own file cannot be had; the others go on.
    #[error("{0}")]
    This(String),
    /// Nothing more can be written.
    #[error(transparent)]
    All(#[from] io::Error),
    /// A file could not be written.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

impl Refused {
    fn same_id(id: &str) -> Self {
        Self::This(format!(
            "not written: an article before it has the same id, {id}"
        ))
    }
}

/// Takes documents one after another.
pub trait Sink {
    /// Puts a document where it goes.
    fn put(&mut self, written: &Written) -> Result<(), Refused>;

    /// Lets go of what was held back for speed.
    fn flush(&mut self) -> io::Result<()>;
}

/// A stream of lines.
pub struct Stream<'a>(pub &'a mut dyn io::Write);

impl Sink for Stream<'_> {
    fn put(&mut self, written: &Written) -> Result<(), Refused> {
        self.0.write_all(&written.bytes).map_err(Refused::All)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A file for each document, named by its id; or one file for the only one.
pub struct Files<'a> {
    disk: &'a dyn Disk,
    target: &'a Target,
    force: bool,
    hasher: RandomState,
    /// Hashes of the names that were written: a stream of a million has room.
    names: HashSet<u64>,
}

impl<'a> Files<'a> {
    /// Files at a target that is no stream.
    pub fn new(disk: &'a dyn Disk, target: &'a Target, force: bool) -> Self {
        Self {
            disk,
            target,
            force,
            hasher: RandomState::new(),
            names: HashSet::new(),
        }
    }

    fn path(&self, id: &str) -> PathBuf {
        match self.target {
            Target::Folder(folder) => folder.join(file_of(id)),
            Target::One(path, _) | Target::Stream(path) => path.clone(),
            Target::Standard => PathBuf::from("-"),
        }
    }
}

impl Sink for Files<'_> {
    fn put(&mut self, written: &Written) -> Result<(), Refused> {
        let path = self.path(&written.id);
        if !self.names.insert(self.hasher.hash_one(&path)) {
            return Err(Refused::same_id(&written.id));
        }
        let is_own = |source: &PathBuf| is_same(source, &path);
        let may_replace = self.force || written.source.as_ref().is_some_and(is_own);
        let one = matches!(self.target, Target::One(..));
        if !may_replace && !one && self.disk.exists(&path) {
            let told = format!(
                "not written: there is a file already, and --force writes over it: {}",
                path.display()
            );
            return Err(Refused::This(told));
        }
        self.disk
            .write(&path, &written.bytes)
            .map_err(Refused::Disk)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file for each document in a folder that is put in place whole.
struct NewFiles<'a> {
    folder: &'a NewFolder,
    names: HashSet<String>,
}

impl Sink for NewFiles<'_> {
    fn put(&mut self, written: &Written) -> Result<(), Refused> {
        let name = file_of(&written.id);
        if self.names.contains(&name) {
            return Err(Refused::same_id(&written.id));
        }
        let mut file = self.folder.create(&name)?;
        file.write_all(&written.bytes)?;
        file.flush()?;
        self.names.insert(name);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The name of an article's file.
fn file_of(id: &str) -> String {
    format!("{}.ron", file_name::escape(id))
}

/// Whether two paths lead to one file that is there.
fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Why no more is written.
#[derive(Debug)]
pub enum Halt {
    /// Whoever read the output wants no more, as with `| head`.
    Closed,
    /// The person stopped it.
    Stopped,
    /// Nothing came of any input, so that there is nothing to write.
    Nothing,
    /// It cannot go on.
    Failed(anyhow::Error),
}

impl From<DiskError> for Halt {
    fn from(error: DiskError) -> Self {
        Self::Failed(error.into())
    }
}

impl Halt {
    /// What an error of the output means.
    pub fn of_output(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Closed
        } else {
            Self::Failed(anyhow::Error::new(error).context("cannot write"))
        }
    }
}

/// Gives a sink for the target to `fill` with documents. A file that is a stream is put in place when
/// it is whole, or not at all.
pub fn with_sink(
    disk: &dyn Disk,
    target: &Target,
    force: bool,
    fill: &mut dyn FnMut(&mut dyn Sink) -> Result<(), Halt>,
) -> Result<(), Halt> {
    match target {
        Target::Standard => {
            let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
            let filled = fill(&mut Stream(&mut out));
            // What is left in it has nowhere to go when the other end is closed.
            let (_, _) = out.into_parts();
            filled
        }
        Target::Stream(path) => {
            let mut filled = Ok(());
            let written = disk.write_atomic(path, &mut |file| {
                filled = fill(&mut Stream(file));
                filled
                    .as_ref()
                    .map_or(Err(io::Error::other("halted")), |()| Ok(()))
            });
            filled?;
            written.map_err(|error| Halt::Failed(error.into()))
        }
        Target::One(..) | Target::Folder(_) => fill(&mut Files::new(disk, target, force)),
    }
}

/// The same for what can be made again: a folder that is not there yet, or is empty, is put in place whole or
/// not at all, which takes no waiting for the disk at each file.
pub fn with_sink_at_once(
    disk: &dyn Disk,
    target: &Target,
    force: bool,
    fill: &mut dyn FnMut(&mut dyn Sink) -> Result<(), Halt>,
) -> Result<(), Halt> {
    let Target::Folder(path) = target else {
        return with_sink(disk, target, force, fill);
    };
    let is_free = match disk.list(path) {
        Ok(entries) => entries.is_empty(),
        Err(_) => !disk.exists(path),
    };
    if !is_free {
        return with_sink(disk, target, force, fill);
    }
    let mut filled = Ok(());
    let written = disk.write_folder(path, false, &mut |folder| {
        let names = HashSet::new();
        filled = fill(&mut NewFiles { folder, names });
        filled
            .as_ref()
            .map_or(Err(io::Error::other("halted")), |()| Ok(()))
    });
    filled?;
    written.map_err(Halt::from)
}
