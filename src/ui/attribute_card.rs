//! The card of the current mark's attributes, beside the mark: digits choose while the article has
//! the keys.

use super::fonts;
use super::theme::{RowState, SIZES, Tokens, row_ground};
use super::who_card::{self, Around};
use super::wording::{keyed, picking as wording, value};
use crate::editor::attributes::{PAGE, choices_of};
use crate::editor::{AttributeCard, Command, Editor, Keymap};
use crate::model::schema::{Attribute, Values};
use crate::model::{AttributeValue, Span};
use eframe::egui;
use egui::accesskit::Role;
use egui::{
    Align2, Area, Frame, Id, Key, Label, Margin, Rect, RichText, Sense, Shape, TextEdit, Ui,
    WidgetInfo, vec2,
};

/// What was clicked or typed in the card.
pub enum Wish {
    /// A command.
    Command(Command),
    /// Show this attribute, from 0.
    Show(usize),
    /// These words for the text attribute shown, and what comes then.
    Words(String, Option<Command>),
}

/// Draws the card; tells where it is and what was asked for in it.
pub fn show(
    ui: &Ui,
    editor: &Editor,
    card: &AttributeCard,
    keymap: &Keymap,
    around: Around,
) -> (Rect, Option<Wish>) {
    let at = who_card::place(around, 6);
    let shown = Area::new(Id::unique("attribute card"))
        .fixed_pos(at)
        .pivot(Align2::LEFT_TOP)
        .constrain_to(around.page)
        .show(ui.ctx(), |ui| {
            who_card::frame(ui)
                .show(ui, |ui| {
                    ui.set_width(who_card::WIDTH - 20.0);
                    contents(ui, editor, card, keymap)
                })
                .inner
        });
    (shown.response.rect, shown.inner)
}

fn contents(ui: &mut Ui, editor: &Editor, card: &AttributeCard, keymap: &Keymap) -> Option<Wish> {
    let span = editor.document().span(&card.span)?;
    let schema = editor.document().schema();
    let label = schema.label(&span.label)?;
    let mut wish = None;
    ui.spacing_mut().item_spacing.y = 2.0;
    // The fifteen classes of an event fit a window of 600 points.
    ui.spacing_mut().interact_size.y = 20.0;
    for (number, attribute) in label.attributes.iter().enumerate() {
        let open = number == card.attribute;
        let asked = if open {
            opened(ui, span, attribute, card)
        } else {
            closed(ui, span, attribute).then_some(Wish::Show(number))
        };
        wish = wish.or(asked);
    }
    let tokens = Tokens::of(ui.ctx());
    ui.add_space(6.0);
    let hint = if choices_of(label.attributes.get(card.attribute)?).len() > PAGE {
        wording::ATTRIBUTES_HINT_MORE
    } else {
        wording::ATTRIBUTES_HINT
    };
    let hint = keyed::fill(hint, keymap, schema);
    ui.label(RichText::new(hint).small().color(tokens.text_faint));
    wish
}

/// An attribute that the digits do not set: its title and what it is set to, in a line.
fn closed(ui: &mut Ui, span: &Span, attribute: &Attribute) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let held = told(span, attribute);
    let ground = ui.painter().add(Shape::Noop);
    let shown = Frame::new()
        .inner_margin(Margin::symmetric(8, 3))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                let title = RichText::new(&attribute.title).color(tokens.text_weak);
                ui.add(Label::new(title).selectable(false));
                let held = RichText::new(&held).small().color(tokens.text_faint);
                ui.add(Label::new(held).selectable(false).truncate());
            });
        });
    let id = ui.scope_id().with(("attribute", attribute.name.as_str()));
    let response = ui.interact(shown.response.rect, id, Sense::CLICK);
    let name = wording::attribute(&attribute.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let state = RowState {
        pointed: response.hovered(),
        ..RowState::default()
    };
    ui.painter()
        .set(ground, row_ground(response.rect, tokens, state));
    response.clicked()
}

/// What an attribute is set to.
fn told(span: &Span, attribute: &Attribute) -> String {
    match span.attributes.get(&attribute.name) {
        Some(AttributeValue::Text(text)) if attribute.values == Values::Text => text.clone(),
        Some(AttributeValue::Text(text)) => value(text),
        Some(AttributeValue::Many(many)) => {
            let many: Vec<String> = many.iter().map(|each| value(each)).collect();
            many.join(", ")
        }
        Some(AttributeValue::Flag(true)) => wording::YES.to_owned(),
        Some(AttributeValue::Flag(false)) | None => super::wording::UNSET.to_owned(),
    }
}

