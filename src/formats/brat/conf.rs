//! `annotation.conf`: which labels, links and attributes there are.

use super::write::EVENT_KEY;
use crate::model::schema::{Attribute, Label, LinkLabel, Values};
use crate::model::{Extra, LabelName, Schema};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

/// How many values of an attribute are told.
const MOST_VALUES: usize = 1_000;

/// A configuration: each list in its order, nothing twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conf {
    /// Labels of text.
    pub entities: Names,
    /// Ties of two: what they join.
    pub relations: Table<(BTreeSet<String>, BTreeSet<String>)>,
    /// Labels with parts to play: what may play each part.
    pub events: Table<Table<BTreeSet<String>>>,
    /// Those of the relations that are seen, and not as parts of events.
    pub tied: Names,
    /// What can be set: on what, to what.
    pub attributes: Table<(BTreeSet<String>, Names)>,
}

/// Names in the order in which they came.
pub type Names = Table<()>;

/// Values by name, in the order in which they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<T> {
    places: HashMap<String, usize>,
    rows: Vec<(String, T)>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            places: HashMap::new(),
            rows: Vec::new(),
        }
    }
}

impl<T: Default> Table<T> {
    /// The value of a name, a new one where there is none.
    pub fn row(&mut self, name: &str) -> &mut T {
        let at = match self.places.get(name) {
            Some(&at) => at,
            None => {
                self.places.insert(name.to_owned(), self.rows.len());
                self.rows.push((name.to_owned(), T::default()));
                self.rows.len() - 1
            }
        };
        &mut self.rows[at].1
    }

    /// The values with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.rows.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether a name is there.
    pub fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }
}

impl Conf {
    /// Says that an attribute is set to a value on something.
    pub fn attribute(&mut self, name: &str, on: &str, value: Option<&str>) {
        let (targets, values) = self.attributes.row(name);
        if !targets.contains(on) {
            targets.insert(on.to_owned());
        }
        if let Some(value) = value
            && values.rows.len() < MOST_VALUES
        {
            values.row(value);
        }
    }

    // ---- reading ----------------------------------------------------------------------------

