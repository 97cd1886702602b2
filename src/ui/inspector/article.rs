//! The panel when no mark is current: how the article stands, what to do.

use super::{Wish, section};
use crate::model::{Document, Status};
use crate::ui::fonts::Face;
use crate::ui::session::Session;
use crate::ui::text_view::label;
use crate::ui::theme::{SIZES, Tokens};
use crate::ui::wording;
use crate::ui::wording::keyed::Keys;
use eframe::egui::{Button, Id, RichText, Ui};

/// The article's own page: and what to do next.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    keys: Keys<'_>,
    wishes: &mut Vec<Wish>,
    first: &mut Option<Id>,
) {
    let tokens = Tokens::of(ui.ctx());
    let document = session.editor.document();
    let title = document
        .header()
        .title
        .clone()
        .unwrap_or_else(|| session.name());
    let title = wording::shortened(&title, 120);
    label(ui, &title, Face::Semibold, SIZES.body, tokens.text);
    ui.label(
        RichText::new(session.summary().told())
            .small()
            .color(tokens.text_weak),
    );
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        for status in [Status::InWork, Status::Done, Status::Doubtful] {
            let chosen = document.header().status == status;
            let response = ui.add(Button::selectable(chosen, wording::status(status)));
            first.get_or_insert(response.id);
            if response.clicked() && !chosen {
                wishes.push(Wish::Status(status));
            }
        }
    });
    if document.header().status == Status::Done {
        labels_done(ui, document, wishes);
    }
    schemas(ui, session, wishes);
    if session.counts().marks == 0 {
        ui.add_space(10.0);
        for step in wording::FIRST_STEPS {
            ui.label(RichText::new(keys.fill(step)).color(tokens.text_weak));
            ui.add_space(6.0);
        }
    }
}

/// Which labels there are to mark with.
fn schemas(ui: &mut Ui, session: &Session, wishes: &mut Vec<Wish>) {
    section(ui, wording::schemas::LABELS);
    ui.horizontal_wrapped(|ui| {
        for schema in session.schemas() {
            let own = session.own_schema.as_ref() == Some(&schema);
            let title = wording::schemas::title(&schema.name, own);
            let chosen = session.editor.document().schema() == &schema;
            let labels: Vec<&str> = schema.labels.iter().map(|label| &*label.title).collect();
            let response = ui
                .add(Button::selectable(chosen, title))
                .on_hover_text(wording::schemas::about(&schema.description, &labels));
            if response.clicked() && !chosen {
                wishes.push(Wish::Schema(schema));
            }
        }
    });
}

/// What was looked for throughout, so that its absence means something to whoever trains on it.
fn labels_done(ui: &mut Ui, document: &Document, wishes: &mut Vec<Wish>) {
    section(ui, wording::LABELS_DONE);
    ui.horizontal_wrapped(|ui| {
        let done = &document.header().labels_done;
        for label in &document.schema().labels {
            let chosen = done.contains(&label.name);
            if ui
                .add(Button::selectable(chosen, wording::all_of(&label.title)))
                .clicked()
            {
                let mut labels = done.clone();
                if chosen {
                    labels.retain(|name| *name != label.name);
                } else {
                    labels.push(label.name.clone());
                }
                wishes.push(Wish::LabelsDone(labels));
            }
        }
    });
}
