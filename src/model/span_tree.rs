//! The spans of a text in order, for queries by place.
//!
//! A weight-balanced search tree that also knows, per subtree, how far right its stretches reach.
//! Nodes are shared between versions, so a copy costs nothing and a change copies one path.

use super::{ByteOffset, ByteRange, Span, SpanId};
use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

/// One fragment of a span, at its place.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The fragment's stretch.
    pub range: ByteRange,
    /// Which of the span's fragments it is, from 0.
    pub fragment: usize,
    /// The span.
    pub span: Arc<Span>,
}

/// The fragments of all spans by (start, longest first, id, fragment).
#[derive(Clone, Default)]
pub struct SpanTree {
    root: Tree,
}

type Tree = Option<Arc<Node>>;

#[derive(Clone)]
struct Node {
    placed: Placed,
    left: Tree,
    right: Tree,
    size: u32,
    /// The furthest end in this subtree.
    reach: ByteOffset,
}

/// What orders two fragments.
type Key<'a> = (ByteOffset, Reverse<ByteOffset>, &'a SpanId, usize);

impl Placed {
    fn key(&self) -> Key<'_> {
        (
            self.range.start,
            Reverse(self.range.end),
            &self.span.id,
            self.fragment,
        )
    }
}

impl SpanTree {
    /// Builds the tree of many spans at once.
    pub fn build(spans: impl Iterator<Item = Arc<Span>>) -> Self {
        let mut all: Vec<Placed> = spans.flat_map(placed_of).collect();
        all.sort_by(|a, b| a.key().cmp(&b.key()));
        let mut all: Vec<Option<Placed>> = all.into_iter().map(Some).collect();
        Self {
            root: balanced(&mut all),
        }
    }

    /// How many fragments it holds.
    pub fn len(&self) -> usize {
        size(&self.root) as usize
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// Puts in every fragment of a span.
    pub(super) fn insert(&mut self, span: &Arc<Span>) {
        for placed in placed_of(Arc::clone(span)) {
            insert(&mut self.root, placed);
        }
    }

    /// Takes out every fragment of a span.
    pub(super) fn remove(&mut self, span: &Span) {
        for (fragment, range) in span.fragments.iter().enumerate() {
            remove(
                &mut self.root,
                &(range.start, Reverse(range.end), &span.id, fragment),
            );
        }
    }

    /// Fragments that share a byte with `range`, in order.
    /// An empty range stands for the place itself: what it finds covers the place within.
    pub fn overlapping(&self, range: ByteRange) -> Overlapping<'_> {
        let mut found = Overlapping {
            stack: Vec::new(),
            range,
        };
        found.descend(self.root.as_deref());
        found
    }

    /// Fragments that stand on `at` or end there, in order: what a caret there touches.
    pub fn touching(&self, at: ByteOffset) -> impl Iterator<Item = &Placed> {
        let around = ByteRange {
            start: ByteOffset(at.0.saturating_sub(1)),
            end: at.shifted(1),
        };
        self.overlapping(around)
            .filter(move |placed| placed.range.start <= at && at <= placed.range.end)
    }

