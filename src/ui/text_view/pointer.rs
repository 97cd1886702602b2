//! The pointer over the text: presses, drags, clicks, what lies under it.

use super::TextView;
use super::event::{Shown, ViewEvent};
use super::marks::{Mark, marks_at};
use crate::editor::{Edge, Place, Side};
use crate::model::{ByteRange, SpanId};
use eframe::egui;
use egui::{CursorIcon, Event, Modifiers, PointerButton, Pos2, Rect, Response, Ui};

/// An edge of the current mark can be got hold of from this far, in points.
const REACH: f32 = 4.0;
/// Presses within this time, in seconds, and this distance, in points, make a double click.
const DOUBLE_CLICK_SECS: f64 = 0.45;
const DOUBLE_CLICK_POINTS: f32 = 6.0;
/// Dragging past an edge scrolls so many points a second for each point past it, up to a limit.
const DRAG_SPEED: f32 = 12.0;
const DRAG_FASTEST: f32 = 2400.0;

/// What is kept of the pointer from frame to frame.
#[derive(Default)]
pub(super) struct PointerState {
    /// The place last told of, while the primary button is down.
    dragging: Option<Place>,
    last_press: Option<LastPress>,
    hovered: Vec<SpanId>,
}

#[derive(Clone, Copy)]
struct LastPress {
    time: f64,
    pos: Pos2,
    clicks: u8,
}

impl PointerState {
    /// Which click in a row this press is: 1, 2, 3, then 1 again.
    fn count(&mut self, time: f64, pos: Pos2) -> u8 {
        let clicks = match self.last_press {
            Some(last)
                if time - last.time <= DOUBLE_CLICK_SECS
                    && last.pos.distance(pos) <= DOUBLE_CLICK_POINTS =>
            {
                last.clicks % 3 + 1
            }
            _ => 1,
        };
        self.last_press = Some(LastPress { time, pos, clicks });
        clicks
    }
}

/// Where and with which keys the primary button went down or up.
fn primary_button(events: &[Event]) -> Vec<(Pos2, bool, Modifiers)> {
    let buttons = events.iter().filter_map(|event| match *event {
        Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers,
        } => Some((pos, pressed, modifiers)),
        _ => None,
    });
    buttons.collect()
}

impl TextView {
    /// What the pointer did in this frame.
    pub(super) fn take_pointer(
        &mut self,
        ui: &Ui,
        response: &Response,
        shown: &Shown<'_>,
        marks: &[Mark],
    ) -> Vec<ViewEvent> {
        let mut events = Vec::new();
        // Enter and Space "click" a focused widget too; only what came from a pointer counts.
        let (buttons, time) = ui.input(|input| (primary_button(&input.events), input.time));
        let ours = response.is_pointer_button_down_on()
            || response.clicked()
            || self.is_drag_at_once(ui, &buttons);
        for (pos, pressed, modifiers) in buttons {
            if pressed && ours && self.area.contains(pos) {
                response.request_focus();
                events.push(self.press(time, pos, modifiers, shown, marks));
            } else if !pressed && self.pointer.dragging.is_some() {
                events.extend(self.drag_to(pos, modifiers));
                let place = self.hit(self.within(pos));
                self.pointer.dragging = None;
                events.push(ViewEvent::Release { place });
            }
        }
        events.extend(self.drag_on(ui));
        if let Some(pos) = response.interact_pointer_pos()
            && response.secondary_clicked()
        {
            response.request_focus();
            events.push(ViewEvent::SecondaryClick {
                place: self.hit(pos),
                pos,
                hit: self.marks_under(pos, marks),
            });
        }
        events.extend(self.hover(ui, response, marks));
        events
    }

    /// Whether the button went down on the words, elsewhere up, and all in this frame, as happens
    /// where frames are slow. egui takes that for neither a click nor a drag.
    fn is_drag_at_once(&self, ui: &Ui, buttons: &[(Pos2, bool, Modifiers)]) -> bool {
        let [(from, true, _), .., (to, false, _)] = buttons else {
            return false;
        };
        let on_words = self.column().intersect(self.area).contains(*from);
        let on_top = ui.ctx().layer_id_at(*from) == Some(ui.layer_id());
        on_words && on_top && from.distance(*to) > DOUBLE_CLICK_POINTS
    }

    fn press(
        &mut self,
        time: f64,
        pos: Pos2,
        modifiers: Modifiers,
        shown: &Shown<'_>,
        marks: &[Mark],
    ) -> ViewEvent {
        let place = self.hit(pos);
        self.pointer.dragging = Some(place);
        ViewEvent::Press {
            place,
            clicks: self.pointer.count(time, pos),
            modifiers,
            hit: self.marks_under(pos, marks),
            edge: shown.current.and_then(|_| self.edge_near(pos, marks)),
        }
    }

