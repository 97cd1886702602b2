//! The panel at the right: the current mark, or how the article stands.

mod article;
mod attribute;
mod mentions;
mod provenance;

use super::bidi::displayed;
use super::fonts::Face;
use super::people::{self, People};
use super::session::Session;
use super::text_view;
use super::theme::color::label_color;
use super::theme::{SIZES, Tokens};
use super::wording::keyed::Keys;
use super::{fonts, wording};
use crate::editor::{Command, Editor, Person};
use crate::model::schema::{LinkRole, Role};
use crate::model::{
    AttributeValue, Document, EntityId, LabelName, Link, LinkId, Schema, Span, SpanId, State,
    Status,
};
use eframe::egui::{self, Button, ComboBox, Id, Margin, RichText, TextEdit, Ui};
use std::sync::Arc;

/// What was asked for in the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// A command.
    Command(Command),
    /// Set or unset an attribute.
    Attribute(SpanId, crate::model::AttributeName, Option<AttributeValue>),
    /// Write a note.
    Note(SpanId, String),
    /// Say whom a mark means.
    Person(SpanId, Person),
    /// Rename a person.
    Rename(EntityId, String),
    /// Take a link away.
    Unlink(LinkId),
    /// Other labels.
    Schema(Arc<Schema>),
    /// Something about the people.
    People(people::Wish),
    /// Go to a mark.
    Go(SpanId),
    /// How far the article is.
    Status(Status),
    /// Which labels were looked for throughout.
    LabelsDone(Vec<LabelName>),
}

/// What the panel keeps while text is typed in it.
#[derive(Default)]
pub struct Inspector {
    /// The mark whose note and person's name are being typed, and the words so far.
    typing: Option<Typing>,
    /// The people of the article.
    pub people: People,
}

struct Typing {
    span: SpanId,
    note: String,
    name: String,
}

