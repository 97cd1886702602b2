//! What a person may do to a document, chosen by bytes.

use crate::choices::Choices;
use dictum::editor::{Command, Editor, Motion, ParagraphLines, Person, Side, Step, Way};
use dictum::model::{
    AttributeValue, Document, Draft, EditError, Header, LinkId, RevisionId, SpanId, Status, Text,
    Timestamp,
};
use dictum::store::schemas;
use dictum::tagger::{self, rules::Rules};

const TEXTS: [&str; 4] = [
    "“We are ready,” Anna Petrova said. “Nobody 😀 knows.”\n\nMayor Nils Berg told the council that it was over.\nHe left.",
    "Минобороны заявило: «Всё по плану».\r\n\r\nשלום, אמר דני. مرحبا قال الوزير\u{2029}“e\u{301}te\u{301}” 👍🏽 said Zoë 🇺🇦 क्षि 東京",
    "one two three two one",
    "",
];

/// A document with nothing marked.
pub fn document(number: u8) -> Document {
    let text = TEXTS[usize::from(number) % TEXTS.len()];
    let schema = if number & 0x80 == 0 {
        schemas::news()
    } else {
        schemas::attribution()
    };
    let header = Header {
        id: "a".to_owned(),
        ..Header::default()
    };
    Document::new(header, schema, Text::new(text))
}

/// Someone at work on a document, at a time that stands still.
pub fn editor(document: Document) -> Editor {
    let clock = || Timestamp::from_rfc3339("2026-11-22T10:00:00Z");
    Editor::new(document, "anna", Box::new(clock))
}

/// Does something, which may change the document or not.
pub fn act(editor: &mut Editor, choices: &mut Choices<'_>) {
    let kind = choices.byte();
    if kind & 0x40 != 0 {
        let stretch = choices.stretch(&editor.document().text().clone());
        editor.select(stretch);
    }
    if kind & 0x20 == 0 {
        let command = COMMANDS[usize::from(kind & 0x1f) % COMMANDS.len()];
        let text = editor.document().text().clone();
        editor.perform(command, &ParagraphLines(&text));
        return;
    }
    match kind & 0x1f {
        0..=3 => note(editor, choices),
        4..=6 => set_attribute(editor, choices),
        7..=10 => link(editor, choices),
        11 => unlink(editor, choices),
        12..=14 => tag(editor),
        15..=20 => change_text(editor, choices),
        21 => go_to_revision(editor, choices),
        22 => rename_person(editor, choices),
        23 => {
            editor.set_status(Status::Done);
        }
        24 => {
            let schemas = [schemas::news(), schemas::attribution()];
            editor.set_schema(&schemas[choices.below(2)]);
        }
        25..=27 => {
            if let Some(mark) = a_mark(editor, choices) {
                editor.go_to_mark(&mark);
            }
        }
        _ => take_name(editor, choices),
    }
}

const COMMANDS: [Command; 32] = [
    Command::Label(0),
    Command::Label(1),
    Command::Label(2),
    Command::Undo,
    Command::Redo,
    Command::Delete,
    Command::Accept,
    Command::Reject,
    Command::AcceptInView,
    Command::Bound(Side::End, Way::Forth, Step::Word),
    Command::Bound(Side::Start, Way::Back, Step::Word),
    Command::Bound(Side::Start, Way::Forth, Step::Character),
    Command::Bound(Side::End, Way::Back, Step::Character),
    Command::AddPiece,
    Command::CutPiece,
    Command::Join,
    Command::SetValue(1),
    Command::SetValue(2),
    Command::Attributes,
    Command::NextAttribute,
    Command::Who,
    Command::TakeCandidate,
    Command::NextCandidate,
    Command::TickCandidate,
    Command::Nobody,
    Command::SamePerson,
    Command::NextMark,
    Command::PreviousMark,
    Command::NextStop,
    Command::NextSuggestion,
    Command::Move(Motion::WordRight),
    Command::Escape,
];

