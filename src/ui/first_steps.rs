//! The first steps: five hints, one at a time, each beside what it is about.

pub mod callout;

use crate::editor::Editor;
use crate::language::quotations;
use crate::model::schema::Role;
use crate::model::{ByteOffset, ByteRange, Document, Fragments, Span, SpanId};

/// So many paragraphs are searched for a quotation that is not marked.
const MOST_PARAGRAPHS: usize = 400;

/// And so many marks for a quote.
const MOST_MARKS: usize = 1000;

/// How things stood when a step was first shown, to notice that the person has done what it says.
#[derive(Debug, Default)]
pub struct FirstSteps {
    noted: Option<Noted>,
}

#[derive(Debug)]
struct Noted {
    step: usize,
    current: Option<(SpanId, Fragments)>,
    marks: usize,
    list_was_open: bool,
    subject: Option<ByteRange>,
}

/// What the person does besides the article.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside {
    /// Something lies over the window: where to save, all commands, the keys.
    pub dialog: bool,
    /// The work is being saved.
    pub saving: bool,
}

impl FirstSteps {
    /// Begins anew with the next step shown.
    pub fn forget(&mut self) {
        self.noted = None;
    }

    /// Notes how things stand as a step is first shown; whether that is now.
    pub fn begin(&mut self, step: usize, editor: &Editor, from: ByteOffset) -> bool {
        if self.noted.as_ref().is_some_and(|noted| noted.step == step) {
            return false;
        }
        let document = editor.document();
        self.noted = Some(Noted {
            step,
            current: current(editor),
            marks: document.spans_len(),
            list_was_open: false,
            subject: match step {
                0 => next_marked(document, from),
                1 => next_unmarked(document, from),
                _ => None,
            },
        });
        true
    }

    /// The quote that the first and the second step are about.
    pub fn subject(&self) -> Option<ByteRange> {
        self.noted.as_ref()?.subject
    }

    /// Whether the person has done what the step says.
    pub fn is_done(&mut self, editor: &Editor, beside: Beside) -> bool {
        let Some(noted) = &mut self.noted else {
            return false;
        };
        let now = current(editor);
        let asks = editor.choices().is_some();
        match noted.step {
            0 => {
                let is_new = now != noted.current;
                let schema = editor.document().schema();
                let quote = editor.current_span();
                is_new && quote.is_some_and(|span| schema.role_of(&span.label) == Role::Quote)
            }
            1 => editor.document().spans_len() > noted.marks && asks,
            2 => {
                noted.list_was_open |= asks;
                noted.list_was_open && !asks
            }
            3 => {
                let moved = match (&noted.current, &now) {
                    (Some((before, old)), Some((after, new))) => before == after && old != new,
                    _ => false,
                };
                // The mark to be mended may become current only now.
                if !moved {
                    noted.current = now;
                }
                moved
            }
            _ => beside.dialog || beside.saving,
        }
    }
}

fn current(editor: &Editor) -> Option<(SpanId, Fragments)> {
    let span = editor.current_span()?;
    Some((span.id.clone(), span.fragments.clone()))
}

/// The next quotation without a mark, from a place on and then from the start.
fn next_unmarked(document: &Document, from: ByteOffset) -> Option<ByteRange> {
    let text = document.text();
    let paragraphs = text.paragraphs();
    let first = text.paragraph_at(from);
    let around = paragraphs
        .iter()
        .skip(first)
        .chain(paragraphs.iter().take(first));
    let is_free = |range: ByteRange| {
        let mut spans = document.places().overlapping(range);
        spans.all(|placed| document.schema().role_of(&placed.span.label) != Role::Quote)
    };
    let found = around
        .take(MOST_PARAGRAPHS)
        .flat_map(|&paragraph| quotations(text, paragraph))
        .filter(|quotation| quotation.depth == 0)
        // A title in quotation marks is no quote.
        .filter(|quotation| quotation.range.len() > 40);
    found
        .map(|quotation| quotation.range)
        .find(|range| is_free(*range))
}

/// The next quote that is marked, looked for among as many marks as there may be on some pages.
fn next_marked(document: &Document, from: ByteOffset) -> Option<ByteRange> {
    let text = document.text();
    let ahead = ByteRange::between(from, text.end());
    let is_quote = |span: &Span| document.schema().role_of(&span.label) == Role::Quote;
    let mut marks = document.places().overlapping(ahead).take(MOST_MARKS);
    let found = marks.find(|placed| is_quote(&placed.span));
    found.map(|placed| placed.range)
}
