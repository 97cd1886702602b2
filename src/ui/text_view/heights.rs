//! Heights of all pieces, estimated until measured, with quick sums.

/// Heights in points with prefix sums (a Fenwick tree). `f64`, as ten megabytes are millions of points.
#[derive(Debug)]
pub struct Heights {
    own: Vec<f32>,
    tree: Vec<f64>,
}

impl Heights {
    /// From a first guess of every height. The work is a few steps a piece.
    pub fn new(guesses: impl Iterator<Item = f32>) -> Self {
        let own: Vec<f32> = guesses.collect();
        let mut tree = vec![0.0; own.len() + 1];
        for (i, &height) in own.iter().enumerate() {
            tree[i + 1] += f64::from(height);
            let parent = parent(i + 1);
            if parent < tree.len() {
                tree[parent] += tree[i + 1];
            }
        }
        Self { own, tree }
    }

    /// The height of a piece; 0 past the end.
    pub fn get(&self, piece: usize) -> f32 {
        self.own.get(piece).copied().unwrap_or(0.0)
    }

    /// Sets a piece's measured height.
    pub fn set(&mut self, piece: usize, height: f32) {
        let Some(own) = self.own.get_mut(piece) else {
            return;
        };
        let change = f64::from(height) - f64::from(*own);
        if change == 0.0 {
            return;
        }
        *own = height;
        let mut at = piece + 1;
        while at < self.tree.len() {
            self.tree[at] += change;
            at = parent(at);
        }
    }

    /// The height of all pieces before this one.
    pub fn above(&self, piece: usize) -> f64 {
        let mut at = piece.min(self.own.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.tree[at];
            at &= at - 1;
        }
        sum
    }

    /// The height of everything.
    pub fn total(&self) -> f64 {
        self.above(self.own.len())
    }

    /// The piece at a height from the top, and how far into it that is.
    pub fn find(&self, y: f64) -> (usize, f64) {
        let mut piece = 0;
        let mut rest = y.max(0.0);
        let mut step = self.own.len().next_power_of_two();
        while step > 0 {
            let next = piece + step;
            if next < self.tree.len() && self.tree[next] <= rest {
                piece = next;
                rest -= self.tree[next];
            }
            step /= 2;
        }
        let last = self.own.len().saturating_sub(1);
        if piece > last {
            return (last, f64::from(self.get(last)));
        }
        (piece, rest)
    }
}

/// The node that sums this one in.
fn parent(node: usize) -> usize {
    node + (node & node.wrapping_neg())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn sums_and_places_agree_with_a_plain_list(
            guesses in proptest::collection::vec(1u16..500, 1..70),
            changes in proptest::collection::vec((0usize..70, 1u16..500), 0..40),
            y in 0u16..40_000,
        ) {
            let mut plain: Vec<f32> = guesses.iter().map(|&h| f32::from(h)).collect();
            let mut heights = Heights::new(plain.iter().copied());
            for (piece, height) in changes {
                heights.set(piece, f32::from(height));
                if let Some(own) = plain.get_mut(piece) {
                    *own = f32::from(height);
                }
            }
            let mut above = 0.0;
            for (i, &height) in plain.iter().enumerate() {
                prop_assert_eq!(heights.above(i), above);
                let inside = f64::from(height) / 2.0;
                prop_assert_eq!(heights.find(above + inside), (i, inside));
                prop_assert_eq!(heights.find(above), (i, 0.0));
                above += f64::from(height);
            }
            prop_assert_eq!(heights.total(), above);
            let (piece, inside) = heights.find(f64::from(y));
            prop_assert!(piece < plain.len() && inside <= f64::from(plain[piece]));
        }
    }
}
