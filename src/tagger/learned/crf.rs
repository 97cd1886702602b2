//! A linear-chain conditional random field over four tags: what a model is, and what it says of a run.
//!
//! Made here because the score of a mark is the marginal probability of its tags, because training is
//! watched and broken off, and because a damaged file must be an error: see ARCHITECTURE.md.

use std::collections::HashMap;

/// What a token is for one label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Tag {
    /// Outside every mark.
    #[default]
    Outside,
    /// The first of a mark.
    Begin,
    /// A further one of the same stretch.
    Inside,
    /// The first of a further stretch of the mark before.
    Continue,
}

/// How many tags there are.
pub(super) const TAGS: usize = 4;
const ALL: [Tag; TAGS] = [Tag::Outside, Tag::Begin, Tag::Inside, Tag::Continue];

/// A number for each tag.
pub(super) type ByTag = [f32; TAGS];

/// The weights of one label's field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Weights {
    /// Of what is known of a token, by its hash.
    pub facts: HashMap<u64, ByTag>,
    /// From one tag to the next; the last row from before the first token.
    pub steps: [ByTag; TAGS + 1],
}

/// The likeliest tags of a run, each with its marginal probability.
pub(super) type Tagged = Vec<(Tag, f64)>;

impl Weights {
    /// Reads a run: the likeliest tags.
    pub fn read<'a>(&self, tokens: impl Iterator<Item = &'a [u64]>) -> Tagged {
        let scores: Vec<ByTag> = tokens
            .map(|facts| sum(facts.iter().filter_map(|fact| self.facts.get(fact))))
            .collect();
        // Most runs hold nothing of a label, which is seen without a lattice.
        let best = likeliest(&scores, &self.steps);
        if best.iter().all(|tag| *tag == Tag::Outside) {
            return best.into_iter().map(|tag| (tag, 1.0)).collect();
        }
        let lattice = Lattice::new(&scores, &self.steps);
        let tagged = best.into_iter().enumerate();
        tagged
            .map(|(at, tag)| (tag, lattice.marginal(at, tag)))
            .collect()
    }
}

/// Adds weights up.
pub(super) fn sum<'a>(weights: impl Iterator<Item = &'a ByTag>) -> ByTag {
    weights.fold(ByTag::default(), |mut sum, weights| {
        for (sum, weight) in sum.iter_mut().zip(weights) {
            *sum += weight;
        }
        sum
    })
}

/// The likeliest sequence (Viterbi).
fn likeliest(scores: &[ByTag], steps: &[ByTag; TAGS + 1]) -> Vec<Tag> {
    let [inner @ .., first] = steps;
    let mut back: Vec<[usize; TAGS]> = Vec::with_capacity(scores.len());
    let mut best = *first;
    for (at, score) in scores.iter().enumerate() {
        if at > 0 {
            let (mut next, mut from) = (ByTag::default(), [0; TAGS]);
            for tag in 0..TAGS {
                let ways = best
                    .iter()
                    .zip(inner)
                    .map(|(best, steps)| best + steps[tag]);
                let (way, value) = highest(ways);
                (next[tag], from[tag]) = (value, way);
            }
            best = next;
            back.push(from);
        }
        for (best, score) in best.iter_mut().zip(score) {
            *best += score;
        }
    }
    let (mut tag, _) = highest(best.into_iter());
    let mut tags = Vec::with_capacity(scores.len());
    for from in std::iter::once(None).chain(back.iter().rev().map(Some)) {
        if let Some(from) = from {
            tag = from[tag];
        }
        tags.push(ALL[tag]);
    }
    tags.truncate(scores.len());
    tags.reverse();
    tags
}

fn highest(values: impl Iterator<Item = f32>) -> (usize, f32) {
    let start = (0, f32::NEG_INFINITY);
    values.enumerate().fold(
        start,
        |held, (at, value)| if value > held.1 { (at, value) } else { held },
    )
}

/// How probable each tag is at each token, and each step between two.
pub(super) struct Lattice {
    forward: Vec<[f64; TAGS]>,
    backward: Vec<[f64; TAGS]>,
    /// Of scores, each made at most 1.
    local: Vec<[f64; TAGS]>,
    steps: [[f64; TAGS]; TAGS],
    scale: Vec<f64>,
}

impl Lattice {
    /// Of the scores of a run's tokens.
    pub fn new(scores: &[ByTag], steps: &[ByTag; TAGS + 1]) -> Self {
        let [inner @ .., first] = steps;
        let steps = inner_exp(inner);
        let local: Vec<[f64; TAGS]> = scores
            .iter()
            .map(|score| {
                let high = f64::from(highest(score.iter().copied()).1);
                score.map(|score| (f64::from(score) - high).exp())
            })
            .collect();
        let mut lattice = Self {
            forward: Vec::with_capacity(scores.len()),
            backward: vec![[1.0; TAGS]; scores.len()],
            local,
            steps,
            scale: Vec::with_capacity(scores.len()),
        };
        lattice.go_forward(first);
        lattice.go_backward();
        lattice
    }

