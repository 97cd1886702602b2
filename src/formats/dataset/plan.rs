//! Which split an article is in.
//!
//! An article is drawn by its words, so that others that are added move none of the old ones. What belongs
//! together is drawn once: documents of the same words or of the same id, and where it is asked for those
//! that have the same value of a key.

use super::shares::Shares;
use crate::formats::about;
use crate::model::{Document, Header};
use rustc_hash::FxHashMap;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;

/// By what articles are parted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The splits and how much each is to get.
    pub shares: Shares,
    /// Another number is another draw.
    pub seed: u64,
    /// Articles with the same value of this key of theirs stay together.
    pub group_by: Option<String>,
}

/// A plan under way: every article is shown to it before the first is written.
#[derive(Debug)]
pub struct Plan {
    rule: Rule,
    /// What articles may have in common, by its hash.
    known: FxHashMap<[u8; 16], usize>,
    ties: Vec<Tie>,
    articles: u64,
    grouped: u64,
    /// Keys that articles have, for whoever asks for one that none has.
    keys: BTreeSet<String>,
}

/// Something that articles have in common.
#[derive(Clone, Copy, Debug)]
struct Tie {
    /// Another that belongs to the same; itself when it stands for all.
    up: usize,
    /// What was drawn for all that belongs together. A group's draw comes before those of words, so that
    /// articles may be added to it.
    draw: Draw,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Draw {
    OfGroup(u64),
    OfWords(u64),
    None,
}

/// The keys kept to be named; few are ever needed.
const MOST_KEYS: usize = 50;

impl Plan {
    /// Begins one.
    pub fn new(rule: Rule) -> Self {
        Self {
            rule,
            known: FxHashMap::default(),
            ties: Vec::new(),
            articles: 0,
            grouped: 0,
            keys: BTreeSet::new(),
        }
    }

    /// Shows it an article that goes out.
    pub fn see(&mut self, document: &Document) {
        self.articles += 1;
        let header = document.header();
        let words = words_of(document);
        let by_words = self.tie(b"words", &words, Draw::OfWords(self.draw(b"words", &words)));
        if !header.id.is_empty() {
            let by_id = self.tie(b"id", header.id.as_bytes(), Draw::None);
            self.join(by_words, by_id);
        }
        let Some(key) = &self.rule.group_by else {
            return;
        };
        match group(header, key) {
            Some(value) => {
                self.grouped += 1;
                let draw = Draw::OfGroup(self.draw(b"group", value.as_bytes()));
                let by_group = self.tie(b"group", value.as_bytes(), draw);
                self.join(by_words, by_group);
            }
            None if self.keys.len() < MOST_KEYS => {
                self.keys
                    .extend(all_keys(header).into_iter().map(|(key, _)| key));
            }
            None => {}
        }
    }

    /// How many articles lack the key by which they are to be grouped.
    pub fn without_group(&self) -> u64 {
        match self.rule.group_by {
            Some(_) => self.articles - self.grouped,
            None => 0,
        }
    }

    /// The keys that the articles have, where all of them lack the one that was asked for.
    pub fn keys_instead(&self) -> Option<Vec<&str>> {
        let all_lack = self.articles > 0 && self.without_group() == self.articles;
        all_lack.then(|| self.keys.iter().map(String::as_str).collect())
    }

    /// The rule.
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// The split of an article that was seen, by its place among the splits.
    pub fn place_of(&self, document: &Document) -> usize {
        let words = words_of(document);
        let drawn = self
            .known
            .get(&key_of(b"words", &words))
            .and_then(|&at| self.ties.get(self.top(at)));
        match drawn.map(|tie| tie.draw) {
            Some(Draw::OfGroup(draw) | Draw::OfWords(draw)) => self.rule.shares.at(draw),
            _ => self.rule.shares.at(self.draw(b"words", &words)),
        }
    }

    fn draw(&self, kind: &[u8], value: &[u8]) -> u64 {
        let mut hash = Sha256::new();
        hash.update(self.rule.seed.to_le_bytes());
        hash.update(kind);
        hash.update([0]);
        hash.update(value);
        let mut first = [0; 8];
        first.copy_from_slice(&hash.finalize()[..8]);
        u64::from_be_bytes(first)
    }

    fn tie(&mut self, kind: &[u8], value: &[u8], draw: Draw) -> usize {
        let next = self.ties.len();
        let at = *self.known.entry(key_of(kind, value)).or_insert(next);
        if at == next {
            self.ties.push(Tie { up: at, draw });
        }
        at
    }

    /// The one that stands for all that belongs together.
    fn top(&self, mut at: usize) -> usize {
        while let Some(tie) = self.ties.get(at)
            && tie.up != at
        {
            at = tie.up;
        }
        at
    }

    /// Brings together what two stand for: the lower draw counts, whatever the order in which they came.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.top(one), self.top(other));
        let draw = |at: usize| self.ties.get(at).map_or(Draw::None, |tie| tie.draw);
        // The one with the lower draw stands for both, so that it need not be written.
        let (over, under) = if draw(one) <= draw(other) {
            (one, other)
        } else {
            (other, one)
        };
        if let Some(tie) = self.ties.get_mut(under) {
            tie.up = over;
        }
    }
}

