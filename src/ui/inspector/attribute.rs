//! An attribute's values, to be chosen, ticked or typed.

use super::{Wish, section};
use crate::model::schema::{Attribute, Values};
use crate::model::{AttributeValue, Span};
use crate::ui::theme::tick_box;
use crate::ui::wording;
use eframe::egui::{Button, ComboBox, Id, TextEdit, Ui};

/// Draws one attribute of a mark.
pub(super) fn show(ui: &mut Ui, span: &Span, attribute: &Attribute, wishes: &mut Vec<Wish>) {
    let title = section(ui, &attribute.title);
    if !attribute.guideline.is_empty() {
        title.clone().on_hover_text(&attribute.guideline);
    }
    if span.by_rule.contains(&attribute.name) {
        title.clone().on_hover_text(wording::BY_RULE);
    }
    let value = span.attributes.get(&attribute.name);
    let mut set = |value: Option<AttributeValue>| {
        wishes.push(Wish::Attribute(
            span.id.clone(),
            attribute.name.clone(),
            value,
        ));
    };
    match &attribute.values {
        Values::OneOf(values) => {
            let chosen = value.and_then(AttributeValue::as_str);
            one_of(
                ui,
                title.id,
                attribute.name.as_str(),
                values,
                chosen,
                &mut set,
            );
        }
        Values::ManyOf(values) => {
            let held = match value {
                Some(AttributeValue::Many(held)) => held.clone(),
                _ => Vec::new(),
            };
            ui.horizontal_wrapped(|ui| {
                for each in values {
                    if ui
                        .add(Button::selectable(
                            held.contains(each),
                            wording::value(each),
                        ))
                        .clicked()
                    {
                        set(toggled(&held, each));
                    }
                }
            });
        }
        Values::Flag => {
            let mut on = matches!(value, Some(AttributeValue::Flag(true)));
            if tick_box(ui, &mut on, &attribute.title).changed() {
                set(on.then_some(AttributeValue::Flag(true)));
            }
        }
        Values::Text => text_value(ui, title.id, span, value, &mut set),
    }
}

fn toggled(held: &[String], value: &String) -> Option<AttributeValue> {
    let mut held = held.to_vec();
    match held.iter().position(|each| each == value) {
        Some(index) => drop(held.remove(index)),
        None => held.push(value.clone()),
    }
    (!held.is_empty()).then_some(AttributeValue::Many(held))
}

/// A few values stand side by side; many are a list to open.
fn one_of(
    ui: &mut Ui,
    title: Id,
    name: &str,
    values: &[String],
    chosen: Option<&str>,
    set: &mut impl FnMut(Option<AttributeValue>),
) {
    if values.len() <= 4 {
        ui.horizontal_wrapped(|ui| {
            for each in values {
                let on = chosen == Some(each);
                if ui
                    .add(Button::selectable(on, wording::value(each)))
                    .clicked()
                {
                    set((!on).then(|| AttributeValue::Text(each.clone())));
                }
            }
        });
        return;
    }
    let shown = chosen.map_or(wording::UNSET.to_owned(), wording::value);
    let combo = ComboBox::from_id_salt(name)
        .selected_text(shown)
        .width(ui.available_width());
    let response = combo.show_ui(ui, |ui| {
        if ui
            .selectable_label(chosen.is_none(), wording::UNSET)
            .clicked()
        {
            set(None);
        }
        for each in values {
            if ui
                .selectable_label(chosen == Some(each), wording::value(each))
                .clicked()
            {
                set(Some(AttributeValue::Text(each.clone())));
            }
        }
    });
    response.response.labelled_by(title);
}

fn text_value(
    ui: &mut Ui,
    title: Id,
    span: &Span,
    value: Option<&AttributeValue>,
    set: &mut impl FnMut(Option<AttributeValue>),
) {
    let id = title.with(("typed", &span.id));
    let held = value
        .and_then(AttributeValue::as_str)
        .unwrap_or_default()
        .to_owned();
    let mut typed = ui
        .data(|data| data.get_temp::<String>(id))
        .unwrap_or_else(|| held.clone());
    let field = ui
        .add(TextEdit::singleline(&mut typed).desired_width(f32::INFINITY))
        .labelled_by(title);
    if field.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, typed));
    } else if field.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(id));
        if typed != held {
            set(Some(typed)
                .filter(|typed| !typed.is_empty())
                .map(AttributeValue::Text));
        }
    }
}
