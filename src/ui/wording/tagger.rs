//! Words of how the tagger fared, and of where marks came from.

#![expect(missing_docs, reason = "a constant’s words say what it is")]

use super::{counted, suggestions};
use crate::editor;
use crate::model::{Maker, Origin, State, Timestamp};
use crate::review::{Fate, Haste, Measure, Score, Tally};
use crate::ui::tagger_record::Place;

pub const TAGGER: &str = "Tagger";
pub const PLACES_LIST: &str = "Where the tagger was not right";
pub const THIS_ARTICLE: &str = "This article";
pub const ALL_ARTICLES: &str = "All articles";
pub const PRECISION: &str = "precision";
pub const RECALL: &str = "recall";
pub const NO_TAGGER: &str =
    "No tagger has been over this article: there are no suggestions to measure it by";
pub const NO_TAGGER_ANYWHERE: &str =
    "No tagger has been over these articles: there are no suggestions to measure it by";
pub const ALL_RIGHT: &str = "Nothing missed, rejected or changed so far";
pub const ABOUT_PRECISION: &str =
    "Of the suggestions decided on, how many were accepted as they were";
pub const ABOUT_RECALL: &str = "Of all marks there are, how many were suggested as they are. Counts only articles that are done";
/// As short as the pane is narrow; under the pointer it is said in full.
pub const BLIND: &str = "marked blind";
pub const BLIND_NOT_DONE: &str = "This article came without suggestions. Once it is done, the tagger is measured by what was marked here";
pub const PROGRAM_NOT_MEASURED: &str =
    "The tagger of this project is a program: articles without suggestions are not measured by it";
pub const NOT_DECIDED: &str = "Nobody has decided on it";

/// A share as it is shown; a dash while it cannot be told.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), editor::percent)
}

/// Above the places where the tagger was not right.
pub fn not_right(places: usize) -> String {
    match places {
        0 => "Not right".to_owned(),
        places => format!("Not right: {places}"),
    }
}

/// How many suggestions fared how, as a line.
pub fn counts(tally: &Tally) -> String {
    let parts = [
        (tally.right, "right"),
        (tally.changed, "changed"),
        (tally.rejected, "rejected"),
        (tally.added, "added"),
        (tally.undecided, "open"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, what)| format!("{count}\u{a0}{what}"))
        .collect();
    parts.join(" · ")
}

/// The same in full, for those who listen and under the pointer.
pub fn about(label: &str, tally: &Tally) -> String {
    // Of a label that is only in articles marked without suggestions, the line below tells.
    if *tally == Tally::default() {
        return label.to_owned();
    }
    let mut told = format!(
        "{label}: {} accepted as suggested, {} changed, {} rejected, {} added by hand, {} to decide on",
        tally.right, tally.changed, tally.rejected, tally.added, tally.undecided
    );
    for (name, share) in [(PRECISION, tally.precision()), (RECALL, tally.recall())] {
        if share.is_some() {
            told.push_str(&format!("; {name} {}", percent(share)));
        }
    }
    told
}

/// What the tagger finds in articles that were marked without it.
pub fn about_blind(label: &str, articles: usize, score: &Score) -> String {
    let rate = score.rate(Measure::Exact);
    format!(
        "{label} in {} marked without suggestions: {PRECISION} {}, {RECALL} {}",
        counted(articles, "article"),
        percent(Some(rate.precision)),
        percent(Some(rate.recall)),
    )
}

/// Why the articles marked without suggestions have no score.
pub fn not_measured(why: &str) -> String {
    format!("Articles without suggestions are not measured: {why}")
}

/// What the line above an article's places says to those who listen and under the pointer.
pub fn group(article: &str, places: usize) -> String {
    format!("{article}: {places} not right")
}

/// How many articles the counts are of.
pub fn of_articles(tagged: usize, blind: usize) -> String {
    let mut told = format!("{} tagged", counted(tagged, "article"));
    if blind > 0 {
        told.push_str(&format!(", {blind} blind"));
    }
    told
}

/// What was not right, in a word.
pub fn fate(place: &Place) -> &'static str {
    match (place.fate, place.is_link) {
        (Fate::Added, false) => "missed",
        (Fate::Rejected, false) => "false alarm",
        (Fate::Changed, false) => "changed",
        (Fate::Added, true) => "link missed",
        (Fate::Rejected, true) => "link rejected",
        (Fate::Changed, true) => "other speaker",
        (Fate::Right, _) => "right",
        (Fate::Undecided, _) => "open",
    }
}

