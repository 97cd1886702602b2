//! Which key asks for which command. Without a screen: the window translates its key events.

mod changes;
mod spelling;

pub use changes::{KeyChanges, KeyProblem};
pub use spelling::NoKey;

use super::command::{Command, Motion, Side, Step, Way};
use crate::model::Schema;
use std::collections::BTreeMap;
use std::fmt;

/// A key as it is named on it: a character without Shift in lower case, or a named key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A key that types this.
    Char(char),
    /// The function key of this number.
    Function(u8),
    /// ←
    Left,
    /// →
    Right,
    /// ↑
    Up,
    /// ↓
    Down,
    /// Enter or Return.
    Enter,
    /// Tab.
    Tab,
    /// Esc.
    Escape,
    /// Space.
    Space,
    /// Delete or Backspace.
    Delete,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// The key that opens a menu.
    Menu,
}

/// A key with what is held down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord {
    /// Ctrl, or Command on a Mac.
    pub ctrl: bool,
    /// Alt, or Option on a Mac.
    pub alt: bool,
    /// Shift. Never set with a character that Shift makes, such as `+` or `{`.
    pub shift: bool,
    /// The key.
    pub key: Key,
}

impl Chord {
    /// The key alone.
    pub const fn plain(key: Key) -> Self {
        Self {
            ctrl: false,
            alt: false,
            shift: false,
            key,
        }
    }

    const fn ctrl(key: Key) -> Self {
        Self {
            ctrl: true,
            ..Self::plain(key)
        }
    }

    const fn alt(key: Key) -> Self {
        Self {
            alt: true,
            ..Self::plain(key)
        }
    }

    const fn shift(self) -> Self {
        Self {
            shift: true,
            ..self
        }
    }

    const fn with_ctrl(self) -> Self {
        Self { ctrl: true, ..self }
    }

    /// Whether it means something only to the article: a bare key, or one that other widgets use.
    pub fn is_for_article(self) -> bool {
        !self.ctrl && !matches!(self.key, Key::Function(_) | Key::Menu)
            || matches!(self.key, Key::Tab)
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "Ctrl+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.key {
            Key::Char(c) if self.ctrl && c.to_uppercase().count() == 1 => {
                write!(f, "{}", c.to_uppercase())
            }
            Key::Char(c) => write!(f, "{c}"),
            Key::Function(number) => write!(f, "F{number}"),
            named => {
                let known = spelling::NAMED.iter().find(|(key, _)| *key == named);
                f.write_str(known.map_or("", |(_, name)| name))
            }
        }
    }
}

/// Where a key acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    /// The article has the keys.
    pub article: bool,
    /// The list of candidates is open.
    pub list: bool,
    /// The card of attributes is open; it lies over the list.
    pub card: bool,
}

/// The keys in force: the fixed ones and those of the schema's labels.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    by_chord: BTreeMap<Chord, Command>,
    /// Keys that serve the list of candidates while it is open, before all others.
    in_list: BTreeMap<Chord, Command>,
    /// Keys that serve the card of attributes while it is open, before all others.
    in_card: BTreeMap<Chord, Command>,
}

/// A label's key that a command has already.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the key {key} of the label “{label}” already means “{command}”")]
pub struct KeyTaken {
    /// The key.
    pub key: char,
    /// The label's title.
    pub label: String,
    /// What the key does.
    pub command: String,
}

impl Keymap {
    /// The usual keys with a schema's labels; refused when a label's key is a command's or another label's.
    pub fn new(schema: &Schema) -> Result<Self, KeyTaken> {
        Self::changed(schema, &KeyChanges::default()).map(|(map, _)| map)
    }

