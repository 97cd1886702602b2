//! The list by keys: ↑↓ go about, → and ← open and close, Enter acts, F2 renames, Space ticks, Del
//! splits off or removes, the menu key opens the row's menu, Esc leads back to the article.

use super::rows::{Row, Rows};
use super::{People, Wish};
use crate::ui::session::Session;
use eframe::egui::{EventFilter, Id, Key, Modifiers, Popup, Ui};

const HELD: EventFilter = EventFilter {
    tab: false,
    horizontal_arrows: true,
    vertical_arrows: true,
    escape: true,
};

impl People {
    pub(super) fn take_keys(
        &mut self,
        ui: &Ui,
        list: Id,
        session: &Session,
        wishes: &mut Vec<Wish>,
    ) {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list, HELD));
        if Popup::is_any_open(ui.ctx()) {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        for key in [
            Key::ArrowDown,
            Key::ArrowUp,
            Key::ArrowRight,
            Key::ArrowLeft,
            Key::Home,
            Key::End,
        ] {
            while pressed(key) {
                self.walk(session, key);
                self.reveal = true;
            }
        }
        if pressed(Key::Escape) {
            if self.drop_carried() {
                return;
            }
            ui.memory_mut(|memory| memory.surrender_focus(list));
        }
        let Some(row) = self.at.clone() else { return };
        let held = ui.input_mut(|input| input.consume_key(Modifiers::CTRL, Key::Enter));
        if held || pressed(Key::Enter) {
            self.act(session, &row, held, wishes);
        }
        if pressed(Key::F2)
            && let Some(entity) = session.editor.document().entity(row.person())
        {
            self.rename(row.person(), &entity.name);
        }
        if pressed(Key::Space)
            && let Row::Mention(_, mention) = &row
        {
            self.tick(mention);
        }
        if pressed(Key::Delete) || pressed(Key::Backspace) {
            wishes.push(match &row {
                Row::Person(person) => Wish::Remove(person.clone()),
                Row::Mention(_, mention) => Wish::Split(self.split_off(mention)),
            });
        }
        let menu = ui.input_mut(|input| {
            input.consume_key(Modifiers::NONE, Key::Menu)
                || input.consume_key(Modifiers::SHIFT, Key::F10)
        });
        if menu {
            (self.menu_asked, self.menu_by_key) = (true, Some(row));
        }
    }

    fn walk(&mut self, session: &Session, key: Key) {
        let counts = session.counts();
        let Some(row) = self.at.clone() else {
            self.at = Rows::first(counts);
            return;
        };
        let next = match key {
            Key::ArrowDown => self.rows.stepped(counts, &row, false),
            Key::ArrowUp => self.rows.stepped(counts, &row, true),
            Key::Home => Rows::first(counts),
            Key::End => self.rows.last(counts),
            Key::ArrowRight => match &row {
                Row::Person(person) if self.open.insert(person.clone()) => None,
                Row::Person(_) => self.rows.stepped(counts, &row, false),
                Row::Mention(..) => None,
            },
            _ => {
                self.open.remove(row.person());
                Some(Row::Person(row.person().clone()))
            }
        };
        self.at = next.or(Some(row));
        self.rows.update(session.summary(), &self.open);
    }
}
