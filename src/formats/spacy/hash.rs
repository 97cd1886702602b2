//! The numbers by which spaCy calls strings.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Strings that have numbers of their own.
const SYMBOLS: &str = include_str!("../../../assets/formats/spacy_symbols.txt");

/// The seed that spaCy hashes with.
const SEED: u64 = 1;

/// The numbers of attributes, which are symbols too.
pub mod attribute {
    /// A token's words.
    pub const ORTH: u64 = 65;
    /// Whether a token begins an entity, goes on with it, or is in none.
    pub const ENT_IOB: u64 = 77;
    /// An entity's label.
    pub const ENT_TYPE: u64 = 78;
    /// Whom or what an entity means.
    pub const ENT_KB_ID: u64 = 452;
}

static NUMBERS: LazyLock<FxHashMap<&str, u64>> = LazyLock::new(|| {
    let lines = SYMBOLS.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once(' '));
    pairs
        .filter_map(|(number, name)| Some((name, number.parse().ok()?)))
        .collect()
});

/// The symbol of a number.
pub fn symbol(number: u64) -> Option<&'static str> {
    let mut symbols = NUMBERS.iter();
    let symbol = symbols.find(|&(_, &symbol)| symbol == number);
    symbol.map(|(name, _)| *name)
}

/// The number of a string: a symbol's own, else its hash; 0 for none.
pub fn number(string: &str) -> u64 {
    if string.is_empty() {
        return 0;
    }
    // No symbol has another character, and most words are looked up here.
    let may_be_symbol = string
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let known = may_be_symbol
        .then(|| NUMBERS.get(string).copied())
        .flatten();
    known.unwrap_or_else(|| murmur(string.as_bytes(), SEED))
}

/// MurmurHash64A, the 64-bit hash of the MurmurHash2 family.
fn murmur(bytes: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    const R: u32 = 47;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(M);
    let (blocks, rest) = bytes.as_chunks::<8>();
    for block in blocks {
        let mut k = u64::from_le_bytes(*block).wrapping_mul(M);
        k ^= k >> R;
        hash = (hash ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    hash ^= hash >> R;
    hash = hash.wrapping_mul(M);
    hash ^ (hash >> R)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_have_the_numbers_that_spacy_gives_them() {
        for (string, expected) in [
            ("", 0),
            ("PERSON", 380),
            ("ENT_KB_ID", attribute::ENT_KB_ID),
            ("x", 11123243248953317070),
            ("said", 17573686707662795042),
            ("Shoigu", 13317890605530591160),
            ("“", 16073121960489476521),
            ("a much longer string than eight", 18040145056835678774),
        ] {
            assert_eq!(number(string), expected, "{string}");
        }
        assert_eq!(symbol(380), Some("PERSON"));
    }
}
