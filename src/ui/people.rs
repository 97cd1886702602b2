//! The people of the article: who they are, where they are mentioned, and what can be done with them.
//!
//! Only the rows on the screen are drawn; what they tell was counted beside the window.

mod carried;
mod keys;
mod menu;
mod row;
mod rows;

use super::session::Session;
use super::theme::Tokens;
use super::wording::keyed::Keys;
use super::wording::people as words;
use crate::model::{EntityId, SpanId};
use carried::Carried;
use eframe::egui::{self, Id, Key, Rect, RichText, Sense, TextEdit, Ui, pos2, vec2};
pub(super) use row::tick;
use rows::{Row, Rows};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// What was asked for among the people.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Go to a mention; the article has the keys then.
    Go(SpanId),
    /// This person said the quote that is asked about; with `true` beside others.
    Answer(EntityId, bool),
    /// This mention said it.
    AnswerMention(SpanId, bool),
    /// A mention means this person.
    Assign(SpanId, EntityId),
    /// The first person is the second.
    Merge(EntityId, EntityId),
    /// These mentions mean someone else.
    Split(Vec<SpanId>),
    /// Another name.
    Rename(EntityId, String),
    /// What a person is.
    Kind(EntityId, Option<SmolStr>),
    /// Take out a person whom nothing means.
    Remove(EntityId),
}

/// The list of people, and what is kept of it from frame to frame.
#[derive(Default)]
pub struct People {
    open: BTreeSet<EntityId>,
    folded: bool,
    /// The row that the keys act on.
    at: Option<Row>,
    /// Bring that row on the screen.
    reveal: bool,
    ticked: BTreeSet<SpanId>,
    renaming: Option<Renaming>,
    carried: Option<Carried>,
    lit: Option<Row>,
    rows: Rows,
    list: Option<Id>,
    /// The menu of the row that the keys act on is to open.
    menu_asked: bool,
    /// The row whose menu was opened by key.
    menu_by_key: Option<Row>,
}

struct Renaming {
    person: EntityId,
    name: String,
    begun: bool,
}

