//! Who said a quote: the mentions that may be its speaker, the likeliest first.

use super::content::{self, Attribution};
use super::mention::{self, MentionKind, mention_kind};
use super::{noun_phrase, phrase, quotation, sentences, window};
use crate::model::{ByteRange, Fragments, Text};

/// A speaker mention that is marked already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownMention<'n> {
    /// Its words.
    pub range: ByteRange,
    /// The name of its person, when it has one.
    pub name: Option<&'n str>,
}

/// A mention that may be the speaker of a quote.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its words.
    pub mention: ByteRange,
    /// How it names.
    pub kind: MentionKind,
    /// The cue that ties it to the quote, when there is one.
    pub cue: Option<ByteRange>,
    /// How likely, 0 to 1.
    pub score: f32,
    /// Why, in plain words.
    pub reason: String,
}

/// Candidates given at most: one for each digit.
const MOST: usize = 9;

/// The mentions that may be the quote's speaker, at most nine, the likeliest first. A mention among
/// `known` is taken with exactly its marked words.
pub fn speakers_for(text: &Text, quote: &Fragments, known: &[KnownMention<'_>]) -> Vec<Candidate> {
    let mut ranking = Ranking {
        text,
        quote,
        known,
        found: Vec::new(),
    };
    let paragraph = window::paragraph_at(text, quote.start());
    let attributions = content::attributions(text, paragraph);
    ranking.cued(&attributions);
    let last = window::paragraph_at(text, quote.end());
    if last.start > paragraph.end {
        ranking.cued(&content::attributions(text, last));
    }
    ranking.neighbouring_cues(paragraph);
    ranking.named_after_dash(paragraph);
    ranking.sentence_subject(paragraph);
    ranking.quote_before(&attributions, paragraph);
    ranking.quote_after(&attributions, paragraph);
    ranking.known_nearby();
    ranking.named_nearby(paragraph);
    ranking.finished()
}

struct Ranking<'a> {
    text: &'a Text,
    quote: &'a Fragments,
    known: &'a [KnownMention<'a>],
    found: Vec<Candidate>,
}

