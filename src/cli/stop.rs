//! Being asked to stop: Ctrl+C, or a signal that ends programs.

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The code with which a program ends that was asked to stop by Ctrl+C.
pub const CODE: u8 = 130;

/// Whether the command was asked to stop. Half-written files go and what was started ends; asked a
/// second time, it ends at once.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Listens from now on.
    pub fn listen() -> io::Result<Self> {
        let stop = Self::default();
        for signal in SIGNALS {
            // The second time the flag is up already, so this comes first.
            flag::register_conditional_shutdown(signal, CODE.into(), Arc::clone(&stop.0))?;
            flag::register(signal, Arc::clone(&stop.0))?;
        }
        Ok(stop)
    }

    /// Whether it was asked to.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(unix)]
const SIGNALS: [std::ffi::c_int; 3] = [SIGINT, SIGTERM, signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const SIGNALS: [std::ffi::c_int; 2] = [SIGINT, SIGTERM];