impl Inspector {
    /// Draws the panel. Gives the wishes and the first widget's id, for F6.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        keys: Keys<'_>,
    ) -> (Vec<Wish>, Option<Id>) {
        let mut wishes = Vec::new();
        let mut first = None;
        let area = egui::ScrollArea::vertical().auto_shrink([false, false]);
        area.show(ui, |ui| {
            ui.add_space(6.0);
            match session.editor.current_span() {
                Some(span) => {
                    let span = Arc::clone(span);
                    self.mark(ui, session, &span, &mut wishes, &mut first);
                }
                None => {
                    self.typing = None;
                    article::show(ui, session, keys, &mut wishes, &mut first);
                }
            }
            let mut asked = Vec::new();
            self.people.show(ui, session, keys, &mut asked);
            wishes.extend(asked.into_iter().map(Wish::People));
            ui.add_space(8.0);
        });
        (wishes, first)
    }

    fn mark(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        span: &Span,
        wishes: &mut Vec<Wish>,
        first: &mut Option<Id>,
    ) {
        let editor = &session.editor;
        self.follow(editor, span);
        words(ui, editor, span);
        decision(ui, span, wishes, first);
        labels(ui, editor, span, wishes, first);
        match editor.document().schema().role_of(&span.label) {
            Role::Quote => speakers(ui, editor, span, wishes),
            Role::Speaker | Role::Addressee => {
                self.person(ui, editor, span, wishes);
                mentions::show(ui, session, span, wishes);
            }
            _ => {}
        }
        if let Some(label) = editor.document().schema().label(&span.label) {
            for attribute in &label.attributes {
                attribute::show(ui, span, attribute, wishes);
            }
        }
        self.note(ui, span, wishes);
        let tokens = Tokens::of(ui.ctx());
        provenance::show(ui, editor.document(), span);
        ui.label(
            RichText::new(offsets(editor, span))
                .small()
                .color(tokens.text_weak),
        );
    }

    /// Keeps what is typed while the mark stays; takes the document's words when another becomes current.
    fn follow(&mut self, editor: &Editor, span: &Span) {
        if self
            .typing
            .as_ref()
            .is_some_and(|typing| typing.span == span.id)
        {
            return;
        }
        let entity = span
            .entity
            .as_ref()
            .and_then(|id| editor.document().entity(id));
        self.typing = Some(Typing {
            span: span.id.clone(),
            note: span.note.clone().unwrap_or_default(),
            name: entity.map(|entity| entity.name.clone()).unwrap_or_default(),
        });
    }

    fn note(&mut self, ui: &mut Ui, span: &Span, wishes: &mut Vec<Wish>) {
        let Some(typing) = &mut self.typing else {
            return;
        };
        let title = section(ui, wording::NOTE);
        let edit = TextEdit::multiline(&mut typing.note)
            .desired_rows(2)
            .desired_width(f32::INFINITY)
            .margin(Margin::symmetric(8, 5))
            .hint_text(wording::NOTE_HINT);
        let field = ui.add(edit).labelled_by(title.id);
        // One step of the history for what was typed in one go.
        if field.lost_focus() && typing.note != span.note.as_deref().unwrap_or_default() {
            wishes.push(Wish::Note(span.id.clone(), typing.note.clone()));
        } else if !field.has_focus() {
            typing.note = span.note.clone().unwrap_or_default();
        }
    }

    fn person(&mut self, ui: &mut Ui, editor: &Editor, span: &Span, wishes: &mut Vec<Wish>) {
        let title = section(ui, wording::PERSON);
        let document = editor.document();
        let entity = span.entity.as_ref().and_then(|id| document.entity(id));
        let shown = entity.map_or(wording::NO_PERSON, |entity| entity.name.as_str());
        mentions::meaning(ui, document, span);
        let combo = ComboBox::from_id_salt("person")
            .selected_text(displayed(shown).as_ref())
            .width(ui.available_width())
            .truncate();
        let response = combo.show_ui(ui, |ui| {
            let mut choose = |ui: &mut Ui, name: &str, chosen: bool, person: Person| {
                if ui.selectable_label(chosen, displayed(name)).clicked() {
                    wishes.push(Wish::Person(span.id.clone(), person));
                }
            };
            choose(ui, wording::NO_PERSON, entity.is_none(), Person::Unknown);
            for each in document
                .entities()
                .filter(|entity| entity.kind.as_deref() != Some("event"))
            {
                choose(
                    ui,
                    &each.name,
                    Some(&each.id) == span.entity.as_ref(),
                    Person::Known(each.id.clone()),
                );
            }
            let new = wording::shortened(&document.words(span), 60);
            choose(ui, wording::NEW_PERSON, false, Person::New(new));
        });
        response.response.labelled_by(title.id);
        let (Some(entity), Some(typing)) = (entity, &mut self.typing) else {
            return;
        };
        let field = ui.add(TextEdit::singleline(&mut typing.name).desired_width(f32::INFINITY));
        field.widget_info(|| {
            egui::WidgetInfo::labeled(
                egui::accesskit::Role::TextInput,
                true,
                wording::PERSONS_NAME,
            )
        });
        if field.lost_focus() && typing.name != entity.name {
            wishes.push(Wish::Rename(entity.id.clone(), typing.name.clone()));
        } else if !field.has_focus() {
            typing.name.clone_from(&entity.name);
        }
    }
}

fn section(ui: &mut Ui, title: &str) -> egui::Response {
    let tokens = Tokens::of(ui.ctx());
    ui.add_space(10.0);
    ui.label(RichText::new(title).small().color(tokens.text_faint))
}

fn words(ui: &mut Ui, editor: &Editor, span: &Span) {
    let tokens = Tokens::of(ui.ctx());
    let document = editor.document();
    let label = document.schema().label(&span.label);
    ui.horizontal(|ui| {
        let (dot, _) = ui.allocate_exact_size(egui::vec2(12.0, 12.0), egui::Sense::hover());
        let color = label.map_or(tokens.text_faint, |label| {
            label_color(&label.color, tokens.dark)
        });
        ui.painter().rect_filled(dot, SIZES.radius / 2, color);
        let title = label.map_or(span.label.as_str(), |label| label.title.as_str());
        ui.label(RichText::new(title).font(fonts::semibold_at(SIZES.heading)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(
                RichText::new(wording::state(span.state))
                    .small()
                    .color(tokens.text_weak),
            );
        });
    });
    let words = wording::shortened(&document.words(span), 220);
    text_view::label(ui, &words, Face::Serif, 15.0, tokens.text_weak);
}

