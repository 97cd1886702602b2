//! A tagger that is a program of its own: it reads articles and writes documents, a JSON line each.
//!
//! It may crash, hang, answer out of order, keep its answers until its input ends, or write nonsense.
//! Each is one error that names the article, and the others go on: articles that were under way when
//! it failed are sent again one at a time, so that the one at fault shows. What is proposed is checked
//! against the text that was sent. This part reads no files, so how a document is read is handed in.

mod answer;
mod lane;
mod line;
mod process;

pub use answer::Tags;
pub use lane::run;
pub use line::{CommandLine, CommandLineError};

use crate::model::Document;
use std::time::Duration;

/// How long an article may take.
pub const TIMEOUT: Duration = Duration::from_secs(30);

/// Reads a document from a line as files are read; an error says why it is none, in plain words.
pub type ReadDocument = dyn Fn(&[u8]) -> Result<Document, String> + Send + Sync;

/// Why an article was not tagged, or no article is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    /// The program does not start.
    #[error("the tagger {command} does not start: {reason}")]
    Start {
        /// The command.
        command: String,
        /// What the system says.
        reason: String,
    },
    /// It failed over this article: what it did, and the last that it said.
    #[error("the tagger {name} {did}{}", said(last_words))]
    Failed {
        /// What the tagger is called.
        name: String,
        /// What it did, such as "gave no answer within 30 seconds".
        did: String,
        /// The end of its standard error; may be empty.
        last_words: String,
    },
    /// It failed over so many articles one after another that it was asked no more.
    #[error(
        "the tagger {name} failed {times} times in a row and is asked no more; the last time it {did}{}",
        said(last_words)
    )]
    GivenUp {
        /// What the tagger is called.
        name: String,
        /// How often.
        times: u32,
        /// What it did the last time.
        did: String,
        /// The end of its standard error; may be empty.
        last_words: String,
    },
    /// It was stopped before it had answered.
    #[error("stopped")]
    Stopped,
}

fn said(last_words: &str) -> String {
    if last_words.is_empty() {
        String::new()
    } else {
        format!(". It said: {last_words}")
    }
}

/// How a command is run.
#[derive(Clone, Debug)]
pub struct Manner {
    /// The program and its arguments.
    pub command: CommandLine,
    /// How long it may be silent while an article waits.
    pub timeout: Duration,
}

/// What comes next for a command.
#[derive(Debug)]
pub enum Fed<K> {
    /// An article, and what its answer is given back under.
    Article(K, Document),
    /// Nothing for now.
    Nothing,
    /// Nothing any more.
    Ended,
}

/// Where articles come from, and where the answers go.
pub trait Feed {
    /// What an article is told apart by.
    type Key;

    /// The next article, waited for at most so long.
    fn next(&mut self, wait: Duration) -> Fed<Self::Key>;

    /// Takes what became of an article. They come in any order.
    fn answer(&mut self, key: Self::Key, document: Document, tags: Result<Tags, CommandError>);

    /// Whether nothing more is wanted: the command is ended then. Asked several times a second.
    fn is_stopped(&self) -> bool;
}

/// Tags one document: starts the command, waits for its answer and ends it. For a thread of its own;
/// `is_stopped` is asked several times a second.
pub fn tag_one(
    manner: &Manner,
    read: &ReadDocument,
    document: &Document,
    is_stopped: &dyn Fn() -> bool,
) -> Result<Tags, CommandError> {
    let mut one = One {
        document: Some(document.clone()),
        tags: Err(CommandError::Stopped),
        is_stopped,
    };
    run(manner, read, &mut one)?;
    one.tags
}

/// A feed of one article.
struct One<'a> {
    document: Option<Document>,
    tags: Result<Tags, CommandError>,
    is_stopped: &'a dyn Fn() -> bool,
}

impl Feed for One<'_> {
    type Key = ();

    fn next(&mut self, _: Duration) -> Fed<()> {
        match self.document.take() {
            Some(document) => Fed::Article((), document),
            None => Fed::Ended,
        }
    }

    fn answer(&mut self, (): (), _: Document, tags: Result<Tags, CommandError>) {
        self.tags = tags;
    }

    fn is_stopped(&self) -> bool {
        (self.is_stopped)()
    }
}
