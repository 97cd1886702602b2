//! What a stream without a name is: the extension that its file would have.

use super::{ALL, Format, Glimpse, Source};
use crate::disk::Disk;
use std::io::{self, BufRead as _, Read as _};
use std::path::Path;

/// The extension by which a file without one is recognised, and its format: of several, the one that
/// [`ALL`] has first. Without a format that is known, or where `from` names it, what it looks like.
pub fn extension(
    disk: &dyn Disk,
    path: &Path,
    from: Option<&'static Format>,
) -> io::Result<&'static str> {
    let source = Source { disk, path };
    let head = source.head().map_err(io::Error::other)?;
    let candidates = candidates(&source, &head)?;
    let place = |extension: &&'static str| {
        let named = path.with_extension(extension);
        let glimpse = Glimpse {
            source: Source { disk, path: &named },
            head: &head,
        };
        let is_it = |format: &&'static Format| {
            format.reads.is_some()
                && from.is_none_or(|from| from.name == format.name)
                && (format.recognises)(&glimpse)
        };
        ALL.iter().position(is_it).unwrap_or(ALL.len())
    };
    // The first of those that are as good.
    let best = candidates.iter().copied().min_by_key(|each| place(each));
    Ok(best.unwrap_or("txt"))
}

/// What a file may be called that begins like this, the likeliest first.
fn candidates(source: &Source<'_>, head: &[u8]) -> io::Result<&'static [&'static str]> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    Ok(match head.trim_ascii_start() {
        [b'P', b'A', b'R', b'1', ..] => &["parquet"],
        // zlib, as spaCy has it, at each of its levels.
        [0x78, 0x01 | 0x5E | 0x9C | 0xDA, ..] => &["spacy"],
        [b'{', ..] if is_lines(source)? => &["jsonl"],
        [b'{' | b'[', ..] => &["json", "jsonl"],
        [b'<', ..] => &["xmi", "xml", "txt"],
        [b'(', ..] => &["ron"],
        // Formats of several files cannot come in one stream.
        _ => &["tsv", "csv", "conll", "iob2", "txt"],
    })
}

/// Whether a second line begins with `{`: then every line is a record. Looks at no more than the second
/// line's beginning, however long the first is, and holds none of it.
fn is_lines(source: &Source<'_>) -> io::Result<bool> {
    let mut reader = source.disk.reader(source.path).map_err(io::Error::other)?;
    reader.skip_until(b'\n')?;
    let mut rest = reader.take(1 << 16).bytes();
    loop {
        match rest.next().transpose()? {
            Some(byte) if byte.is_ascii_whitespace() => {}
            Some(byte) => return Ok(byte == b'{'),
            None => return Ok(false),
        }
    }
}