/// The attribute that the digits set: its title, then its values or its field.
fn opened(ui: &mut Ui, span: &Span, attribute: &Attribute, card: &AttributeCard) -> Option<Wish> {
    ui.add_space(2.0);
    let title = RichText::new(&attribute.title).font(fonts::semibold_at(SIZES.body));
    let title = ui.horizontal(|ui| {
        ui.add_space(8.0);
        let title = ui.label(title);
        let by_rule = span.by_rule.contains(&attribute.name);
        if by_rule {
            let tokens = Tokens::of(ui.ctx());
            let rule = RichText::new(super::wording::BY_RULE).small();
            ui.label(rule.color(tokens.text_faint));
        }
        title
    });
    match &attribute.values {
        Values::Text => return words(ui, span, attribute, title.inner.id),
        Values::Flag => {
            let on = span.attributes.get(&attribute.name) == Some(&AttributeValue::Flag(true));
            return row(ui, 1, wording::YES, on, "").then_some(SET_FIRST);
        }
        Values::OneOf(_) | Values::ManyOf(_) => {}
    }
    let values = choices_of(attribute);
    let page = values.iter().skip(card.page * PAGE).take(PAGE);
    let mut wish = None;
    for (number, each) in page.enumerate() {
        let on = match span.attributes.get(&attribute.name) {
            Some(AttributeValue::Many(many)) => many.contains(each),
            held => held.and_then(AttributeValue::as_str) == Some(each.as_str()),
        };
        let meaning = wording::guideline_of(&attribute.guideline, each);
        if row(ui, number + 1, &value(each), on, meaning)
            && let Ok(digit) = u8::try_from(number + 1)
        {
            wish = Some(Wish::Command(Command::SetValue(digit)));
        }
    }
    if values.len() > PAGE && row(ui, 0, wording::MORE_VALUES, false, "") {
        wish = Some(Wish::Command(Command::MoreValues));
    }
    wish
}

const SET_FIRST: Wish = Wish::Command(Command::SetValue(1));

/// One value with its digit; what it means stands under the one that is set.
fn row(ui: &mut Ui, digit: usize, title: &str, on: bool, meaning: &str) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let ground = ui.painter().add(Shape::Noop);
    let shown = Frame::new()
        .inner_margin(Margin::symmetric(8, 3))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(8.0, 1.0);
            ui.horizontal(|ui| {
                who_card::digit(ui, digit, tokens.text_weak);
                ui.add(
                    Label::new(RichText::new(title))
                        .selectable(false)
                        .truncate(),
                );
                if on {
                    let tick = RichText::new("✓").small().color(tokens.success);
                    ui.add(Label::new(tick).selectable(false));
                }
            });
            if on && !meaning.is_empty() {
                let meaning = RichText::new(meaning).small().color(tokens.text_weak);
                ui.add(Label::new(meaning).selectable(false).wrap());
            }
        });
    let id = ui.scope_id().with(("value", digit));
    let response = ui.interact(shown.response.rect, id, Sense::CLICK);
    response.widget_info(|| {
        WidgetInfo::selected(
            Role::RadioButton,
            true,
            on,
            wording::value_row(digit, title),
        )
    });
    let response = if meaning.is_empty() || on {
        response
    } else {
        response.on_hover_text(meaning)
    };
    let state = RowState {
        selected: on,
        pointed: response.hovered(),
        focused: false,
    };
    ui.painter()
        .set(ground, row_ground(shown.response.rect, tokens, state));
    response.clicked()
}

/// The field of a text attribute: it has the keys until Enter, Tab or Esc.
fn words(ui: &mut Ui, span: &Span, attribute: &Attribute, title: Id) -> Option<Wish> {
    let held = span
        .attributes
        .get(&attribute.name)
        .and_then(AttributeValue::as_str)
        .unwrap_or_default();
    let id = Id::unique("attribute words").with((span.id.as_str(), attribute.name.as_str()));
    let kept: Option<String> = ui.data(|data| data.get_temp(id));
    let fresh = kept.is_none();
    let mut typed = kept.unwrap_or_else(|| held.to_owned());
    // Before the field sees them: Tab and Enter end it.
    let ended = ui.input(|input| {
        let pressed = |key| input.key_pressed(key);
        if pressed(Key::Tab) && input.modifiers.shift {
            Some(Some(Command::PreviousAttribute))
        } else if pressed(Key::Tab) {
            Some(Some(Command::NextAttribute))
        } else if pressed(Key::Enter) {
            Some(Some(Command::CloseAttributes))
        } else {
            pressed(Key::Escape).then_some(None)
        }
    });
    let edit = TextEdit::singleline(&mut typed)
        .id(id.with("field"))
        .desired_width(f32::INFINITY);
    let field = ui.add(edit).labelled_by(title);
    if fresh {
        field.request_focus();
    }
    if !field.lost_focus() || fresh {
        ui.data_mut(|data| data.insert_temp(id, typed));
        return None;
    }
    ui.data_mut(|data| data.remove::<String>(id));
    match ended {
        Some(Some(then)) => Some(Wish::Words(typed, Some(then))),
        // Esc leaves what was there; the card closes, as it does anywhere.
        Some(None) => Some(Wish::Command(Command::CloseAttributes)),
        None => Some(Wish::Words(typed, None)),
    }
}
