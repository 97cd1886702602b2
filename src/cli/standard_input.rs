//! Standard input for commands that have to look at it twice, or from its end.

use super::inputs::is_standard_input;
use super::stop::Stop;
use crate::disk::{Disk, Spool};
use crate::formats::{Format, piped};
use anyhow::{Context as _, anyhow};
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::Builder;
use std::time::Duration;

/// How long is waited before the person is listened to again.
const TICK: Duration = Duration::from_millis(50);

/// The name of the file, which is the id of an article that has none.
const NAME: &str = "article";

/// Lays standard input down in a file, so that memory does not grow with it; `None` when the person stopped
/// it.
pub fn spooled(stop: &Stop) -> anyhow::Result<Option<Spool>> {
    let (spool, mut file) = Spool::begin(NAME).context("a file for standard input")?;
    let (sender, receiver) = mpsc::sync_channel(1);
    // It is not waited for: standard input may keep it for ever.
    Builder::new().name("input".to_owned()).spawn(move || {
        let copied = io::copy(&mut io::stdin().lock(), &mut file);
        let _ = sender.send(copied.and_then(|_bytes| file.flush()));
    })?;
    loop {
        match receiver.recv_timeout(TICK) {
            Ok(copied) => {
                copied.context("standard input")?;
                return Ok(Some(spool));
            }
            Err(RecvTimeoutError::Timeout) if stop.is_asked() => return Ok(None),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(anyhow!("a thread broke off")),
        }
    }
}

/// Standard input for a reader of any format, where it is among the inputs: laid down in a file that is
/// called as files of its format are. The error within is the stop.
pub fn among(
    disk: &dyn Disk,
    inputs: &[PathBuf],
    from: Option<&'static Format>,
    stop: &Stop,
) -> anyhow::Result<Result<Option<Spool>, Stopped>> {
    if !inputs.iter().any(|path| is_standard_input(path)) {
        return Ok(Ok(None));
    }
    let Some(mut spool) = spooled(stop)? else {
        return Ok(Err(Stopped));
    };
    let extension = piped::extension(disk, spool.path(), from).context("standard input")?;
    spool.end_in(extension).context("standard input")?;
    Ok(Ok(Some(spool)))
}

/// The person stopped it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;