    /// Every fragment, in order.
    pub fn iter(&self) -> Overlapping<'_> {
        self.overlapping(ByteRange::new(0, usize::MAX))
    }

    /// The first fragment that begins at or after `at`.
    pub fn first_from(&self, at: ByteOffset) -> Option<&Placed> {
        let (mut node, mut best) = (self.root.as_deref(), None);
        while let Some(here) = node {
            if here.placed.range.start >= at {
                best = Some(&here.placed);
                node = here.left.as_deref();
            } else {
                node = here.right.as_deref();
            }
        }
        best
    }

    /// The last fragment that begins before `at`.
    pub fn last_before(&self, at: ByteOffset) -> Option<&Placed> {
        let (mut node, mut best) = (self.root.as_deref(), None);
        while let Some(here) = node {
            if here.placed.range.start < at {
                best = Some(&here.placed);
                node = here.right.as_deref();
            } else {
                node = here.left.as_deref();
            }
        }
        best
    }

    /// The fragment after this one in order.
    pub fn after(&self, placed: &Placed) -> Option<&Placed> {
        let (mut node, mut best) = (self.root.as_deref(), None);
        while let Some(here) = node {
            if here.placed.key() > placed.key() {
                best = Some(&here.placed);
                node = here.left.as_deref();
            } else {
                node = here.right.as_deref();
            }
        }
        best
    }

    /// The fragment before this one in order.
    pub fn before(&self, placed: &Placed) -> Option<&Placed> {
        let (mut node, mut best) = (self.root.as_deref(), None);
        while let Some(here) = node {
            if here.placed.key() < placed.key() {
                best = Some(&here.placed);
                node = here.right.as_deref();
            } else {
                node = here.left.as_deref();
            }
        }
        best
    }

    /// The fragments that share a byte with `range`, each with a lane: a small number that no
    /// overlapping fragment of those `wanted` has, the same wherever one looks from.
    ///
    /// Lanes are given out from the left in the cluster of overlapping fragments that `range`
    /// stands in. A chain of more than 256 overlapping fragments left of it is cut there.
    pub fn lanes(&self, range: ByteRange, wanted: impl Fn(&Span) -> bool) -> Vec<(Placed, usize)> {
        let mut from = range.start;
        let mut seen = 0;
        loop {
            let cluster = self.overlapping(ByteRange {
                start: from,
                end: from.shifted(1),
            });
            let earlier = cluster
                .filter(|placed| wanted(&placed.span))
                .map(|placed| placed.range.start)
                .min();
            match earlier {
                Some(start) if start < from && seen < 256 => from = start,
                _ => break,
            }
            seen += 1;
        }
        let mut ends: Vec<ByteOffset> = Vec::new();
        let mut lanes = Vec::new();
        for placed in self.overlapping(ByteRange {
            start: from,
            end: range.end,
        }) {
            if !wanted(&placed.span) {
                continue;
            }
            let lane = ends
                .iter()
                .position(|&end| end <= placed.range.start)
                .unwrap_or(ends.len());
            if lane == ends.len() {
                ends.push(placed.range.end);
            } else {
                ends[lane] = placed.range.end;
            }
            if placed.range.overlaps(range) {
                lanes.push((placed.clone(), lane));
            }
        }
        lanes
    }
}

impl<'a> IntoIterator for &'a SpanTree {
    type Item = &'a Placed;
    type IntoIter = Overlapping<'a>;

    fn into_iter(self) -> Overlapping<'a> {
        self.iter()
    }
}

/// Fragments that share a byte with a stretch, in order.
pub struct Overlapping<'a> {
    stack: Vec<&'a Node>,
    range: ByteRange,
}

impl<'a> Overlapping<'a> {
    fn reaches(&self, end: ByteOffset) -> bool {
        end > self.range.start
    }

    fn begins(&self, start: ByteOffset) -> bool {
        start < self.range.end || (self.range.is_empty() && start < self.range.start)
    }

    fn descend(&mut self, mut node: Option<&'a Node>) {
        while let Some(here) = node {
            if !self.reaches(here.reach) {
                break;
            }
            self.stack.push(here);
            node = here.left.as_deref();
        }
    }
}

impl<'a> Iterator for Overlapping<'a> {
    type Item = &'a Placed;

    fn next(&mut self) -> Option<&'a Placed> {
        while let Some(node) = self.stack.pop() {
            if !self.begins(node.placed.range.start) {
                // Everything after begins later still.
                self.stack.clear();
                return None;
            }
            self.descend(node.right.as_deref());
            if self.reaches(node.placed.range.end) {
                return Some(&node.placed);
            }
        }
        None
    }
}

fn placed_of(span: Arc<Span>) -> impl Iterator<Item = Placed> {
    let count = span.fragments.len();
    (0..count).map(move |fragment| Placed {
        range: span.fragments.as_slice()[fragment],
        fragment,
        span: Arc::clone(&span),
    })
}