impl Ranking<'_> {
    fn add(&mut self, mention: ByteRange, cue: Option<ByteRange>, score: f32, reason: String) {
        let mention = self.as_known(mention);
        if mention.is_empty() || self.quote.overlaps(mention) {
            return;
        }
        match self
            .found
            .iter_mut()
            .find(|found| found.mention.overlaps(mention))
        {
            Some(found) if found.score >= score => {
                found.cue = found.cue.or(cue);
            }
            Some(found) => {
                found.mention = mention;
                found.cue = cue.or(found.cue);
                found.score = score;
                found.reason = reason;
            }
            None => self.found.push(Candidate {
                mention,
                kind: mention_kind(self.text, mention),
                cue,
                score,
                reason,
            }),
        }
    }

    fn as_known(&self, mention: ByteRange) -> ByteRange {
        let known = self
            .known
            .iter()
            .find(|known| known.range.overlaps(mention));
        known.map_or(mention, |known| known.range)
    }

    /// Cues whose content is this quote, or holds it.
    fn cued(&mut self, attributions: &[Attribution]) {
        for attribution in attributions {
            let Some(speaker) = attribution.speaker else {
                continue;
            };
            let overlap = overlap(self.quote, &attribution.content);
            let covers = self.quote.iter().all(|fragment| {
                attribution
                    .content
                    .iter()
                    .any(|whole| whole.covers(fragment))
            });
            let ends_it = attribution.content.end() == self.quote.end();
            let fit = if overlap >= 0.5 {
                0.5 + overlap / 2.0
            } else if covers || ends_it {
                0.7
            } else {
                overlap * 0.8
            };
            if fit < 0.15 {
                continue;
            }
            let reason = content::reason(self.text, attribution);
            self.add(
                speaker,
                Some(attribution.cue),
                (attribution.score * fit).min(0.99),
                reason,
            );
        }
    }

    /// A cue alone in the next paragraph, or at the end of the one before.
    fn neighbouring_cues(&mut self, paragraph: ByteRange) {
        let last = window::paragraph_at(self.text, self.quote.end());
        if let Some(next) = window::neighbour(self.text, last.end, 1)
            && let Some((Some(speaker), cue)) = content::bare_cue(self.text, next)
        {
            let ends = self.rest_after(last).trim().chars().count() < 12;
            let score = if ends { 0.6 } else { 0.3 };
            let words = self.text.slice(speaker.hull(cue)).to_owned();
            self.add(
                speaker,
                Some(cue),
                score,
                format!("next paragraph: *{words}*"),
            );
        }
        if let Some((Some(speaker), cue)) = content::colon_cue(self.text, paragraph) {
            let words = self.text.slice(cue).to_owned();
            self.add(
                speaker,
                Some(cue),
                0.75,
                format!("paragraph before: subject of *{words}*"),
            );
        }
    }

    /// “…” — Anna Berg
    fn named_after_dash(&mut self, paragraph: ByteRange) {
        let end = self.quote.end();
        let rest = ByteRange::between(end, paragraph.end.max(end));
        let items = phrase::items(self.text, window::near(self.text, rest, end), &[]);
        if items
            .first()
            .is_some_and(|item| item.kind == phrase::Kind::Dash)
            && let Some(last) = noun_phrase::starting_at(&items, 1)
        {
            let mention = mention::mention(&items, 1, last).range;
            self.add(mention, None, 0.8, "named after the quote".to_owned());
        }
    }

    fn rest_after(&self, paragraph: ByteRange) -> &str {
        self.text
            .slice(ByteRange::between(self.quote.end(), paragraph.end))
    }

    /// The subject of the sentence that the quote is a part of.
    fn sentence_subject(&mut self, paragraph: ByteRange) {
        let sentence = sentences::sentence_at(self.text, self.quote.start());
        let lead = ByteRange::between(sentence.start, self.quote.start().max(sentence.start));
        if self.text.slice(lead).trim().is_empty() {
            return;
        }
        let marks = quotation::quotations(self.text, paragraph);
        let items = phrase::items(self.text, lead, &marks);
        if let Some((first, last)) = content::main_subject(&items, items.len()) {
            let mention = mention::mention(&items, first, last).range;
            self.add(mention, None, 0.58, "subject of the sentence".to_owned());
        }
    }

    /// Whoever spoke before goes on speaking.
    fn quote_before(&mut self, attributions: &[Attribution], paragraph: ByteRange) {
        let start = self.quote.start();
        let reason = || "speaker of the quote before".to_owned();
        let mut before = attributions
            .iter()
            .filter(|a| !a.nested && a.content.start() < start && a.speaker.is_some());
        if let Some(speaker) = before.next_back().and_then(|a| a.speaker) {
            self.add(speaker, None, 0.55, reason());
            return;
        }
        let mut at = paragraph.start;
        let mut score = 0.5;
        for _ in 0..3 {
            let Some(before) = window::neighbour(self.text, at, -1) else {
                return;
            };
            let cue = content::bare_cue(self.text, before).and_then(|(speaker, _)| speaker);
            let speaker = cue.or_else(|| {
                let all = content::attributions(self.text, before);
                all.iter()
                    .rev()
                    .filter(|a| !a.nested && a.speaker.is_some())
                    .find_map(|a| a.speaker)
            });
            if let Some(speaker) = speaker {
                self.add(speaker, None, score, reason());
                return;
            }
            score -= 0.1;
            at = before.start;
        }
    }

    fn quote_after(&mut self, attributions: &[Attribution], paragraph: ByteRange) {
        let end = self.quote.end();
        let reason = || "speaker of the quote after".to_owned();
        let mut after = attributions
            .iter()
            .filter(|a| !a.nested && a.content.start() >= end);
        if let Some(speaker) = after.find_map(|a| a.speaker) {
            self.add(speaker, None, 0.42, reason());
            return;
        }
        if let Some(next) = window::neighbour(self.text, paragraph.end, 1) {
            let all = content::attributions(self.text, next);
            if let Some(speaker) = all.iter().filter(|a| !a.nested).find_map(|a| a.speaker) {
                self.add(speaker, None, 0.35, reason());
            }
        }
    }

    /// Marked speakers, the nearest first; those before the quote rather than after it.
    fn known_nearby(&mut self) {
        let start = self.quote.start();
        let mut near: Vec<ByteRange> = self.known.iter().map(|known| known.range).collect();
        near.sort_by_key(|range| {
            let after = range.start >= start;
            range.start.0.abs_diff(start.0) + if after { 400 } else { 0 }
        });
        for (i, range) in near.into_iter().take(MOST).enumerate() {
            self.add(
                range,
                None,
                0.34 - 0.02 * i as f32,
                "marked speaker nearby".to_owned(),
            );
        }
    }

    /// Names and known nouns in this paragraph and the one before.
    fn named_nearby(&mut self, paragraph: ByteRange) {
        let start = self.quote.start();
        let before = window::neighbour(self.text, paragraph.start, -1);
        let mut score = 0.3;
        for place in std::iter::once(paragraph).chain(before) {
            let mut near = mention::mentions_in(self.text, place);
            near.retain(|mention| mention.kind != MentionKind::Pronoun || place == paragraph);
            near.sort_by_key(|mention| mention.range.start.0.abs_diff(start.0));
            for mention in near.into_iter().take(MOST) {
                self.add(mention.range, None, score, "mentioned nearby".to_owned());
                score *= 0.9;
            }
        }
    }

    fn finished(mut self) -> Vec<Candidate> {
        self.found.sort_by(|a, b| b.score.total_cmp(&a.score));
        self.found.truncate(MOST);
        self.found
    }
}

/// Shared bytes over all bytes of the two.
fn overlap(a: &Fragments, b: &Fragments) -> f32 {
    let shared: usize = a
        .iter()
        .flat_map(|x| b.iter().filter_map(move |y| x.intersection(y)))
        .map(ByteRange::len)
        .sum();
    shared as f32 / (a.covered() + b.covered() - shared).max(1) as f32
}

#[cfg(test)]
mod tests;
