//! Panics that Dictum itself contains.

use std::panic;
use std::sync::Once;

/// Where the library of Parquet stands: it panics on damaged columns, and what reads them holds that back.
const PARQUET: &str = "/parquet-";

static ONCE: Once = Once::new();

/// Lets panics of the library of Parquet go their way; the fuzzer would end at them before anyone can hold them
/// back. Should nobody, the fuzzer ends all the same.
pub fn panics() {
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let is_held_back = info
                .location()
                .is_some_and(|place| place.file().contains(PARQUET));
            if !is_held_back {
                usual(info);
            }
        }));
    });
}
