//! Asking which person a mark means, by typing.

use super::{App, Dialog};
use crate::editor::{LikelyPerson, Person};
use crate::language::entity_name;
use crate::model::{Document, SpanId};
use crate::ui::picker::{Answer, Picker, Reading, Row, Standing};
use crate::ui::wording::{self, picking};
use eframe::egui::Context;
use std::collections::BTreeSet;

impl App {
    pub(super) fn ask_person(&mut self) {
        let Some(session) = &self.session else { return };
        let editor = &session.editor;
        let document = editor.document();
        let Some(mark) = editor.person_asked() else {
            return;
        };
        let Some(span) = document.span(&mark) else {
            return;
        };
        let likely = editor.likely_people(&mark).into_iter();
        let mut rows: Vec<Row<Person>> = likely
            .filter_map(|person| person_row(document, &person))
            .collect();
        if span.entity.is_some() {
            let nobody = Row::new(wording::NO_PERSON, Person::Unknown);
            rows.push(Row {
                standing: Standing::Last,
                ..nobody
            });
        }
        let words = wording::shortened(&document.words(span), 60);
        let fresh = entity_name(document.text(), span.fragments.hull());
        let known: BTreeSet<String> = document
            .entities()
            .map(|entity| entity.name.to_lowercase())
            .collect();
        let picker = Picker::new("person", picking::same_person(&words), Reading::Words, rows)
            .making(move |typed| {
                let name = if typed.is_empty() { &fresh } else { typed };
                let wanted = !name.is_empty() && !known.contains(&name.to_lowercase());
                wanted.then(|| Row::new(picking::new_person(name), Person::New(name.to_owned())))
            });
        self.dialog = Some(Dialog::Person(mark, picker));
    }

    /// Draws the question; gives whether it stays.
    pub(super) fn person_choice(
        &mut self,
        ctx: &Context,
        mark: &SpanId,
        picker: &mut Picker<Person>,
    ) -> bool {
        match picker.show(ctx, |_, _| {}) {
            None => true,
            Some(Answer::Close) => false,
            Some(Answer::Take(person)) => {
                if let Some(session) = &mut self.session {
                    let outcome = session.editor.set_person(mark, &person);
                    self.take_outcome(ctx, outcome);
                }
                false
            }
        }
    }
}

fn person_row(document: &Document, person: &LikelyPerson) -> Option<Row<Person>> {
    let entity = document.entity(&person.id)?;
    let mentions = wording::counted(person.mentions, "mention");
    let kind = entity.kind.as_deref().map(wording::value);
    let detail: Vec<String> = kind.into_iter().chain([mentions]).collect();
    Some(Row {
        also: entity.aliases.join(" "),
        detail: detail.join(" · "),
        ..Row::new(entity.name.clone(), Person::Known(person.id.clone()))
    })
}
