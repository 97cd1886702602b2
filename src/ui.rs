//! The window: panels, the article's text view, fonts and the theme.
//!
//! What is drawn is given, what a person did is handed back; nothing here changes a document by itself.

pub mod app;
pub mod articles;
mod attribute_card;
pub mod bidi;
pub mod blind_sample;
pub mod cards;
mod chords;
mod dialog;
mod example;
mod find_bar;
mod finding;
mod first_steps;
pub mod fonts;
mod haste;
mod inspector;
mod job;
mod key_help;
pub mod launch;
mod learning;
mod menus;
mod new_project;
mod offers;
mod path_dialog;
mod people;
mod picker;
mod recent;
mod row_list;
pub mod session;
mod settings;
mod side_pane;
mod start_page;
mod status_bar;
mod suggestion_card;
mod suggestions_bar;
mod summary;
pub mod tagger_record;
mod tagging;
mod text_field;
pub mod text_view;
pub mod theme;
mod who_card;
mod window_layout;
pub mod wording;
