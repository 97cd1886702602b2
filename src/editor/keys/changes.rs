//! Keys that a person has given to commands in place of the usual ones.

use super::{Chord, Command, KeyTaken, Keymap};
use crate::model::Schema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The changed commands by their names, each with all its keys as they are shown; none takes a
/// command its keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeyChanges(BTreeMap<String, Vec<String>>);

/// Something in a file of keys that cannot be used. The rest is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyProblem {
    /// A name that no command has.
    #[error("there is no command “{0}”")]
    NoCommand(String),
    /// Words that name no key.
    #[error("“{key}” of “{command}” is no key")]
    NoKey {
        /// The words.
        key: String,
        /// The command's name.
        command: String,
    },
    /// A key that another command was given too.
    #[error("{key} is given to “{command}” and to “{other}”")]
    Twice {
        /// The key.
        key: String,
        /// The title of the command that does not get it.
        command: String,
        /// The title of the one that has it.
        other: String,
    },
}

/// Where a command's keys act. The same key may mean different things in different places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Article,
    List,
    Card,
}

fn place(command: Command) -> Place {
    match command {
        Command::TakeCandidate
        | Command::NextCandidate
        | Command::PreviousCandidate
        | Command::PickCandidate(_)
        | Command::TickCandidate => Place::List,
        Command::SetValue(_)
        | Command::MoreValues
        | Command::NextAttribute
        | Command::PreviousAttribute
        | Command::CloseAttributes => Place::Card,
        _ => Place::Article,
    }
}

impl Keymap {
    /// The keys of a schema with a person's changes, and what of the changes cannot be used.
    /// Refused when a label's own key in the schema is a command's or another label's.
    pub fn changed(
        schema: &Schema,
        changes: &KeyChanges,
    ) -> Result<(Self, Vec<KeyProblem>), KeyTaken> {
        let (wanted, mut problems) = changes.read(schema);
        let mut map = Self::default();
        for (&command, chords) in &wanted {
            for &chord in chords {
                let Some(other) = map.in_the_way(chord, command) else {
                    map.give(chord, command);
                    continue;
                };
                problems.push(KeyProblem::Twice {
                    key: chord.to_string(),
                    command: command.title(schema),
                    other: other.title(schema),
                });
            }
        }
        let mut unlabelled = schema.clone();
        for (number, label) in unlabelled.labels.iter_mut().enumerate() {
            let label_command = u8::try_from(number).map(Command::Label);
            if label_command.is_ok_and(|command| wanted.contains_key(&command)) {
                label.key = None;
            }
        }
        // The usual keys stay, but of changed commands and where a change has taken them.
        for (chord, command) in super::usual_everywhere() {
            if !wanted.contains_key(&command) && map.in_the_way(chord, command).is_none() {
                map.give(chord, command);
            }
        }
        map.give_labels(&unlabelled)?;
        Ok((map, problems))
    }

    /// Who has a key where a command's would act.
    pub fn in_the_way(&self, chord: Chord, command: Command) -> Option<Command> {
        let of = |place| match place {
            Place::Article => &self.by_chord,
            Place::List => &self.in_list,
            Place::Card => &self.in_card,
        };
        let other = of(place(command)).get(&chord).copied();
        other.filter(|other| *other != command)
    }

    fn give(&mut self, chord: Chord, command: Command) {
        let keys = match place(command) {
            Place::Article => &mut self.by_chord,
            Place::List => &mut self.in_list,
            Place::Card => &mut self.in_card,
        };
        keys.insert(chord, command);
    }
}

impl KeyChanges {
    fn read(&self, schema: &Schema) -> (BTreeMap<Command, Vec<Chord>>, Vec<KeyProblem>) {
        let (mut wanted, mut problems) = (BTreeMap::new(), Vec::new());
        for (name, keys) in &self.0 {
            let Some(command) = Command::parse(name, schema) else {
                // Another schema may have that label.
                if !Command::names_a_label(name) {
                    problems.push(KeyProblem::NoCommand(name.clone()));
                }
                continue;
            };
            let mut chords = Vec::new();
            for key in keys {
                match key.parse() {
                    Ok(chord) => chords.push(chord),
                    Err(_) => problems.push(KeyProblem::NoKey {
                        key: key.clone(),
                        command: name.clone(),
                    }),
                }
            }
            // A command all of whose keys are unreadable keeps the usual ones.
            if keys.is_empty() || !chords.is_empty() {
                wanted.insert(command, chords);
            }
        }
        (wanted, problems)
    }

    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a command has other keys than usual.
    pub fn has(&self, command: Command, schema: &Schema) -> bool {
        self.0.contains_key(&command.name(schema))
    }

