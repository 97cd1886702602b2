//! Steps, each done to the document by the editor and to the naive model by hand.

use crate::naive::{Letter, Naive};
use crate::random::Random;
use dictum::editor::{Command, Editor, ParagraphLines};
use dictum::model::{
    ByteRange, Document, Draft, Edit, Fragments, Header, LabelName, Link, Origin, RevisionId, Span,
    State, Text, Timestamp,
};
use dictum::store::schemas;

const LETTERS: [&str; 24] = [
    "a",
    "b",
    "said ",
    "Anna",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\u{2029}",
    "“",
    "”",
    "ж",
    "не ",
    "😀",
    "👍🏽",
    "👩‍👩‍👧",
    "🇺🇦",
    "🇫🇷",
    "e\u{301}",
    "क्षि",
    "שלום ",
    "東京",
    "\u{200d}",
];
const LABELS: [&str; 3] = ["quote", "speaker", "event"];

/// A document in the editor, and for each step in its history what the model was then.
pub struct Both {
    editor: Editor,
    /// By revision; each with the revision it was made from, and the one to redo.
    past: Vec<(Naive, usize, Option<usize>)>,
    here: usize,
    /// Numbers given to letters.
    letters: usize,
    ids: usize,
}

impl Both {
    pub fn new(random: &mut Random) -> Self {
        // Now and then long enough for what is looked up by blocks.
        let pieces = match random.below(40) {
            0 => 0,
            1 => 400,
            _ => random.below(60),
        };
        let text: String = (0..pieces).map(|_| random.pick(&LETTERS)).collect();
        let document = Document::new(Header::default(), schemas::news(), Text::new(text.as_str()));
        let clock = || Timestamp::from_rfc3339("2026-11-22T10:00:00Z");
        let mut both = Self {
            editor: Editor::new(document, "anna", Box::new(clock)),
            past: Vec::new(),
            here: 0,
            letters: 0,
            ids: 0,
        };
        let letters = both.numbered(&text);
        let naive = Naive {
            letters,
            ..Naive::default()
        };
        both.past.push((naive, 0, None));
        both
    }

    pub fn document(&self) -> &Document {
        self.editor.document()
    }

    pub fn naive(&self) -> &Naive {
        &self.past[self.here].0
    }

    fn numbered(&mut self, text: &str) -> Vec<Letter> {
        let first = self.letters;
        self.letters += text.chars().count();
        let letters = text.chars().enumerate();
        letters
            .map(|(at, c)| Letter {
                number: first + at,
                c,
            })
            .collect()
    }

    pub fn step(&mut self, random: &mut Random) {
        match random.below(16) {
            0..=4 => self.mark(random),
            5 => self.unmark(random),
            6 => self.change_mark(random),
            7 | 8 => self.link(random),
            9 => self.unlink(random),
            10..=12 => self.replace(random),
            13 => self.undo(),
            14 => self.redo(),
            _ => self.go_to(random),
        }
    }

    // ---- the document's own steps ----------------------------------------------------------

    fn mark(&mut self, random: &mut Random) {
        let mut pieces = Vec::new();
        for _ in 0..=random.below(3) {
            pieces.push(self.stretch(random, 30));
        }
        let label = random.pick(&LABELS);
        let Some(fragments) = self.fragments(&pieces) else {
            return;
        };
        self.ids += 1;
        let id = format!("m{}", self.ids);
        let span = Span::new(
            id.as_str().into(),
            label.into(),
            fragments,
            Origin::human("anna"),
        );
        let edit = self.drafted(|draft| draft.put_span(span));
        let mut naive = self.naive().clone();
        naive.mark(id, label, &pieces);
        self.take(edit, naive);
    }

    fn change_mark(&mut self, random: &mut Random) {
        let Some(id) = self.a_mark(random) else {
            return;
        };
        let pieces = vec![self.stretch(random, 60), self.stretch(random, 5)];
        let label = random.pick(&LABELS);
        let Some(fragments) = self.fragments(&pieces) else {
            return;
        };
        let edit = self.drafted(|draft| {
            draft.change_span(&id.as_str().into(), |span| {
                span.label = LabelName::from(label);
                span.fragments = fragments;
            })
        });
        let mut naive = self.naive().clone();
        naive.mark(id, label, &pieces);
        self.take(edit, naive);
    }

