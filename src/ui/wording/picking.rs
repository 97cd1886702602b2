//! The words of choosing by typing: the palette, keys, attributes, links, people.

#![expect(missing_docs, reason = "a constant’s words say what it is")]

use crate::editor::LinkWay;
use crate::model::{Document, LabelName, Schema, Span};

/// Names the group of a row made of what is typed; never shown.
pub const MADE: &str = "made";
pub const NOTHING_FITS: &str = "Nothing fits what is typed";
pub const PALETTE: &str = "Which command?";
pub const LINK_WAY: &str = "Which link?";
pub const LINK_BY_CLICK: &str = "Or click the mark in the article";
pub const NOT_TO_LINK: &str = "No mark to link to stands there";
pub const LINKED: &str = "linked";
pub const ABOVE: &str = "above";
pub const BELOW: &str = "below";

/// A way to link: what it is called, and to or from what it leads.
pub fn link_way(schema: &Schema, way: &LinkWay) -> (String, String) {
    let title = link_title(schema, &way.label);
    let others = label_titles(schema, &way.others);
    let a = if others.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    if way.reversed {
        (format!("{title} this"), format!("from {a} {others}"))
    } else {
        (title, format!("to {a} {others}"))
    }
}

/// Asks for the other mark of a link.
pub fn link_target(schema: &Schema, way: &LinkWay) -> String {
    let title = link_title(schema, &way.label);
    let others = label_titles(schema, &way.others);
    if way.reversed {
        format!("Which {others} is “{}” this?", title.to_lowercase())
    } else {
        format!("{title} which {others}?")
    }
}

/// A link is made: "Said by: Austin".
pub fn linked(document: &Document, way: &LinkWay, other: &Span) -> String {
    let title = link_title(document.schema(), &way.label);
    let words = super::shortened(&document.words(other), 60);
    format!("{title}: “{words}”")
}

fn link_title(schema: &Schema, label: &LabelName) -> String {
    let link = schema.link(label);
    let title = link.map(|link| link.title.as_str()).unwrap_or_default();
    if title.is_empty() {
        super::value(label.as_str())
    } else {
        title.to_owned()
    }
}

fn label_titles(schema: &Schema, labels: &[LabelName]) -> String {
    let title = |name: &LabelName| {
        let label = schema.label(name);
        label
            .map_or(name.as_str(), |label| &label.title)
            .to_lowercase()
    };
    let titles: Vec<String> = labels.iter().map(title).collect();
    titles.join(" or ")
}

/// Asks whom some words mean.
pub fn same_person(words: &str) -> String {
    format!("Whom does “{words}” mean?")
}

/// Someone whom the article does not have yet.
pub fn new_person(name: &str) -> String {
    format!("New person “{name}”")
}

// ---- attributes --------------------------------------------------------------------------------

pub const ATTRIBUTES_HINT: &str =
    "Digits choose, again unset · {attributes} next · {close-attributes} done";
pub const ATTRIBUTES_HINT_MORE: &str =
    "Digits choose, again unset · {more-values} more · {attributes} next · {close-attributes} done";
pub const MORE_VALUES: &str = "Further values";
pub const YES: &str = "Yes";

/// How an attribute's line is called, for those who listen and for tests.
pub fn attribute(title: &str) -> String {
    format!("Attribute {title}")
}

/// How a value's row is called, for those who listen and for tests.
pub fn value_row(digit: usize, title: &str) -> String {
    format!("Value {digit}: {title}")
}

/// What a schema's guideline says of one value: from “value:” to the next “other:”.
pub fn guideline_of<'a>(guideline: &'a str, value: &str) -> &'a str {
    let head = format!("{value}:");
    let begins = |at: &usize| {
        let before = guideline.get(..*at).unwrap_or_default();
        before.is_empty() || before.ends_with(". ") || before.ends_with(' ')
    };
    let mut places = guideline.match_indices(&head).map(|(at, _)| at);
    let Some(start) = places.find(begins).map(|at| at + head.len()) else {
        return "";
    };
    let rest = guideline.get(start..).unwrap_or_default();
    // The next value's word, before its colon, ends this one's sentence.
    let next = rest.match_indices(':').find_map(|(colon, _)| {
        let before = rest.get(..colon)?;
        let word = before.rfind(' ').map_or(0, |at| at + 1);
        let ends = before.get(..word)?.trim_end().ends_with(['.', ')', '”']);
        ends.then_some(word)
    });
    let end = next.unwrap_or(rest.len());
    rest.get(..end).unwrap_or(rest).trim()
}

// ---- keys --------------------------------------------------------------------------------------

pub const KEYS_HINT: &str = "Find a command or change its keys";
pub const KEYS_FOOT: &str = "Enter or a click gives a command other keys";
pub const KEYS_CANCEL: &str = "Esc leaves it as it is";
pub const RESET_ALL_KEYS: &str = "All usual keys";
pub const CHANGED: &str = "changed";
pub const TAKE_OVER: &str = "Take it over";

/// Asks for a command's new keys.
pub fn press_keys(command: &str) -> String {
    format!("Press the new keys for “{}”", command.trim_end_matches('…'))
}

/// What the keys are while new ones are asked for.
pub fn keys_now(keys: &str) -> String {
    if keys.is_empty() {
        "It has no keys now".to_owned()
    } else {
        format!("Now {keys}")
    }
}

/// A key that another command has.
pub fn key_taken(key: &str, command: &str) -> String {
    format!(
        "{key} is “{}”. Take it over?",
        command.trim_end_matches('…')
    )
}

/// The way back to a command's usual keys.
pub fn reset_keys(command: &str) -> String {
    format!("Usual keys for “{}”", command.trim_end_matches('…'))
}

/// Keys that cannot be given.
pub fn keys_not_given(why: &impl std::fmt::Display) -> String {
    format!("The keys stay as they are: {why}")
}

/// Something in the settings' keys that cannot be used.
pub fn key_problem(problem: &impl std::fmt::Display) -> String {
    format!("In the settings’ keys {problem}; the others are used")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_of_the_bundled_schemas_is_explained_by_itself() {
        for schema in [
            crate::store::schemas::news(),
            crate::store::schemas::attribution(),
        ] {
            for attribute in schema.labels.iter().flat_map(|label| &label.attributes) {
                for value in crate::editor::attributes::choices_of(attribute) {
                    let told = guideline_of(&attribute.guideline, value);
                    assert!(told.len() > 8, "{value}: {told}");
                    assert!(told.len() < 200, "{value}: {told}");
                }
            }
        }
        let guideline = "direct: the very words. indirect: told (“that”).";
        assert_eq!(guideline_of(guideline, "direct"), "the very words.");
        assert_eq!(guideline_of(guideline, "indirect"), "told (“that”).");
        assert_eq!(guideline_of(guideline, "mixed"), "");
    }
}
