//! How well the rules do on the example article, against a careful reading of it (offsets in code points).
#![expect(clippy::print_stdout, reason = "the figures are read by people")]

use crate::language::*;
use crate::model::{ByteOffset, ByteRange, CharOffset, Fragments, Text};
use std::fmt::Write as _;

type Range = (usize, usize);

struct Gold {
    quote: &'static [Range],
    kind: QuoteKind,
    speakers: &'static [Range],
    cues: &'static [Range],
}

const fn gold(
    quote: &'static [Range],
    kind: QuoteKind,
    speakers: &'static [Range],
    cues: &'static [Range],
) -> Gold {
    Gold {
        quote,
        kind,
        speakers,
        cues,
    }
}

/// The twenty quotes that lie in no other, in order.
const QUOTES: [Gold; 20] = [
    gold(
        &[(743, 905)],
        QuoteKind::Direct,
        &[(907, 929)],
        &[(930, 934)],
    ),
    gold(
        &[(987, 1246)],
        QuoteKind::Direct,
        &[(1248, 1277)],
        &[(1278, 1282)],
    ),
    gold(
        &[(1285, 1390)],
        QuoteKind::Mixed,
        &[(1392, 1400)],
        &[(1401, 1405)],
    ),
    gold(
        &[(1438, 1539)],
        QuoteKind::Indirect,
        &[(1433, 1436)],
        &[(1420, 1432)],
    ),
    gold(
        &[(1746, 2220)],
        QuoteKind::Direct,
        &[(2235, 2247)],
        &[(2223, 2234)],
    ),
    gold(
        &[(2332, 2406)],
        QuoteKind::Indirect,
        &[(2266, 2293)],
        &[(2305, 2311)],
    ),
    gold(
        &[(2426, 2604)],
        QuoteKind::Mixed,
        &[(2421, 2424)],
        &[(2408, 2420)],
    ),
    gold(
        &[(2606, 2805)],
        QuoteKind::Direct,
        &[(2807, 2813)],
        &[(2814, 2822)],
    ),
    gold(&[(2931, 2996)], QuoteKind::Mixed, &[(2825, 2837)], &[]),
    gold(
        &[(3018, 3050)],
        QuoteKind::Mixed,
        &[(2998, 3010)],
        &[(3011, 3017)],
    ),
    gold(
        &[(3083, 3157)],
        QuoteKind::Mixed,
        &[(3052, 3072)],
        &[(3073, 3082)],
    ),
    gold(
        &[(3328, 3399)],
        QuoteKind::Indirect,
        &[(3288, 3318)],
        &[(3319, 3327)],
    ),
    gold(
        &[(3427, 3528)],
        QuoteKind::Mixed,
        &[(3413, 3421)],
        &[(3422, 3426)],
    ),
    gold(
        &[(3530, 3815)],
        QuoteKind::Direct,
        &[(3830, 3845)],
        &[(3817, 3829)],
    ),
    gold(
        &[(3932, 4101)],
        QuoteKind::Mixed,
        &[(3848, 3916)],
        &[(3927, 3931)],
    ),
    gold(
        &[(4103, 4247)],
        QuoteKind::Direct,
        &[(4270, 4290), (4248, 4250)],
        &[(4258, 4269), (4251, 4255)],
    ),
    gold(
        &[(4321, 4448)],
        QuoteKind::Mixed,
        &[(4306, 4315)],
        &[(4316, 4320)],
    ),
    gold(
        &[(4455, 4508)],
        QuoteKind::FreeIndirect,
        &[(4306, 4315)],
        &[],
    ),
    gold(
        &[(4511, 4522), (4576, 4607)],
        QuoteKind::Indirect,
        &[(4524, 4569)],
        &[(4570, 4574)],
    ),
    gold(
        &[(4740, 4789)],
        QuoteKind::Mixed,
        &[(4699, 4721)],
        &[(4733, 4739)],
    ),
];

/// Every speaker mention and its kind.
const SPEAKERS: [(Range, MentionKind); 24] = [
    ((907, 929), MentionKind::Nominal),
    ((1127, 1133), MentionKind::Named),
    ((1248, 1277), MentionKind::Named),
    ((1392, 1400), MentionKind::Nominal),
    ((1433, 1436), MentionKind::Pronoun),
    ((2235, 2247), MentionKind::Named),
    ((2266, 2293), MentionKind::Nominal),
    ((2421, 2424), MentionKind::Pronoun),
    ((2807, 2813), MentionKind::Named),
    ((2825, 2837), MentionKind::Named),
    ((2998, 3010), MentionKind::Named),
    ((3052, 3072), MentionKind::Nominal),
    ((3288, 3318), MentionKind::Named),
    ((3413, 3421), MentionKind::Named),
    ((3530, 3538), MentionKind::Named),
    ((3668, 3676), MentionKind::Named),
    ((3830, 3845), MentionKind::Named),
    ((3848, 3916), MentionKind::Named),
    ((4103, 4112), MentionKind::Named),
    ((4248, 4250), MentionKind::Pronoun),
    ((4270, 4290), MentionKind::Named),
    ((4306, 4315), MentionKind::Named),
    ((4524, 4569), MentionKind::Nominal),
    ((4699, 4721), MentionKind::Named),
];

