//! The card that asks who said the quote: likely speakers, each with its reason.

use super::bidi::displayed;
use super::theme::{RowState, SIZES, Tokens, row_ground};
use super::wording::keyed::Keys;
use super::{fonts, wording};
use crate::editor::people;
use crate::editor::{Choice, Choices, Command, Editor};
use crate::model::Document;
use eframe::egui::accesskit::{Live, Role};
use eframe::egui::{
    self, Align2, Area, Color32, Frame, Id, Margin, Pos2, Rect, RichText, Sense, Stroke, Ui, pos2,
    vec2,
};

/// Width of the card, in points.
pub const WIDTH: f32 = 264.0;
/// Height of a candidate that says no more than its name, with the gap after it, in points.
const ROW: f32 = 34.0;
/// Width of a row's digit, in points.
const DIGIT: f32 = 8.0;

/// What is around a card on the screen that asks something of a mark.
#[derive(Clone, Copy)]
pub struct Around {
    /// The mark that is asked about, while it is on the screen.
    pub mark: Option<Rect>,
    /// The column of words.
    pub column: Rect,
    /// The page that the card stays on.
    pub page: Rect,
}

/// Draws the card beside the quote, within `page`. Tells where, and the number of a candidate that was
/// clicked with Ctrl, to be ticked; a plain click on a candidate becomes a command.
pub fn show(
    ui: &Ui,
    editor: &Editor,
    choices: &Choices,
    around: Around,
    keys: Keys<'_>,
    ask: &mut Vec<Command>,
) -> (Rect, Option<usize>) {
    let mut tick = None;
    let tokens = Tokens::of(ui.ctx());
    let area = Area::new(id())
        .fixed_pos(place(around, choices.all.len()))
        .pivot(Align2::LEFT_TOP)
        .constrain_to(around.page)
        .show(ui.ctx(), |ui| {
            frame(ui).show(ui, |ui| {
                ui.set_width(WIDTH - 20.0);
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.label(RichText::new(wording::WHO_SAID_IT).font(fonts::semibold_at(SIZES.body)));
                if choices.all.is_empty() {
                    ui.label(
                        RichText::new(keys.fill(wording::NO_CANDIDATES)).color(tokens.text_weak),
                    );
                }
                for (index, choice) in choices.all.iter().enumerate() {
                    if candidate(ui, editor, choices, index, choice, None) {
                        let number = index + 1;
                        if ui.input(|input| input.modifiers.command) {
                            tick = Some(number);
                        } else if let Ok(number) = u8::try_from(number) {
                            ask.push(Command::PickCandidate(number));
                        }
                    }
                }
                ui.add_space(6.0);
                ui.label(
                    RichText::new(keys.fill(wording::WHO_HINT))
                        .small()
                        .color(tokens.text_faint),
                );
            });
        })
        .response;
    tell(
        ui,
        area.id,
        &wording::listening::candidates(editor.document(), choices),
    );
    (area.rect, tick)
}

/// The frame of a card that asks something of a mark.
pub fn frame(ui: &Ui) -> Frame {
    let tokens = Tokens::of(ui.ctx());
    Frame::new()
        .fill(tokens.raised)
        .stroke(Stroke::new(1.0, tokens.line_strong))
        .corner_radius(SIZES.radius_large)
        .inner_margin(Margin::same(10))
        .shadow(ui.visuals().popup_shadow)
}

/// The card is a region that is read out when it opens and whenever another candidate is chosen.
fn tell(ui: &Ui, card: Id, words: &str) {
    ui.ctx().accesskit_node_builder(card, |node| {
        node.set_role(Role::Group);
        node.set_label(words);
        node.set_live(Live::Polite);
    });
}

/// Whom the words are taken to mean, where they do not say it, and why they are likely, unless that is
/// `said` already.
fn why(
    document: &Document,
    choice: &Choice,
    words: &str,
    name: &str,
    said: Option<&str>,
) -> String {
    let is_said = said.is_some_and(|said| said == choice.reason);
    let reason = if is_said {
        String::new()
    } else {
        choice.reason.replace('*', "")
    };
    let rivals: Vec<&str> = choice
        .rivals
        .iter()
        .filter_map(|rival| rival.name(document))
        .collect();
    if people::says_name(words, name) && rivals.is_empty() {
        return reason;
    }
    let words = displayed(&wording::shortened(words, 60)).into_owned();
    let meant = wording::people::meant(&words, &wording::shortened(name, 60), &rivals);
    format!("{meant}\n{reason}").trim_end().to_owned()
}