fn size(tree: &Tree) -> u32 {
    tree.as_ref().map_or(0, |node| node.size)
}

fn reach(tree: &Tree) -> ByteOffset {
    tree.as_ref().map_or(ByteOffset(0), |node| node.reach)
}

fn balanced(all: &mut [Option<Placed>]) -> Tree {
    let middle = all.len() / 2;
    let placed = all.get_mut(middle)?.take()?;
    let (left, right) = all.split_at_mut(middle);
    let mut node = Node {
        reach: placed.range.end,
        placed,
        left: balanced(left),
        right: balanced(&mut right[1..]),
        size: 1,
    };
    node.sum_up();
    Some(Arc::new(node))
}

impl Node {
    fn sum_up(&mut self) {
        self.size = 1 + size(&self.left) + size(&self.right);
        self.reach = self
            .placed
            .range
            .end
            .max(reach(&self.left))
            .max(reach(&self.right));
    }

    /// Restores the balance after one insertion or removal below (Adams's weights 3 and 2).
    fn rebalance(&mut self) {
        let (left, right) = (size(&self.left), size(&self.right));
        if left + right > 1 {
            if right > 3 * left {
                self.lean_left();
            } else if left > 3 * right {
                self.lean_right();
            }
        }
        self.sum_up();
    }

    fn lean_left(&mut self) {
        let Some(right) = &mut self.right else { return };
        let child = Arc::make_mut(right);
        if size(&child.left) >= 2 * size(&child.right) {
            child.rotate_right();
        }
        self.rotate_left();
    }

    fn lean_right(&mut self) {
        let Some(left) = &mut self.left else { return };
        let child = Arc::make_mut(left);
        if size(&child.right) >= 2 * size(&child.left) {
            child.rotate_left();
        }
        self.rotate_right();
    }

    /// The right child becomes the root.
    fn rotate_left(&mut self) {
        let Some(mut right) = self.right.take() else {
            return;
        };
        let child = Arc::make_mut(&mut right);
        self.right = child.left.take();
        std::mem::swap(self, child);
        // `self` is the former child now, and `right` holds the former root.
        Arc::make_mut(&mut right).sum_up();
        self.left = Some(right);
        self.sum_up();
    }

    /// The left child becomes the root.
    fn rotate_right(&mut self) {
        let Some(mut left) = self.left.take() else {
            return;
        };
        let child = Arc::make_mut(&mut left);
        self.left = child.right.take();
        std::mem::swap(self, child);
        Arc::make_mut(&mut left).sum_up();
        self.right = Some(left);
        self.sum_up();
    }
}

fn insert(tree: &mut Tree, placed: Placed) {
    let Some(node) = tree else {
        let reach = placed.range.end;
        *tree = Some(Arc::new(Node {
            placed,
            left: None,
            right: None,
            size: 1,
            reach,
        }));
        return;
    };
    let node = Arc::make_mut(node);
    match placed.key().cmp(&node.placed.key()) {
        Ordering::Less => insert(&mut node.left, placed),
        Ordering::Greater => insert(&mut node.right, placed),
        Ordering::Equal => node.placed = placed,
    }
    node.rebalance();
}

fn remove(tree: &mut Tree, key: &Key<'_>) {
    let Some(node) = tree else { return };
    let node = Arc::make_mut(node);
    match key.cmp(&node.placed.key()) {
        Ordering::Less => remove(&mut node.left, key),
        Ordering::Greater => remove(&mut node.right, key),
        Ordering::Equal => {
            match (node.left.take(), node.right.take()) {
                (None, other) | (other, None) => *tree = other,
                (left, mut right) => {
                    node.left = left;
                    if let Some(next) = take_first(&mut right) {
                        node.placed = next;
                    }
                    node.right = right;
                    node.rebalance();
                }
            }
            return;
        }
    }
    node.rebalance();
}

