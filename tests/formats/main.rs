//! Other programs' formats: the example and every hard thing written and read back, and the samples of
//! other programs read.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test ends where its input is not what it must be"
)]
#![expect(
    clippy::print_stderr,
    reason = "a test that cannot look at the samples says so"
)]

mod brat;
mod cas;
mod citron;
mod doccano;
mod found_quotes;
mod hf;
mod iob2;
mod label_studio;
mod made;
mod prodigy;
mod samples;
mod spacy;
mod table;
mod tei;
mod trip;
mod w3c;
mod webanno;
