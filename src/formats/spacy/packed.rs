//! What stands in a DocBin, as it is packed.

use serde::Deserialize;
use serde_bytes::Bytes;
use serde_json::Value;

/// A file's content.
#[derive(Deserialize)]
pub struct Packed<'a> {
    /// The numbers of the attributes, in the order of the columns.
    pub attrs: Vec<u64>,
    /// A row of 64-bit numbers for each token, the lowest byte first.
    #[serde(borrow)]
    pub tokens: &'a Bytes,
    /// A byte for each token: whether a space follows.
    #[serde(borrow)]
    pub spaces: &'a Bytes,
    /// How many tokens each document has, 32 bits each.
    #[serde(borrow)]
    pub lengths: &'a Bytes,
    /// Every string of which a number stands in the file.
    #[serde(borrow)]
    pub strings: Vec<&'a str>,
    /// Each document's categories.
    #[serde(default)]
    pub cats: Vec<Value>,
    /// What else is said of each document.
    #[serde(default)]
    pub flags: Vec<Flags>,
    /// Each document's span groups, packed once more.
    #[serde(borrow, default)]
    pub span_groups: Vec<&'a Bytes>,
    /// Each document's user data, packed once more.
    #[serde(borrow, default)]
    pub user_data: Vec<Option<&'a Bytes>>,
}

/// What else is said of a document.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub struct Flags {
    /// Nobody knows where spaces stood: one is taken to be after every word.
    pub has_unknown_spaces: bool,
}

/// A span group.
#[derive(Deserialize)]
pub struct Group<'a> {
    /// Its own name, which need not be the key under which it stands.
    #[serde(default)]
    pub name: String,
    /// See [`PackedSpan`].
    #[serde(borrow)]
    pub spans: Vec<&'a Bytes>,
}

/// A span of a group: 40 bytes, the highest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PackedSpan {
    /// The number of its id; 0 for none.
    pub id: u64,
    /// The number of what it means; 0 for nothing.
    pub meant: u64,
    /// The number of its label.
    pub label: u64,
    /// Its first token.
    pub first: u32,
    /// The token after its last.
    pub after: u32,
    /// Its first code point.
    pub start: u32,
    /// The code point after its last.
    pub end: u32,
}

impl PackedSpan {
    /// Out of its bytes; `None` when these are not as many as they must be.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (longs, ints) = bytes.split_at_checked(24)?;
        let (longs, []) = longs.as_chunks::<8>() else {
            return None;
        };
        let (ints, []) = ints.as_chunks::<4>() else {
            return None;
        };
        let ([id, meant, label], [first, after, start, end]) = (longs, ints) else {
            return None;
        };
        let [id, meant, label] = [id, meant, label].map(|bytes| u64::from_be_bytes(*bytes));
        let [first, after, start, end] =
            [first, after, start, end].map(|bytes| u32::from_be_bytes(*bytes));
        Some(Self {
            id,
            meant,
            label,
            first,
            after,
            start,
            end,
        })
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let longs = [self.id, self.meant, self.label].map(u64::to_be_bytes);
        let ints = [self.first, self.after, self.start, self.end].map(u32::to_be_bytes);
        [longs.as_flattened(), ints.as_flattened()].concat()
    }
}
