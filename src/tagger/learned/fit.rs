//! Fitting a field to examples: stochastic gradient ascent on the likelihood, each weight with a step of
//! its own (AdaGrad), held small by a penalty on its square.

use super::crf::{ByTag, Lattice, TAGS, Tag, Weights, sum};

/// How often all examples are gone through.
pub(super) const ROUNDS: usize = 12;
const STEP: f32 = 0.25;
const PENALTY: f32 = 0.3;
/// A weight as small as this says nothing, and is left out of the model.
const NOTHING: f32 = 1e-3;

/// A run with the numbers of what is known of its tokens.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    /// What is known of the tokens, one after the other.
    pub facts: Vec<u32>,
    /// Where each token's end.
    pub ends: Vec<usize>,
}

impl Run {
    fn tokens(&self) -> impl Iterator<Item = &[u32]> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        let tokens = begins.zip(&self.ends);
        tokens.map(|(begin, end)| self.facts.get(begin..*end).unwrap_or_default())
    }
}

/// A run and its tags.
pub(super) type Example<'a> = (&'a Run, &'a [Tag]);

/// Fits a field; `hashes` are those of the facts by number. `None` when `go_on` said no, which is asked
/// before every round.
pub(super) fn fit(
    examples: &[Example<'_>],
    hashes: &[u64],
    seed: u64,
    mut go_on: impl FnMut() -> bool,
) -> Option<Weights> {
    let mut fitting = Fitting::new(examples, hashes.len());
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = Chance(seed);
    for _ in 0..ROUNDS {
        if !go_on() {
            return None;
        }
        chance.shuffle(&mut order);
        for (run, tags) in order.iter().filter_map(|number| examples.get(*number)) {
            fitting.learn(run, tags);
        }
    }
    Some(fitting.weights(hashes))
}

struct Fitting {
    facts: Vec<ByTag>,
    /// The sum of the squares of a weight's gradients.
    squares: Vec<ByTag>,
    /// The part of the penalty that each meeting of a fact bears.
    share: Vec<f32>,
    steps: [ByTag; TAGS + 1],
    step_squares: [ByTag; TAGS + 1],
}

impl Fitting {
    fn new(examples: &[Example<'_>], facts: usize) -> Self {
        let mut met = vec![0u32; facts];
        for (run, _) in examples {
            for fact in &run.facts {
                if let Some(met) = met.get_mut(*fact as usize) {
                    *met += 1;
                }
            }
        }
        Self {
            facts: vec![ByTag::default(); facts],
            squares: vec![ByTag::default(); facts],
            share: met
                .into_iter()
                .map(|met| PENALTY / met.max(1) as f32)
                .collect(),
            steps: Default::default(),
            step_squares: Default::default(),
        }
    }

    fn learn(&mut self, run: &Run, tags: &[Tag]) {
        let scores: Vec<ByTag> = run
            .tokens()
            .map(|facts| {
                sum(facts
                    .iter()
                    .filter_map(|fact| self.facts.get(*fact as usize)))
            })
            .collect();
        let lattice = Lattice::new(&scores, &self.steps);
        let mut before: Option<Tag> = None;
        for ((at, facts), tag) in run.tokens().enumerate().zip(tags) {
            let gradient = gradient(lattice.marginals(at), *tag);
            for fact in facts {
                self.move_fact(*fact as usize, gradient);
            }
            match before {
                None => self.move_step(TAGS, gradient),
                Some(before) => self.move_steps(&lattice, at, before, *tag),
            }
            before = Some(*tag);
        }
    }

    fn move_fact(&mut self, fact: usize, gradient: ByTag) {
        let held = (
            self.facts.get_mut(fact),
            self.squares.get_mut(fact),
            self.share.get(fact),
        );
        let (Some(weights), Some(squares), Some(share)) = held else {
            return;
        };
        for ((weight, square), gradient) in weights.iter_mut().zip(squares).zip(gradient) {
            let gradient = gradient - share * *weight;
            step(weight, square, gradient);
        }
    }

    fn move_steps(&mut self, lattice: &Lattice, at: usize, before: Tag, tag: Tag) {
        for (from, probable) in lattice.steps(at).into_iter().enumerate() {
            let mut gradient = probable.map(|probable| -probable as f32);
            if from == before as usize {
                gradient[tag as usize] += 1.0;
            }
            self.move_step(from, gradient);
        }
    }

    fn move_step(&mut self, from: usize, gradient: ByTag) {
        let held = (self.steps.get_mut(from), self.step_squares.get_mut(from));
        let (Some(weights), Some(squares)) = held else {
            return;
        };
        for ((weight, square), gradient) in weights.iter_mut().zip(squares).zip(gradient) {
            step(weight, square, gradient);
        }
    }

    fn weights(self, hashes: &[u64]) -> Weights {
        let says = |weights: &ByTag| weights.iter().any(|weight| weight.abs() > NOTHING);
        let facts = hashes.iter().copied().zip(self.facts);
        Weights {
            facts: facts.filter(|(_, weights)| says(weights)).collect(),
            steps: self.steps,
        }
    }
}

/// What the example says less what the field says.
fn gradient(marginals: [f64; TAGS], tag: Tag) -> ByTag {
    let mut gradient = marginals.map(|marginal| -marginal as f32);
    gradient[tag as usize] += 1.0;
    gradient
}

fn step(weight: &mut f32, square: &mut f32, gradient: f32) {
    // Below this a step moves nothing that could be seen.
    if gradient.abs() < 1e-6 {
        return;
    }
    *square += gradient * gradient;
    *weight += STEP * gradient / (square.sqrt() + 1e-6);
}

/// Numbers that look like chance and are the same for the same seed (SplitMix64).
pub(super) struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Puts things into another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            let other = (self.next() % (at as u64 + 1)) as usize;
            things.swap(at, other);
        }
    }
}
