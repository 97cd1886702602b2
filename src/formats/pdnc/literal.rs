//! Python's literals, as `repr` writes lists, sets, strings and numbers.

/// How deep lists may stand in lists.
const DEEPEST: usize = 16;

/// A value of Python's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// A string.
    Text(String),
    /// A whole number that counts something.
    Number(usize),
    /// A list, a tuple or a set.
    List(Vec<Literal>),
    /// None, or a number that is not whole.
    Nothing,
}

impl Literal {
    /// The elements of a list; none of anything else.
    pub fn elements(&self) -> &[Literal] {
        match self {
            Self::List(list) => list,
            _ => &[],
        }
    }

    /// The strings in it, those in lists with them.
    pub fn strings(&self) -> Vec<String> {
        match self {
            Self::Text(text) => vec![text.clone()],
            Self::List(list) => list.iter().flat_map(Self::strings).collect(),
            _ => Vec::new(),
        }
    }

    /// Two numbers.
    pub fn pair(&self) -> Option<(usize, usize)> {
        match self.elements() {
            [Self::Number(start), Self::Number(end)] => Some((*start, *end)),
            _ => None,
        }
    }
}

/// Reads a literal; says what is wrong with one that is none, and where, in bytes.
pub fn read(text: &str) -> Result<Literal, String> {
    let mut parser = Parser { text, at: 0 };
    let literal = parser.value(0)?;
    parser.blank();
    match parser.peek() {
        None => Ok(literal),
        Some(_) => Err(parser.wrong("something more")),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn blank(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.next();
        }
    }

    fn wrong(&self, what: &str) -> String {
        format!("{what} at byte {}", self.at)
    }

    fn value(&mut self, depth: usize) -> Result<Literal, String> {
        if depth > DEEPEST {
            return Err(self.wrong("lists nested too deeply"));
        }
        self.blank();
        match self.peek() {
            Some('[') => self.list(']', depth),
            Some('(') => self.list(')', depth),
            Some('{') => self.list('}', depth),
            Some(quote @ ('\'' | '"')) => self.string(quote),
            Some(c) if c.is_ascii_alphanumeric() || c == '-' => Ok(self.word(depth)),
            _ => Err(self.wrong("no value")),
        }
    }

    fn list(&mut self, end: char, depth: usize) -> Result<Literal, String> {
        self.next();
        let mut list = Vec::new();
        loop {
            self.blank();
            if self.peek() == Some(end) {
                self.next();
                return Ok(Literal::List(list));
            }
            list.push(self.value(depth + 1)?);
            self.blank();
            match self.peek() {
                Some(',') => drop(self.next()),
                Some(c) if c == end => {}
                _ => return Err(self.wrong("no end of a list")),
            }
        }
    }

    fn string(&mut self, quote: char) -> Result<Literal, String> {
        self.next();
        let mut text = String::new();
        loop {
            match self.next() {
                None => return Err(self.wrong("no end of a string")),
                Some(c) if c == quote => return Ok(Literal::Text(text)),
                Some('\\') => self.escape(&mut text)?,
                Some(c) => text.push(c),
            }
        }
    }

    fn escape(&mut self, text: &mut String) -> Result<(), String> {
        let c = match self.next() {
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('x') => self.code(2)?,
            Some('u') => self.code(4)?,
            Some('U') => self.code(8)?,
            Some('\n') => return Ok(()),
            Some(c @ ('\\' | '\'' | '"')) => c,
            Some(c) => {
                // Python leaves what it does not know.
                text.push('\\');
                c
            }
            None => return Err(self.wrong("no end of a string")),
        };
        text.push(c);
        Ok(())
    }

    fn code(&mut self, digits: usize) -> Result<char, String> {
        let code = self.text.get(self.at..self.at + digits);
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        let c = code
            .and_then(char::from_u32)
            .ok_or_else(|| self.wrong("no character"))?;
        self.at += digits;
        Ok(c)
    }

    /// A number or a name; `set()` is empty.
    fn word(&mut self, depth: usize) -> Literal {
        let start = self.at;
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
        while self.peek().is_some_and(is_part) {
            self.next();
        }
        let word = self.text.get(start..self.at).unwrap_or_default();
        if word == "set"
            && depth <= DEEPEST
            && self
                .text
                .get(self.at..)
                .is_some_and(|rest| rest.starts_with("()"))
        {
            self.at += 2;
            return Literal::List(Vec::new());
        }
        word.parse().map_or(Literal::Nothing, Literal::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_read() {
        let text = |text: &str| Literal::Text(text.to_owned());
        for (literal, expected) in [
            (
                "['a', \"it's\", 'it\\'s\\n']",
                vec![text("a"), text("it's"), text("it's\n")],
            ),
            ("{'b', }", vec![text("b")]),
            (
                "[[1, 22], (3,)]",
                vec![
                    Literal::List(vec![Literal::Number(1), Literal::Number(22)]),
                    Literal::List(vec![Literal::Number(3)]),
                ],
            ),
            ("set()", vec![]),
            (
                " [None, -1, 1.5, '\\u00e9\\x41\\d'] ",
                vec![
                    Literal::Nothing,
                    Literal::Nothing,
                    Literal::Nothing,
                    text("éA\\d"),
                ],
            ),
        ] {
            assert_eq!(read(literal), Ok(Literal::List(expected)), "{literal}");
        }
    }

    #[test]
    fn what_is_none_is_told_with_its_place() {
        let deep = "[".repeat(100_000);
        for literal in [
            "",
            "[",
            "['a",
            "['a' 'b']",
            "[] []",
            "'\\",
            "'\\u12",
            "[,]",
            "\u{e9}",
            &deep,
        ] {
            assert!(
                read(literal).is_err_and(|reason| reason.contains(" at byte ")),
                "{literal:.20}"
            );
        }
    }
}
