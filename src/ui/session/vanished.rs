//! Many marks that are gone at once.

use super::Session;
use crate::model::{Change, Edit};

impl Session {
    /// How many marks a step that is new since the last time has taken away, if they are at least so
    /// many, and the step's name. Costs nothing while nothing is done.
    pub fn vanished(&mut self, many: usize) -> Option<(usize, String)> {
        let steps = self.editor.history().revisions();
        let new = steps.get(self.seen_steps..).unwrap_or_default();
        self.seen_steps = steps.len();
        // What was done last can be undone.
        let last = new.last()?;
        let gone = marks_gone(last.edit.get()?);
        (gone >= many).then(|| (gone, last.name.clone()))
    }
}

/// How many more marks go than come.
fn marks_gone(edit: &Edit) -> usize {
    let (mut gone, mut come) = (0usize, 0usize);
    for change in &edit.changes {
        if let Change::Span { before, after } = change {
            let live = |span: &Option<std::sync::Arc<crate::model::Span>>| {
                span.as_ref().is_some_and(|span| span.is_live())
            };
            gone += usize::from(live(before) && after.is_none());
            come += usize::from(before.is_none() && live(after));
        }
    }
    gone.saturating_sub(come)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ByteRange, Fragments, Origin, Span, State};
    use std::sync::Arc;

    fn change(number: usize, state: State, goes: bool) -> Change {
        let fragments = Fragments::one(ByteRange::new(0, 1)).unwrap();
        let id = format!("q{number}").as_str().into();
        let mut span = Span::new(id, "quote".into(), fragments, Origin::default());
        span.state = state;
        let span = Some(Arc::new(span));
        let (before, after) = if goes { (span, None) } else { (None, span) };
        Change::Span { before, after }
    }

    #[test]
    fn rejected_marks_are_not_missed_and_new_ones_make_up_for_old_ones() {
        let edit = |live: usize, rejected: usize, come: usize| Edit {
            changes: (0..live)
                .map(|number| change(number, State::Accepted, true))
                .chain((0..rejected).map(|number| change(100 + number, State::Rejected, true)))
                .chain((0..come).map(|number| change(200 + number, State::Suggested, false)))
                .collect(),
        };
        assert_eq!(marks_gone(&edit(12, 5, 0)), 12);
        assert_eq!(marks_gone(&edit(12, 0, 9)), 3);
        assert_eq!(marks_gone(&edit(2, 0, 9)), 0);
    }
}
