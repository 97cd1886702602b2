//! The shortest way from one caret or selection to another, by the keys that move it.

use dictum::editor::{Chord, Key};
use dictum::language;
use dictum::model::{ByteOffset, ByteRange, Text};
use std::collections::{HashMap, VecDeque};

/// Nobody looks further than so many keys ahead. Lines of the screen are not known here, so that some
/// ways are longer than in the window.
const FURTHEST: usize = 60;

/// Where the keys lead from each place.
pub struct Ways {
    text: Text,
    known: HashMap<ByteOffset, Vec<(Chord, ByteRange)>>,
}

/// A selection as it was made: the end that stays and the caret.
type State = (ByteOffset, ByteOffset);

const fn ctrl(key: Key) -> Chord {
    Chord {
        ctrl: true,
        ..Chord::plain(key)
    }
}

const fn shift(chord: Chord) -> Chord {
    Chord {
        shift: true,
        ..chord
    }
}

impl Ways {
    pub fn of(text: &Text) -> Self {
        Self {
            text: text.clone(),
            known: HashMap::new(),
        }
    }

    /// Where keys lead from a bare caret or from the start of a selection: to a caret, or to a stop.
    fn from(&mut self, at: ByteOffset) -> &[(Chord, ByteRange)] {
        let text = &self.text;
        self.known.entry(at).or_insert_with(|| {
            let caret = ByteRange::empty_at;
            let paragraphs = text.paragraphs();
            let number = text.paragraph_at(at);
            let starts = paragraphs
                .iter()
                .filter(|each| !each.is_empty())
                .map(|each| each.start);
            let mut up = starts.clone().rev().skip_while(|&start| start >= at);
            let down = starts
                .clone()
                .find(|&start| start > paragraphs[number].start.max(at));
            let mut ways = vec![
                (Chord::plain(Key::Left), caret(text.prev_grapheme(at))),
                (Chord::plain(Key::Right), caret(text.next_grapheme(at))),
                (ctrl(Key::Left), caret(language::prev_word_start(text, at))),
                (ctrl(Key::Right), caret(language::next_word_end(text, at))),
                (ctrl(Key::Up), caret(up.next().unwrap_or_default())),
                (ctrl(Key::Down), caret(down.unwrap_or_else(|| text.end()))),
                (ctrl(Key::Home), caret(ByteOffset(0))),
                (ctrl(Key::End), caret(text.end())),
            ];
            let stops = [
                ('.', language::next_stop(text, at)),
                (',', language::prev_stop(text, at)),
            ];
            for (key, stop) in stops {
                ways.extend(stop.map(|stop| (Chord::plain(Key::Char(key)), stop)));
            }
            ways
        })
    }

    fn steps(&mut self, state: State, ends: ByteRange) -> Vec<(Chord, State)> {
        let (anchor, caret) = state;
        let selected = anchor != caret;
        let start = anchor.min(caret);
        let is_stop = |chord: &Chord| matches!(chord.key, Key::Char(_));
        self.from(start);
        self.from(caret);
        let (from_start, from_caret) = (&self.known[&start], &self.known[&caret]);
        let stops = from_start.iter().filter(|(chord, _)| is_stop(chord));
        let moves = from_caret.iter().filter(|(chord, _)| !is_stop(chord));
        let collapsed = |chord: &Chord, range: &ByteRange| match (*chord, selected) {
            (chord, true) if chord == Chord::plain(Key::Left) => start,
            (chord, true) if chord == Chord::plain(Key::Right) => anchor.max(caret),
            _ => range.start,
        };
        let mut steps: Vec<(Chord, State)> = stops
            .map(|(chord, stop)| (*chord, (stop.start, stop.end)))
            .collect();
        steps.extend(moves.clone().map(|(chord, range)| {
            let at = collapsed(chord, range);
            (*chord, (at, at))
        }));
        // Only from an end of what is to be selected does it make sense to select.
        if anchor == ends.start || anchor == ends.end {
            let sideways = |chord: &Chord| matches!(chord.key, Key::Left | Key::Right);
            let extending = moves.filter(|(chord, _)| sideways(chord));
            steps.extend(extending.map(|(chord, range)| (shift(*chord), (anchor, range.start))));
        }
        steps
    }

    /// The fewest keys to a place that is wanted; `ends` are those of what may have to be selected.
    pub fn shortest(
        &mut self,
        from: ByteRange,
        ends: ByteRange,
        wanted: impl Fn(ByteRange) -> bool,
    ) -> Option<Vec<Chord>> {
        let mut search = Search::at(from);
        let found = self.search(&mut search, ends, wanted)?;
        Some(search.keys_to(found))
    }

