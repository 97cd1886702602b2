//! What screen readers are told: the paragraphs on the screen and every mark there.

mod requests;
mod text_runs;

use super::marks::{Mark, first_boxes};
use super::{Shown, TextView};
use crate::model::{ByteOffset, ByteRange, SpanId};
use eframe::egui;
use egui::accesskit::{Action, Role, TextSelection};
use egui::{Id, Rect, Sense, Ui, UiBuilder, WidgetInfo, vec2};

/// From where to where a paragraph is selected; twice the same for a caret.
#[derive(Clone, Copy)]
struct Ends {
    anchor: ByteOffset,
    focus: ByteOffset,
}

impl TextView {
    /// Adds a node for each paragraph and each mark on the screen, below the view's own.
    pub(super) fn tell_screen_readers(&self, ui: &mut Ui, shown: &Shown<'_>, marks: &[Mark]) {
        let told = ui
            .ctx()
            .accesskit_node_builder(self.id, |node| {
                node.add_action(Action::ScrollDown);
                node.add_action(Action::ScrollUp);
                node.add_action(Action::SetTextSelection);
            })
            .is_some();
        if !told {
            return;
        }
        let builder = UiBuilder::new()
            .max_rect(self.area)
            .id_salt(self.id.with("nodes"))
            .accessibility_parent(self.id);
        let mut nodes = ui.new_child(builder);
        nodes.set_clip_rect(self.area);
        self.tell_paragraphs(&mut nodes, shown);
        for (mark, rect) in first_boxes(marks) {
            let span = &mark.placed.span;
            let id = self.id_of_mark(&span.id);
            let name = (shown.name_of)(span);
            // The pointer is the article's: the node takes no clicks but those of readers.
            let node = nodes.interact(rect, id, Sense::hover());
            node.widget_info(|| WidgetInfo::labeled(Role::Mark, true, &name));
            let about = (shown.about)(span);
            nodes.ctx().accesskit_node_builder(id, |node| {
                node.add_action(Action::Click);
                node.add_action(Action::Focus);
                node.set_selected(mark.current);
                if !about.is_empty() {
                    node.set_description(about);
                }
            });
        }
    }

    fn id_of_mark(&self, mark: &SpanId) -> Id {
        self.id.with(("mark", mark.as_str()))
    }

    fn id_of_paragraph(&self, piece: usize) -> Id {
        self.id.with(("piece", piece))
    }

    fn tell_paragraphs(&self, nodes: &mut Ui, shown: &Shown<'_>) {
        let width = self.column().width();
        let mut selected: Option<TextSelection> = None;
        for visible in &self.visible {
            let Some(piece) = self.pieces.get(visible.piece) else {
                continue;
            };
            if piece.range.is_empty() {
                continue;
            }
            let id = self.id_of_paragraph(visible.piece);
            let size = vec2(width, visible.layout.height());
            let rect = Rect::from_min_size(visible.origin, size);
            nodes.interact(rect, id, Sense::hover());
            nodes.ctx().accesskit_node_builder(id, |node| {
                node.set_role(Role::Paragraph);
            });
            let ends = self.selected_in(visible.piece, piece.range, shown);
            let runs = visible.layout.runs();
            let told = text_runs::tell(nodes, id, &self.text, visible.origin, &runs, ends);
            selected = match (selected, told) {
                (Some(before), Some(now)) if Self::runs_back(shown) => Some(TextSelection {
                    focus: before.focus,
                    ..now
                }),
                (Some(before), Some(now)) => Some(TextSelection {
                    anchor: before.anchor,
                    ..now
                }),
                (before, now) => before.or(now),
            };
        }
        // Readers take the selection, and set it, where the text as a whole is.
        if let Some(selected) = selected {
            nodes.ctx().accesskit_node_builder(self.id, |node| {
                node.set_text_selection(selected);
            });
        }
    }

    /// The selection or the caret within a paragraph on the screen. Readers cannot take an end
    /// that is not in what they have been told of, so it reaches as far as the paragraph.
    fn selected_in(&self, number: usize, piece: ByteRange, shown: &Shown<'_>) -> Option<Ends> {
        let caret = shown.caret.at;
        if shown.selection.is_empty() {
            let here = self.pieces.at(caret) == number && caret <= piece.end;
            return here.then_some(Ends {
                anchor: caret,
                focus: caret,
            });
        }
        let within = shown.selection.intersection(piece)?;
        Some(if Self::runs_back(shown) {
            Ends {
                anchor: within.end,
                focus: within.start,
            }
        } else {
            Ends {
                anchor: within.start,
                focus: within.end,
            }
        })
    }

    /// Whether the caret is at the start of what is selected.
    fn runs_back(shown: &Shown<'_>) -> bool {
        shown.caret.at <= shown.selection.start
    }
}
