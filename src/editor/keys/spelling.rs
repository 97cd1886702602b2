//! Reading keys as they are shown: `Ctrl+Shift+P`, `Alt+←`, `q`.

use super::{Chord, Key};
use std::str::FromStr;

/// Words that name no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no key")]
pub struct NoKey(pub String);

/// Keys that are named rather than typed.
pub(super) const NAMED: [(Key, &str); 15] = [
    (Key::Left, "←"),
    (Key::Right, "→"),
    (Key::Up, "↑"),
    (Key::Down, "↓"),
    (Key::Enter, "Enter"),
    (Key::Tab, "Tab"),
    (Key::Escape, "Esc"),
    (Key::Space, "Space"),
    (Key::Delete, "Del"),
    (Key::Home, "Home"),
    (Key::End, "End"),
    (Key::PageUp, "Page up"),
    (Key::PageDown, "Page down"),
    (Key::Menu, "Menu"),
    // As written in a file by hand.
    (Key::Space, " "),
];

impl FromStr for Chord {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let mut chord = Self::plain(Key::Space);
        let mut rest = text;
        // A plus that something stands before parts what is held from the key.
        while let Some((held, key)) = rest.split_once('+').filter(|(_, key)| !key.is_empty()) {
            match held {
                "Ctrl" => chord.ctrl = true,
                "Alt" => chord.alt = true,
                "Shift" => chord.shift = true,
                _ => return Err(NoKey(text.to_owned())),
            }
            rest = key;
        }
        chord.key = key(rest).ok_or_else(|| NoKey(text.to_owned()))?;
        Ok(chord)
    }
}

fn key(name: &str) -> Option<Key> {
    if let Some((key, _)) = NAMED.iter().find(|(_, named)| *named == name) {
        return Some(*key);
    }
    let number = name
        .strip_prefix('F')
        .and_then(|number| number.parse().ok());
    if let Some(number) = number.filter(|number| (1..=35).contains(number)) {
        return Some(Key::Function(number));
    }
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if !c.is_control() => Some(Key::Char(lower(c))),
        _ => None,
    }
}

/// The character without Shift, where it has one of its own.
fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys() -> impl Strategy<Value = Key> {
        prop_oneof![
            proptest::sample::select(
                "abcdefghijklmnopqrstuvwxyz0123456789+-=.,/[]{};'äß"
                    .chars()
                    .collect::<Vec<_>>()
            )
            .prop_map(Key::Char),
            (1u8..=35).prop_map(Key::Function),
            proptest::sample::select(NAMED.map(|(key, _)| key).to_vec()),
        ]
    }

    proptest! {
        #[test]
        fn keys_come_back_as_they_are_shown(ctrl: bool, alt: bool, shift: bool, key in keys()) {
            let chord = Chord { ctrl, alt, shift, key };
            prop_assert_eq!(chord.to_string().parse::<Chord>(), Ok(chord));
        }

        #[test]
        fn any_words_are_a_key_or_refused(words in ".{0,12}") {
            if let Ok(chord) = words.parse::<Chord>() {
                prop_assert_eq!(chord.to_string().parse::<Chord>(), Ok(chord));
            }
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for words in [
            "",
            "Ctrl",
            "Ctrl+",
            "Strg+A",
            "F0",
            "F36",
            "ab",
            "Ctrl+Shift",
            "\n",
        ] {
            assert_eq!(
                words.parse::<Chord>(),
                Err(NoKey(words.to_owned())),
                "{words:?}"
            );
        }
        assert_eq!("Ctrl++".parse(), Ok(Chord::ctrl(Key::Char('+'))));
        assert_eq!("+".parse(), Ok(Chord::plain(Key::Char('+'))));
    }
}
