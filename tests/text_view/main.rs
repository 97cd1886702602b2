//! The text view as a person uses it: by pointer, by accessible names, by what is where on the screen.
#![cfg(feature = "window")]
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod odd_texts;
mod page;
mod places;
mod pointer;
mod scripts;
mod scrolling;
#[path = "../made/typefaces.rs"]
mod typefaces;
