//! The model of `harper-brill`: the usual part of each word it knows, and patches that change parts by the
//! words around.
//!
//! The crate looks a word up and compares its letters for each patch at each place. Here a word is looked up
//! once, by itself, and a sentence is rows of bits, so that a patch finds where it may apply by a few operations
//! on whole rows. What comes out is the same.

use super::{Alone, Part};
use harper_brill::UPOS;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::ops::Range;
use std::sync::OnceLock;

/// The model, laid out for asking.
#[derive(Default)]
pub(super) struct Model {
    /// By the word in lower case.
    usual: FxHashMap<Box<str>, Part>,
    patches: Vec<Patch>,
    /// The words that patches ask for.
    asked: Vec<String>,
    /// For each of them a bit for each patch that asks for it, in blocks; last those that ask for none.
    asking: Vec<Vec<u64>>,
}

impl Model {
    /// The model for English, read at the first call.
    pub fn english() -> &'static Self {
        static ENGLISH: OnceLock<Model> = OnceLock::new();
        // A version of the crate with another model would know no word at all; a test says so.
        ENGLISH.get_or_init(|| Self::read().unwrap_or_default())
    }

    fn read() -> Option<Self> {
        let stored = serde_json::to_vec(&*harper_brill::brill_tagger()).ok()?;
        let stored: Stored = serde_json::from_slice(&stored).ok()?;
        let usual = stored.base.mapping.into_iter();
        let mut model = Self {
            usual: usual.map(|(word, tag)| (word, part(tag))).collect(),
            ..Self::default()
        };
        for stored in &stored.patches {
            let mut patch = Patch::new(stored);
            patch.read(&stored.criteria, &mut model.asked)?;
            // What occurs least is asked first.
            patch.asks.sort_by_key(|ask| std::cmp::Reverse(ask.row));
            model.patches.push(patch);
        }
        let blocks = model.patches.len().div_ceil(BLOCK);
        model.asking = vec![vec![0; blocks]; model.asked.len() + 1];
        for (at, patch) in model.patches.iter().enumerate() {
            let word = patch.word.unwrap_or(model.asked.len());
            let row = model.asking.get_mut(word)?;
            *row.get_mut(at / BLOCK)? |= 1 << (at % BLOCK);
        }
        (model.asked.len() < BLOCK).then_some(model)
    }

    /// What is known of a word by itself.
    pub fn alone(&self, word: &str) -> Alone {
        let agrees = |asked: &String| {
            let mut letters = word.chars().zip(asked.chars());
            // Only as far as the shorter goes, as in the crate.
            letters.all(|(one, other)| one.eq_ignore_ascii_case(&other))
        };
        let bits = self.asked.iter().enumerate();
        let bits = bits.filter(|(_, asked)| agrees(asked));
        Alone {
            part: self
                .usual
                .get(word.to_lowercase().as_str())
                .copied()
                .unwrap_or_default(),
            agrees: bits.fold(0, |bits, (at, _)| bits | 1 << at),
        }
    }

    /// The parts of a sentence's words.
    pub fn parts(&self, words: &[Alone]) -> Vec<Part> {
        let mut parts: Vec<Part> = words.iter().map(|word| word.part).collect();
        let mut places = Places::of(words, self.asked.len());
        for (block, mut may_apply) in self.asked_for(words).into_iter().enumerate() {
            while may_apply != 0 {
                let number = block * BLOCK + may_apply.trailing_zeros() as usize;
                may_apply &= may_apply - 1;
                if let Some(patch) = self.patches.get(number) {
                    patch.apply(&mut parts, &mut places);
                }
            }
        }
        parts
    }

    /// The patches whose words occur, a bit for each.
    fn asked_for(&self, words: &[Alone]) -> Vec<u64> {
        let mut agree = words.iter().fold(0, |bits, word| bits | word.agrees);
        let mut patches = self.asking.last().cloned().unwrap_or_default();
        while agree != 0 {
            let asking = self.asking.get(agree.trailing_zeros() as usize);
            for (all, more) in patches.iter_mut().zip(asking.into_iter().flatten()) {
                *all |= more;
            }
            agree &= agree - 1;
        }
        patches
    }
}

/// "What is `from` becomes `to` where all of this holds", tried from left to right.
struct Patch {
    from: Part,
    to: Part,
    /// The number of a word without which it never holds, where there is one.
    word: Option<usize>,
    /// What the patch itself does not change, so that all places are asked at once.
    asks: Vec<Ask>,
    /// Places at the beginning of a sentence where it never holds.
    skips: u32,
    /// What it may change while it goes on: asked where it would apply.
    live: Vec<PartThere>,
}