fn key_of(kind: &[u8], value: &[u8]) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update(kind);
    hash.update([0]);
    hash.update(value);
    let mut first = [0; 16];
    first.copy_from_slice(&hash.finalize()[..16]);
    first
}

/// The hash of an article's words: white space counts for nothing, as it changes on the way through
/// other programs.
fn words_of(document: &Document) -> Vec<u8> {
    let mut hash = Sha256::new();
    for word in document.text().as_str().split_whitespace() {
        hash.update(word);
        hash.update(b" ");
    }
    hash.finalize().to_vec()
}

/// The value of an article's key, as text; `None` where it has none.
pub fn group(header: &Header, key: &str) -> Option<String> {
    let keys = all_keys(header);
    let (_, value) = keys.into_iter().find(|(known, _)| known == key)?;
    match value {
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => Some(text),
        Value::Null => None,
        other => Some(other.to_string()),
    }
}

fn all_keys(header: &Header) -> Vec<(String, Value)> {
    let more = header.metadata.extra.iter().chain(&header.extra);
    let more = more.map(|(key, value)| (key.clone(), value.clone()));
    about::keys(header).into_iter().chain(more).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Metadata, Parts, Text};
    use proptest::prelude::*;

    fn article(id: &str, text: &str, publisher: Option<&str>) -> Document {
        let header = Header {
            id: id.to_owned(),
            metadata: Metadata {
                publisher: publisher.map(str::to_owned),
                ..Metadata::default()
            },
            ..Header::default()
        };
        let parts = Parts {
            header,
            text: Text::new(text),
            ..Parts::default()
        };
        Document::build(parts).unwrap()
    }

    fn plan<'a>(
        seed: u64,
        group_by: Option<&str>,
        articles: impl IntoIterator<Item = &'a Document>,
    ) -> Plan {
        let mut plan = Plan::new(Rule {
            shares: "60/20/20".parse().unwrap(),
            seed,
            group_by: group_by.map(str::to_owned),
        });
        articles.into_iter().for_each(|article| plan.see(article));
        plan
    }

    fn some(count: usize) -> Vec<Document> {
        let article = |n: usize| article(&format!("a{n}"), &format!("Article {n} says."), None);
        (0..count).map(article).collect()
    }

    #[test]
    fn articles_that_are_added_move_none_of_the_old_ones() {
        let all = some(300);
        let whole = plan(0, None, &all);
        for count in [1, 20, 150] {
            let before = plan(0, None, &all[..count]);
            for article in &all[..count] {
                let id = &article.header().id;
                assert_eq!(before.place_of(article), whole.place_of(article), "{id}");
            }
        }
    }

    #[test]
    fn the_shares_are_reached_about_and_another_seed_is_another_draw() {
        let all = some(2000);
        let mut moved = 0;
        let (one, other) = (plan(0, None, &all), plan(1, None, &all));
        let mut counts = [0; 3];
        for article in &all {
            let place = one.place_of(article);
            counts[place] += 1;
            moved += usize::from(place != other.place_of(article));
        }
        for (count, wanted) in counts.iter().zip([1200, 400, 400]) {
            assert!(i32::abs(count - wanted) < 80, "{counts:?}");
        }
        // Two draws agree by chance in 0.6² + 0.2² + 0.2² of the articles.
        assert!((1000..1250).contains(&moved), "{moved}");
    }

    #[test]
    fn a_group_stays_together_also_when_articles_are_added_to_it() {
        let grouped = |n: usize| {
            let publisher = ["Post", "Times", "Star", "Echo"].get(n % 5).copied();
            article(&format!("a{n}"), &format!("Article {n}."), publisher)
        };
        let all: Vec<Document> = (0..100).map(grouped).collect();
        let (few, whole) = (
            plan(7, Some("publisher"), &all[..10]),
            plan(7, Some("publisher"), &all),
        );
        assert_eq!(whole.without_group(), 20);
        assert_eq!(whole.keys_instead(), None);
        for (n, article) in all.iter().enumerate().filter(|(n, _)| n % 5 < 4) {
            assert_eq!(whole.place_of(article), few.place_of(&all[n % 5]), "{n}");
        }
        let none = plan(7, Some("colour"), &all);
        assert_eq!(none.keys_instead(), Some(vec!["publisher"]));
    }

    proptest! {
        /// What shares its words but for white space, its id or its group is in one split, whatever the order.
        #[test]
        fn what_belongs_together_is_in_one_split(
            made in proptest::collection::vec((0..30u8, 0..30u8, 0..12u8), 1..40),
            seed in any::<u64>(),
            turned in any::<bool>(),
        ) {
            let all: Vec<Document> = made
                .iter()
                .map(|(id, text, group)| {
                    let space = if id % 2 == 0 { " " } else { "\r\n" };
                    let text = format!("Article{space}{text}");
                    article(&format!("a{id}"), &text, Some(&format!("p{group}")))
                })
                .collect();
            let plan = if turned {
                plan(seed, Some("publisher"), all.iter().rev())
            } else {
                plan(seed, Some("publisher"), &all)
            };
            for (one, (id, text, group)) in all.iter().zip(&made) {
                for (other, (id_2, text_2, group_2)) in all.iter().zip(&made) {
                    if id == id_2 || text == text_2 || group == group_2 {
                        prop_assert_eq!(plan.place_of(one), plan.place_of(other));
                    }
                }
            }
        }
    }
}
