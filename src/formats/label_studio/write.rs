//! Tasks as Label Studio imports them, with the labeling config that they need.

mod lists;
mod marks;
mod region;
mod relation;
mod settings;

use super::config::Config;
use super::{CONFIG, TEXT, own};
use crate::formats::{
    Holds, InSplits, Layout, Ledger, Options, Session, Shelf, Spelled, Writes, about,
};
use crate::model::{Parts, Text};
use crate::store::json_line;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::io;

/// Writes a list of tasks, a line each, and the labeling config.
pub struct Writer;

impl Writes for Writer {
    fn holds(&self) -> Holds {
        Holds {
            fragments: false,
            link_attributes: false,
            ..Holds::ALL
        }
    }

    fn layout(&self) -> Layout {
        Layout::One {
            name: "tasks.json",
            extensions: &["json"],
        }
    }

    fn in_splits(&self) -> InSplits {
        InSplits::Folders
    }

    fn begin(&self, _: &Options) -> Box<dyn Session> {
        Box::new(Tasks::default())
    }
}

#[derive(Default)]
struct Tasks {
    config: Config,
    pending: Option<Task>,
    written: bool,
}

/// A task that may still get the annotation of another person.
struct Task {
    id: String,
    text: Text,
    /// Its own keys, and `data`.
    keys: Map<String, Value>,
    annotations: Vec<Vec<u8>>,
    predictions: Vec<Vec<u8>>,
    /// Those of regions: no two results of a task may have the same.
    ids: HashSet<String>,
}

impl Session for Tasks {
    fn put(
        &mut self,
        article: Spelled,
        shelf: &mut dyn Shelf,
        ledger: &mut dyn Ledger,
    ) -> io::Result<()> {
        let mut article: Parts = article.into_part()?;
        let mut own = own(&mut article.header.metadata.imported);
        let goes_on = self.pending.as_ref().is_some_and(|task| {
            task.id == article.header.id && task.text.as_str() == article.text.as_str()
        });
        if !goes_on {
            self.flush(shelf)?;
        }
        self.config.describe(&article.schema);
        let mut task = match self.pending.take() {
            Some(task) => task,
            None => self.task(&article, &mut own),
        };
        let lists = marks::lists(&article, &mut own, &mut self.config, &mut task.ids, ledger);
        lists.into_task(&article, own, &mut task)?;
        self.pending = Some(task);
        Ok(())
    }

    fn end(&mut self, shelf: &mut dyn Shelf) -> io::Result<()> {
        self.flush(shelf)?;
        let end: &[u8] = if self.written { b"\n]\n" } else { b"[]\n" };
        shelf.main()?.write_all(end)?;
        shelf.put(CONFIG, self.config.xml().as_bytes())
    }
}

impl Tasks {
    fn flush(&mut self, shelf: &mut dyn Shelf) -> io::Result<()> {
        let Some(task) = self.pending.take() else {
            return Ok(());
        };
        let mut line = if self.written {
            b",\n{".to_vec()
        } else {
            b"[\n{".to_vec()
        };
        self.written = true;
        let mut keys = task.keys;
        let data = keys.remove("data");
        for (key, value) in keys {
            json_line::write(&mut line, &key)?;
            line.extend_from_slice(b": ");
            json_line::write(&mut line, &value)?;
            line.extend_from_slice(b", ");
        }
        for (key, list) in [
            ("annotations", task.annotations),
            ("predictions", task.predictions),
        ] {
            line.extend_from_slice(format!("\"{key}\": [").as_bytes());
            line.extend_from_slice(&list.join(&b", "[..]));
            line.extend_from_slice(b"], ");
        }
        line.extend_from_slice(b"\"data\": ");
        json_line::write(&mut line, &data)?;
        line.push(b'}');
        shelf.main()?.write_all(&line)
    }

    fn task(&mut self, article: &Parts, own: &mut Map<String, Value>) -> Task {
        let mut keys = match own.remove("task") {
            Some(Value::Object(keys)) => keys,
            _ => Map::new(),
        };
        let key = own.remove("text");
        let key = key.as_ref().and_then(Value::as_str).unwrap_or(TEXT);
        let named = self.config.text_key.get_or_insert_with(|| key.to_owned());
        let mut data: Map<String, Value> = about::keys(&article.header).into_iter().collect();
        let has_account = own
            .get("annotation")
            .is_some_and(|annotation| annotation.get("completed_by").is_some());
        if has_account {
            data.remove("annotator");
        }
        data.insert(named.clone(), article.text.as_str().into());
        data.insert(key.to_owned(), article.text.as_str().into());
        // A task that came with a number for an id is known by it.
        if keys.get("id").map(crate::formats::keys::id_of).as_deref() != Some(&article.header.id) {
            data.insert("id".to_owned(), article.header.id.as_str().into());
        }
        if !article.entities.is_empty()
            && let Ok(entities) = serde_json::to_value(&article.entities)
        {
            data.insert("entities".to_owned(), entities);
        }
        for key in ["data", "annotations", "completions", "predictions"] {
            keys.remove(key);
        }
        keys.insert("data".to_owned(), Value::Object(data));
        Task {
            id: article.header.id.clone(),
            text: article.text.clone(),
            keys,
            annotations: Vec::new(),
            predictions: Vec::new(),
            ids: HashSet::new(),
        }
    }
}
