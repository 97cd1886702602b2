//! What screen readers are told: the paragraphs on the screen and every mark there.

use super::marks::{Mark, first_boxes};
use super::{Shown, TextView};
use eframe::egui;
use egui::accesskit::Role;
use egui::emath::TSTransform;
use egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use egui::{Rect, Sense, Ui, UiBuilder, WidgetInfo, vec2};

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
        self.tell_paragraphs(&nodes);
        for (mark, rect) in first_boxes(marks) {
            let span = &mark.placed.span;
            let id = self.id.with(("mark", span.id.as_str()));
            let name = (shown.name_of)(span);
            let node = nodes.interact(rect, id, Sense::hover());
            node.widget_info(|| WidgetInfo::labeled(Role::Mark, true, &name));
        }
    }

    fn tell_paragraphs(&self, nodes: &Ui) {
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
                if visible.layout.galley().is_none() {
                    node.set_value(self.text.slice(piece.range));
                }
            });
            if let Some(galley) = visible.layout.galley() {
                let place = TSTransform::from_translation(visible.origin.to_vec2());
                // No selection: one end may be off the screen, which readers cannot take.
                update_accesskit_for_text_widget(nodes.ctx(), id, None, place, galley);
            }
        }
    }
}
