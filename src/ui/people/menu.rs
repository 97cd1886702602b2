//! The menu of a person and of a mention.

use super::rows::Row;
use super::{People, Wish};
use crate::editor::people::{GROUP, ORGANIZATION, PERSON};
use crate::model::EntityId;
use crate::ui::session::Session;
use crate::ui::theme::{menu_info, menu_rows};
use crate::ui::wording::people as words;
use eframe::egui::{Button, Popup, Response, ScrollArea, SetOpenCommand, Ui};
use smol_str::SmolStr;

/// No menu lists more people than this; others are reached by dragging.
const LISTED: usize = 60;

/// Shows the row's menu while it is open.
pub(super) fn show(
    people: &mut People,
    session: &Session,
    row: &Row,
    response: &Response,
    wishes: &mut Vec<Wish>,
) {
    let mut popup = Popup::context_menu(response)
        .style(menu_rows)
        .info(menu_info());
    // Asked for by key it stands below its row, not where the pointer happens to be.
    let by_key = people.menu_by_key.as_ref() == Some(row);
    if by_key {
        let open = std::mem::take(&mut people.menu_asked).then_some(SetOpenCommand::Bool(true));
        popup = popup
            .open_memory(open)
            .at_position(response.rect.left_bottom());
    }
    let shown = popup.show(|ui| match row {
        Row::Person(person) => of_person(people, ui, session, person, wishes),
        Row::Mention(person, mention) => {
            if entry(ui, words::GO_THERE, "Enter") {
                wishes.push(Wish::Go(mention.clone()));
            }
            let off = people.split_off(mention);
            if entry(ui, &words::someone_else(off.len()), "Del") {
                wishes.push(Wish::Split(off));
            }
            ui.menu_button(words::IS, |ui| {
                if let Some(chosen) = listed(ui, session, person) {
                    wishes.push(Wish::Assign(mention.clone(), chosen));
                }
            });
        }
    });
    if by_key && shown.is_none() {
        people.menu_by_key = None;
    }
}

fn of_person(
    people: &mut People,
    ui: &mut Ui,
    session: &Session,
    person: &EntityId,
    wishes: &mut Vec<Wish>,
) {
    let Some(entity) = session.editor.document().entity(person) else {
        return;
    };
    if entry(ui, words::RENAME, "F2") {
        people.rename(person, &entity.name);
    }
    ui.menu_button(words::KIND, |ui| {
        for kind in [Some(PERSON), Some(ORGANIZATION), Some(GROUP), None] {
            let chosen = entity.kind.as_deref() == kind;
            if ui.selectable_label(chosen, words::kind(kind)).clicked() {
                wishes.push(Wish::Kind(person.clone(), kind.map(SmolStr::new)));
                ui.close();
            }
        }
    });
    ui.menu_button(words::MERGE_INTO, |ui| {
        if let Some(into) = listed(ui, session, person) {
            wishes.push(Wish::Merge(person.clone(), into));
        }
    });
    let unused = session
        .editor
        .document()
        .mentions_of(person)
        .next()
        .is_none();
    let remove = Button::new(words::REMOVE).shortcut_text("Del");
    if ui.add_enabled(unused, remove).clicked() {
        wishes.push(Wish::Remove(person.clone()));
        ui.close();
    }
}

fn entry(ui: &mut Ui, title: &str, key: &str) -> bool {
    let clicked = ui.add(Button::new(title).shortcut_text(key)).clicked();
    if clicked {
        ui.close();
    }
    clicked
}

/// The other people, to choose one of.
fn listed(ui: &mut Ui, session: &Session, but: &EntityId) -> Option<EntityId> {
    let document = session.editor.document();
    let mut chosen = None;
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        let others = session
            .counts()
            .people
            .iter()
            .filter(|each| each.id != *but);
        for someone in others.take(LISTED) {
            let Some(entity) = document.entity(&someone.id) else {
                continue;
            };
            let name = crate::ui::wording::shortened(&entity.name, 48);
            if ui.button(name).clicked() {
                chosen = Some(someone.id.clone());
                ui.close();
            }
        }
    });
    chosen
}
