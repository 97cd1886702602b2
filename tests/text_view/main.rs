//! The text view as a person uses it: by pointer, by accessible names, by what is where on the screen.
#![cfg(feature = "window")]

mod odd_texts;
mod page;
mod places;
mod pointer;
mod scrolling;
