//! One command at work: articles go out, answers come in, and whatever it does, each article ends
//! with an answer or an error.

use super::process::{Event, Process};
use super::{CommandError, Fed, Feed, Manner, ReadDocument, answer};
use crate::model::Document;
use serde::{Deserialize, Serialize};
use std::collections::{HashSet, VecDeque};
use std::time::{Duration, Instant};

/// Articles that may wait for an answer at once.
const WINDOW: usize = 32;
/// Bytes of their texts; one alone may be longer.
const WINDOW_BYTES: usize = 4 << 20;
/// Failures one after another before the command is asked no more.
const MOST_FAILURES: u32 = 10;
/// How often what is not an event is looked at.
const TICK: Duration = Duration::from_millis(20);
/// How long the next article is waited for.
const WAIT: Duration = Duration::from_millis(100);
/// How long a command may be silent before its input is ended, in case it waits for that: at first, the
/// second time, and once it is known to be of that kind.
const SILENCES: [Duration; 3] = [
    Duration::from_secs(5),
    Duration::from_secs(15),
    Duration::from_millis(200),
];

/// An article as it is sent.
#[derive(Serialize)]
struct Asked<'a> {
    id: &'a str,
    title: Option<&'a str>,
    language: Option<&'a str>,
    schema: &'a str,
    text: &'a str,
}

/// What is looked at first in an answer.
#[derive(Deserialize)]
struct Peek {
    id: Option<String>,
    error: Option<String>,
}

/// An article that waits for its answer.
struct Sent<K> {
    /// The id it was sent under: its own, made different where two are the same.
    id: String,
    key: K,
    document: Document,
}

/// What a line of the command's is.
enum Heard {
    /// An answer to the article of this place among those sent.
    Answer(usize, Result<super::Tags, String>),
    /// An answer that was there already.
    Again,
    /// No answer to anything.
    Nonsense(String),
}

/// Runs a command on the articles of a feed until it has no more. An error means that the command
/// cannot be used: then articles may be left that have got no answer.
pub fn run<F: Feed>(
    manner: &Manner,
    read: &ReadDocument,
    feed: &mut F,
) -> Result<(), CommandError> {
    let mut lane = Lane {
        manner,
        read,
        feed,
        process: None,
        sent: VecDeque::new(),
        again: VecDeque::new(),
        suspects: 0,
        answered: HashSet::new(),
        moved: Instant::now(),
        has_answered: false,
        silent_runs: 0,
        failures: 0,
        ended: false,
    };
    lane.run()
}

struct Lane<'a, F: Feed> {
    manner: &'a Manner,
    read: &'a ReadDocument,
    feed: &'a mut F,
    process: Option<Process>,
    sent: VecDeque<Sent<F::Key>>,
    /// To be sent again, before anything new.
    again: VecDeque<(F::Key, Document)>,
    /// How many of these are sent alone, to find the one at fault.
    suspects: usize,
    /// Ids that this process has answered.
    answered: HashSet<String>,
    /// When something was sent to an idle command, or it last answered.
    moved: Instant,
    /// Whether this process has answered anything.
    has_answered: bool,
    /// How many processes in a row fell silent until their input ended.
    silent_runs: usize,
    failures: u32,
    ended: bool,
}

