//! Records in a journal's file: how they are told from what surrounds them, and from damage.

/// The first bytes of a journal, with the number of its format.
pub(super) const PREAMBLE: &[u8] = b"dictum journal 1\n";

/// What each record begins with, so that the next is found behind a damaged one.
const MARK: [u8; 4] = [0xd1, b'J', 0xc7, 0x1e];
/// The mark, the length, the sequence number and the checksum, each in little endian.
const HEAD: usize = 4 + 4 + 8 + 4;

/// A record as it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Framed<'a> {
    pub sequence: u64,
    pub payload: &'a [u8],
}

/// Records read from a file, and how far they can be trusted.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Frames<'a> {
    /// In order; sequence numbers only rise.
    pub records: Vec<Framed<'a>>,
    /// The byte behind the first record.
    pub first_end: usize,
    /// The byte behind the last record.
    pub end: usize,
    /// How often something between two records, or their numbers, is missing or damaged.
    pub gaps: usize,
    /// The last record was cut off and is left out.
    pub is_torn: bool,
}

/// Adds a record; what it says is written by `fill`. Gives what `fill` gives; on an error nothing is added.
pub(super) fn append<E>(
    out: &mut Vec<u8>,
    sequence: u64,
    fill: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
) -> Result<(), E> {
    let start = out.len();
    out.extend_from_slice(&[0; HEAD]);
    if let Err(error) = fill(out) {
        out.truncate(start);
        return Err(error);
    }
    let (head, payload) = out[start..].split_at_mut(HEAD);
    let length = payload.len() as u32;
    head[..4].copy_from_slice(&MARK);
    head[4..8].copy_from_slice(&length.to_le_bytes());
    head[8..16].copy_from_slice(&sequence.to_le_bytes());
    let sum = checksum(length, sequence, payload);
    head[16..].copy_from_slice(&sum.to_le_bytes());
    Ok(())
}

/// Reads every record that is whole. What is damaged is passed over.
pub(super) fn read(bytes: &[u8]) -> Frames<'_> {
    let mut frames = Frames {
        end: PREAMBLE.len().min(bytes.len()),
        ..Frames::default()
    };
    let mut at = frames.end;
    let mut last = None;
    while let Some((start, record)) = next(bytes, at) {
        at = start + HEAD + record.payload.len();
        match last {
            // Left over from before something was written anew.
            Some(last) if record.sequence <= last => continue,
            Some(last) if record.sequence > last + 1 => frames.gaps += 1,
            _ if start > frames.end => frames.gaps += 1,
            _ => {}
        }
        last = Some(record.sequence);
        frames.end = at;
        if frames.records.is_empty() {
            frames.first_end = at;
        }
        frames.records.push(record);
    }
    let rest = bytes.get(frames.end..).unwrap_or_default();
    frames.is_torn = rest.iter().any(|&byte| byte != 0);
    frames
}

/// The first whole record from a place on, with where it begins.
fn next(bytes: &[u8], from: usize) -> Option<(usize, Framed<'_>)> {
    let rest = bytes.get(from..)?;
    memchr::memmem::find_iter(rest, &MARK)
        .map(|at| from + at)
        .find_map(|at| Some((at, whole(bytes.get(at..)?)?)))
}

fn whole(bytes: &[u8]) -> Option<Framed<'_>> {
    let number = |from: usize| {
        Some(u32::from_le_bytes(
            bytes.get(from..from + 4)?.try_into().ok()?,
        ))
    };
    let (length, sum) = (number(4)?, number(16)?);
    let sequence = u64::from_le_bytes(bytes.get(8..16)?.try_into().ok()?);
    let payload = bytes.get(HEAD..HEAD.checked_add(length as usize)?)?;
    (checksum(length, sequence, payload) == sum).then_some(Framed { sequence, payload })
}

fn checksum(length: u32, sequence: u64, payload: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(&length.to_le_bytes());
    sum.update(&sequence.to_le_bytes());
    sum.update(payload);
    sum.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn journal(payloads: &[Vec<u8>]) -> Vec<u8> {
        let mut out = PREAMBLE.to_vec();
        for (sequence, payload) in (1..).zip(payloads) {
            append(&mut out, sequence, |out| {
                out.extend_from_slice(payload);
                Ok::<(), ()>(())
            })
            .unwrap();
        }
        out
    }

    fn payloads() -> impl Strategy<Value = Vec<Vec<u8>>> {
        // Among them the mark itself, and zeros as in room that is kept.
        let byte = prop_oneof![any::<u8>(), prop::sample::select(MARK.to_vec()), Just(0)];
        prop::collection::vec(prop::collection::vec(byte, 0..40), 1..8)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_and_a_cut_loses_only_the_record_that_it_cuts(
            payloads in payloads(), cut in any::<prop::sample::Index>(), room in 0usize..100,
        ) {
            let mut bytes = journal(&payloads);
            let whole = bytes.len();
            bytes.resize(whole + room, 0);
            let read_all = read(&bytes);
            prop_assert_eq!(read_all.records.len(), payloads.len());
            prop_assert_eq!((read_all.end, read_all.gaps, read_all.is_torn), (whole, 0, false));
            let cut = PREAMBLE.len() + cut.index(whole - PREAMBLE.len());
            let frames = read(&bytes[..cut]);
            let mut end = PREAMBLE.len();
            let fit = payloads.iter().take_while(|payload| {
                end += HEAD + payload.len();
                end <= cut
            });
            prop_assert_eq!(frames.records.len(), fit.count());
            prop_assert_eq!(frames.gaps, 0);
        }

        #[test]
        fn a_damaged_byte_costs_the_record_that_it_is_in_and_is_told(
            payloads in payloads(), at in any::<prop::sample::Index>(), change in 1u8..,
        ) {
            let mut bytes = journal(&payloads);
            let at = PREAMBLE.len() + at.index(bytes.len() - PREAMBLE.len());
            bytes[at] ^= change;
            let frames = read(&bytes);
            prop_assert_eq!(frames.records.len(), payloads.len() - 1);
            prop_assert!(frames.gaps > 0 || frames.is_torn);
            for record in frames.records {
                prop_assert_eq!(record.payload, &payloads[record.sequence as usize - 1][..]);
            }
        }

        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(read(&bytes).end <= bytes.len());
        }
    }
}
