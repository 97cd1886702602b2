//! When a mark's words are plainly the words that it had.
//!
//! They are when they read the same: the same words and signs in the same order, whatever the blanks
//! between them, the kind of quotation marks and dashes, and the Unicode form. And they are when,
//! besides, words have other capitals, and one word in ten (at least one) has a corrected letter: one
//! letter more, less, another, or two changed over, in a word of four letters or more that begins as it
//! did and has no digit.

use super::fold::{folded, words};

/// How the words of a mark are to those it had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The very bytes.
    Same,
    /// The same words, printed otherwise.
    Printed,
    /// The same words but for capitals and corrected letters.
    Corrected,
    /// Other words.
    Other,
}

/// Of so many words one may have a corrected letter.
const WORDS_TO_A_CORRECTION: usize = 10;

/// The fewest letters of a word in which one may be corrected.
const SHORTEST_CORRECTED: usize = 4;

/// How `new` is to `old`.
pub fn likeness(old: &str, new: &str) -> Likeness {
    if old == new {
        return Likeness::Same;
    }
    let (mut count, mut recased, mut corrected) = (0_usize, 0_usize, 0_usize);
    let (mut olds, mut news) = (Signs::new(old), Signs::new(new));
    loop {
        match (olds.next(), news.next()) {
            (None, None) => break,
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) if is_recased(&a, &b) => recased += 1,
            (Some(a), Some(b)) if is_corrected(&a, &b) => corrected += 1,
            _ => return Likeness::Other,
        }
        count += 1;
    }
    match corrected {
        _ if count == 0 => Likeness::Other,
        0 if recased == 0 => Likeness::Printed,
        few if few <= count.div_ceil(WORDS_TO_A_CORRECTION) => Likeness::Corrected,
        _ => Likeness::Other,
    }
}

/// Whether one word is the other with other capitals.
fn is_recased(old: &str, new: &str) -> bool {
    let letters = |word: &str| word.chars().all(is_letter);
    letters(old) && letters(new) && old.to_lowercase() == new.to_lowercase()
}

/// Whether one word is the other with other capitals, or with a corrected letter.
pub fn is_corrected(old: &str, new: &str) -> bool {
    if old == new || is_recased(old, new) {
        return old != new;
    }
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let long = old.len().min(new.len()) >= SHORTEST_CORRECTED;
    long && old.first() == new.first()
        && old.iter().chain(&new).all(|&c| is_letter(c))
        && is_one_apart(&old, &new)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '\'' || c == '\u{301}'
}

/// Whether one letter more, less, another, or two changed over is all the difference.
fn is_one_apart(old: &[char], new: &[char]) -> bool {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    match (&old[..old.len() - tail], &new[..new.len() - tail]) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// The words of a stretch as they are read, and its signs one by one.
struct Signs<'a> {
    text: &'a str,
    words: Box<dyn Iterator<Item = super::fold::Word> + 'a>,
    /// Of a word of signs alone, those still to come.
    rest: std::vec::IntoIter<char>,
}

impl<'a> Signs<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            words: Box::new(words(text, 0)),
            rest: Vec::new().into_iter(),
        }
    }
}

impl Iterator for Signs<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if let Some(sign) = self.rest.next() {
            return Some(sign.into());
        }
        let word = self.words.next()?;
        let read: String = folded(&self.text[word.start..word.end]).collect();
        if read.chars().any(char::is_alphanumeric) {
            return Some(read);
        }
        self.rest = read.chars().collect::<Vec<_>>().into_iter();
        self.rest.next().map(String::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plainly_the_same() {
        use Likeness::*;
        for (old, new, wanted) in [
            ("He said so.", "He said so.", Same),
            ("He  said\nso.", "He said so.", Printed),
            ("“Don’t go…”", "\"Don't go...\"", Printed),
            ("one – two", "one—two", Printed),
            ("cafe\u{301}", "caf\u{e9}", Printed),
            ("Presidnet", "President", Corrected),
            ("the president", "the President", Corrected),
            ("ministre of defence", "minister of defence", Corrected),
            ("Ten dead in fire", "TEN DEAD IN FIRE", Corrected),
            ("official", "officials", Corrected),
            ("ten million", "ten billion", Other),
            ("never", "ever", Other),
            ("now", "not", Other),
            ("1234", "1244", Other),
            ("did", "didn't", Other),
            ("agreed to go", "agreed to", Other),
            ("walked home", "talked home", Other),
            ("Presidnet Putni", "President Putin", Other),
            ("", " ", Other),
        ] {
            assert_eq!(likeness(old, new), wanted, "{old:?} {new:?}");
        }
    }

    #[test]
    fn one_word_in_ten_may_have_a_corrected_letter() {
        let old = "alpha bravo charlie delta echoes foxtrot golfer hotel indian juliet kilo";
        let one = old.replace("hotel", "hotels");
        let two = one.replace("delta", "deltas");
        let three = two.replace("bravo", "bravos");
        assert_eq!(likeness(old, &one), Likeness::Corrected);
        assert_eq!(likeness(old, &two), Likeness::Corrected);
        assert_eq!(likeness(old, &three), Likeness::Other);
    }
}