/// What a row says to those who listen and under the pointer; `article` where there are several.
pub fn place(article: Option<&str>, place: &Place) -> String {
    let told = format!("{}: {} “{}”", fate(place), place.label, place.words);
    match article {
        Some(article) => format!("{told}, in {article}"),
        None => told,
    }
}

/// Suggestions were accepted faster than they can be read.
pub fn haste(haste: Haste) -> String {
    format!(
        "{} accepted in {:.0} seconds: that is faster than they can be read",
        counted(haste.cards, "suggestion"),
        haste.seconds.max(1.0)
    )
}

/// Who or what made a mark or link: "Tagged by rules 0.1.0, 93 % sure".
pub fn made(origin: &Origin) -> String {
    let name = origin.name.as_deref().unwrap_or_default();
    let version = match origin.version.as_deref().unwrap_or_default() {
        "" => String::new(),
        version => format!(" {version}"),
    };
    let named = |verb: &str, unnamed: &str| match name {
        "" => format!("{verb} by {unnamed}"),
        name => format!("{verb} by {name}{version}"),
    };
    let mut told = match origin.by {
        Maker::Human => named("Marked", "a person"),
        Maker::Tagger => named("Tagged", "a tagger"),
        Maker::Import if name.is_empty() => "From a file".to_owned(),
        Maker::Import => format!("From {name}{version}"),
    };
    if let Some(score) = origin.score {
        told.push_str(&format!(", {}", suggestions::sure(score)));
    }
    told
}

/// Who decided on a mark or link and when: "Accepted by anna, 2026-11-22 10:00 UTC". Nothing where the
/// maker's word is the decision.
pub fn decided(
    by: Maker,
    state: State,
    changed: bool,
    decision: Option<&crate::model::Decision>,
) -> Option<String> {
    let verb = match state {
        State::Suggested => return Some(NOT_DECIDED.to_owned()),
        State::Rejected => "Rejected",
        State::Accepted if changed => "Changed and accepted",
        State::Accepted => "Accepted",
    };
    let decision = decision.filter(|_| by != Maker::Human)?;
    let mut told = format!("{verb} by {}", decision.name);
    if let Some(at) = &decision.at {
        told.push_str(&format!(", {}", when(at)));
    }
    Some(told)
}

/// A time to the minute, as far as it is written as usual.
fn when(at: &Timestamp) -> String {
    let written = at.as_str();
    let (Some(date), Some(time)) = (written.get(..10), written.get(11..16)) else {
        return written.to_owned();
    };
    let zone = match written.get(16..) {
        Some(rest) if rest.ends_with('Z') => " UTC",
        _ => "",
    };
    format!("{date} {time}{zone}")
}

/// What a suggestion covered before it was changed.
pub fn was(label: Option<&str>, words: &str) -> String {
    match label {
        Some(label) => format!("Was {label} “{words}”"),
        None => format!("Was “{words}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Decision;

    #[test]
    fn decisions_say_who_and_when() {
        let decision = |at: Option<&str>| Decision {
            name: "anna".into(),
            at: at.map(Timestamp::from_rfc3339),
        };
        for (state, changed, at, told) in [
            (State::Suggested, false, None, Some(NOT_DECIDED)),
            (State::Accepted, false, None, Some("Accepted by anna")),
            (
                State::Accepted,
                true,
                None,
                Some("Changed and accepted by anna"),
            ),
            (
                State::Rejected,
                false,
                Some("2026-11-22T10:00:00Z"),
                Some("Rejected by anna, 2026-11-22 10:00 UTC"),
            ),
            (
                State::Accepted,
                false,
                Some("2026-11-22T10:00:00+01:00"),
                Some("Accepted by anna, 2026-11-22 10:00"),
            ),
            (
                State::Accepted,
                false,
                Some("gestern"),
                Some("Accepted by anna, gestern"),
            ),
        ] {
            let decision = decision(at);
            let found = decided(Maker::Tagger, state, changed, Some(&decision));
            assert_eq!(found.as_deref(), told);
        }
        let own = decided(Maker::Human, State::Accepted, false, Some(&decision(None)));
        assert_eq!(own, None);
    }
}
