//! How many keys the example article takes by hand, counted as a person would press them: the caret at
//! the start of a quote's paragraph, getting there counted, in the article's order, from nothing.
//!
//! Keys go through the keymap, and what they make is compared with the gold: the quote's words, the
//! words of each speaker, and the links.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "the figures are read by people; a test ends where its input is not what it must be"
)]

use dictum::editor::{Chord, Editor, Focus, Key, Keymap, Outcome, ParagraphLines};
use dictum::model::schema::Role;
use dictum::model::{ByteRange, Document, Fragments, RevisionId, SpanId, State, Timestamp};
use dictum::store::{self, schemas};
use std::fmt::Write as _;
use std::path::Path;

const GOLD: &str = include_str!("../annotations/pentagon-shoigu-call.ron");
/// Whoever needs more keys than this for a quote has not found it.
const TOO_MANY: usize = 13;
/// Readings that a person tries before giving up on `q`.
const READINGS: usize = 5;
/// Stops that a person goes on to before pressing `q`.
const STOPS: usize = 4;

fn gold() -> Document {
    store::read(GOLD.as_bytes(), Path::new("gold.ron"))
        .unwrap()
        .document
}

/// A quote that lies in no other, and who said it.
struct Wanted {
    quote: Fragments,
    speakers: Vec<Fragments>,
}

fn wanted(gold: &Document) -> Vec<Wanted> {
    let quotes: Vec<_> = gold
        .spans()
        .filter(|span| gold.schema().role_of(&span.label) == Role::Quote)
        .collect();
    let within = |inner: ByteRange, outer: ByteRange| {
        outer.start <= inner.start && inner.end <= outer.end && inner != outer
    };
    let mut top: Vec<Wanted> = quotes
        .iter()
        .filter(|span| {
            let hull = span.fragments.hull();
            !quotes
                .iter()
                .any(|other| within(hull, other.fragments.hull()))
        })
        .map(|span| Wanted {
            quote: span.fragments.clone(),
            speakers: speakers(gold, &span.id),
        })
        .collect();
    top.sort_by_key(|wanted| wanted.quote.start());
    top
}

/// The words of a quote's speakers, in the text's order.
fn speakers(document: &Document, quote: &SpanId) -> Vec<Fragments> {
    let mut speakers: Vec<Fragments> = document
        .links_from(quote)
        .filter(|link| link.label.as_str() == "said_by" && link.state == State::Accepted)
        .map(|link| document.span(&link.to).unwrap().fragments.clone())
        .collect();
    speakers.sort_by_key(Fragments::start);
    speakers
}

/// A person at the keyboard.
struct Typist {
    editor: Editor,
    keymap: Keymap,
    keys: usize,
    pressed: String,
}

const ENTER: Chord = Chord::plain(Key::Enter);
const TAB: Chord = Chord::plain(Key::Tab);
const SPACE: Chord = Chord::plain(Key::Space);
const ESCAPE: Chord = Chord::plain(Key::Escape);

const fn key(c: char) -> Chord {
    Chord::plain(Key::Char(c))
}

impl Typist {
    fn before_the_bare_article() -> Self {
        let gold = gold();
        let schema = schemas::news();
        let header = (**gold.header()).clone();
        let document = Document::new(header, schema.clone(), gold.text().clone());
        let clock = Box::new(|| Timestamp::from_rfc3339("2026-11-22T10:00:00Z"));
        Self {
            editor: Editor::new(document, "anna", clock),
            keymap: Keymap::new(&schema).unwrap(),
            keys: 0,
            pressed: String::new(),
        }
    }

    fn press(&mut self, chord: Chord) -> Outcome {
        let focus = Focus {
            article: true,
            list: self.editor.choices().is_some(),
            card: false,
        };
        let command = self.keymap.command(chord, focus).unwrap();
        self.keys += 1;
        let _ = write!(self.pressed, "{chord} ");
        let text = self.editor.document().text().clone();
        self.editor.perform(command, &ParagraphLines(&text))
    }

    /// Puts the caret at a paragraph's start with nothing current, uncounted.
    fn begin(&mut self, paragraph: ByteRange) {
        self.editor.go_to(paragraph.start);
        while self.press(ESCAPE) == Outcome::Done {}
        self.keys = 0;
        self.pressed.clear();
    }

    fn undo_back_to(&mut self, revision: RevisionId) {
        while self.editor.history().current() != revision {
            let undo = Chord {
                ctrl: true,
                ..key('z')
            };
            if matches!(self.press(undo), Outcome::Nothing(_)) {
                break;
            }
        }
    }

    /// The first readings at the caret, one after the other, until one is the quote.
    fn take_quote(&mut self, quote: &Fragments) -> bool {
        for _ in 0..READINGS {
            if matches!(self.press(key('q')), Outcome::Nothing(_)) {
                return false;
            }
            let current = self.editor.current_span();
            if current.is_some_and(|span| span.fragments == *quote) {
                return true;
            }
        }
        false
    }

    /// Where among the candidates each speaker stands, from 0.
    fn candidates(&self, speakers: &[Fragments]) -> Vec<Option<usize>> {
        let choices = self.editor.choices().unwrap();
        let place = |speaker: &Fragments| {
            let hull = speaker.hull();
            choices.all.iter().position(|choice| choice.mention == hull)
        };
        speakers.iter().map(place).collect()
    }