    fn go_forward(&mut self, first: &ByTag) {
        for (at, local) in self.local.iter().enumerate() {
            let mut here = [0.0; TAGS];
            match at
                .checked_sub(1)
                .and_then(|before| self.forward.get(before))
            {
                None => here = first.map(|score| f64::from(score).exp()),
                Some(before) => {
                    for (before, steps) in before.iter().zip(&self.steps) {
                        for (here, step) in here.iter_mut().zip(steps) {
                            *here += before * step;
                        }
                    }
                }
            }
            for (here, local) in here.iter_mut().zip(local) {
                *here *= local;
            }
            // Never 0, so that a weight without measure makes no NaN.
            let total = here.iter().sum::<f64>().max(f64::MIN_POSITIVE);
            self.scale.push(total);
            self.forward.push(here.map(|value| value / total));
        }
    }

    fn go_backward(&mut self) {
        for at in (1..self.local.len()).rev() {
            let (after, local, scale) = (self.backward[at], self.local[at], self.scale[at]);
            let mut here = [0.0; TAGS];
            for (here, steps) in here.iter_mut().zip(&self.steps) {
                for tag in 0..TAGS {
                    *here += steps[tag] * local[tag] * after[tag] / scale;
                }
            }
            self.backward[at - 1] = here;
        }
    }

    /// How probable a tag is at a token, 0 to 1.
    pub fn marginal(&self, at: usize, tag: Tag) -> f64 {
        self.marginals(at)[tag as usize]
    }

    /// How probable each tag is at a token; together 1.
    pub fn marginals(&self, at: usize) -> [f64; TAGS] {
        let (Some(forward), Some(backward)) = (self.forward.get(at), self.backward.get(at)) else {
            return [0.0; TAGS];
        };
        let mut product = *forward;
        for (product, backward) in product.iter_mut().zip(backward) {
            *product *= backward;
        }
        product
    }

    /// How probable each step into a token is, which is not the first.
    pub fn steps(&self, at: usize) -> [[f64; TAGS]; TAGS] {
        let mut probable = self.steps;
        let Some(before) = at
            .checked_sub(1)
            .and_then(|before| self.forward.get(before))
        else {
            return [[0.0; TAGS]; TAGS];
        };
        let (local, after, scale) = (self.local[at], self.backward[at], self.scale[at]);
        for (row, before) in probable.iter_mut().zip(before) {
            for tag in 0..TAGS {
                row[tag] *= before * local[tag] * after[tag] / scale;
            }
        }
        probable
    }
}

fn inner_exp(steps: &[ByTag]) -> [[f64; TAGS]; TAGS] {
    let mut exp = [[0.0; TAGS]; TAGS];
    for (row, steps) in exp.iter_mut().zip(steps) {
        *row = steps.map(|step| f64::from(step).exp());
    }
    exp
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every sequence of tags for a run of this length.
    fn sequences(len: usize) -> Vec<Vec<usize>> {
        (0..TAGS.pow(len as u32))
            .map(|number| {
                (0..len)
                    .map(|at| number / TAGS.pow(at as u32) % TAGS)
                    .collect()
            })
            .collect()
    }

    fn score(tags: &[usize], scores: &[ByTag], steps: &[ByTag; TAGS + 1]) -> f64 {
        let mut before = TAGS;
        let mut sum = 0.0;
        for (tag, scores) in tags.iter().zip(scores) {
            sum += f64::from(scores[*tag] + steps[before][*tag]);
            before = *tag;
        }
        sum
    }

    proptest! {
        #[test]
        fn what_it_says_is_what_all_sequences_say(
            scores in prop::collection::vec(prop::array::uniform4(-4.0f32..4.0), 1..5),
            steps in prop::array::uniform5(prop::array::uniform4(-2.0f32..2.0)),
        ) {
            let lattice = Lattice::new(&scores, &steps);
            let all = sequences(scores.len());
            let weights: Vec<f64> = all.iter().map(|tags| score(tags, &scores, &steps).exp()).collect();
            let total: f64 = weights.iter().sum();
            for at in 0..scores.len() {
                for (tag, marginal) in lattice.marginals(at).into_iter().enumerate() {
                    let pairs = all.iter().zip(&weights);
                    let of_tag: f64 = pairs.filter(|(tags, _)| tags[at] == tag).map(|(_, weight)| weight).sum();
                    prop_assert!((marginal - of_tag / total).abs() < 1e-6);
                }
            }
            let best = likeliest(&scores, &steps).iter().map(|tag| *tag as usize).collect::<Vec<_>>();
            let highest = all.iter().map(|tags| score(tags, &scores, &steps)).fold(f64::MIN, f64::max);
            prop_assert!((score(&best, &scores, &steps) - highest).abs() < 1e-4);
        }
    }

    #[test]
    fn a_run_without_tokens_has_no_tags() {
        assert!(Weights::default().read(std::iter::empty()).is_empty());
    }
}
