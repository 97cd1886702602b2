//! Letters on the screen that no typeface has.

use super::TextView;
use crate::model::{ByteRange, Text};
use crate::ui::fonts;
use eframe::egui::Context;
use std::collections::HashMap;
use unicode_script::{Script, UnicodeScript as _};
use unicode_segmentation::UnicodeSegmentation as _;

/// No more of the text is looked at, in bytes: what is on the screen is less.
const LOOKED_AT: usize = 64 * 1024;

/// What is known of letters that cannot be drawn.
#[derive(Default)]
pub(super) struct Missing {
    /// What was looked at.
    seen: Option<(Text, ByteRange)>,
    /// For each letter met so far whether it can be drawn.
    known: HashMap<char, bool>,
    scripts: Vec<&'static str>,
}

impl TextView {
    /// The scripts of letters on the screen that cannot be drawn, by their English names, in the
    /// text's order.
    pub fn scripts_missing(&self) -> &[&'static str] {
        &self.missing.scripts
    }

    /// Looks at what has come on the screen. Costs nothing while the page stands.
    pub(super) fn find_missing(&mut self, ctx: &Context) {
        let seen = (self.text.clone(), self.visible());
        if self.missing.seen.as_ref() == Some(&seen) {
            return;
        }
        let words = seen.0.slice(seen.1);
        let words = words.get(..words.floor_char_boundary(LOOKED_AT));
        self.missing.look_at(ctx, words.unwrap_or_default());
        self.missing.seen = Some(seen);
    }
}

impl Missing {
    fn look_at(&mut self, ctx: &Context, words: &str) {
        self.scripts.clear();
        if words.is_ascii() {
            return;
        }
        let font = fonts::serif_at(fonts::ANY_SIZE);
        // Only what a cluster begins with: by that egui chooses the typeface of the whole.
        let firsts = words.graphemes(true).filter_map(|each| each.chars().next());
        for c in firsts.filter(|c| !c.is_ascii()) {
            let Some(script) = name_of_script(c) else {
                continue;
            };
            let known = self.known.entry(c);
            let drawn = *known.or_insert_with(|| ctx.fonts_mut(|fonts| fonts.has_glyph(&font, c)));
            if !drawn && !self.scripts.contains(&script) {
                self.scripts.push(script);
            }
        }
    }
}

/// The script of a letter, as a person would look for a typeface; `None` for signs of all scripts.
fn name_of_script(c: char) -> Option<&'static str> {
    if matches!(c, '\u{1F000}'..='\u{1FAFF}') {
        return Some("emoji");
    }
    match c.script() {
        _ if !c.is_alphanumeric() => None,
        Script::Common | Script::Inherited | Script::Unknown => None,
        Script::Han => Some("Chinese"),
        Script::Hiragana | Script::Katakana => Some("Japanese"),
        Script::Hangul => Some("Korean"),
        script => Some(script.full_name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_belong_to_scripts_and_signs_to_none() {
        for (c, name) in [
            ('བ', Some("Tibetan")),
            ('א', Some("Hebrew")),
            ('大', Some("Chinese")),
            ('ひ', Some("Japanese")),
            ('😀', Some("emoji")),
            ('“', None),
            ('\u{300}', None),
            ('\u{fffd}', None),
        ] {
            assert_eq!(name_of_script(c), name, "{c}");
        }
    }
}
