//! A person at the keyboard, whose keys are counted by what they are for.

use super::ways::Ways;
use dictum::editor::{Chord, Editor, Focus, Key, Keymap, Outcome, ParagraphLines, Person};
use dictum::model::{ByteRange, Document, Fragments, RevisionId, SpanId, Timestamp};
use std::collections::BTreeMap;

/// Whoever needs more keys for the ends marks anew.
const MOST_BOUNDARY_KEYS: usize = 10;

/// What keys are for.
pub const WHATS: [&str; 7] = [
    "getting there",
    "making quotes",
    "saying who",
    "making events",
    "deciding",
    "boundaries",
    "people",
];

pub const ENTER: Chord = Chord::plain(Key::Enter);
pub const TAB: Chord = Chord::plain(Key::Tab);
pub const SPACE: Chord = Chord::plain(Key::Space);
pub const ESCAPE: Chord = Chord::plain(Key::Escape);

pub const fn key(c: char) -> Chord {
    Chord::plain(Key::Char(c))
}

pub struct Typist {
    pub editor: Editor,
    pub keys: usize,
    keymap: Keymap,
    by_what: BTreeMap<&'static str, usize>,
    ways: Ways,
}

/// Where to come back to when a way was not the right one.
pub struct Before {
    revision: RevisionId,
    selection: ByteRange,
    pub keys: usize,
    by_what: BTreeMap<&'static str, usize>,
}

impl Typist {
    pub fn at(document: Document) -> Self {
        let keymap = Keymap::new(document.schema()).unwrap();
        let ways = Ways::of(document.text());
        let clock = Box::new(|| Timestamp::from_rfc3339("2026-11-22T10:00:00Z"));
        Self {
            editor: Editor::new(document, "anna", clock),
            keys: 0,
            keymap,
            by_what: BTreeMap::new(),
            ways,
        }
    }

    pub fn keys_of(&self, what: &str) -> usize {
        self.by_what.get(what).copied().unwrap_or(0)
    }

    fn count(&mut self, what: &'static str, keys: usize) {
        self.keys += keys;
        *self.by_what.entry(what).or_default() += keys;
    }

    pub fn press(&mut self, what: &'static str, chord: Chord) -> Outcome {
        let focus = Focus {
            article: true,
            list: self.editor.choices().is_some(),
            card: false,
        };
        let command = self.keymap.command(chord, focus).unwrap();
        self.count(what, 1);
        let text = self.editor.document().text().clone();
        self.editor.perform(command, &ParagraphLines(&text))
    }

    pub fn before(&self) -> Before {
        Before {
            revision: self.editor.history().current(),
            selection: self.editor.selection(),
            keys: self.keys,
            by_what: self.by_what.clone(),
        }
    }

    /// As if it had not been tried.
    pub fn back(&mut self, before: &Before) {
        while self.editor.history().current() != before.revision {
            let undo = self.keymap.command(
                Chord {
                    ctrl: true,
                    ..key('z')
                },
                Focus {
                    article: true,
                    list: false,
                    card: false,
                },
            );
            let text = self.editor.document().text().clone();
            self.editor.perform(undo.unwrap(), &ParagraphLines(&text));
        }
        let lines = self.editor.document().text().clone();
        while self
            .editor
            .perform(dictum::editor::Command::Escape, &ParagraphLines(&lines))
            == Outcome::Done
        {}
        self.editor.go_to(before.selection.end);
        if !before.selection.is_empty() {
            self.editor.select(before.selection);
        }
        self.keys = before.keys;
        self.by_what.clone_from(&before.by_what);
    }

    pub fn current(&self) -> Option<(SpanId, Fragments)> {
        let span = self.editor.current_span()?;
        Some((span.id.clone(), span.fragments.clone()))
    }

    /// Goes the shortest way to a caret or selection that is wanted.
    pub fn go(&mut self, ends: ByteRange, wanted: impl Fn(ByteRange) -> bool) -> bool {
        let from = self.editor.selection();
        let Some(chords) = self.ways.shortest(from, ends, wanted) else {
            return false;
        };
        for chord in chords {
            self.press("getting there", chord);
        }
        true
    }

    /// The fewest keys to each of some places.
    pub fn keys_to(&mut self, places: &[ByteRange]) -> Vec<Option<Vec<Chord>>> {
        self.ways.shortest_to(self.editor.selection(), places)
    }

    pub fn press_all(&mut self, what: &'static str, chords: &[Chord]) {
        for chord in chords {
            self.press(what, *chord);
        }
    }

    /// How many keys lead the ends of a stretch to those of another.
    pub fn boundary_keys(&self, now: ByteRange, wanted: ByteRange) -> Option<usize> {
        let keys = self.ways.ends_apart(now, wanted)?.len();
        (keys <= MOST_BOUNDARY_KEYS).then_some(keys)
    }

    /// Moves the ends of the current mark, in one piece, until it covers what is wanted.
    pub fn mend(&mut self, wanted: ByteRange) -> bool {
        let Some((_, fragments)) = self.current().filter(|(_, all)| all.len() == 1) else {
            return false;
        };
        let now = fragments.hull();
        let keys = self.ways.ends_apart(now, wanted);
        let Some(keys) = keys.filter(|keys| keys.len() <= MOST_BOUNDARY_KEYS) else {
            return false;
        };
        for chord in keys {
            self.press("boundaries", chord);
        }
        self.current()
            .is_some_and(|(_, made)| made.as_slice() == [wanted])
    }

    /// Says which person a mention means, with the list that `m` opens: one key, the arrows down to the
    /// person, and Enter; a new one by its last name.
    pub fn say_person(&mut self, mention: &SpanId, person: &Person) {
        let likely = self.editor.likely_people(mention);
        let place = match person {
            Person::Known(id) => likely.iter().position(|each| each.id == *id).unwrap(),
            Person::New(name) => name
                .split(' ')
                .next_back()
                .map_or(0, |last| last.chars().count()),
            Person::Unknown => 0,
        };
        self.editor.set_person(mention, person);
        self.count("people", 2 + place);
    }
}
