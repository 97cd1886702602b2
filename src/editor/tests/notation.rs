//! Text with caret, selection and marks written into it, both ways.

use super::super::{Affinity, Caret, Editor, Place};
use crate::model::schema::{Attribute, Label, LinkLabel, LinkRole, Role, Schema, Values};
use crate::model::{
    ByteOffset, ByteRange, Document, Draft, Fragments, Header, Link, Maker, Origin, Parts, Span,
    State, Text, Timestamp,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An editor on what is written, its marks made by a person.
pub fn sketch(written: &str) -> Editor {
    build(written, schema(false), Maker::Human)
}

/// An editor on what is written, its marks suggested by a tagger.
pub fn suggested(written: &str) -> Editor {
    build(written, schema(false), Maker::Tagger)
}

/// An editor on what is written, in a schema with cues and addressees, its marks suggested by a tagger
/// with links (label, from, to) and scores. A mark's id is its label's key and its number.
pub fn tagged(written: &str, links: &[(&str, &str, &str)], scores: &[(&str, f64)]) -> Editor {
    let mut editor = build(written, schema(true), Maker::Tagger);
    let mut draft = Draft::new(&editor.document);
    for (id, score) in scores {
        let set = draft.change_span(&(*id).into(), |span| span.origin.score = Some(*score));
        set.expect("a mark");
    }
    for (label, from, to) in links {
        let link = Link {
            id: draft.new_link_id(),
            label: (*label).into(),
            from: (*from).into(),
            to: (*to).into(),
            attributes: Default::default(),
            state: State::Suggested,
            origin: Origin {
                by: Maker::Tagger,
                ..Origin::default()
            },
            decided: None,
            proposed: None,
            extra: Default::default(),
        };
        draft.put_link(link).expect("two marks");
    }
    let edit = draft.finish();
    editor.apply(&edit).expect("an edit made on this document");
    editor
}

/// An editor whose schema has cues.
pub fn with_cues(written: &str) -> Editor {
    build(written, schema(true), Maker::Human)
}

/// An editor whose schema has attributes of every kind: on quotes `kind` and `tone`, on events
/// `class`, `tags`, `sure` and `remark`.
pub fn with_attributes(written: &str) -> Editor {
    let mut schema = schema(false);
    let attribute = |name: &str, values| Attribute {
        name: name.into(),
        title: name.to_owned(),
        values,
        ..Attribute::default()
    };
    let of = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect();
    let kind = of(&["direct", "indirect", "mixed"]);
    let classes = (1..=12).map(|number| format!("c{number}")).collect();
    schema.labels[1].attributes = vec![
        attribute("kind", Values::OneOf(kind)),
        attribute("tone", Values::OneOf(of(&["plain", "angry"]))),
    ];
    schema.labels[2].attributes = vec![
        attribute("class", Values::OneOf(classes)),
        attribute("tags", Values::ManyOf(of(&["x", "y"]))),
        attribute("sure", Values::Flag),
        attribute("remark", Values::Text),
    ];
    build(written, schema, Maker::Human)
}

/// An editor on a bare text, with the caret at its start.
pub fn editor(text: &str) -> Editor {
    sketch(&format!("^{text}"))
}

/// An editor on a text that is taken as it is, brackets and all.
pub fn on_text(text: &str) -> Editor {
    let document = Document::new(Header::default(), Arc::new(schema(false)), Text::new(text));
    Editor::new(
        document,
        "anna",
        Box::new(|| Timestamp::from_rfc3339("2026-11-22T10:00:00Z")),
    )
}

fn schema(cues: bool) -> Schema {
    let label = |name: &str, key, role, fragments| Label {
        name: name.into(),
        title: name.to_owned(),
        key: Some(key),
        role,
        fragments,
        ..Label::default()
    };
    let link = |name: &str, role, to: &str| LinkLabel {
        name: name.into(),
        role,
        from: vec!["quote".into()],
        to: vec![to.into()],
        ..LinkLabel::default()
    };
    let mut labels = vec![
        label("speaker", 's', Role::Speaker, false),
        label("quote", 'q', Role::Quote, true),
        label("event", 'e', Role::Event, false),
    ];
    let mut links = vec![link("said_by", LinkRole::SaidBy, "speaker")];
    if cues {
        labels.push(label("cue", 'c', Role::Cue, false));
        links.push(link("cued_by", LinkRole::CuedBy, "cue"));
        labels.push(label("addressee", 'd', Role::Addressee, false));
        links.push(link("said_to", LinkRole::SaidTo, "addressee"));
    }
    Schema {
        name: "test".to_owned(),
        labels,
        links,
        ..Schema::default()
    }
}

fn build(written: &str, schema: Schema, by: Maker) -> Editor {
    let mut text = String::new();
    let (mut caret, mut anchor) = (0, None);
    let mut open = Vec::new();
    let mut marks: BTreeMap<(usize, String), Vec<ByteRange>> = BTreeMap::new();
    let mut rest = written.chars();
    while let Some(c) = rest.next() {
        match c {
            '^' => caret = text.len(),
            '<' => anchor = Some(text.len()),
            '>' => caret = text.len(),
            '[' => open.push(text.len()),
            ']' => {
                let start = open.pop().expect("a bracket was opened");
                let name: String = rest.by_ref().skip(1).take_while(|&c| c != ')').collect();
                // A name with a number stands for one mark, however often.
                let group = if name.len() > 1 { 0 } else { start };
                marks
                    .entry((group, name))
                    .or_default()
                    .push(ByteRange::new(start, text.len()));
            }
            c => text.push(c),
        }
    }
    let spans = marks
        .into_iter()
        .enumerate()
        .map(|(number, ((_, name), ranges))| {
            let label = schema
                .labels
                .iter()
                .find(|label| name.starts_with(label.key.unwrap_or_default()))
                .expect("a label");
            let origin = Origin {
                by,
                ..Origin::default()
            };
            let id = format!("{}{}", &name[..1], number + 1);
            let mut span = Span::new(
                id.into(),
                label.name.clone(),
                Fragments::joined(ranges).expect("pieces"),
                origin,
            );
            if by == Maker::Human {
                span.state = State::Accepted;
            }
            span
        });
    let spans = spans.collect();
    let parts = Parts {
        header: Header::default(),
        schema: Arc::new(schema),
        text: Text::new(text),
        spans,
        ..Parts::default()
    };
    let document = Document::build(parts).expect("the marks fit");
    let mut editor = Editor::new(
        document,
        "anna",
        Box::new(|| Timestamp::from_rfc3339("2026-11-22T10:00:00Z")),
    );
    editor.caret = Caret {
        place: Place {
            at: ByteOffset(caret),
            affinity: Affinity::Downstream,
        },
        goal: None,
    };
    editor.anchor = ByteOffset(anchor.unwrap_or(caret));
    editor
}

/// What an editor shows, written as the tests write it. Rejected marks are left out.
pub fn draw(editor: &Editor) -> String {
    let document = editor.document();
    let text = document.text().as_str();
    // What stands at a place, in the order in which it is written: closings before openings.
    let mut signs: BTreeMap<(usize, u8, isize), String> = BTreeMap::new();
    for (number, placed) in document
        .places()
        .iter()
        .filter(|placed| placed.span.is_live())
        .enumerate()
    {
        let schema = document.schema();
        let key = schema
            .label(&placed.span.label)
            .and_then(|label| label.key)
            .expect("a key");
        let several = if placed.span.fragments.len() > 1 {
            "1"
        } else {
            ""
        };
        let (start, end) = (placed.range.start.0, placed.range.end.0);
        signs.insert((start, 3, number as isize), "[".to_owned());
        signs.insert(
            (end, 1, -(start as isize * 1000 + number as isize)),
            format!("]({key}{several})"),
        );
    }
    let selection = editor.selection();
    let caret = editor.caret().place.at.0;
    if selection.is_empty() {
        // Within a mark that ends here, before one that begins here.
        let ends = document
            .places()
            .touching(ByteOffset(caret))
            .any(|placed| placed.range.end.0 == caret);
        signs.insert((caret, if ends { 0 } else { 2 }, 0), "^".to_owned());
    } else {
        signs.insert((selection.start.0, 4, 0), "<".to_owned());
        signs.insert((selection.end.0, 0, 0), ">".to_owned());
    }
    let mut drawn = String::new();
    let mut at = 0;
    for ((place, _, _), sign) in signs {
        drawn.push_str(&text[at..place]);
        drawn.push_str(&sign);
        at = place;
    }
    drawn.push_str(&text[at..]);
    drawn
}
