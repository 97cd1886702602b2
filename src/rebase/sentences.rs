//! Cutting a text into sentences, the pieces that are compared first.
//!
//! A cut depends only on what stands near it, so that two texts are cut alike where they are alike.

use super::fold::{Word, words};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// A sentence, or a part of a very long one, with its words.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// Its first word, by number.
    pub first: usize,
    /// The word after its last.
    pub last: usize,
    /// The same for the same words in the same order, however printed.
    pub key: u64,
}

/// A text as words and sentences.
pub struct Cut {
    /// Every word and sign, in order.
    pub words: Vec<Word>,
    /// Every sentence, in order, each of one word at least.
    pub sentences: Vec<Sentence>,
}

/// A sentence of more words is cut within.
const LONGEST: usize = 100;

/// Within a long one, it is cut after one word in so many, told by the word itself.
const CUT_AFTER_ONE_IN: u64 = 32;

/// Cuts a text.
pub fn cut(text: &str) -> Cut {
    let words: Vec<Word> = words(text, 0).collect();
    let mut sentences = Vec::new();
    let mut first = 0;
    for at in 0..words.len() {
        if at + 1 == words.len() || ends_at(text, &words, at) {
            add(&words, first, at + 1, &mut sentences);
            first = at + 1;
        }
    }
    Cut { words, sentences }
}

/// Whether a sentence ends with the word number `at`: a line ends behind it, or it is a closing sign or
/// what closes behind one, and a blank follows.
fn ends_at(text: &str, words: &[Word], at: usize) -> bool {
    let (Some(word), Some(next)) = (words.get(at), words.get(at + 1)) else {
        return true;
    };
    let between = text.get(word.end..next.start).unwrap_or_default();
    if between.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
        return true;
    }
    let sign = |word: &Word| text.get(word.start..word.end).unwrap_or_default();
    if matches!(sign(word), "。" | "！" | "？") {
        return true;
    }
    if between.is_empty() {
        return false;
    }
    let closes = |sign: &str| matches!(sign, "”" | "’" | "\"" | "'" | "»" | ")" | "]");
    let near = words.get(..=at).unwrap_or_default().iter().rev();
    near.map(sign)
        .take(4)
        .find(|sign| !closes(sign))
        .is_some_and(|sign| matches!(sign, "." | "!" | "?" | "…"))
}

fn add(words: &[Word], first: usize, last: usize, sentences: &mut Vec<Sentence>) {
    let mut begin = first;
    for at in first..last {
        let cuts = last - first > LONGEST
            && words
                .get(at)
                .is_some_and(|word| word.key % CUT_AFTER_ONE_IN == 0);
        if cuts || at + 1 == last {
            sentences.extend(sentence(words, begin, at + 1));
            begin = at + 1;
        }
    }
}

fn sentence(words: &[Word], first: usize, last: usize) -> Option<Sentence> {
    let inside = words.get(first..last).filter(|all| !all.is_empty())?;
    let mut hasher = DefaultHasher::new();
    for word in inside {
        word.key.hash(&mut hasher);
    }
    Some(Sentence {
        first,
        last,
        key: hasher.finish(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_says() {
        let cut_up = |text: &str| {
            let cut = cut(text);
            let said = cut
                .sentences
                .iter()
                .map(|it| text[cut.words[it.first].start..cut.words[it.last - 1].end].to_owned());
            said.collect::<Vec<_>>().join("|")
        };
        for (text, wanted) in [
            ("One. Two! “Three?” four", "One.|Two!|“Three?”|four"),
            ("A headline\nA 3.5 text.", "A headline|A 3.5 text."),
            ("一。二", "一。|二"),
            ("", ""),
            (" \n ", ""),
        ] {
            assert_eq!(cut_up(text), wanted);
        }
    }

    #[test]
    fn a_sentence_without_end_is_cut_alike_wherever_it_is_changed() {
        let long: Vec<String> = (0..3000).map(|n| format!("word{n}")).collect();
        let (old, new) = (long.join(" "), format!("quite new {}", long.join(" ")));
        let (old, new) = (cut(&old).sentences, cut(&new).sentences);
        assert!(old.len() > 30, "{}", old.len());
        let keys = |all: &[Sentence]| all.iter().map(|each| each.key).collect::<Vec<_>>();
        let (old, new) = (keys(&old), keys(&new));
        assert!(new.ends_with(&old[1..]));
    }
}