    fn unmark(&mut self, random: &mut Random) {
        let Some(id) = self.a_mark(random) else {
            return;
        };
        let edit = self.drafted(|draft| draft.remove_span(&id.as_str().into()));
        let mut naive = self.naive().clone();
        naive.unmark(&id);
        self.take(edit, naive);
    }

    fn link(&mut self, random: &mut Random) {
        let (Some(from), Some(to)) = (self.a_mark(random), self.a_mark(random)) else {
            return;
        };
        self.ids += 1;
        let id = format!("k{}", self.ids);
        let link = Link {
            id: id.as_str().into(),
            label: "said_by".into(),
            from: from.as_str().into(),
            to: to.as_str().into(),
            attributes: Default::default(),
            state: State::Accepted,
            origin: Origin::human("anna"),
            decided: None,
            proposed: None,
            extra: Default::default(),
        };
        let edit = self.drafted(|draft| draft.put_link(link));
        let mut naive = self.naive().clone();
        naive.links.insert(id, (from, to));
        self.take(edit, naive);
    }

    fn unlink(&mut self, random: &mut Random) {
        let links = &self.naive().links;
        let Some(id) = links.keys().nth(random.below(links.len())).cloned() else {
            return;
        };
        let edit = self.drafted(|draft| draft.remove_link(&id.as_str().into()));
        let mut naive = self.naive().clone();
        naive.links.remove(&id);
        self.take(edit, naive);
    }

    fn replace(&mut self, random: &mut Random) {
        let stretch = self.stretch(random, 40);
        let words: String = (0..random.below(4))
            .map(|_| random.pick(&LETTERS))
            .collect();
        let range = self.range(stretch);
        let edit = self.drafted(|draft| draft.replace_text(range, &words));
        let words = self.numbered(&words);
        let mut naive = self.naive().clone();
        naive.replace(stretch, &words);
        self.take(edit, naive);
    }

    // ---- steps in the history --------------------------------------------------------------

    fn undo(&mut self) {
        self.perform(Command::Undo);
        if self.here > 0 {
            self.here = self.past[self.here].1;
        }
    }

    fn redo(&mut self) {
        self.perform(Command::Redo);
        self.here = self.past[self.here].2.unwrap_or(self.here);
    }

    fn go_to(&mut self, random: &mut Random) {
        let target = random.below(self.past.len());
        self.editor.go_to_revision(RevisionId(target));
        self.stand(target);
    }

    /// Redo goes the way that was gone last.
    fn stand(&mut self, target: usize) {
        self.here = target;
        let mut child = target;
        while child > 0 {
            let parent = self.past[child].1;
            self.past[parent].2 = Some(child);
            child = parent;
        }
    }

    fn perform(&mut self, command: Command) {
        let text = self.document().text().clone();
        self.editor.perform(command, &ParagraphLines(&text));
    }

    // ---- making steps ----------------------------------------------------------------------

    fn drafted(
        &self,
        change: impl FnOnce(&mut Draft) -> Result<(), dictum::model::EditError>,
    ) -> Edit {
        let mut draft = Draft::new(self.document());
        change(&mut draft).unwrap();
        draft.finish()
    }

    fn take(&mut self, edit: Edit, naive: Naive) {
        if edit.is_empty() {
            return;
        }
        self.editor.take_edit("Step", edit);
        assert_eq!(self.editor.history().revisions().len(), self.past.len());
        self.past.push((naive, self.here, None));
        self.stand(self.past.len() - 1);
    }

    fn a_mark(&self, random: &mut Random) -> Option<String> {
        let marks = &self.naive().marks;
        marks.keys().nth(random.below(marks.len())).cloned()
    }

    /// In code points; may be empty.
    fn stretch(&self, random: &mut Random, most: usize) -> (usize, usize) {
        let end = self.naive().letters.len();
        let start = random.below(end + 1);
        (start, (start + random.below(most)).min(end))
    }

    fn range(&self, (start, end): (usize, usize)) -> ByteRange {
        let bytes = self.naive().bytes();
        ByteRange::new(bytes[start], bytes[end])
    }

    fn fragments(&self, pieces: &[(usize, usize)]) -> Option<Fragments> {
        Fragments::joined(pieces.iter().map(|&piece| self.range(piece)).collect()).ok()
    }
}
