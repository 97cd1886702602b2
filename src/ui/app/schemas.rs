//! The labels in force: choosing others, and the keys that follow them.

use super::App;
use crate::editor::{Keymap, Outcome};
use crate::model::{Document, Draft, Schema};
use crate::store::schemas;
use crate::ui::wording;
use std::sync::Arc;

impl App {
    /// Takes other labels into the document; a bundled schema is what new articles begin with from then on.
    pub(super) fn change_schema(&mut self, schema: &Arc<Schema>) {
        if let Err(error) = Keymap::new(schema) {
            self.alarm(wording::schema_refused(&schema.name, &error));
            return;
        }
        let Some(session) = &mut self.session else {
            return;
        };
        match session.editor.set_schema(schema) {
            Outcome::Done => {
                if schemas::bundled(&schema.name).is_some_and(|each| each == *schema) {
                    self.settings.schema = Some(schema.name.clone());
                    self.store_settings();
                    self.tell(wording::schemas::changed(&schema.name));
                }
            }
            // What does not fit is to be read at leisure.
            Outcome::Told(words) => self.alarm(words),
            Outcome::Nothing(reason) | Outcome::Advised(reason) => self.tell(reason),
            Outcome::Copy(_) | Outcome::Window(_) => {}
        }
    }

    /// The keys are those of the schema in force, also when an undo has brought another back.
    pub(super) fn follow_schema(&mut self) {
        let Some(session) = &self.session else { return };
        let schema = Arc::clone(session.editor.document().schema());
        if self
            .keys_of
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(known, &schema))
        {
            return;
        }
        self.set_keymap(&schema);
        self.keys_of = Some(schema);
    }

    /// Gives a document that nobody has worked on the schema chosen last.
    pub(super) fn begin_with_schema(&self, document: &mut Document) {
        let chosen = self.settings.schema.as_deref().and_then(schemas::bundled);
        let Some(schema) = chosen.filter(|_| document.spans_len() == 0) else {
            return;
        };
        let mut draft = Draft::new(document);
        let edit = draft.set_schema(schema).map(|()| draft.finish());
        if let Err(error) = edit.and_then(|edit| document.apply(&edit)) {
            log::error!("the schema chosen last was not taken: {error}");
        }
    }
}
