//! The window: panels, the article's text view, fonts and the theme.
//!
//! What is drawn is given, what a person did is handed back; nothing here changes a document by itself.

pub mod app;
mod attribute_card;
pub mod bidi;
pub mod cards;
mod chords;
mod dialog;
mod example;
mod find_bar;
mod finding;
pub mod fonts;
mod inspector;
mod job;
mod key_help;
pub mod launch;
mod menus;
mod offers;
mod path_dialog;
mod people;
mod picker;
pub mod session;
mod settings;
mod start_page;
mod status_bar;
mod summary;
mod text_field;
pub mod text_view;
pub mod theme;
mod who_card;
pub mod wording;