/// Right of the column where there is room, level with the quote. On a narrow page it lies over the
/// column's right end, under the quote or, where that is too low, above it: not over its words.
pub fn place(around: Around, candidates: usize) -> Pos2 {
    let Around {
        mark: quote,
        column,
        page,
    } = around;
    let x = (column.right() + 20.0).min(page.right() - WIDTH - 20.0);
    let Some(quote) = quote else {
        return pos2(x, page.top() + 24.0);
    };
    if x >= column.right() {
        return pos2(x, quote.top() - 6.0);
    }
    let height = ROW * candidates as f32 + 130.0;
    let (under, above) = (quote.bottom() + 10.0, quote.top() - 10.0 - height);
    let fits_above = above >= page.top() && under + height > page.bottom();
    pos2(x, if fits_above { above } else { under })
}

/// A row of the list; tells whether it was clicked. `said` is a reason that stands above the list already.
pub(super) fn candidate(
    ui: &mut Ui,
    editor: &Editor,
    choices: &Choices,
    index: usize,
    choice: &Choice,
    said: Option<&str>,
) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let chosen = index == choices.chosen;
    let ticked = choices.ticked.contains(&index);
    let document = editor.document();
    let words = document.text().slice(choice.mention);
    let name = choice.person.name(document).unwrap_or(words);
    let detail = why(document, choice, words, name, None);
    let shown_detail = why(document, choice, words, name, said);
    let ground = ui.painter().add(egui::Shape::Noop);
    let shown = Frame::new()
        .inner_margin(Margin::symmetric(8, 3))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(6.0, 1.0);
            let name_at = ui
                .horizontal(|ui| {
                    let ink = if ticked {
                        tokens.success
                    } else {
                        tokens.text_weak
                    };
                    digit(ui, index + 1, ink);
                    let unsure = if choice.rivals.is_empty() { "" } else { "?" };
                    let shown = format!("{}{unsure}", displayed(&wording::shortened(name, 60)));
                    let shown = RichText::new(shown);
                    ui.add(egui::Label::new(shown.font(fonts::semibold_at(SIZES.body))).truncate());
                })
                .response
                .rect
                .center()
                .y;
            // The chosen one says why; the others say it under the pointer, so that the card stays small.
            if chosen && !shown_detail.is_empty() {
                let why = RichText::new(&shown_detail).small().color(tokens.text_weak);
                ui.add(egui::Label::new(why).wrap());
            }
            name_at
        });
    let name_at = shown.inner;
    let response = ui.interact(
        shown.response.rect,
        ui.scope_id().with(("candidate", index)),
        Sense::click(),
    );
    let label = format!("Candidate {}: {name}", index + 1);
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, &label));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(chosen);
    });
    let response = if chosen {
        response
    } else {
        response.on_hover_text(detail)
    };
    if ticked {
        let at = pos2(shown.response.rect.right() - 14.0, name_at);
        crate::ui::people::tick(ui.painter(), at, tokens.success);
    }
    let state = RowState {
        selected: chosen,
        pointed: response.hovered(),
        focused: false,
    };
    ui.painter()
        .set(ground, row_ground(shown.response.rect, tokens, state));
    response.clicked()
}

/// A row's digit, in a column of its own, so that what follows stands in line.
pub(super) fn digit(ui: &mut Ui, digit: usize, ink: Color32) {
    let font = fonts::inter_at(SIZES.small);
    let galley = ui.painter().layout_no_wrap(digit.to_string(), font, ink);
    let size = vec2(DIGIT, ui.spacing().interact_size.y);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, digit.to_string())
    });
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
}

/// The card's place in the window's memory.
pub fn id() -> Id {
    Id::unique("who card")
}