/// A row of [`Places`] that must have a place so far away, or farther, before the last.
struct Ask {
    row: usize,
    away: Range<isize>,
}

/// A part of speech that stands so far away, or farther, before the last.
struct PartThere {
    part: Part,
    away: Range<isize>,
}

impl Patch {
    fn new(stored: &StoredPatch) -> Self {
        Self {
            from: part(stored.from),
            to: part(stored.to),
            word: None,
            asks: Vec::new(),
            skips: 0,
            live: Vec::new(),
        }
    }

    /// Takes over what must hold; `None` for what cannot be taken over.
    fn read(&mut self, criteria: &Criteria, asked: &mut Vec<String>) -> Option<()> {
        match criteria {
            Criteria::WordIsTaggedWith {
                relative,
                is_tagged,
            } => self.need(part(*is_tagged), *relative..relative.checked_add(1)?)?,
            Criteria::AnyWordIsTaggedWith {
                max_relative,
                is_tagged,
            } => self.need(part(*is_tagged), 0.min(*max_relative)..0.max(*max_relative))?,
            Criteria::SandwichTaggedWith {
                prev_word_tagged,
                post_word_tagged,
            } => {
                self.need(part(*prev_word_tagged), -1..0)?;
                self.need(part(*post_word_tagged), 1..2)?;
            }
            Criteria::WordIs { relative, word } => {
                let known = asked.iter().position(|known| known == word);
                let number = known.unwrap_or_else(|| {
                    asked.push(word.clone());
                    asked.len() - 1
                });
                self.ask(PARTS + number, *relative..relative.checked_add(1)?)?;
                self.word.get_or_insert(number);
            }
            Criteria::Combined { a, b } => {
                self.read(a, asked)?;
                self.read(b, asked)?;
            }
            // It is for another tool of the crate, and holds nowhere.
            Criteria::NounPhraseAt { relative } => self.ask(usize::MAX, *relative..*relative)?,
        }
        Some(())
    }

    fn need(&mut self, part: Part, away: Range<isize>) -> Option<()> {
        if part == self.from || part == self.to {
            self.live.push(PartThere { part, away });
            return Some(());
        }
        self.ask(row(part), away)
    }

    fn ask(&mut self, row: usize, away: Range<isize>) -> Option<()> {
        if away.start < 0 {
            // The crate asks nothing of words that are not all there.
            self.skips = self
                .skips
                .max(u32::try_from(away.start.unsigned_abs()).ok()?);
        }
        let near = away.end < BLOCK as isize && self.skips < u64::BITS;
        self.asks.push(Ask { row, away });
        near.then_some(())
    }

    /// Does what it does in a sentence.
    fn apply(&self, parts: &mut [Part], places: &mut Places) {
        for block in 0..places.blocks {
            let mut may = self.may_apply(places, block);
            while may != 0 {
                let at = block * BLOCK + may.trailing_zeros() as usize;
                may &= may - 1;
                if self.live.iter().all(|there| there.holds(parts, at)) {
                    parts[at] = self.to;
                    places.flip(row(self.from), at);
                    places.flip(row(self.to), at);
                }
            }
        }
    }

    /// The places of a block where everything holds that the patch itself does not change.
    fn may_apply(&self, places: &Places, block: usize) -> u64 {
        let here = places.at(row(self.from), block, 0);
        let here = if block == 0 {
            here & u64::MAX << self.skips
        } else {
            here
        };
        let mut may = here;
        for ask in &self.asks {
            if may == 0 {
                break;
            }
            let near = ask.away.clone();
            may &= near.fold(0, |found, away| found | places.at(ask.row, block, away));
        }
        may
    }
}

impl PartThere {
    fn holds(&self, parts: &[Part], at: usize) -> bool {
        let Some(from) = at.checked_add_signed(self.away.start) else {
            return false;
        };
        let until = at.saturating_add_signed(self.away.end).min(parts.len());
        let near = parts.get(from..until);
        near.is_some_and(|near| near.contains(&self.part))
    }
}

/// Where each part of speech, and each word that patches ask for, stands in a sentence: a bit for each place.
struct Places {
    /// A row for each part, then one for each word, each with an empty block at either end.
    bits: Vec<u64>,
    /// Blocks of a row that hold places.
    blocks: usize,
}

/// Places in a block.
const BLOCK: usize = u64::BITS as usize;
/// Rows for parts of speech.
const PARTS: usize = Part::Verb as usize + 1;

