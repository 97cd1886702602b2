//! Records as they stand in a journal, made and mended here, so that a fuzzer gets past the checksums.

use dictum::journal::Entry;
use serde::Serialize as _;

const PREAMBLE: &[u8] = b"dictum journal 1\n";
const MARK: [u8; 4] = [0xd1, b'J', 0xc7, 0x1e];
const HEAD: usize = 4 + 4 + 8 + 4;

/// A journal that says this.
pub fn journal(entries: &[Entry]) -> Vec<u8> {
    let mut bytes = PREAMBLE.to_vec();
    for (number, entry) in entries.iter().enumerate() {
        let mut payload = Vec::new();
        let mut writer = rmp_serde::Serializer::new(&mut payload).with_struct_map();
        if let Err(error) = entry.serialize(&mut writer) {
            panic!("it cannot be written down: {error}");
        }
        bytes.extend(framed(number as u64 + 1, &payload));
    }
    bytes
}

/// The same bytes with lengths, numbers and checksums set right, one record after another.
pub fn mended(bytes: &[u8]) -> Vec<u8> {
    let rest = bytes.strip_prefix(PREAMBLE).unwrap_or(bytes);
    let mut starts: Vec<usize> = memchr::memmem::find_iter(rest, &MARK).collect();
    starts.push(rest.len());
    let mut out = PREAMBLE.to_vec();
    for (number, pair) in starts.windows(2).enumerate() {
        let payload = rest.get(pair[0] + HEAD..pair[1]).unwrap_or_default();
        out.extend(framed(number as u64 + 1, payload));
    }
    out
}

fn framed(sequence: u64, payload: &[u8]) -> Vec<u8> {
    let length = payload.len() as u32;
    let mut sum = crc32fast::Hasher::new();
    sum.update(&length.to_le_bytes());
    sum.update(&sequence.to_le_bytes());
    sum.update(payload);
    let mut out = MARK.to_vec();
    out.extend(length.to_le_bytes());
    out.extend(sequence.to_le_bytes());
    out.extend(sum.finalize().to_le_bytes());
    out.extend(payload);
    out
}