    /// Adds the labels' own keys.
    fn give_labels(&mut self, schema: &Schema) -> Result<(), KeyTaken> {
        for (i, label) in schema.labels.iter().enumerate() {
            let (Some(key), Ok(i)) = (label.key, u8::try_from(i)) else {
                continue;
            };
            let chord = Chord::plain(Key::Char(key.to_ascii_lowercase()));
            let all = [&self.by_chord, &self.in_list, &self.in_card];
            if let Some(command) = all.into_iter().find_map(|keys| keys.get(&chord)) {
                let command = command.title(schema);
                return Err(KeyTaken {
                    key,
                    label: label.title.clone(),
                    command,
                });
            }
            self.by_chord.insert(chord, Command::Label(i));
            let held = Chord { alt: true, ..chord };
            self.by_chord.entry(held).or_insert(Command::KeepLabel(i));
        }
        Ok(())
    }

    /// What a key asks for.
    pub fn command(&self, chord: Chord, focus: Focus) -> Option<Command> {
        if chord.is_for_article() && !focus.article {
            return None;
        }
        let first = match (focus.card, focus.list) {
            (true, _) => self.in_card.get(&chord),
            (false, true) => self.in_list.get(&chord),
            (false, false) => None,
        };
        // On a card that waits for a decision the digits take a speaker without asking first.
        let picks = |command: &&Command| matches!(command, Command::PickCandidate(_));
        let pick = || self.in_list.get(&chord).filter(picks);
        let command = first.or_else(|| self.by_chord.get(&chord));
        command.or_else(pick).copied()
    }

    /// The keys of a command, the shortest first.
    pub fn chords(&self, command: Command) -> Vec<Chord> {
        let all = self
            .by_chord
            .iter()
            .chain(&self.in_list)
            .chain(&self.in_card);
        let mut chords: Vec<Chord> = all
            .filter(|(_, each)| **each == command)
            .map(|(chord, _)| *chord)
            .collect();
        chords.sort_by_key(|chord| (chord.to_string().chars().count(), *chord));
        chords.dedup();
        chords
    }

    /// The first key of a command, as shown in a menu.
    pub fn shown(&self, command: Command) -> Option<String> {
        self.chords(command).first().map(ToString::to_string)
    }
}

/// The usual keys of every place.
fn usual_everywhere() -> Vec<(Chord, Command)> {
    let mut keys = usual();
    keys.extend(list_keys());
    keys.extend(card_keys());
    keys
}

fn usual() -> Vec<(Chord, Command)> {
    use Command::*;
    let c = |key| Chord::plain(Key::Char(key));
    let ctrl = |key| Chord::ctrl(Key::Char(key));
    let mut keys = vec![
        (ctrl('o'), Open),
        (ctrl('n'), NewProject),
        (ctrl('s'), Save),
        (ctrl('s').shift(), SaveAs),
        (Chord::ctrl(Key::Enter), DoneAndNext),
        (ctrl('a').shift(), ChangeText),
        (ctrl('i'), Import),
        (ctrl('e'), Export),
        (ctrl('q'), Quit),
        (ctrl('z'), Undo),
        (ctrl('z').shift(), Redo),
        (ctrl('y'), Redo),
        (ctrl('h'), History),
        (ctrl('c'), Copy),
        (ctrl('a'), SelectAll),
        (Chord::alt(Key::Up), Grow),
        (Chord::alt(Key::Down), Shrink),
        (ctrl('f'), Find),
        (ctrl('g'), FindNext),
        (Chord::plain(Key::Function(3)), FindNext),
        (ctrl('g').shift(), FindPrevious),
        (Chord::plain(Key::Function(3)).shift(), FindPrevious),
        (Chord::plain(Key::Delete), Delete),
        (Chord::plain(Key::Enter), Accept),
        (c('x'), Reject),
        (Chord::plain(Key::Enter).shift(), AcceptInView),
        (c('+'), AddPiece),
        (c('-'), CutPiece),
        (c('j'), Join),
        (c('a'), Attributes),
        (c('l'), LinkTo),
        (Chord::plain(Key::Function(10)).shift(), MarkMenu),
        (Chord::plain(Key::Menu), MarkMenu),
        (ctrl('t'), TagArticle),
        (ctrl('l').shift(), Learn),
        (c('w'), Who),
        (c('n'), Nobody),
        (c('m'), SamePerson),
        (c('.'), NextStop),
        (c(','), PreviousStop),
        (Chord::plain(Key::Tab), NextSuggestion),
        (Chord::plain(Key::Tab).shift(), PreviousSuggestion),
        (c('u'), NextUndecided),
        (Chord::ctrl(Key::Tab), NextMark),
        (Chord::ctrl(Key::Tab).shift(), PreviousMark),
        (Chord::plain(Key::Escape), Escape),
        (c('o'), LeastCertainFirst),
        (c('f'), OneLabel),
        (Chord::alt(Key::PageUp), HideBelow(Way::Forth)),
        (Chord::alt(Key::PageDown), HideBelow(Way::Back)),
        (c('0'), ShowAllSuggestions),
        (ctrl('+'), TextLarger),
        (ctrl('='), TextLarger),
        (ctrl('-'), TextSmaller),
        (ctrl('0'), TextUsual),
        (ctrl('t').shift(), SwitchTheme),
        (ctrl('b'), SidePane),
        (ctrl('r').shift(), TaggerPane),
        (ctrl('b').shift(), MarkPane),
        (Chord::plain(Key::Function(6)), NextPane),
        (ctrl('p').shift(), Palette),
        (Chord::plain(Key::Function(1)), KeyHelp),
        (Chord::plain(Key::Function(1)).shift(), FirstSteps),
    ];
    keys.extend(boundary_keys());
    for (chord, motion) in motion_keys() {
        keys.push((chord, Move(motion)));
        keys.push((chord.shift(), Extend(motion)));
    }
    keys
}

