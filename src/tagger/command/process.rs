//! A running command: what goes in, what comes out, and its end.

use super::CommandLine;
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read, Write as _};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

/// Longest answer, in bytes. More is no document.
const LONGEST_ANSWER: u64 = 256 << 20;
/// Answers that wait to be looked at; then the command has to wait.
const ANSWERS: usize = 4;
/// Of what it says on standard error, the last bytes are kept.
const TAIL: usize = 2000;
/// How long the end of something that is ending anyway is waited for.
const PATIENCE: Duration = Duration::from_millis(500);

/// Something that a command did.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// It wrote a line.
    Line(Vec<u8>),
    /// It writes a line without end.
    TooLong,
    /// It will write nothing more.
    Ended,
}

/// A running command. Dropping it ends it, and whatever it started.
pub(super) struct Process {
    child: Child,
    input: Option<Sender<Vec<u8>>>,
    events: Receiver<Event>,
    errors: Option<JoinHandle<()>>,
    tail: Arc<Mutex<VecDeque<u8>>>,
    /// When it was first seen to have ended.
    ended: Option<Instant>,
    /// Whether it was ended: its number may be another's then.
    killed: bool,
}

impl Process {
    pub(super) fn start(command: &CommandLine) -> io::Result<Self> {
        let mut child = prepared(command).spawn()?;
        let (stdin, stdout, stderr) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (input, lines) = channel();
        let (told, events) = sync_channel(ANSWERS);
        let tail = Arc::new(Mutex::new(VecDeque::new()));
        let kept = Arc::clone(&tail);
        let mut process = Self {
            child,
            input: Some(input),
            events,
            errors: None,
            tail,
            ended: None,
            killed: false,
        };
        // From here on a failure ends the child, as the process is dropped.
        if let Some(stdin) = stdin {
            thread("tagger input", move || write_lines(stdin, &lines))?;
        }
        if let Some(stdout) = stdout {
            thread("tagger output", move || read_lines(stdout, &told))?;
        }
        if let Some(stderr) = stderr {
            process.errors = Some(thread("tagger errors", move || keep_tail(stderr, &kept))?);
        }
        Ok(process)
    }

    /// Sends a line. Whether it arrives, its answer tells.
    pub(super) fn send(&self, line: Vec<u8>) {
        if let Some(input) = &self.input {
            // A command that reads no more has ended or will be found silent.
            let _ = input.send(line);
        }
    }

    /// Says that nothing more will be sent.
    pub(super) fn close_input(&mut self) {
        self.input = None;
    }

    pub(super) fn takes_input(&self) -> bool {
        self.input.is_some()
    }

    /// What it did next, waited for at most so long.
    pub(super) fn event(&mut self, wait: Duration) -> Option<Event> {
        match self.events.recv_timeout(wait) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Disconnected) => Some(Event::Ended),
            // Something that it started and left behind may hold its output open.
            Err(RecvTimeoutError::Timeout) if self.has_ended() => {
                let ended = *self.ended.get_or_insert_with(Instant::now);
                (ended.elapsed() > PATIENCE).then_some(Event::Ended)
            }
            Err(RecvTimeoutError::Timeout) => None,
        }
    }

    fn has_ended(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(Some(_)))
    }

    /// Ends it. Gives how it ended when it did so by itself, and the last that it said.
    pub(super) fn end(mut self) -> (Option<ExitStatus>, String) {
        let until = Instant::now() + PATIENCE;
        let mut status = self.child.try_wait().ok().flatten();
        while status.is_none() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(5));
            status = self.child.try_wait().ok().flatten();
        }
        self.kill();
        // Killed or ended, it says no more; what it said is on its way.
        let is_said = |errors: &JoinHandle<()>| errors.is_finished() || Instant::now() >= until;
        while self.errors.as_ref().is_some_and(|errors| !is_said(errors)) {
            std::thread::sleep(Duration::from_millis(5));
        }
        (status, self.last_words())
    }

    /// Ends it at once. Gives the last that it said.
    pub(super) fn end_now(mut self) -> String {
        self.kill();
        self.last_words()
    }

    /// The last lines of its standard error, on one line.
    fn last_words(&self) -> String {
        const LINES: usize = 3;
        let tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes: Vec<u8> = tail.iter().copied().collect();
        let words = String::from_utf8_lossy(&bytes);
        let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<&str> = lines.collect();
        let first = lines.len().saturating_sub(LINES);
        lines.get(first..).unwrap_or_default().join(" / ")
    }

    fn kill(&mut self) {
        if std::mem::replace(&mut self.killed, true) {
            return;
        }
        kill_group(&self.child);
        let _ = self.child.kill();
        // Reaped, so that it leaves nothing behind; killed, it does not keep us.
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

fn prepared(command: &CommandLine) -> Command {
    let mut prepared = Command::new(command.program());
    prepared
        .args(command.arguments())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        // A group of its own, so that what it starts ends with it.
        prepared.process_group(0);
    }
    prepared
}

#[cfg(unix)]
fn kill_group(child: &Child) {
    use rustix::process::{Pid, Signal, kill_process_group};
    // When nothing is left of the group there is nothing to end.
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
}

#[cfg(not(unix))]
fn kill_group(_: &Child) {}

fn thread(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
    Builder::new().name(name.to_owned()).spawn(work)
}

fn write_lines(mut stdin: ChildStdin, lines: &Receiver<Vec<u8>>) {
    for line in lines {
        // It may end without reading all.
        if stdin.write_all(&line).and_then(|()| stdin.flush()).is_err() {
            return;
        }
    }
}

fn read_lines(stdout: ChildStdout, told: &SyncSender<Event>) {
    let mut reader = BufReader::with_capacity(1 << 16, stdout);
    loop {
        let mut line = Vec::new();
        let mut bounded = reader.by_ref().take(LONGEST_ANSWER);
        let event = match bounded.read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => Event::Ended,
            Ok(_) if line.len() as u64 >= LONGEST_ANSWER => Event::TooLong,
            Ok(_) => Event::Line(line),
        };
        let is_last = !matches!(event, Event::Line(_));
        if told.send(event).is_err() || is_last {
            return;
        }
    }
}

fn keep_tail(mut stderr: ChildStderr, tail: &Mutex<VecDeque<u8>>) {
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = stderr.read(&mut buffer) {
        let mut tail = tail.lock().unwrap_or_else(PoisonError::into_inner);
        tail.extend(buffer.get(..read).unwrap_or_default());
        let over = tail.len().saturating_sub(TAIL);
        tail.drain(..over);
    }
}
