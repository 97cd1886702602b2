//! The cards by keys: F6 comes to them, ↑↓ go from one to the next, Enter goes to the quote as a click
//! does, Esc leads back to the article.

use super::card::Card;
use eframe::egui::{EventFilter, Id, Key, Modifiers, Ui};

const HELD: EventFilter = EventFilter {
    tab: false,
    horizontal_arrows: false,
    vertical_arrows: true,
    escape: true,
};

/// The current quote's card, or the first.
pub(super) fn entrance(cards: &[Card]) -> Option<Id> {
    let current = cards.iter().find(|card| card.current);
    current.or(cards.first()).map(Card::id)
}

/// Moves the focus among these, from top to bottom, while one of them has it.
pub(super) fn walk(ui: &Ui, stops: &[Id]) {
    let focused = ui.memory(|memory| memory.focused());
    let Some(at) = stops.iter().position(|stop| Some(*stop) == focused) else {
        return;
    };
    let Some(&stop) = stops.get(at) else { return };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(stop, HELD));
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    if pressed(Key::Escape) > 0 {
        // What nothing has, the article gets.
        ui.memory_mut(|memory| memory.surrender_focus(stop));
        return;
    }
    let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
    let next = (at + down).saturating_sub(up).min(stops.len() - 1);
    if let Some(&next) = stops.get(next).filter(|_| next != at) {
        ui.memory_mut(|memory| memory.request_focus(next));
    }
}
