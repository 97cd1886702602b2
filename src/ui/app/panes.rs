//! F6 goes round the panes: article, cards, conflicts, suggestions, the pane at the left, inspector, people, toolbar.

use eframe::egui::{Context, Id};

/// The first widget of each pane besides the article, as drawn in the last frame.
#[derive(Default)]
pub(super) struct Panes {
    /// Of the inspector.
    pub inspector: Option<Id>,
    /// The list of people.
    pub people: Option<Id>,
    /// Of the toolbar.
    pub toolbar: Option<Id>,
    /// Of the pane at the left.
    pub side: Option<Id>,
    /// Of the bar of suggestions.
    pub suggestions: Option<Id>,
    /// Of the bar of conflicts, while there are any.
    pub conflicts: Option<Id>,
    /// Of the hint, while one is shown.
    pub hint: Option<Id>,
    at: usize,
}

impl Panes {
    /// Moves the focus to the next pane that is there.
    pub fn go_round(&mut self, ctx: &Context, article: Option<Id>, cards: Option<Id>) {
        let panes: Vec<Id> = [
            article,
            cards,
            self.conflicts,
            self.suggestions,
            self.side,
            self.inspector,
            self.people,
            self.toolbar,
            self.hint,
        ]
        .into_iter()
        .flatten()
        .collect();
        if panes.is_empty() {
            return;
        }
        let focused = ctx.memory(|memory| memory.focused());
        // From within a pane the round goes on from it; the article tells where it stands.
        let at = panes
            .iter()
            .position(|pane| Some(*pane) == focused)
            .unwrap_or(self.at);
        self.at = (at + 1) % panes.len();
        ctx.memory_mut(|memory| memory.request_focus(panes[self.at]));
    }
}