    /// The drag as it stands at the end of the frame, also when the text moved under the pointer.
    fn drag_on(&mut self, ui: &Ui) -> Option<ViewEvent> {
        self.pointer.dragging?;
        let (down, pos, modifiers) = ui.input(|input| {
            let pointer = &input.pointer;
            (
                pointer.primary_down(),
                pointer.latest_pos(),
                input.modifiers,
            )
        });
        if !down {
            // The release went elsewhere, or the window lost the pointer.
            let place = self.pointer.dragging.take()?;
            return Some(ViewEvent::Release { place });
        }
        self.drag_to(pos?, modifiers)
    }

    fn drag_to(&mut self, pos: Pos2, modifiers: Modifiers) -> Option<ViewEvent> {
        let place = self.hit(self.within(pos));
        if self.pointer.dragging == Some(place) {
            return None;
        }
        self.pointer.dragging = Some(place);
        Some(ViewEvent::Drag { place, modifiers })
    }

    /// A point above or below the view stands for its edge.
    fn within(&self, pos: Pos2) -> Pos2 {
        let y = pos.y.clamp(self.area.top() + 1.0, self.area.bottom() - 1.0);
        Pos2::new(pos.x, y)
    }

    /// While words are being selected past the upper or lower edge, the page moves.
    pub(super) fn scroll_while_dragging(&mut self, ui: &Ui) {
        let Some(pos) = ui.input(|input| input.pointer.latest_pos()) else {
            return;
        };
        let past = if pos.y > self.area.bottom() {
            pos.y - self.area.bottom()
        } else {
            (pos.y - self.area.top()).min(0.0)
        };
        if self.pointer.dragging.is_none() || past == 0.0 {
            return;
        }
        let speed = (past * DRAG_SPEED).clamp(-DRAG_FASTEST, DRAG_FASTEST);
        let seconds = ui.input(|input| input.stable_dt.min(0.1));
        self.scroll_by(f64::from(speed * seconds));
        ui.ctx().request_repaint();
    }

    fn hover(&mut self, ui: &Ui, response: &Response, marks: &[Mark]) -> Option<ViewEvent> {
        let pos = ui
            .input(|input| input.pointer.latest_pos())
            .filter(|&pos| response.contains_pointer() && self.area.contains(pos));
        let hit = pos.map_or_else(Vec::new, |pos| self.marks_under(pos, marks));
        if let Some(pos) = pos.filter(|_| self.grabbed.is_none()) {
            let icon = if self.edge_near(pos, marks).is_some() {
                CursorIcon::ResizeHorizontal
            } else {
                CursorIcon::Text
            };
            ui.ctx().set_cursor_icon(icon);
        }
        if hit == self.pointer.hovered {
            return None;
        }
        self.pointer.hovered.clone_from(&hit);
        Some(ViewEvent::Hover { hit })
    }

    fn marks_under(&self, pos: Pos2, marks: &[Mark]) -> Vec<SpanId> {
        self.cluster_at(pos)
            .map_or_else(Vec::new, |cluster| marks_at(marks, cluster))
    }

    /// The nearest edge of the current mark within reach of the pointer.
    fn edge_near(&self, pos: Pos2, marks: &[Mark]) -> Option<Edge> {
        let mut best: Option<(f32, Edge)> = None;
        for mark in marks.iter().filter(|mark| mark.current) {
            let ends = [
                (Side::Start, self.edge_line(mark.placed.range, Side::Start)),
                (Side::End, self.edge_line(mark.placed.range, Side::End)),
            ];
            for (side, line) in ends {
                let Some(line) = line.filter(|line| line.y_range().contains(pos.y)) else {
                    continue;
                };
                let distance = (line.center().x - pos.x).abs();
                let nearer = best.as_ref().is_none_or(|(best, _)| distance < *best);
                if distance <= REACH && nearer {
                    let edge = Edge {
                        span: mark.placed.span.id.clone(),
                        fragment: mark.placed.fragment,
                        side,
                    };
                    best = Some((distance, edge));
                }
            }
        }
        best.map(|(_, edge)| edge)
    }

    fn edge_line(&self, range: ByteRange, side: Side) -> Option<Rect> {
        self.caret_rect(match side {
            Side::Start => Place::at(range.start),
            Side::End => Place::upstream(range.end),
        })
    }
}
