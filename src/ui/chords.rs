//! egui's key events as chords.

use crate::editor::{Chord, Key};
use eframe::egui::{self, Event, Modifiers};

/// The chord of an event: of a key going down (held keys repeat), or of copying,
/// which egui tells in an event of its own.
pub fn chord_of(event: &Event) -> Option<Chord> {
    match event {
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => chord(*key, *modifiers),
        Event::Copy => Some(Chord {
            ctrl: true,
            alt: false,
            shift: false,
            key: Key::Char('c'),
        }),
        _ => None,
    }
}

fn chord(key: egui::Key, modifiers: Modifiers) -> Option<Chord> {
    let key = key_of(key)?;
    // With a sign such as + or {, Shift is how it is typed on this layout, not what is asked.
    let typed = matches!(key, Key::Char(c) if !c.is_ascii_alphanumeric());
    Some(Chord {
        ctrl: modifiers.command || modifiers.ctrl,
        alt: modifiers.alt,
        shift: modifiers.shift && !typed,
        key,
    })
}

fn key_of(key: egui::Key) -> Option<Key> {
    use egui::Key as E;
    Some(match key {
        E::ArrowLeft => Key::Left,
        E::ArrowRight => Key::Right,
        E::ArrowUp => Key::Up,
        E::ArrowDown => Key::Down,
        E::Enter => Key::Enter,
        E::Tab => Key::Tab,
        E::Escape => Key::Escape,
        E::Space => Key::Space,
        E::Delete | E::Backspace => Key::Delete,
        E::Home => Key::Home,
        E::End => Key::End,
        E::PageUp => Key::PageUp,
        E::PageDown => Key::PageDown,
        E::Menu => Key::Menu,
        E::Plus => Key::Char('+'),
        E::Minus => Key::Char('-'),
        E::Equals => Key::Char('='),
        E::Period => Key::Char('.'),
        E::Comma => Key::Char(','),
        E::Slash => Key::Char('/'),
        E::OpenBracket => Key::Char('['),
        E::CloseBracket => Key::Char(']'),
        E::OpenCurlyBracket => Key::Char('{'),
        E::CloseCurlyBracket => Key::Char('}'),
        other => {
            let name = other.symbol_or_name();
            if let Some(number) = name.strip_prefix('F').and_then(|n| n.parse().ok()) {
                return Some(Key::Function(number));
            }
            // Letters and digits are named by themselves.
            let mut name = name.chars();
            match (name.next(), name.next()) {
                (Some(c), None) if c.is_ascii_alphanumeric() => Key::Char(c.to_ascii_lowercase()),
                _ => return None,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_named_as_in_the_key_help() {
        let shown = |key, modifiers| chord(key, modifiers).map(|chord| chord.to_string());
        assert_eq!(shown(egui::Key::Q, Modifiers::NONE).as_deref(), Some("q"));
        assert_eq!(
            shown(egui::Key::Num3, Modifiers::NONE).as_deref(),
            Some("3")
        );
        assert_eq!(
            shown(egui::Key::Plus, Modifiers::SHIFT).as_deref(),
            Some("+")
        );
        assert_eq!(
            shown(egui::Key::OpenCurlyBracket, Modifiers::SHIFT).as_deref(),
            Some("{")
        );
        assert_eq!(
            shown(egui::Key::Z, Modifiers::COMMAND | Modifiers::SHIFT).as_deref(),
            Some("Ctrl+Shift+Z")
        );
        assert_eq!(
            shown(egui::Key::ArrowLeft, Modifiers::ALT).as_deref(),
            Some("Alt+←")
        );
        assert_eq!(
            shown(egui::Key::F11, Modifiers::NONE).as_deref(),
            Some("F11")
        );
        assert_eq!(shown(egui::Key::Backtick, Modifiers::NONE), None);
    }
}
