//! Whom the current mention means, and where else that person is mentioned.

use super::{Wish, section};
use crate::editor::people::says_name;
use crate::model::{Document, Span, SpanId};
use crate::ui::session::Session;
use crate::ui::theme::Tokens;
use crate::ui::wording;
use eframe::egui::{Button, Label, RichText, Ui};

/// So many other mentions are listed, the nearest ones; all of them stand in the list of people.
const LISTED: usize = 6;

/// "him = Lloyd Austin", where the words are not the name.
pub(super) fn meaning(ui: &mut Ui, document: &Document, span: &Span) {
    let Some(entity) = span.entity.as_ref().and_then(|id| document.entity(id)) else {
        return;
    };
    let words = wording::shortened(&document.words(span), 60);
    if says_name(&words, &entity.name) {
        return;
    }
    let tokens = Tokens::of(ui.ctx());
    let meant = wording::people::meant(&words, &wording::shortened(&entity.name, 60), &[]);
    ui.add(Label::new(RichText::new(meant).color(tokens.text_weak)).wrap());
}

/// The nearest other mentions of the same person, to go to.
pub(super) fn show(ui: &mut Ui, session: &Session, span: &Span, wishes: &mut Vec<Wish>) {
    let others = others(session, span);
    if others.is_empty() {
        return;
    }
    section(ui, wording::people::OTHER_MENTIONS);
    let document = session.editor.document();
    ui.horizontal_wrapped(|ui| {
        for id in others {
            let Some(other) = document.span(id) else {
                continue;
            };
            let way = if other.fragments.start() < span.fragments.start() {
                "↑"
            } else {
                "↓"
            };
            let words = wording::shortened(&document.words(other), 28);
            let go = ui.add(Button::new(RichText::new(format!("{way} {words}")).small()));
            if go.on_hover_text(wording::go_to(&words)).clicked() {
                wishes.push(Wish::Go(id.clone()));
            }
        }
    });
}

/// In the text's order, the mention itself left out.
fn others<'s>(session: &'s Session, span: &Span) -> Vec<&'s SpanId> {
    let someone = span
        .entity
        .as_ref()
        .and_then(|id| session.counts().someone(id));
    let Some(mentions) = someone.map(|someone| &someone.mentions) else {
        return Vec::new();
    };
    let document = session.editor.document();
    let start = span.fragments.start();
    let before = |id: &SpanId| {
        document
            .span(id)
            .is_some_and(|other| other.fragments.start() < start)
    };
    let here = mentions.partition_point(before);
    let from = here.saturating_sub(LISTED / 2);
    let near = mentions.iter().skip(from).take(LISTED + 1);
    near.filter(|id| **id != span.id).take(LISTED).collect()
}
