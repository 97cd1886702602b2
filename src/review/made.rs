//! Documents for the tests, written as text with marks in it.

use crate::model::schema::{Label, LinkLabel, LinkRole, Role, Schema};
use crate::model::{
    ByteRange, Document, Draft, Fragments, Header, LabelName, Link, Maker, Origin, Span, SpanId,
    State, Text,
};
use std::sync::Arc;

/// The labels of the tests: quote, speaker, event, and one without a role.
pub(super) fn schema() -> Schema {
    let label = |name: &str, role| Label {
        name: name.into(),
        role,
        ..Label::default()
    };
    Schema {
        labels: vec![
            label("quote", Role::Quote),
            label("speaker", Role::Speaker),
            label("event", Role::Event),
            label("place", Role::Plain),
        ],
        links: vec![LinkLabel {
            name: "said_by".into(),
            role: LinkRole::SaidBy,
            from: vec!["quote".into()],
            to: vec!["speaker".into()],
            ..LinkLabel::default()
        }],
        ..Schema::default()
    }
}

/// A document of words with marks in braces: `{q words}` for the label that begins with `q`.
///
/// Behind the letter may stand a name (`{q1 …}`, else `m1`, `m2` …), `+` for another piece of an
/// earlier mark of that name, `?` for a tagger's suggestion, `!` for one that was accepted and `x` for
/// one that was rejected; without, a person made it. After ` | ` stand links: `q1>s1` with the same
/// signs.
pub(super) fn document(marked: &str) -> Document {
    let (body, links) = marked.split_once(" | ").unwrap_or((marked, ""));
    let mut reader = Reader::default();
    for c in body.chars() {
        reader.take(c);
    }
    let header = Header::default();
    let document = Document::new(header, Arc::new(schema()), Text::new(reader.text.as_str()));
    let mut draft = Draft::new(&document);
    for (id, label, maker, state, ranges) in reader.marks {
        let fragments = Fragments::new(ranges).unwrap();
        let mut span = Span::new(id.as_str().into(), label, fragments, origin(maker));
        span.state = state;
        draft.put_span(span).unwrap();
    }
    for (number, link) in links.split_whitespace().enumerate() {
        draft.put_link(linked(number, link)).unwrap();
    }
    let edit = draft.finish();
    let mut document = document;
    document.apply(&edit).unwrap();
    document
}

fn linked(number: usize, link: &str) -> Link {
    let (bare, maker, state) = signed(link);
    let (from, to) = bare.split_once('>').unwrap();
    Link {
        id: format!("l{number}").as_str().into(),
        label: "said_by".into(),
        from: from.into(),
        to: to.into(),
        attributes: Default::default(),
        state,
        origin: origin(maker),
        decided: None,
        proposed: None,
        extra: Default::default(),
    }
}

fn origin(by: Maker) -> Origin {
    Origin {
        by,
        ..Origin::default()
    }
}

/// What a name's last sign says.
fn signed(name: &str) -> (&str, Maker, State) {
    for (sign, state) in [
        ('?', State::Suggested),
        ('!', State::Accepted),
        ('x', State::Rejected),
    ] {
        if let Some(bare) = name.strip_suffix(sign) {
            return (bare, Maker::Tagger, state);
        }
    }
    (name, Maker::Human, State::Accepted)
}

type Made = (SpanId, LabelName, Maker, State, Vec<ByteRange>);

#[derive(Default)]
struct Reader {
    text: String,
    open: Vec<(usize, String)>,
    head: Option<String>,
    marks: Vec<Made>,
}

impl Reader {
    fn take(&mut self, c: char) {
        match (c, &mut self.head) {
            ('{', _) => self.head = Some(String::new()),
            (' ', Some(head)) => {
                self.open.push((self.text.len(), std::mem::take(head)));
                self.head = None;
            }
            (c, Some(head)) => head.push(c),
            ('}', None) => self.close(),
            (c, None) => self.text.push(c),
        }
    }

    fn close(&mut self) {
        let (start, head) = self.open.pop().unwrap();
        let range = ByteRange::new(start, self.text.len());
        if let Some(name) = head.strip_suffix('+') {
            let mark = self.marks.iter_mut().find(|mark| mark.0.as_str() == name);
            mark.unwrap().4.push(range);
            return;
        }
        let (name, maker, state) = signed(&head);
        let schema = schema();
        let mut labels = schema.labels.iter();
        let label = labels
            .find(|label| label.name.as_str().starts_with(&name[..1]))
            .unwrap();
        let id = match name {
            _ if name.len() > 1 => name.to_owned(),
            _ => format!("m{}", self.marks.len() + 1),
        };
        let id = id.as_str().into();
        self.marks
            .push((id, label.name.clone(), maker, state, vec![range]));
    }
}
