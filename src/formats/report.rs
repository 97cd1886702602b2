//! The loss report in words, the same on the command line and in the window.

use super::export::Written;
use super::{LeftOut, Reason, Tally};

/// Lines that say what was left out and why. `way_out` follows on articles that are not done.
pub fn left_out(left_out: &LeftOut, way_out: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for (reasons, one, many) in [
        (&left_out.articles, "article", "articles"),
        (&left_out.spans, "mark", "marks"),
        (&left_out.links, "link", "links"),
    ] {
        for (&reason, &count) in reasons {
            let number = counted(count, one, many);
            lines.push(match reason {
                Reason::ArticleNotDone => format!("left out: {number} not done{way_out}"),
                _ => format!("left out: {number} {}", reason.words()),
            });
        }
    }
    lines
}

/// A line for each kind of loss in a format of this title.
pub fn losses(tally: &Tally, title: &str) -> Vec<String> {
    if tally.is_empty() {
        return vec![format!("nothing is lost in {title}")];
    }
    let mut lines = vec![format!("{title} cannot hold:")];
    lines.extend(tally.lines().map(|line| format!("  {line}")));
    lines
}

/// What went out, as in "2 articles, 30 marks, 12 links".
pub fn went_out(written: &Written) -> String {
    amounts(written.articles, written.spans, written.links)
}

/// Articles with their marks and links, as in "2 articles, 30 marks, 12 links".
pub fn amounts(articles: u64, spans: u64, links: u64) -> String {
    format!(
        "{}, {}, {}",
        counted(articles, "article", "articles"),
        counted(spans, "mark", "marks"),
        counted(links, "link", "links")
    )
}

/// A number with its word: "1 article", "2 articles", "1,234 articles".
pub fn counted(number: u64, one: &str, many: &str) -> String {
    let digits = number.to_string();
    let mut told = String::with_capacity(digits.len() + many.len() + 8);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
    told.push(' ');
    told.push_str(if number == 1 { one } else { many });
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_with_their_words() {
        for (number, told) in [
            (0, "0 articles"),
            (1, "1 article"),
            (999, "999 articles"),
            (1000, "1,000 articles"),
            (1234567, "1,234,567 articles"),
        ] {
            assert_eq!(counted(number, "article", "articles"), told);
        }
    }
}
