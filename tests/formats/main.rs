//! Other programs' formats: the example and every hard thing written and read back, and the samples of
//! other programs read.

#![expect(
    clippy::unwrap_used,
    reason = "a test ends where its input is not what it must be"
)]
#![expect(
    clippy::print_stderr,
    reason = "a test that cannot look at the samples says so"
)]

mod cas;
mod doccano;
mod made;
mod prodigy;
mod samples;
mod table;
mod trip;
