//! Marks of the file that do not fit the article's words, until a person decides on each.

use crate::editor::{Editor, Outcome};
use crate::model::{Document, RevisionId, SpanId};
use crate::store::Misfit;

/// The marks kept apart.
#[derive(Default)]
pub struct Misfits {
    all: Vec<Pending>,
    /// Those not decided on, as found at a revision; looked for again when it or a decision changes.
    undecided: Vec<usize>,
    of: Option<RevisionId>,
    dropped: usize,
}

/// A mark kept apart, and what was decided.
struct Pending {
    misfit: Misfit,
    /// Let go of for good.
    dropped: bool,
    /// The mark that it has become. An undo takes that away, and it is undecided again.
    adopted: Option<SpanId>,
}

impl Pending {
    fn is_undecided(&self, document: &Document) -> bool {
        !self.dropped
            && self
                .adopted
                .as_ref()
                .is_none_or(|id| document.span(id).is_none())
    }
}

impl Misfits {
    /// Those of a file just read.
    pub fn new(misfits: Vec<Misfit>) -> Self {
        let pending = |misfit| Pending {
            misfit,
            dropped: false,
            adopted: None,
        };
        Self {
            all: misfits.into_iter().map(pending).collect(),
            ..Self::default()
        }
    }

    /// Finds out which are undecided, when something has changed.
    pub fn update(&mut self, document: &Document, revision: RevisionId) {
        if self.of == Some(revision) {
            return;
        }
        let pending = self.all.iter().enumerate();
        self.undecided = pending
            .filter(|(_, pending)| pending.is_undecided(document))
            .map(|(index, _)| index)
            .collect();
        self.of = Some(revision);
    }

    /// Those on which nobody has decided, by index.
    pub fn undecided(&self) -> &[usize] {
        &self.undecided
    }

    /// Whether some were let go of since the last save: the file still holds them.
    pub fn any_dropped(&self) -> bool {
        self.dropped > 0
    }

    /// What one is, in a line.
    pub fn told(&self, index: usize, document: &Document) -> String {
        let Some(Pending { misfit, .. }) = self.all.get(index) else {
            return String::new();
        };
        let label = document.schema().label(&misfit.span.label);
        let label = label.map_or(misfit.span.label.as_str(), |label| label.title.as_str());
        let stage = if misfit.in_proposal {
            " as proposed"
        } else {
            ""
        };
        format!("{label} {}{stage}: {}", misfit.span.id, misfit.problem)
    }

    /// Puts one at the nearest place of its words.
    pub fn find_again(&mut self, index: usize, editor: &mut Editor) -> Outcome {
        let Some(pending) = self.all.get_mut(index) else {
            return Outcome::Nothing("That mark is decided on");
        };
        match pending.misfit.find_again(editor.document()) {
            Ok((span, links)) => {
                let id = span.id.clone();
                pending.adopted = Some(id.clone());
                let outcome = editor.adopt("Find a mark's text again", span, links);
                editor.go_to_mark(&id);
                outcome
            }
            Err(lost) => Outcome::Told(lost.to_string()),
        }
    }

    /// Lets one go.
    pub fn drop(&mut self, index: usize) {
        if let Some(pending) = self.all.get_mut(index).filter(|pending| !pending.dropped) {
            pending.dropped = true;
            self.dropped += 1;
            self.of = None;
        }
    }

    /// Notes that a save has taken the decisions: those let go of are in no file any more.
    pub fn saved(&mut self) {
        self.all.retain(|pending| !pending.dropped);
        self.dropped = 0;
        self.of = None;
    }
}
