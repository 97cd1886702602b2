//! The naive model: a text is a list of characters that are told apart, a mark the set of those it covers.

use dictum::model::Document;
use std::collections::{BTreeMap, BTreeSet};

/// A character that stays itself wherever it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    pub number: usize,
    pub c: char,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    pub label: String,
    /// The numbers of its letters.
    pub letters: BTreeSet<usize>,
}

/// What a document says, in the simplest words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naive {
    pub letters: Vec<Letter>,
    pub marks: BTreeMap<String, Mark>,
    /// By id: from, to.
    pub links: BTreeMap<String, (String, String)>,
}

impl Naive {
    pub fn text(&self) -> String {
        self.letters.iter().map(|letter| letter.c).collect()
    }

    /// Where the letter of each place begins, in bytes; the end of the text last.
    pub fn bytes(&self) -> Vec<usize> {
        let mut at = 0;
        let mut bytes = vec![0];
        for letter in &self.letters {
            at += letter.c.len_utf8();
            bytes.push(at);
        }
        bytes
    }

    /// The stretches that a mark covers, as long as they can be; `bytes` is where each letter begins.
    pub fn pieces(&self, id: &str, bytes: &[usize]) -> Vec<(usize, usize)> {
        let letters = &self.marks[id].letters;
        let mut pieces: Vec<(usize, usize)> = Vec::new();
        for (at, letter) in self.letters.iter().enumerate() {
            if !letters.contains(&letter.number) {
                continue;
            }
            match pieces.last_mut() {
                Some(last) if last.1 == bytes[at] => last.1 = bytes[at + 1],
                _ => pieces.push((bytes[at], bytes[at + 1])),
            }
        }
        pieces
    }

    pub fn mark(&mut self, id: String, label: &str, pieces: &[(usize, usize)]) {
        let covered = pieces.iter().flat_map(|&(start, end)| start..end);
        let letters = covered.map(|at| self.letters[at].number).collect();
        let label = label.to_owned();
        self.marks.insert(id, Mark { label, letters });
    }

    /// A mark goes with its links.
    pub fn unmark(&mut self, id: &str) {
        self.marks.remove(id);
        self.links.retain(|_, (from, to)| from != id && to != id);
    }

    /// Other words in the place of some. A mark that had any of those, or had letters right before and
    /// right after, has the new ones; one that has none left goes.
    pub fn replace(&mut self, (start, end): (usize, usize), words: &[Letter]) {
        let gone: BTreeSet<usize> = self.letters[start..end]
            .iter()
            .map(|it| it.number)
            .collect();
        let number = |at: Option<usize>| Some(self.letters.get(at?)?.number);
        let (before, after) = (number(start.checked_sub(1)), number(Some(end)));
        for mark in self.marks.values_mut() {
            let has = |number: Option<usize>| number.is_some_and(|it| mark.letters.contains(&it));
            let within = gone.is_empty() && has(before) && has(after);
            let takes = within || !mark.letters.is_disjoint(&gone);
            mark.letters.retain(|number| !gone.contains(number));
            if takes {
                mark.letters.extend(words.iter().map(|word| word.number));
            }
        }
        self.letters.splice(start..end, words.iter().copied());
        let empty = |(id, mark): (&String, &Mark)| mark.letters.is_empty().then(|| id.clone());
        let empty: Vec<String> = self.marks.iter().filter_map(empty).collect();
        for id in empty {
            self.unmark(&id);
        }
    }

    pub fn agrees_with(&self, document: &Document) {
        assert_eq!(document.text().as_str(), self.text());
        let ids: Vec<String> = document.spans().map(|span| span.id.to_string()).collect();
        let mut known: Vec<String> = self.marks.keys().cloned().collect();
        assert_eq!(sorted(ids), sorted(std::mem::take(&mut known)));
        let bytes = self.bytes();
        for span in document.spans() {
            let id = span.id.as_str();
            assert_eq!(span.label.as_str(), self.marks[id].label);
            let pieces = span.fragments.iter();
            let pieces: Vec<_> = pieces.map(|range| (range.start.0, range.end.0)).collect();
            assert_eq!(pieces, self.pieces(id, &bytes), "{id}");
        }
        let link = |link: &dictum::model::Link| {
            let ends = (link.from.to_string(), link.to.to_string());
            (link.id.to_string(), ends)
        };
        let links: BTreeMap<_, _> = document.links().map(|it| link(it)).collect();
        assert_eq!(links, self.links);
    }
}

fn sorted(mut list: Vec<String>) -> Vec<String> {
    list.sort();
    list
}