    /// Takes the speakers: Enter or a digit for one, Space on each and Enter for several.
    fn take_speakers(&mut self, places: &[usize]) {
        match places {
            [0] => {
                self.press(ENTER);
            }
            [one] => {
                self.press(key(char::from_digit(*one as u32 + 1, 10).unwrap()));
            }
            several => {
                let mut at = 0;
                for &place in several {
                    while at < place {
                        self.press(TAB);
                        at += 1;
                    }
                    self.press(SPACE);
                }
                self.press(ENTER);
            }
        }
    }

    /// Whether the document says what the gold says of this quote.
    fn has(&self, wanted: &Wanted) -> bool {
        let document = self.editor.document();
        let quote = document
            .spans()
            .find(|span| span.label.as_str() == "quote" && span.fragments == wanted.quote);
        quote.is_some_and(|quote| speakers(document, &quote.id) == wanted.speakers)
    }
}

/// What a quote took.
struct Count {
    keys: usize,
    pressed: String,
    /// Where the right speaker stood, the first of several, from 0.
    candidate: Option<usize>,
    done: bool,
}

/// Marks a quote and its speakers from its paragraph's start.
fn annotate(typist: &mut Typist, wanted: &Wanted) -> Count {
    let text = typist.editor.document().text().clone();
    let paragraph = text.paragraphs()[text.paragraph_at(wanted.quote.start())];
    let before = typist.editor.history().current();
    // At once, or after going on by as many stops as it takes: a person sees where the quote is.
    let found = (0..=STOPS).any(|stops| {
        typist.undo_back_to(before);
        typist.begin(paragraph);
        (0..stops).for_each(|_| {
            typist.press(key('.'));
        });
        typist.take_quote(&wanted.quote)
    });
    let mut count = Count {
        keys: TOO_MANY,
        pressed: String::new(),
        candidate: None,
        done: false,
    };
    if found {
        let places = typist.candidates(&wanted.speakers);
        count.candidate = places.iter().flatten().min().copied();
        let mut all: Vec<usize> = places.iter().flatten().copied().collect();
        all.sort_unstable();
        if all.len() == wanted.speakers.len() {
            typist.take_speakers(&all);
        }
        count.keys = typist.keys;
        count.done = typist.has(wanted);
    }
    typist.pressed.trim_end().clone_into(&mut count.pressed);
    count
}

#[test]
fn the_twenty_quotes_take_few_keys() {
    let wanted = wanted(&gold());
    let mut typist = Typist::before_the_bare_article();
    let mut counts = Vec::new();
    println!("{:>4} {:>9}  {:<24} quote", "keys", "candidate", "pressed");
    for each in &wanted {
        let count = annotate(&mut typist, each);
        let words: String = typist
            .editor
            .document()
            .text()
            .slice(each.quote.hull())
            .chars()
            .take(44)
            .collect();
        let place = count
            .candidate
            .map_or("–".to_owned(), |place| (place + 1).to_string());
        let done = if count.done {
            ""
        } else {
            "  NOT AS IN THE GOLD"
        };
        println!(
            "{:>4} {place:>9}  {:<24} {words}{done}",
            count.keys, count.pressed
        );
        counts.push(count);
    }
    let mut keys: Vec<usize> = counts.iter().map(|count| count.keys).collect();
    keys.sort_unstable();
    let (median, worst) = (keys[keys.len() / 2], keys[keys.len() - 1]);
    let within = |n: usize| {
        counts
            .iter()
            .filter(|count| count.candidate.is_some_and(|place| place < n))
            .count()
    };
    let (first, three) = (within(1), within(3));
    let done = counts.iter().filter(|count| count.done).count();
    println!(
        "median {median}, worst {worst}, in all {}; first candidate right {first}/20, one of the first three {three}/20; as in the gold {done}/20",
        keys.iter().sum::<usize>()
    );
    assert_eq!(wanted.len(), 20);
    assert!(median <= 6 && worst <= 12, "median {median}, worst {worst}");
    assert!(first >= 16 && three >= 19, "{first}, {three}");
    assert_eq!(
        done, 20,
        "a count of keys that make something else says nothing"
    );
}

#[test]
fn s_takes_the_words_of_the_speakers() {
    let gold = gold();
    let speakers: Vec<Fragments> = gold
        .spans()
        .filter(|span| gold.schema().role_of(&span.label) == Role::Speaker)
        .map(|span| span.fragments.clone())
        .collect();
    let mut right = 0;
    for speaker in &speakers {
        let mut typist = Typist::before_the_bare_article();
        let words = gold.text().slice(speaker.hull());
        // On the last word, as a click there or Ctrl+→ leads to.
        let last = words.rfind(' ').map_or(0, |space| space + 1);
        typist.editor.go_to(speaker.start().shifted(last as isize));
        typist.press(key('s'));
        let marked = typist
            .editor
            .current_span()
            .map(|span| span.fragments.clone());
        if marked.as_ref() == Some(speaker) {
            right += 1;
        } else {
            let got = marked.map(|it| gold.text().slice(it.hull()).to_owned());
            println!("not right: {words:?}, but {got:?}");
        }
    }
    println!("s takes the right words for {right} of {}", speakers.len());
    assert_eq!(speakers.len(), 24);
    assert!(right >= 22, "{right}");
}
