//! Marks as tags of tokens, and back.

use super::crf::{Tag, Tagged};
use super::tokens::Token;
use crate::model::{ByteOffset, ByteRange, Document, Fragments, LabelName, State};

/// The tags of each run for one label, and how many marks they say: the accepted ones. Of marks that
/// overlap the longest counts, since a token has one tag.
pub(super) fn tags(
    document: &Document,
    label: &LabelName,
    runs: &[Vec<Token>],
) -> (Vec<Vec<Tag>>, usize) {
    let mut marks: Vec<&Fragments> = document
        .spans()
        .filter(|span| span.label == *label && span.state == State::Accepted)
        .map(|span| &span.fragments)
        .collect();
    marks.sort_by_key(|mark| (std::cmp::Reverse(mark.covered()), mark.start()));
    let mut tags: Vec<Vec<Tag>> = runs
        .iter()
        .map(|run| vec![Tag::Outside; run.len()])
        .collect();
    let mut taken: Vec<ByteRange> = Vec::new();
    let mut count = 0;
    for mark in marks {
        let at = taken.partition_point(|range| range.end <= mark.start());
        if taken.get(at).is_some_and(|range| range.start < mark.end()) {
            continue;
        }
        taken.insert(at, mark.hull());
        count += usize::from(put(mark, runs, &mut tags));
    }
    (tags, count)
}

/// Writes a mark's tags; gives whether it holds a token.
fn put(mark: &Fragments, runs: &[Vec<Token>], tags: &mut [Vec<Tag>]) -> bool {
    let begins = runs.partition_point(|run| end_of(run) <= mark.start());
    let mut begun = false;
    for (run, tags) in runs.iter().zip(tags).skip(begins) {
        let is_after = run
            .first()
            .is_some_and(|token| token.range.start >= mark.end());
        if is_after {
            break;
        }
        // What runs on into another run begins anew there: a run is read by itself.
        let mut begun_here = false;
        for &fragment in mark.as_slice() {
            let mut tag = if begun_here {
                Tag::Continue
            } else {
                Tag::Begin
            };
            let first = run.partition_point(|token| token.range.end <= fragment.start);
            for (token, held) in run.iter().zip(tags.iter_mut()).skip(first) {
                if token.range.start >= fragment.end {
                    break;
                }
                *held = tag;
                tag = Tag::Inside;
                begun_here = true;
            }
        }
        begun |= begun_here;
    }
    begun
}

fn end_of(run: &[Token]) -> ByteOffset {
    run.last().map_or(ByteOffset(0), |token| token.range.end)
}

/// The marks that tags say, each with the probability of its least sure token.
pub(super) fn marks(run: &[Token], tagged: &Tagged) -> Vec<(Fragments, f64)> {
    let mut marks: Vec<(Vec<ByteRange>, f64)> = Vec::new();
    let mut before = Tag::Outside;
    for (token, (tag, probability)) in run.iter().zip(tagged) {
        match (tag, marks.last_mut()) {
            (Tag::Outside, _) => {}
            (Tag::Inside, Some((fragments, score))) if before != Tag::Outside => {
                if let Some(last) = fragments.last_mut() {
                    last.end = token.range.end;
                }
                *score = score.min(*probability);
            }
            (Tag::Continue, Some((fragments, score))) if before == Tag::Outside => {
                fragments.push(token.range);
                *score = score.min(*probability);
            }
            // Also what cannot stand here, such as the inside of nothing, begins one.
            _ => marks.push((vec![token.range], *probability)),
        }
        before = *tag;
    }
    let whole = marks.into_iter();
    whole
        .filter_map(|(ranges, score)| Some((Fragments::joined(ranges).ok()?, score)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Draft, Header, Origin, Schema, Span, SpanId, Text};
    use crate::tagger::learned::tokens::runs;
    use std::sync::Arc;

    /// A document with marks written in the text: `[…]` a stretch, `[…]+[…]` two of one mark, which may
    /// have words between them.
    fn document(marked: &str) -> Document {
        let (mut plain, mut marks, mut start, mut joins) =
            (String::new(), Vec::<Vec<ByteRange>>::new(), 0, false);
        for c in marked.chars() {
            match c {
                '[' => start = plain.len(),
                ']' => {
                    let range = ByteRange::new(start, plain.len());
                    match marks.last_mut().filter(|_| joins) {
                        Some(last) => last.push(range),
                        None => marks.push(vec![range]),
                    }
                    joins = false;
                }
                '+' => joins = true,
                c => plain.push(c),
            }
        }
        let mut document = Document::new(
            Header::default(),
            Arc::new(Schema::default()),
            Text::new(plain),
        );
        let mut draft = Draft::new(&document);
        for (number, ranges) in marks.into_iter().enumerate() {
            let fragments = Fragments::new(ranges).unwrap();
            let id = SpanId::from(format!("m{number}").as_str());
            let mut span = Span::new(id, LabelName::from("x"), fragments, Origin::default());
            span.state = State::Accepted;
            draft.put_span(span).unwrap();
        }
        let edit = draft.finish();
        document.apply(&edit).unwrap();
        document
    }

    #[test]
    fn marks_come_back_from_their_tags() {
        for (marked, count) in [
            ("[The cat] sat on [a mat].", 2),
            ("[One][ two] three.", 2),
            ("[We go],” he said, “+[and stay] there.", 1),
            ("Nothing here.", 0),
            ("First.\n\n[Second] and [last.]", 2),
        ] {
            let document = document(marked);
            let runs = runs(document.text());
            let (tags, counted) = tags(&document, &LabelName::from("x"), &runs);
            assert_eq!(counted, count, "{marked}");
            let found: Vec<String> = runs
                .iter()
                .zip(&tags)
                .flat_map(|(run, tags)| {
                    let tagged: Tagged = tags.iter().map(|tag| (*tag, 0.5)).collect();
                    marks(run, &tagged)
                })
                .map(|(fragments, _)| {
                    let words = fragments
                        .iter()
                        .map(|range| document.text().slice(range).trim());
                    words.collect::<Vec<_>>().join("+")
                })
                .collect();
            let wanted: Vec<String> = document
                .spans()
                .map(|span| {
                    let words = span
                        .fragments
                        .iter()
                        .map(|range| document.text().slice(range).trim());
                    words.collect::<Vec<_>>().join("+")
                })
                .collect();
            assert_eq!(found, wanted, "{marked}");
        }
    }
}