    /// Gives a command this key alone, and takes it from the command that has it.
    pub fn give(&mut self, command: Command, chord: Chord, keymap: &Keymap, schema: &Schema) {
        if let Some(other) = keymap.in_the_way(chord, command) {
            let left = keymap.chords(other).into_iter();
            let left = left.filter(|each| *each != chord);
            let left = left.map(|each| each.to_string()).collect();
            self.0.insert(other.name(schema), left);
        }
        self.0.insert(command.name(schema), vec![chord.to_string()]);
    }

    /// Gives a command its usual keys again.
    pub fn reset(&mut self, command: Command, schema: &Schema) {
        self.0.remove(&command.name(schema));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Focus;
    use super::*;
    use crate::model::schema::Label;

    fn schema() -> Schema {
        let label = |name: &str, key| Label {
            name: name.into(),
            title: name.to_owned(),
            key: Some(key),
            ..Label::default()
        };
        Schema {
            labels: vec![label("quote", 'q'), label("cue", 'c')],
            ..Schema::default()
        }
    }

    fn changes(list: &[(&str, &[&str])]) -> KeyChanges {
        let owned = |keys: &[&str]| keys.iter().map(|&key| key.to_owned()).collect();
        KeyChanges(
            list.iter()
                .map(|(name, keys)| ((*name).to_owned(), owned(keys)))
                .collect(),
        )
    }

    fn shown(map: &Keymap, command: Command) -> Vec<String> {
        map.chords(command)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn without_changes_all_is_as_usual() {
        let (map, problems) = Keymap::changed(&schema(), &KeyChanges::default()).unwrap();
        let usual = Keymap::new(&schema()).unwrap();
        assert!(problems.is_empty());
        for command in Command::all(&schema()) {
            assert_eq!(map.chords(command), usual.chords(command), "{command:?}");
        }
    }

    #[test]
    fn a_changed_key_acts_and_the_usual_one_does_not() {
        let (map, problems) = Keymap::changed(
            &schema(),
            &changes(&[("join", &["Ctrl+J"]), ("label quote", &["z"])]),
        )
        .unwrap();
        assert!(problems.is_empty());
        assert_eq!(shown(&map, Command::Join), ["Ctrl+J"]);
        assert_eq!(shown(&map, Command::Label(0)), ["z"]);
        let focus = Focus {
            article: true,
            list: false,
            card: false,
        };
        let command = |key: &str| map.command(key.parse().unwrap(), focus);
        assert_eq!(command("z"), Some(Command::Label(0)));
        assert_eq!(command("q"), None);
        assert_eq!(command("j"), None);
    }

    #[test]
    fn a_key_taken_over_is_lost_to_the_other_and_comes_back_with_reset() {
        let schema = schema();
        let mut changes = KeyChanges::default();
        let usual = Keymap::new(&schema).unwrap();
        let x = "x".parse().unwrap();
        assert_eq!(usual.in_the_way(x, Command::Join), Some(Command::Reject));
        changes.give(Command::Join, x, &usual, &schema);
        let (map, problems) = Keymap::changed(&schema, &changes).unwrap();
        assert!(problems.is_empty());
        assert_eq!(shown(&map, Command::Join), ["x"]);
        assert!(shown(&map, Command::Reject).is_empty());
        changes.reset(Command::Join, &schema);
        changes.reset(Command::Reject, &schema);
        assert!(changes.is_empty());
        // Enter in the list is another key than Enter in the article.
        let enter = "Enter".parse().unwrap();
        assert_eq!(
            usual.in_the_way(enter, Command::TickCandidate),
            Some(Command::TakeCandidate)
        );
        assert_eq!(
            usual.in_the_way(enter, Command::Join),
            Some(Command::Accept)
        );
    }

    #[test]
    fn what_a_file_names_wrongly_is_told_and_the_rest_is_used() {
        let (map, problems) = Keymap::changed(
            &schema(),
            &changes(&[
                ("fly", &["f"]),
                ("join", &["Hyper+J", "Ctrl+J"]),
                ("redo", &["What"]),
                ("label event", &["k"]),
                ("reject", &["Ctrl+J"]),
            ]),
        )
        .unwrap();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "there is no command “fly”",
                "“Hyper+J” of “join” is no key",
                "“What” of “redo” is no key",
                "Ctrl+J is given to “Join with next mark” and to “Reject suggestion”",
            ]
        );
        assert_eq!(shown(&map, Command::Reject), ["Ctrl+J"]);
        assert_eq!(shown(&map, Command::Redo).len(), 2, "as usual");
    }

    #[test]
    fn a_schema_whose_key_a_change_has_taken_is_refused_by_name() {
        let taken = Keymap::changed(&schema(), &changes(&[("join", &["c"])])).unwrap_err();
        assert_eq!(
            taken.to_string(),
            "the key c of the label “cue” already means “Join with next mark”"
        );
    }
}