impl<F: Feed> Lane<'_, F> {
    fn run(&mut self) -> Result<(), CommandError> {
        // Dropping the process ends it, wherever this is left.
        loop {
            if self.feed.is_stopped() {
                return Ok(());
            }
            self.fill()?;
            if self.sent.is_empty() {
                if self.ended && self.again.is_empty() {
                    return Ok(());
                }
                self.restart_when_over();
                continue;
            }
            self.end_input_when_due();
            let event = self.process.as_mut().map(|process| process.event(TICK));
            match event.unwrap_or(Some(Event::Ended)) {
                Some(Event::Line(line)) => self.hear(&line)?,
                Some(Event::TooLong) => self.fail("writes a line without end".to_owned())?,
                Some(Event::Ended) => self.fail_ended()?,
                None => self.fail_when_silent()?,
            }
        }
    }

    // ---- sending ---------------------------------------------------------------------------

    /// Sends what there is to send and room for.
    fn fill(&mut self) -> Result<(), CommandError> {
        loop {
            let alone = self.suspects > 0;
            let bytes: usize = self
                .sent
                .iter()
                .map(|sent| sent.document.text().len())
                .sum();
            let window = if alone { 1 } else { WINDOW };
            let is_full = self.sent.len() >= window || bytes >= WINDOW_BYTES;
            let is_closed = self
                .process
                .as_ref()
                .is_some_and(|process| !process.takes_input());
            if is_full || is_closed {
                return Ok(());
            }
            let next = match self.again.pop_front() {
                Some(next) => Some(next),
                None if self.ended => None,
                None => self.next(),
            };
            let Some((key, document)) = next else {
                return Ok(());
            };
            self.send(key, document)?;
        }
    }

    fn next(&mut self) -> Option<(F::Key, Document)> {
        let wait = if self.sent.is_empty() {
            WAIT
        } else {
            Duration::ZERO
        };
        match self.feed.next(wait) {
            Fed::Article(key, document) => Some((key, document)),
            Fed::Nothing => None,
            Fed::Ended => {
                self.ended = true;
                None
            }
        }
    }

    fn send(&mut self, key: F::Key, document: Document) -> Result<(), CommandError> {
        let id = self.free_id(&document.header().id);
        let header = document.header();
        let asked = Asked {
            id: &id,
            title: header.title.as_deref(),
            language: header.language.as_deref(),
            schema: &document.schema().name,
            text: document.text().as_str(),
        };
        // Strings can always be written.
        let mut line = serde_json::to_vec(&asked).unwrap_or_default();
        line.push(b'\n');
        if self.sent.is_empty() {
            self.moved = Instant::now();
        }
        self.process()?.send(line);
        self.sent.push_back(Sent { id, key, document });
        Ok(())
    }

    /// The running command, started if need be.
    fn process(&mut self) -> Result<&Process, CommandError> {
        if self.process.is_none() {
            let command = &self.manner.command;
            let started = Process::start(command).map_err(|error| CommandError::Start {
                command: command.to_string(),
                reason: error.to_string(),
            })?;
            self.process = Some(started);
            self.answered.clear();
            self.has_answered = false;
            self.moved = Instant::now();
        }
        self.process.as_ref().ok_or(CommandError::Stopped)
    }

    /// The article's own id, or one like it that no other under way has.
    fn free_id(&self, own: &str) -> String {
        let is_taken =
            |id: &str| self.answered.contains(id) || self.sent.iter().any(|sent| sent.id == id);
        let mut id = own.to_owned();
        let mut number = 1;
        while id.is_empty() || is_taken(&id) {
            number += 1;
            id = format!("{own}#{number}");
        }
        id
    }

    /// Ends the input of a command that may be waiting for that: nothing more comes, or nothing can
    /// be sent before it answers and it keeps silent.
    fn end_input_when_due(&mut self) {
        let silence = SILENCES.get(self.silent_runs).or(SILENCES.last());
        let silence = silence.map_or(WAIT, |silence| (*silence).min(self.manner.timeout / 2));
        let is_last = self.ended && self.again.is_empty();
        let is_silent = self.moved.elapsed() >= silence;
        if (is_last || is_silent || self.suspects > 0)
            && let Some(process) = &mut self.process
        {
            if process.takes_input() && is_silent && !is_last && self.suspects == 0 {
                self.silent_runs += 1;
            }
            process.close_input();
        }
    }

    /// Makes room for a new process when the input of this one has ended and all is answered.
    fn restart_when_over(&mut self) {
        let is_over = |process: &Process| !process.takes_input();
        if self.process.as_ref().is_some_and(is_over)
            && let Some(process) = self.process.take()
        {
            process.end();
        }
    }

    // ---- answers ---------------------------------------------------------------------------

    fn hear(&mut self, line: &[u8]) -> Result<(), CommandError> {
        if line.trim_ascii().is_empty() {
            return Ok(());
        }
        match self.understand(line) {
            Heard::Answer(place, tags) => {
                let tags = tags.map_err(|did| CommandError::Failed {
                    name: self.manner.command.name(),
                    did,
                    last_words: String::new(),
                });
                self.settle(place, tags);
                self.failures = 0;
                self.has_answered = true;
                self.moved = Instant::now();
                if self.process.as_ref().is_some_and(Process::takes_input) {
                    self.silent_runs = 0;
                }
                Ok(())
            }
            Heard::Again => Ok(()),
            Heard::Nonsense(did) => self.fail(did),
        }
    }

    fn understand(&self, line: &[u8]) -> Heard {
        let Ok(Peek { id, error }) = serde_json::from_slice(line) else {
            return Heard::Nonsense(format!(
                "wrote what is no document to its standard output: {}",
                shortened(line)
            ));
        };
        let Some(id) = id else {
            return Heard::Nonsense(format!("answered without an id: {}", shortened(line)));
        };
        let Some(place) = self.sent.iter().position(|sent| sent.id == id) else {
            return if self.answered.contains(&id) {
                Heard::Again
            } else {
                Heard::Nonsense(format!("answered for an article that was not sent: {id}"))
            };
        };
        let tags = match (error, self.sent.get(place)) {
            (Some(error), _) => Err(format!("says: {error}")),
            (None, Some(sent)) => (self.read)(line)
                .and_then(|document| {
                    answer::tags(&document, &sent.document, &self.manner.command.name())
                })
                .map_err(|reason| format!("answered what cannot be used: {reason}")),
            (None, None) => return Heard::Again,
        };
        Heard::Answer(place, tags)
    }

    /// Gives back what became of an article.
    fn settle(&mut self, place: usize, tags: Result<super::Tags, CommandError>) {
        if let Some(sent) = self.sent.remove(place) {
            self.feed.answer(sent.key, sent.document, tags);
            self.answered.insert(sent.id);
            // One run of a command may go on for a million articles.
            if self.answered.len() > 100_000 {
                self.answered.clear();
            }
            self.suspects = self.suspects.saturating_sub(1);
        }
    }

    // ---- failing ---------------------------------------------------------------------------

    fn fail_ended(&mut self) -> Result<(), CommandError> {
        let Some(process) = self.process.take() else {
            return Ok(());
        };
        let (status, last_words) = process.end();
        let did = match status.map(|status| (status.code(), status)) {
            Some((Some(0), _)) => "ended without an answer".to_owned(),
            Some((Some(code), _)) => format!("ended with the code {code} and without an answer"),
            Some((None, status)) => format!("ended without an answer ({status})"),
            None => "closed its output without an answer".to_owned(),
        };
        // One that has answered others may have ended before this article came to it.
        let is_sure = !self.has_answered;
        self.blame(did, last_words, is_sure)
    }

    fn fail_when_silent(&mut self) -> Result<(), CommandError> {
        // One that answers all at the end has longer; should it need more yet, each is sent alone.
        let is_open = self.process.as_ref().is_some_and(Process::takes_input);
        let articles = if is_open { 1 } else { self.sent.len().min(4) };
        if self.moved.elapsed() < self.manner.timeout * articles as u32 {
            return Ok(());
        }
        let seconds = self.manner.timeout.as_secs_f64();
        self.fail(format!("gave no answer within {seconds} seconds"))
    }

    fn fail(&mut self, did: String) -> Result<(), CommandError> {
        let last_words = self.process.take().map(Process::end_now);
        self.blame(did, last_words.unwrap_or_default(), true)
    }

    /// The command is gone. With one article under way, that is at fault; of several, each is sent
    /// alone until it shows which.
    fn blame(
        &mut self,
        did: String,
        last_words: String,
        is_sure: bool,
    ) -> Result<(), CommandError> {
        let name = self.manner.command.name();
        if self.sent.len() == 1 && is_sure {
            self.failures += 1;
            if self.failures >= MOST_FAILURES {
                return Err(CommandError::GivenUp {
                    name,
                    times: self.failures,
                    did,
                    last_words,
                });
            }
            let error = CommandError::Failed {
                name,
                did,
                last_words,
            };
            self.settle(0, Err(error));
            // It has shown itself, so the others need not be alone.
            self.suspects = 0;
            return Ok(());
        }
        self.suspects = self.sent.len();
        for sent in self.sent.drain(..).rev() {
            self.again.push_front((sent.key, sent.document));
        }
        Ok(())
    }
}

/// The beginning of a line, for a message.
fn shortened(line: &[u8]) -> String {
    const LONGEST: usize = 80;
    let line = String::from_utf8_lossy(line.get(..4 * LONGEST).unwrap_or(line));
    let line = line.trim();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}
