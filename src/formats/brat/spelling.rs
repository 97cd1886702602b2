//! Names and texts as strict readers of brat's files take them.

use super::is_seam;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Gives every name one that readers take, and no two the same.
#[derive(Default)]
pub struct Spelling {
    spelled: HashMap<String, String>,
    taken: HashSet<String>,
}

impl Spelling {
    /// The spelling of a name, and whether it is a new one that is not the name itself.
    pub fn of(&mut self, name: &str) -> (&str, bool) {
        let is_new = !self.spelled.contains_key(name);
        if is_new {
            let mut good: String = name
                .chars()
                .map(|c| if is_word(c) || c == '-' { c } else { '_' })
                .collect();
            if good.is_empty() {
                good.push('_');
            }
            while !self.taken.insert(good.clone()) {
                good.push('_');
            }
            self.spelled.insert(name.to_owned(), good);
        }
        let spelled = self.spelled.get(name).map_or("_", String::as_str);
        (spelled, is_new && spelled != name)
    }
}

/// What `\w` is to those readers.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a value can stand in a line of fields.
pub fn is_value(value: &str) -> bool {
    value.starts_with(is_word) && !value.contains(|c: char| c.is_whitespace() || is_seam(c))
}

/// Whether an entity's id names the resource that it is of, as `Wikipedia:64488`.
pub fn is_resource(id: &str) -> bool {
    let is = |part: &str| !part.is_empty() && part.chars().all(is_word);
    id.split_once(':')
        .is_some_and(|(resource, id)| is(resource) && is(id))
}

/// The id of an entity as one word.
pub fn word(id: &str) -> String {
    id.chars()
        .map(|c| if is_word(c) { c } else { '_' })
        .collect()
}

/// A text on one line, and whether anything of it is lost.
pub fn on_a_line(text: &str) -> (Cow<'_, str>, bool) {
    if text.contains(is_seam) {
        return (text.replace(is_seam, " ").into(), true);
    }
    (text.into(), false)
}
