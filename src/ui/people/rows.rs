//! Which rows the list has and where: people, each with its mentions below it while it is open.

use crate::model::{EntityId, RevisionId, SpanId};
use crate::ui::summary::{Counts, Summary};
use std::collections::BTreeSet;

/// A person, or a mention of one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Row {
    /// Who.
    Person(EntityId),
    /// Whose, and which.
    Mention(EntityId, SpanId),
}

impl Row {
    /// The person of the row.
    pub fn person(&self) -> &EntityId {
        let (Self::Person(person) | Self::Mention(person, _)) = self;
        person
    }

    /// How high it is, in points.
    pub fn height(&self) -> f32 {
        match self {
            Self::Person(_) => PERSON,
            Self::Mention(..) => MENTION,
        }
    }
}

const PERSON: f32 = 40.0;
const MENTION: f32 = 24.0;

/// Where each person's rows begin; made anew when the counts or what is open have changed.
#[derive(Default)]
pub struct Rows {
    /// From the list's top, in points; one more than there are people.
    tops: Vec<f32>,
    of: Option<(Option<RevisionId>, BTreeSet<EntityId>)>,
    open: BTreeSet<EntityId>,
}

impl Rows {
    /// Brings the places up to date.
    pub fn update(&mut self, summary: &Summary, open: &BTreeSet<EntityId>) {
        let of = summary.counted();
        if self
            .of
            .as_ref()
            .is_some_and(|(at, was)| *at == of && was == open)
        {
            return;
        }
        let mut top = 0.0;
        self.tops.clear();
        for someone in &summary.counts().people {
            self.tops.push(top);
            top += PERSON;
            if open.contains(&someone.id) {
                top += MENTION * someone.mentions.len() as f32;
            }
        }
        self.tops.push(top);
        self.open.clone_from(open);
        self.of = Some((of, open.clone()));
    }

    /// Of the whole list, in points.
    pub fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// The first row.
    pub fn first(counts: &Counts) -> Option<Row> {
        counts
            .people
            .first()
            .map(|someone| Row::Person(someone.id.clone()))
    }

    /// The rows between two heights from the list's top, each with its own.
    pub fn between(&self, counts: &Counts, from: f32, to: f32) -> Vec<(Row, f32)> {
        let first = self
            .tops
            .partition_point(|top| *top <= from)
            .saturating_sub(1);
        let mut found = Vec::new();
        for (someone, &top) in counts.people.iter().zip(&self.tops).skip(first) {
            if top > to {
                break;
            }
            if top + PERSON >= from {
                found.push((Row::Person(someone.id.clone()), top));
            }
            if !self.open.contains(&someone.id) {
                continue;
            }
            let top = top + PERSON;
            let hidden = ((from - top) / MENTION).floor().max(0.0) as usize;
            for (number, mention) in someone.mentions.iter().enumerate().skip(hidden) {
                let top = top + MENTION * number as f32;
                if top > to {
                    break;
                }
                found.push((Row::Mention(someone.id.clone(), mention.clone()), top));
            }
        }
        found
    }

    /// Where a row begins, in points from the list's top.
    pub fn top_of(&self, counts: &Counts, row: &Row) -> Option<f32> {
        let place = counts.place_of(row.person())?;
        let top = *self.tops.get(place)?;
        match row {
            Row::Person(_) => Some(top),
            Row::Mention(person, mention) => {
                let mentions = &counts.someone(person)?.mentions;
                let number = mentions.iter().position(|each| each == mention)?;
                self.open
                    .contains(person)
                    .then_some(top + PERSON + MENTION * number as f32)
            }
        }
    }

    /// The row so many rows on or back.
    pub fn stepped(&self, counts: &Counts, row: &Row, back: bool) -> Option<Row> {
        let top = self.top_of(counts, row)?;
        let aim = if back {
            top - 1.0
        } else {
            top + row.height() + 1.0
        };
        if aim < 0.0 || aim > self.height() {
            return None;
        }
        let mut rows = self.between(counts, aim, aim);
        rows.pop().map(|(row, _)| row)
    }

    /// The last row.
    pub fn last(&self, counts: &Counts) -> Option<Row> {
        let end = self.height() - 1.0;
        self.between(counts, end, end).pop().map(|(row, _)| row)
    }
}
