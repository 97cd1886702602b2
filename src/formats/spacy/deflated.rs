//! zlib streams, made of columns that are deflated while they grow.

use std::io::{self, Read as _};

/// Longest content that is inflated, in bytes: a small file can hold any amount.
pub const LONGEST: u64 = 1 << 30;

/// Inflates a stream that holds at most so many bytes.
pub fn inflate(bytes: &[u8], longest: u64) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    let decoder = flate2::read::ZlibDecoder::new(bytes);
    decoder.take(longest + 1).read_to_end(&mut content)?;
    if content.len() as u64 > longest {
        let reason = format!("holds more than {longest} bytes: split it");
        return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
    }
    Ok(content)
}

/// The first bytes of a stream's content, if it is one.
pub fn beginning(bytes: &[u8], len: u64) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    let decoder = flate2::read::ZlibDecoder::new(bytes);
    decoder.take(len).read_to_end(&mut content).ok()?;
    Some(content)
}

/// Bytes that will be a stretch of a stream, deflated as they come: what they take in memory is little.
pub struct Column {
    compress: flate2::Compress,
    deflated: Vec<u8>,
    sum: Sum,
}

impl Default for Column {
    fn default() -> Self {
        Self {
            compress: flate2::Compress::new(flate2::Compression::fast(), false),
            deflated: Vec::new(),
            sum: Sum::default(),
        }
    }
}

impl Column {
    /// Adds bytes.
    pub fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sum.push(bytes);
        self.run(bytes, flate2::FlushCompress::None)
    }

    /// How many bytes were added.
    pub fn len(&self) -> u64 {
        self.sum.len
    }

    fn run(&mut self, mut bytes: &[u8], flush: flate2::FlushCompress) -> io::Result<()> {
        loop {
            self.deflated.reserve((bytes.len() / 4).max(4096));
            let room = self.deflated.capacity() - self.deflated.len();
            let (taken, given) = (self.compress.total_in(), self.deflated.len());
            self.compress
                .compress_vec(bytes, &mut self.deflated, flush)
                .map_err(io::Error::other)?;
            let taken = (self.compress.total_in() - taken) as usize;
            bytes = bytes.get(taken..).unwrap_or_default();
            // Room left over means that there was no more to give.
            if bytes.is_empty() && self.deflated.len() - given < room {
                return Ok(());
            }
        }
    }
}

/// A stream that is put together of columns.
pub struct Stream<'a> {
    out: &'a mut dyn io::Write,
    sum: Sum,
}

impl<'a> Stream<'a> {
    /// Begins one.
    pub fn begin(out: &'a mut dyn io::Write) -> io::Result<Self> {
        // Deflate with a window of 32 KB, made fast.
        out.write_all(&[0x78, 0x01])?;
        Ok(Self {
            out,
            sum: Sum::default(),
        })
    }

    /// Adds a column.
    pub fn column(&mut self, mut column: Column) -> io::Result<()> {
        // Ends at a whole byte, so that another can follow.
        column.run(&[], flate2::FlushCompress::Sync)?;
        self.sum.join(column.sum);
        self.out.write_all(&column.deflated)
    }

    /// Adds bytes.
    pub fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut column = Column::default();
        column.push(bytes)?;
        self.column(column)
    }

    /// Ends it.
    pub fn end(self) -> io::Result<()> {
        // A last block, stored and empty.
        self.out.write_all(&[0x01, 0x00, 0x00, 0xFF, 0xFF])?;
        self.out.write_all(&self.sum.adler.to_be_bytes())
    }
}

/// Adler-32 of a stretch, with its length, so that those of two stretches give that of both together.
#[derive(Clone, Copy)]
struct Sum {
    adler: u32,
    len: u64,
}

impl Default for Sum {
    fn default() -> Self {
        Self { adler: 1, len: 0 }
    }
}

impl Sum {
    fn push(&mut self, bytes: &[u8]) {
        let mut adler = adler2::Adler32::from_checksum(self.adler);
        adler.write_slice(bytes);
        self.adler = adler.checksum();
        self.len += bytes.len() as u64;
    }

    fn join(&mut self, next: Self) {
        const BASE: u64 = 65521;
        let halves = |adler: u32| (u64::from(adler & 0xFFFF), u64::from(adler >> 16));
        let ((a, b), (next_a, next_b)) = (halves(self.adler), halves(next.adler));
        // The second half sums the first after each byte, so what stood there before counts for each.
        let joined_a = (a + next_a + BASE - 1) % BASE;
        let joined_b = (b + next_b + (next.len % BASE) * ((a + BASE - 1) % BASE)) % BASE;
        self.adler = (joined_b << 16 | joined_a) as u32;
        self.len += next.len;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn columns_together_are_one_stream(
            columns in prop::collection::vec(prop::collection::vec("[a-c]{0,300}", 0..20), 0..5)
        ) {
            let mut bytes = Vec::new();
            let mut stream = Stream::begin(&mut bytes).unwrap();
            for pieces in &columns {
                let mut column = Column::default();
                for piece in pieces {
                    column.push(piece.as_bytes()).unwrap();
                }
                stream.column(column).unwrap();
            }
            stream.end().unwrap();
            prop_assert_eq!(inflate(&bytes, LONGEST).unwrap(), columns.concat().concat().into_bytes());
        }
    }

    #[test]
    fn what_holds_too_much_is_refused() {
        let mut bytes = Vec::new();
        let mut stream = Stream::begin(&mut bytes).unwrap();
        stream.bytes(&vec![0; 1 << 20]).unwrap();
        stream.end().unwrap();
        assert!(bytes.len() < 1 << 14);
        assert!(inflate(&bytes, 1 << 20).is_ok());
        assert!(inflate(&bytes, (1 << 20) - 1).is_err());
    }

    #[test]
    fn more_than_its_buffer_goes_through() {
        let long: Vec<u8> = (0..3_000_000u32)
            .flat_map(|n| (n.wrapping_mul(2654435761) >> 13).to_le_bytes())
            .collect();
        let mut bytes = Vec::new();
        let mut stream = Stream::begin(&mut bytes).unwrap();
        stream.bytes(&long).unwrap();
        stream.bytes(b"end").unwrap();
        stream.end().unwrap();
        assert_eq!(
            inflate(&bytes, LONGEST).unwrap(),
            [&long[..], b"end"].concat()
        );
        assert!(inflate(&bytes[..bytes.len() / 2], LONGEST).is_err());
    }
}