fn list_keys() -> Vec<(Chord, Command)> {
    let mut keys = vec![
        (Chord::plain(Key::Enter), Command::TakeCandidate),
        (Chord::plain(Key::Tab), Command::NextCandidate),
        (Chord::plain(Key::Tab).shift(), Command::PreviousCandidate),
        (Chord::plain(Key::Space), Command::TickCandidate),
    ];
    keys.extend(digits(Command::PickCandidate));
    keys
}

fn card_keys() -> Vec<(Chord, Command)> {
    let mut keys = vec![
        (Chord::plain(Key::Enter), Command::CloseAttributes),
        (Chord::plain(Key::Tab), Command::NextAttribute),
        (Chord::plain(Key::Down), Command::NextAttribute),
        (Chord::plain(Key::Tab).shift(), Command::PreviousAttribute),
        (Chord::plain(Key::Up), Command::PreviousAttribute),
        (Chord::plain(Key::Char('0')), Command::MoreValues),
    ];
    keys.extend(digits(Command::SetValue));
    keys
}

/// The digits 1 to 9.
fn digits(command: fn(u8) -> Command) -> impl Iterator<Item = (Chord, Command)> {
    let key = |n| Chord::plain(Key::Char(char::from(b'0' + n)));
    (1..=9u8).map(move |n| (key(n), command(n)))
}

fn boundary_keys() -> Vec<(Chord, Command)> {
    let mut keys = Vec::new();
    for (arrow, way) in [(Key::Right, Way::Forth), (Key::Left, Way::Back)] {
        let end = Chord::alt(arrow);
        keys.push((end, Command::Bound(Side::End, way, Step::Word)));
        keys.push((end.shift(), Command::Bound(Side::Start, way, Step::Word)));
        keys.push((
            end.with_ctrl(),
            Command::Bound(Side::End, way, Step::Character),
        ));
        keys.push((
            end.with_ctrl().shift(),
            Command::Bound(Side::Start, way, Step::Character),
        ));
    }
    // The pair of the end and, with Shift, the pair of the start.
    for (key, side, way) in [
        (']', Side::End, Way::Forth),
        ('[', Side::End, Way::Back),
        ('}', Side::Start, Way::Forth),
        ('{', Side::Start, Way::Back),
    ] {
        keys.push((
            Chord::plain(Key::Char(key)),
            Command::Bound(side, way, Step::Word),
        ));
    }
    keys
}

