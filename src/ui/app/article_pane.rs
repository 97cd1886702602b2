//! The article with its cards, and what the mouse does there.

use super::App;
use crate::editor::{self, Press};
use crate::model::{ByteRange, LabelName, Span};
use crate::search::Matches;
use crate::ui::cards;
use crate::ui::people::People;
use crate::ui::text_view::{Ghost, Shown, TextView, ViewEvent};
use crate::ui::theme::Tokens;
use crate::ui::wording::keyed::Keys;
use crate::ui::{attribute_card, suggestion_card, who_card, wording};
use eframe::egui::{self, CentralPanel, Context, Frame, Ui};

/// Space between the column and the cards and beside them, in points.
const BESIDE_CARDS: f32 = 24.0;

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

    fn article(&mut self, ui: &mut Ui, modal: bool) {
        let ctx = ui.ctx().clone();
        let Some(session) = &mut self.session else {
            return;
        };
        let wide = cards::has_room(ui.available_width());
        let asks = session.editor.choices().is_some() || session.editor.attribute_card().is_some();
        if let Some(span) = session.editor.current_waiting().filter(|_| !wide && !asks) {
            let keys = Keys {
                keymap: &self.keymap,
                schema: session.editor.document().schema(),
            };
            suggestion_card::strip(ui, &session.editor, span, keys, &mut self.asked);
        }
        let page = ui.available_rect_before_wrap();
        session.view.text_size = self.settings.text_size;
        let editor = &session.editor;
        let document = editor.document();
        let found = self.finding.matches().filter(|_| self.find_bar.is_open());
        let found = found.map_or(&[][..], Matches::as_slice);
        let name_of = |span: &Span| wording::mark_name(document, span);
        let about = |span: &Span| wording::listening::about_mark(document, span);
        let ghosts = ghosts(editor);
        let people = &self.inspector.people;
        let focused = session.view.has_focus(&ctx) && !modal;
        let cards_width = cards::width_on(page.width());
        let margin = cards_width.map_or(0.0, |width| width + BESIDE_CARDS);
        let (left, decided) = session.suggested.of(editor);
        let hidden = |span: &Span| editor.is_hidden(span);
        let output = session.view.show(
            ui,
            &Shown {
                text: document.text(),
                spans: document.places(),
                schema: document.schema(),
                selection: editor.selection(),
                caret: editor.caret().place,
                current: editor.current(),
                found,
                left,
                decided,
                hidden: &hidden,
                ghosts: &ghosts,
                badges: true,
                focused,
                margin,
                name_of: &name_of,
                about: &about,
            },
        );
        light(ui, editor, people, &session.view, page);
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
            let around = who_card::Around {
                mark: hull(&card.span),
                column: session.view.column(),
                page,
            };
            attribute_card::show(ui, editor, card, &self.keymap, around)
        });
        let who = editor.choices().filter(|_| card.is_none());
        let keys = Keys {
            keymap: &self.keymap,
            schema: document.schema(),
        };
        let covered = who.map(|choices| {
            who_card::show(
                ui,
                editor,
                choices,
                who_card::Around {
                    mark: hull(&choices.quote),
                    column: session.view.column(),
                    page,
                },
                keys,
                &mut self.asked,
            )
        });
        let (covered, ticked) = covered.unzip();
        let covered = covered.or(card.as_ref().map(|(rect, _)| *rect));
        let waiting = editor.current_waiting();
        let waiting = waiting.filter(|_| covered.is_none() && wide);
        let suggestion = waiting.map(|span| {
            let around = who_card::Around {
                mark: hull(&span.id),
                column: session.view.column(),
                page,
            };
            suggestion_card::show(ui, editor, span, around, keys, &mut self.asked)
        });
        let covered = covered.or(suggestion);
        session.cards.hide();
        let wish = cards_width.and_then(|width| {
            let beside = cards::Margin {
                page,
                width,
                covered,
            };
            session.cards.show(ui, editor, &session.view, beside)
        });
        if let Some(wish) = card.and_then(|(_, wish)| wish) {
            self.grant_of_attributes(&ctx, wish);
        }
        if let Some(wish) = wish {
            self.grant_of_cards(&ctx, wish);
        }
        if let (Some(number), Some(session)) = (ticked.flatten(), &mut self.session) {
            session.view.request_focus(&ctx);
            let outcome = session.editor.tick_candidate(number);
            self.take_outcome(&ctx, outcome);
        }
        self.mark_menu(&ctx);
        self.hold_what_is_carried(&ctx, page);
        self.show_first_step(&ctx, page);
        for event in output.events {
            if !self.is_carried_out(&ctx, page, &event) {
                self.take_event(&ctx, event);
            }
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
        let mark = match wish {
            cards::Wish::Menu(quote) => {
                self.open_menu_of(ctx, &quote);
                return;
            }
            cards::Wish::Quote(mark) | cards::Wish::Mention(mark) => mark,
        };
        session.editor.go_to_mark(&mark);
        if let Some(span) = session.editor.current_span() {
            session
                .view
                .reveal(ByteRange::empty_at(span.fragments.start()));
        }
        session.view.request_focus(ctx);
        ctx.request_repaint();
    }

    fn take_event(&mut self, ctx: &Context, event: ViewEvent) {
        if self.dialog.is_some() {
            match &event {
                ViewEvent::Press { hit, .. } => {
                    self.answer_link_by_press(ctx, hit);
                }
                ViewEvent::Take { mark } => {
                    self.answer_link_by_press(ctx, std::slice::from_ref(mark));
                }
                _ => {}
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
                add: modifiers.command || modifiers.ctrl,
            }),
            ViewEvent::Drag { place, modifiers } => {
                editor.drag(place, modifiers.command || modifiers.ctrl);
                return;
            }
            ViewEvent::Release { .. } => editor.release(),
            ViewEvent::SecondaryClick { place, hit, pos } => {
                editor.press_secondary(place, &hit);
                self.open_menu_at(ctx, pos);
                return;
            }
            ViewEvent::Take { mark } => editor.take_mark(&mark),
            ViewEvent::Select { anchor, caret } => {
                editor.select_from_to(anchor, caret);
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

/// Lights the mentions on the screen that lie under the pointer in the list of people.
fn light(ui: &Ui, editor: &editor::Editor, people: &People, view: &TextView, page: egui::Rect) {
    if !people.lights() {
        return;
    }
    let tokens = Tokens::of(ui.ctx());
    let painter = ui.painter_at(page);
    let stroke = egui::Stroke::new(1.5, tokens.accent);
    for placed in editor.document().places().overlapping(view.visible()) {
        if !placed.span.is_live() || !people.is_lit(&placed.span) {
            continue;
        }
        for rect in view.rects(placed.range) {
            let rect = rect.expand2(egui::vec2(2.0, 1.0));
            painter.rect(rect, 4, tokens.selection, stroke, egui::StrokeKind::Outside);
        }
    }
}

fn hull_of(rects: &[egui::Rect]) -> Option<egui::Rect> {
    rects.iter().copied().reduce(egui::Rect::union)
}
