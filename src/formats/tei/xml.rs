//! Elements, spelled one after another.

use crate::formats::xml_text;

/// XML that grows.
#[derive(Default)]
pub struct Xml {
    /// What is there.
    pub out: String,
}

impl Xml {
    /// Begins an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push('>');
    }

    /// Ends an element.
    pub fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Ends a line: outside the article white space says nothing.
    pub fn line(&mut self) {
        self.out.push('\n');
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str("/>");
    }

    /// An element of words.
    pub fn words(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) {
        self.open(name, attributes);
        xml_text::content(words, &mut self.out);
        self.close(name);
    }

    /// Words.
    pub fn text(&mut self, words: &str) {
        xml_text::content(words, &mut self.out);
    }

    /// A begun tag; an attribute without a value is left out.
    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            xml_text::escape(value, &mut self.out);
            self.out.push('"');
        }
    }
}
