//! The article with its cards, and what the mouse does there.

use super::App;
use crate::editor::{self, Command, Press};
use crate::model::{ByteRange, LabelName, Span};
use crate::ui::cards;
use crate::ui::text_view::{Ghost, Shown, ViewEvent};
use crate::ui::theme::Tokens;
use crate::ui::{attribute_card, who_card, wording};
use eframe::egui::{self, CentralPanel, Context, Frame, Ui};

impl App {
    pub(super) fn article_pane(&mut self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        let page = Frame::new().fill(tokens.page);
        let modal = self.dialog.is_some();
        CentralPanel::default().frame(page).show(ui, |ui| {
            if self.session.is_none() {
                self.nothing_open(ui);
                return;
            }
            self.article(ui, modal);
        });
    }

    fn nothing_open(&mut self, ui: &mut Ui) {
        let busy = self.opening.is_some();
        ui.vertical_centered(|ui| {
            ui.add_space(ui.available_height() * 0.35);
            if busy {
                ui.spinner();
                ui.label(wording::OPENING);
                return;
            }
            ui.heading(wording::NOTHING_OPEN);
            ui.label(wording::NOTHING_OPEN_HINT);
            ui.add_space(8.0);
            if ui
                .button(Command::Open.title(&crate::model::Schema::default()))
                .clicked()
            {
                self.asked.push(Command::Open);
            }
        });
    }

    fn article(&mut self, ui: &mut Ui, modal: bool) {
        let ctx = ui.ctx().clone();
        let Some(session) = &mut self.session else {
            return;
        };
        let page = ui.available_rect_before_wrap();
        session.view.text_size = self.settings.text_size;
        let editor = &session.editor;
        let document = editor.document();
        let name_of = |span: &Span| wording::mark_name(document, span);
        let ghosts = ghosts(editor);
        let focused = session.view.has_focus(&ctx) && !modal;
        // Room for the card beside the column, where the page is wide enough for both.
        let margin = if page.width() > 900.0 {
            who_card::WIDTH + 24.0
        } else {
            0.0
        };
        let output = session.view.show(
            ui,
            &Shown {
                text: document.text(),
                spans: document.places(),
                schema: document.schema(),
                selection: editor.selection(),
                caret: editor.caret().place,
                current: editor.current(),
                ghosts: &ghosts,
                badges: true,
                focused,
                margin,
                name_of: &name_of,
            },
        );
        for event in &output.events {
            if let ViewEvent::Hover { hit } = event {
                session.cards.hover(hit);
            }
        }
        let hull = |id| {
            let range = document.span(id).map(|span| span.fragments.hull());
            range.and_then(|range| hull_of(&session.view.rects(range)))
        };
        let card = editor.attribute_card().map(|card| {
            let around = attribute_card::Around {
                mark: hull(&card.span),
                column: session.view.column(),
                page,
            };
            attribute_card::show(ui, editor, card, &self.keymap, around)
        });
        let who = editor.choices().filter(|_| card.is_none());
        let covered = who.map(|choices| {
            who_card::show(
                ui,
                editor,
                choices,
                hull(&choices.quote),
                session.view.column(),
                page,
                &mut self.asked,
            )
        });
        let covered = covered.or(card.as_ref().map(|(rect, _)| *rect));
        let beside = cards::Margin { page, covered };
        let wish = (margin > 0.0)
            .then(|| session.cards.show(ui, editor, &session.view, beside))
            .flatten();
        if let Some(wish) = card.and_then(|(_, wish)| wish) {
            self.grant_of_attributes(&ctx, wish);
        }
        if let Some(wish) = wish {
            self.grant_of_cards(&ctx, wish);
        }
        self.mark_menu(&output.response);
        for event in output.events {
            self.take_event(&ctx, event);
            ctx.request_repaint();
        }
    }

    /// What was clicked or typed in the card of attributes; but for typing, the article has the keys.
    fn grant_of_attributes(&mut self, ctx: &Context, wish: attribute_card::Wish) {
        let Some(session) = &mut self.session else {
            return;
        };
        match wish {
            attribute_card::Wish::Command(command) => self.asked.push(command),
            attribute_card::Wish::Show(attribute) => {
                session.editor.show_attribute(attribute);
                session.view.request_focus(ctx);
            }
            attribute_card::Wish::Words(words, then) => {
                let card = session.editor.attribute_card();
                let named = card.and_then(|card| {
                    let attribute = card.current(&session.editor)?;
                    Some((card.span.clone(), attribute.name.clone()))
                });
                if let Some((span, name)) = named {
                    let outcome = session.editor.set_words(&span, &name, &words);
                    self.take_outcome(ctx, outcome);
                }
                self.asked.extend(then);
            }
        }
        ctx.request_repaint();
    }

    /// A card leads to its quote or its speaker; the article has the keys again.
    fn grant_of_cards(&mut self, ctx: &Context, wish: cards::Wish) {
        let Some(session) = &mut self.session else {
            return;
        };
        let (cards::Wish::Quote(mark) | cards::Wish::Mention(mark)) = wish;
        session.editor.go_to_mark(&mark);
        if let Some(span) = session.editor.current_span() {
            session
                .view
                .reveal(ByteRange::empty_at(span.fragments.start()));
        }
        session.view.request_focus(ctx);
        ctx.request_repaint();
    }

    fn mark_menu(&mut self, response: &egui::Response) {
        let mut menus = self.menus();
        response.context_menu(|ui| menus.of_mark(ui));
    }

    fn take_event(&mut self, ctx: &Context, event: ViewEvent) {
        if self.dialog.is_some() {
            if let ViewEvent::Press { hit, .. } = &event {
                self.answer_link_by_press(ctx, hit);
            }
            return;
        }
        let Some(session) = &mut self.session else {
            return;
        };
        let editor = &mut session.editor;
        let outcome = match event {
            ViewEvent::Press {
                place,
                clicks,
                modifiers,
                hit,
                edge,
            } => editor.press(Press {
                place,
                clicks,
                extend: modifiers.shift,
                hit,
                edge,
            }),
            ViewEvent::Drag { place, modifiers } => {
                editor.drag(place, modifiers.command || modifiers.ctrl);
                return;
            }
            ViewEvent::Release { .. } => editor.release(),
            ViewEvent::SecondaryClick { place, hit, .. } => {
                editor.press_secondary(place, &hit);
                return;
            }
            ViewEvent::Hover { .. } => return,
        };
        // A click that did nothing wrong says nothing new.
        if outcome != editor::Outcome::Done {
            self.take_outcome(ctx, outcome);
        }
    }
}

/// What Enter would mark, by the schema's labels.
fn ghosts(editor: &editor::Editor) -> Vec<Ghost> {
    let schema = editor.document().schema();
    let named = |(range, role): (ByteRange, crate::model::schema::Role)| {
        let label: LabelName = schema.label_of(role)?.name.clone();
        Some(Ghost { range, label })
    };
    editor.ghosts().into_iter().filter_map(named).collect()
}

fn hull_of(rects: &[egui::Rect]) -> Option<egui::Rect> {
    rects.iter().copied().reduce(egui::Rect::union)
}
