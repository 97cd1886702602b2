//! A disk that fails when told to.

use super::{Files, Gate, Step};
use std::io;
use std::sync::{Condvar, Mutex};
use std::time::Duration;

/// A step is held no longer than this: what waits for it is then at fault, and should say so.
const LONGEST_HOLD: Duration = Duration::from_secs(20);

/// A disk on which chosen steps fail. Steps are counted from 0 since it was made or last told.
pub type FailingDisk = Files<Faults>;

/// Which steps fail, and what steps there were.
#[derive(Debug, Default)]
pub struct Faults {
    told: Mutex<Told>,
    /// What is told has changed.
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Told {
    steps: Vec<Step>,
    at: Option<usize>,
    /// Every step from `at` on, not that one alone.
    on: bool,
    kind: Option<io::ErrorKind>,
    /// Every step waits.
    is_held: bool,
}

impl Files<Faults> {
    /// Lets the step number `at` from now on fail, and no other.
    pub fn fail_at(&self, at: usize, kind: io::ErrorKind) {
        self.gate().tell(Some(at), false, kind);
    }

    /// Lets the step number `at` from now on and all after it fail.
    pub fn fail_from(&self, at: usize, kind: io::ErrorKind) {
        self.gate().tell(Some(at), true, kind);
    }

    /// Lets every step wait until it is mended, as on a network folder that does not answer. One that
    /// has waited for 20 s fails.
    pub fn hold(&self) {
        self.gate().lock().is_held = true;
    }

    /// Lets every step pass again.
    pub fn mend(&self) {
        self.gate().tell(None, false, io::ErrorKind::Other);
    }

    /// The steps tried since it was last told, the failed one too.
    pub fn steps(&self) -> Vec<Step> {
        self.gate().lock().steps.clone()
    }
}

impl Faults {
    fn tell(&self, at: Option<usize>, on: bool, kind: io::ErrorKind) {
        *self.lock() = Told {
            steps: Vec::new(),
            at,
            on,
            kind: Some(kind),
            is_held: false,
        };
        self.changed.notify_all();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Told> {
        self.told
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Gate for Faults {
    fn pass(&self, step: Step) -> io::Result<()> {
        let waited =
            (self.changed).wait_timeout_while(self.lock(), LONGEST_HOLD, |told| told.is_held);
        let (mut told, waited) = waited.unwrap_or_else(std::sync::PoisonError::into_inner);
        if waited.timed_out() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let number = told.steps.len();
        told.steps.push(step);
        match told.at {
            Some(at) if number == at || (told.on && number > at) => {
                Err(told.kind.unwrap_or(io::ErrorKind::Other).into())
            }
            _ => Ok(()),
        }
    }
}
