//! Words put into rows, in the text's order.

use super::Setting;
use super::shaping::Word;
use eframe::egui::Context;
use std::collections::VecDeque;

/// Where a row can end: before a cluster of one of its words.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Cut {
    word: usize,
    cluster: usize,
}

/// The words row by row; at least one row. A row ends after spaces, between ideographs, after a
/// dash, else between two grapheme clusters.
pub(super) fn broken(
    ctx: &Context,
    words: &str,
    shaped: Vec<Word>,
    setting: &Setting,
) -> Vec<Vec<Word>> {
    let mut rows = Vec::new();
    let mut left: VecDeque<Word> = shaped.into();
    loop {
        let mut row: Vec<Word> = Vec::new();
        let cut = fill(words, &mut left, &mut row, setting.width);
        let Some(cut) = cut else {
            rows.push(row);
            return rows;
        };
        for word in row.drain(cut.word + 1..).rev().collect::<Vec<_>>() {
            left.push_front(word);
        }
        if let Some(word) = row.pop() {
            if cut.cluster == 0 {
                left.push_front(word);
            } else {
                let (before, after) = word.cut(ctx, words, cut.cluster, setting);
                row.push(before);
                left.push_front(after);
            }
        }
        rows.push(row);
    }
}

/// Takes words until one goes over the column's edge, and tells where the row has to end; `None`
/// when all that is left fits.
fn fill(words: &str, left: &mut VecDeque<Word>, row: &mut Vec<Word>, width: f32) -> Option<Cut> {
    let mut best = None;
    let mut x = 0.0;
    let mut before = "";
    while let Some(word) = left.pop_front() {
        let mut at = word.stretch.range.start;
        let mut over = None;
        for (number, cluster) in word.clusters.iter().enumerate() {
            let here = Cut {
                word: row.len(),
                cluster: number,
            };
            let own = words.get(at..at + cluster.len).unwrap_or_default();
            let first = row.is_empty() && number == 0;
            if !first && can_part(before, own) {
                best = Some(here);
            }
            if !first && !is_space(own) && x + cluster.width > width {
                over = Some(best.unwrap_or(here));
                break;
            }
            x += cluster.width;
            at += cluster.len;
            before = own;
        }
        row.push(word);
        if over.is_some() {
            return over;
        }
    }
    None
}

fn is_space(cluster: &str) -> bool {
    let stays = |c| matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}');
    cluster
        .chars()
        .all(|c| c.is_whitespace() && !stays(c) || c == '\u{200b}')
}

/// Whether a row may end between two clusters.
fn can_part(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next(), after.chars().next()) else {
        return false;
    };
    if is_space(after) {
        return false;
    }
    let dash = matches!(last, '-' | '–' | '—' | '\u{2010}' | '\u{5be}') && first.is_alphabetic();
    let ideographs = (is_ideograph(last) || is_ideograph(first)) && !closes(first) && !opens(last);
    is_space(before) || dash || ideographs
}

/// Signs of scripts that are written without spaces and broken anywhere.
fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{30FF}' | '\u{3100}'..='\u{312F}' | '\u{3130}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Signs that do not begin a row.
fn closes(c: char) -> bool {
    matches!(
        c,
        '。' | '、'
            | '，'
            | '．'
            | '：'
            | '；'
            | '？'
            | '！'
            | '）'
            | '」'
            | '』'
            | '】'
            | '》'
            | '〉'
            | '〕'
            | '］'
            | '｝'
            | '”'
            | '’'
            | '»'
            | '…'
            | ')'
            | ']'
            | '}'
            | ','
            | '.'
            | ':'
            | ';'
            | '?'
            | '!'
            | 'ー'
            | '々'
            | '؟'
            | '،'
            | '؛'
    )
}

/// Signs that do not end a row.
fn opens(c: char) -> bool {
    matches!(
        c,
        '（' | '「'
            | '『'
            | '【'
            | '《'
            | '〈'
            | '〔'
            | '［'
            | '｛'
            | '“'
            | '‘'
            | '«'
            | '('
            | '['
            | '{'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_after_spaces_and_between_ideographs() {
        for (before, after, parts) in [
            ("a", "b", false),
            (" ", "b", true),
            (" ", " ", false),
            ("a", " ", false),
            ("\u{a0}", "b", false),
            ("\u{200b}", "ก", true),
            ("-", "b", true),
            ("-", "1", false),
            ("大", "桥", true),
            ("大", "。", false),
            ("“", "大", false),
            ("ก", "ข", false),
            ("ש", ")", false),
            ("", "b", false),
        ] {
            assert_eq!(can_part(before, after), parts, "{before}|{after}");
        }
    }
}
