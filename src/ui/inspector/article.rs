//! The panel when no mark is current: how the article stands, what to do, its people.

use super::{Wish, section};
use crate::model::{Document, Status};
use crate::ui::bidi::displayed;
use crate::ui::fonts::Face;
use crate::ui::session::Session;
use crate::ui::text_view::label;
use crate::ui::theme::{SIZES, Tokens};
use crate::ui::wording;
use eframe::egui::WidgetInfo;
use eframe::egui::accesskit::Role;
use eframe::egui::{Button, Id, RichText, Ui};

/// How many people are listed; a frame draws no more, however many there are.
const MOST_PEOPLE: usize = 100;

/// The article's own page: what to do next, and its people.
pub(super) fn show(ui: &mut Ui, session: &Session, wishes: &mut Vec<Wish>, first: &mut Option<Id>) {
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
    if session.counts().marks == 0 {
        ui.add_space(10.0);
        for step in wording::FIRST_STEPS {
            ui.label(RichText::new(step).color(tokens.text_weak));
            ui.add_space(6.0);
        }
    }
    section(ui, wording::SPEAKERS);
    if session.counts().people.is_empty() {
        ui.label(RichText::new(wording::NO_SPEAKERS).color(tokens.text_weak));
    }
    for (id, name, mentions) in session.counts().people.iter().take(MOST_PEOPLE) {
        let count = RichText::new(mentions.to_string())
            .small()
            .color(tokens.text_faint);
        let button = Button::new(displayed(name))
            .right_text(count)
            .frame_when_inactive(false)
            .truncate();
        let response = ui.add_sized([ui.available_width(), 24.0], button);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if response.clicked()
            && let Some(mention) = document
                .mentions_of(id)
                .min_by_key(|mention| mention.fragments.start())
        {
            wishes.push(Wish::Go(mention.id.clone()));
        }
    }
    let more = session.counts().people.len().saturating_sub(MOST_PEOPLE);
    if more > 0 {
        ui.label(
            RichText::new(format!("and {more} more"))
                .small()
                .color(tokens.text_weak),
        );
    }
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
