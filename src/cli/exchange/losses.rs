//! The loss report.

use crate::cli::report::Report;
use crate::formats::{Ledger, LeftOut, Loss, Reason, Tally};
use serde::Serialize;
use std::collections::BTreeMap;

/// Takes losses as they come: each at once where all are asked for, else counted by kind.
#[derive(Default)]
pub struct Losses {
    tally: Tally,
    /// Those not yet told; empty unless each is to be told.
    fresh: Vec<Loss>,
    each: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Told<'a> {
    Loss(&'a Loss),
}

impl Ledger for Losses {
    fn lose(&mut self, loss: Loss) {
        if self.each {
            self.fresh.push(loss.clone());
        }
        self.tally.lose(loss);
    }
}

impl Losses {
    /// Tells each when `each` says so.
    pub fn new(each: bool) -> Self {
        Self {
            each,
            ..Self::default()
        }
    }

    /// What was lost so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Tells those that came since it was last asked.
    pub fn tell_fresh(&mut self, report: &mut Report) {
        for loss in self.fresh.drain(..) {
            let words = format!(
                "lost: {:?} {:?}: {}{}{}",
                loss.lost,
                loss.done,
                loss.article,
                if loss.item.is_empty() { "" } else { ": " },
                [loss.item.as_str(), loss.detail.as_str()].join(" ")
            );
            report.tell(words.trim_end(), &Told::Loss(&loss));
        }
    }
}

/// What was left out, for JSON.
pub fn left_out_json(left_out: &LeftOut) -> BTreeMap<&'static str, BTreeMap<String, u64>> {
    let table = |reasons: &BTreeMap<Reason, u64>| {
        let entry = |(reason, count): (&Reason, &u64)| (reason.words().to_owned(), *count);
        reasons.iter().map(entry).collect()
    };
    BTreeMap::from([
        ("articles", table(&left_out.articles)),
        ("links", table(&left_out.links)),
        ("spans", table(&left_out.spans)),
    ])
}
