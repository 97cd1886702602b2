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
use std::sync::OnceLock;

/// The model, laid out for asking.
#[derive(Default)]
pub(super) struct Model {
    /// By the word in lower case.
    usual: FxHashMap<Box<str>, Part>,
    patches: Vec<Patch>,
    /// The words that patches ask for.
    asked: Vec<String>,
}

/// "What is `from` becomes `to` where all of this holds", tried from left to right.
struct Patch {
    from: Part,
    to: Part,
    /// Words that must stand so far away: their numbers among those asked for.
    words: Vec<(isize, usize)>,
    parts: Vec<PartThere>,
}

/// A part of speech that stands near.
#[derive(Clone, Copy)]
enum PartThere {
    At(isize, Part),
    /// Anywhere from the word itself so far, the farther end left out.
    Within(isize, Part),
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
        for patch in stored.patches {
            let patch = model.patch(&patch)?;
            model.patches.extend(patch);
        }
        Some(model)
    }

    /// The patch; nothing for one that never applies.
    fn patch(&mut self, stored: &StoredPatch) -> Option<Option<Patch>> {
        let mut patch = Patch {
            from: part(stored.from),
            to: part(stored.to),
            words: Vec::new(),
            parts: Vec::new(),
        };
        let mut left = vec![&stored.criteria];
        while let Some(criteria) = left.pop() {
            match criteria {
                Criteria::WordIsTaggedWith {
                    relative,
                    is_tagged,
                } => patch.parts.push(PartThere::At(*relative, part(*is_tagged))),
                Criteria::AnyWordIsTaggedWith {
                    max_relative,
                    is_tagged,
                } => patch
                    .parts
                    .push(PartThere::Within(*max_relative, part(*is_tagged))),
                Criteria::SandwichTaggedWith {
                    prev_word_tagged,
                    post_word_tagged,
                } => {
                    patch.parts.push(PartThere::At(-1, part(*prev_word_tagged)));
                    patch.parts.push(PartThere::At(1, part(*post_word_tagged)));
                }
                Criteria::WordIs { relative, word } => {
                    patch.words.push((*relative, self.number(word)?));
                }
                Criteria::Combined { a, b } => left.extend([&**a, &**b]),
                // It is for another tool of the crate, and holds nowhere.
                Criteria::NounPhraseAt {} => return Some(None),
            }
        }
        Some(Some(patch))
    }

    /// The number of a word that a patch asks for; `None` when there are more than bits.
    fn number(&mut self, word: &str) -> Option<usize> {
        let known = self.asked.iter().position(|asked| asked == word);
        let number = known.unwrap_or_else(|| {
            self.asked.push(word.to_owned());
            self.asked.len() - 1
        });
        (number < u64::BITS as usize).then_some(number)
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
        for patch in &self.patches {
            for block in 0..places.blocks {
                let mut may = patch.may_apply(&places, block);
                while may != 0 {
                    let at = block * BLOCK + may.trailing_zeros() as usize;
                    may &= may - 1;
                    if patch.holds(&parts, at) {
                        parts[at] = patch.to;
                        places.change(at, patch.from, patch.to);
                    }
                }
            }
        }
        parts
    }
}

impl Patch {
    /// The places of a block where everything holds that the patch itself does not change.
    fn may_apply(&self, places: &Places, block: usize) -> u64 {
        let mut may = places.at(row(self.from), block, 0);
        for &(away, word) in &self.words {
            if may == 0 {
                return 0;
            }
            may &= places.at(PARTS + word, block, away);
        }
        for &there in self.parts.iter().filter(|there| !self.changes(**there)) {
            may &= match there {
                _ if may == 0 => return 0,
                PartThere::At(away, part) => places.at(row(part), block, away),
                PartThere::Within(away, part) => places.within(row(part), block, away),
            };
        }
        may
    }

    /// Whether what it does may change whether that holds further right.
    fn changes(&self, there: PartThere) -> bool {
        let (PartThere::At(_, part) | PartThere::Within(_, part)) = there;
        part == self.from || part == self.to
    }

    /// Whether the rest holds here and now.
    fn holds(&self, parts: &[Part], at: usize) -> bool {
        let holds = |there: &PartThere| match *there {
            PartThere::At(away, part) => {
                let there = at.checked_add_signed(away).and_then(|at| parts.get(at));
                there == Some(&part)
            }
            PartThere::Within(away, part) => at.checked_add_signed(away).is_some_and(|far| {
                let (from, until) = (at.min(far), at.max(far).min(parts.len()));
                let near = parts.get(from..until);
                near.is_some_and(|near| near.contains(&part))
            }),
        };
        let mut rest = self.parts.iter().filter(|there| self.changes(**there));
        rest.all(holds)
    }
}

/// Where each part of speech, and each word that patches ask for, stands in a sentence: a bit for each place.
struct Places {
    /// Rows of blocks: one for each part, then one for each word.
    bits: Vec<u64>,
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
            bits: vec![0; (PARTS + asked) * blocks],
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
        if let Some(bits) = self.bits.get_mut(row * self.blocks + at / BLOCK) {
            *bits ^= 1 << (at % BLOCK);
        }
    }

    fn change(&mut self, at: usize, from: Part, to: Part) {
        self.flip(row(from), at);
        self.flip(row(to), at);
    }

    /// The places of a block so far away from which what the row is of stands.
    fn at(&self, row: usize, block: usize, away: isize) -> u64 {
        let near = |block: Option<usize>| {
            let there = block.filter(|&block| block < self.blocks);
            there.and_then(|block| self.bits.get(row * self.blocks + block))
        };
        let bits = |block| near(block).copied().unwrap_or(0);
        let by = away.unsigned_abs() as u32 % u64::BITS;
        match away {
            0 => bits(Some(block)),
            1.. => bits(Some(block)) >> by | bits(block.checked_add(1)) << (u64::BITS - by),
            _ => bits(Some(block)) << by | bits(block.checked_sub(1)) >> (u64::BITS - by),
        }
    }

    /// The places of a block beside which, on one side and less than so far away, or just so far before,
    /// it stands.
    fn within(&self, row: usize, block: usize, away: isize) -> u64 {
        let all = |sides: std::ops::Range<isize>| {
            sides.fold(0, |bits, away| bits | self.at(row, block, away))
        };
        if away >= 0 {
            return all(0..away);
        }
        // The farthest place must be there.
        let missing = if block == 0 {
            away.unsigned_abs() as u32
        } else {
            0
        };
        let there = u64::MAX.checked_shl(missing).unwrap_or(0);
        all(away..0) & there
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
    NounPhraseAt {},
    Combined {
        a: Box<Criteria>,
        b: Box<Criteria>,
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