fn article() -> Text {
    Text::new(include_str!(
        "../../../assets/articles/pentagon-shoigu-call.txt"
    ))
}

fn bytes(text: &Text, range: Range) -> ByteRange {
    let at = |offset| text.byte_of_char(CharOffset(offset)).unwrap();
    ByteRange::between(at(range.0), at(range.1))
}

fn paragraph_start(text: &Text, at: ByteOffset) -> ByteOffset {
    text.paragraphs()[text.paragraph_at(at)].start
}

#[test]
fn the_reading_meant_comes_within_few_presses() {
    let text = article();
    let mut taken: Vec<ByteRange> = Vec::new();
    let (mut first, mut third, mut kinds) = (0, 0, 0);
    let mut report = String::new();
    for gold in &QUOTES {
        let quote: Vec<ByteRange> = gold
            .quote
            .iter()
            .map(|&range| bytes(&text, range))
            .collect();
        let quote = Fragments::new(quote).unwrap();
        let readings = quote_readings(&text, paragraph_start(&text, quote.start()), &taken);
        let presses = readings
            .iter()
            .position(|reading| reading.fragments == quote);
        first += usize::from(presses == Some(0));
        third += usize::from(presses.is_some_and(|n| n < 3));
        let kind = quote_kind(&text, &quote);
        kinds += usize::from(kind == gold.kind);
        if presses != Some(0) || kind != gold.kind {
            let got = readings
                .first()
                .map(|reading| text.slice(reading.fragments.hull()));
            let _ = writeln!(
                report,
                "{:.40} {presses:?} {kind:?}: {got:?}",
                text.slice(quote.hull())
            );
        }
        taken.extend(quote.iter());
    }
    let all = QUOTES.len();
    println!(
        "first reading {first}/{all}, within three {third}/{all}, kind {kinds}/{all}\n{report}"
    );
    assert!(
        first >= 18 && third >= 19 && kinds >= 19,
        "{first} {third} {kinds}\n{report}"
    );
}

#[test]
fn the_speaker_meant_is_among_the_first_candidates() {
    let text = article();
    let mut known: Vec<ByteRange> = Vec::new();
    let (mut first, mut third, mut exact, mut cues) = (0, 0, 0, 0);
    let mut report = String::new();
    for gold in &QUOTES {
        let quote: Vec<ByteRange> = gold
            .quote
            .iter()
            .map(|&range| bytes(&text, range))
            .collect();
        let quote = Fragments::new(quote).unwrap();
        let speakers: Vec<ByteRange> = gold
            .speakers
            .iter()
            .map(|&range| bytes(&text, range))
            .collect();
        let marked: Vec<KnownMention<'_>> = known
            .iter()
            .map(|&range| KnownMention { range, name: None })
            .collect();
        let candidates = speakers_for(&text, &quote, &marked);
        let right = |c: &Candidate| speakers.iter().any(|speaker| speaker.overlaps(c.mention));
        let place = candidates.iter().position(right);
        let best = candidates.first();
        first += usize::from(place == Some(0));
        third += usize::from(place.is_some_and(|n| n < 3));
        exact += usize::from(best.is_some_and(|c| speakers.contains(&c.mention)));
        let cue_right = best.is_some_and(|c| match c.cue {
            Some(cue) => gold.cues.iter().any(|&range| bytes(&text, range) == cue),
            None => gold.cues.is_empty(),
        });
        cues += usize::from(cue_right);
        if place != Some(0) || !cue_right || !best.is_some_and(|c| speakers.contains(&c.mention)) {
            let got = best.map(|c| {
                (
                    text.slice(c.mention),
                    &c.reason,
                    c.cue.map(|cue| text.slice(cue)),
                )
            });
            let _ = writeln!(
                report,
                "{:.40} {place:?}: {got:?}",
                text.slice(quote.hull())
            );
        }
        known.extend(speakers);
    }
    let all = QUOTES.len();
    println!(
        "first candidate {first}/{all} (exact {exact}), first three {third}/{all}, cue {cues}/{all}\n{report}"
    );
    assert!(
        first >= 19 && third >= 19 && exact >= 19 && cues >= 18,
        "{report}"
    );
}

#[test]
fn the_mention_as_written_is_found_from_its_last_word() {
    let text = article();
    let mut right = 0;
    let mut report = String::new();
    for (range, kind) in SPEAKERS {
        let speaker = bytes(&text, range);
        let last = text.slice(speaker).rfind(' ').map_or(0, |i| i + 1) + speaker.start.0;
        let found: Vec<Option<Mention>> = (last..speaker.end.0)
            .filter(|&at| text.is_boundary(ByteOffset(at)))
            .map(|at| mention_at(&text, ByteOffset(at)))
            .collect();
        let wanted = Some(Mention {
            range: speaker,
            kind,
        });
        if found.iter().all(|found| *found == wanted) {
            right += 1;
        } else {
            let got = found
                .first()
                .copied()
                .flatten()
                .map(|m| (text.slice(m.range), m.kind));
            let _ = writeln!(report, "{}: {got:?}", text.slice(speaker));
        }
    }
    println!("mention {right}/{}\n{report}", SPEAKERS.len());
    assert!(right >= 22, "{report}");
}
