//! A link as a relation.

use super::super::KEY;
use super::lists::{Bucket, object};
use super::marks::Marks;
use crate::formats::keys::lose_history_of_link;
use crate::formats::{Done, Loss, Lost};
use crate::model::Link;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Relations that were one of several labels, by the number that they came with.
#[derive(Default)]
pub(super) struct Together(BTreeMap<u64, (Bucket, Value)>);

impl Together {
    /// The relations with the lists in which they stand.
    pub fn into_relations(self) -> impl Iterator<Item = (Bucket, Value)> {
        self.0.into_values()
    }

    /// Adds a label to the relation of a number, if that is begun.
    fn joins(&mut self, number: Option<u64>, label: &str) -> bool {
        let relation = number.and_then(|number| self.0.get_mut(&number));
        let Some((_, relation)) = relation else {
            return false;
        };
        if let Some(labels) = relation.get_mut("labels").and_then(Value::as_array_mut) {
            labels.push(label.into());
        }
        true
    }
}

impl Marks<'_> {
    /// Puts a link into the list of its ends; those of one relation wait in `together`.
    pub fn link(&mut self, link: &Link, together: &mut Together) {
        let ends = (self.places.get(&link.from), self.places.get(&link.to));
        let (Some((from, bucket)), Some((to, other))) = ends else {
            return;
        };
        let (article, label) = (&self.article.header.id, link.label.as_str());
        if bucket != other {
            // A relation joins what stands in one list.
            self.ledger.lose(Loss {
                lost: Lost::Link,
                done: Done::Dropped,
                article: article.clone(),
                item: link.id.to_string(),
                detail: label.to_owned(),
            });
            return;
        }
        lose_history_of_link(link, article, self.ledger);
        let mut kept = object(link.extra.get(KEY).cloned());
        kept.remove("prediction");
        let number = kept.remove("relation").and_then(|number| number.as_u64());
        let unnamed = kept.remove("labels").is_some() && label == "relation";
        if !unnamed {
            self.config.relation(label);
        }
        if together.joins(number, label) {
            return;
        }
        let direction = kept.remove("direction").unwrap_or_else(|| "right".into());
        let (from, to) = if direction == "left" {
            (to, from)
        } else {
            (from, to)
        };
        let labels = if unnamed { json!([]) } else { json!([label]) };
        let mut relation = json!({
            "type": "relation", "from_id": from, "to_id": to, "direction": direction, "labels": labels,
        });
        if let Some(relation) = relation.as_object_mut() {
            relation.extend(kept);
        }
        let bucket = *bucket;
        match number {
            Some(number) => drop(together.0.insert(number, (bucket, relation))),
            None => self.lists.push(bucket, &relation),
        }
    }
}
