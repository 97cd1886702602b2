//! From documents to texts with their annotations beside them.

use super::conf::Conf;
use super::page::{Page, Spellings};
use crate::disk::file_name;
use crate::formats::{
    Done, Holds, Layout, Ledger, Loss, Lost, Options, Session, Shelf, Spelled, Writes,
};
use crate::model::schema::Values;
use crate::model::{LabelName, Parts, Schema};
use std::io;

/// The key of a label's `extra` when its marks are events there.
pub const EVENT_KEY: &str = "brat_event";

/// Writes a pair of files an article, and one configuration.
pub struct Writer;

impl Writes for Writer {
    fn holds(&self) -> Holds {
        Holds {
            // State and score stand there; who made and who decided is named by the session.
            provenance: true,
            metadata: false,
            ..Holds::ALL
        }
    }

    fn layout(&self) -> Layout {
        Layout::Each
    }

    fn begin(&self, _: &Options) -> Box<dyn Session> {
        Box::new(Pairs::default())
    }
}

#[derive(Default)]
struct Pairs {
    spellings: Spellings,
    conf: Conf,
    /// The last one told to the configuration: articles share it as a rule.
    schema: Option<Schema>,
}

impl Session for Pairs {
    fn put(
        &mut self,
        article: Spelled,
        shelf: &mut dyn Shelf,
        ledger: &mut dyn Ledger,
    ) -> io::Result<()> {
        let article: Parts = article.into_part()?;
        let mut names = Vec::new();
        if self.schema.as_ref() != Some(&*article.schema) {
            self.tell(&article.schema, &mut names);
            self.schema = Some((*article.schema).clone());
        }
        let page = Page::new(
            &article,
            &mut self.spellings,
            &mut self.conf,
            ledger,
            &mut names,
        );
        let annotations = page.write();
        for name in names {
            ledger.lose(Loss {
                lost: Lost::Name,
                done: Done::Replaced,
                article: article.header.id.clone(),
                item: String::new(),
                detail: name,
            });
        }
        let name = file_name::escape(&article.header.id);
        shelf.put(&format!("{name}.txt"), article.text.as_str().as_bytes())?;
        shelf.put(&format!("{name}.ann"), annotations.as_bytes())
    }

    fn end(&mut self, shelf: &mut dyn Shelf) -> io::Result<()> {
        shelf.put("annotation.conf", self.conf.write().as_bytes())
    }
}

impl Pairs {
    /// Tells the configuration which labels, links and attributes a schema has.
    fn tell(&mut self, schema: &Schema, changed: &mut Vec<String>) {
        let is_event = |name: &LabelName| {
            let label = schema.label(name);
            label.is_some_and(|label| label.extra.contains_key(EVENT_KEY))
        };
        for label in &schema.labels {
            let name = self.spellings.label(label.name.as_str(), changed);
            if is_event(&label.name) {
                self.conf.events.row(&name);
            } else {
                self.conf.entities.row(&name);
            }
            for attribute in &label.attributes {
                let set = self.spellings.attribute(attribute.name.as_str(), changed);
                match &attribute.values {
                    // Its values are told as they come.
                    Values::Text => {}
                    Values::Flag => self.conf.attribute(&set, &name, None),
                    Values::OneOf(values) | Values::ManyOf(values) => {
                        let good = values
                            .iter()
                            .filter(|value| super::spelling::is_value(value));
                        good.for_each(|value| self.conf.attribute(&set, &name, Some(value)));
                    }
                }
            }
        }
        for link in &schema.links {
            let name = self.spellings.link(link.name.as_str(), changed);
            let (roles, plain): (Vec<&LabelName>, Vec<&LabelName>) =
                link.from.iter().partition(|label| is_event(label));
            let to: Vec<String> = link
                .to
                .iter()
                .map(|label| self.spellings.label(label.as_str(), changed))
                .collect();
            for event in &roles {
                let event = self.spellings.label(event.as_str(), changed);
                self.conf
                    .events
                    .row(&event)
                    .row(&name)
                    .extend(to.iter().cloned());
            }
            if roles.is_empty() || !plain.is_empty() {
                for label in plain {
                    let label = self.spellings.label(label.as_str(), changed);
                    self.conf.relations.row(&name).0.insert(label);
                }
                self.conf.relations.row(&name).1.extend(to);
            }
        }
    }
}
