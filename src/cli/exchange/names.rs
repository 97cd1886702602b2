//! `--map`: tables of names and single names.

use crate::disk::Disk;
use crate::formats::Names;
use anyhow::{Context as _, anyhow};
use std::path::Path;

/// The table that the program brings, with those that are told: a RON file, or `THEIRS=OURS`.
pub fn names(disk: &dyn Disk, told: &[String]) -> anyhow::Result<Names> {
    let mut names = Names::ours();
    for each in told {
        names = added(disk, names, each)?;
    }
    Ok(names)
}

/// Nothing but what is told: what goes out keeps our names unless others are asked for.
pub fn names_out(disk: &dyn Disk, told: &[String]) -> anyhow::Result<Names> {
    let mut names = Names::none();
    for each in told {
        names = added(disk, names, each)?;
    }
    Ok(names)
}

fn added(disk: &dyn Disk, mut names: Names, told: &str) -> anyhow::Result<Names> {
    let path = Path::new(told);
    if !disk.exists(path)
        && let Some((theirs, ours)) = told.split_once('=')
    {
        names.add(theirs.trim(), ours.trim());
        return Ok(names);
    }
    let bytes = disk.read(path).with_context(|| {
        format!("--map takes a table or a name such as Content=quote, not {told}")
    })?;
    let text = String::from_utf8(bytes).map_err(|_bytes| anyhow!("not UTF-8: {told}"))?;
    let more = Names::read(&text).with_context(|| format!("the table {told}"))?;
    Ok(names.with(more))
}
