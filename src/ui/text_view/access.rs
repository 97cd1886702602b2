//! What screen readers are told: the paragraphs on the screen and every mark there.

mod text_runs;

use super::marks::{Mark, first_boxes};
use super::{Shown, TextView};
use crate::model::{ByteOffset, ByteRange};
use eframe::egui;
use egui::accesskit::Role;
use egui::{Rect, Sense, Ui, UiBuilder, WidgetInfo, vec2};

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
                node.add_action(egui::accesskit::Action::ScrollDown);
                node.add_action(egui::accesskit::Action::ScrollUp);
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
            let id = self.id.with(("mark", span.id.as_str()));
            let name = (shown.name_of)(span);
            let node = nodes.interact(rect, id, Sense::hover());
            node.widget_info(|| WidgetInfo::labeled(Role::Mark, true, &name));
        }
    }

    fn tell_paragraphs(&self, nodes: &mut Ui, shown: &Shown<'_>) {
        let width = self.column().width();
        for visible in &self.visible {
            let Some(piece) = self.pieces.get(visible.piece) else {
                continue;
            };
            if piece.range.is_empty() {
                continue;
            }
            let id = self.id.with(("piece", visible.piece));
            let size = vec2(width, visible.layout.height());
            let rect = Rect::from_min_size(visible.origin, size);
            nodes.interact(rect, id, Sense::hover());
            nodes.ctx().accesskit_node_builder(id, |node| {
                node.set_role(Role::Paragraph);
            });
            let ends = self.selected_in(visible.piece, piece.range, shown);
            let runs = visible.layout.runs();
            text_runs::tell(nodes, id, &self.text, visible.origin, &runs, ends);
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
        Some(if caret <= shown.selection.start {
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
}
