//! The lines of an `.ann` file.

use crate::formats::{Fault, Piece};

/// A line with its number, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Where it stands.
    pub number: usize,
    /// What its id is; `*` has none.
    pub id: &'a str,
    /// What it says.
    pub what: What<'a>,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// `T`: a label on some text.
    Bound {
        label: &'a str,
        pieces: Vec<Piece>,
        words: Option<String>,
    },
    /// `R`: a tie of two.
    Relation {
        label: &'a str,
        arguments: Vec<(&'a str, &'a str)>,
    },
    /// `E`: a label with its trigger, and what plays which part.
    Event {
        label: &'a str,
        trigger: &'a str,
        arguments: Vec<(&'a str, &'a str)>,
    },
    /// `A` or `M`: something set; a flag has no value. The words are all that follow the id: with a name
    /// of several words, nobody knows yet which the target is.
    Attribute { words: Vec<&'a str> },
    /// `N`: what a span means in a resource.
    Reference {
        kind: &'a str,
        target: &'a str,
        resource: &'a str,
        name: &'a str,
    },
    /// `*`: these are the same.
    Set {
        label: &'a str,
        members: Vec<&'a str>,
    },
    /// `#`: a remark.
    Remark {
        kind: &'a str,
        target: &'a str,
        text: &'a str,
    },
}

/// The lines of a file; what is none goes to the faults. Only LF and CRLF end a line.
pub fn parse<'a>(annotations: &'a str, faults: &mut Vec<Fault>) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = Vec::new();
    // Whether the words of the last annotation may go on: nothing else has come since.
    let mut goes_on = false;
    for (at, line) in annotations.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.trim().is_empty() {
            continue;
        }
        match parse_line(line, at + 1) {
            Ok(line) => {
                goes_on = true;
                lines.push(line);
            }
            // The words of a span that go on after a line end: some tools write them so.
            Err(reason) => match lines.last_mut().map(|last| &mut last.what) {
                Some(What::Bound {
                    words: Some(words), ..
                }) if goes_on && !is_annotation(line) => {
                    words.push('\n');
                    words.push_str(line);
                }
                _ => {
                    goes_on = false;
                    faults.push(Fault::at(at + 1, reason));
                }
            },
        }
    }
    lines
}

/// Whether a line begins as an annotation does: with an id and a tab.
fn is_annotation(line: &str) -> bool {
    let Some((id, _)) = line.split_once('\t') else {
        return false;
    };
    let mut rest = id.chars();
    match rest.next() {
        Some('*' | '#') => !id.contains(char::is_whitespace),
        Some('T' | 'R' | 'E' | 'A' | 'M' | 'N') => {
            let number = rest.as_str();
            number.starts_with(|c: char| c.is_ascii_digit())
                && !number.contains(char::is_whitespace)
        }
        _ => false,
    }
}

fn parse_line(line: &str, number: usize) -> Result<Line<'_>, String> {
    if !is_annotation(line) {
        return Err("no annotation: an id and a tab are missing".to_owned());
    }
    let (id, rest) = line.split_once('\t').unwrap_or_default();
    let (data, tail) = match rest.split_once('\t') {
        Some((data, tail)) => (data, Some(tail)),
        None => (rest, None),
    };
    let mut words = data.split(' ').filter(|word| !word.is_empty());
    let what = match id.chars().next() {
        Some('T') => bound(data, tail).ok_or("label and offsets expected, as in quote 0 12")?,
        Some('R') => What::Relation {
            label: words.next().ok_or("a label expected")?,
            arguments: words.filter_map(|word| word.rsplit_once(':')).collect(),
        },
        Some('E') => {
            let event = words.next().and_then(|word| word.rsplit_once(':'));
            let (label, trigger) = event.ok_or("label and trigger expected, as in Meet:T1")?;
            What::Event {
                label,
                trigger,
                arguments: words.filter_map(|word| word.rsplit_once(':')).collect(),
            }
        }
        Some('A' | 'M') => What::Attribute {
            words: words.collect(),
        },
        Some('N') => {
            let fields = (words.next(), words.next(), words.next());
            let (Some(kind), Some(target), Some(resource)) = fields else {
                return Err("Reference, an id and RESOURCE:ID expected".to_owned());
            };
            What::Reference {
                kind,
                target,
                resource,
                name: tail.unwrap_or_default(),
            }
        }
        Some('*') => What::Set {
            label: words.next().ok_or("a label expected")?,
            members: words.collect(),
        },
        _ => What::Remark {
            kind: words.next().ok_or("a kind of remark expected")?,
            target: words.next().ok_or("what is remarked on expected")?,
            text: tail.unwrap_or_default(),
        },
    };
    Ok(Line { number, id, what })
}

/// `quote 0 5;7 12`; a label may hold spaces, though brat's own does not.
fn bound<'a>(data: &'a str, words: Option<&str>) -> Option<What<'a>> {
    let data = data.trim_end();
    let mut pieces = Vec::new();
    let mut rest = data;
    loop {
        let (before, end) = rest.rsplit_once(' ')?;
        let end = end.parse().ok()?;
        let cut = before.rfind([' ', ';'])?;
        let start = before.get(cut + 1..)?.parse().ok()?;
        let text = None;
        pieces.push(Piece { start, end, text });
        rest = before.get(..cut)?;
        if before.get(cut..)?.starts_with(' ') {
            break;
        }
    }
    pieces.reverse();
    Some(What::Bound {
        label: rest,
        pieces,
        words: words.map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(line: &str) -> Result<What<'_>, String> {
        parse_line(line, 1).map(|line| line.what)
    }

    #[test]
    fn labels_and_pieces_are_told_apart() {
        for (line, label, ends) in [
            ("T1\tquote 0 5\thello", "quote", vec![(0, 5)]),
            (
                "T1\tquote 0 5;7 12\thello there",
                "quote",
                vec![(0, 5), (7, 12)],
            ),
            (
                "T12\ttest label 0 378 386\tanomalie",
                "test label 0",
                vec![(378, 386)],
            ),
        ] {
            let Ok(What::Bound {
                label: found,
                pieces,
                ..
            }) = one(line)
            else {
                panic!("{line}")
            };
            let found_ends: Vec<_> = pieces
                .iter()
                .map(|piece| (piece.start, piece.end))
                .collect();
            assert_eq!((found, found_ends), (label, ends));
        }
    }

    #[test]
    fn what_is_no_annotation_is_told_with_its_line() {
        let mut faults = Vec::new();
        let lines = parse(
            "Hello\r\nT1\tquote 0 9\tone\n two\n\nT2\tquote x 3\ty\nE1\tMeet\nQ1\tx\n",
            &mut faults,
        );
        let told: Vec<_> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(told, [Some(1), Some(5), Some(6), Some(7)]);
        let [line] = lines.as_slice() else { panic!() };
        let What::Bound { words, .. } = &line.what else {
            panic!()
        };
        assert_eq!(words.as_deref(), Some("one\n two"));
    }
}
