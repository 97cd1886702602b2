//! The model of `harper-brill`: the usual part of each word it knows, and patches that change parts by the
//! words around.
//!
//! The crate looks a word up and compares its letters for each patch at each place. Here a word is looked up
//! once, by itself, and a patch is tried only where its words and parts occur. What comes out is the same.

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

/// "What is `from` becomes `to` where all of this holds."
struct Patch {
    from: Part,
    to: Part,
    /// Words that stand so far away: their bits, see [`Alone::agrees`].
    words: Vec<(isize, u64)>,
    parts: Vec<PartThere>,
    /// The bits of all parts that must occur in the sentence, `from` included.
    needs_parts: u32,
    /// The bits of all words that must.
    needs_words: u64,
}

/// A part of speech that stands near.
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
            needs_parts: bit(part(stored.from)),
            needs_words: 0,
        };
        let mut left = vec![&stored.criteria];
        while let Some(criteria) = left.pop() {
            match criteria {
                Criteria::WordIsTaggedWith {
                    relative,
                    is_tagged,
                } => patch.need(PartThere::At(*relative, part(*is_tagged))),
                Criteria::AnyWordIsTaggedWith {
                    max_relative,
                    is_tagged,
                } => patch.need(PartThere::Within(*max_relative, part(*is_tagged))),
                Criteria::SandwichTaggedWith {
                    prev_word_tagged,
                    post_word_tagged,
                } => {
                    patch.need(PartThere::At(-1, part(*prev_word_tagged)));
                    patch.need(PartThere::At(1, part(*post_word_tagged)));
                }
                Criteria::WordIs { relative, word } => {
                    let bit = self.asked_bit(word)?;
                    patch.needs_words |= bit;
                    patch.words.push((*relative, bit));
                }
                Criteria::Combined { a, b } => left.extend([&**a, &**b]),
                // It is for another tool of the crate, and holds nowhere.
                Criteria::NounPhraseAt {} => return Some(None),
            }
        }
        Some(Some(patch))
    }

    /// The bit of a word that a patch asks for; `None` when there are more than bits.
    fn asked_bit(&mut self, word: &str) -> Option<u64> {
        let known = self.asked.iter().position(|asked| asked == word);
        let at = known.unwrap_or_else(|| {
            self.asked.push(word.to_owned());
            self.asked.len() - 1
        });
        1_u64.checked_shl(u32::try_from(at).ok()?)
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
        let mut occur = parts.iter().fold(0, |bits, &part| bits | bit(part));
        let agree = words.iter().fold(0, |bits, word| bits | word.agrees);
        for patch in &self.patches {
            if patch.needs_parts & !occur != 0 || patch.needs_words & !agree != 0 {
                continue;
            }
            for at in 0..parts.len() {
                if parts[at] == patch.from && patch.holds(words, &parts, at) {
                    parts[at] = patch.to;
                    occur |= bit(patch.to);
                }
            }
        }
        parts
    }
}

impl Patch {
    fn need(&mut self, there: PartThere) {
        let (PartThere::At(_, part) | PartThere::Within(_, part)) = there;
        self.needs_parts |= bit(part);
        self.parts.push(there);
    }

    fn holds(&self, words: &[Alone], parts: &[Part], at: usize) -> bool {
        let word = |&(away, bit): &(isize, u64)| {
            let there = at.checked_add_signed(away).and_then(|at| words.get(at));
            there.is_some_and(|word| word.agrees & bit != 0)
        };
        let part = |there: &PartThere| match *there {
            PartThere::At(away, part) => {
                let there = at.checked_add_signed(away).and_then(|at| parts.get(at));
                there == Some(&part)
            }
            PartThere::Within(away, part) => at.checked_add_signed(away).is_some_and(|far| {
                let (from, until) = (at.min(far), at.max(far).min(parts.len()));
                parts
                    .get(from..until)
                    .is_some_and(|near| near.contains(&part))
            }),
        };
        self.words.iter().all(word) && self.parts.iter().all(part)
    }
}

fn bit(part: Part) -> u32 {
    1 << part as u32
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
        fn every_sentence_is_read_as_the_crate_reads_it(words in prop::collection::vec(word(), 0..40)) {
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
