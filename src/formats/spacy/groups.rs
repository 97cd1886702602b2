//! Span groups, packed.

use super::entities::groups_of;
use super::packed::PackedSpan;
use super::{ENTITIES, GROUP};
use crate::model::Span;
use std::collections::BTreeMap;
use std::io;

/// Packs the groups of a document: each span into those in which it stood when it came from spaCy, else
/// into the usual one.
pub fn pack<'a>(spans: impl Iterator<Item = (&'a Span, PackedSpan)>) -> io::Result<Vec<u8>> {
    let mut groups: BTreeMap<&str, Vec<PackedSpan>> = BTreeMap::new();
    for (span, packed) in spans {
        let names = groups_of(span).unwrap_or_else(|| vec![GROUP]);
        for name in names.into_iter().filter(|&name| name != ENTITIES) {
            groups.entry(name).or_default().push(packed);
        }
    }
    let mut out = Vec::new();
    if groups.is_empty() {
        // spaCy knows "none" by this.
        rmp::encode::write_array_len(&mut out, 0)?;
        return Ok(out);
    }
    rmp::encode::write_map_len(&mut out, groups.len() as u32)?;
    for (name, spans) in groups {
        rmp::encode::write_bin(&mut out, &group(name, &spans)?)?;
        rmp::encode::write_array_len(&mut out, 1)?;
        rmp::encode::write_str(&mut out, name)?;
    }
    Ok(out)
}

fn group(name: &str, spans: &[PackedSpan]) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(spans.len() * 42 + name.len() + 32);
    rmp::encode::write_map_len(&mut out, 3)?;
    rmp::encode::write_str(&mut out, "name")?;
    rmp::encode::write_str(&mut out, name)?;
    rmp::encode::write_str(&mut out, "attrs")?;
    rmp::encode::write_map_len(&mut out, 0)?;
    rmp::encode::write_str(&mut out, "spans")?;
    rmp::encode::write_array_len(&mut out, spans.len() as u32)?;
    for span in spans {
        rmp::encode::write_bin(&mut out, &span.bytes())?;
    }
    Ok(out)
}