fn decision(ui: &mut Ui, span: &Span, wishes: &mut Vec<Wish>, first: &mut Option<Id>) {
    ui.horizontal(|ui| {
        let mut button = |ui: &mut Ui, title: &str, command: Command| {
            let response = ui.button(title);
            first.get_or_insert(response.id);
            if response.clicked() {
                wishes.push(Wish::Command(command));
            }
        };
        if span.state == State::Suggested {
            button(ui, wording::ACCEPT, Command::Accept);
            button(ui, wording::REJECT, Command::Reject);
        } else {
            button(ui, wording::REMOVE, Command::Delete);
        }
    });
}

fn labels(
    ui: &mut Ui,
    editor: &Editor,
    span: &Span,
    wishes: &mut Vec<Wish>,
    first: &mut Option<Id>,
) {
    section(ui, wording::LABEL);
    ui.horizontal_wrapped(|ui| {
        let schema = editor.document().schema();
        for label in &schema.labels {
            let chosen = label.name == span.label;
            let response = ui.add(Button::selectable(chosen, &label.title));
            first.get_or_insert(response.id);
            if let Some(command) =
                Command::label(schema, &label.name).filter(|_| response.clicked() && !chosen)
            {
                wishes.push(Wish::Command(command));
            }
        }
    });
}

/// A speaker's name, to go there, and a cross at the right end, to take the link away.
fn speaker_row(
    ui: &mut Ui,
    document: &Document,
    link: &Link,
    speaker: &Span,
    wishes: &mut Vec<Wish>,
) {
    let name = wording::person_name(document, speaker);
    let words = wording::shortened(&document.words(speaker), 40);
    let row = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
    // From the right, so that a long name is cut and the panel keeps its width.
    ui.allocate_ui_with_layout(
        row,
        egui::Layout::right_to_left(egui::Align::Center),
        |ui| {
            let remove = ui.add(Button::new("×").frame_when_inactive(false));
            remove.widget_info(|| {
                egui::WidgetInfo::labeled(
                    egui::accesskit::Role::Button,
                    true,
                    wording::not_said_by(&name),
                )
            });
            if remove.on_hover_text(wording::NOT_BY_THIS_ONE).clicked() {
                wishes.push(Wish::Unlink(link.id.clone()));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let go = ui.add(
                    Button::new(RichText::new(displayed(&name)).strong())
                        .frame_when_inactive(false)
                        .truncate(),
                );
                go.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name)
                });
                if go
                    .on_hover_text(wording::go_to(&displayed(&words)))
                    .clicked()
                {
                    wishes.push(Wish::Go(speaker.id.clone()));
                }
            });
        },
    );
}

fn speakers(ui: &mut Ui, editor: &Editor, quote: &Span, wishes: &mut Vec<Wish>) {
    let tokens = Tokens::of(ui.ctx());
    section(ui, wording::SAID_BY);
    let document = editor.document();
    let said_by = document.schema().link_of(LinkRole::SaidBy);
    let links = document.links_from(&quote.id).filter(|link| {
        link.state != State::Rejected && Some(&link.label) == said_by.map(|said_by| &said_by.name)
    });
    let mut any = false;
    for link in links {
        any = true;
        let Some(speaker) = document.span(&link.to) else {
            continue;
        };
        speaker_row(ui, document, link, speaker, wishes);
    }
    let nobody = said_by.is_some_and(|said_by| quote.no_links.contains(&said_by.name));
    if !any {
        let told = if nobody {
            wording::NOBODY
        } else {
            wording::NOT_SAID_YET
        };
        ui.label(RichText::new(told).color(if nobody { tokens.text } else { tokens.warning }));
    }
    ui.horizontal(|ui| {
        if ui.button(wording::SAY_WHO).clicked() {
            wishes.push(Wish::Command(Command::Who));
        }
        if !nobody && ui.button(wording::NOBODY).clicked() {
            wishes.push(Wish::Command(Command::Nobody));
        }
    });
}

fn offsets(editor: &Editor, span: &Span) -> String {
    let text = editor.document().text();
    let ranges: Vec<String> = span
        .fragments
        .iter()
        .map(|range| {
            format!(
                "{}–{}",
                text.char_offset(range.start),
                text.char_offset(range.end)
            )
        })
        .collect();
    format!("Characters {}", ranges.join(", "))
}