fn a_mark(editor: &Editor, choices: &mut Choices<'_>) -> Option<SpanId> {
    let number = choices.below(editor.document().spans_len());
    let span = editor.document().spans().nth(number)?;
    Some(span.id.clone())
}

fn note(editor: &mut Editor, choices: &mut Choices<'_>) {
    if let Some(mark) = a_mark(editor, choices) {
        let notes = ["", "a \"note\"", "two\r\nlines\u{2028}", "\\ \0 😀"];
        editor.set_note(&mark, notes[choices.below(notes.len())]);
    }
}

fn set_attribute(editor: &mut Editor, choices: &mut Choices<'_>) {
    let Some(mark) = a_mark(editor, choices) else {
        return;
    };
    let schema = editor.document().schema().clone();
    let label = editor.document().span(&mark).map(|span| span.label.clone());
    let label = label.and_then(|label| schema.label(&label).cloned());
    let attributes = label.map(|label| label.attributes).unwrap_or_default();
    let number = choices.below(attributes.len());
    if let Some(attribute) = attributes.get(number) {
        let value = match choices.below(4) {
            0 => None,
            1 => Some(AttributeValue::Flag(true)),
            2 => Some(AttributeValue::Text("x\ty".to_owned())),
            _ => Some(AttributeValue::Many(vec!["a".to_owned(), String::new()])),
        };
        editor.set_attribute(&mark, &attribute.name, value);
    }
}

fn link(editor: &mut Editor, choices: &mut Choices<'_>) {
    let ways = editor.link_ways();
    let number = choices.below(ways.len());
    let other = a_mark(editor, choices);
    if let (Some(way), Some(other)) = (ways.get(number), other) {
        editor.link(way, &other);
    }
}

fn unlink(editor: &mut Editor, choices: &mut Choices<'_>) {
    let links: Vec<LinkId> = editor
        .document()
        .links()
        .map(|link| link.id.clone())
        .collect();
    if let Some(link) = links.get(choices.below(links.len())) {
        editor.unlink(link);
    }
}

fn tag(editor: &mut Editor) {
    match tagger::tag(&Rules, editor.document()) {
        Ok(edit) => drop(editor.take_tags("Tag", edit)),
        Err(error) => panic!("its own tags do not fit: {error}"),
    }
}

fn change_text(editor: &mut Editor, choices: &mut Choices<'_>) {
    let stretch = choices.stretch(&editor.document().text().clone());
    let words = ["", "x", "Anna", "\r\n", "😀", "“Not ready,” she added."][choices.below(6)];
    let edit = replaced(editor.document(), stretch, words);
    let edit = edit.unwrap_or_else(|error| panic!("the text cannot be replaced: {error}"));
    editor.take_edit("Change text", edit);
}

fn replaced(
    document: &Document,
    stretch: dictum::model::ByteRange,
    words: &str,
) -> Result<dictum::model::Edit, EditError> {
    let mut draft = Draft::new(document);
    draft.replace_text(stretch, words)?;
    Ok(draft.finish())
}

fn go_to_revision(editor: &mut Editor, choices: &mut Choices<'_>) {
    let steps = editor.history().revisions().len();
    editor.go_to_revision(RevisionId(choices.below(steps + 1)));
}

fn rename_person(editor: &mut Editor, choices: &mut Choices<'_>) {
    let number = choices.below(8);
    let person = editor
        .document()
        .entities()
        .nth(number)
        .map(|it| it.id.clone());
    if let Some(person) = person {
        editor.rename_person(&person, "Анна 😀");
    }
}

fn take_name(editor: &mut Editor, choices: &mut Choices<'_>) {
    let Some(mark) = a_mark(editor, choices) else {
        return;
    };
    let people = editor.likely_people(&mark);
    if let Some(likely) = people.get(choices.below(people.len())) {
        editor.set_person(&mark, &Person::Known(likely.id.clone()));
    }
}
