//! The line at the bottom: what happened last, how far the work is, whether it is safe, where the caret is.

use super::session::{SaveState, Session};
use super::theme::Tokens;
use super::wording;
use eframe::egui::accesskit::Live;
use eframe::egui::{Align, Label, Layout, RichText, TextStyle, Ui, vec2};

/// Draws the bar. `told` is what the last command had to say, `warning` something to look at, which
/// goes away by itself. With `offers`, a bare article is offered to be tagged; gives whether that was taken.
pub fn show(
    ui: &mut Ui,
    session: Option<&Session>,
    told: &str,
    warning: Option<&str>,
    offers: bool,
) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let mut taken = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        let Some(session) = session else {
            say(ui, told);
            return;
        };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            // From the steadiest to what changes with every key, so that nothing is pushed about.
            save_state(ui, session, tokens);
            let left = session.editor.left();
            if left.waiting > 0 {
                let left = RichText::new(wording::suggestions::left(left)).small();
                ui.label(left.color(tokens.text));
            }
            for told in [session.summary().told(), place(session)] {
                ui.label(RichText::new(told).small().color(tokens.text_weak));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let missing = wording::scripts::letters_missing(session.view.scripts_missing());
                if !missing.is_empty() {
                    let words = RichText::new(missing).small().color(tokens.warning);
                    ui.add(Label::new(words).truncate());
                }
                if let Some(warning) = warning {
                    warn(ui, warning, tokens);
                }
                if offers && is_bare(session) {
                    taken = ui.small_button(wording::tagging::TAG).clicked();
                }
                say(ui, told);
            });
        });
    });
    taken
}

/// Whether nothing is marked, and the tagger may say what could be.
fn is_bare(session: &Session) -> bool {
    let document = session.editor.document();
    document.spans_len() == 0 && !document.text().is_empty() && !session.is_blind()
}

/// Whether the work is safe, in a place as wide as the longest words for it.
fn save_state(ui: &mut Ui, session: &Session, tokens: &Tokens) {
    let (state, color) = match session.save_state() {
        SaveState::Saving => (wording::SAVING, tokens.text_weak),
        SaveState::Saved => (wording::SAVED, tokens.success),
        SaveState::Unsafe => (wording::keeping::NOT_SAFE, tokens.error),
        SaveState::Unsaved => (wording::NOT_SAVED, tokens.warning),
        SaveState::Kept => (wording::keeping::KEPT, tokens.warning),
        SaveState::Undecided => (wording::UNDECIDED, tokens.warning),
        SaveState::Gone => (wording::outside::IS_GONE, tokens.warning),
        SaveState::Foreign => (wording::outside::IS_FOREIGN, tokens.warning),
        SaveState::Untouched => (wording::NO_CHANGES, tokens.text_faint),
    };
    let font = TextStyle::Small.resolve(ui.style());
    let widest = [wording::keeping::KEPT, wording::UNDECIDED, state]
        .map(|words| {
            let galley = ui
                .painter()
                .layout_no_wrap(words.to_owned(), font.clone(), color);
            galley.size().x
        })
        .into_iter()
        .fold(0.0, f32::max);
    let size = vec2(widest.ceil(), ui.spacing().interact_size.y);
    let layout = Layout::right_to_left(Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_width(size.x);
        ui.label(RichText::new(state).small().color(color));
    });
}

/// Something to look at, said quietly.
fn warn(ui: &mut Ui, warning: &str, tokens: &Tokens) {
    let words = RichText::new(warning).small().color(tokens.warning);
    let said = ui.add(Label::new(words).truncate());
    ui.ctx().accesskit_node_builder(said.id, |node| {
        node.set_live(Live::Polite);
    });
}

/// What the last command had to say; a screen reader says it as it changes.
fn say(ui: &mut Ui, told: &str) {
    let said = ui.add(Label::new(RichText::new(told).small()).truncate());
    ui.ctx().accesskit_node_builder(said.id, |node| {
        node.set_live(Live::Polite);
    });
}

/// The selection or caret in code points, the unit of the files.
fn place(session: &Session) -> String {
    let (text, selection) = (session.editor.document().text(), session.editor.selection());
    let (start, end) = (
        text.char_offset(selection.start),
        text.char_offset(selection.end),
    );
    if selection.is_empty() {
        format!("{start} of {}", text.chars_len())
    } else {
        format!(
            "{start}–{end} ({})",
            wording::counted(end.0 - start.0, "character")
        )
    }
}