fn motion_keys() -> [(Chord, Motion); 14] {
    let plain = Chord::plain;
    let ctrl = Chord::ctrl;
    [
        (plain(Key::Left), Motion::Left),
        (plain(Key::Right), Motion::Right),
        (ctrl(Key::Left), Motion::WordLeft),
        (ctrl(Key::Right), Motion::WordRight),
        (plain(Key::Up), Motion::Up),
        (plain(Key::Down), Motion::Down),
        (plain(Key::Home), Motion::LineStart),
        (plain(Key::End), Motion::LineEnd),
        (ctrl(Key::Up), Motion::ParagraphUp),
        (ctrl(Key::Down), Motion::ParagraphDown),
        (plain(Key::PageUp), Motion::PageUp),
        (plain(Key::PageDown), Motion::PageDown),
        (ctrl(Key::Home), Motion::Top),
        (ctrl(Key::End), Motion::Bottom),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema::Label;

    fn schema(keys: &[char]) -> Schema {
        let labels = keys.iter().map(|&key| Label {
            title: format!("Label {key}"),
            key: Some(key),
            ..Label::default()
        });
        Schema {
            labels: labels.collect(),
            ..Schema::default()
        }
    }

    #[test]
    fn no_key_is_given_twice() {
        for keys in [usual(), list_keys(), card_keys()] {
            let map: BTreeMap<Chord, Command> = keys.iter().copied().collect();
            assert_eq!(map.len(), keys.len(), "a chord stands twice in {keys:?}");
        }
    }

    #[test]
    fn a_label_cannot_take_a_commands_key_nor_another_labels() {
        assert!(Keymap::new(&schema(&['q', 's', 'e'])).is_ok());
        let taken = Keymap::new(&schema(&['q', 'w'])).unwrap_err();
        assert_eq!(
            taken.to_string(),
            "the key w of the label “Label w” already means “Say who…”"
        );
        assert!(Keymap::new(&schema(&['q', 'Q'])).is_err());
        assert!(Keymap::new(&schema(&['1'])).is_err());
    }

    #[test]
    fn bare_keys_are_the_articles_alone_and_enter_serves_the_list_first() {
        let map = Keymap::new(&schema(&['q'])).unwrap();
        let key = |chord, article, list| {
            let focus = Focus {
                article,
                list,
                card: false,
            };
            map.command(chord, focus)
        };
        let (q, enter) = (Chord::plain(Key::Char('q')), Chord::plain(Key::Enter));
        assert_eq!(key(q, true, false), Some(Command::Label(0)));
        assert_eq!(key(q, false, false), None);
        assert_eq!(key(enter, true, true), Some(Command::TakeCandidate));
        assert_eq!(key(enter, true, false), Some(Command::Accept));
        assert_eq!(key(enter, false, true), None);
        assert_eq!(
            key(Chord::ctrl(Key::Char('s')), false, false),
            Some(Command::Save)
        );
        assert_eq!(
            key(Chord::plain(Key::Function(6)), false, false),
            Some(Command::NextPane)
        );
        // A bare Tab goes through suggestions; elsewhere the window's own focus moves by it.
        let tab = Chord::plain(Key::Tab);
        assert_eq!(key(tab, true, false), Some(Command::NextSuggestion));
        assert_eq!(key(tab, true, true), Some(Command::NextCandidate));
        assert_eq!(key(tab, false, false), None);
        let two = Chord::plain(Key::Char('2'));
        assert_eq!(key(two, true, false), Some(Command::PickCandidate(2)));
    }

    #[test]
    fn every_command_has_a_title_and_all_but_a_few_a_key() {
        let schema = schema(&['q']);
        let map = Keymap::new(&schema).unwrap();
        for command in Command::all(&schema) {
            assert!(!command.title(&schema).is_empty(), "{command:?}");
            assert!(!map.chords(command).is_empty(), "{command:?} has no key");
        }
    }
}
