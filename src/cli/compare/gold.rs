//! Gold articles as corpora come: a list of texts with quotes and events, in code points.

use crate::model::schema::Role;
use crate::model::{ByteRange, CharOffset, LabelName, Text};
use crate::review::{Mark, Marks};
use serde::Deserialize;
use std::collections::BTreeSet;

/// A stretch in code points, its end not included.
type Stretch = (usize, usize);

/// An article with what is to be found in it.
#[derive(Debug, Deserialize)]
pub(super) struct Gold {
    /// Its name.
    #[serde(default)]
    pub doc: String,
    text: String,
    /// Whether quotes within quotes are there.
    #[serde(default = "yes")]
    nested: bool,
    quotes: Vec<Quote>,
    events: Vec<Stretch>,
    #[serde(default)]
    optional_events: Vec<Stretch>,
    /// Events are there up to here.
    scored_to: Option<usize>,
}

#[derive(Debug, Deserialize)]
struct Quote {
    content: Vec<Stretch>,
    speaker: Vec<Stretch>,
    #[serde(default)]
    optional: Option<bool>,
}

fn yes() -> bool {
    true
}

impl Gold {
    /// What it marks. A label counts where there is any of it.
    pub fn into_marks(self) -> Marks {
        let text = Text::new(self.text.as_str());
        let place = |stretches: &[Stretch]| -> Vec<ByteRange> {
            stretches
                .iter()
                .map(|&stretch| range(&text, stretch))
                .collect()
        };
        let quotes = self.quotes.iter().map(|quote| Mark {
            label: LabelName::from("quote"),
            role: Role::Quote,
            stretches: place(&quote.content),
            speakers: place(&quote.speaker),
            optional: quote.optional.unwrap_or(false),
            span: None,
        });
        let event = |stretch: &Stretch, optional| Mark {
            label: LabelName::from("event"),
            role: Role::Event,
            stretches: vec![range(&text, *stretch)],
            optional,
            ..Mark::default()
        };
        let wanted = self.events.iter().map(|stretch| event(stretch, false));
        // Where no event is there, they were not looked for.
        let any = !self.events.is_empty();
        let optional = self.optional_events.iter().filter(|_| any);
        let optional = optional.map(|stretch| event(stretch, true));
        Marks {
            marks: quotes.chain(wanted).chain(optional).collect(),
            ties: Vec::new(),
            nested: self.nested,
            scored_to: self.scored_to.map(|at| byte(&text, at)),
            looked_for: Some(BTreeSet::new()),
            text: text.clone(),
        }
    }
}

/// In bytes; what lies past the text is its end.
fn range(text: &Text, (start, end): Stretch) -> ByteRange {
    ByteRange::between(byte(text, start), byte(text, end))
}

fn byte(text: &Text, at: usize) -> crate::model::ByteOffset {
    text.byte_of_char(CharOffset(at))
        .unwrap_or_else(|| text.end())
}
