//! What a labeling config beside the tasks says: labels, relations, where the text is.

use super::CONFIG;
use crate::formats::{ReadError, Source};
use crate::model::Schema;
use crate::model::schema::{Color, Label, LinkLabel};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;
use std::path::Path;

/// What a labeling config says, as far as tasks are read by it; nothing where there is none.
#[derive(Default)]
pub struct Described {
    labels: Vec<Label>,
    relations: Vec<LinkLabel>,
    multiple: HashSet<String>,
    text_key: Option<String>,
}

impl Described {
    /// Of the config beside a file: `label_config.xml`, or of the file's own name.
    pub fn beside(source: &Source<'_>) -> Result<Self, ReadError> {
        for path in [source.path.with_file_name(CONFIG), source.beside("xml")] {
            if source.disk.exists(&path) {
                return Self::of_file(source, &path);
            }
        }
        Ok(Self::default())
    }

    fn of_file(source: &Source<'_>, path: &Path) -> Result<Self, ReadError> {
        let xml = source.text_of(path)?;
        // Something else may have the same name.
        if !xml.contains("<View") {
            return Ok(Self::default());
        }
        Self::read(&xml).map_err(|reason| {
            ReadError::Malformed(format!("the labeling config: {reason}: {}", path.display()))
        })
    }

    fn read(xml: &str) -> Result<Self, String> {
        let mut described = Self::default();
        let mut reader = quick_xml::Reader::from_str(xml);
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(tag) | Event::Empty(tag) => described.tag(&tag)?,
                Event::DocType(_) => return Err("a document type, which is refused".to_owned()),
                Event::Eof => return Ok(described),
                _ => {}
            }
        }
    }

    fn tag(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        match tag.local_name().as_ref() {
            b"Label" => {
                if let Some(value) = attribute(tag, "value")? {
                    self.label(tag, &value)?;
                }
            }
            b"Relation" => self
                .relations
                .extend(attribute(tag, "value")?.map(|value| LinkLabel {
                    name: value.as_str().into(),
                    title: value,
                    ..LinkLabel::default()
                })),
            b"Choices" if attribute(tag, "choice")?.as_deref() == Some("multiple") => {
                self.multiple.extend(attribute(tag, "name")?);
            }
            b"Text" | b"HyperText" if self.text_key.is_none() => {
                let value = attribute(tag, "value")?.unwrap_or_default();
                self.text_key = value.strip_prefix('$').map(str::to_owned);
            }
            _ => {}
        }
        Ok(())
    }

    fn label(&mut self, tag: &BytesStart<'_>, value: &str) -> Result<(), String> {
        let key = attribute(tag, "hotkey")?.and_then(|key| {
            let mut chars = key.chars();
            chars
                .next()
                .filter(|key| key.is_alphanumeric() && chars.next().is_none())
        });
        let is_hex = |color: &String| {
            let digits = color.strip_prefix('#').unwrap_or_default();
            digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        let color = attribute(tag, "background")?.filter(is_hex);
        let color = color.map_or_else(Color::default, |color| Color {
            light: color.clone(),
            dark: color,
        });
        if !self.labels.iter().any(|label| label.name.as_str() == value) {
            self.labels.push(Label {
                name: value.into(),
                title: value.to_owned(),
                key,
                color,
                fragments: true,
                ..Label::default()
            });
        }
        Ok(())
    }

    /// Whether a control lets several values be chosen.
    pub fn is_multiple(&self, control: &str) -> bool {
        self.multiple.contains(control)
    }

    /// Under which key of a task the text is.
    pub fn text_key(&self) -> Option<&str> {
        self.text_key.as_deref()
    }

    /// The labels and relations, as the config describes them.
    pub fn schema(&self) -> Option<Schema> {
        (!self.labels.is_empty()).then(|| Schema {
            labels: self.labels.clone(),
            links: self.relations.clone(),
            ..Schema::default()
        })
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    let attribute = tag
        .try_get_attribute(name)
        .map_err(|error| error.to_string())?;
    let Some(attribute) = attribute else {
        return Ok(None);
    };
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    value
        .map(|value| Some(value.into_owned()))
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_config_is_read() {
        let described = Described::read(
            r##"<View><Relations><Relation value="a&amp;b"/></Relations>
            <Labels name="ner" toName="t"><Label value="X" background="#ff0000" hotkey="x"/>
            <Label value="Y" background="red" hotkey="ctrl+y"/></Labels>
            <Choices name="c" choice="multiple"/><Text name="t" value="$body"/></View>"##,
        )
        .unwrap();
        let schema = described.schema().unwrap();
        let labels: Vec<_> = schema
            .labels
            .iter()
            .map(|label| (label.name.as_str(), label.key))
            .collect();
        assert_eq!(labels, [("X", Some('x')), ("Y", None)]);
        assert_eq!(schema.labels[0].color.light, "#ff0000");
        assert_eq!(schema.links[0].name.as_str(), "a&b");
        assert!(described.is_multiple("c"));
        assert_eq!(described.text_key(), Some("body"));
    }

    #[test]
    fn entities_and_torn_files_are_refused() {
        for xml in [
            "<!DOCTYPE a [<!ENTITY b \"c\">]><View/>",
            "<View><Label value=\"&b;\"/></View>",
            "<View><Label value=\"a",
            "<View></Viev>",
        ] {
            assert!(Described::read(xml).is_err(), "{xml}");
        }
    }
}
