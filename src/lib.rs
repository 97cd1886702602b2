//! Dictum: mark who said what, and what happened, in news articles.
//!
//! The parts and who may know whom are told in `ARCHITECTURE.md`; the folders are the parts.

pub mod article;
pub mod cli;
pub mod disk;
pub mod editor;
pub mod formats;
pub mod journal;
pub mod language;
pub mod merge;
pub mod model;
pub mod project;
pub mod rebase;
pub mod review;
pub mod search;
pub mod store;
pub mod tagger;
#[cfg(feature = "window")]
pub mod ui;