    /// The fewest keys to each of some places, looked for once.
    pub fn shortest_to(
        &mut self,
        from: ByteRange,
        places: &[ByteRange],
    ) -> Vec<Option<Vec<Chord>>> {
        let mut search = Search::at(from);
        let mut missing: Vec<ByteRange> = places.to_vec();
        let nowhere = ByteRange::empty_at(from.start);
        let mut found: HashMap<ByteRange, State> = HashMap::new();
        while let Some(state) = self.search(&mut search, nowhere, |at| missing.contains(&at)) {
            let at = ByteRange::between(state.0, state.1);
            missing.retain(|each| *each != at);
            found.insert(at, state);
            if missing.is_empty() {
                break;
            }
        }
        let keys = |place| found.get(place).map(|state| search.keys_to(*state));
        places.iter().map(keys).collect()
    }

    fn search(
        &mut self,
        search: &mut Search,
        ends: ByteRange,
        wanted: impl Fn(ByteRange) -> bool,
    ) -> Option<State> {
        while let Some(&(state, depth)) = search.queue.front() {
            if wanted(ByteRange::between(state.0, state.1)) {
                return Some(state);
            }
            search.queue.pop_front();
            if depth == FURTHEST {
                continue;
            }
            for (chord, next) in self.steps(state, ends) {
                if next != search.first && !search.came.contains_key(&next) {
                    search.came.insert(next, (state, chord));
                    search.queue.push_back((next, depth + 1));
                }
            }
        }
        None
    }

    /// The boundary keys that lead both ends of a stretch to those of another, the end first.
    pub fn ends_apart(&self, now: ByteRange, wanted: ByteRange) -> Option<Vec<Chord>> {
        let text = &self.text;
        let alt = |key, shifted, by_character| Chord {
            alt: true,
            shift: shifted,
            ctrl: by_character,
            ..Chord::plain(key)
        };
        let end = |at| {
            [
                (
                    Chord::plain(Key::Char(']')),
                    language::next_word_end(text, at),
                ),
                (
                    Chord::plain(Key::Char('[')),
                    language::prev_word_end(text, at),
                ),
                (alt(Key::Right, false, true), text.next_grapheme(at)),
                (alt(Key::Left, false, true), text.prev_grapheme(at)),
            ]
        };
        let start = |at| {
            [
                (
                    Chord::plain(Key::Char('}')),
                    language::next_word_start(text, at),
                ),
                (
                    Chord::plain(Key::Char('{')),
                    language::prev_word_start(text, at),
                ),
                (alt(Key::Right, true, true), text.next_grapheme(at)),
                (alt(Key::Left, true, true), text.prev_grapheme(at)),
            ]
        };
        // Which end goes first matters where one would pass the other.
        let starts = apart(now.start, wanted.start, start)?;
        let ends = apart(now.end, wanted.end, end)?;
        Some(if wanted.end <= now.start {
            [starts, ends].concat()
        } else {
            [ends, starts].concat()
        })
    }
}

/// How far one has looked.
struct Search {
    first: State,
    came: HashMap<State, (State, Chord)>,
    queue: VecDeque<(State, usize)>,
}

impl Search {
    fn at(from: ByteRange) -> Self {
        let first = (from.start, from.end);
        Self {
            first,
            came: HashMap::new(),
            queue: VecDeque::from([(first, 0)]),
        }
    }

    fn keys_to(&self, state: State) -> Vec<Chord> {
        let mut chords = Vec::new();
        let mut at = state;
        while at != self.first {
            let (before, chord) = self.came[&at];
            chords.push(chord);
            at = before;
        }
        chords.reverse();
        chords
    }
}

fn apart(
    from: ByteOffset,
    to: ByteOffset,
    steps: impl Fn(ByteOffset) -> [(Chord, ByteOffset); 4],
) -> Option<Vec<Chord>> {
    let mut queue = VecDeque::from([(from, Vec::new())]);
    let mut seen = std::collections::HashSet::from([from]);
    while let Some((at, chords)) = queue.pop_front() {
        if at == to {
            return Some(chords);
        }
        if chords.len() < FURTHEST {
            for (chord, next) in steps(at) {
                if seen.insert(next) {
                    queue.push_back((next, [chords.clone(), vec![chord]].concat()));
                }
            }
        }
    }
    None
}