    /// A configuration as it stands in a file; what is not understood is passed over, as brat does with
    /// what an older one knew.
    pub fn read(text: &str) -> Self {
        let mut conf = Self::default();
        let mut macros: HashMap<&str, &str> = HashMap::new();
        let mut section = "";
        for line in text.lines() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') || line.starts_with("---") {
                continue;
            }
            if let Some(name) = line
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
            {
                section = name;
                continue;
            }
            let (name, rest) = match line.find([' ', '\t']) {
                Some(at) => line.split_at(at),
                None => (line, ""),
            };
            if let Some((name, is)) = line.split_once('=')
                && name.starts_with('<')
                && name.ends_with('>')
            {
                macros.insert(name, is);
                continue;
            }
            // A heading that marks nothing, and brat's own settings.
            if name.starts_with(['!', '<']) {
                continue;
            }
            let fields = fields(rest, &macros);
            match section {
                "entities" | "spans" => {
                    conf.entities.row(name);
                }
                "relations" => {
                    let (from, to) = conf.relations.row(name);
                    for (field, values) in fields {
                        match field {
                            "Arg1" => from.extend(values),
                            "Arg2" => to.extend(values),
                            _ => {}
                        }
                    }
                }
                "events" => {
                    let parts = conf.events.row(name);
                    for (field, values) in fields {
                        let end = field.find(['?', '*', '+', '{']).unwrap_or(field.len());
                        let role = super::role_of(field.get(..end).unwrap_or_default());
                        if !role.starts_with('<') {
                            parts.row(role).extend(values);
                        }
                    }
                }
                "attributes" => {
                    let (on, to) = conf.attributes.row(name);
                    for (field, values) in fields {
                        match field {
                            "Arg" => on.extend(values),
                            "Value" => values.iter().for_each(|value| to.row(value).to_owned()),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        conf
    }

    /// The schema that it tells.
    pub fn schema(&self) -> Schema {
        let names = self.entities.iter().map(|(name, ())| (name, false));
        let events = self.events.iter().map(|(name, _)| (name, true));
        let labels = names.chain(events).map(|(name, is_event)| Label {
            name: name.into(),
            title: name.to_owned(),
            fragments: true,
            attributes: self.attributes_on(name, is_event),
            extra: if is_event {
                [(EVENT_KEY.to_owned(), true.into())].into()
            } else {
                Extra::new()
            },
            ..Label::default()
        });
        let mut schema = Schema {
            labels: labels.collect(),
            ..Schema::default()
        };
        for (name, (from, to)) in self.relations.iter() {
            schema.links.push(link(name, from, to));
        }
        let mut roles: Table<(BTreeSet<String>, BTreeSet<String>)> = Table::default();
        for (event, parts) in self.events.iter() {
            for (role, to) in parts.iter().filter(|(role, _)| !self.relations.has(role)) {
                let row = roles.row(role);
                row.0.insert(event.to_owned());
                row.1.extend(to.iter().cloned());
            }
        }
        for (name, (from, to)) in roles.iter() {
            schema.links.push(link(name, from, to));
        }
        schema
    }

    fn attributes_on(&self, label: &str, is_event: bool) -> Vec<Attribute> {
        let kind = if is_event { "<EVENT>" } else { "<ENTITY>" };
        let on = |targets: &BTreeSet<String>| {
            [label, kind, "<ANY>"]
                .iter()
                .any(|name| targets.contains(*name))
        };
        let here = self
            .attributes
            .iter()
            .filter(|(_, (targets, _))| on(targets));
        let attribute = |(name, (_, values)): (&str, &(BTreeSet<String>, Names))| Attribute {
            name: name.into(),
            title: name.to_owned(),
            values: if values.rows.is_empty() {
                Values::Flag
            } else {
                Values::OneOf(values.iter().map(|(value, ())| value.to_owned()).collect())
            },
            ..Attribute::default()
        };
        here.filter(|(name, _)| !name.starts_with("dictum_"))
            .map(attribute)
            .collect()
    }

    // ---- writing ----------------------------------------------------------------------------

    /// The configuration as a file: all four sections, as brat wants them.
    pub fn write(&self) -> String {
        let mut out = String::from("[entities]\n");
        for (name, ()) in self
            .entities
            .iter()
            .filter(|(name, ())| !self.events.has(name))
        {
            let _ = writeln!(out, "{name}");
        }
        out.push_str("\n[relations]\n");
        for (name, (from, to)) in self.relations.iter() {
            // Parts of events are told with these.
            let is_part = !from.is_empty() && from.iter().all(|from| self.events.has(from));
            if is_part && !self.tied.has(name) {
                continue;
            }
            let _ = writeln!(out, "{name}\tArg1:{}, Arg2:{}", any(from), any(to));
        }
        // Without it brat takes spans over each other for mistakes.
        out.push_str("<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n");
        out.push_str("\n[events]\n");
        for (name, parts) in self.events.iter() {
            let parts: Vec<String> = parts
                .iter()
                .map(|(role, of)| format!("{role}*:{}", any(of)))
                .collect();
            let _ = writeln!(out, "{name}\t{}", parts.join(", "));
        }
        out.push_str("\n[attributes]\n");
        for (name, (on, values)) in self.attributes.iter() {
            let _ = write!(out, "{name}\tArg:{}", any(on));
            if !values.rows.is_empty() {
                let values: Vec<&str> = values.iter().map(|(value, ())| value).collect();
                let _ = write!(out, ", Value:{}", values.join("|"));
            }
            out.push('\n');
        }
        out
    }
}

/// `Arg1:A|B, Arg2:<POG>` with the macros told.
fn fields<'a>(rest: &'a str, macros: &HashMap<&str, &str>) -> Vec<(&'a str, Vec<String>)> {
    let field = |field: &'a str| {
        let (name, values) = field.trim().split_once(':')?;
        let mut told = Vec::new();
        for value in values.trim().split('|') {
            match macros.get(value) {
                Some(values) => told.extend(values.split('|').map(str::to_owned)),
                None => told.push(value.to_owned()),
            }
        }
        Some((name, told))
    };
    rest.split(',').filter_map(field).collect()
}

fn link(name: &str, from: &BTreeSet<String>, to: &BTreeSet<String>) -> LinkLabel {
    let labels = |names: &BTreeSet<String>| -> Vec<LabelName> {
        let own = names.iter().filter(|name| !name.starts_with('<'));
        own.map(LabelName::from).collect()
    };
    LinkLabel {
        name: name.into(),
        title: name.to_owned(),
        from: labels(from),
        to: labels(to),
        ..LinkLabel::default()
    }
}

fn any(names: &BTreeSet<String>) -> String {
    if names.is_empty() {
        return "<ANY>".to_owned();
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_links_and_attributes_are_read() {
        let conf = Conf::read(
            "[entities]\nPerson\n[relations]\nFamily Arg1:Person, Arg2:Person\nAlias Arg1:Person, Arg2:Person, <REL-TYPE>:symmetric\n[events]\n# told\n<POG>=Person|GPE\n!Life\n\tMarry Person-Arg{2}:<POG>, Place2?:GPE\n[attributes]\nMention Arg:<ENTITY>, Value:Name|Nominal\nNegated\tArg:<EVENT>\n",
        );
        let schema = conf.schema();
        let labels: Vec<_> = schema
            .labels
            .iter()
            .map(|label| label.name.as_str())
            .collect();
        assert_eq!(labels, ["Person", "Marry"]);
        let links: Vec<String> = schema
            .links
            .iter()
            .map(|link| {
                format!(
                    "{} {:?}",
                    link.name,
                    link.to.iter().map(LabelName::as_str).collect::<Vec<_>>()
                )
            })
            .collect();
        assert_eq!(
            links,
            [
                "Family [\"Person\"]",
                "Alias [\"Person\"]",
                "Person-Arg [\"GPE\", \"Person\"]",
                "Place [\"GPE\"]"
            ]
        );
        let [person, marry] = schema.labels.as_slice() else {
            panic!()
        };
        let one_of = Values::OneOf(vec!["Name".to_owned(), "Nominal".to_owned()]);
        assert_eq!(person.attributes[0].values, one_of);
        assert_eq!(marry.attributes[0].values, Values::Flag);
    }

    #[test]
    fn what_is_written_is_read() {
        let mut conf = Conf::default();
        conf.entities.row("quote");
        conf.relations.row("said_by").0.insert("quote".to_owned());
        conf.relations.row("said_by").1.insert("speaker".to_owned());
        conf.attribute("kind", "quote", Some("direct"));
        conf.attribute("open", "quote", None);
        conf.events
            .row("Meet")
            .row("Who")
            .insert("speaker".to_owned());
        assert_eq!(Conf::read(&conf.write()), conf);
    }
}
