//! Sentences that tell a key: the key stands in them as its command's name, `{who}`, and is put in
//! where it is shown, as it is now.

use crate::editor::{Command, Keymap};
use crate::model::Schema;
use crate::model::schema::Role;

/// The keys in force, to tell them in sentences.
#[derive(Clone, Copy)]
pub struct Keys<'a> {
    /// The keys.
    pub keymap: &'a Keymap,
    /// The labels that some of them are of.
    pub schema: &'a Schema,
}

impl Keys<'_> {
    /// The sentence with the keys as they are, as [`fill`] says.
    pub fn fill(self, sentence: &str) -> String {
        fill(sentence, self.keymap, self.schema)
    }
}

/// The sentence with the keys as they are. `{speaker}`, `{quote}` and `{event}` are the keys of the
/// labels of that role. A command without a key stands with its title.
pub fn fill(sentence: &str, keymap: &Keymap, schema: &Schema) -> String {
    let mut filled = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        filled.push_str(before);
        match command(name, schema) {
            Some(command) => filled.push_str(&key(command, keymap, schema)),
            None => filled.push_str(name),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The first key of a command, else its title.
pub fn key(command: Command, keymap: &Keymap, schema: &Schema) -> String {
    let title = || command.title(schema).trim_end_matches('…').to_owned();
    keymap.shown(command).unwrap_or_else(title)
}

fn command(name: &str, schema: &Schema) -> Option<Command> {
    let role = match name {
        "speaker" => Role::Speaker,
        "quote" => Role::Quote,
        "event" => Role::Event,
        _ => return Command::parse(name, schema),
    };
    Command::label(schema, &schema.label_of(role)?.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_commands_become_their_keys() {
        let schema = crate::store::schemas::news();
        let keymap = Keymap::new(&schema).unwrap();
        let filled = |sentence| fill(sentence, &keymap, &schema);
        assert_eq!(
            filled("{who} asks, or select and {speaker}; {undo}"),
            "w asks, or select and s; Ctrl+Z"
        );
        assert_eq!(filled("no key } here { open"), "no key } here { open");
        let bare = fill("{who} asks", &Keymap::default(), &schema);
        assert_eq!(bare, "Say who asks");
    }

    /// Every sentence of the editor and of the interface names commands that there are.
    #[test]
    fn every_name_in_a_sentence_is_a_commands() {
        let sources = [
            include_str!("../../editor.rs"),
            include_str!("../../editor/attributes.rs"),
            include_str!("../../editor/boundary.rs"),
            include_str!("../../editor/decide.rs"),
            include_str!("../../editor/pieces.rs"),
            include_str!("../../editor/who.rs"),
            include_str!("../../editor/who/answer.rs"),
            include_str!("../../editor/suggestions.rs"),
            include_str!("../wording.rs"),
            include_str!("suggestions.rs"),
        ];
        let schema = crate::store::schemas::news();
        let mut seen = 0;
        for source in sources {
            let parts: Vec<&str> = source.split('"').collect();
            for pair in parts.chunks_exact(2) {
                // What is put in with `format!` has other names.
                if ["format!(", "error!("]
                    .iter()
                    .any(|end| pair[0].trim_end().ends_with(end))
                {
                    continue;
                }
                for rest in pair[1].split('{').skip(1) {
                    let Some((name, _)) = rest.split_once('}') else {
                        continue;
                    };
                    assert!(command(name, &schema).is_some(), "{name} in {}", pair[1]);
                    seen += 1;
                }
            }
        }
        assert!(seen > 10, "{seen}");
    }
}
