//! The text as the Gender Gap Tracker changes it before it counts, led back to the text as it is.

use crate::formats::Piece;

/// Which text the places are of.
pub enum Changed {
    /// The text as it is.
    Not,
    /// The changed text.
    By {
        /// Its characters.
        changed: Vec<char>,
        /// Where each of them comes from, in code points.
        from: Vec<usize>,
        /// The characters of the text as it is.
        text: Vec<char>,
    },
}

impl Changed {
    /// The text in which more of some places have their words.
    pub fn of<'a>(text: &str, places: impl Iterator<Item = ((usize, usize), &'a str)>) -> Self {
        let places: Vec<_> = places.collect();
        let as_it_is: Vec<char> = text.chars().collect();
        let (changed, from) = change(&as_it_is);
        let right = |chars: &[char]| {
            let is_right = |((start, end), words): &&((usize, usize), &str)| {
                let here = chars.get(*start..*end);
                here.is_some_and(|here| here.iter().copied().eq(words.chars()))
            };
            places.iter().filter(is_right).count()
        };
        if right(&changed) > right(&as_it_is) {
            let text = as_it_is;
            Self::By {
                changed,
                from,
                text,
            }
        } else {
            Self::Not
        }
    }

    /// A place in the text as it is, with its words as they are there where they were changed.
    pub fn piece(&self, (start, end): (usize, usize), words: &str) -> Piece {
        let as_told = Piece {
            start,
            end,
            text: Some(words.to_owned()),
        };
        let Self::By {
            changed,
            from,
            text,
        } = self
        else {
            return as_told;
        };
        let same = changed
            .get(start..end)
            .is_some_and(|here| here.iter().copied().eq(words.chars()));
        let (Some(&first), Some(&last), true) =
            (from.get(start), from.get(end.saturating_sub(1)), same)
        else {
            return as_told;
        };
        let last = last + 1;
        Piece {
            start: first,
            end: last,
            text: text.get(first..last).map(|here| here.iter().collect()),
        }
    }
}

/// The tracker's changes, one after another, and where each character comes from.
fn change(text: &[char]) -> (Vec<char>, Vec<usize>) {
    let one = |c: char| match c {
        '\u{a0}' => ' ',
        '”' | '“' | '〝' | '〞' => '"',
        c => plain(c),
    };
    let mut chars: Vec<(char, usize)> = text.iter().copied().map(one).zip(0..).collect();
    for (old, new) in [
        ("\n", ".\n "),
        ("..\n ", ".\n "),
        (". .\n ", ".\n "),
        ("  ", " "),
        ("\\n", " "),
    ] {
        chars = replaced(&chars, old, new);
    }
    chars.into_iter().unzip()
}

/// Replaces words from left to right; what is new comes from where the old began.
fn replaced(chars: &[(char, usize)], old: &str, new: &str) -> Vec<(char, usize)> {
    let old: Vec<char> = old.chars().collect();
    let mut out = Vec::with_capacity(chars.len());
    let mut rest = chars;
    while let Some((&first, after)) = rest.split_first() {
        let here = rest.get(..old.len());
        if here.is_some_and(|here| here.iter().map(|(c, _)| c).eq(&old)) {
            out.extend(new.chars().map(|c| (c, first.1)));
            rest = rest.get(old.len()..).unwrap_or_default();
        } else {
            out.push(first);
            rest = after;
        }
    }
    out
}

/// A letter without its accent, as the tracker takes it off.
fn plain(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => 'a',
        'è' | 'é' | 'ê' | 'ë' | 'ē' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'ı' | 'ī' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ō' => 'o',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' => 'u',
        'ý' | 'ÿ' | 'ȳ' => 'y',
        'ç' => 'c',
        'ñ' => 'n',
        'ş' => 's',
        'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ā' => 'A',
        'È' | 'É' | 'Ê' | 'Ë' | 'Ē' => 'E',
        'Ì' | 'Í' | 'Î' | 'Ï' | 'İ' | 'Ī' => 'I',
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ō' => 'O',
        'Ù' | 'Ú' | 'Û' | 'Ü' | 'Ū' => 'U',
        'Ý' | 'Ÿ' | 'Ȳ' => 'Y',
        'Ç' => 'C',
        'Ñ' => 'N',
        'Ş' => 'S',
        c => c,
    }
}