fn take_first(tree: &mut Tree) -> Option<Placed> {
    let node = Arc::make_mut(tree.as_mut()?);
    if node.left.is_some() {
        let first = take_first(&mut node.left);
        node.rebalance();
        first
    } else {
        let first = node.placed.clone();
        *tree = node.right.take();
        Some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Fragments, Origin};
    use proptest::prelude::*;

    fn span(id: usize, ranges: Vec<ByteRange>) -> Arc<Span> {
        let fragments = Fragments::joined(ranges).unwrap();
        Arc::new(Span::new(
            format!("s{id}").into(),
            "quote".into(),
            fragments,
            Origin::default(),
        ))
    }

    fn depth(tree: &Tree) -> u32 {
        tree.as_ref()
            .map_or(0, |node| 1 + depth(&node.left).max(depth(&node.right)))
    }

    fn check(tree: &SpanTree, spans: &[Arc<Span>], probe: ByteRange) -> Result<(), TestCaseError> {
        let mut all: Vec<Placed> = spans.iter().cloned().flat_map(placed_of).collect();
        all.sort_by(|a, b| a.key().cmp(&b.key()));
        let name = |placed: &Placed| (placed.range, placed.span.id.clone());
        let names = |wanted: &dyn Fn(&&Placed) -> bool| -> Vec<_> {
            all.iter().filter(wanted).map(name).collect()
        };
        prop_assert_eq!(tree.iter().map(name).collect::<Vec<_>>(), names(&|_| true));
        prop_assert_eq!(
            tree.overlapping(probe).map(name).collect::<Vec<_>>(),
            names(&|p| p.range.overlaps(probe))
        );
        let at = probe.start;
        prop_assert_eq!(
            tree.touching(at).map(name).collect::<Vec<_>>(),
            names(&|p| p.range.start <= at && at <= p.range.end)
        );
        prop_assert_eq!(
            tree.first_from(at).map(name),
            all.iter().find(|p| p.range.start >= at).map(name)
        );
        prop_assert_eq!(
            tree.last_before(at).map(name),
            all.iter().rfind(|p| p.range.start < at).map(name)
        );
        for pair in all.windows(2) {
            prop_assert_eq!(tree.after(&pair[0]).map(name), Some(name(&pair[1])));
            prop_assert_eq!(tree.before(&pair[1]).map(name), Some(name(&pair[0])));
        }
        let lanes = tree.lanes(probe, |_| true);
        for (i, (a, lane)) in lanes.iter().enumerate() {
            for (b, other) in &lanes[..i] {
                prop_assert!(
                    !a.range.overlaps(b.range) || lane != other,
                    "{a:?} and {b:?} share lane {lane}"
                );
            }
        }
        let balance = 2 * (usize::BITS - tree.len().leading_zeros()) + 2;
        prop_assert!(
            depth(&tree.root) <= balance,
            "depth {} of {}",
            depth(&tree.root),
            tree.len()
        );
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn queries_agree_with_a_plain_list(
            ranges in proptest::collection::vec(proptest::collection::vec((0usize..60, 1usize..12), 1..3), 0..60),
            gone in proptest::collection::vec(any::<proptest::sample::Index>(), 0..30),
            probe in (0usize..60, 0usize..10),
        ) {
            let mut spans: Vec<Arc<Span>> = ranges
                .into_iter()
                .enumerate()
                .map(|(id, ranges)| span(id, ranges.into_iter().map(|(start, len)| (start..start + len).into()).collect()))
                .collect();
            let mut tree = SpanTree::default();
            for span in &spans {
                tree.insert(span);
            }
            let kept = tree.clone();
            let all = spans.clone();
            for index in gone {
                if !spans.is_empty() {
                    tree.remove(&spans.swap_remove(index.index(spans.len())));
                }
            }
            let probe = ByteRange::from(probe.0..probe.0 + probe.1 + 1);
            check(&tree, &spans, probe)?;
            // The version kept before the removals is untouched.
            check(&kept, &all, probe)?;
            check(&SpanTree::build(spans.iter().cloned()), &spans, probe)?;
        }
    }
}
