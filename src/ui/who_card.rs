//! The card that asks who said the quote: likely speakers, each with its reason.

use super::theme::{SIZES, Tokens};
use super::{fonts, wording};
use crate::editor::{Choice, Choices, Command, Editor};
use eframe::egui::{
    self, Align2, Area, Color32, Frame, Id, Margin, Pos2, Rect, RichText, Sense, Stroke, Ui, pos2,
    vec2,
};

/// Width of the card, in points.
pub const WIDTH: f32 = 264.0;

/// Draws the card beside the quote, within `page`, and tells where. A click on a candidate becomes a
/// command.
pub fn show(
    ui: &Ui,
    editor: &Editor,
    choices: &Choices,
    quote: Option<Rect>,
    column: Rect,
    page: Rect,
    ask: &mut Vec<Command>,
) -> Rect {
    let tokens = Tokens::of(ui.ctx());
    let frame = Frame::new()
        .fill(tokens.raised)
        .stroke(Stroke::new(1.0, tokens.line_strong))
        .corner_radius(SIZES.radius_large)
        .inner_margin(Margin::same(10))
        .shadow(ui.visuals().popup_shadow);
    Area::new(Id::unique("who card"))
        .fixed_pos(place(quote, column, page))
        .pivot(Align2::LEFT_TOP)
        .constrain_to(page)
        .show(ui.ctx(), |ui| {
            frame.show(ui, |ui| {
                ui.set_width(WIDTH - 20.0);
                ui.label(RichText::new(wording::WHO_SAID_IT).font(fonts::semibold_at(SIZES.body)));
                if choices.all.is_empty() {
                    ui.label(RichText::new(wording::NO_CANDIDATES).color(tokens.text_weak));
                }
                for (index, choice) in choices.all.iter().enumerate() {
                    candidate(ui, editor, choices, index, choice, ask);
                }
                ui.add_space(4.0);
                ui.label(
                    RichText::new(wording::WHO_HINT)
                        .small()
                        .color(tokens.text_faint),
                );
            });
        })
        .response
        .rect
}

/// Right of the column where there is room, else over its right end; level with the quote.
fn place(quote: Option<Rect>, column: Rect, page: Rect) -> Pos2 {
    let y = quote.map_or(page.top() + 24.0, |rect| rect.top() - 6.0);
    let x = (column.right() + 20.0).min(page.right() - WIDTH - 20.0);
    // On a narrow page the card lies under the quote, not over its words.
    let below = quote
        .filter(|_| x < column.right())
        .map(|rect| rect.bottom() + 10.0);
    pos2(x, below.unwrap_or(y))
}

fn candidate(
    ui: &mut Ui,
    editor: &Editor,
    choices: &Choices,
    index: usize,
    choice: &Choice,
    ask: &mut Vec<Command>,
) {
    let tokens = Tokens::of(ui.ctx());
    let chosen = index == choices.chosen;
    let ticked = choices.ticked.contains(&index);
    let document = editor.document();
    let words = document.text().slice(choice.mention);
    let name = choice.person.name(document).unwrap_or(words);
    let fill = if chosen {
        tokens.control
    } else {
        Color32::TRANSPARENT
    };
    let shown = Frame::new()
        .fill(fill)
        .corner_radius(SIZES.radius)
        .inner_margin(Margin::symmetric(8, 5))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(6.0, 1.0);
            ui.horizontal(|ui| {
                let number = if ticked {
                    "✓".to_owned()
                } else {
                    (index + 1).to_string()
                };
                ui.label(RichText::new(number).small().color(if ticked {
                    tokens.success
                } else {
                    tokens.text_faint
                }));
                ui.add(
                    egui::Label::new(
                        RichText::new(wording::shortened(name, 60))
                            .font(fonts::semibold_at(SIZES.body)),
                    )
                    .truncate(),
                );
            });
            let words = wording::shortened(words, 60);
            let detail = if words == name {
                choice.reason.clone()
            } else {
                format!("“{words}”: {}", choice.reason)
            };
            ui.add(
                egui::Label::new(
                    RichText::new(detail.replace('*', ""))
                        .small()
                        .color(tokens.text_weak),
                )
                .wrap(),
            );
        });
    let response = ui.interact(
        shown.response.rect,
        ui.scope_id().with(("candidate", index)),
        Sense::click(),
    );
    let label = format!("Candidate {}: {name}", index + 1);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &label));
    if response.hovered() && !chosen {
        ui.painter().rect_stroke(
            shown.response.rect,
            SIZES.radius,
            Stroke::new(1.0, tokens.line_strong),
            egui::StrokeKind::Inside,
        );
    }
    if response.clicked()
        && let Ok(number) = u8::try_from(index + 1)
    {
        ask.push(Command::PickCandidate(number));
    }
}
