//! Tags that say of each token whether a span begins there, goes on, or is not there: `B-PER`, `I-PER`, `O`.
//!
//! IOB2 begins every span with `B`; IOB1 only where two of a label touch; others mark ends too (`E`, `L`) and
//! spans of one token (`S`, `U`). All are read, IOB2 is written.

/// What a tag says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag<'a> {
    /// In no span.
    Outside,
    /// The first of a span.
    Begins(&'a str),
    /// In a span: its first too, unless one of the label is open.
    Inside(&'a str),
    /// The last of a span.
    Ends(&'a str),
    /// The only one of a span.
    Alone(&'a str),
}

impl<'a> Tag<'a> {
    /// A tag as it is written; `None` when it is none.
    pub fn read(tag: &'a str) -> Option<Self> {
        if tag == "O" {
            return Some(Self::Outside);
        }
        let (kind, label) = tag.split_once('-').filter(|(_, label)| !label.is_empty())?;
        Some(match kind {
            "B" => Self::Begins(label),
            "I" | "M" => Self::Inside(label),
            "E" | "L" => Self::Ends(label),
            "S" | "U" => Self::Alone(label),
            _ => return None,
        })
    }
}

/// A span of tokens: its label, its first and its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenSpan {
    /// The label as the tags have it.
    pub label: String,
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
}

/// Makes spans of the tags of a column, one after another.
#[derive(Debug, Default)]
pub struct Open {
    span: Option<TokenSpan>,
    /// The spans that have ended.
    pub spans: Vec<TokenSpan>,
}

impl Open {
    /// Takes the tag of a token.
    pub fn take(&mut self, token: usize, tag: Tag<'_>) {
        let label = match tag {
            Tag::Outside => return self.end(),
            Tag::Begins(label) | Tag::Inside(label) | Tag::Ends(label) | Tag::Alone(label) => label,
        };
        let is_open = self.span.as_ref().is_some_and(|span| span.label == label);
        match &mut self.span {
            Some(span) if is_open && matches!(tag, Tag::Inside(_) | Tag::Ends(_)) => {
                span.last = token;
            }
            _ => {
                self.end();
                let label = label.to_owned();
                self.span = Some(TokenSpan {
                    label,
                    first: token,
                    last: token,
                });
            }
        }
        if matches!(tag, Tag::Ends(_) | Tag::Alone(_)) {
            self.end();
        }
    }

    /// Ends the open span, as at the end of a sentence.
    pub fn end(&mut self) {
        self.spans.extend(self.span.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_tags_gives_the_same_spans() {
        for tags in [
            "B-A I-A O B-B B-B O",
            "I-A I-A O I-B B-B O",
            "B-A E-A O S-B S-B O",
            "B-A L-A O U-B U-B O",
        ] {
            let mut open = Open::default();
            for (token, tag) in tags.split(' ').enumerate() {
                open.take(token, Tag::read(tag).unwrap());
            }
            open.end();
            let spans: Vec<(&str, usize, usize)> = open
                .spans
                .iter()
                .map(|span| (span.label.as_str(), span.first, span.last))
                .collect();
            assert_eq!(spans, [("A", 0, 1), ("B", 3, 3), ("B", 4, 4)], "{tags}");
        }
        for tag in ["B", "X-A", "B-", "", "NN"] {
            assert_eq!(Tag::read(tag), None, "{tag}");
        }
        assert_eq!(Tag::read("B-a-b"), Some(Tag::Begins("a-b")));
    }
}
