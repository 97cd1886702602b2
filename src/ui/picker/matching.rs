//! Which rows fit what is typed, the best first, and which letters made them fit.

use super::words::Words;
use super::{Row, Standing};
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use std::cmp::Reverse;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// How freely what is typed may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Letters may be left out: "nxq" finds "Next quotation". For short titles.
    Letters,
    /// Parts of words, in any order. For the words of an article, in which letters are everywhere.
    Words,
}

/// How well a row fits, and where in its title.
type Fit = (u32, Vec<Range<usize>>);

/// Tells how well a row fits what is typed.
type Fitting<T> = Box<dyn FnMut(&Row<T>) -> Option<Fit>>;

/// A row that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its number among all rows.
    pub row: usize,
    /// The bytes of its title that fit.
    pub letters: Vec<Range<usize>>,
}

/// The rows that fit, the best first. With nothing typed all do, in their order.
pub fn fitting<T>(rows: &[Row<T>], typed: &str, reading: Reading) -> Vec<Hit> {
    let mut fit: Fitting<T> = match reading {
        Reading::Letters => {
            let kind = AtomKind::Fuzzy;
            let pattern = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, kind);
            let mut matcher = Matcher::new(Config::DEFAULT);
            Box::new(move |row| fit_letters(row, &pattern, &mut matcher))
        }
        Reading::Words => {
            let words = Words::of(typed);
            Box::new(move |row| words.fit(&row.title, &row.also))
        }
    };
    let mut found: Vec<(u32, Hit)> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        if let Some((score, letters)) = fit(row) {
            let hit = Hit {
                row: number,
                letters,
            };
            found.push((weighed(score, row), hit));
        }
    }
    if !typed.trim().is_empty() {
        // A stable sort: among equals the rows' own order stays.
        found.sort_by_key(|(score, _)| Reverse(*score));
    }
    found.into_iter().map(|(_, hit)| hit).collect()
}

/// What cannot be done now, and what is seldom looked for, comes after what fits as well.
fn weighed<T>(score: u32, row: &Row<T>) -> u32 {
    let standing = match row.standing {
        Standing::Usual => 10,
        Standing::Last => 7,
    };
    score * standing * if row.possible { 10 } else { 7 }
}

fn fit_letters<T>(
    row: &Row<T>,
    pattern: &Pattern,
    matcher: &mut Matcher,
) -> Option<(u32, Vec<Range<usize>>)> {
    let all = if row.also.is_empty() {
        row.title.clone()
    } else {
        format!("{} {}", row.title, row.also)
    };
    let mut buffer = Vec::new();
    let mut numbers = Vec::new();
    let score = pattern.indices(Utf32Str::new(&all, &mut buffer), matcher, &mut numbers)?;
    numbers.sort_unstable();
    numbers.dedup();
    Some((score, bytes_of(&row.title, &numbers)))
}

/// Grapheme clusters by number, as stretches of bytes; neighbours are one stretch.
fn bytes_of(title: &str, numbers: &[u32]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let mut wanted = numbers.iter().copied().peekable();
    for (number, (start, cluster)) in title.grapheme_indices(true).enumerate() {
        if wanted.next_if_eq(&(number as u32)).is_none() {
            continue;
        }
        let end = start + cluster.len();
        match stretches.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => stretches.push(start..end),
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(titles: &[&str]) -> Vec<Row<usize>> {
        let row = |(number, title): (usize, &&str)| Row::new(*title, number);
        titles.iter().enumerate().map(row).collect()
    }

    fn found(titles: &[&str], typed: &str, reading: Reading) -> Vec<String> {
        let rows = rows(titles);
        let marked = |hit: Hit| {
            let title = &rows[hit.row].title;
            let mut marked = title.clone();
            for range in hit.letters.iter().rev() {
                marked.insert(range.end, '>');
                marked.insert(range.start, '<');
            }
            marked
        };
        fitting(&rows, typed, reading)
            .into_iter()
            .map(marked)
            .collect()
    }

    #[test]
    fn typed_letters_find_titles_and_are_marked_in_them() {
        let titles = [
            "Next mark",
            "Previous quotation, name or sentence",
            "Next quotation, name or sentence",
            "Élan vital",
        ];
        for (typed, reading, first) in [
            (
                "nex quo",
                Reading::Letters,
                "<Nex>t <quo>tation, name or sentence",
            ),
            (
                "quo nex",
                Reading::Letters,
                "<Nex>t <quo>tation, name or sentence",
            ),
            (
                "sent prev",
                Reading::Words,
                "<Prev>ious quotation, name or <sent>ence",
            ),
            ("elan", Reading::Letters, "<Élan> vital"),
            ("nm", Reading::Letters, "<N>ext <m>ark"),
        ] {
            let found = found(&titles, typed, reading);
            assert_eq!(found.first().map(String::as_str), Some(first), "{typed}");
        }
        assert!(found(&titles, "nm", Reading::Words).is_empty());
        assert!(found(&titles, "zzz", Reading::Letters).is_empty());
    }

    #[test]
    fn nothing_typed_keeps_the_order_and_what_cannot_be_done_comes_later() {
        let mut rows = rows(&["Undo mark", "Undo marks"]);
        rows[0].possible = false;
        let order = |typed| -> Vec<usize> {
            let hits = fitting(&rows, typed, Reading::Letters);
            hits.into_iter().map(|hit| hit.row).collect()
        };
        assert_eq!(order(""), [0, 1]);
        assert_eq!(order("  "), [0, 1]);
        assert_eq!(order("undo"), [1, 0]);
    }

    #[test]
    fn letters_are_whole_characters_in_every_script() {
        for (title, typed) in [
            ("Müller 👨‍👩‍👧 said", "said"),
            ("Сергей Шойгу", "шой"),
            ("e\u{301}tat", "tat"),
            ("安娜 Petrova", "娜"),
        ] {
            let rows = rows(&[title]);
            let hits = fitting(&rows, typed, Reading::Words);
            assert!(!hits.is_empty(), "{title} {typed}");
            let letters: String = hits[0]
                .letters
                .iter()
                .map(|range| &title[range.clone()])
                .collect();
            assert_eq!(letters.to_lowercase(), typed, "{title}");
        }
    }
}
