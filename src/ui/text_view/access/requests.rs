//! What assistive technology asks of the article: to take a mark, to set the selection.

use super::text_runs;
use crate::model::ByteOffset;
use crate::ui::text_view::marks::{Mark, first_boxes};
use crate::ui::text_view::{TextView, ViewEvent};
use eframe::egui;
use egui::Ui;
use egui::accesskit::{Action, ActionData, ActionRequest, TextPosition, TextSelection};

impl TextView {
    /// What was asked for since the last frame, of what that frame told. Whoever asks gets the keys too.
    pub(in crate::ui::text_view) fn take_requests(
        &self,
        ui: &Ui,
        marks: &[Mark],
    ) -> Vec<ViewEvent> {
        let requests: Vec<ActionRequest> = ui.input(|input| {
            let requests = input.events.iter().filter_map(|event| match event {
                egui::Event::AccessKitActionRequest(request) => Some(request.clone()),
                _ => None,
            });
            requests.collect()
        });
        let asked = |request| self.asked_by_reader(marks, request);
        let events: Vec<ViewEvent> = requests.iter().filter_map(asked).collect();
        if !events.is_empty() {
            self.request_focus(ui.ctx());
        }
        events
    }

    fn asked_by_reader(&self, marks: &[Mark], request: &ActionRequest) -> Option<ViewEvent> {
        match (request.action, &request.data) {
            (Action::Click | Action::Focus, _) => {
                let mut marks = first_boxes(marks).into_iter();
                let meant = |mark: &Mark| {
                    self.id_of_mark(&mark.placed.span.id).accesskit_id() == request.target_node
                };
                let (mark, _) = marks.find(|(mark, _)| meant(mark))?;
                Some(ViewEvent::Take {
                    mark: mark.placed.span.id.clone(),
                })
            }
            (Action::SetTextSelection, Some(ActionData::SetTextSelection(selection))) => {
                self.selected_by_reader(selection)
            }
            _ => None,
        }
    }

    fn selected_by_reader(&self, selection: &TextSelection) -> Option<ViewEvent> {
        Some(ViewEvent::Select {
            anchor: self.place_of(&selection.anchor)?,
            caret: self.place_of(&selection.focus)?,
        })
    }

    /// Where in the article a reader means, among the paragraphs on the screen.
    fn place_of(&self, position: &TextPosition) -> Option<ByteOffset> {
        self.visible.iter().find_map(|visible| {
            let paragraph = self.id_of_paragraph(visible.piece);
            text_runs::place(paragraph, &visible.layout.runs(), position)
        })
    }
}