fn row(part: Part) -> usize {
    part as usize
}

impl Places {
    fn of(words: &[Alone], asked: usize) -> Self {
        let blocks = words.len().div_ceil(BLOCK);
        let mut places = Self {
            bits: vec![0; (PARTS + asked) * (blocks + 2)],
            blocks,
        };
        for (at, word) in words.iter().enumerate() {
            places.flip(row(word.part), at);
            let mut agrees = word.agrees;
            while agrees != 0 {
                places.flip(PARTS + agrees.trailing_zeros() as usize, at);
                agrees &= agrees - 1;
            }
        }
        places
    }

    fn flip(&mut self, row: usize, at: usize) {
        if let Some(bits) = self.bits.get_mut(row * (self.blocks + 2) + 1 + at / BLOCK) {
            *bits ^= 1 << (at % BLOCK);
        }
    }

    /// The places of a block from which something of the row stands so far away, less than a block.
    fn at(&self, row: usize, block: usize, away: isize) -> u64 {
        let start = ((block + 1) * BLOCK).saturating_add_signed(away);
        let first = row
            .saturating_mul(self.blocks + 2)
            .saturating_add(start / BLOCK);
        let two = self.bits.get(first..first.saturating_add(2));
        let [low, high] = two.and_then(|two| two.try_into().ok()).unwrap_or([0, 0]);
        ((u128::from(high) << BLOCK | u128::from(low)) >> (start % BLOCK)) as u64
    }
}

fn part(tag: UPOS) -> Part {
    match tag {
        UPOS::ADJ => Part::Adjective,
        UPOS::ADP => Part::Adposition,
        UPOS::ADV => Part::Adverb,
        UPOS::AUX => Part::Auxiliary,
        UPOS::CCONJ => Part::Coordinator,
        UPOS::DET => Part::Determiner,
        UPOS::INTJ => Part::Interjection,
        UPOS::NOUN => Part::Noun,
        UPOS::NUM => Part::Number,
        UPOS::PART => Part::Particle,
        UPOS::PRON => Part::Pronoun,
        UPOS::PROPN => Part::Name,
        UPOS::PUNCT => Part::Mark,
        UPOS::SCONJ => Part::Subordinator,
        UPOS::SYM => Part::Symbol,
        UPOS::VERB => Part::Verb,
    }
}

/// The model as the crate spells it.
#[derive(Deserialize)]
struct Stored {
    base: Frequent,
    patches: Vec<StoredPatch>,
}

#[derive(Deserialize)]
struct Frequent {
    mapping: FxHashMap<Box<str>, UPOS>,
}

#[derive(Deserialize)]
struct StoredPatch {
    from: UPOS,
    to: UPOS,
    criteria: Criteria,
}

#[derive(Deserialize)]
enum Criteria {
    WordIsTaggedWith {
        relative: isize,
        is_tagged: UPOS,
    },
    AnyWordIsTaggedWith {
        max_relative: isize,
        is_tagged: UPOS,
    },
    SandwichTaggedWith {
        prev_word_tagged: UPOS,
        post_word_tagged: UPOS,
    },
    WordIs {
        relative: isize,
        word: String,
    },
    NounPhraseAt {
        relative: isize,
    },
    Combined {
        a: Box<Self>,
        b: Box<Self>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use harper_brill::Tagger as _;
    use proptest::prelude::*;

    /// Words that patches ask for, their beginnings, and words of every part.
    fn word() -> impl Strategy<Value = String> {
        let model = Model::english();
        let mut words: Vec<String> = model.asked.clone();
        words.extend(model.asked.iter().map(|word| word.to_uppercase()));
        let more = "t th The he ran claims report run fast well three 3 \" ) , . $ oh not Berg glorp \
                    slowly Ärger and because were open can will be been two United";
        words.extend(more.split(' ').map(str::to_owned));
        let mut known: Vec<&Box<str>> = model.usual.keys().collect();
        known.sort();
        words.extend(known.iter().step_by(300).map(|word| word.to_string()));
        prop::sample::select(words)
    }

    proptest! {
        #[test]
        fn every_sentence_is_read_as_the_crate_reads_it(words in prop::collection::vec(word(), 0..150)) {
            let alone: Vec<Alone> = words.iter().map(|word| Model::english().alone(word)).collect();
            let wanted: Vec<Part> = harper_brill::brill_tagger()
                .tag_sentence(&words)
                .into_iter()
                .map(|tag| tag.map_or(Part::Unknown, part))
                .collect();
            prop_assert_eq!(Model::english().parts(&alone), wanted);
        }
    }
}
