//! Words as they were and as they are, cut to where they differ, so that a person sees it.

/// So many characters of what is the same stay on either side.
const KEPT: usize = 30;

/// Both in a line each, with "…" for what is the same in both and far from where they differ.
pub fn contrast(was: &str, now: &str) -> (String, String) {
    let line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let (was, now) = (line(was), line(now));
    let same = |(a, b): &((usize, char), (usize, char))| a.1 == b.1;
    let head = was.char_indices().zip(now.char_indices()).take_while(same);
    let head: Vec<usize> = head.map(|(a, _)| a.0).collect();
    let room = was.chars().count().min(now.chars().count()) - head.len();
    let tail = was.chars().rev().zip(now.chars().rev()).take(room);
    let tail = tail.take_while(|(a, b)| a == b).count();
    // Where the head is cut: after a blank, that no word is.
    let start = head.len().checked_sub(KEPT).and_then(|at| {
        let at = *head.get(at)?;
        let blank = was.get(at..)?.find(' ')?;
        Some(at + blank + 1).filter(|start| head.contains(start))
    });
    (cut(&was, start, tail), cut(&now, start, tail))
}

/// A line from a byte on, and without the end of a long tail of so many characters.
fn cut(line: &str, start: Option<usize>, tail: usize) -> String {
    let rest = line.get(start.unwrap_or_default()..).unwrap_or(line);
    let before = if start.is_some() { "…" } else { "" };
    let left_out = tail.saturating_sub(KEPT);
    let end = rest.char_indices().rev().nth(left_out.wrapping_sub(1));
    let end = end.map(|(at, _)| at).filter(|_| left_out > 0);
    let end = end.and_then(|at| rest.get(..at)?.rfind(' '));
    match end {
        Some(end) => format!("{before}{}…", rest.get(..end).unwrap_or(rest)),
        None => format!("{before}{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_on_both_sides_is_left_out() {
        let long = "On May 13, Secretary of Defense Lloyd J. Austin III spoke with Russian Defense Minister";
        for (was, now, wanted) in [
            ("minister", "chancellor", ("minister", "chancellor")),
            ("a  b\nc", "", ("a b c", "")),
            (
                &*format!("{long} at noon."),
                &*format!("{long} at dawn."),
                (
                    "…Russian Defense Minister at noon.",
                    "…Russian Defense Minister at dawn.",
                ),
            ),
            (
                &*format!("Then {long}."),
                &*format!("Once {long}."),
                (
                    "Then On May 13, Secretary of…",
                    "Once On May 13, Secretary of…",
                ),
            ),
        ] {
            let (was, now) = contrast(was, now);
            assert_eq!((was.as_str(), now.as_str()), wanted);
        }
    }
}