impl People {
    /// Draws the list under a title that folds it.
    pub fn show(&mut self, ui: &mut Ui, session: &Session, keys: Keys<'_>, wishes: &mut Vec<Wish>) {
        self.lit = None;
        self.list = None;
        let counts = session.counts();
        self.forget_gone(session);
        self.title(ui, counts.people.len());
        if counts.people.is_empty() {
            let tokens = Tokens::of(ui.ctx());
            ui.label(RichText::new(keys.fill(super::wording::NO_SPEAKERS)).color(tokens.text_weak));
        }
        if self.folded || counts.people.is_empty() {
            return;
        }
        self.rows.update(session.summary(), &self.open);
        let width = ui.available_width();
        let size = vec2(width, self.rows.height());
        let (area, _) = ui.allocate_exact_size(size, Sense::hover());
        let id = ui.scope_id().with("people");
        let list = ui.interact(area, id, Sense::focusable_noninteractive());
        list.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Tree, true, words::PEOPLE)
        });
        self.list = Some(id);
        if list.gained_focus() && self.at.is_none() {
            self.at = Rows::first(counts);
        }
        if list.has_focus() {
            self.take_keys(ui, id, session, wishes);
        }
        let focused = list.has_focus();
        let seen = ui.clip_rect().intersect(area);
        let from = seen.top() - area.top();
        for (row, top) in self.rows.between(counts, from, from + seen.height()) {
            let rect = Rect::from_min_size(
                pos2(area.left(), area.top() + top),
                vec2(width, row.height()),
            );
            self.row(ui, session, &row, rect, focused, wishes);
        }
        self.bring_in(ui, session, area);
        self.carry(ui, wishes);
    }

    /// The list as a widget, for F6; `None` while there is nothing in it.
    pub fn list(&self) -> Option<Id> {
        self.list
    }

    /// Whether a mention lies under the pointer in the list, itself or its person.
    pub fn is_lit(&self, span: &crate::model::Span) -> bool {
        match &self.lit {
            Some(Row::Person(person)) => span.entity.as_ref() == Some(person),
            Some(Row::Mention(_, mention)) => span.id == *mention,
            None => false,
        }
    }

    /// Whether anything is to be lit in the article.
    pub fn lights(&self) -> bool {
        self.lit.is_some()
    }

    /// Leaves the name that is being written as it was; tells whether one was.
    pub fn leave_name(&mut self, ctx: &egui::Context) -> bool {
        let left = self.renaming.take().is_some();
        if let Some(list) = self.list.filter(|_| left) {
            ctx.memory_mut(|memory| memory.request_focus(list));
        }
        left
    }

    /// Begins to write another name for a person.
    pub fn rename(&mut self, person: &EntityId, name: &str) {
        self.renaming = Some(Renaming {
            person: person.clone(),
            name: name.to_owned(),
            begun: false,
        });
        self.at = Some(Row::Person(person.clone()));
        (self.folded, self.reveal) = (false, true);
    }

    fn title(&mut self, ui: &mut Ui, count: usize) {
        let tokens = Tokens::of(ui.ctx());
        ui.add_space(10.0);
        let row = vec2(ui.available_width(), 20.0);
        let (rect, response) = ui.allocate_exact_size(row, Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::selected(
                egui::accesskit::Role::DisclosureTriangle,
                true,
                !self.folded,
                words::PEOPLE,
            )
        });
        let ink = if response.hovered() || response.has_focus() {
            tokens.text
        } else {
            tokens.text_faint
        };
        row::chevron(
            ui.painter(),
            pos2(rect.left() + 5.0, rect.center().y),
            !self.folded,
            ink,
        );
        let told = match count {
            0 => words::PEOPLE.to_owned(),
            count => format!("{} · {count}", words::PEOPLE),
        };
        let font = super::fonts::inter_at(super::theme::SIZES.small);
        let left = pos2(rect.left() + 14.0, rect.center().y);
        ui.painter()
            .text(left, egui::Align2::LEFT_CENTER, told, font, ink);
        if response.clicked() {
            self.folded = !self.folded;
        }
    }

    /// Lets go of what an edit has taken away.
    fn forget_gone(&mut self, session: &Session) {
        let document = session.editor.document();
        self.open.retain(|id| document.entity(id).is_some());
        self.ticked.retain(|id| document.span(id).is_some());
        let gone = match &self.at {
            Some(Row::Person(id)) => document.entity(id).is_none(),
            Some(Row::Mention(id, span)) => document
                .span(span)
                .is_none_or(|span| span.entity.as_ref() != Some(id)),
            None => false,
        };
        if gone {
            self.at = None;
        }
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        row: &Row,
        rect: Rect,
        focused: bool,
        wishes: &mut Vec<Wish>,
    ) {
        let document = session.editor.document();
        let id = ui.scope_id().with(("people row", row));
        // Tab goes past the list as one; arrows go about in it.
        let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
        let pointed = response.contains_pointer();
        let state = row::State {
            chosen: focused && self.at.as_ref() == Some(row),
            pointed: pointed && self.carried.is_none(),
            target: pointed && self.may_take(row),
            open: self.open.contains(row.person()),
            ticked: matches!(row, Row::Mention(_, span) if self.ticked.contains(span)),
            current: session.editor.current_span().is_some_and(|span| match row {
                Row::Person(person) => span.entity.as_ref() == Some(person),
                Row::Mention(_, mention) => span.id == *mention,
            }),
        };
        if pointed {
            self.lit = Some(row.clone());
        }
        match row {
            Row::Person(person) => {
                let (Some(entity), Some(someone)) =
                    (document.entity(person), session.counts().someone(person))
                else {
                    return;
                };
                let told = words::about(
                    entity.kind.as_deref(),
                    someone.mentions.len(),
                    someone.quotes,
                );
                row::tell_person(&response, entity, &told);
                if self.name_field(ui, person, rect, wishes) {
                    row::paint_person(ui, rect, None, &told, state);
                } else {
                    row::paint_person(ui, rect, Some(&entity.name), &told, state);
                }
            }
            Row::Mention(_, mention) => {
                let Some(span) = document.span(mention) else {
                    return;
                };
                row::tell_mention(&response, &document.words(span), state.ticked);
                row::paint_mention(ui, rect, document, span, state);
            }
        }
        self.take_pointer(ui, session, row, &response, wishes);
        menu::show(self, session, row, &response, wishes);
    }

    fn take_pointer(
        &mut self,
        ui: &Ui,
        session: &Session,
        row: &Row,
        response: &egui::Response,
        wishes: &mut Vec<Wish>,
    ) {
        if response.drag_started_by(egui::PointerButton::Primary) {
            self.carried = Carried::row(session.editor.document(), row);
        }
        if response.secondary_clicked() || response.clicked() {
            self.at = Some(row.clone());
        }
        if response.double_clicked()
            && let Row::Person(person) = row
            && let Some(entity) = session.editor.document().entity(person)
        {
            self.rename(person, &entity.name);
            return;
        }
        if !response.clicked() {
            return;
        }
        if let Some(list) = self.list {
            ui.memory_mut(|memory| memory.request_focus(list));
        }
        let held = ui.input(|input| input.modifiers.command);
        self.act(session, row, held, wishes);
    }

    /// A click or Enter on a row: an answer while it is asked who said it; else a person opens and a
    /// mention is gone to. With Ctrl a mention is ticked.
    fn act(&mut self, session: &Session, row: &Row, held: bool, wishes: &mut Vec<Wish>) {
        let asked = session.editor.choices().is_some();
        match row {
            Row::Person(person) if asked => wishes.push(Wish::Answer(person.clone(), held)),
            Row::Mention(_, mention) if asked => {
                wishes.push(Wish::AnswerMention(mention.clone(), held));
            }
            Row::Person(person) => self.turn(person),
            Row::Mention(_, mention) if held => self.tick(mention),
            Row::Mention(_, mention) => wishes.push(Wish::Go(mention.clone())),
        }
    }

    fn turn(&mut self, person: &EntityId) {
        if !self.open.remove(person) {
            self.open.insert(person.clone());
        }
    }

    fn tick(&mut self, mention: &SpanId) {
        if !self.ticked.remove(mention) {
            self.ticked.insert(mention.clone());
        }
    }

    /// What "someone else" is said of: the mention, or all that are ticked if it is one of them.
    fn split_off(&self, mention: &SpanId) -> Vec<SpanId> {
        if self.ticked.contains(mention) {
            self.ticked.iter().cloned().collect()
        } else {
            vec![mention.clone()]
        }
    }

    /// The field in which the name is written, if it is this person's. Enter takes it, Esc leaves it.
    fn name_field(
        &mut self,
        ui: &mut Ui,
        person: &EntityId,
        row: Rect,
        wishes: &mut Vec<Wish>,
    ) -> bool {
        let Some(renaming) = self.renaming.as_mut().filter(|each| each.person == *person) else {
            return false;
        };
        let rect = row::name_rect(row);
        let field = ui.put(
            rect,
            TextEdit::singleline(&mut renaming.name).margin(egui::Margin::symmetric(4, 1)),
        );
        field.widget_info(|| {
            let role = egui::accesskit::Role::TextInput;
            egui::WidgetInfo::labeled(role, true, super::wording::PERSONS_NAME)
        });
        if !renaming.begun {
            renaming.begun = true;
            field.request_focus();
            let all = egui::text::CCursorRange::select_all(&egui::Galley::clone(&ui.fonts_mut(
                |fonts| {
                    let font = egui::TextStyle::Body.resolve(ui.style());
                    fonts.layout_no_wrap(renaming.name.clone(), font, egui::Color32::WHITE)
                },
            )));
            let mut state =
                egui::text_edit::TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), field.id);
        } else if field.lost_focus() {
            let left = ui.input(|input| input.key_pressed(Key::Escape));
            if !left {
                wishes.push(Wish::Rename(person.clone(), renaming.name.clone()));
            }
            self.renaming = None;
            // Back in the list, where it began.
            if let Some(list) = self.list
                && ui.input(|input| input.key_pressed(Key::Escape) || input.key_pressed(Key::Enter))
            {
                ui.memory_mut(|memory| memory.request_focus(list));
            }
        }
        true
    }

    fn bring_in(&mut self, ui: &Ui, session: &Session, area: Rect) {
        if !std::mem::take(&mut self.reveal) {
            return;
        }
        let Some((row, top)) = self
            .at
            .as_ref()
            .and_then(|row| Some((row, self.rows.top_of(session.counts(), row)?)))
        else {
            return;
        };
        let min = pos2(area.left(), area.top() + top);
        let rect = Rect::from_min_size(min, vec2(area.width(), row.height()));
        ui.scroll_to_rect(rect.expand(4.0), None);
    }
}
