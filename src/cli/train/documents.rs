//! The documents that are learned from: a project's, a folder's, those of files and streams.

use crate::disk::Disk;
use crate::project::Project;
use crate::store::{self, Format, Opened};
use anyhow::Context as _;
use std::path::{Path, PathBuf};

/// A document, or why it cannot be read.
pub(super) struct Document {
    /// What to call it: its file, with a line where the file has many.
    pub name: String,
    /// What was read.
    pub read: anyhow::Result<Opened>,
}

/// Reads every document of the inputs, one after the other.
pub(super) fn each_document(
    disk: &dyn Disk,
    inputs: &[PathBuf],
    take: &mut dyn FnMut(Document),
) -> anyhow::Result<()> {
    for input in inputs {
        if input.as_os_str() == "-" {
            from_lines(std::io::stdin().lock(), "standard input", take)?;
        } else if Project::is_at(disk, input) {
            let project = Project::open(disk, input)?;
            for article in project
                .articles(disk)?
                .iter()
                .filter(|article| article.is_begun)
            {
                for (_, path) in project.annotators(disk, &article.id)? {
                    from_file(disk, &path, take);
                }
            }
        } else if disk
            .stat(input)?
            .context(format!("nothing is there: {}", input.display()))?
            .is_dir
        {
            for path in disk
                .list(input)?
                .iter()
                .filter(|path| Format::of(path).is_some())
            {
                from_path(disk, path, take)?;
            }
        } else {
            from_path(disk, input, take)?;
        }
    }
    Ok(())
}

fn from_path(disk: &dyn Disk, path: &Path, take: &mut dyn FnMut(Document)) -> anyhow::Result<()> {
    if path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("jsonl"))
    {
        let bytes = disk.read(path)?;
        from_lines(bytes.as_slice(), &path.display().to_string(), take)
    } else {
        from_file(disk, path, take);
        Ok(())
    }
}

fn from_file(disk: &dyn Disk, path: &Path, take: &mut dyn FnMut(Document)) {
    take(Document {
        name: path.display().to_string(),
        read: store::open(disk, path).map_err(anyhow::Error::from),
    });
}

fn from_lines(
    mut lines: impl std::io::BufRead,
    from: &str,
    take: &mut dyn FnMut(Document),
) -> anyhow::Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if lines
            .read_until(b'\n', &mut line)
            .with_context(|| from.to_owned())?
            == 0
        {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let name = format!("{from}, line {number}");
        let read = store::read(&line, Path::new(&name)).map_err(anyhow::Error::from);
        take(Document { name, read });
    }
    Ok(())
}
